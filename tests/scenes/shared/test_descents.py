"""Which hops of a descent are seen: those inside the view, and the one that leaves it as far as the edge."""

import pytest

from hillside.stage.plane import View
from mathcore import Interval, Point, Polyline, Segment
from scenes.shared.descents import two_digits, visible_hops

VIEW = View(Interval(0.0, 4.0), Interval(0.0, 2.0), 1.0)


def test_a_descent_inside_the_view_is_shown_whole_and_has_no_hop_that_leaves() -> None:
    stops = (Point(1.0, 1.0), Point(2.0, 0.5), Point(4.0, 2.0))
    assert visible_hops(stops, VIEW) == (Polyline(stops), None)


@pytest.mark.parametrize(
    ("beyond", "edge"),
    [
        (Point(5.0, 1.0), Point(4.0, 1.0)),
        (Point(-2.0, 1.0), Point(0.0, 1.0)),
        (Point(2.0, 5.0), Point(2.0, 2.0)),
        (Point(3.0, -1.0), Point(2.5, 0.0)),
        (Point(10.0, 3.0), Point(4.0, 1.5)),
    ],
)
def test_a_hop_out_of_the_view_is_cut_where_it_first_crosses_the_edge(beyond: Point, edge: Point) -> None:
    before = (Point(1.0, 1.0), Point(2.0, 1.0))
    hops, leaving = visible_hops((*before, beyond, Point(3.0, 1.0)), VIEW)
    assert hops == Polyline(before)
    assert isinstance(leaving, Segment)
    assert leaving.start == before[-1]
    assert (leaving.end.x, leaving.end.y) == pytest.approx((edge.x, edge.y))


def test_if_the_first_hop_leaves_the_view_no_hop_precedes_it() -> None:
    hops, leaving = visible_hops((Point(1.0, 1.0), Point(1.0, 3.0)), VIEW)
    assert hops is None
    assert leaving == Segment(Point(1.0, 1.0), Point(1.0, 2.0))


def test_a_start_outside_the_view_or_a_single_stop_shows_no_hops() -> None:
    assert visible_hops((Point(5.0, 1.0), Point(1.0, 1.0)), VIEW) == (None, None)
    assert visible_hops((Point(1.0, 1.0),), VIEW) == (None, None)


@pytest.mark.parametrize(("rate", "written"), [(0.1251, 0.13), (123.4, 120.0), (9.96e-7, 1e-6), (0.5, 0.5)])
def test_a_rate_is_written_with_two_significant_digits(rate: float, written: float) -> None:
    assert two_digits(rate) == written
