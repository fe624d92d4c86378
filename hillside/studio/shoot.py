"""From a job to its files. This is the one place that touches manim's configuration."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from manim import tempconfig

from hillside.files.captions import vtt
from hillside.files.whole import write_whole
from hillside.files.writers import FILM_WRITERS, STILL_WRITERS
from hillside.studio.catalogue import load
from hillside.studio.footage import AnyFigure, Report, clips_of, footage_of, picture_of, poster_job
from hillside.studio.job import Job
from hillside.studio.params_text import from_text
from hillside.studio.rendering import Take
from mathcore import Expr, Interval


def shoot(job: Job, target: Path, report: Report | None = None) -> Take:
    """Make the file that `job` asks for at `target`, whole or not at all.

    Beside a film come its poster, `<name>.poster.png`, and its captions, `<name>.vtt`.

    Args:
        job: what to make.
        target: the file to write.
        report: called with the frames done and the frames in all.

    Raises:
        HillsideError: if the parameters ask for what cannot be drawn, or the file cannot be written.
    """
    with staged(job) as figure:
        return shoot_on(figure, job, target, report)


def shoot_on(figure: AnyFigure, job: Job, target: Path, report: Report | None = None) -> Take:
    """Like `shoot`, with a figure that is staged already: several files of one figure share its layout."""
    files = _film(figure, job, target, report) if job.is_film else _still(figure, job, target)
    return _take(figure, job, files)


def shoot_beats(job: Job, target: Path, report: Report | None = None) -> Take:
    """Make a clip for each beat of a film, `<name>-1`, `<name>-2` and so on; like `shoot` otherwise."""
    with staged(job) as figure:
        count = len(figure.film.beats)
        files: list[Path] = []
        for number in range(1, count + 1):
            one = replace(job, finish=replace(job.finish, beat=number))
            clip = target.with_stem(f"{target.stem}-{number:0{len(str(count))}}")
            files += _film(figure, one, clip, report)
        return _take(figure, job, tuple(files))


@contextmanager
def staged(job: Job) -> Generator[AnyFigure]:
    """Return the figure of a job, with manim set to its size."""
    settings = {
        "pixel_width": job.size.width,
        "pixel_height": job.size.height,
        "frame_rate": job.fps,
        "background_opacity": 0.0 if job.finish.transparent else 1.0,
        "format": "none",
        "verbosity": "WARNING",
    }
    with tempconfig(settings):
        kind = load(job.figure)
        yield kind(from_text(kind.Params, dict(job.params)), job.theme, job.language)


def _take(figure: AnyFigure, job: Job, files: tuple[Path, ...]) -> Take:
    return Take(
        title=figure.title(),
        alt=figure.alt(figure.known),
        size=job.size,
        facts=plain_facts(figure.known),
        files=files,
        clips=clips_of(figure, job.finish) if job.is_film else (),
    )


def plain_facts(facts: Any) -> dict[str, Any]:
    """Facts as plain JSON values: numbers and texts as they are, shapes by their coordinates."""
    return {field.name: _plain(getattr(facts, field.name)) for field in dataclasses.fields(facts)}


def _plain(value: Any) -> Any:
    if isinstance(value, Expr):
        return str(value)
    if isinstance(value, Interval):
        return [value.low, value.high]
    if dataclasses.is_dataclass(value):
        return plain_facts(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[Any, ...]", value)]
    return value


def _still(figure: AnyFigure, job: Job, target: Path) -> tuple[Path, ...]:
    picture = picture_of(figure, job)
    with write_whole(target) as aside:
        STILL_WRITERS[job.suffix](picture, aside)
    return (target,)


def _film(figure: AnyFigure, job: Job, target: Path, report: Report | None) -> tuple[Path, ...]:
    footage, poster = footage_of(figure, job, report), picture_of(figure, poster_job(job))
    files = target, target.with_suffix(".poster.png"), target.with_suffix(".vtt")
    with write_whole(files[0]) as film, write_whole(files[1]) as still, write_whole(files[2]) as captions:
        FILM_WRITERS[job.suffix](footage, film)
        STILL_WRITERS[".png"](poster, still)
        captions.write_text(vtt(footage.clips), encoding="utf-8")
    return files
