"""Pictures of what is wrong: a frame around each part that a check has found fault with."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from hillside.check.finding import Finding
from hillside.check.ink import window
from hillside.check.marks import marks_of
from hillside.check.picture import AnyFigure
from hillside.files.atomic import atomic_write
from hillside.stage.box import Box
from hillside.stage.film import Moment

FRAME = "#ff00aa"
"""A color of no theme."""
GAP, WIDTH = 8.0, 4
"""Layout pixels from a part to the frame around it, and file pixels of the frame's line."""


def mark(figure: AnyFigure, findings: Iterable[Finding], name: str, folder: Path) -> tuple[Path, ...]:
    """Write a picture of each moment with a fault into `folder`, `NAME.png` or `NAME-1.50s.png`.

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
