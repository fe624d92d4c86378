"""The learning rate: the hops drawn are those of gradient descent, and what is said of them is so."""

from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.studio.renderer import configured
from mathcore import parse
from scenes.learning_rate.drawing import trial_panels
from scenes.learning_rate.facts import NAMES
from scenes.learning_rate.scene import LearningRate
from scenes.learning_rate.trials.rate_line import Range
from scenes.learning_rate.trials.rates import bottom_at
from scenes.learning_rate.words import HEADS, bottom_settings, limit_settings
from scenes.shared.descents import visible_hops
from tests.scenes.learning_rate.learning_rates import figure

pytestmark = pytest.mark.usefixtures("small")


def painted(part: Any) -> np.ndarray:
    """The painted points of a part in data coordinates, shape (n, 2)."""
    return part.plane.to_data(np.vstack([shape.points[:, :2] for shape in part.shapes()]))


def test_every_hop_drawn_is_a_step_of_rate_times_slope() -> None:
    drawn = figure()
    parts, view = drawn.still(), drawn.view
    for name, rate in zip(NAMES, (0.025, 0.3, 1.1), strict=True):
        x, seen = 2.0, 0
        points = painted(parts[name])
        for _ in range(13):
            if x not in view.x or x * x not in view.y:
                break
            assert np.hypot(*(points - (x, x * x)).T).min() < 1e-6, (name, x)
            seen += 1
            x -= rate * 2 * x
        assert seen == {"small": 13, "right": 13, "large": 4}[name]


def test_the_same_curve_is_in_each_panel() -> None:
    parts = figure("x^4/4 - x^2 + x/5", 0.4).still()
    for name in NAMES:
        x, y = painted(parts[f"{name}-curve"]).T
        plane = parts[f"{name}-curve"].plane
        steep = np.hypot(1, (x**3 - 2 * x + 1 / 5) * plane.view.stretch)
        assert (abs(y - (x**4 / 4 - x**2 + x / 5)) * plane.scale[1] / steep).max() < 0.5


def test_a_flat_start_a_corner_and_a_start_outside_the_window_are_refused() -> None:
    for function, start, given in (
        ("3", 0.0, {}),
        ("x^2", 0.0, {}),
        ("|x|", 0.0, {}),
        ("1/x", 0.0, {}),
    ):
        with pytest.raises(ParamError, match="start"):
            figure(function, start, **given)
    window = LearningRate.Params.__dataclass_fields__["window"].metadata["param"].read("-1:1")
    with pytest.raises(ParamError, match="outside the window"):
        figure(window=window)


def test_a_hop_out_of_the_view_ends_at_its_edge() -> None:
    drawn = figure()
    _, leaving = visible_hops(drawn.final_facts.trials[2].stops, drawn.view)
    assert leaving is not None
    before, beyond = drawn.final_facts.trials[2].stops[3:5]
    assert leaving.start == before
    assert leaving.end.x == pytest.approx(drawn.view.x.high) or leaving.end.y == pytest.approx(
        drawn.view.y.high
    )
    assert leaving.slope == pytest.approx((beyond.y - before.y) / (beyond.x - before.x))


def test_oscillating_steep_and_tiny_functions_are_drawn_with_every_label() -> None:
    for function, start in (
        ("x^2/4 + sin(25x)", 1.0),
        ("1e6 x^2", 1e-3),
        ("(x/1e5)^2", 3e5),
        ("1e-9 x^2", 2.0),
    ):
        drawn = figure(function, start)
        assert not [fall for fall in drawn.layout.shortfalls if fall.step > 3]
        assert 40 < len(drawn.alt(drawn.final_facts)) < 320


def test_the_panels_stand_side_by_side_in_a_wide_sheet_and_stacked_in_a_tall_one() -> None:
    wide = [panel.plot for panel in trial_panels(figure().sheet, 3)]
    assert wide[0].right < wide[1].left
    with configured({"pixel_width": 270, "pixel_height": 480}):
        tall = [panel.plot for panel in trial_panels(figure().sheet, 3)]
    assert tall[0].bottom > tall[1].top


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_the_limit_and_the_curvature_at_the_bottom_are_written_as_formulas(code: str) -> None:
    bottom, language = bottom_at(parse("3 (x - 1)^2"), 1.0), Language(code)
    assert limit_settings(bottom, language)[0].endswith('$"2" \\/ L = "0.333"$')
    assert all('$L = f\'\'("1") = "6"$' in each for each in bottom_settings(bottom, language))


def test_on_a_parabola_the_line_of_rates_changes_where_theory_says() -> None:
    line = figure("x^2", 2.0).final_facts.line
    assert [each.kind for each in line.ranges] == [Range.SLOW, Range.ARRIVES, Range.OVERSHOOTS]
    # Within a fiftieth in 12 steps: |1 - 2 rate|^12 <= 1/50.
    first = (1 - 0.02 ** (1 / 12)) / 2
    step = line.high / 321
    assert [each.low for each in line.ranges[1:]] == pytest.approx([first, 1 - first], abs=step)


@pytest.mark.parametrize(
    ("function", "start"), [("x^2", 2.0), ("x^4 - 2x^2", 1.8), ("1 - cos(x)", 2.0), ("(x^2 - 1)^2", 3.0)]
)
def test_each_rate_stands_on_the_line_in_the_range_that_its_head_names(function: str, start: float) -> None:
    drawn = figure(function, start)
    facts, still = drawn.final_facts, drawn.still()
    for name, trial in zip(NAMES, facts.trials, strict=True):
        x = painted(still[f"{name}-on-line"])[:, 0]
        rate = (x.min() + x.max()) / 2
        rate = 10**rate if facts.line.decades else rate
        assert rate == pytest.approx(trial.rate)
        (there,) = [each for each in facts.line.ranges if each.low <= trial.rate < each.high]
        assert there.kind is HEADS[trial.verdict]


def test_in_the_film_all_have_taken_as_many_steps_as_the_number_says() -> None:
    drawn = figure()
    start = drawn.film.starts()[2]
    for t in (start + 1.5, start + 3.0, start + 4.5):
        moment = drawn.film.at(t)
        facts = drawn.facts(moment.params, drawn.view)
        assert 0 < facts.count < 12
        assert f"Step {facts.count} of 12" in drawn.parts(facts)["step-number"].lettering.settings[0]
        rests = moment.params.step - facts.count
        x = 2 * 0.95**facts.count * (1 - rests * 0.05)
        assert facts.small.points[-1].x == pytest.approx(x)


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_no_caption_has_two_colons(code: str) -> None:
    for function in ("x^2", "1/x", "|x|", "sqrt(x)"):
        params = LearningRate.Params(function=parse(function), start=0.5)
        for beat in LearningRate(params, language=Language(code)).film.beats:
            assert len([letter for letter in beat.say if letter in ":："]) <= 1, beat.say
