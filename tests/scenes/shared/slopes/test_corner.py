"""A corner: two one-sided tangents and no derivative, refused where one tangent is asked for."""

import pytest

from hillside.stage.errors import ParamError
from hillside.studio.catalogue import load
from hillside.studio.serialization import from_text
from mathcore import Interval, parse
from scenes.shared.slopes.corner import corner_at, corner_view

pytestmark = pytest.mark.usefixtures("small")


def test_each_one_sided_tangent_passes_through_the_corner_and_lies_mostly_on_its_side() -> None:
    f = parse("|x| + x/3")
    corner = corner_at(f, 0.0, corner_view(f, 0.0, None, 1.8, 1000.0))
    assert corner.before.start.x < 0 < corner.before.end.x < -corner.before.start.x
    assert corner.after.end.x > 0 > corner.after.start.x > -corner.after.end.x
    # One of them has ended where the other is measured.
    assert corner.after.start.x > corner.before.start.x / 2
    assert corner.before.end.x < corner.after.end.x / 2


def test_a_corner_outside_the_window_is_refused() -> None:
    with pytest.raises(ParamError, match="outside the window"):
        corner_view(parse("|x|"), 0.0, Interval(1.0, 2.0), 1.0, 1000.0)


@pytest.mark.parametrize(("name", "param"), [("header", "at"), ("direction", "flat"), ("steepness", "steep")])
def test_figures_with_one_tangent_refuse_a_corner_and_name_the_figure_that_draws_both(
    name: str, param: str
) -> None:
    kind = load(name)
    refusal = rf"{param}: .*slope -1 on the left and 1 on the right.*figure tangent"
    with pytest.raises(ParamError, match=refusal):
        kind(from_text(kind.Params, {"function": "|x|", param: "0"}))
