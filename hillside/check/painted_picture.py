"""A picture as the checks see it: what was requested, what was painted, and the facts behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hillside.check.marks import Mark, mark_of, marks_of
from hillside.stage.drawing import Halo, Letters, Part, Plate, Tint
from hillside.stage.figure import AnyFigure
from hillside.stage.film import Moment
from hillside.stage.labels import Instead, Parts, Request, texts_of
from hillside.stage.sheet import Box


@dataclass(frozen=True, eq=False)
class Words:
    """A label or a callout as it was painted.

    Attributes:
        name: the name of its part.
        part: what was painted.
        request: what the figure requested.
        box: the bounding box of the ink of the text.
        arrow: its leader or its arrow, line before head; empty if it has none.
        whole: whether it is fully shown.
    """

    name: str
    part: Part
    request: Request
    box: Box
    arrow: tuple[Mark, ...]
    whole: bool

    @property
    def text(self) -> str:
        """What can be read on it; an empty line parts two paragraphs."""
        return "\n".join(texts_of(self.part))

    @property
    def haloed(self) -> bool:
        """Whether its letters have a halo."""
        return any(isinstance(shape, Halo) for shape in self.part.shapes())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs."""
        return tuple(self.text.split("\n\n"))


@dataclass(frozen=True, eq=False)
class Picture:
    """The picture of a figure at one moment.

    Attributes:
        figure: the figure.
        facts: what is true at that moment.
        painted: the painted parts by name.
        marks: the marks of every painted part that is not a label, nor so faint that labels may lie on it.
        words: the painted labels and callouts.
        shown: how far each part has appeared, 0 to 1.
    """

    figure: AnyFigure
    facts: Any
    painted: Mapping[str, Part]
    marks: Mapping[str, tuple[Mark, ...]]
    words: tuple[Words, ...]
    shown: Mapping[str, float]

    def is_on(self, *names: str) -> bool:
        """Return whether all of these parts are fully shown."""
        return all(self.shown.get(name, 0.0) >= 1 for name in names)


def picture_of(figure: AnyFigure, moment: Moment[Any]) -> Picture:
    """Return the picture of `figure` at a moment of its film."""
    facts = figure.facts(moment.params, figure.view)
    return picture_from(figure, facts, figure.picture(moment), dict(moment.shown))


def picture_from(
    figure: AnyFigure, facts: Any, painted: Mapping[str, Part], shown: Mapping[str, float]
) -> Picture:
    """Return the picture that `painted` parts make of `facts`."""
    declared = figure.parts(facts)
    requests = {
        name: _request(each, declared) for name, each in declared.items() if not isinstance(each, Part)
    }
    words = (_words(name, request, painted, shown) for name, request in requests.items())
    return Picture(
        figure=figure,
        facts=facts,
        painted=painted,
        marks={
            name: marks_of(part)
            for name, part in painted.items()
            if name not in requests and not part.backdrop
        },
        words=tuple(found for found in words if found is not None),
        shown=shown,
    )


def _request(request: Request | Instead, declared: Parts) -> Request:
    """Return a request as it is; for words instead of another label, that of the other with these words."""
    if not isinstance(request, Instead):
        return request
    other = declared[request.of]
    if isinstance(other, Part | Instead):
        raise TypeError(f"{request.of} is no label of its own, and so nothing can stand in its place")
    return replace(other, lettering=replace(request.lettering, counting=True))


def _words(
    name: str, request: Request, painted: Mapping[str, Part], shown: Mapping[str, float]
) -> Words | None:
    """Return a label as painted, or None; its shapes but plate and halo are the text, then the leader."""
    if name not in painted:
        return None
    shapes = [shape for shape in painted[name].shapes() if not isinstance(shape, Plate | Halo)]
    marks = ((each, mark_of(each)) for each in shapes)
    seen = [(isinstance(each, Letters | Tint), mark) for each, mark in marks if mark is not None]
    text = [mark.points for lettered, mark in seen if lettered]
    if not text:
        return None
    arrow = tuple(mark for lettered, mark in seen if not lettered)
    return Words(name, painted[name], request, Box.around(np.vstack(text)), arrow, shown[name] >= 1)
