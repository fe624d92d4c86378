"""The checks of one figure: its still, its film and the texts about it; and pictures of the faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from hillside.check.axis_numerals import untrue_numerals
from hillside.check.depicted_facts import misdrawn_facts
from hillside.check.drawn_tangents import misdrawn_tangents
from hillside.check.finding import Finding
from hillside.check.footing import feet_off_ground, misleading_arrows
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_files, untrue_labels
from hillside.check.hearing.pointing import misplaced_names, untrue_colors
from hillside.check.layout import (
    compromises,
    crossing_arrows,
    distant_labels,
    missed_callouts,
    outside_margins,
    overlapping_texts,
    small_type,
)
from hillside.check.marks import marks_of
from hillside.check.painted_picture import Picture, picture_of
from hillside.check.stated_numbers import numbers_in_files, numbers_in_words, numbers_on_picture
from hillside.check.visible_ink import foreign_ink, low_contrasts, similar_colors, window
from hillside.files.atomic import atomic_write
from hillside.files.formats import Size
from hillside.stage.figure import AnyFigure
from hillside.stage.film import Moment
from hillside.stage.sheet import Box, Sheet
from hillside.studio.job import WHOLE, Job
from hillside.studio.renderer import staged

GEOMETRY = (
    overlapping_texts,
    crossing_arrows,
    missed_callouts,
    misplaced_names,
    untrue_colors,
    outside_margins,
    small_type,
    distant_labels,
    feet_off_ground,
    misleading_arrows,
    misdrawn_facts,
    numbers_on_picture,
    untrue_numerals,
    similar_colors,
    low_contrasts,
)
"""The checks that measure the painted points; each takes a picture."""
PIXELS = (foreign_ink, misdrawn_tangents)
"""The checks that measure the pixels; each takes a picture and its pixels."""

FRAME = "#ff00aa"
"""The color of the frame around a fault; no theme uses it."""
GAP, WIDTH = 8.0, 4
"""The gap between a part and its frame in layout pixels, and the width of the frame's line in file pixels."""


@dataclass(frozen=True)
class Subject:
    """A figure to examine.

    Attributes:
        name: its name in the report.
        job: the job that draws it.
        words: the contents of the text files about it, by file name.
    """

    name: str
    job: Job
    words: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class CheckOptions:
    """How thoroughly a figure is examined.

    Attributes:
        random: the number of random times at which its film is checked.
        seed: the seed of these times.
        show: a folder for pictures of the faults, or None to write none.
    """

    random: int = 3
    seed: int = 0
    show: Path | None = None


def check_figure(figure: AnyFigure) -> tuple[Finding, ...]:
    """Check the still of `figure`, the words about it, and the compromises of its layout.

    The figure must be staged at the size to be checked; the limits are set for 1080 lines.

    Returns:
        The findings, empty if all is well; `Finding.is_fault` tells faults from notes.
    """
    picture = picture_of(figure, figure.film.last())
    said = (*untrue_labels(picture, figure.params), *untrue_alt(figure), *untrue_captions(figure))
    return (*_findings(picture), *said, *numbers_in_words(figure), *compromises(picture))


def check_film(figure: AnyFigure, times: Iterable[float]) -> tuple[Finding, ...]:
    """Check the film of `figure` at `times`, in seconds."""
    return tuple(replace(found, at=t) for t in times for found in check_moment(figure, figure.film.at(t)))


def check_moment(figure: AnyFigure, moment: Moment[Any], *, at_rest: bool = False) -> tuple[Finding, ...]:
    """Check the picture of `figure` at one moment of its film, and its labels too where nothing moves."""
    picture = picture_of(figure, moment)
    said = untrue_labels(picture, moment.params) if at_rest else ()
    return (*_findings(picture), *said)


def _findings(picture: Picture) -> Iterator[Finding]:
    for geometry in GEOMETRY:
        yield from geometry(picture)
    pixels = picture.figure.paint(picture.painted)
    for on_pixels in PIXELS:
        yield from on_pixels(picture, pixels)


def mark_faults(figure: AnyFigure, findings: Iterable[Finding], name: str, folder: Path) -> tuple[Path, ...]:
    """Write a picture of each moment that has a fault, with a frame around each faulty part.

    The still is `NAME.png` in `folder`, the picture at 1.5 seconds `NAME-1.50s.png`.

    Raises:
        Failure: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    faults = sorted((each for each in findings if each.is_fault), key=_second)
    return tuple(
        _marked(figure, [each.part for each in group], t, name, folder)
        for t, group in groupby(faults, key=_second)
    )


def _second(found: Finding) -> float:
    return -1.0 if found.at is None else found.at


def _marked(figure: AnyFigure, parts: list[str], t: float, name: str, folder: Path) -> Path:
    moment: Moment[Any] = figure.film.last() if t < 0 else figure.film.at(t)
    painted = figure.picture(moment)
    pixels = figure.paint(painted)
    image = Image.fromarray(pixels).convert("RGB")
    draw = ImageDraw.Draw(image)
    for part in parts:
        if part in painted and (found := marks_of(painted[part])):
            around = Box.around(np.vstack([each.points for each in found])).grown(GAP)
            rows, columns = window(around, figure.sheet, pixels.shape)
            draw.rectangle((columns.start, rows.start, columns.stop, rows.stop), outline=FRAME, width=WIDTH)
    target = folder / (f"{name}.png" if t < 0 else f"{name}-{t:.2f}s.png")
    with atomic_write(target) as aside:
        image.save(aside, format="PNG")
    return target


def examine(subject: Subject, options: CheckOptions) -> tuple[Finding, ...]:
    """Examine a figure: its still, its film at the end of each beat and at random times, and its words.

    Raises:
        HillsideError: The figure cannot be drawn with these parameters.
    """
    with staged(full_size(subject.job)) as figure:
        found = [*check_figure(figure)]
        for t, moment, at_rest in _moments(figure, options):
            there = [replace(each, at=t) for each in check_moment(figure, moment, at_rest=at_rest)]
            found += [each for each in there if not _is_known(each, found)]
        found += [*untrue_files(figure, subject.words), *numbers_in_files(figure, subject.words)]
        if options.show is not None:
            mark_faults(figure, found, subject.name, options.show)
    return tuple(found)


def full_size(job: Job) -> Job:
    """Return the job of a still with one file pixel per layout pixel, the scale the limits are set for."""
    sheet = Sheet.of_shape(job.size.width, job.size.height)
    return replace(job, suffix=".png", size=Size(round(sheet.width), round(sheet.height)), excerpt=WHOLE)


def _moments(figure: AnyFigure, options: CheckOptions) -> Iterator[tuple[float, Moment[Any], bool]]:
    """Yield the end of each beat except the last, which is the still, as at rest; then the random times."""
    film = figure.film
    ends = list(zip(film.starts(), film.beats, strict=True))[:-1]
    for place, (start, beat) in enumerate(ends):
        yield start + beat.seconds, film.end_of(place), True
    for t in sorted(np.random.default_rng(options.seed).uniform(0, film.seconds, options.random).tolist()):
        yield t, film.at(t), False


def _is_known(found: Finding, before: list[Finding]) -> bool:
    return any((found.kind, found.part, found.what) == (each.kind, each.part, each.what) for each in before)
