"""What holds for every figure in the catalogue, with nothing to add when one joins."""

import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from hillside.check.depicted_facts import facts_by_name
from hillside.check.hearing.listening import untrue_alt, untrue_captions
from hillside.stage.drawing import Painting
from hillside.stage.labels import Instead, obstacles, to_items
from hillside.stage.look.theme import MEASURES, THEMES
from hillside.stage.params import fields_of
from hillside.studio.catalogue import load, names
from hillside.studio.renderer import configured
from hillside.studio.serialization import plain_facts
from mathcore import Graph, Polyline, Segment
from scenes.shared.maps.shades import shades
from tests.cases.required_labels import missing_labels

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
SHAPES = {"wide": (480, 270), "old": (360, 270), "square": (270, 270), "tall": (270, 480)}


@pytest.fixture(scope="module", params=names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def figure(name: str) -> Iterator[Any]:
    with configured(SMALL):
        yield load(name)()


@pytest.fixture(scope="module", params=SHAPES)
def shaped(name: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A figure in each shape."""
    width, height = SHAPES[request.param]
    with configured({**SMALL, "pixel_width": width, "pixel_height": height}):
        yield load(name)()


def test_every_parameter_has_help_and_survives_a_round_trip_through_text(name: str) -> None:
    for each in fields_of(load(name).Params):
        assert each.help
        assert each.read(each.codec.show(each.default)) == each.default


def test_parts_depict_the_facts_they_are_named_after(figure: Any) -> None:
    parts = figure.still()
    facts, written = list(facts_by_name(figure.final_facts)), figure.parts(figure.final_facts)
    claims = [(name, value) for name, value in facts if name in parts and parts[name].plane]
    numbers = [(name, value) for name, value in facts if isinstance(value, float) and name in written]
    assert claims or numbers
    for name, value in numbers if not claims else ():
        assert figure.language.numeral(value) in written[name].lettering.settings[0], name
    for name, claim in claims:
        plane = parts[name].plane
        read = plane.read(parts[name], like=claim)
        if isinstance(claim, Graph):
            x = np.array([point.x for point in read.points])
            true = plane.to_sheet(np.column_stack([x, claim.f(x)]))
            assert np.abs(true - plane.points(read.points))[:, 1].max() < 0.5, name
        elif isinstance(claim, Polyline):
            painted = plane.points(read.points)
            off = [np.hypot(*(painted - corner).T).min() for corner in plane.points(claim.points)]
            assert max(off) < 1e-3, name
        elif isinstance(claim, Segment):
            assert np.allclose(plane.ends(read), plane.ends(claim), atol=1e-3), name
        else:
            assert np.allclose(plane.points([read]), plane.points([claim]), atol=1e-3), name


def test_the_film_ends_on_the_still_with_every_part_shown(figure: Any) -> None:
    last = figure.film.at(figure.film.seconds)
    assert last.params == figure.params
    parts = figure.parts(figure.final_facts)
    replaced = {name for name, part in parts.items() if isinstance(part, Instead)}
    assert set(figure.picture(last)) == set(parts) - unplaced(figure) - replaced
    assert np.array_equal(figure.paint(figure.picture(last)), figure.paint(figure.still()))


def unplaced(figure: Any) -> set[str]:
    asked = {item.name for item in to_items(figure.parts(figure.final_facts))}
    return asked - set(figure.layout.placed)


def test_a_film_is_a_function_of_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Fewer stations, or placing the labels along each film twice would take most of the time of this file.
    monkeypatch.setattr("hillside.stage.film.STATIONS_PER_SECOND", 1)
    with configured(SMALL):
        figure, fresh = load(name)(), load(name)()
        times = [figure.film.seconds * share for share in (0.9, 0.2, 0.55)]
        once = {t: figure.paint(figure.picture(figure.film.at(t))) for t in times}
        for t in reversed(times):
            assert np.array_equal(once[t], fresh.paint(fresh.picture(fresh.film.at(t))))


def test_every_name_in_the_story_is_a_part_in_its_beat_or_in_the_still(figure: Any) -> None:
    film = figure.film
    for number, (beat, start) in enumerate(zip(film.beats, film.starts(), strict=True)):
        moments = film.at(start).params, film.end_of(number).params, figure.params
        known = {name for params in moments for name in figure.parts(figure.facts(params, figure.view))}
        assert {*beat.appearing, *beat.hide} <= known


@pytest.mark.parametrize("theme", THEMES)
def test_every_color_drawn_belongs_to_the_theme(name: str, theme: str) -> None:
    with configured(SMALL):
        figure = load(name)(theme=THEMES[theme])
        allowed = {*THEMES[theme].colors().values(), *shades(THEMES[theme])}
        for part in figure.still().values():
            for shape in part.shapes():
                # The ground in light and shade has colors of its own: see the tests of `landscape`.
                if isinstance(shape, Painting):
                    continue
                if shape.get_fill_opacity() > 0:
                    assert shape.get_fill_color().to_hex().lower() in allowed
                if shape.get_stroke_opacity() > 0 and shape.get_stroke_width() > 0:
                    assert shape.get_stroke_color().to_hex().lower() in allowed


def test_nothing_leaves_the_frame_in_any_shape(shaped: Any) -> None:
    frame = shaped.sheet.inside(MEASURES.margin).grown(0.5)
    inside = frame.grown(MEASURES.curve)
    for part_name, part in shaped.still().items():
        for piece in part.shapes():
            reach = piece.get_stroke_width() / 2 * (piece.get_stroke_opacity() > 0)
            low, high = piece.points[:, :2].min(axis=0) - reach, piece.points[:, :2].max(axis=0) + reach
            assert inside.left <= low[0], part_name
            assert inside.bottom <= low[1], part_name
            assert high[0] <= inside.right, part_name
            assert high[1] <= inside.top, part_name


def test_every_label_is_placed_in_any_shape(shaped: Any) -> None:
    assert not missing_labels(shaped)
    assert obstacles(shaped.parts(shaped.final_facts))


def test_alt_and_captions_say_only_what_is_true(figure: Any) -> None:
    assert [str(each) for each in (*untrue_alt(figure), *untrue_captions(figure))] == []


def test_the_alt_text_is_a_few_sentences_and_nothing_in_the_words_is_left_unfilled(figure: Any) -> None:
    told = " ".join([figure.alt(figure.final_facts), *(beat.say for beat in figure.film.beats)])
    assert 40 < len(figure.alt(figure.final_facts)) < 320
    assert not re.search(r"nan|inf|None|\{|\}", told)


def test_facts_are_finite_and_plain(figure: Any) -> None:
    def numbers(value: Any) -> Iterator[float]:
        if isinstance(value, dict):
            for each in value.values():
                yield from numbers(each)
        elif isinstance(value, list):
            for each in value:
                yield from numbers(each)
        elif isinstance(value, float):
            yield value

    plain = plain_facts(figure.final_facts)
    assert json.loads(json.dumps(plain)) == plain
    found = list(numbers(plain))
    assert found
    assert np.isfinite(found).all()
