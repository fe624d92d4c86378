"""Landscapes of every kind, on a small stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text

RAVINE, VALLEYS = "(1 - x)^2 + 100(y - x^2)^2", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
CAMEL = "(4 - 2.1x^2 + x^4/3)x^2 + x y + (4y^2 - 4)y^2"
CASES: dict[str, dict[str, str]] = {
    "hills": {},
    "saddle": {"function": "x^2 - y^2", "start": "1", "start_y": "0.1", "rate": "0.05"},
    "ravine": {"function": RAVINE, "start": "-1.2", "start_y": "1", "rate": "0.001", "steps": "900"},
    "four valleys": {"function": VALLEYS, "start": "0", "start_y": "0", "rate": "0.01"},
    "plane": {"function": "2x - y", "start": "0", "start_y": "0", "rate": "0.1"},
    "waves": {"function": "sin(3x) sin(3y)", "start": "0.4", "start_y": "0.9", "rate": "0.03"},
    "by a pole": {"function": "1/(x^2 + y^2)", "start": "1", "start_y": "0.5", "rate": "0.1"},
    "at the edge of the domain": {"function": "sqrt(x) + y^2", "start": "2", "start_y": "1", "rate": "0.1"},
    "flat": {"function": "5", "start": "1", "start_y": "1"},
    "in x alone": {"function": "x^2 + 3", "start": "2", "start_y": "0", "rate": "0.1"},
    "tiny": {"function": "1e-6 x y", "start": "1", "start_y": "1", "rate": "1e5"},
    "run away": {"function": "x^2 + y^2", "start": "1", "start_y": "1", "rate": "1.2"},
    "camel": {"function": CAMEL, "start": "-1", "start_y": "-0.5", "rate": "0.03"},
    "plateau": {"function": "1/(1 + e^(-(x^2 + y^2 - 4)))", "start": "1.9", "start_y": "0.5", "rate": "0.5"},
    "creases": {"function": "|x| + |y|", "start": "1.67", "start_y": "0.93", "rate": "0.2"},
    "network": {"model": "path"},
    "filters": {"model": "filters"},
}  # fmt: skip


@contextmanager
def staged(words: dict[str, str], height: int = 270, theme: str = "light") -> Iterator[Any]:
    with configured({"pixel_width": height * 16 // 9, "pixel_height": height, "format": "none"}):
        kind = load("landscape")
        yield kind(from_text(kind.Params, words), THEMES[theme])


def painted(part: Any) -> np.ndarray:
    return np.vstack([shape.points[:, :2] for shape in part.shapes()])
