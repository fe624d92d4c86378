"""Films read back by the decoders that players use: colors, alpha, frames, captions and chapters."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from hillside.files.formats import FILM_SUFFIXES, format_of
from hillside.stage.errors import Failure
from hillside.stage.look.theme import THEMES
from tests.hillside.files.films import CLIPS, footage, noise, patches, write_film


def decoded(file: Path, clear: bool = False) -> Iterator[Any]:
    """The frames of a film as straight red, green, blue and alpha, by a decoder that keeps alpha."""
    if file.suffix in (".gif", ".webp"):
        with Image.open(file) as film:
            for number in range(film.n_frames):
                film.seek(number)
                yield np.array(film.convert("RGBA"))
        return
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        # The decoder of VP9 that is taken by itself drops alpha.
        decoder = av.CodecContext.create("libvpx-vp9", "r") if clear and file.suffix == ".webm" else None
        for packet in container.demux(stream):
            for frame in decoder.decode(packet) if decoder else packet.decode():
                yield as_rgba(frame)


def as_rgba(frame: Any) -> Any:
    """Red, green, blue and alpha by the formula of BT.709 (ITU-R, 2015), since FFmpeg's own rounds down."""
    # In sixteen bits: in eight, the ten of MOV would be dithered.
    y, u, v = np.moveaxis(frame.reformat(format="yuv444p16le").to_ndarray() / 256, -1, 0)
    luma, blue, red = (y - 16) / 219, (u - 128) / 224 * 1.8556, (v - 128) / 224 * 1.5748
    red, blue = luma + red, luma + blue
    green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152
    colors = np.rint(255 * np.clip(np.stack([red, green, blue], axis=-1), 0, 1))
    return np.dstack([colors.astype(np.uint8), frame.to_ndarray(format="rgba")[..., 3]])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_the_colors_of_a_film_are_within_two_levels_of_those_of_the_theme(
    suffix: str, theme: str, tmp_path: Path
):
    paper, *others = dict.fromkeys(THEMES[theme].colors().values())
    for first in range(0, len(others), 15):
        check_colors((paper, *others[first : first + 15]), suffix, tmp_path)


def check_colors(colors: tuple[str, ...], suffix: str, tmp_path: Path) -> None:
    """Check the colors of a film of one picture, of sixteen patches at most."""
    picture = patches(colors)
    file = tmp_path / f"a{suffix}"
    write_film(suffix, footage([picture, *[None] * 3], colors=colors), file)
    shown = list(decoded(file))[-1]
    for number, color in enumerate(colors):
        row, column = divmod(number, 4)
        middle = shown[48 * row + 16 : 48 * row + 32, 48 * column + 16 : 48 * column + 32, :3].astype(int)
        assert np.abs(middle - list(bytes.fromhex(color[1:]))).max() <= 2, color


@pytest.mark.parametrize("suffix", [".webm", ".mov", ".webp"])
def test_alpha_is_straight_and_accurate_to_one_level(suffix: str, tmp_path: Path):
    colors = tuple(THEMES["light"].colors().values())
    picture = patches(colors, alpha=102)
    picture[:, 144:, 3] = 0
    file = tmp_path / f"a{suffix}"
    write_film(suffix, footage([picture, picture.copy(), picture.copy()], clear=True), file)
    shown = list(decoded(file, clear=True))[-1].astype(int)
    assert np.abs(shown[8:-8, 8:136, 3] - 102).max() <= 1
    assert shown[8:-8, 152:-8, 3].max() <= 1
    middle = shown[16:32, 64:80, :3]
    assert np.abs(middle - list(bytes.fromhex(colors[1][1:]))).max() <= 2


