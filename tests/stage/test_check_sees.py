"""The check sees what is wrong: each figure is right as it is, and each fault put into it is found."""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from stage.check import Kind, check_figure, check_film
from stage.check.claims import claims
from stage.check.colors import alike, contrasts
from stage.check.footing import downhill, footing
from stage.check.ink import foreign_ink
from stage.check.layout import arrows, callouts, frame, near, sizes, texts
from stage.check.numbers import is_among, numbers, numbers_in, told, told_in
from stage.check.picture import Picture, picture_of, read
from stage.check.truth import slopes
from stage.drawing import Letters, Part
from stage.job import Job
from stage.look.theme import THEMES
from stage.shoot import staged


def job(figure: str, theme: str = "light", size: str = "16:9", **params: str) -> Job:
    return Job.read(figure, params, ".png", THEMES[theme], size, "standard")


@pytest.fixture(scope="module")
def header() -> Iterator[Picture]:
    with staged(job("header")) as figure:
        yield picture_of(figure, figure.film.last())


def changed(picture: Picture, name: str, change: Callable[[Part], object]) -> Picture:
    """The picture with one of its painted parts changed."""
    part = picture.painted[name].copy()
    change(part)
    part.plane = picture.painted[name].plane
    return read(picture.figure, picture.facts, {**picture.painted, name: part}, picture.shown)


def moved(picture: Picture, name: str, x: float, y: float) -> Picture:
    return changed(picture, name, lambda part: part.shift([x, y, 0.0]))


def kinds(found: Iterator[Any]) -> set[tuple[Kind, str]]:
    return {(each.kind, each.part) for each in found}


def painted(picture: Picture) -> Any:
    return picture.figure.paint(picture.painted)


@pytest.mark.parametrize("theme", THEMES)
def test_the_header_is_right_in_every_theme(theme: str) -> None:
    with staged(job("header", theme)) as figure:
        assert [found for found in check_figure(figure) if found.is_fault] == []


def test_the_header_is_right_along_its_film() -> None:
    with staged(job("header")) as figure:
        assert check_film(figure, [figure.film.seconds * k / 6 for k in range(7)]) == ()


