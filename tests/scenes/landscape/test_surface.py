import numpy as np

from scenes.landscape.surface import hull


def test_the_outline_of_points_goes_around_them() -> None:
    points = np.random.default_rng(1).normal(size=(200, 2))
    rim = hull(points)
    sides = np.roll(rim, -1, axis=0) - rim
    for point in points:
        away = point - rim
        assert (sides[:, 0] * away[:, 1] - sides[:, 1] * away[:, 0] > -0.02 * np.hypot(*sides.T) - 1e-9).all()
