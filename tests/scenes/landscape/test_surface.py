"""The surface of the landscape read back: what lies on it, what a hill hides, and its light and shade."""

from typing import Any

import numpy as np
import pytest

from hillside.stage.drawing import Painting, Pixels
from scenes.landscape.block.camera import DISTANCE, ELEVATION, TALL
from scenes.landscape.block.surface import Surface3D, hull
from tests.scenes.landscape.landscapes import CASES, painted, staged


def surface_of(figure: Any) -> Surface3D:
    return figure.surface(figure.final_facts.azimuth)


def by_hand(figure: Any, x: float, y: float, height: float) -> np.ndarray:
    """Where the eye sees a point: its block turned about its axis, and projected from the eye by hand."""
    surface, view = surface_of(figure), figure.view
    turn, down = np.radians(figure.final_facts.azimuth), np.radians(ELEVATION)
    p, q = 2 * (x - view.x.low) / view.x.width - 1, 2 * (y - view.y.low) / view.y.width - 1
    point = np.array(
        [
            p * np.cos(turn) + q * np.sin(turn),
            q * np.cos(turn) - p * np.sin(turn),
            (height - 0.5) * TALL,
        ]
    )
    forward = np.array([0.0, np.cos(down), -np.sin(down)])
    upward = np.array([0.0, np.sin(down), np.cos(down)])
    eye = -DISTANCE * forward
    depth = (point - eye) @ forward
    seen = DISTANCE / depth * np.array([point[0], point @ upward])
    return surface.camera.center + surface.camera.scale * seen


def test_every_stop_of_the_path_lies_on_the_surface() -> None:
    with staged({}) as figure:
        f, still, facts = figure.params.function, figure.still(), figure.final_facts
        x, y = np.meshgrid(*(np.linspace(side.low, side.high, 45) for side in (figure.view.x, figure.view.y)))
        low, high = f(x, y).min(), f(x, y).max()
        path = painted(still["surface-path"])
        for stop in facts.stops:
            expected = by_hand(figure, stop.x, stop.y, (f(stop.x, stop.y) - low) / (high - low))
            assert np.hypot(*(path - expected).T).min() < 4, stop


@pytest.mark.parametrize("words", CASES.values(), ids=CASES)
def test_every_point_of_the_path_is_close_to_the_mesh(words: dict[str, str]) -> None:
    with staged(words) as figure:
        if figure.final_facts.path is None:
            return
        points = np.array([[point.x, point.y] for point in figure.final_facts.path.points])
        mesh, nodes = figure.mesh, len(figure.mesh.solid)
        place = (surface_of(figure).camera.to_block(points) + 1) / 2 * (nodes - 1)
        column, row = np.clip(np.rint(place).astype(int), 0, nodes - 1).T
        gap = np.abs(mesh.true_heights(points) - mesh.solid[row, column])
        steepest = max(np.nanmax(np.abs(np.diff(mesh.solid, axis=axis))) for axis in (0, 1))
        assert gap.max() < 0.005 + 1.5 * steepest


@pytest.mark.parametrize("azimuth", ["24", "-70", "130", "-30"])
def test_points_behind_a_hill_are_hidden(azimuth: str) -> None:
    """The line of sight is followed to the eye over the function itself, in small steps."""
    with staged({"azimuth": azimuth}) as figure:
        surface, view = surface_of(figure), figure.view
        random = np.random.default_rng(3)
        points = np.column_stack([random.uniform(*side, 60) for side in (view.x, view.y)])
        heights = figure.mesh.true_heights(points)
        seen = surface.visible(points, heights)
        turn, down = np.radians(float(azimuth)), np.radians(ELEVATION)
        away = np.array([-np.sin(turn), np.cos(turn)])
        eye = np.array([*(-DISTANCE * np.cos(down) * away), TALL / 2 + DISTANCE * np.sin(down)])
        agreed = 0
        for point, height, answer in zip(points, heights, seen, strict=True):
            start = np.array([*surface.camera.to_block(point[None])[0], TALL * height])
            t = np.linspace(0.001, 0.3, 3000)[:, None]
            line = start + t * (eye - start)
            inside = (np.abs(line[:, :2]) <= 1).all(axis=1)
            size = np.array([view.x.width, view.y.width]) / 2
            data = line[inside, :2] * size + [view.x.center, view.y.center]
            above = TALL * figure.mesh.true_heights(data) > line[inside, 2] + 0.008 * TALL
            agreed += bool(answer) == (not above.any())
        assert agreed >= 58
        assert seen.any()


