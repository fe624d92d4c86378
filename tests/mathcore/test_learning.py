import math

import numpy as np
import pytest

from mathcore import (
    Adam,
    DataSet,
    GradientDescent,
    Linear,
    LineSearch,
    Logistic,
    MathError,
    Momentum,
    Network,
    Newton,
    backprop,
    blobs,
    circles,
    derivative,
    filter_directions,
    fit,
    gradient,
    line,
    loss_and_gradient,
    loss_at,
    loss_slice,
    moons,
    parse,
    principal_directions,
)
from mathcore.losses import absolute, cross_entropy
from mathcore.models import count, split
from mathcore.tape import Var, apply, gradients_of

MODELS = {
    "linear": (Linear(1), line()),
    "logistic": (Logistic(2), blobs()),
    "tanh": (Network((2, 5, 4, 1), "tanh"), moons(40)),
    "relu": (Network((2, 6, 1), "relu"), circles(40)),
    "gelu": (Network((1, 6, 1), "gelu", "squared"), line()),
    "classes": (Network((2, 5, 3)), DataSet(moons(30).inputs, np.arange(30) % 3.0)),
}


@pytest.mark.parametrize("name", MODELS)
def test_every_parameter_has_the_derivative_that_differences_see(name):
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
def test_losses_and_derivatives_are_those_of_torch(name):
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


def test_a_graph_adds_up_what_flows_back_on_every_way():
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
def test_the_tape_has_the_derivatives_of_the_formulas(op):
    points = np.array([0.3, 1.7, 2.5])
    x = Var(points)
    np.testing.assert_allclose(
        gradients_of(apply(op, x).sum(), [x])[0], derivative(parse(f"{op}(x)"), points), rtol=1e-14
    )


def test_the_tape_undoes_broadcasting_and_repeated_use():
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


def test_a_derivative_can_stop_halfway():
    x = Var(np.array([2.0]))
    middle = x * x
    to_x, to_middle = gradients_of((middle * 3.0).sum(), [x, middle])
    assert (to_x.item(), to_middle.item()) == (12.0, 3.0)


def test_linear_regression_finds_the_least_squares_line():
    data = line(n=30, noise=0.4, seed=5)
    run = fit(Linear(1), data, Momentum(0.05, 0.8), epochs=400)
    true = np.polyfit(data.inputs[:, 0], data.targets, 1)
    np.testing.assert_allclose(run.points[-1], true, rtol=1e-8)
    assert np.all(np.abs(run.gradients[-1]) < 1e-8)
    assert run.derivatives(0)["weight"].shape == (1,)
    assert run.parameters(-1)["bias"].item() == pytest.approx(true[1])


def test_a_network_learns_what_a_line_cannot_part():
    data = circles(80, noise=0.05)
    flat = fit(Logistic(2), data, Adam(0.05), epochs=200)
    deep = fit(Network((2, 8, 1)), data, Adam(0.05), epochs=200)
    assert flat.losses[-1] > 0.68
    assert deep.losses[-1] < 0.05
    assert deep.points.shape == (201, count(Network((2, 8, 1))))


def test_the_same_seed_gives_the_same_run_and_batches_are_seeded_too():
    model, data = Network((2, 4, 1)), moons(40)
    first, second, other = (fit(model, data, Adam(0.01), 5, seed=seed, batch=8) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.points, second.points)
    assert not np.array_equal(first.points, other.points)


def test_line_search_and_its_trials_work_in_training():
    run = fit(Linear(1), line(), LineSearch(), epochs=30)
    assert np.all(np.diff(run.losses) <= 0)


def test_training_that_cannot_work_is_refused():
    with pytest.raises(MathError, match="second derivatives"):
        fit(Linear(1), line(), Newton(), 1)
    with pytest.raises(MathError, match="smaller rate"):
        fit(Linear(1), line(), GradientDescent(1e3), 500)
    with pytest.raises(MathError, match="batch"):
        fit(Linear(1), line(20), Adam(), 1, batch=21)
    with pytest.raises(MathError, match="activation"):
        Network((2, 3, 1), "swish")
    with pytest.raises(MathError, match="targets"):
        DataSet(np.zeros((3, 2)), np.zeros(2))
    with pytest.raises(MathError, match="samples"):
        line(n=1)


def test_cross_entropy_and_absolute_error_by_hand():
    scores = Var(np.log(np.array([[1.0, 3.0], [2.0, 2.0]])))
    assert cross_entropy(scores, np.array([1, 0])).value.item() == pytest.approx(
        -(math.log(0.75) + math.log(0.5)) / 2
    )
    assert absolute(Var(np.array([2.0, -1.0])), np.zeros(2)).value.item() == 1.5


def test_scores_that_would_overflow_have_a_finite_loss():
    data = DataSet(np.array([[1000.0], [-1000.0]]), np.array([0.0, 1.0]))
    loss, slopes = loss_and_gradient(Logistic(1), data, np.array([5.0, 0.0]))
    assert (loss, slopes[0]) == (5000.0, 1000.0)


@pytest.mark.parametrize("make", [line, blobs, moons, circles])
def test_data_sets_repeat_for_a_seed_and_cannot_be_changed(make):
    np.testing.assert_array_equal(make(seed=3).inputs, make(seed=3).inputs)
    assert not np.array_equal(
        make(seed=3).targets + make(seed=3).inputs[:, 0], make(seed=4).targets + make(seed=4).inputs[:, 0]
    )
    with pytest.raises(ValueError, match="read-only"):
        make().inputs[0, 0] = 1.0


def test_filter_directions_have_the_length_of_each_units_weights():
    model = Network((3, 4, 1))
    center = model.start(0)
    for direction in filter_directions(model, center, seed=2):
        for weight, d in zip(split(model, center), split(model, direction), strict=True):
            if weight.ndim == 2:
                np.testing.assert_allclose(
                    np.linalg.norm(d, axis=1), np.linalg.norm(weight, axis=1), rtol=1e-9
                )
            else:
                assert not d.any()


def test_a_slice_holds_the_losses_of_its_grid():
    model, data = Network((2, 4, 1)), moons(30)
    center = model.start(0)
    directions = filter_directions(model, center)
    found = loss_slice(model, data, center, directions, (-1, 1), (-0.5, 0.5), resolution=5)
    assert found.losses.shape == (5, 5)
    assert found.losses[2, 2] == loss_at(model, data, center)
    there = center + found.a[4] * directions[0] + found.b[1] * directions[1]
    assert found.losses[1, 4] == loss_at(model, data, there)
    with pytest.raises(MathError, match="directions"):
        loss_slice(model, data, center, directions[:1])


def test_the_principal_plane_holds_the_path_of_a_line_fit():
    run = fit(Linear(1), line(), Momentum(0.05, 0.7), epochs=40)
    directions, shares, path = principal_directions(run)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] >= shares[1]
    np.testing.assert_allclose(path[-1], [0, 0], atol=1e-15)
    np.testing.assert_allclose(run.points[-1] + path @ directions, run.points, atol=1e-12)
