"""The way on the map read back, held against the function; the ground of a network; the words; the limits."""

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError, Refusal
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import replace
from hillside.stage.sheet import Sheet
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import GradientDescent, Network, fit, gradient, hessian, loss_at, moons
from scenes.landscape.ground.network_slice import plane_of
from scenes.landscape.surface_and_map import layout_on
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
        heights = figure.mesh.map.scale.of_values(np.array(figure.final_facts.levels))
        for points, drawn in figure.mesh.level_lines:
            assert np.abs(figure.mesh.true_heights(points) - drawn).max() < 0.01
            assert np.abs(heights - drawn[0]).min() < 1e-12


def test_rotating_changes_neither_the_map_nor_the_size_of_the_block() -> None:
    with staged({}) as figure:
        one, other = (figure.picture(figure.film.at(t)) for t in (1.5, 4.6))
        assert not np.array_equal(painted(one["surface"]), painted(other["surface"]))
        scales = {figure.surface(azimuth).camera.scale for azimuth in (-68.0, -30.0, 10.0, 130.0)}
        assert len(scales) == 1
        assert figure.parts(figure.final_facts)["contours"] is figure.parts(figure.final_facts)["contours"]


def test_a_slice_through_a_network_shows_its_true_loss_and_training_path() -> None:
    with staged({"model": "path"}) as figure:
        network, data = Network((2, 8, 1)), moons(120, noise=0.16)
        history = fit(network, data, GradientDescent(rate=1.0), 60)
        directions = plane_of(history)
        assert directions @ directions.T == pytest.approx(np.eye(2), abs=1e-12)
        moves = history.points - history.points[-1]
        off = moves - (moves @ directions.T) @ directions
        share = 1 - np.sum(off**2) / np.sum((history.points - history.points[0]) ** 2)
        assert figure.final_facts.percent == pytest.approx(100 * share)
        # The plane holds the first and the last point and the one furthest off the line between them.
        assert np.sort(np.linalg.norm(off, axis=1))[:3] == pytest.approx(np.zeros(3), abs=1e-9)
        random, view = np.random.default_rng(5), figure.view
        for a, b in zip(random.uniform(*view.x, 40), random.uniform(*view.y, 40), strict=True):
            true = loss_at(network, data, history.points[-1] + a * directions[0] + b * directions[1])
            drawn = float(figure.mesh.f(np.array([a]), np.array([b]))[0])
            assert drawn == pytest.approx(true, abs=0.01)
        facts = figure.final_facts
        assert (facts.stops[-1].x, facts.stops[-1].y) == pytest.approx((0, 0), abs=1e-9)
        assert (facts.first, facts.last) == pytest.approx((history.losses[0], history.losses[-1]))


def test_the_bars_are_the_weights_of_the_network_at_that_step() -> None:
    with staged({"model": "path"}) as figure:
        history = fit(Network((2, 8, 1)), moons(120, noise=0.16), GradientDescent(rate=1.0), 60)
        for progress, true in ((0.0, history.points[0]), (1.0, history.points[-1])):
            facts = figure.facts(replace(figure.params, progress=progress), figure.view)
            assert facts.weights == pytest.approx(true)
            bars = [each for each in figure.parts(facts)["weights"].shapes() if each.get_fill_opacity() > 0]
            heights = np.array([np.ptp(bar.points[:, 1]) for bar in bars])
            large = np.abs(true)[np.abs(true) > 0.05]
            assert heights.max() / heights[np.argsort(heights)[-5]] == pytest.approx(
                np.sort(large)[-1] / np.sort(large)[-5], rel=1e-6
            )


def test_names_of_places_are_true_by_the_hessian_and_by_the_values() -> None:
    with staged({}) as figure:
        f, places = figure.params.function, {each.kind: each for each in figure.final_facts.places}
        assert set(places) == {"hill", "valley", "lowest", "plain"}
        x, y = np.meshgrid(
            *(np.linspace(side.low, side.high, 301) for side in (figure.view.x, figure.view.y))
        )
        for kind, sign in (("hill", -1), ("valley", 1), ("lowest", 1)):
            at = np.array([places[kind].at.x, places[kind].at.y])
            assert np.abs(gradient(f, at)).max() < 1e-3
            assert (sign * np.linalg.eigvalsh(hessian(f, at)) > 0.1).all()
        assert places["lowest"].height <= f(x, y).min() + 1e-6
        assert places["valley"].height > places["lowest"].height + 0.1
        slopes = np.hypot(*gradient(f, np.column_stack([x.ravel(), y.ravel()])).T)
        level = np.array([places["plain"].at.x, places["plain"].at.y])
        assert np.hypot(*gradient(f, level)) < 0.03 * slopes.max()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (CASES["saddle"], set()),
        (CASES["four valleys"], {"lowest"}),
        (CASES["camel"], {"lowest"}),
        (CASES["flat"], set()),
        (CASES["ravine"], {"lowest"}),
        ({"function": "e^(-x^2 - y^2)", "start": "0.3", "start_y": "0.2"}, {"hill"}),
    ],
)
def test_only_what_is_there_is_named(words: dict[str, str], kinds: set[str]) -> None:
    with staged(words) as figure:
        assert {each.kind for each in figure.final_facts.places} == kinds


