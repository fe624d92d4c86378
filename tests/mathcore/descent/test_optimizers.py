import math

import mpmath
import numpy as np
import pytest

from mathcore import (
    AdaGrad,
    Adam,
    GradientDescent,
    LineSearch,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    descend,
    gradient,
    parse,
)
from tests.mathcore.landscapes import BOWL, HIMMELBLAU, VALLEY

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
def test_fifty_steps_agree_with_torch(name, f):
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


def test_defaults_agree_with_torch():
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


def test_newton_reaches_the_minimum_of_a_bowl_in_one_step():
    path = descend(BOWL, [3.0, -2.0], Newton(), 1)
    np.testing.assert_allclose(path.points[1], [0, 0], atol=1e-15)


def test_newton_goes_to_a_saddle_unless_it_is_damped():
    saddle = parse("x^2 - y^2 + y^4/4", ("x", "y"))
    np.testing.assert_allclose(descend(saddle, [1.0, 0.3], Newton(), 30).points[-1], [0, 0], atol=1e-12)
    damped = descend(saddle, [1.0, 0.3], Newton(damping=3.0), 200).points[-1]
    np.testing.assert_allclose(np.abs(damped), [0, math.sqrt(2)], atol=1e-6)


def test_newton_without_curvature_is_reported_to_diverge():
    assert descend(parse("x"), 1.0, Newton(), 5).outcome.kind.value == "diverged"


def test_a_line_search_never_increases_the_value():
    path = descend(VALLEY, [-1.2, 1.0], LineSearch(), 300)
    assert np.all(np.diff(path.values) <= 0)
    start, slope = np.array([-1.2, 1.0]), gradient(VALLEY, [-1.2, 1.0])
    accepted = np.linalg.norm(path.points[1] - start) / np.linalg.norm(slope)
    halvings = -math.log2(accepted)
    assert halvings == pytest.approx(round(halvings), abs=1e-9)
    assert halvings >= 1
    accepted = 0.5 ** round(halvings)
    before = 2 * accepted
    assert VALLEY(*(start - accepted * slope)) <= VALLEY(*start) - 1e-4 * accepted * slope @ slope
    assert VALLEY(*(start - before * slope)) > VALLEY(*start) - 1e-4 * before * slope @ slope
    np.testing.assert_allclose(path.points[1], start - accepted * slope)
