"""The arrow of the callout touches the tangent and, as far as the eye can tell, nothing else."""

import random
from typing import Any

import numpy as np
import pytest
from manim import tempconfig

from hillside.stage.plane import Plane
from hillside.studio.catalogue import load
from mathcore import parse
from scenes.header.drawing import boxes
from scenes.tangent.drawing import plot_box

SHAPES = {"16:9": (480, 270), "4:3": (360, 270), "1:1": (270, 270), "9:16": (270, 480)}
FUNCTIONS = {
    "x^2": lambda x: x**2,
    "sqrt(x)": np.sqrt,
    "ln x": np.log,
    "exp(x)": np.exp,
    "sin(x)": np.sin,
    "1/x": lambda x: 1 / x,
    "tanh(x)": np.tanh,
    "x^2/50": lambda x: x**2 / 50,
    "ln(1+exp x)": lambda x: np.log1p(np.exp(x)),
    "sqrt(x^2+1)": lambda x: np.sqrt(x**2 + 1),
}
WIDTH_OF_CURVE = 6.5
"""In layout pixels."""


def cases() -> list[tuple[str, str, float, str]]:
    rng = random.Random(154)
    drawn = [
        (
            rng.choice(("tangent", "tangent", "header")),
            rng.choice(list(FUNCTIONS)),
            round(rng.uniform(0.3, 4), 1),
            rng.choice(list(SHAPES)),
        )
        for _ in range(12)
    ]
    return [("header", "sqrt(x)", 1.0, "4:3"), ("tangent", "sqrt(x)", 4.0, "16:9"), *drawn]


@pytest.mark.parametrize(("figure", "text", "at", "shape"), cases())
def test_the_tip_lies_on_the_tangent_and_well_off_the_curve(
    figure: str, text: str, at: float, shape: str
) -> None:
    width, height = SHAPES[shape]
    with tempconfig({"pixel_width": width, "pixel_height": height}):
        kind = load(figure)
        drawn: Any = kind(kind.Params(function=parse(text), at=at))
        tip = np.asarray(drawn.layout.placed["callout"].leader[-1])
        both = figure == "header"
        view = drawn.view[0] if both else drawn.view
        plane = Plane(view, boxes(drawn.sheet)[0] if both else plot_box(drawn.sheet), drawn.theme)
    box, f = plane.box, FUNCTIONS[text]
    scale = np.array([box.width / view.x.width, box.height / view.y.width])

    def on_sheet(x: Any, y: Any) -> Any:
        return (np.column_stack([x, y]) - [view.x.low, view.y.low]) * scale + [box.left, box.bottom]

    x = np.linspace(view.x.low, view.x.high, 40001)
    with np.errstate(all="ignore"):
        curve = on_sheet(x, f(x))
    step = 1e-6
    line = on_sheet(x, f(at) + (f(at + step) - f(at - step)) / (2 * step) * (x - at))
    from_line, from_curve = (np.nanmin(np.hypot(*(points - tip).T)) for points in (line, curve))
    assert from_line < 0.5
    assert from_curve > 2.4 * WIDTH_OF_CURVE


def test_an_arrow_to_a_straight_line_touches_the_tangent_that_lies_on_it() -> None:
    with tempconfig({"pixel_width": 480, "pixel_height": 270}):
        kind = load("tangent")
        drawn: Any = kind(kind.Params(function=parse("2x + 1"), at=1.0))
        assert "callout" in drawn.layout.placed
