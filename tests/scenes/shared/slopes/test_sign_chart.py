"""The view of a sign chart: what the curve does out of sight is brought into sight, not called missing."""

import pytest

from mathcore import Interval, derivative, parse
from scenes.shared.slopes.sign_chart import sign_view
from scenes.shared.slopes.sign_points import SignPoints

NONE = SignPoints(climbing=None, falling=None, flat=None)


@pytest.mark.parametrize("window", [None, Interval(-5, 5)])
@pytest.mark.parametrize("valley", [True, False])
def test_a_turn_beside_a_pole_is_shown_with_the_sides_that_lead_to_it(window: Interval | None, valley: bool):
    f = parse("(2.4*(x/1.2) - 0.59)/(x/1.2)^2")  # it climbs from 0 to its maximum at 0.59 only
    shown = sign_view(f, NONE, window, 0.9, valley=valley)
    climbing, falling, flat = shown.points.climbing, shown.points.falling, shown.points.flat
    assert climbing is not None
    assert falling is not None
    assert flat is not None
    assert 0 < climbing < 0.59
    assert flat == pytest.approx(0.59)
    assert derivative(f, falling) < 0
    for x in (climbing, falling, flat):
        assert shown.view.y.low < f(x) < shown.view.y.high


def test_what_the_curve_never_does_has_no_point():
    points = sign_view(parse("x^3 + x"), NONE, None, 0.9).points
    assert (points.falling, points.flat) == (None, None)
    assert points.climbing is not None
