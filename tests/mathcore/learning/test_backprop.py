"""Derivatives backward along a graph: against differences, other libraries and the forward rules."""

import numpy as np
import pytest

from mathcore import (
    DataSet,
    Linear,
    Logistic,
    MathError,
    Network,
    backprop,
    blobs,
    circles,
    derivative,
    gradient,
    line,
    loss_and_gradient,
    loss_at,
    moons,
    parse,
)
from mathcore.learning.models import count, split
from mathcore.learning.tape import Var, apply, gradients_of

MODELS = {
    "linear": (Linear(1), line()),
    "logistic": (Logistic(2), blobs()),
    "tanh": (Network((2, 5, 4, 1), "tanh"), moons(40)),
    "relu": (Network((2, 6, 1), "relu"), circles(40)),
    "gelu": (Network((1, 6, 1), "gelu", "squared"), line()),
    "classes": (Network((2, 5, 3)), DataSet(moons(30).inputs, np.arange(30) % 3.0)),
}


@pytest.mark.parametrize("name", MODELS)
def test_every_derivative_agrees_with_finite_differences(name):
    model, data = MODELS[name]
    row = model.start(3) + 0.1 * np.random.default_rng(4).standard_normal(count(model))
    loss, slopes = loss_and_gradient(model, data, row)
    assert loss == loss_at(model, data, row)
    step = 1e-6
    for at in range(len(row)):
        there = np.eye(len(row))[at] * step
        quotient = (loss_at(model, data, row + there) - loss_at(model, data, row - there)) / (2 * step)
        assert slopes[at] == pytest.approx(quotient, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("name", MODELS)
def test_losses_and_derivatives_agree_with_torch(name):
    torch = pytest.importorskip("torch")
    model, data = MODELS[name]
    row = model.start(3) + 0.1 * np.random.default_rng(4).standard_normal(count(model))
    parts = [torch.tensor(part, requires_grad=True) for part in split(model, row)]
    inputs, targets = torch.tensor(data.inputs), torch.tensor(data.targets)
    if isinstance(model, Network):
        value = inputs
        for at in range(0, len(parts), 2):
            value = torch.nn.functional.linear(value, parts[at], parts[at + 1])
            if at < len(parts) - 2:
                value = getattr(torch.nn.functional, model.activation)(value)
        value = value[:, 0] if model.sizes[-1] == 1 else value
    else:
        value = inputs @ parts[0] + parts[1]
    kind = torch.nn.functional
    if name in ("linear", "gelu"):
        loss = kind.mse_loss(value, targets)
    elif name == "classes":
        loss = kind.cross_entropy(value, targets.long())
    else:
        loss = kind.binary_cross_entropy_with_logits(value, targets)
    loss.backward()
    true = np.concatenate([part.grad.numpy().ravel() for part in parts])
    found = loss_and_gradient(model, data, row)
    assert found[0] == pytest.approx(loss.item(), rel=1e-13)
    np.testing.assert_allclose(found[1], true, rtol=1e-11, atol=1e-14)


FORMULAS = [
    "x y + sin(x)/y",
    "exp(-x^2) relu(y) + |x - y|",
    "max(x, y^2) sigmoid(x y)",
    "x^y + atan2(y, x) + leaky_relu(-x)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_backward_and_forward_derivatives_agree(text):
    f = parse(text, ("x", "y"))
    for point in ([0.7, 1.3], [2.0, 0.4]):
        nodes = {node.label: node for node in backprop(f, point)}
        np.testing.assert_allclose(
            [nodes["x"].derivative, nodes["y"].derivative], gradient(f, point), rtol=1e-13
        )
        assert backprop(f, point)[-1].value == pytest.approx(f(*point), rel=1e-15)


def test_a_graph_sums_the_derivatives_of_all_paths():
    nodes = backprop(parse("x*x + x"), [3.0])
    assert [(node.label, node.value, node.derivative) for node in nodes] == [
        ("x", 3.0, 7.0),
        ("x*x", 9.0, 1.0),
        ("x*x + x", 12.0, 1.0),
    ]
    with pytest.raises(MathError, match="x = 0"):
        backprop(parse("1/x"), [0.0])


ELEMENTWISE = [
    "sin",
    "tanh",
    "exp",
    "relu",
    "gelu",
    "softplus",
    "sigmoid",
    "abs",
    "sqrt",
    "log",
    "atan",
    "erf",
]


@pytest.mark.parametrize("op", ELEMENTWISE)
def test_the_tape_agrees_with_the_derivatives_of_formulas(op):
    points = np.array([0.3, 1.7, 2.5])
    x = Var(points)
    np.testing.assert_allclose(
        gradients_of(apply(op, x).sum(), [x])[0], derivative(parse(f"{op}(x)"), points), rtol=1e-14
    )


def test_the_tape_sums_over_broadcasting_and_repeated_use():
    a, b, c = Var(np.ones((3, 1))), Var(np.arange(4.0)), Var(np.array(2.0))
    total = (a * b + b / c - c**2 * a + (1 - b) * 3.0).sum()
    to_a, to_b, to_c = gradients_of(total, [a, b, c])
    np.testing.assert_allclose(to_a, np.full((3, 1), 6.0 - 4 * 4))
    np.testing.assert_allclose(to_b, np.full(4, 3.0 + 3 * 0.5 - 9))
    np.testing.assert_allclose(to_c, -3 * 6.0 / 4 - 12 * 4)
    unused = Var(np.zeros(2))
    assert gradients_of(total, [unused])[0].tolist() == [0.0, 0.0]
    with pytest.raises(MathError, match="sum or mean"):
        gradients_of(a * b, [a])


def test_the_derivative_of_an_intermediate_value_is_available():
    x = Var(np.array([2.0]))
    middle = x * x
    to_x, to_middle = gradients_of((middle * 3.0).sum(), [x, middle])
    assert (to_x.item(), to_middle.item()) == (12.0, 3.0)
