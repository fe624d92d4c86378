"""From a job to its files. This is the one place that touches manim's configuration."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
from manim import tempconfig
from PIL import Image

from mathcore import Expr, Interval
from stage.camera import Pixels
from stage.captions import vtt
from stage.catalogue import load
from stage.figure import Figure
from stage.film import Moment
from stage.movie import encode
from stage.params import from_text
from stage.store import write_whole
from stage.svg import Legend, svg
from stage.take import Clip, Job, Quality, Take

Report = Callable[[int, int], None]
AnyFigure = Figure[Any, Any, Any]


def shoot(job: Job, target: Path, report: Report | None = None) -> Take:
    """Make the file that ``job`` asks for at ``target``, whole or not at all.

    Beside a film come its poster, ``<name>.poster.png``, and its captions, ``<name>.vtt``.

    Args:
        job: what to make.
        target: the file to write.
        report: called with the frames done and the frames in all.

    Raises:
        HillsideError: if the parameters ask for what cannot be drawn, or the file cannot be written.
    """
    with staged(job) as figure:
        files = _film(figure, job, target, report) if job.is_film else _still(figure, job, target)
        return Take(
            title=figure.title(),
            alt=figure.alt(figure.known),
            size=job.size,
            facts=plain_facts(figure.known),
            files=files,
            clips=_clips(figure) if job.is_film else (),
        )


@contextmanager
def staged(job: Job) -> Generator[AnyFigure]:
    """The figure of a job, with manim set to its size."""
    settings = {
        "pixel_width": job.size.width,
        "pixel_height": job.size.height,
        "frame_rate": job.fps,
        "format": "none",
        "verbosity": "WARNING",
    }
    with tempconfig(settings):
        kind = load(job.figure)
        yield kind(from_text(kind.Params, dict(job.params)), job.theme, job.language)


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
    with write_whole(target) as aside:
        if job.suffix == ".svg":
            aside.write_text(_svg(figure, job), encoding="utf-8")
        else:
            _save_png(figure.paint(figure.still()), aside)
    return (target,)


def _svg(figure: AnyFigure, job: Job) -> str:
    legend = Legend(figure.title(), figure.alt(figure.known), job.language.code)
    return svg(figure.still(), figure.sheet, job.size, figure.theme.paper, legend)


def _save_png(picture: Pixels, target: Path) -> None:
    Image.fromarray(np.ascontiguousarray(picture[:, :, :3])).save(target, format="PNG")


def _film(figure: AnyFigure, job: Job, target: Path, report: Report | None) -> tuple[Path, ...]:
    poster, captions = target.with_suffix(".poster.png"), target.with_suffix(".vtt")
    with (
        write_whole(target) as film_aside,
        write_whole(poster) as poster_aside,
        write_whole(captions) as captions_aside,
    ):
        encode(_frames(figure, job.fps, report), film_aside, job.size, job.fps, Quality(job.quality))
        _save_png(figure.paint(figure.still()), poster_aside)
        captions_aside.write_text(vtt(_clips(figure)), encoding="utf-8")
    return target, poster, captions


def _frames(figure: AnyFigure, fps: int, report: Report | None) -> Iterator[Pixels | None]:
    """The frames of a film; ``None`` where nothing has changed."""
    times = figure.film.frames(fps)
    before: Moment[Any] | None = None
    for number, t in enumerate(times):
        moment = figure.film.at(t)
        yield None if moment == before else figure.paint(figure.picture(moment))
        before = moment
        if report is not None:
            report(number + 1, len(times))


def _clips(figure: AnyFigure) -> tuple[Clip, ...]:
    film = figure.film
    return tuple(
        Clip(say=beat.say, seconds=beat.length, start=start)
        for beat, start in zip(film.beats, film.starts(), strict=True)
    )
