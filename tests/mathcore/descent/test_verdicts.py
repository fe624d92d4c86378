"""Verdicts on descents, against closed forms and loops in plain floats that share no code with them."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from mathcore import (
    OPTIMIZERS,
    Fate,
    GradientDescent,
    Ground,
    Verdict,
    bottom_below,
    bottom_of_valley,
    ground_at,
    judge,
    long_run,
    parse,
)

SLOPES: dict[str, Callable[[float], float]] = {
    "x^4 - 2x^2": lambda x: 4 * x**3 - 4 * x,
    "1 - cos(x)": math.sin,
    "x^4/4 - x^2 + x/3": lambda x: x**3 - 2 * x + 1 / 3,
    "x - ln(x)": lambda x: 1 - 1 / x,
    "exp(-x)": lambda x: -math.exp(-x),
    "x^3": lambda x: 3 * x**2,
    "sqrt(x^2 + 1)": lambda x: x / math.sqrt(x * x + 1),
    "(x - 3)^2": lambda x: 2 * (x - 3),
}
"""Functions, and their derivatives by hand."""


def plain_run(slope: Callable[[float], float], x: float, rate: float, steps: int) -> list[float]:
    """The iterates x <- x - rate f'(x), until they are beyond 1e9 or not numbers."""
    run = [x]
    for _ in range(steps):
        x = x - rate * slope(x)
        if not abs(x) < 1e9:
            break
        run.append(x)
    return run


def verdict(text: str, start: float, rate: float, steps: int = 12) -> Verdict:
    f = parse(text)
    return judge(f, start, GradientDescent(rate), steps, bottom_below(f, start)).verdict


@pytest.mark.parametrize("seed", range(20))
def test_on_a_parabola_the_rate_times_the_curvature_decides(seed: int) -> None:
    rng = np.random.default_rng(seed)
    bend, middle = float(np.exp(rng.uniform(-8, 8))), float(rng.uniform(-3, 3))
    start = middle + float(rng.choice([-1, 1]) * np.exp(rng.uniform(-4, 4)))
    f = parse(f"{bend!r}/2*(x - {middle!r})^2")
    for product, expected in (
        (0.01, Verdict.CRAWLS),  # 0.99^12 = 0.886 of the way is left
        (0.1, Verdict.NEARS),  # 0.9^12 = 0.282
        (0.5, Verdict.ARRIVES),  # 0.5^12
        (1.5, Verdict.ARRIVES),
        (1.95, Verdict.CLOSES_IN),  # 0.95^12 = 0.54, from side to side
        (2.05, Verdict.DIVERGES),
        (3.0, Verdict.DIVERGES),
    ):
        judged = judge(f, start, GradientDescent(product / bend), 12, bottom_below(f, start))
        assert judged.verdict is expected
        assert judged.done == pytest.approx(1 - abs(1 - product) ** 12, rel=1e-6)
        if expected is not Verdict.ARRIVES:  # the last digits of one that has arrived stand still
            assert judged.crosses == (product > 1)
        else:
            assert judged.step == math.ceil(math.log(0.02) / math.log(abs(1 - product)))


def test_at_the_limit_itself_a_parabola_is_crossed_without_end() -> None:
    assert verdict("x^2", 2.0, 1.0) is Verdict.SWINGS


@pytest.mark.parametrize("text", SLOPES)
def test_a_run_that_arrives_is_at_the_bottom_from_its_step_on(text: str) -> None:
    f, slope, rng = parse(text), SLOPES[text], np.random.default_rng(len(text))
    for _ in range(12):
        start, rate = float(rng.uniform(0.3, 3)), float(np.exp(rng.uniform(-4, 1)))
        bottom = bottom_below(f, start)
        judged = judge(f, start, GradientDescent(rate), 30, bottom)
        try:
            run = plain_run(slope, start, rate, 2000)
        except (OverflowError, ValueError, ZeroDivisionError):
            assert judged.verdict is not Verdict.ARRIVES
            continue
        if bottom is None:
            assert judged.verdict is not Verdict.ARRIVES
            continue
        assert slope(bottom) == pytest.approx(0.0, abs=1e-7)
        off = np.abs(np.array(run) - bottom) / abs(start - bottom)
        late = np.flatnonzero(off[:31] > 0.02)
        first = int(late[-1]) + 1 if len(late) else 0
        stays = len(run) == 2001 and bool((off[first:] <= 0.1).all())
        heights = [abs(float(f(x)) - float(f(bottom))) for x in run[first:31]]
        low = max(heights, default=math.inf) <= 0.01 * abs(float(f(start)) - float(f(bottom)))
        if stays and low and first <= 30:
            assert (judged.verdict, judged.step) == (Verdict.ARRIVES, first)
        elif not stays:
            assert judged.verdict is not Verdict.ARRIVES


