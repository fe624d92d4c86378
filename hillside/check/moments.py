"""A figure checked at one moment, at several, or in its final picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from hillside.check.claims import claims
from hillside.check.colors import alike, contrasts
from hillside.check.finding import Finding
from hillside.check.footing import downhill, footing
from hillside.check.ink import foreign_ink
from hillside.check.layout import arrows, callouts, frame, given_way, near, sizes, texts
from hillside.check.numbers import numbers, told
from hillside.check.picture import AnyFigure, Picture, picture_of
from hillside.check.truth import slopes
from hillside.stage.film import Moment

GEOMETRY = (texts, arrows, callouts, frame, sizes, near, footing, downhill, claims, numbers, alike, contrasts)
PIXELS = (foreign_ink, slopes)


def check_figure(figure: AnyFigure) -> tuple[Finding, ...]:
    """Check the still of `figure`, and say what gave way in it.

    The figure must be staged at the size to be checked; the limits are meant for 1080 lines.

    Returns:
        What was found; nothing when all is well. `Finding.is_fault` tells faults from notes.
    """
    picture = picture_of(figure, figure.film.last())
    return (*_findings(picture), *told(figure), *given_way(picture))


def check_film(figure: AnyFigure, times: Iterable[float]) -> tuple[Finding, ...]:
    """Check the film of `figure` at some seconds of it."""
    return tuple(replace(found, at=t) for t in times for found in check_moment(figure, figure.film.at(t)))


def check_moment(figure: AnyFigure, moment: Moment[Any]) -> tuple[Finding, ...]:
    """Check the picture of `figure` at one moment of its film."""
    return tuple(_findings(picture_of(figure, moment)))


def _findings(picture: Picture) -> Iterator[Finding]:
    for geometry in GEOMETRY:
        yield from geometry(picture)
    pixels = picture.figure.paint(picture.painted)
    for on_pixels in PIXELS:
        yield from on_pixels(picture, pixels)
