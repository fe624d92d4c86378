import math

import pytest

from mathcore import Interval, Kind, MathError, NoTangent, classify, gaps, one_sided, parse, secant, tangent

INF, NAN = math.inf, math.nan

# Formula, point, kind, and the limits of value and slope from the left and from the right.
POINTS = [
    ("x^2", 3.0, "smooth", (9, 6), (9, 6)),
    ("x|x|", 0.0, "smooth", (0, 0), (0, 0)),
    ("|x|^1.5", 0.0, "smooth", (0, 0), (0, 0)),
    ("where(x == 0, 1, sin(x)/x)", 0.0, "smooth", (1, 0), (1, 0)),
    ("where(x == 0, 0, x^2 sin(1/x))", 0.0, "smooth", (0, 0), (0, 0)),
    ("|x|", 0.0, "corner", (0, -1), (0, 1)),
    ("|x^2 - 1|", 1.0, "corner", (0, -2), (0, 2)),
    ("relu(x - 2)", 2.0, "corner", (0, 0), (0, 1)),
    ("max(x, x^2)", 1.0, "corner", (1, 1), (1, 2)),
    ("x^2 if x < 0 else x", 0.0, "corner", (0, 0), (0, 1)),
    ("|sin x|", math.pi, "corner", (0, -1), (0, 1)),
    ("1e6*|x - 1e-6|", 1e-6, "corner", (0, -1e6), (0, 1e6)),
    ("1e-6*|x - 1e6|", 1e6, "corner", (0, -1e-6), (0, 1e-6)),
    ("sqrt(x^2)", 0.0, "corner", (0, -1), (0, 1)),
    ("sqrt(relu(x))", 0.0, "corner", (0, 0), (0, INF)),
    ("x^(2/3)", 0.0, "cusp", (0, -INF), (0, INF)),
    ("sqrt(|x|)", 0.0, "cusp", (0, -INF), (0, INF)),
    ("cbrt(x - 1)", 1.0, "vertical tangent", (0, INF), (0, INF)),
    ("x^(1/3)", 0.0, "vertical tangent", (0, INF), (0, INF)),
    ("floor(x)", 2.0, "jump", (1, 0), (2, 0)),
    ("sign(x)", 0.0, "jump", (-1, 0), (1, 0)),
    ("|x|/x", 0.0, "jump", (-1, 0), (1, 0)),
    ("atan(1/x)", 0.0, "jump", (-math.pi / 2, -1), (math.pi / 2, -1)),
    ("x % 2", 4.0, "jump", (2, 1), (0, 1)),
    ("1/x", 0.0, "pole", (-INF, NAN), (INF, NAN)),
    ("1/x^2", 0.0, "pole", (INF, NAN), (INF, NAN)),
    ("1/(x - 1/3)", 1 / 3, "pole", (-INF, NAN), (INF, NAN)),
    ("tan x", math.pi / 2, "pole", (INF, NAN), (-INF, NAN)),
    ("ln x", 0.0, "pole", (NAN, NAN), (-INF, NAN)),
    ("ln |x|", 0.0, "pole", (-INF, NAN), (-INF, NAN)),
    ("exp(-1/x)", 0.0, "pole", (INF, NAN), (0, 0)),
    ("sin(x)/x", 0.0, "hole", (1, 0), (1, 0)),
    ("(1 - cos x)/x^2", 0.0, "hole", (0.5, 0), (0.5, 0)),
    ("(x^2 - 1)/(x - 1)", 1.0, "hole", (2, 1), (2, 1)),
    ("exp(-1/x^2)", 0.0, "hole", (0, 0), (0, 0)),
    ("1/(1/x)", 0.0, "hole", (0, 1), (0, 1)),
    ("sqrt(x)", 0.0, "domain edge", (NAN, NAN), (0, INF)),
    ("sqrt(1 - x^2)", 1.0, "domain edge", (0, -INF), (NAN, NAN)),
    ("asin x", 1.0, "domain edge", (math.pi / 2, INF), (NAN, NAN)),
    ("x ln x", 0.0, "domain edge", (NAN, NAN), (0, -INF)),
    ("x^x", -1.0, "isolated point", (NAN, NAN), (NAN, NAN)),
    ("x^x", -0.5, "outside the domain", (NAN, NAN), (NAN, NAN)),
    ("sin(1/x)", 0.0, "oscillation", (NAN, NAN), (NAN, NAN)),
    ("where(x == 0, 0, x sin(1/x))", 0.0, "oscillation", (0, NAN), (0, NAN)),
]