def test_a_bowl_is_shown_with_the_plateau_around_it() -> None:
    with staged(CASES["plateau"]) as figure:
        f, view = figure.params.function, figure.view
        assert f(view.x.high, view.y.center) > 0.98
        assert f(view.x.center, view.y.low) > 0.98


def test_the_numbers_at_the_axes_of_the_block_stand_at_their_places() -> None:
    with staged({}, 1080) as figure:
        surface, labels = figure.surface(figure.final_facts.azimuth), figure.parts(figure.final_facts)
        for axis, name in enumerate(("w_1", "w_2")):
            for number, tick in enumerate(figure.final_facts.block_ticks[axis], 1):
                (anchor,) = labels[f"surface-{name}-tick-{number}"].by
                over = (figure.view.x, figure.view.y)[axis]
                along = 2 * (tick.at - over.low) / over.width - 1
                block = np.array([along, -1.15] if axis == 0 else [-1.15, along])
                assert anchor == pytest.approx(
                    surface.camera.of_block(block[None], np.array([-0.06]))[0], abs=0.1
                )


def test_the_error_counts_down_with_as_many_digits_at_every_moment() -> None:
    with staged({}, 1080) as figure:
        beat = next(k for k, beat in enumerate(figure.film.beats) if "progress" in beat.to)
        start = figure.film.starts()[beat]
        told = []
        for t in np.linspace(start, start + figure.film.beats[beat].seconds, 9):
            told += texts_of(figure.picture(figure.film.at(float(t)))["error"])
        assert len({len(text) for text in told}) == 1
        assert told[-1] == "error 3.31 → 0.15"
        numbers = [float(text.rpartition(" ")[2]) for text in told]
        assert numbers == sorted(numbers, reverse=True)


def test_flat_ground_and_a_path_that_leaves_are_reported() -> None:
    with staged(CASES["flat"], 1080) as figure:
        assert "no further down" in figure.alt(figure.final_facts)
        parts = figure.parts(figure.final_facts)
        labels = {name for name, part in parts.items() if not isinstance(part, Part)}
        assert labels <= set(figure.still())
        assert not {"path", "stops", "surface-path"} & set(figure.still())
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


@pytest.mark.parametrize("azimuth", ["24", "45", "-30", "175", "-100"])
@pytest.mark.parametrize("shape", [(1920, 1080), (1440, 1080), (1080, 1080), (1080, 1920)])
def test_every_label_has_room_at_any_azimuth_in_any_shape(shape: tuple[int, int], azimuth: str) -> None:
    kind, (width, height) = load("landscape"), shape
    with configured({"pixel_width": width // 4, "pixel_height": height // 4, "format": "none"}):
        figure = kind(from_text(kind.Params, {"azimuth": azimuth}), language=Language("fr"))
        assert figure.layout.left_out == ()


@pytest.mark.parametrize("network", [False, True])
@pytest.mark.parametrize(
    ("width", "height", "most"), [(1920, 1080, 0.6), (1440, 1080, 0.5), (1080, 1080, 0.5), (1080, 1920, 0.85)]
)
def test_the_boxes_of_a_layout_do_not_overlap(
    width: float, height: float, most: float, network: bool
) -> None:
    sheet = Sheet(width, height)
    layout, room = layout_on(sheet, network=network), sheet.inside(MEASURES.margin)
    below = layout.strip if network else layout.key
    for one, other in ((layout.surface, layout.map), (layout.surface, below), (layout.map, below)):
        assert not one.overlaps(other)
    for box in (layout.surface, layout.map, below):
        assert box.left >= room.left - 1
        assert box.right <= room.right + 1
        assert box.bottom >= room.bottom - 1
        assert box.top <= room.top + 1
    assert layout.surface.width > most * room.width
    assert layout.map.width == pytest.approx(layout.map.height)
