"""Slices through the losses of a model, and the plane that holds a path of training."""

from dataclasses import replace

import numpy as np
import pytest

from mathcore import (
    Linear,
    MathError,
    Momentum,
    Network,
    filter_directions,
    fit,
    line,
    loss_at,
    loss_slice,
    moons,
    principal_directions,
)
from mathcore.learning.models import split


def test_filter_directions_have_the_norm_of_each_units_weights():
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


def test_a_slice_has_the_losses_at_its_grid_points():
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


def test_the_principal_plane_contains_the_path_of_a_line_fit():
    run = fit(Linear(1), line(), Momentum(0.05, 0.7), epochs=40)
    directions, shares, path = principal_directions(run)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] >= shares[1]
    np.testing.assert_allclose(path[-1], [0, 0], atol=1e-15)
    np.testing.assert_allclose(run.points[-1] + path @ directions, run.points, atol=1e-12)


def test_a_plane_through_a_path_needs_three_points_and_two_parameters():
    model, data = Linear(1), line()
    directions, _, path = principal_directions(fit(model, data, Momentum(0.05, 0.7), epochs=2))
    assert (directions.shape, path.shape) == ((2, 2), (3, 2))
    with pytest.raises(MathError, match="three points and two parameters"):
        principal_directions(fit(model, data, Momentum(0.05, 0.7), epochs=1))
    alone = fit(model, data, Momentum(0.05, 0.7), epochs=3)
    with pytest.raises(MathError, match="three points and two parameters"):
        principal_directions(replace(alone, points=alone.points[:, :1]))
