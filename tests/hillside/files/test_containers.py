"""A file that was cut short is told from a whole one, in each kind that is made here."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from hillside.files.containers import ISO_MEDIA
from hillside.files.formats import is_complete
from hillside.files.picture_chunks import gif_ends, png_ends, webp_ends
from hillside.stage.errors import Failure


def film(path: Path) -> None:
    codec = "libvpx-vp9" if path.suffix == ".webm" else "libx264"
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"  # pyright: ignore
        noise = np.random.default_rng(1)
        for _ in range(5):
            pixels = noise.integers(0, 255, (64, 64, 3), dtype=np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels)))  # pyright: ignore
        out.mux(stream.encode(None))  # pyright: ignore


def picture(path: Path) -> None:
    Image.effect_noise((64, 64), 50).save(path)


def text(path: Path) -> None:
    body = {".svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>\n'}
    path.write_text(body.get(path.suffix, "%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"))


MAKERS = {
    ".mp4": film,
    ".mov": film,
    ".webm": film,
    ".gif": picture,
    ".png": picture,
    ".webp": picture,
    ".svg": text,
    ".pdf": text,
}


@pytest.mark.parametrize("suffix", MAKERS)
def test_a_truncated_file_is_not_whole(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    MAKERS[suffix](path)
    assert is_complete(path)
    data = path.read_bytes()
    for missing in (2, len(data) // 3, len(data) // 2):
        path.write_bytes(data[:-missing])
        assert not is_complete(path)


def test_a_last_box_of_unspecified_size_is_whole(tmp_path: Path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\0mdatpixels")
    assert is_complete(path)


def test_a_box_with_a_64_bit_size_is_read(tmp_path: Path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\1mdat\0\0\0\0\0\0\0\x14four")
    assert is_complete(path)
    path.write_bytes(path.read_bytes()[:-1])
    assert not is_complete(path)


def test_only_null_bytes_may_follow_the_last_box(tmp_path: Path):
    path = tmp_path / "a.mov"
    boxes = b"\0\0\0\x10ftypqt  \0\0\0\0\0\0\0\x0emdatpixels"
    for end, whole in ((b"", True), (bytes(4), True), (bytes(3), False), (b"junk", False)):
        path.write_bytes(boxes + end)
        assert is_complete(path) is whole, end


def test_a_chunk_after_which_a_png_does_not_end_is_not_its_last(tmp_path: Path):
    path = tmp_path / "a.png"
    picture(path)
    data = path.read_bytes()
    path.write_bytes(data[:-12])
    assert not is_complete(path), "without IEND"
    path.write_bytes(data[:33] + data[-12:])
    assert is_complete(path), "a head and an end are whole chunks"


@pytest.mark.parametrize("ends", [gif_ends, png_ends, webp_ends])
def test_the_end_of_a_file_is_found_wherever_it_was_read_before(tmp_path: Path, ends):
    path = tmp_path / f"a.{ends.__name__.partition('_')[0]}"
    picture(path)
    with path.open("rb") as file:
        assert ends(file)
        file.seek(17)
        assert ends(file)


def test_a_film_of_very_many_boxes_is_refused_and_not_looked_through(tmp_path: Path):
    def box(kind: bytes, *inner: bytes) -> bytes:
        content = b"".join(inner)
        return (8 + len(content)).to_bytes(4, "big") + kind + content

    data = box(b"udta", *[box(b"free")] * 500)
    file = tmp_path / "a.mp4"
    file.write_bytes(box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", *[data] * 300))
    with file.open("rb") as content, pytest.raises(Failure, match="more than 100,000 boxes"):
        list(ISO_MEDIA.notes(content))