def test_a_word_moved_onto_a_stroke_is_found_by_geometry_and_by_pixels(header: Picture) -> None:
    curve = header.marks["curve"][0].points
    box = next(words.box for words in header.words if words.name == "curve-name")
    x, y = curve[len(curve) // 3] - np.array(box.center)
    wrong = moved(header, "curve-name", x, y)
    assert (Kind.OVERLAP, "curve-name") in kinds(texts(wrong))
    assert (Kind.INK, "curve-name") in kinds(foreign_ink(wrong, painted(wrong)))


def test_a_word_moved_onto_filled_ground_is_found(header: Picture) -> None:
    ground = header.marks["solid"][0].box
    box = next(words.box for words in header.words if words.name == "x-name")
    wrong = moved(header, "x-name", ground.center[0] - box.center[0], ground.bottom + 40 - box.center[1])
    assert (Kind.OVERLAP, "x-name") in kinds(texts(wrong))
    assert (Kind.INK, "x-name") in kinds(foreign_ink(wrong, painted(wrong)))


def test_a_callout_that_is_moved_misses_the_tangent(header: Picture) -> None:
    points = header.marks["tangent"][0].points
    along = points[-1] - points[0]
    across = np.array([-along[1], along[0]]) / np.hypot(*along)
    assert not kinds(callouts(moved(header, "callout", *(0.2 * across))))
    assert (Kind.CALLOUT, "callout") in kinds(callouts(moved(header, "callout", *(1.2 * across))))


def test_an_arrow_laid_across_the_curve_is_found(header: Picture) -> None:
    words = next(words for words in header.words if words.name == "callout")
    target = header.marks["curve"][0].points[40]
    middle = words.arrow[0].points[len(words.arrow[0].points) // 2]
    wrong = moved(header, "callout", *(target - middle))
    assert (Kind.CROSSING, "callout") in kinds(arrows(wrong))


def test_what_enters_the_margin_is_found(header: Picture) -> None:
    room = header.figure.sheet.box
    wrong = moved(header, "y-name", room.left - header.painted["y-name"].get_left()[0] + 40, 0.0)
    assert (Kind.OUTSIDE, "y-name") in kinds(frame(wrong))


def test_text_that_has_been_shrunk_is_found(header: Picture) -> None:
    wrong = changed(header, "run-name", lambda part: part.scale(0.7))
    assert kinds(sizes(wrong)) == {(Kind.SMALL, "run-name")}


def test_a_word_far_from_its_thing_is_found(header: Picture) -> None:
    assert (Kind.FAR, "run-name") in kinds(near(moved(header, "run-name", 0.0, 300.0)))


@pytest.mark.parametrize(("rise", "kind"), [(3.0, Kind.FEET), (-3.0, Kind.SUNK)])
def test_a_hiker_off_the_ground_by_three_pixels_is_found(header: Picture, rise: float, kind: Kind) -> None:
    assert kinds(footing(moved(header, "hiker", 0.0, rise))) == {(kind, "hiker")}


def test_an_arrow_in_the_hill_is_found(header: Picture) -> None:
    assert (Kind.SUNK, "arrow") in kinds(downhill(moved(header, "arrow", 0.0, -60.0)))


def test_an_arrow_turned_by_half_a_degree_is_found(header: Picture) -> None:
    wrong = changed(header, "arrow", lambda part: part.rotate(np.radians(0.5)))
    assert (Kind.ARROW, "arrow") in kinds(downhill(wrong))


def test_a_tangent_turned_by_a_third_of_a_degree_is_found_on_the_raster(header: Picture) -> None:
    wrong = changed(header, "tangent", lambda part: part.rotate(np.radians(0.33)))
    assert (Kind.SLOPE, "tangent") in kinds(slopes(wrong, painted(wrong)))


def test_a_dot_half_a_pixel_off_is_found_on_the_raster(header: Picture) -> None:
    wrong = moved(header, "touch", 0.3, -0.4)
    assert (Kind.TOUCH, "touch") in kinds(slopes(wrong, painted(wrong)))


def test_a_missing_dot_is_found_on_the_raster(header: Picture) -> None:
    wrong = moved(header, "touch", 4000.0, 0.0)
    assert (Kind.TOUCH, "touch") in kinds(slopes(wrong, painted(wrong)))


def test_a_label_that_found_no_place_is_reported(header: Picture) -> None:
    long = "Derivative = Slope of the Tangent Line " * 8
    with staged(job("header", size="1:1", label=long)) as figure:
        assert (Kind.LEFT_OUT, "callout") in kinds(iter(check_figure(figure)))


def test_a_finding_says_when_it_was_seen() -> None:
    with staged(job("header")) as figure:
        picture = picture_of(figure, figure.film.last())
        wrong = moved(picture, "hiker", 0.0, 5.0)
        (found,) = footing(wrong)
        assert "at 2.00 s" in str(dataclasses.replace(found, at=2.0))


@pytest.mark.parametrize("name", ["curve", "touch", "tangent", "run", "rise"])
def test_a_fact_drawn_two_pixels_off_is_found(header: Picture, name: str) -> None:
    assert not kinds(claims(header))
    assert kinds(claims(moved(header, name, -1.4, 1.4))) == {(Kind.CLAIM, name)}


def test_a_curve_drawn_a_little_too_high_on_one_side_is_found(header: Picture) -> None:
    def lift(part: Part) -> None:
        for shape in part.shapes():
            shape.points[-8:, 1] += 2.0

    assert kinds(claims(changed(header, "curve", lift))) == {(Kind.CLAIM, "curve")}


@pytest.mark.parametrize("function", ["sqrt(x)", "sqrt(1 - x^2)"])
def test_a_curve_that_ends_upright_is_right_as_it_is_and_found_when_moved(function: str) -> None:
    with staged(job("tangent", function=function, at="0.5")) as figure:
        picture = picture_of(figure, figure.film.last())
        assert not kinds(claims(picture))
        assert kinds(claims(moved(picture, "curve", -1.4, 1.4))) == {(Kind.CLAIM, "curve")}


def test_a_number_on_the_picture_that_is_no_fact_is_found() -> None:
    with staged(job("tangent")) as figure:
        picture = picture_of(figure, figure.film.last())
        assert not kinds(numbers(picture))
        letters = next(each for each in picture.painted["slope"].shapes() if isinstance(each, Letters))
        markup = letters.outline.markup.replace("1.25", "1.35", 1)
        letters.outline = dataclasses.replace(letters.outline, markup=markup)
        assert kinds(numbers(picture)) == {(Kind.NUMBER, "slope")}


def test_a_number_written_together_with_the_arabic_and_is_read_whole() -> None:
    assert numbers_in("\u0648\u20684.23 \u00d7 10\u207b\u2078\u2069") == {
        "4.23 \u00d7 10\u207b\u2078": 4.23e-8
    }


def test_a_number_told_that_is_no_fact_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with staged(job("tangent")) as figure:
        assert not list(told(figure))
        beat = dataclasses.replace(figure.film.beats[4], say="The rise is 9.87 and the run is 1.")
        monkeypatch.setattr(figure.film, "beats", (*figure.film.beats[:4], beat, *figure.film.beats[5:]))
        monkeypatch.setattr(type(figure), "alt", lambda self, facts: "A slope of −1.25.")
        found = [(each.part, each.what.split('"')[1]) for each in told(figure)]
        assert found == [("the alt text", "−1.25"), ("the caption of beat 5", "9.87")]


def test_a_number_in_a_file_of_captions_that_is_no_fact_is_found() -> None:
    captions = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nThe slope at x = 1.5 is {slope}.\n"
    with staged(job("tangent")) as figure:
        assert not list(told_in(figure, {"a.vtt": captions.format(slope="1.25")}))
        (found,) = told_in(figure, {"a.vtt": captions.format(slope="1.35")})
        assert (found.kind, found.part) == (Kind.NUMBER, "a.vtt")


@pytest.mark.parametrize("text", ["x^2", "w2 and y3", "x²", "1st", "f(x)", "v0.1.2"])
def test_digits_in_names_and_powers_are_no_numbers(text: str) -> None:
    assert numbers_in(text) == {}


@pytest.mark.parametrize(
    ("written", "fact", "is_true"),
    [
        ("1.25", 1.25, True),
        ("1.25", -1.25, True),
        ("−1.25", 1.25, False),
        ("0.667", 2 / 3, True),
        ("0.67", 2 / 3, False),
        ("2", 2.004, True),
        ("2", 2.2, False),
        ("1,25", 1.25, True),
        ("1.2 × 10⁻⁵", 0.000012, True),
        ("1.2 · 10⁻⁵", 0.0000123, False),
        ("2.000", 2.0, True),
        ("2.000", 2.004, False),
        ("7.5e-05", 0.000075, True),
        ("7.5e-05", 0.00075, False),
        ("0", 1e-12, True),
        ("0", 1e-6, False),
    ],
)
def test_a_number_is_true_when_a_fact_rounds_to_it(written: str, fact: float, is_true: bool) -> None:
    ((text, value),) = numbers_in(written).items()
    assert is_among(value, text, np.array([fact])) is is_true


def pale(figure: str, **colors: str) -> Iterator[Picture]:
    theme = dataclasses.replace(THEMES["light"], **colors)
    asked = dataclasses.replace(job(figure), theme=theme)
    with staged(asked) as staged_figure:
        yield picture_of(staged_figure, staged_figure.film.last())


def test_pale_words_and_lines_are_found() -> None:
    for picture in pale("tangent", slope="#ff9999"):
        assert {(Kind.CONTRAST, "slope"), (Kind.CONTRAST, "tangent")} <= kinds(contrasts(picture))


def test_words_on_a_tint_are_held_against_the_tint(header: Picture) -> None:
    assert not kinds(contrasts(header))
    for picture in pale("header", ground_fill="#3a4450"):
        ground = picture.marks["solid"][0].box
        box = next(words.box for words in picture.words if words.name == "run-name")
        wrong = moved(
            picture, "run-name", ground.center[0] - box.center[0], ground.bottom + 40 - box.center[1]
        )
        assert (Kind.CONTRAST, "run-name") in kinds(contrasts(wrong))


def test_two_meanings_of_one_color_are_found(header: Picture) -> None:
    assert not kinds(alike(header))
    for picture in pale("tangent", curve="#864c00"):
        assert kinds(alike(picture)) == {(Kind.ALIKE, "curve")}
