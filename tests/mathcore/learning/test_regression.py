"""The line of least error, the error over its weight, and the bare training loop, found in other ways."""

import numpy as np
import pytest

from mathcore import (
    DataSet,
    GradientDescent,
    Linear,
    MathError,
    best_weight,
    error_over_weight,
    fit,
    largest_rate,
    least_squares,
    line,
    loss_at,
    training_loop,
)

DATA = line(n=15, slope=-1.3, intercept=4, noise=0.7, seed=2)
SHIFTED = DataSet(DATA.inputs + 30, DATA.targets)


@pytest.mark.parametrize("data", [DATA, SHIFTED])
def test_the_line_of_least_error_agrees_with_polyfit(data: DataSet) -> None:
    assert least_squares(data) == pytest.approx(np.polyfit(data.inputs[:, 0], data.targets, 1), rel=1e-9)


@pytest.mark.parametrize("bias", [-2.0, 0.0, 4.0])
def test_the_error_over_the_weight_is_the_loss_of_the_model(bias: float) -> None:
    curve = error_over_weight(DATA, bias)
    for weight in (-3.0, 0.0, 1.7):
        assert curve(weight) == pytest.approx(loss_at(Linear(1), DATA, np.array([weight, bias])))


def test_no_weight_near_the_best_one_has_a_lower_error() -> None:
    best = best_weight(DATA, 1.0)
    curve = error_over_weight(DATA, 1.0)
    assert curve(best) < min(curve(best - 1e-3), curve(best + 1e-3))


def test_a_line_needs_two_different_x() -> None:
    with pytest.raises(MathError, match="all x are 1"):
        least_squares(DataSet(np.ones((3, 1)), np.arange(3.0)))
    with pytest.raises(MathError, match="one input, but the data have 2"):
        best_weight(DataSet(np.ones((3, 2)), np.arange(3.0)), 0.0)


def test_the_training_loop_takes_the_steps_of_fit() -> None:
    model = Linear(1)
    run = fit(model, DATA, GradientDescent(0.1), epochs=8, seed=4)
    loop = training_loop(model, DATA, model.start(4), rate=0.1, steps=8, ceiling=np.inf)
    assert loop.points == pytest.approx(run.points)
    assert loop.losses == pytest.approx(run.losses)
    assert loop.gradients == pytest.approx(run.gradients)


def test_a_diverging_run_is_kept_up_to_the_ceiling() -> None:
    run = training_loop(Linear(1), DATA, [0.0, 0.0], rate=3.0, steps=500, ceiling=1e9)
    assert 2 < len(run.losses) < 100
    assert run.losses[-1] <= 1e9
    assert run.losses[-1] > 1e6


def test_a_run_that_overflows_keeps_its_finite_start() -> None:
    run = training_loop(Linear(1), DATA, [0.0, 0.0], rate=1e300, steps=5, ceiling=np.inf)
    assert np.isfinite(run.losses).all()
    with pytest.raises(MathError, match="not finite"):
        training_loop(Linear(1), DATA, [1e300, 0.0], rate=1.0, steps=5, ceiling=np.inf)


@pytest.mark.parametrize("data", [DATA, SHIFTED])
def test_the_largest_rate_separates_converging_from_diverging_runs(data: DataSet) -> None:
    limit = largest_rate(data)
    below, above = (
        training_loop(Linear(1), data, [0.0, 0.0], rate=share * limit, steps=2000, ceiling=np.inf).losses
        for share in (0.99, 1.01)
    )
    assert below[-1] < below[0]
    assert above[-1] > 1e6 * above[0]