@pytest.mark.parametrize("text", SLOPES)
def test_the_fate_of_a_run_is_that_of_twenty_thousand_steps(text: str) -> None:
    f, slope, rng = parse(text), SLOPES[text], np.random.default_rng(7)
    for _ in range(12):
        start, rate = float(rng.uniform(0.3, 3)), float(np.exp(rng.uniform(-3, 1)))
        fate = long_run(f, start, GradientDescent(rate)).fate
        try:
            iterates = plain_run(slope, start, rate, 20000)
        except (OverflowError, ValueError, ZeroDivisionError):
            assert fate in (Fate.DIVERGES, Fate.FALLS, Fate.LEAVES)
            continue
        run = np.array(iterates, dtype=np.float64)
        if len(run) < 20001:
            assert fate in (Fate.DIVERGES, Fate.FALLS, Fate.LEAVES)
        elif fate is Fate.SETTLES:
            assert np.ptp(run[-100:]) <= 1e-3 * np.ptp(run)
        elif fate is Fate.SWINGS:
            assert np.ptp(run[-100:]) > 1e-6 * np.ptp(run)
        elif fate is Fate.FALLS:
            assert float(f(iterates[-1])) < float(f(iterates[1000]))


@pytest.mark.parametrize(
    ("text", "start", "rate", "expected"),
    [
        ("ln(x)", 1.0, 0.3, Verdict.LEAVES),
        ("sqrt(x)", 1.0, 3.0, Verdict.LEAVES),
        ("x^3", 1.0, 0.33, Verdict.SADDLE),
        ("exp(-x)", 0.0, 0.5, Verdict.GOES_ON),
        ("-x^2", 0.5, 0.3, Verdict.GOES_ON),
        ("x^2", 0.0, 0.3, Verdict.FLAT),
        ("|x|", 2.0, 1.2, Verdict.SWINGS),
        ("x^4 - 2x^2", 1.8, 0.15, Verdict.ELSEWHERE),
    ],
)
def test_runs_off_the_bottom_have_their_verdicts(
    text: str, start: float, rate: float, expected: Verdict
) -> None:
    bottom = None if expected is Verdict.FLAT else bottom_below(parse(text), start)
    assert judge(parse(text), start, GradientDescent(rate), 12, bottom).verdict is expected


def test_newton_stops_where_the_hessian_says_and_has_no_step_where_it_is_singular() -> None:
    newton = OPTIMIZERS["Newton"].optimizer(1.0)
    for text, start, expected in (
        ("x^2 - y^2", (1.5, 0.01), Verdict.SADDLE),
        ("exp(-x^2 - y^2)", (0.3, 0.2), Verdict.HILLTOP),
        ("x + 2y", (0.0, 0.0), Verdict.NO_STEP),
        ("x^2 + 3y^2", (1.0, 1.0), Verdict.ARRIVES),
    ):
        f = parse(text, ("x", "y"))
        assert judge(f, start, newton, 20, bottom_of_valley(f, start)).verdict is expected


@pytest.mark.parametrize("seed", range(10))
def test_the_ground_of_a_quadratic_is_told_by_the_signs_of_its_eigenvalues(seed: int) -> None:
    rng = np.random.default_rng(seed)
    angle, bends = float(rng.uniform(0, math.pi)), rng.choice([-1.0, 1.0], 2) * np.exp(rng.uniform(-3, 3, 2))
    c, s = math.cos(angle), math.sin(angle)
    u, v = f"({c!r}*x + {s!r}*y)", f"({c!r}*y - {s!r}*x)"
    f = parse(f"{float(bends[0])!r}*{u}^2 + {float(bends[1])!r}*{v}^2", ("x", "y"))
    expected = Ground.MINIMUM if (bends > 0).all() else Ground.HILLTOP if (bends < 0).all() else Ground.SADDLE
    assert ground_at(f, np.zeros(2), 0.1) is expected
    assert ground_at(f, np.array([0.7, 0.4]), 0.1) is Ground.SLOPE


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x^4", Ground.MINIMUM), ("-x^6", Ground.HILLTOP), ("x^5", Ground.SADDLE), ("2 + 0x", Ground.PLATEAU)],
)
def test_where_the_curvature_is_0_or_as_good_as_0_the_values_around_decide(
    text: str, expected: Ground
) -> None:
    for x in (0.0, 1e-30, -1e-30):
        assert ground_at(parse(text), np.array([x]), 0.01) is expected
