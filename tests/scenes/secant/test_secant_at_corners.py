"""Secants at a corner: they close in on the slope of their side, and there is no derivative."""

from itertools import pairwise

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from tests.scenes.secant.secants import cells, of

pytestmark = pytest.mark.usefixtures("small")

CORNERS = [
    ("|x^2 - 1|", 1.0, -2.0, 2.0),
    ("relu(x) + x^2", 0.0, 0.0, 1.0),
    ("max(exp(x), 1 - x)", 0.0, -1.0, 1.0),
]


@pytest.mark.parametrize("sign", [-1.0, 1.0])
@pytest.mark.parametrize(("text", "at", "left", "right"), CORNERS)
def test_at_a_corner_the_secant_slopes_converge_to_the_one_sided_slope_of_their_runs(
    text: str, at: float, left: float, right: float, sign: float
) -> None:
    figure = of(text, at, run=0.5 * sign, runs=6)
    own = right if sign > 0 else left
    assert figure.final_facts.slope == pytest.approx(own)
    off = [abs(quotient - own) for quotient in figure.final_facts.quotients]
    assert all(nearer < 0.6 * farther for farther, nearer in pairwise(off) if farther > 1e-12)
    assert cells(figure, "quotients")[-1] == pytest.approx(own)


@pytest.mark.parametrize("run", [-1.0, 1.0])
def test_at_a_corner_each_secant_is_drawn_on_the_side_of_its_run_and_both_tangents_are(run: float) -> None:
    figure = of("|x^2 - 1|", 1.0, run=run)
    still = figure.still()
    for number in range(1, 5):
        part = still[f"secants-{number}"]
        read = part.plane.read(part, like=figure.final_facts.secants[0])
        beyond = [x - 1.0 for x in (read.start.x, read.end.x) if (x - 1.0) * run < 0]
        assert beyond == pytest.approx([0.0] * len(beyond), abs=1e-4)
    slopes = [
        still[name].plane.read(still[name], like=figure.final_facts.tangent).slope
        for name in ("before", "after")
    ]
    assert slopes == pytest.approx([-2.0, 2.0], rel=1e-3)
    assert "tangent" not in still


@pytest.mark.parametrize(("run", "own", "other"), [(1.0, "2", "left"), (-1.0, "−2", "right")])
def test_at_a_corner_the_texts_state_both_slopes_and_no_derivative(run: float, own: str, other: str) -> None:
    figure = of("|x^2 - 1|", 1.0, run=run)
    *_, limit, parting, last = [beat.say for beat in figure.film.beats]
    side = {"left": "right", "right": "left"}[other]
    assert limit == f"As the run goes to 0 from the {side}, the slope goes to {own}."
    assert parting.startswith(f"Secants from the {other} go to another slope: ")
    assert "no derivative at x = 1" in last
    told = figure.alt(figure.final_facts)
    assert "no derivative" in told
    assert told.endswith(f"toward {own}.")


def test_the_film_of_a_corner_ends_on_its_still_and_shows_every_part() -> None:
    figure = of("|x^2 - 1|", 1.0)
    last = figure.picture(figure.film.at(figure.film.seconds))
    assert set(last) == set(figure.parts(figure.final_facts)) - {"running-slope"}
    assert np.array_equal(figure.paint(last), figure.paint(figure.still()))


def test_a_corner_with_a_vertical_one_sided_tangent_is_refused() -> None:
    with pytest.raises(ParamError, match=r"at: .*corner"):
        of("x if x < 0 else sqrt(x)", 0.0)
