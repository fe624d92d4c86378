"""The tangent at a point: whether there is one, how much of it is drawn, and when its slope is 0."""

from math import hypot

import pytest

from hillside.stage.errors import ParamError
from hillside.stage.plane import View
from mathcore import Interval, Point, parse
from scenes.shared.slopes.tangency import Trend, clipped_span, slope_of, tangency_at, tangent_span

SQUARE = View(Interval(-5, 5), Interval(-5, 5), 1.0)


@pytest.mark.parametrize("slope", [0.0, 0.5, -1.0, 3.0])
def test_tangents_have_equal_length_on_the_sheet_whatever_their_slope(slope: float) -> None:
    span = tangent_span(SQUARE, Point(0.0, 0.0), slope, share=0.3)
    assert span.width * hypot(1.0, slope) == pytest.approx(2 * 0.3 * 10)


def test_a_tangent_extends_past_the_triangle_under_it() -> None:
    span = tangent_span(SQUARE, Point(0.0, 0.0), 0.0, run=4.2, share=0.1)
    assert span.high > 4.2
    assert span.low < -4.2


@pytest.mark.parametrize("slope", [0.0, 2.0, -7.0])
def test_a_line_ends_before_the_edges_of_the_view(slope: float) -> None:
    point = Point(4.0, 4.5)
    low, high = clipped_span(SQUARE, point, slope, -9.0, 9.0, margin=0.05)
    for x in (low, high):
        assert -4.5 - 1e-9 <= x <= 4.5 + 1e-9
        assert -4.5 - 1e-9 <= point.y + slope * (x - point.x) <= 4.5 + 1e-9


def test_a_point_at_the_edge_of_the_view_has_a_line_on_both_sides() -> None:
    span = tangent_span(SQUARE, Point(5.0, 0.0), 1.0)
    assert span.low < 5.0 < span.high


@pytest.mark.parametrize(
    ("text", "at", "slope", "trend"),
    [
        ("x^2", 1.5, 3.0, Trend.INCREASING),
        ("exp(-x)", 0.0, -1.0, Trend.DECREASING),
        ("cos(x)", 0.0, 0.0, Trend.FLAT),
    ],
)
def test_the_drawn_tangent_passes_through_the_point_with_the_slope_of_the_curve(
    text: str, at: float, slope: float, trend: Trend
) -> None:
    facts = tangency_at(parse(text), at, SQUARE, 0.2)
    line = facts.tangent
    assert facts.slope == pytest.approx(slope)
    assert facts.trend is trend
    assert line.slope == pytest.approx(slope)
    assert line.start.y + line.slope * (at - line.start.x) == pytest.approx(facts.touch.y)
    assert line.start.x < at < line.end.x


def test_a_slope_that_is_zero_up_to_rounding_is_zero() -> None:
    f, zero = parse("sin(x)"), 1.5707963267948966
    assert slope_of(f, zero) == 0.0
    assert slope_of(f, zero + 1e-6) < 0.0 < slope_of(f, zero - 1e-6)


@pytest.mark.parametrize(("text", "reason"), [("|x|", "corner"), ("1/x", "pole"), ("cbrt(x)", "vertical")])
def test_a_point_without_a_unique_tangent_is_refused_by_the_name_of_its_parameter(
    text: str, reason: str
) -> None:
    with pytest.raises(ParamError, match=rf"steep: .*{reason}"):
        slope_of(parse(text), 0.0, "steep")