def test_a_path_is_dotted_where_a_hill_hides_it() -> None:
    words = {
        "function": "3e^(-2x^2 - 2(y + 0.8)^2) - x/9",
        "start": "-1.6",
        "start_y": "0.2",
        "rate": "1",
        "steps": "30",
        "azimuth": "0",
    }
    with staged(words) as figure:
        surface, facts = surface_of(figure), figure.final_facts
        places = np.array([[stop.x, stop.y] for stop in facts.stops])
        seen = surface.visible(places, figure.mesh.true_heights(places))
        assert seen.any()
        assert not seen.all()
        assert len(figure.still()["surface-path"].shapes()) == 3


def test_a_path_behind_a_hill_is_looked_at_from_another_side() -> None:
    words = {
        "function": "(sigmoid(2w1 + w2) - 1)^2",
        "start": "-1",
        "start_y": "-1",
        "rate": "1",
        "steps": "30",
    }
    shares: dict[str, float] = {}
    for name, more in (("chosen", {}), ("usual", {"azimuth": "-30"})):
        with staged(words | more) as figure:
            points = np.array([[stop.x, stop.y] for stop in figure.final_facts.stops])
            seen = surface_of(figure).visible(points, figure.mesh.true_heights(points))
            shares[name] = float(seen.mean())
    assert shares["chosen"] == 1
    assert shares["usual"] < 1


def pixels_of(figure: Any, scale: float = 0.5) -> tuple[Painting, Pixels]:
    (shape,) = (each for each in figure.still()["surface"].shapes() if isinstance(each, Painting))
    return shape, shape.paint_at(scale)


def test_each_pixel_shows_the_ground_that_the_eye_sees_there() -> None:
    """A point of the ground that is in sight has the color of its node in light and shade."""
    with staged({}) as figure:
        surface, view = surface_of(figure), figure.view
        shape, pixels = pixels_of(figure, 1.0)
        nodes, colors = len(figure.mesh.solid), surface.colors
        off = []
        for column in range(10, nodes - 10, 20):
            for row in range(10, nodes - 10, 20):
                at = np.array(
                    [
                        [
                            view.x.low + view.x.width * column / (nodes - 1),
                            view.y.low + view.y.width * row / (nodes - 1),
                        ]
                    ]
                )
                height = figure.mesh.true_heights(at)
                if not surface.visible(at, height)[0]:
                    continue
                x, y = surface.camera.to_sheet(at, height)[0]
                place = (int(shape.box.top - y), int(x - shape.box.left))
                off.append(np.abs(pixels[place][:3] / 255 - colors[row, column]).max())
        assert len(off) > 80
        assert np.quantile(off, 0.95) < 0.02


def test_around_the_block_is_bare_paper_but_for_its_shadow() -> None:
    with staged({}) as figure:
        _, pixels = pixels_of(figure)
        assert (pixels[0, :, 3] == 0).all()
        assert (pixels[:, 0, 3] == 0).all()
        assert pixels[pixels.shape[0] // 2, pixels.shape[1] // 2, 3] == 255
        alpha = pixels[..., 3]
        assert ((alpha > 0) & (alpha < 80)).mean() > 0.01


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_high_ground_is_lighter_than_low_ground_in_light_and_shade(theme: str) -> None:
    with staged({}, theme=theme) as figure:
        heights, colors = figure.mesh.solid, surface_of(figure).colors
        light = colors**2.2 @ np.array([0.2126, 0.7152, 0.0722])
        assert np.median(light[heights < 0.15]) < np.median(light[(heights > 0.4) & (heights < 0.5)])
        assert np.median(light[(heights > 0.4) & (heights < 0.5)]) < np.median(light[heights > 0.85])


def test_the_ground_has_no_facets() -> None:
    """Between neighboring nodes light changes by little, though the ground is steep."""
    with staged({}) as figure:
        colors = surface_of(figure).colors
        assert max(np.abs(np.diff(colors, axis=axis)).max() for axis in (0, 1)) < 0.06


def test_where_there_is_no_ground_the_paper_is_seen() -> None:
    with staged({"function": "sqrt(x) + y^2", "start": "2", "start_y": "1", "window": "-2:4"}) as figure:
        surface = surface_of(figure)
        shape, pixels = pixels_of(figure, 1.0)
        for x, solid in ((-1.0, False), (2.0, True)):
            at = np.array([[x, figure.view.y.center]])
            height = np.array([-0.06]) if not solid else figure.mesh.true_heights(at)
            sheet = surface.camera.to_sheet(at, height)[0]
            alpha = pixels[int(shape.box.top - sheet[1]), int(sheet[0] - shape.box.left), 3]
            assert (alpha == 255) == solid, x


def test_the_outline_of_points_encloses_them() -> None:
    points = np.random.default_rng(1).normal(size=(200, 2))
    rim = hull(points)
    sides = np.roll(rim, -1, axis=0) - rim
    for point in points:
        away = point - rim
        assert (sides[:, 0] * away[:, 1] - sides[:, 1] * away[:, 0] > -0.02 * np.hypot(*sides.T) - 1e-9).all()
