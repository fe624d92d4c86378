"""Pictures of figures with faults put into them, and what is found there."""

from collections.abc import Callable, Iterator
from typing import Any

from stage.check import Kind
from stage.check.picture import Picture, read
from stage.drawing import Part
from stage.job import Job
from stage.look.theme import THEMES


def job(figure: str, theme: str = "light", size: str = "16:9", **params: str) -> Job:
    return Job.read(figure, params, ".png", THEMES[theme], size, "standard")


def changed(picture: Picture, name: str, change: Callable[[Part], object]) -> Picture:
    """The picture with one of its painted parts changed."""
    part = picture.painted[name].copy()
    change(part)
    part.plane = picture.painted[name].plane
    return read(picture.figure, picture.facts, {**picture.painted, name: part}, picture.shown)


def moved(picture: Picture, name: str, x: float, y: float) -> Picture:
    return changed(picture, name, lambda part: part.shift([x, y, 0.0]))


def kinds(found: Iterator[Any]) -> set[tuple[Kind, str]]:
    return {(each.kind, each.part) for each in found}


def painted(picture: Picture) -> Any:
    return picture.figure.paint(picture.painted)