@pytest.mark.parametrize(("text", "x", "kind", "left", "right"), POINTS)
def test_a_point_is_classified_with_its_one_sided_limits_and_slopes(text, x, kind, left, right):
    place = classify(parse(text), x)
    assert place.kind.value == kind
    found = (place.left.value, place.left.slope, place.right.value, place.right.slope)
    assert found == pytest.approx((*left, *right), rel=1e-9, abs=1e-9, nan_ok=True)
    if kind != "outside the domain":
        assert one_sided(parse(text), x) == pytest.approx(
            (left[1], right[1]), rel=1e-9, abs=1e-9, nan_ok=True
        )


SMOOTH = ("smooth",)


@pytest.mark.parametrize(("text", "x", "kind"), [point[:3] for point in POINTS if point[2] not in SMOOTH])
def test_the_message_about_a_missing_tangent_names_the_kind_of_point(text, x, kind):
    with pytest.raises(NoTangent) as caught:
        tangent(parse(text), x, Interval(-1, 1))
    assert (caught.value.kind, caught.value.x) == (kind, x)
    word = {
        "outside the domain": "undefined",
        "oscillation": "swings",
        "jump": "jumps",
        "isolated point": "only",
    }.get(kind, kind.split()[0])
    assert word in str(caught.value)
    assert "choose" in str(caught.value)


def test_a_tangent_touches_the_curve_with_its_slope():
    line = tangent(parse("x^3"), 2.0, (1.0, 4.0))
    assert line.slope == pytest.approx(12.0)
    assert line.at(1 / 3).y == pytest.approx(8.0)
    assert (line.start.x, line.end.x) == (1.0, 4.0)


def test_a_removable_singularity_that_is_filled_has_a_tangent():
    assert tangent(parse("where(x == 0, 1, sin(x)/x)"), 0.0, (-1, 1)).slope == 0.0


def test_a_secant_joins_two_points_of_the_curve():
    line = secant(parse("x^2"), 3.0, -1.0)
    assert line.slope == 5.0
    assert (line.start.x, line.start.y, line.end.x, line.end.y) == (3, 9, 2, 4)


def test_an_impossible_secant_or_point_is_refused():
    with pytest.raises(MathError, match="run"):
        secant(parse("x"), 1.0, 0.0)
    with pytest.raises(MathError, match="x = 0"):
        secant(parse("1/x"), 1.0, -1.0)
    with pytest.raises(MathError, match="finite"):
        classify(parse("x"), math.inf)
    with pytest.raises(MathError, match="one variable"):
        classify(parse("x y", ("x", "y")), 0.0)


def test_an_interval_runs_upward_between_finite_ends():
    with pytest.raises(MathError, match="upward"):
        Interval(1, 1)
    with pytest.raises(MathError, match="finite"):
        Interval(0, math.inf)
    assert list(Interval(-1, 3)) == [-1.0, 3.0]


@pytest.mark.parametrize("scale", [1.0, 1e-3, 6.1e-5, 1e-8])
def test_a_corner_among_others_stays_a_corner_however_close_they_are(scale: float) -> None:
    """Seen from far away, a sum of ramps seems to tend to where its last piece would."""
    ramps = f"-2.6*relu(x/{scale!r} - 0.4) + 2.7*relu(x/{scale!r} - 0.6) - 1.8*relu(x/{scale!r} - 0.93)"
    f = parse(f"{ramps} - 1.7*x/{scale!r}")
    found = [(place.x / scale, place.kind) for place in gaps(f, (0.0, 2 * scale))]
    assert [kind for _, kind in found] == [Kind.CORNER] * 3
    assert [x for x, _ in found] == pytest.approx([0.4, 0.6, 0.93])


# A hole at which doubles lose all digits, its place, the limit of the value and that of the slope.
CANCELLING = [
    ("(exp(x) - 1 - x)/x^2", 0.0, 1 / 2, 1 / 6),
    ("(1 - cos x)/x^2", 0.0, 1 / 2, 0.0),
    ("(tan x - sin x)/x^3", 0.0, 1 / 2, 0.0),
    ("(x - sin x)/x^3", 0.0, 1 / 6, 0.0),
    ("(sqrt(1 + x) - 1 - x/2)/x^2", 0.0, -1 / 8, 1 / 16),
    ("(ln x - (x - 1))/(x - 1)^2", 1.0, -1 / 2, 1 / 3),
]


@pytest.mark.parametrize(("text", "x", "value", "slope"), CANCELLING)
def test_the_limits_at_a_hole_are_the_same_from_both_sides_in_all_digits(text, x, value, slope):
    place = classify(parse(text), x)
    assert place.kind is Kind.HOLE
    for side in (place.left, place.right):
        assert side.value == pytest.approx(value, rel=1e-15, abs=1e-15)
        assert side.slope == pytest.approx(slope, rel=1e-15, abs=1e-15)
    assert place.left.value == place.right.value
