"""The way on the surface and on the map read back, held against the function; what is hidden; the limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from manim import tempconfig

from mathcore import Adam, Network, fit, gradient, loss_at, moons, principal_directions
from stage.catalogue import load
from stage.check import check_figure
from stage.errors import ParamError, Refusal
from stage.lettering.language import Language
from stage.look.theme import MEASURES
from stage.maps.land_boxes import map_box, surface_box
from stage.maps.outlook import ELEVATION, TALL
from stage.maps.surface import Surface3D, hull
from stage.maps.tiles import Tiles
from stage.params_text import from_text
from stage.sheet import Sheet

RAVINE, VALLEYS = "(1 - x)^2 + 100(y - x^2)^2", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
CASES: dict[str, dict[str, str]] = {
    "hills": {},
    "saddle": {"function": "x^2 - y^2", "start": "1", "start_y": "0.1", "rate": "0.05"},
    "ravine": {"function": RAVINE, "start": "-1.2", "start_y": "1", "rate": "0.001", "steps": "900"},
    "four valleys": {"function": VALLEYS, "start": "0", "start_y": "0", "rate": "0.01"},
    "plane": {"function": "2x - y", "start": "0", "start_y": "0", "rate": "0.1"},
    "waves": {"function": "sin(3x) sin(3y)", "start": "0.4", "start_y": "0.9", "rate": "0.03"},
    "by a pole": {"function": "1/(x^2 + y^2)", "start": "1", "start_y": "0.5", "rate": "0.1"},
    "at the edge of the domain": {"function": "sqrt(x) + y^2", "start": "2", "start_y": "1", "rate": "0.1"},
    "flat": {"function": "5", "start": "1", "start_y": "1"},
    "in x alone": {"function": "x^2 + 3", "start": "2", "start_y": "0", "rate": "0.1"},
    "tiny": {"function": "1e-6 x y", "start": "1", "start_y": "1", "rate": "1e5"},
    "run away": {"function": "x^2 + y^2", "start": "1", "start_y": "1", "rate": "1.2"},
    "network": {"model": "path"},
    "filters": {"model": "filters"},
}  # fmt: skip


@contextmanager
def staged(words: dict[str, str], height: int = 270) -> Iterator[Any]:
    with tempconfig({"pixel_width": height * 16 // 9, "pixel_height": height, "format": "none"}):
        kind = load("landscape")
        yield kind(from_text(kind.Params, words))


def surface_of(figure: Any) -> Surface3D:
    return Surface3D.of(figure.ground, surface_box(figure.sheet), figure.params.azimuth)


def painted(part: Any) -> np.ndarray:
    return np.vstack([shape.points[:, :2] for shape in part.shapes()])


def by_hand(figure: Any, x: float, y: float, share: float) -> np.ndarray:
    """Where the eye sees a point of the block: turned about its axis, then looked down upon."""
    surface, view = surface_of(figure), figure.view
    turn, down = np.radians(figure.params.azimuth), np.radians(ELEVATION)
    p, q = 2 * (x - view.x.low) / view.x.width - 1, 2 * (y - view.y.low) / view.y.width - 1
    across, away = p * np.cos(turn) + q * np.sin(turn), q * np.cos(turn) - p * np.sin(turn)
    up = away * np.sin(down) + (share - 0.5) * TALL * np.cos(down)
    return np.array(surface.outlook.box.center) + surface.outlook.scale * np.array([across, up])


def test_every_stop_of_the_way_lies_on_the_surface() -> None:
    with staged({}) as figure:
        f, still, facts = figure.params.function, figure.still(), figure.known
        x, y = np.meshgrid(*(np.linspace(side.low, side.high, 45) for side in (figure.view.x, figure.view.y)))
        low, high = f(x, y).min(), f(x, y).max()
        path = painted(still["surface-path"])
        for stop in facts.stops:
            share = (f(stop.x, stop.y) - low) / (high - low)
            expected = by_hand(figure, stop.x, stop.y, share)
            assert np.hypot(*(path - expected).T).min() < 4, stop
        corners = next(shape for shape in still["surface"].shapes() if isinstance(shape, Tiles)).corners
        for stop in facts.stops:
            expected = by_hand(figure, stop.x, stop.y, (f(stop.x, stop.y) - low) / (high - low))
            assert np.hypot(*(corners.reshape(-1, 2) - expected).T).min() < 20


@pytest.mark.parametrize("words", CASES.values(), ids=CASES)
def test_no_point_of_the_way_floats_over_the_mesh_or_sinks_into_it(words: dict[str, str]) -> None:
    with staged(words) as figure:
        if figure.known.path is None:
            return
        points = np.array([[point.x, point.y] for point in figure.known.path.points])
        ground = figure.ground
        gap = np.abs(ground.share_at(points) - ground.under(points))
        # The mesh is a tile wide, and a crease is cut off by as much as the ground rises over it.
        steepest = np.nanmax(np.abs(np.diff(ground.solid, axis=0)))
        assert gap.max() < 0.02 + steepest / 2


def test_the_way_on_the_map_is_gradient_descent() -> None:
    with staged({}) as figure:
        part, params = figure.still()["path"], figure.params
        read = part.plane.to_data(painted(part))
        here = np.array([params.start, params.start_y])
        for stop in figure.known.stops:
            assert here == pytest.approx([stop.x, stop.y], abs=1e-9)
            assert np.hypot(*(part.plane.to_sheet(read) - part.plane.to_sheet(here[None])).T).min() < 0.1
            here = here - params.rate * gradient(params.function, here)


def test_the_level_lines_of_the_map_are_at_their_levels_and_those_of_the_surface_at_their_heights() -> None:
    with staged({}) as figure:
        f, part = figure.params.function, figure.still()["contours"]
        x, y = part.plane.to_data(painted(part)).T
        off = np.abs(f(x, y)[:, None] - np.array(figure.known.levels)).min(axis=1)
        assert off.max() < 0.02
        heights = figure.ground.heights.of_values(np.array(figure.known.levels))
        for points, shares in figure.ground.level_lines:
            assert np.abs(figure.ground.share_at(points) - shares).max() < 0.01
            assert np.abs(heights - shares[0]).min() < 1e-12


@pytest.mark.parametrize("azimuth", ["24", "-70", "130"])
def test_what_a_hill_hides_is_hidden(azimuth: str) -> None:
    """The line of sight is followed over the function itself, in small steps."""
    with staged({"azimuth": azimuth}) as figure:
        surface, view = surface_of(figure), figure.view
        random = np.random.default_rng(3)
        points = np.column_stack([random.uniform(*side, 60) for side in (view.x, view.y)])
        shares = figure.ground.share_at(points)
        seen = surface.seen(points, shares)
        turn, down = np.radians(float(azimuth)), np.radians(ELEVATION)
        agreed = 0
        for point, share, answer in zip(points, shares, seen, strict=True):
            t = np.linspace(0.01, 1.2, 1500)
            x = point[0] + t * np.sin(turn) * view.x.width / 2
            y = point[1] - t * np.cos(turn) * view.y.width / 2
            inside = (x >= view.x.low) & (x <= view.x.high) & (y >= view.y.low) & (y <= view.y.high)
            ground = figure.ground.share_at(np.column_stack([x, y])[inside])
            agreed += bool(answer) == (not (ground > share + t[inside] * np.tan(down) / TALL + 0.008).any())
        assert agreed >= 58
        assert seen.any()


def test_a_way_behind_a_hill_is_dotted_there() -> None:
    words = {
        "function": "3e^(-2x^2 - 2(y + 0.8)^2) - x/9",
        "start": "-1.6",
        "start_y": "0.2",
        "rate": "1",
        "azimuth": "0",
    }
    with staged(words) as figure:
        surface, facts = surface_of(figure), figure.known
        places = np.array([[stop.x, stop.y] for stop in facts.stops])
        seen = surface.seen(places, figure.ground.share_at(places))
        assert seen.any()
        assert not seen.all()
        assert len(figure.still()["surface-path"].shapes()) == 3


def test_nearer_ground_is_painted_later() -> None:
    with staged({}) as figure:
        tiles = next(shape for shape in figure.still()["surface"].shapes() if isinstance(shape, Tiles))
        middle = tiles.corners.mean(axis=1)
        assert middle[-200:, 1].mean() < middle[:200, 1].mean() - 100


def test_turning_changes_neither_the_map_nor_the_size_of_the_block() -> None:
    with staged({}) as figure:
        one = figure.picture(figure.film.at(2.4))
        other = figure.picture(figure.film.at(5.0))
        assert not np.array_equal(painted(one["surface"]), painted(other["surface"]))
        first = figure.parts(figure.known)
        assert first["contours"] is figure.parts(figure.known)["contours"]


def test_a_slice_through_a_network_has_its_real_loss_and_its_real_training() -> None:
    with staged({"model": "path"}) as figure:
        network, data = Network((2, 8, 1)), moons(80, noise=0.12)
        history = fit(network, data, Adam(rate=0.05), 120)
        directions, shares, _ = principal_directions(history)
        assert figure.known.percent == pytest.approx(100 * shares.sum())
        random = np.random.default_rng(5)
        view = figure.view
        for a, b in zip(random.uniform(*view.x, 40), random.uniform(*view.y, 40), strict=True):
            true = loss_at(network, data, history.points[-1] + a * directions[0] + b * directions[1])
            drawn = float(figure.ground.f(np.array([a]), np.array([b]))[0])
            assert drawn == pytest.approx(true, abs=0.01)
        last = figure.known.stops[-1]
        assert (last.x, last.y) == pytest.approx((0, 0), abs=1e-9)
        assert figure.known.last == pytest.approx(history.losses[-1], abs=1e-4)


def test_flat_ground_and_a_lost_way_are_told() -> None:
    with staged(CASES["flat"], 1080) as figure:
        assert "no further down" in figure.alt(figure.known)
        assert set(figure.still()) == set(figure.parts(figure.known))
    with staged(CASES["run away"]) as figure:
        assert figure.known.leaves
        assert "off the map" in figure.alt(figure.known)


@pytest.mark.parametrize(
    "words",
    [{"function": "ln x + y", "start": "-1"}, {"function": "1/x", "start": "0"}, {"window": "3:5"}],
)
def test_a_start_without_ground_is_refused(words: dict[str, str]) -> None:
    with pytest.raises((ParamError, Refusal), match=r"start|window"), staged(words):
        pass


@pytest.mark.parametrize("name", CASES)
def test_the_picture_is_legible(name: str) -> None:
    with staged(CASES[name], 1080) as figure:
        assert [str(found) for found in check_figure(figure) if found.is_fault] == []


@pytest.mark.parametrize("azimuth", ["24", "45", "-30"])
@pytest.mark.parametrize("shape", [(1920, 1080), (1080, 1080), (1080, 1920)])
def test_the_name_of_the_rising_axis_has_room_beside_low_ground(shape: tuple[int, int], azimuth: str) -> None:
    kind, (width, height) = load("landscape"), shape
    with tempconfig({"pixel_width": width // 4, "pixel_height": height // 4, "format": "none"}):
        params = from_text(kind.Params, {"model": "filters", "azimuth": azimuth})
        figure = kind(params, language=Language("fr"))
        assert "surface-error" in figure.still()


def test_surface_and_map_fill_the_height_of_a_square() -> None:
    sheet = Sheet(1080.0, 1080.0)
    drawn = surface_box(sheet).height + map_box(sheet).height
    assert drawn > 0.88 * sheet.inside(MEASURES.margin).height
    assert surface_box(sheet).bottom > map_box(sheet).top


def test_the_outline_of_points_goes_around_them() -> None:
    points = np.random.default_rng(1).normal(size=(200, 2))
    rim = hull(points)
    sides = np.roll(rim, -1, axis=0) - rim
    for point in points:
        away = point - rim
        assert (sides[:, 0] * away[:, 1] - sides[:, 1] * away[:, 0] > -0.02 * np.hypot(*sides.T) - 1e-9).all()
