"""The window of a map: equal scales, points that are seen, and what each cost is for."""

from collections.abc import Callable
from dataclasses import replace
from math import pi

import numpy as np
import pytest

from hillside.stage.plane import View
from mathcore import Interval
from scenes.shared.maps import map_view as module
from scenes.shared.maps.map_view import COSTS, map_view
from tests.scenes.shared.maps.fields import field


@pytest.mark.parametrize("text", ["x^2 + y^2", "1/(x^2 + y^2)", "20x^2 + y^2", "x + 1e-3 y"])
@pytest.mark.parametrize("start", [(2.0, 1.0), (0.01, -0.02), (400.0, 30.0), (1e-5, 5.0)])
@pytest.mark.parametrize("aspect", [0.7, 1.0, 1.9])
def test_a_view_holds_the_path_with_equal_scales(
    text: str, start: tuple[float, float], aspect: float
) -> None:
    path = np.array([start, (start[0] / 2, 0.0)])
    view = map_view(field(text), path, None, aspect)
    assert view.stretch == pytest.approx(1.0)
    assert all(x in view.x and y in view.y for x, y in path.tolist())
    assert np.hypot(*(path[1] - path[0])) > 0.05 * min(view.x.width, view.y.width)


@pytest.mark.parametrize("wide", [10 ** (k / 7) for k in range(-45, 20)])
def test_a_view_shows_no_more_waves_than_can_be_resolved(wide: float) -> None:
    f = field(f"sin(x/{wide})*cos(y/{wide})")
    view = map_view(f, np.array([[0.4 * wide, 0.3 * wide]]), None, 1.5)
    assert view.x.width / (2 * pi * wide) < 8


def test_a_given_window_is_kept() -> None:
    view = map_view(field("x^2 + y^2"), np.array([[1.0, 7.0]]), Interval(0, 2), 1.0)
    assert view.x == Interval(0, 2)
    assert 7.0 in view.y


def defined(text: str, view: View) -> float:
    """The share of a view in which a function has a value."""
    x, y = np.meshgrid(*(np.linspace(side.low, side.high, 40) for side in (view.x, view.y)))
    return float(np.isfinite(field(text)(x, y)).mean())


def is_round(view: View) -> bool:
    """Whether the center of a view is a multiple of half its reach."""
    halves = np.array([view.x.center, view.y.center]) / (view.y.width / 4)
    return bool(np.abs(halves - np.round(halves)).max() < 1e-9)


@pytest.mark.parametrize(
    ("name", "text", "seen", "filled", "is_good"),
    [
        ("outside", "x^2 + y^2", [(7.3, 4.2)], 0.8, lambda view: 7.3 in view.x and 4.2 in view.y),
        ("small", "x^2 + y^2", [(0.1, 0.1), (0.2, 0.15)], 0.8, lambda view: view.y.width < 0.5),
        ("unusual", "2x - y", [(0.013, 0.02)], 0.8, lambda view: view.y.width == 6),
        ("off_center", "x^2 + y^2", [(2.0, 1.0)], 0.8, lambda view: view.x.center == view.y.center == 0),
        ("off_round", "2x - y", [(20.0, 10.0)], 0.45, is_round),
        ("undefined", "sqrt(x) + y^2", [(2.0, 1.0)], 0.8, lambda view: defined("sqrt(x)", view) > 0.9),
        ("restless", "sin(30x) cos(30y)", [(0.3, 0.2)], 0.8, lambda view: view.x.width < 8 * 2 * pi / 30),
    ],
)
def test_without_a_cost_the_view_has_the_flaw_that_the_cost_prevents(
    name: str,
    text: str,
    seen: list[tuple[float, float]],
    filled: float,
    is_good: Callable[[View], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def view() -> View:
        return map_view(field(text), np.array(seen), None, 1.6, filled=filled)

    assert is_good(view())
    monkeypatch.setattr(module, "COSTS", replace(COSTS, **{name: 0.0}))
    assert not is_good(view())
