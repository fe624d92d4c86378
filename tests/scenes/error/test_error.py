"""The error figure: what it draws against sums done by hand, and its limits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import Point, Segment

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
LIMITS = {
    "data on a line": {"noise": "0"},
    "very noisy data": {"noise": "1000"},
    "flat data": {"data": "0,5; 1,5; 2,5"},
    "nothing but zeros": {"data": "0,0; 1,0; 2,0"},
    "two points": {"data": "0,0; 1,1"},
    "tiny x": {"data": "1e-6,3; 2e-6,5; 4e-6,6"},
    "huge numbers": {"data": "1e8,-3e8; 2e8,-5e8; 4e8,-6e8"},
    "years": {"data": "year,t; 1990,14.2; 2000,14.4; 2020,15"},
    "a weight far off": {"weight": "50"},
    "the best weight": {"data": "0,0; 1,1", "weight": "1"},
    "an intercept far off": {"intercept": "20"},
    "very many points": {"points": "200", "noise": "1"},
}


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def figure(**words: str) -> Any:
    kind = load("error")
    return kind(from_text(kind.Params, words))


def drawn_points(made: Any, name: str) -> np.ndarray:
    """The middles of the dots of a part, in data coordinates."""
    part = made.still()[name]
    read = [dot.plane.read(dot, like=Point(0, 0)) for dot in part.submobjects]
    return np.array([(point.x, point.y) for point in read])


def drawn_segment(part: Any) -> Segment:
    return part.plane.read(part, like=Segment(Point(0, 0), Point(1, 1)))


def test_the_point_on_the_right_is_the_error_of_the_line_on_the_left() -> None:
    for weight in ("-0.7", "0.4", "2.5"):
        made = figure(weight=weight)
        still = made.still()
        samples, line = drawn_points(made, "samples"), drawn_segment(still["line"])
        slope = (line.end.y - line.start.y) / (line.end.x - line.start.x)
        height = line.start.y - slope * line.start.x
        by_hand = ((slope * samples[:, 0] + height - samples[:, 1]) ** 2).mean()
        point = still["point"].plane.read(still["point"], like=Point(0, 0))
        assert point.x == pytest.approx(float(weight), abs=1e-6)
        assert point.x == pytest.approx(slope, abs=1e-6)
        assert point.y == pytest.approx(by_hand, rel=1e-5)


def test_every_gap_runs_from_its_point_straight_to_the_line() -> None:
    made = figure(weight="0.3")
    samples, line = drawn_points(made, "samples"), drawn_segment(made.still()["line"])
    slope = (line.end.y - line.start.y) / (line.end.x - line.start.x)
    gaps = [drawn_segment(gap) for gap in made.still()["gaps"].submobjects]
    assert len(gaps) == len(samples) == 5
    for gap, (x, y) in zip(gaps, samples.tolist(), strict=True):
        assert (gap.start.x, gap.start.y) == pytest.approx((x, y), abs=1e-6)
        assert gap.end.x == pytest.approx(x, abs=1e-6)
        assert gap.end.y == pytest.approx(line.start.y + slope * (x - line.start.x), abs=1e-6)


def test_the_curve_is_the_mean_squared_error_of_every_weight() -> None:
    made = figure(data="1,2; 2,3; 4,9", intercept="0.5")
    curve = made.still()["curve"]
    read = curve.plane.read(curve, like=made.final_facts.among.curve)
    x, y = np.array([1.0, 2.0, 4.0]), np.array([2.0, 3.0, 9.0])
    weights = np.array([point.x for point in read.points])
    by_hand = ((weights[:, None] * x + 0.5 - y) ** 2).mean(axis=1)
    assert len(weights) > 20
    assert np.abs([point.y for point in read.points] - by_hand).max() < 1e-3 * by_hand.max()


def test_the_marked_weight_is_the_best_and_its_error_is_above_zero() -> None:
    made = figure()
    ring = made.still()["lowest"]
    lowest = ring.plane.read(ring, like=Point(0, 0))
    samples = drawn_points(made, "samples")
    slope, height = np.polyfit(samples[:, 0], samples[:, 1], 1)
    error = ((slope * samples[:, 0] + height - samples[:, 1]) ** 2).mean()
    assert (lowest.x, lowest.y) == pytest.approx((slope, error), rel=1e-5)
    assert lowest.y > 0


def test_the_lowest_error_is_zero_only_when_all_points_lie_on_a_line() -> None:
    assert figure(noise="0").final_facts.among.lowest.y == 0
    assert any("error is zero" in beat.say for beat in figure(noise="0").film.beats)
    assert not any("error is zero" in beat.say for beat in figure(noise="0.01").film.beats)


def test_at_every_moment_of_the_film_the_point_is_on_the_curve() -> None:
    made = figure()
    for share in (0.55, 0.62, 0.7, 0.78, 0.86, 0.95):
        facts = made.facts(made.film.at(share * made.film.seconds).params, made.view)
        assert facts.among.curve.f(facts.fit.weight) == pytest.approx(facts.fit.error, rel=1e-9)


def boxes_of(part: Any) -> np.ndarray:
    """The corners of the sides of all squares of a part in layout pixels, shape (n, 5, 2)."""
    strokes = [shape for shape in part.shapes() if float(shape.get_stroke_opacity()) > 0]
    return np.array([np.vstack([shape.points[0::4, :2], shape.points[-1:, :2]]) for shape in strokes])


@pytest.mark.parametrize("words", [{}, {"weight": "0.05"}, {"data": "1,52.5; 2,55; 4,61; 5,60"}])
def test_on_each_gap_stands_a_square_with_the_gap_as_its_side(words: dict[str, str]) -> None:
    made = figure(**words)
    still = made.still()
    plane, gaps = made.graphs.data, made.final_facts.fit.gaps
    squares = boxes_of(still["squares"])
    assert len(squares) == len(gaps)
    for corners, gap in zip(squares, gaps, strict=True):
        width, height = np.ptp(corners, axis=0)
        ends = plane.ends(gap)
        assert width == pytest.approx(height)
        assert height == pytest.approx(abs(ends[1, 1] - ends[0, 1]), abs=1e-3)
        assert any(
            np.allclose(corners[:, 0].min() + share * width, ends[0, 0], atol=1e-3) for share in (0, 1)
        )


def test_the_sum_that_is_written_has_the_error_that_is_written() -> None:
    for words in ({}, {"weight": "0.05"}, {"data": "1,2; 2,3; 4,9", "intercept": "0.5"}):
        made = figure(**words)
        parts = made.parts(made.final_facts)
        written = parts["sum"].lettering.settings[0].split('"')[1]
        terms, count = written.removeprefix("= (").split(") / ")
        mean = sum(map(float, terms.split(" + "))) / int(count)
        error = parts["error"].lettering.settings[0].split("= ")[1].strip('")')
        assert float(f"{mean:.3g}") == pytest.approx(float(error), rel=1e-3)


def test_of_many_data_only_the_longest_gaps_have_squares() -> None:
    made = figure(points="60", weight="0.1")
    sides = made._sides.of
    assert sum(side != 0 for side in sides) == 5


def test_the_film_goes_from_a_high_error_to_the_lowest_and_ends_there() -> None:
    made = figure()
    among = made.final_facts.among
    assert among.high.y > among.low.y > among.lowest.y
    weights = [made.film.end_of(beat).params.weight for beat in range(len(made.film.beats))]
    assert weights[3:] == [among.high.x, among.high.x, among.low.x, among.lowest.x, None]
    assert made.final_facts.fit.weight == among.lowest.x


def test_a_given_weight_far_from_the_best_is_the_high_error() -> None:
    made = figure(weight="0.05")
    assert made.final_facts.among.high == made.final_facts.among.point
    assert made.film.end_of(len(made.film.beats) - 1).params.weight == 0.05


@pytest.mark.parametrize("name", LIMITS)
def test_an_extreme_case_is_drawn_with_every_label_in_place(name: str) -> None:
    made = figure(**LIMITS[name])
    assert {fall.name for fall in made.layout.shortfalls} <= {"gap-name", "lowest-name", "low-name"}
    assert not [fall for fall in made.layout.shortfalls if fall.name not in made.layout.placed]
    view = made.view.data
    for end in (made.final_facts.fit.line.start, made.final_facts.fit.line.end):
        assert end.x in view.x
        assert end.y in view.y


def test_a_file_of_two_columns_is_drawn_with_its_column_names(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("hours;marks\n1;52,5\n2;55\n4;61\n", encoding="utf-8")
    made = figure(data=str(file))
    assert drawn_points(made, "samples") == pytest.approx(np.array([[1, 52.5], [2, 55], [4, 61]]))
    assert made.parts(made.final_facts)["y-name"].lettering.settings == ('#text("marks")',)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2\n3,x\n", ':2: "x" is not a number'),
        ("1,2\n3\n", ":2: two columns are needed"),
        ("1,2\n", "1 data points"),
        ("1,2\n1,3\n", "all x are near 1"),
        ("1,2\n3,inf\n", ':2: "inf" is not a number'),
        ("1,2\n3,1e12\n", "1e+12 is too large"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ParamError) as refusal:
        figure(data=str(file))
    assert said in str(refusal.value)


def test_a_missing_file_is_refused_with_the_way_out() -> None:
    with pytest.raises(ParamError, match=r'"none.csv" cannot be read .* give a CSV file'):
        figure(data="none.csv")