def test_a_gif_keeps_transparent_pixels_and_blends_rims_with_the_paper(tmp_path: Path):
    picture = patches(("#000000",) * 16)
    picture[:64, :, 3] = 0
    picture[64:128, :, 3] = 51
    write_film(".gif", footage([picture], clear=True), tmp_path / "a.gif")
    shown = next(decoded(tmp_path / "a.gif"))
    assert (shown[:64, :, 3] == 0).all()
    assert (shown[64:, :, 3] == 255).all()
    assert np.abs(shown[80, 80, :3].astype(int) - 204).max() <= 2


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_a_film_with_repeated_frames_lasts_as_long_as_its_frames(suffix: str, tmp_path: Path):
    file = tmp_path / f"a{suffix}"
    write_film(suffix, footage([noise(1), None, noise(2), noise(3), *[None] * 6]), file)
    if suffix in (".gif", ".webp"):
        with Image.open(file) as film:
            times = []
            for number in range(film.n_frames):
                film.seek(number)
                film.load()
                times.append(film.info["duration"])
        # WebP shows its last picture as long as the others are shown on average.
        assert 900 <= sum(times) <= 1300
    else:
        assert len(list(decoded(file))) == 10


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
@pytest.mark.parametrize("loop", [True, False])
def test_an_animated_picture_states_whether_it_loops(suffix: str, loop: bool, tmp_path: Path):
    write_film(suffix, footage([noise(1), noise(2)], loop=loop), tmp_path / f"a{suffix}")
    with Image.open(tmp_path / f"a{suffix}") as film:
        forever = film.info.get("loop") == 0
    assert forever == loop


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".webm"])
def test_captions_and_chapters_are_in_the_film(suffix: str, tmp_path: Path):
    write_film(suffix, footage([noise(1), *[None] * 9]), tmp_path / f"a{suffix}")
    with av.open(str(tmp_path / f"a{suffix}")) as film:
        chapters = [
            (float(each["start"] * each["time_base"]), each["metadata"]["title"]) for each in film.chapters()
        ]
        track = film.streams.subtitles[0]
        # MP4 has the terminological code, QuickTime and WebM the bibliographic one.
        assert track.metadata["language"] == ("deu" if suffix == ".mp4" else "ger")
        told = [(float((packet.pts or 0) * packet.time_base), bytes(packet)) for packet in film.demux(track)]
    assert chapters == [(clip.start, clip.say) for clip in CLIPS]
    for clip in CLIPS:
        assert any(abs(start - clip.start) < 0.002 and clip.say.encode() in text for start, text in told)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".webm"])
def test_a_film_is_converted_to_the_colors_it_is_tagged_with(suffix: str, tmp_path: Path):
    write_film(suffix, footage([noise(1)]), tmp_path / f"a{suffix}")
    with av.open(str(tmp_path / f"a{suffix}")) as film:
        frame = next(film.decode(video=0))
    assert (frame.colorspace, frame.color_range) == (1, 1)


def test_an_mp4_can_be_played_while_it_is_loaded(tmp_path: Path):
    write_film(".mp4", footage([noise(1)]), tmp_path / "a.mp4")
    content = (tmp_path / "a.mp4").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_a_repeated_first_frame_is_a_value_error(tmp_path: Path):
    with pytest.raises(ValueError, match="cannot repeat"):
        write_film(".mp4", footage([None]), tmp_path / "a.mp4")


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_a_missing_folder_is_a_failure(suffix: str, tmp_path: Path):
    with pytest.raises(Failure):
        write_film(suffix, footage([noise(1), noise(2)]), tmp_path / "missing" / f"a{suffix}")


def test_a_film_in_which_nothing_moves_is_still_a_webp_with_its_recipe(tmp_path: Path):
    write_film(".webp", footage([noise(1), None, None]), tmp_path / "a.webp")
    with Image.open(tmp_path / "a.webp") as film:
        assert np.array_equal(np.array(film.convert("RGB")), noise(1)[..., :3])
        assert "hillside" in film.info["xmp"].decode()


def test_chroma_subsampled_films_are_identified_by_their_pixels(tmp_path: Path):
    for suffix in (".mp4", ".webm", ".mov"):
        write_film(suffix, footage([noise(1)]), tmp_path / f"a{suffix}")
        with av.open(str(tmp_path / f"a{suffix}")) as film:
            halved = "420" in film.streams.video[0].codec_context.pix_fmt
        assert halved == format_of(suffix).has_even_sides


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".mov"])
@pytest.mark.parametrize("clear", [False, True])
def test_the_bytes_of_a_film_do_not_depend_on_the_number_of_processes(
    suffix: str, clear: bool, tmp_path: Path
) -> None:
    pictures = [None if seed % 3 == 2 else noise(seed) for seed in range(47)]
    for workers in (1, 2, 3):
        write_film(suffix, footage(pictures, clear, workers=workers), tmp_path / f"{workers}{suffix}")
    contents = {path.read_bytes() for path in tmp_path.iterdir()}
    assert len(contents) == 1
    assert len(list(decoded(tmp_path / f"2{suffix}"))) == len(pictures)


def test_every_two_seconds_a_film_has_a_key_frame(tmp_path: Path) -> None:
    pictures = [noise(seed) for seed in range(50)]
    write_film(".mp4", footage(pictures, workers=2), tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as film:
        stream = film.streams.video[0]
        packets = [packet for packet in film.demux(stream) if packet.pts is not None]
        keys = [float(packet.pts * packet.time_base) for packet in packets if packet.is_keyframe]
    assert keys == pytest.approx([0.0, 2.0, 4.0])
    times = [packet.dts for packet in packets]
    assert times == sorted(times)
