import math

import mpmath
import numpy as np
import pytest

from mathcore import MathError, gaps, parse, sample

# Formula, interval, visible heights, number of pieces that a correct curve has.
CURVES = [
    ("x^2", (-3, 3), (-1, 9), 1),
    ("x^3/3 - x", (-3, 3), (-4, 4), 1),
    ("1/x", (-3, 3), (-4, 4), 2),
    ("1/x^2", (-3, 3), (0, 10), 2),
    ("tan x", (-10, 10), (-5, 5), 7),
    ("|x|", (-3, 3), (-1, 3), 1),
    ("sqrt(1 - x^2)", (-2, 2), (-1, 1), 1),
    ("floor(x)", (-3, 3), (-4, 4), 6),
    ("sin(200x)", (-3, 3), (-1, 1), 1),
    ("exp(-1e6 (x - 0.3)^2)", (-5, 5), (-0.1, 1.1), 1),
    ("tan(x^2)", (0, 10), (-5, 5), 33),
    ("sin(x)/x", (-20, 20), (-0.5, 1.2), 2),
    ("(1 - cos x)/x^2", (-3, 3), (0, 1), 2),
    ("x^x", (-2, 2), (0, 4), 1),
    ("(x - 1)/(x + 1)", (-10, 10), (-10, 10), 2),
    ("exp(x)", (-100, 100), (-1, 3), 1),
    ("ln x", (-1, 4), (-3, 3), 1),
    ("x^2 if x < 0 else x", (-2, 2), (-1, 2), 1),
    ("cbrt(x)", (-2, 2), (-2, 2), 1),
    ("1e6 x^2", (-1e-6, 1e-6), (0, 1e-6), 1),
    ("1e-6 x^3", (-1e6, 1e6), (-1e12, 1e12), 1),
    ("atan(1/x)", (-3, 3), (-2, 2), 2),
    ("x^2 - 1", (-3, 3), (0, 2), 2),
    ("gelu(x)", (-4, 4), (-1, 4), 1),
    ("1/((x - 1)(x - 1.002))", (0, 2), (-2e6, 50), 3),
]
WIDTH, HEIGHT = 3840, 2160


def _distance(points, line):
    """How far each point is from a polyline, both in pixels."""
    start, step = line[:-1], np.diff(line, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-300)
    near = np.searchsorted(line[:, 0], points[:, 0]).clip(1, len(line) - 1) - 1
    best = np.full(len(points), np.inf)
    for shift in range(-3, 4):
        at = (near + shift).clip(0, len(start) - 1)
        share = (((points - start[at]) * step[at]).sum(axis=1) / length[at]).clip(0, 1)
        foot = start[at] + share[:, None] * step[at]
        best = np.minimum(best, np.hypot(*(points - foot).T))
    return best


@pytest.mark.parametrize(("text", "over", "heights", "count"), CURVES)
def test_a_curve_is_within_half_a_pixel_everywhere(text, over, heights, count):
    f = parse(text)
    dx, dy = (over[1] - over[0]) / WIDTH, (heights[1] - heights[0]) / HEIGHT
    curve = sample(f, over, (dx / 2, dy / 2), heights)
    assert len(curve.pieces) == count
    assert sum(len(piece) for piece in curve.pieces) < 10_000
    scale = np.array([dx, dy])
    for piece in curve.pieces:
        assert np.all(np.diff(piece[:, 0]) >= 0)
        assert np.all((piece[:, 1] >= heights[0]) & (piece[:, 1] <= heights[1]))
        x = np.linspace(piece[0, 0], piece[-1, 0], 7919)[1:-1]
        y = f(x)
        seen = (y >= heights[0]) & (y <= heights[1])
        points = np.column_stack([x[seen], y[seen]])
        assert _distance(points / scale, piece / scale).max(initial=0.0) <= 0.5 + 1e-6


@pytest.mark.parametrize(("text", "over", "heights", "count"), CURVES)
def test_no_piece_crosses_a_gap(text, over, heights, count):
    curve = sample(parse(text), over, 1e-3 * (over[1] - over[0]), heights)
    joined = ("corner", "cusp", "vertical tangent")
    cuts = [gap.x for gap in gaps(parse(text), over) if gap.kind.value not in joined]
    assert not any(piece[0, 0] < x < piece[-1, 0] for piece in curve.pieces for x in cuts)


def test_a_curve_reaches_the_border_at_a_pole_and_ends_at_its_limits():
    left, right = sample(parse("1/x"), (-2, 2), 0.01, heights=(-4, 4)).pieces
    assert left[-1].tolist() == pytest.approx([-0.25, -4.0], abs=0.02)
    assert right[0].tolist() == pytest.approx([0.25, 4.0], abs=0.02)
    assert right[0, 1] == 4.0
    stair = sample(parse("floor(x)"), (0.5, 1.5), 0.01).pieces
    assert [piece[[0, -1]].tolist() for piece in stair] == [[[0.5, 0], [1, 0]], [[1, 1], [1.5, 1]]]


def test_the_points_of_a_curve_lie_on_it():
    for x, y in sample(parse("exp(sin(3x))"), (-2, 2), 1e-3).pieces[0]:
        assert y == pytest.approx(float(mpmath.exp(mpmath.sin(3 * mpmath.mpf(x)))), rel=1e-14)


def test_a_function_without_values_has_no_curve():
    assert sample(parse("ln(-1 - x^2)"), (-1, 1), 0.01).pieces == ()
    assert sample(parse("x^2 + 5"), (-1, 1), 0.01, heights=(0, 1)).pieces == ()


def test_an_infinitely_oscillating_curve_is_bounded_and_reported_as_unsettled():
    curve = sample(parse("sin(1/x)"), (-1, 1), (2 / WIDTH, 2 / HEIGHT))
    assert sum(len(piece) for piece in curve.pieces) < 50_000
    assert any(piece.low < 0 < piece.high or abs(piece.center) < 0.01 for piece in curve.unsettled)


def test_equal_requests_give_the_same_immutable_curve():
    curve = sample(parse("x^2"), (0, 1), 0.01)
    assert sample(parse("x^2"), (0, 1), 0.01) is curve
    with pytest.raises(ValueError, match="read-only"):
        curve.pieces[0][0, 0] = math.pi


def test_an_impossible_request_is_refused():
    for tolerance in (0.0, -0.1, (0.0, 0.1), (0.1, 0.0), (0.1, math.nan), (-0.1, 0.1)):
        with pytest.raises(MathError, match="tolerance"):
            sample(parse("x"), (0, 1), tolerance)
    with pytest.raises(MathError, match="one variable"):
        sample(parse("x y", ("x", "y")), (0, 1), 0.1)


@pytest.mark.parametrize("text", ["max(x, 0)", "min(x, 1) + 0", "clip(x, 0, 1)", "abs(x)"])
def test_a_curve_along_the_border_of_its_heights_is_finite_and_in_order(text):
    curve = sample(parse(text), (-2, 2), 0.01, heights=(0, 1))
    points = np.concatenate(curve.pieces)
    assert np.isfinite(points).all()
    for piece in curve.pieces:
        assert (np.diff(piece[:, 0]) >= 0).all()
    assert points[:, 1].min() == pytest.approx(0.0, abs=1e-12)
    assert points[:, 1].max() == pytest.approx(1.0, abs=1e-12)
