"""What of a film is shown: the whole, one beat, one moment, and the way back to the start."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from hillside.files.budget import write_within
from hillside.files.formats import Size
from hillside.stage.errors import Refusal
from hillside.stage.look.theme import THEMES
from hillside.studio.draw import resolved
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.renderer import (
    FADE,
    clips_of,
    footage_of,
    moment_of,
    moments_of,
    picture_of,
    render,
    render_beats,
    staged,
)

FPS = 5


def job(suffix: str = ".mp4", **excerpt: Any) -> Job:
    return Job("tangent", (), THEMES["light"], Size(160, 90), FPS, "draft", suffix, Excerpt(**excerpt))


def frames(asked: Job) -> list[Any]:
    """All frames of a film, those that repeat written out."""
    with staged(asked) as figure:
        shown: list[Any] = []
        for pixels in footage_of(figure, asked).all_frames():
            shown.append(shown[-1] if pixels is None else pixels)
        return shown


def test_the_clips_of_all_beats_end_to_end_are_the_film():
    whole, start = frames(job()), 0
    with staged(job()) as figure:
        lengths = [round(beat.length * FPS) for beat in figure.film.beats]
        starts = figure.film.starts()
    for number, length in enumerate(lengths, 1):
        clip = frames(job(beat=number))
        assert len(clip) == length + 1
        start = round(starts[number - 1] * FPS)
        if abs(starts[number - 1] * FPS - start) < 1e-9:
            assert np.array_equal(clip[0], whole[start])
    assert np.array_equal(clip[-1], whole[-1])


def test_a_still_of_a_beat_is_the_last_frame_of_its_clip():
    with staged(job(".png", beat=3)) as figure:
        still = picture_of(figure, job(".png", beat=3)).paint()
    assert np.array_equal(still, frames(job(beat=3))[-1])


def test_a_still_of_a_moment_is_the_frame_at_that_second():
    with staged(job(".png", moment=6.0)) as figure:
        still = picture_of(figure, job(".png", moment=6.0)).paint()
        assert picture_of(figure, job(".png", moment=6.0)).about.alt in [b.say for b in figure.film.beats]
        assert picture_of(figure, job(".png")).about.alt == figure.alt(figure.final_facts)
    assert np.array_equal(still, frames(job())[6 * FPS])


def test_a_beat_or_moment_out_of_range_is_refused_with_the_number_available():
    with staged(job()) as figure:
        film = figure.film
        count, seconds = len(film.beats), f"{film.seconds:g}"
        with pytest.raises(Refusal, match=f"beat {count + 1} is out of range; this film has {count} beats"):
            moments_of(film, Excerpt(beat=count + 1), FPS)
        with pytest.raises(Refusal, match=f"this film has {seconds} seconds"):
            moment_of(film, Excerpt(moment=film.seconds + 1))
        assert moment_of(film, Excerpt(moment=film.seconds)) == moment_of(film, WHOLE) == film.last()


def test_a_loop_fades_evenly_from_the_last_picture_to_the_first():
    once, again = frames(job()), frames(job(loop=True))
    fade = again[len(once) :]
    assert len(fade) == round(FADE * FPS)
    first, last = once[0].astype(float), once[-1].astype(float)
    for number, shown in enumerate(fade, 1):
        share = number / (len(fade) + 1)
        assert np.abs(shown - (last + (first - last) * share)).max() <= 0.5


def test_a_transparent_film_has_straight_alpha():
    shown = frames(replace(job(".webm", transparent=True), suffix=".webm"))[-1]
    opaque = frames(job())[-1]
    share = shown[..., 3:] / 255
    assert 0 in shown[..., 3]
    assert np.abs(shown[..., :3] * share + 255 * (1 - share) - opaque[..., :3]).max() < 2.5


def test_the_captions_of_one_beat_start_at_its_start():
    with staged(job()) as figure:
        whole, (one,) = clips_of(figure, WHOLE), clips_of(figure, Excerpt(beat=2))
    assert (one.say, one.seconds, one.start) == (whole[1].say, whole[1].seconds, 0.0)


def test_every_beat_has_a_clip_a_poster_and_captions(tmp_path: Path):
    rendering = render_beats(replace(job(), figure="header"), tmp_path / "a.mp4")
    names = [file.name for file in rendering.files]
    assert names[:4] == ["a-1.mp4", "a-1.poster.png", "a-1.vtt", "a-2.mp4"]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 3 * len(rendering.clips)
    for number, clip in enumerate(rendering.clips, 1):
        assert clip.say in (tmp_path / f"a-{number}.vtt").read_text(encoding="utf-8")
    render(replace(job(beat=2), figure="header"), tmp_path / "two.mp4")
    assert (tmp_path / "two.mp4").read_bytes() == (tmp_path / "a-2.mp4").read_bytes()


def test_a_film_over_its_budget_writes_nothing_and_keeps_the_old_file(tmp_path: Path):
    (tmp_path / "a.mp4").write_text("old")
    with pytest.raises(Refusal, match="the budget is 2kB"):
        render(job(beat=1, budget=2000), tmp_path / "a.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_text() == "old"


def test_levels_that_cannot_meet_the_budget_are_skipped_and_none_is_written_twice(tmp_path: Path):
    tried: list[int] = []

    def level(size: int) -> Any:
        def write() -> None:
            tried.append(size)
            (tmp_path / "a").write_bytes(bytes(size))

        return write

    write_within(1500, tmp_path / "a", [level(size) for size in (9000, 8000, 7000, 2000, 1400, 1000)])
    assert (tmp_path / "a").stat().st_size <= 1500
    assert tried[0] == 9000
    assert len(tried) == len(set(tried)) < 6


def test_a_poster_is_a_still_that_can_be_made_again(tmp_path: Path):
    from hillside.studio.again import remake

    render(resolved(job(beat=1)), tmp_path / "a.mp4")
    assert remake(tmp_path / "a.poster.png", tmp_path / "b.png", lambda done, total: None).equal
    with Image.open(tmp_path / "b.png") as poster:
        assert np.array_equal(np.array(poster), frames(job(beat=1))[-1][..., :3])
