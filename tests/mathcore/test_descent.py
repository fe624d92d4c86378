import math

import mpmath
import numpy as np
import pytest

from mathcore import (
    AdaGrad,
    Adam,
    GradientDescent,
    LineSearch,
    MathError,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    curvature,
    descend,
    descend_all,
    gradient,
    parse,
    stability_limit,
)
from mathcore.objective import local

BOWL = parse("x^2 + 5y^2 + x y", ("x", "y"))
VALLEY = parse("(1 - x)^2 + 100(y - x^2)^2", ("x", "y"))
HIMMELBLAU = parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", ("x", "y"))

OPTIMIZERS = {
    "sgd": GradientDescent(0.01),
    "momentum": Momentum(0.01, 0.8),
    "nesterov": Nesterov(0.01, 0.8),
    "adagrad": AdaGrad(0.3),
    "rmsprop": RMSProp(0.02, 0.9),
    "adam": Adam(0.1, 0.8, 0.99),
}


def _torch_optimizer(torch, name, point):
    lr = OPTIMIZERS[name].rate
    return {
        "sgd": lambda: torch.optim.SGD([point], lr=lr),
        "momentum": lambda: torch.optim.SGD([point], lr=lr, momentum=0.8),
        "nesterov": lambda: torch.optim.SGD([point], lr=lr, momentum=0.8, nesterov=True),
        "adagrad": lambda: torch.optim.Adagrad([point], lr=lr),
        "rmsprop": lambda: torch.optim.RMSprop([point], lr=lr, alpha=0.9),
        "adam": lambda: torch.optim.Adam([point], lr=lr, betas=(0.8, 0.99)),
    }[name]()


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("f", [BOWL, HIMMELBLAU], ids=["bowl", "himmelblau"])
def test_fifty_steps_are_those_of_torch(name, f):
    torch = pytest.importorskip("torch")
    point = torch.tensor([1.0, -0.5], dtype=torch.float64, requires_grad=True)
    method = _torch_optimizer(torch, name, point)
    visited = [point.detach().clone().numpy()]
    for _ in range(50):
        method.zero_grad()
        x, y = point
        loss = x**2 + 5 * y**2 + x * y if f is BOWL else (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
        loss.backward()
        method.step()
        visited.append(point.detach().clone().numpy())
    path = descend(f, [1.0, -0.5], OPTIMIZERS[name], 50)
    np.testing.assert_allclose(path.points, visited, rtol=1e-12, atol=1e-12)


def test_defaults_are_those_of_torch():
    torch = pytest.importorskip("torch")
    point = [torch.zeros(1, requires_grad=True)]
    assert GradientDescent().rate == torch.optim.SGD(point).defaults["lr"]
    adam, ada, rms = (
        kind(point).defaults for kind in (torch.optim.Adam, torch.optim.Adagrad, torch.optim.RMSprop)
    )
    assert (Adam().rate, Adam().beta1, Adam().beta2, Adam().eps) == (adam["lr"], *adam["betas"], adam["eps"])
    assert (AdaGrad().rate, AdaGrad().eps) == (ada["lr"], ada["eps"])
    assert (RMSProp().rate, RMSProp().decay, RMSProp().eps) == (rms["lr"], rms["alpha"], rms["eps"])


def test_adam_agrees_with_its_paper_at_fifty_digits():
    f, rate = parse("x^4 - 3x"), 0.05
    with mpmath.workdps(50):
        p, m, s = mpmath.mpf(2), mpmath.mpf(0), mpmath.mpf(0)
        b1, b2 = mpmath.mpf(0.9), mpmath.mpf(0.999)
        true = [p]
        for t in range(1, 41):
            g = 4 * p**3 - 3
            m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g * g
            p -= rate * (m / (1 - b1**t)) / (mpmath.sqrt(s / (1 - b2**t)) + mpmath.mpf(1e-8))
            true.append(p)
    path = descend(f, 2.0, Adam(rate), 40)
    np.testing.assert_allclose(path.points[:, 0], [float(p) for p in true], rtol=1e-13)


def test_a_path_carries_the_values_and_gradients_at_its_points():
    path = descend(VALLEY, [-1.2, 1.0], GradientDescent(1e-3), 20)
    assert path.points.shape == path.gradients.shape == (21, 2)
    assert path.values.shape == (21,)
    np.testing.assert_array_equal(path.gradients, gradient(VALLEY, path.points))
    np.testing.assert_allclose(path.values, [VALLEY(*point) for point in path.points], rtol=1e-14)
    np.testing.assert_allclose(np.diff(path.points, axis=0), -1e-3 * path.gradients[:-1], rtol=1e-12)


def test_ten_thousand_starts_walk_at_once():
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
def test_a_run_says_how_it_ended(text, start, optimizer, steps, message):
    path = descend(parse(text), start, optimizer, steps)
    assert str(path.outcome) == message
    assert np.isfinite(path.points).all()
    assert np.isfinite(path.values).all()


def test_a_run_that_flies_apart_ends_before_it_is_not_finite():
    path = descend(VALLEY, [-1.2, 1.0], GradientDescent(0.01), 100)
    assert path.outcome.kind.value == "diverged"
    assert len(path.points) == path.outcome.step < 100
    assert np.isfinite(path.values).all()


def test_slow_growth_is_divergence_too():
    path = descend(parse("x^2"), 1.0, GradientDescent(1.01), 30)
    assert str(path.outcome) == "diverged at step 1"
    assert len(path.points) == 31


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Nesterov])
def test_the_stability_limit_parts_calm_from_divergence(kind):
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


def test_newton_reaches_the_bottom_of_a_bowl_in_one_step():
    path = descend(BOWL, [3.0, -2.0], Newton(), 1)
    np.testing.assert_allclose(path.points[1], [0, 0], atol=1e-15)


def test_newton_goes_to_a_saddle_unless_it_is_damped():
    saddle = parse("x^2 - y^2 + y^4/4", ("x", "y"))
    np.testing.assert_allclose(descend(saddle, [1.0, 0.3], Newton(), 30).points[-1], [0, 0], atol=1e-12)
    damped = descend(saddle, [1.0, 0.3], Newton(damping=3.0), 200).points[-1]
    np.testing.assert_allclose(np.abs(damped), [0, math.sqrt(2)], atol=1e-6)


def test_newton_without_curvature_is_said_to_diverge():
    assert descend(parse("x"), 1.0, Newton(), 5).outcome.kind.value == "diverged"


def test_a_line_search_never_goes_up():
    path = descend(VALLEY, [-1.2, 1.0], LineSearch(), 300)
    assert np.all(np.diff(path.values) <= 0)
    trials = LineSearch().trials(local(VALLEY, np.array([[-1.2, 1.0]])))
    assert trials[0] == 1.0
    accepted, before = trials[-1], trials[-2]
    start, slope = np.array([-1.2, 1.0]), gradient(VALLEY, [-1.2, 1.0])
    assert VALLEY(*(start - accepted * slope)) <= VALLEY(*start) - 1e-4 * accepted * slope @ slope
    assert VALLEY(*(start - before * slope)) > VALLEY(*start) - 1e-4 * before * slope @ slope
    np.testing.assert_allclose(path.points[1], start - accepted * slope)


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
