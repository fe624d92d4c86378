from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillside.stage.look.theme import THEMES
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box
from mathcore import Graph, Interval, Point, Polyline, Segment, parse

numbers = st.floats(-1e3, 1e3)
PLANE = Plane(View(Interval(-2, 3), Interval(-10, 40), 1.5), Box(-400, -200, 350, 300), THEMES["light"])


@given(numbers, numbers)
def test_data_to_sheet_and_back_is_the_identity(x: float, y: float) -> None:
    assert PLANE.to_data(PLANE.to_sheet(np.array([[x, y]])))[0] == pytest.approx([x, y], abs=1e-9)


@given(numbers, numbers, numbers, numbers)
def test_a_drawn_segment_reads_back_as_itself(a: float, b: float, c: float, d: float) -> None:
    segment = Segment(Point(a, b), Point(c, d))
    read = PLANE.read(PLANE.draw(segment, "legs"), like=segment)
    assert isinstance(read, Segment)
    assert [read.start.x, read.start.y, read.end.x, read.end.y] == pytest.approx([a, b, c, d], abs=1e-9)


def test_a_dashed_segment_reads_back_as_itself() -> None:
    segment = Segment(Point(-1.5, 0.0), Point(2.5, 30.0))
    read = PLANE.read(PLANE.dashed(segment, "slope"), like=segment)
    assert isinstance(read, Segment)
    assert read.slope == pytest.approx(segment.slope)


def test_a_drawn_point_reads_back_as_itself() -> None:
    read = PLANE.read(PLANE.draw(Point(1.25, 17.5), "slope"), like=Point(0, 0))
    assert read == Point(pytest.approx(1.25), pytest.approx(17.5))


def test_every_painted_point_of_a_graph_is_on_the_function() -> None:
    f = parse("x^3 - x")
    read = PLANE.read(PLANE.draw(Graph(f, Interval(-2, 3)), "curve"), like=Graph(f, Interval(-2, 3)))
    assert isinstance(read, Polyline)
    x = np.array([point.x for point in read.points])
    y = np.array([point.y for point in read.points])
    assert np.abs((y - f(x)) * PLANE.scale[1]).max() < 0.5


def test_a_graph_does_not_leave_its_box_nor_cross_a_pole() -> None:
    pieces = PLANE.curve(Graph(parse("1/x"), Interval(-2, 3)))
    assert len(pieces) == 2
    for piece in pieces:
        assert piece[:, 1].min() >= PLANE.box.bottom - 1e-6
        assert piece[:, 1].max() <= PLANE.box.top + 1e-6
        assert np.ptp(np.sign(PLANE.to_data(piece)[:, 0])) == 0


def test_the_axes_keep_a_gap_to_the_box() -> None:
    for block in PLANE.axes().blocks:
        points = np.asarray(block.points)
        assert (points[:, 0] < PLANE.box.left).all() or (points[:, 1] < PLANE.box.bottom).all()


@given(st.floats(0, 100), st.floats(1e-9, 1e9))
def test_on_a_logarithmic_scale_too_data_to_sheet_and_back_is_the_identity(x: float, y: float) -> None:
    plane = replace(PLANE, view=View(Interval(0, 100), Interval(1e-3, 10.0), 1.5, decades=True))
    back = plane.to_data(plane.to_sheet(np.array([[x, y]])))[0]
    assert back.tolist() == pytest.approx([x, y], rel=1e-9, abs=1e-9)


def test_zero_is_at_the_lower_edge_of_a_logarithmic_scale() -> None:
    plane = replace(PLANE, view=View(Interval(0, 100), Interval(1e-3, 10.0), 1.5, decades=True))
    assert plane.to_sheet(np.array([[5.0, 0.0]]))[0, 1] == pytest.approx(plane.box.bottom)
