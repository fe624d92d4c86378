"""The check's own descents: where they come to rest, and on what kind of ground."""

import numpy as np
import pytest

from hillside.check.hearing.own_descents import METHODS, bottom_below, flat_near, run, signs_of_bends
from mathcore import Expr, parse

BOWL = parse("x^2 + 4y^2", names=("x", "y"))
ROSENBROCK = parse("(1-x)^2 + 100*(y-x^2)^2", names=("x", "y"))


@pytest.mark.parametrize(
    ("text", "start", "bottom"),
    [
        ("x^2", 1.0, 0.0),
        ("x^3/3 - x", 1.5, 1.0),
        ("x^4", 1.0, 0.0),
        ("|x|", 1.0, 0.0),
        ("(x^2-1)^2", -1.8, -1.0),
    ],
)
def test_the_bottom_below_a_start_is_the_next_minimum_downhill(
    text: str, start: float, bottom: float
) -> None:
    found = bottom_below(parse(text), (start,), 6.0)
    assert found is not None
    assert abs(found[0] - bottom) < 1e-6


@pytest.mark.parametrize(
    ("text", "start", "scale", "bottom"),
    [
        ("(x - 3)^2 + 5000", 5.0, 6.0, 3.0),
        ("5000x^2 + 20000", 2.0, 6.0, 0.0),
        ("sin(17.5x)", -0.385, 0.2233, -0.4487990),
        ("6400cos(x/0.0032)", -0.00553, 0.0128, -0.0100531),
    ],
)
def test_a_bottom_is_found_whose_values_hide_the_last_half_of_its_digits(
    text: str, start: float, scale: float, bottom: float
) -> None:
    found = bottom_below(parse(text), (start,), scale)
    assert found is not None
    assert abs(found[0] - bottom) < 1e-6 * scale


@pytest.mark.parametrize(("text", "start"), [("-192tan(x/2)", -1.59), ("-1/x^2", 1.0), ("1/(x - 2)", 1.0)])
def test_the_foot_of_a_pole_is_no_bottom(text: str, start: float) -> None:
    assert bottom_below(parse(text), (start,), 6.0) is None


@pytest.mark.parametrize("text", ["x^3", "1 + (x - 0.5)^3", "x^5", "-exp(-x)", "x^2*(x - 2)^3"])
def test_a_terrace_is_no_bottom(text: str) -> None:
    assert bottom_below(parse(text), (3.0,), 6.0) is None


def test_the_bottom_of_a_long_narrow_valley_is_found_at_every_scale() -> None:
    for scale in (1.0, 2.5, 4.0, 10.0):
        found = bottom_below(ROSENBROCK, (-1.2, 1.0), scale)
        assert found is not None
        assert np.allclose(found, (1.0, 1.0), atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_the_first_step_of_each_method_is_that_of_its_textbook(method: str) -> None:
    slopes, rate = np.array([2 * 3.0, 8 * 1.0]), 0.01
    steps = {
        "gradient descent": rate * slopes,
        "momentum": rate * slopes,
        "Nesterov": rate * 1.9 * slopes,
        "AdaGrad": rate * np.ones(2),
        "RMSProp": rate * np.ones(2) / np.sqrt(1 - 0.9),
        "Adam": rate * np.ones(2),
        "Newton": rate * np.array([3.0, 1.0]),
    }
    found = run(BOWL, (3.0, 1.0), method, rate, 1, 8.0, 0).points
    assert np.allclose(found[0] - found[1], steps[method], rtol=1e-6)


@pytest.mark.parametrize(
    ("text", "near", "signs"),
    [
        ("x^2 - y^2", (0.01, 0.02), (-1, 1)),
        ("x^3 + y^2", (0.05, 1e-4), (0, 1)),
        ("-x^2 - y^2", (0.01, 0.02), (-1, -1)),
    ],
)
def test_the_ground_is_judged_at_the_flat_place_and_not_beside_it(
    text: str, near: tuple[float, float], signs: tuple[int, ...]
) -> None:
    f: Expr = parse(text, names=("x", "y"))
    assert signs_of_bends(f, flat_near(f, near, 6.0), 6.0) == signs
