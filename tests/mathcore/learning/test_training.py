"""Training: what models learn, the losses they are held to, and the data they learn from."""

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
    blobs,
    circles,
    fit,
    line,
    loss_and_gradient,
    moons,
)
from mathcore.learning.models import absolute, count, cross_entropy
from mathcore.learning.tape import Var


def test_linear_regression_finds_the_least_squares_line():
    data = line(n=30, noise=0.4, seed=5)
    run = fit(Linear(1), data, Momentum(0.05, 0.8), epochs=400)
    true = np.polyfit(data.inputs[:, 0], data.targets, 1)
    np.testing.assert_allclose(run.points[-1], true, rtol=1e-8)
    assert np.all(np.abs(run.gradients[-1]) < 1e-8)
    assert run.derivatives(0)["weight"].shape == (1,)
    assert run.parameters(-1)["bias"].item() == pytest.approx(true[1])


def test_a_network_learns_classes_that_a_line_cannot_separate():
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


def test_a_line_search_and_its_trials_work_in_training():
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
