import math

import numpy as np
import pytest

from mathcore import (
    AdaGrad,
    Adam,
    GradientDescent,
    MathError,
    Momentum,
    Nesterov,
    Newton,
    curvature,
    descend,
    descend_all,
    gradient,
    parse,
    stability_limit,
)
from mathcore.calculus.gradients import values_and_gradients
from tests.mathcore.landscapes import BOWL, HIMMELBLAU, VALLEY


def test_a_path_carries_the_values_and_gradients_at_its_points():
    path = descend(VALLEY, [-1.2, 1.0], GradientDescent(1e-3), 20)
    assert path.points.shape == path.gradients.shape == (21, 2)
    assert path.values.shape == (21,)
    np.testing.assert_array_equal(path.gradients, values_and_gradients(VALLEY, path.points)[1])
    np.testing.assert_allclose(path.gradients, gradient(VALLEY, path.points), rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(path.values, [VALLEY(*point) for point in path.points], rtol=1e-14)
    np.testing.assert_allclose(np.diff(path.points, axis=0), -1e-3 * path.gradients[:-1], rtol=1e-12)


def test_many_starts_descended_at_once_agree_with_each_alone():
    rng = np.random.default_rng(7)
    starts = rng.uniform(-5, 5, (500, 2))
    paths = descend_all(HIMMELBLAU, starts, Adam(0.2), 60)
    for row in (0, 250, 499):
        alone = descend(HIMMELBLAU, starts[row], Adam(0.2), 60)
        np.testing.assert_allclose(paths[row].points, alone.points, rtol=1e-12)
        assert paths[row].outcome == alone.outcome


OUTCOMES = [
    ("x^2", 1.0, GradientDescent(0.1), 200, "converged"),
    ("x^2", 1.0, GradientDescent(0.001), 20, "step limit"),
    ("x^2", 1.0, GradientDescent(1.0), 50, "step limit"),
    ("x^2", 0.0, GradientDescent(0.1), 0, "converged"),
    ("ln(x) + 1/x", 0.05, GradientDescent(1.0), 50, "step limit"),
    ("sqrt(x)", 0.5, GradientDescent(0.5), 50, "left the domain at step 2"),
]


@pytest.mark.parametrize(("text", "start", "optimizer", "steps", "message"), OUTCOMES)
def test_a_run_reports_its_outcome(text, start, optimizer, steps, message):
    path = descend(parse(text), start, optimizer, steps)
    assert str(path.outcome) == message
    assert np.isfinite(path.points).all()
    assert np.isfinite(path.values).all()


def test_a_diverging_run_ends_before_it_is_not_finite():
    path = descend(VALLEY, [-1.2, 1.0], GradientDescent(0.01), 100)
    assert path.outcome.kind.value == "diverged"
    assert len(path.points) == path.outcome.step < 100
    assert np.isfinite(path.values).all()


def test_slow_growth_is_divergence_too():
    path = descend(parse("x^2"), 1.0, GradientDescent(1.01), 30)
    assert str(path.outcome) == "diverged at step 1"
    assert len(path.points) == 31


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Nesterov])
def test_the_stability_limit_separates_convergence_from_divergence(kind):
    f = parse("3x^2")
    limit = stability_limit(kind(), curvature(f, 0.4))
    settings = {} if kind is GradientDescent else {"momentum": 0.9}
    below = descend(f, 1.0, kind(rate=0.98 * limit, **settings), 3000)
    above = descend(f, 1.0, kind(rate=1.02 * limit, **settings), 3000)
    assert below.outcome.kind.value == "converged"
    assert above.outcome.kind.value == "diverged"


def test_the_stability_limits_are_the_published_ones():
    assert stability_limit(GradientDescent(), 6.0) == pytest.approx(1 / 3)
    assert stability_limit(Momentum(momentum=0.9), 6.0) == pytest.approx(3.8 / 6)
    assert stability_limit(Nesterov(momentum=0.9), 6.0) == pytest.approx(3.8 / 6 / 2.8)
    assert curvature(BOWL, [3.0, 4.0]) == pytest.approx(6 + math.sqrt(17))
    with pytest.raises(MathError, match="Adam"):
        stability_limit(Adam(), 1.0)
    with pytest.raises(MathError, match="bowl"):
        stability_limit(GradientDescent(), -1.0)


def test_a_position_between_two_steps_lies_between_them():
    path = descend(BOWL, [1.0, 1.0], GradientDescent(0.05), 4)
    np.testing.assert_allclose(path.at(2.25), 0.75 * path.points[2] + 0.25 * path.points[3])
    np.testing.assert_array_equal(path.at(4), path.points[4])
    with pytest.raises(MathError, match="0 to 4"):
        path.at(4.5)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: GradientDescent(0.0),
        lambda: GradientDescent(math.nan),
        lambda: Momentum(0.1, 1.0),
        lambda: Adam(0.1, beta1=-0.1),
        lambda: AdaGrad(0.1, eps=-1.0),
        lambda: Newton(damping=-1.0),
        lambda: descend(BOWL, 1.0, GradientDescent(), 5),
        lambda: descend(parse("ln x"), -1.0, GradientDescent(), 5),
        lambda: descend(parse("x^2"), 1.0, GradientDescent(), -1),
        lambda: descend_all(BOWL, [1.0, 2.0], GradientDescent(), 1),
    ],
)
def test_impossible_settings_are_refused(wrong):
    with pytest.raises(MathError):
        wrong()
