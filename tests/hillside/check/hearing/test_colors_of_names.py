"""A name in another thing's color is found, and a key whose entries are exchanged; what is true is not."""

import dataclasses
from collections.abc import Iterator

import pytest

from hillside.check import Kind
from hillside.check.hearing.pointing import untrue_colors
from hillside.check.painted_picture import Picture, picture_of
from hillside.stage.drawing import Letters, Part
from hillside.stage.lettering.tints import tinted
from hillside.stage.look.theme import Role
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import changed, job, kinds


@pytest.fixture(scope="module")
def race() -> Iterator[Picture]:
    with staged(job("optimizers")) as figure:
        yield picture_of(figure, figure.film.last())


@pytest.fixture(scope="module")
def slope() -> Iterator[Picture]:
    with staged(job("tangent", "dark")) as figure:
        yield picture_of(figure, figure.film.last())


def recolored(picture: Picture, name: str, role: Role) -> Picture:
    """The picture with a part in the color of another role."""
    color = picture.figure.theme.color(role)

    def recolor(part: Part) -> None:
        for shape in part.shapes():
            shape.set_fill(color) if float(shape.get_fill_opacity()) > 0 else shape.set_stroke(color)

    return changed(picture, name, recolor)


@pytest.mark.parametrize(
    ("name", "role"), [("rise-name", "slope"), ("run-name", "curve"), ("curve-name", "slope")]
)
def test_a_name_in_the_color_of_another_thing_is_found(slope: Picture, name: str, role: Role) -> None:
    assert kinds(untrue_colors(recolored(slope, name, role))) == {(Kind.COLOR, name)}


def test_a_thing_in_another_color_than_its_name_is_found(slope: Picture) -> None:
    assert (Kind.COLOR, "rise-name") in kinds(untrue_colors(recolored(slope, "rise", "slope")))


@pytest.mark.parametrize(
    ("true", "false", "words"), [("legs", "slope", '"rise" / "run"'), ("slope", "legs", 'f\'("1.5")')]
)
def test_a_stretch_of_a_formula_in_the_color_of_another_thing_is_found(
    slope: Picture, monkeypatch: pytest.MonkeyPatch, true: Role, false: Role, words: str
) -> None:
    letters = next(each for each in slope.painted["slope"].shapes() if isinstance(each, Letters))
    markup = letters.outline.markup
    assert tinted(true, words) in markup
    wrong = markup.replace(tinted(true, words), tinted(false, words))
    monkeypatch.setattr(letters, "outline", dataclasses.replace(letters.outline, markup=wrong))
    assert kinds(untrue_colors(slope)) == {(Kind.COLOR, "slope")}


def test_exchanged_colors_of_a_key_are_found(race: Picture) -> None:
    painted = {**race.painted, "key-1": race.painted["key-2"], "key-2": race.painted["key-1"]}
    wrong = dataclasses.replace(race, painted=painted)
    assert kinds(untrue_colors(wrong)) == {(Kind.COLOR, "key-1"), (Kind.COLOR, "key-2")}


def test_exchanged_names_of_a_key_are_found(race: Picture) -> None:
    one, two = (next(each for each in race.words if each.name == f"name-{number}") for number in (1, 2))
    exchanged = {
        "name-1": dataclasses.replace(one, box=two.box),
        "name-2": dataclasses.replace(two, box=one.box),
    }
    words = tuple(exchanged.get(each.name, each) for each in race.words)
    wrong = dataclasses.replace(race, words=words)
    assert kinds(untrue_colors(wrong)) == {(Kind.COLOR, "name-1"), (Kind.COLOR, "name-2")}
