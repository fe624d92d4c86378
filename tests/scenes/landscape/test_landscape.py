"""The way on the map read back, held against the function; the ground of a network; the words; the limits."""

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.errors import ParamError, Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import Adam, Network, fit, gradient, loss_at, moons, principal_directions
from scenes.landscape.drawing import map_box, surface_box
from tests.scenes.landscape.landscapes import CASES, painted, staged


def test_the_path_on_the_map_is_gradient_descent() -> None:
    with staged({}) as figure:
        part, params = figure.still()["path"], figure.params
        read = part.plane.to_data(painted(part))
        here = np.array([params.start, params.start_y])
        for stop in figure.final_facts.stops:
            assert here == pytest.approx([stop.x, stop.y], abs=1e-9)
            assert np.hypot(*(part.plane.to_sheet(read) - part.plane.to_sheet(here[None])).T).min() < 0.1
            here = here - params.rate * gradient(params.function, here)


def test_the_level_lines_of_the_map_are_at_their_levels_and_those_of_the_surface_at_their_heights() -> None:
    with staged({}) as figure:
        f, part = figure.params.function, figure.still()["contours"]
        x, y = part.plane.to_data(painted(part)).T
        off = np.abs(f(x, y)[:, None] - np.array(figure.final_facts.levels)).min(axis=1)
        assert off.max() < 0.02
        heights = figure.mesh.scale.of_values(np.array(figure.final_facts.levels))
        for points, drawn in figure.mesh.level_lines:
            assert np.abs(figure.mesh.true_heights(points) - drawn).max() < 0.01
            assert np.abs(heights - drawn[0]).min() < 1e-12


def test_rotating_changes_neither_the_map_nor_the_size_of_the_block() -> None:
    with staged({}) as figure:
        one = figure.picture(figure.film.at(2.4))
        other = figure.picture(figure.film.at(5.0))
        assert not np.array_equal(painted(one["surface"]), painted(other["surface"]))
        first = figure.parts(figure.final_facts)
        assert first["contours"] is figure.parts(figure.final_facts)["contours"]


def test_a_slice_through_a_network_shows_its_true_loss_and_training_path() -> None:
    with staged({"model": "path"}) as figure:
        network, data = Network((2, 8, 1)), moons(80, noise=0.12)
        history = fit(network, data, Adam(rate=0.05), 120)
        directions, shares, _ = principal_directions(history)
        assert figure.final_facts.percent == pytest.approx(100 * shares.sum())
        random = np.random.default_rng(5)
        view = figure.view
        for a, b in zip(random.uniform(*view.x, 40), random.uniform(*view.y, 40), strict=True):
            true = loss_at(network, data, history.points[-1] + a * directions[0] + b * directions[1])
            drawn = float(figure.mesh.f(np.array([a]), np.array([b]))[0])
            assert drawn == pytest.approx(true, abs=0.01)
        last = figure.final_facts.stops[-1]
        assert (last.x, last.y) == pytest.approx((0, 0), abs=1e-9)
        assert figure.final_facts.last == pytest.approx(history.losses[-1], abs=1e-4)


def test_flat_ground_and_a_path_that_leaves_are_reported() -> None:
    with staged(CASES["flat"], 1080) as figure:
        assert "no further down" in figure.alt(figure.final_facts)
        assert set(figure.still()) == set(figure.parts(figure.final_facts))
    with staged(CASES["run away"]) as figure:
        assert figure.final_facts.leaves
        assert "off the map" in figure.alt(figure.final_facts)


@pytest.mark.parametrize(
    "words",
    [{"function": "ln x + y", "start": "-1"}, {"function": "1/x", "start": "0"}, {"window": "3:5"}],
)
def test_a_start_outside_the_domain_is_refused(words: dict[str, str]) -> None:
    with pytest.raises((ParamError, Refusal), match=r"start|window"), staged(words):
        pass


@pytest.mark.parametrize("name", CASES)
def test_the_picture_is_legible(name: str) -> None:
    with staged(CASES[name], 1080) as figure:
        assert [str(found) for found in check_figure(figure) if found.is_fault] == []


@pytest.mark.parametrize("azimuth", ["24", "45", "-30"])
@pytest.mark.parametrize("shape", [(1920, 1080), (1080, 1080), (1080, 1920)])
def test_the_name_of_the_vertical_axis_has_room_beside_low_ground(
    shape: tuple[int, int], azimuth: str
) -> None:
    kind, (width, height) = load("landscape"), shape
    with configured({"pixel_width": width // 4, "pixel_height": height // 4, "format": "none"}):
        params = from_text(kind.Params, {"model": "filters", "azimuth": azimuth})
        figure = kind(params, language=Language("fr"))
        assert "surface-error" in figure.still()


def test_surface_and_map_fill_the_height_of_a_square() -> None:
    sheet = Sheet(1080.0, 1080.0)
    drawn = surface_box(sheet).height + map_box(sheet).height
    assert drawn > 0.88 * sheet.inside(MEASURES.margin).height
    assert surface_box(sheet).bottom > map_box(sheet).top
