"""Pictures of figures with faults put into them, and what is found there."""

from collections.abc import Callable, Iterator
from typing import Any

from hillside.check import Kind
from hillside.check.painted_picture import Picture, picture_from
from hillside.stage.drawing import Part
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job


def job(figure: str, theme: str = "light", size: str = "16:9", **params: str) -> Job:
    return Job.read(figure, params, ".png", THEMES[theme], size, "standard")


def changed(picture: Picture, name: str, change: Callable[[Part], object]) -> Picture:
    """The picture with one of its painted parts changed."""
    part = picture.painted[name].copy()
    change(part)
    part.plane = picture.painted[name].plane
    return picture_from(picture.figure, picture.facts, {**picture.painted, name: part}, picture.shown)


def moved(picture: Picture, name: str, x: float, y: float) -> Picture:
    return changed(picture, name, lambda part: part.shift([x, y, 0.0]))


def kinds(found: Iterator[Any]) -> set[tuple[Kind, str]]:
    return {(each.kind, each.part) for each in found}


def painted(picture: Picture) -> Any:
    return picture.figure.paint(picture.painted)
