"""The surface of the landscape read back: what lies on it, and what a hill hides."""

from typing import Any

import numpy as np
import pytest

from hillside.stage.drawing import Tiles
from scenes.landscape.drawing import surface_box
from scenes.landscape.surface import ELEVATION, TALL, Surface3D, hull
from tests.scenes.landscape.landscapes import CASES, painted, staged


def surface_of(figure: Any) -> Surface3D:
    return Surface3D.of(figure.mesh, surface_box(figure.sheet), figure.params.azimuth)


def by_hand(figure: Any, x: float, y: float, height: float) -> np.ndarray:
    """Where the eye sees a point of the block: turned about its axis, then looked down upon."""
    surface, view = surface_of(figure), figure.view
    turn, down = np.radians(figure.params.azimuth), np.radians(ELEVATION)
    p, q = 2 * (x - view.x.low) / view.x.width - 1, 2 * (y - view.y.low) / view.y.width - 1
    across, away = p * np.cos(turn) + q * np.sin(turn), q * np.cos(turn) - p * np.sin(turn)
    up = away * np.sin(down) + (height - 0.5) * TALL * np.cos(down)
    return np.array(surface.projection.box.center) + surface.projection.scale * np.array([across, up])


def test_every_stop_of_the_path_lies_on_the_surface() -> None:
    with staged({}) as figure:
        f, still, facts = figure.params.function, figure.still(), figure.final_facts
        x, y = np.meshgrid(*(np.linspace(side.low, side.high, 45) for side in (figure.view.x, figure.view.y)))
        low, high = f(x, y).min(), f(x, y).max()
        path = painted(still["surface-path"])
        for stop in facts.stops:
            height = (f(stop.x, stop.y) - low) / (high - low)
            expected = by_hand(figure, stop.x, stop.y, height)
            assert np.hypot(*(path - expected).T).min() < 4, stop
        corners = next(shape for shape in still["surface"].shapes() if isinstance(shape, Tiles)).corners
        for stop in facts.stops:
            expected = by_hand(figure, stop.x, stop.y, (f(stop.x, stop.y) - low) / (high - low))
            assert np.hypot(*(corners.reshape(-1, 2) - expected).T).min() < 20


@pytest.mark.parametrize("words", CASES.values(), ids=CASES)
def test_every_point_of_the_path_is_close_to_the_mesh(words: dict[str, str]) -> None:
    with staged(words) as figure:
        if figure.final_facts.path is None:
            return
        points = np.array([[point.x, point.y] for point in figure.final_facts.path.points])
        mesh = figure.mesh
        gap = np.abs(mesh.true_heights(points) - mesh.mesh_heights(points))
        # The mesh is a tile wide, and a crease is cut off by as much as the ground rises over it.
        steepest = np.nanmax(np.abs(np.diff(mesh.solid, axis=0)))
        assert gap.max() < 0.02 + steepest / 2


@pytest.mark.parametrize("azimuth", ["24", "-70", "130"])
def test_points_behind_a_hill_are_hidden(azimuth: str) -> None:
    """The line of sight is followed over the function itself, in small steps."""
    with staged({"azimuth": azimuth}) as figure:
        surface, view = surface_of(figure), figure.view
        random = np.random.default_rng(3)
        points = np.column_stack([random.uniform(*side, 60) for side in (view.x, view.y)])
        heights = figure.mesh.true_heights(points)
        seen = surface.visible(points, heights)
        turn, down = np.radians(float(azimuth)), np.radians(ELEVATION)
        agreed = 0
        for point, height, answer in zip(points, heights, seen, strict=True):
            t = np.linspace(0.01, 1.2, 1500)
            x = point[0] + t * np.sin(turn) * view.x.width / 2
            y = point[1] - t * np.cos(turn) * view.y.width / 2
            inside = (x >= view.x.low) & (x <= view.x.high) & (y >= view.y.low) & (y <= view.y.high)
            ground = figure.mesh.true_heights(np.column_stack([x, y])[inside])
            agreed += bool(answer) == (not (ground > height + t[inside] * np.tan(down) / TALL + 0.008).any())
        assert agreed >= 58
        assert seen.any()


def test_a_path_is_dotted_where_a_hill_hides_it() -> None:
    words = {
        "function": "3e^(-2x^2 - 2(y + 0.8)^2) - x/9",
        "start": "-1.6",
        "start_y": "0.2",
        "rate": "1",
        "azimuth": "0",
    }
    with staged(words) as figure:
        surface, facts = surface_of(figure), figure.final_facts
        places = np.array([[stop.x, stop.y] for stop in facts.stops])
        seen = surface.visible(places, figure.mesh.true_heights(places))
        assert seen.any()
        assert not seen.all()
        assert len(figure.still()["surface-path"].shapes()) == 3


def test_nearer_ground_is_painted_later() -> None:
    with staged({}) as figure:
        tiles = next(shape for shape in figure.still()["surface"].shapes() if isinstance(shape, Tiles))
        middle = tiles.corners.mean(axis=1)
        assert middle[-200:, 1].mean() < middle[:200, 1].mean() - 100


def test_the_outline_of_points_encloses_them() -> None:
    points = np.random.default_rng(1).normal(size=(200, 2))
    rim = hull(points)
    sides = np.roll(rim, -1, axis=0) - rim
    for point in points:
        away = point - rim
        assert (sides[:, 0] * away[:, 1] - sides[:, 1] * away[:, 0] > -0.02 * np.hypot(*sides.T) - 1e-9).all()
