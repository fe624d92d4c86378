"""The ground as a walker meets it, against brute force."""

import math

import numpy as np
import pytest

from scenes.hiker.body.terrain import Terrain


@pytest.fixture
def rough():
    rng = np.random.default_rng(7)
    x = np.cumsum(rng.uniform(2, 12, 120))
    return np.column_stack([x, np.cumsum(rng.normal(0, 6, 120))])


def test_a_disk_at_rest_touches_the_ground_without_intersecting_it(rough):
    terrain = Terrain.of(rough, height=50.0)
    u = np.linspace(terrain.x[0], terrain.x[-1], 400_001)
    ground = np.interp(u, terrain.x, terrain.y)
    for x in (2.0, 5.5, 9.25, 11.0):
        heights, touched = terrain.rest(np.array([x]), radius=0.3)
        assert np.hypot(u - x, ground - heights[0]).min() == pytest.approx(0.3, abs=1e-4)
        assert abs(touched[0] - complex(x, heights[0])) == pytest.approx(0.3, abs=1e-12)
        assert touched[0].imag == pytest.approx(np.interp(touched[0].real, terrain.x, terrain.y), abs=1e-12)


def test_the_table_agrees_with_the_exact_heights(rough):
    terrain = Terrain.of(rough, height=50.0)
    x = np.linspace(1, 12, 500)
    exact, _ = terrain.rest(x, radius=0.1)
    table = terrain.raised(0.1)
    assert np.abs([table(float(place)) for place in x] - exact).max() < 5e-3


def test_paces_and_positions_are_inverse_functions(rough):
    terrain = Terrain.of(rough, height=50.0)
    for x in (0.5, 3.0, 10.0):
        assert terrain.x_after(terrain.paces(x)) == pytest.approx(x, abs=1e-9)


def test_steps_are_shorter_on_steeper_ground():
    def step(degrees):
        ground = np.array([[-500.0, 0.0], [500.0, 1000 * math.tan(math.radians(degrees))]])
        terrain = Terrain.of(ground, height=100.0)
        return (terrain.x_after(terrain.paces(0.0) + 1) - 0.0) / math.cos(math.radians(degrees))

    lengths = [step(degrees) for degrees in (0, 20, 40, 60, 80)]
    assert lengths == sorted(lengths, reverse=True)
    assert 2 * lengths[0] == pytest.approx(0.88)


def test_facing_left_mirrors_the_ground():
    ground = np.array([[0.0, 0.0], [100.0, 30.0], [200.0, 0.0], [400.0, 100.0]])
    left = Terrain.of(ground, height=10.0, facing=-1)
    assert left.height(-15.0) == pytest.approx(1.5)
    assert left.height(-30.0) == pytest.approx(5.0)


def test_the_ground_is_extended_by_straight_lines():
    terrain = Terrain.of(np.array([[0.0, 0.0], [10.0, 5.0]]), height=10.0)
    assert terrain.height(2.0) == pytest.approx(1.0)
    assert terrain.height(-2.0) == pytest.approx(-1.0)
