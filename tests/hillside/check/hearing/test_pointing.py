"""A callout aimed at another stroke than the one it names, and a name by another leg, are found."""

import dataclasses

import pytest

from hillside.check import Kind
from hillside.check.hearing.pointing import misplaced_names
from hillside.check.layout import tip_of
from hillside.check.painted_picture import Picture, Words, picture_of
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import job, kinds


def aimed(picture: Picture, name: str, part: str) -> Picture:
    """The picture with the arrow of a callout moved so that its tip is on the middle of a part."""
    (words,) = (each for each in picture.words if each.name == name)
    line = picture.marks[part][0].points
    shift = line[len(line) // 3] - tip_of(words)
    arrow = tuple(dataclasses.replace(mark, points=mark.points + shift) for mark in words.arrow)
    return with_words(picture, dataclasses.replace(words, arrow=arrow))


def with_words(picture: Picture, *changed: Words) -> Picture:
    """The picture with some of its labels changed."""
    by_name = {each.name: each for each in changed}
    return dataclasses.replace(picture, words=tuple(by_name.get(each.name, each) for each in picture.words))


def test_the_callout_of_the_header_touches_the_tangent_alone(header: Picture) -> None:
    assert not kinds(misplaced_names(header))


def test_a_callout_aimed_at_the_curve_is_found(header: Picture) -> None:
    assert (Kind.AIM, "callout") in kinds(misplaced_names(aimed(header, "callout", "curve")))


def test_a_callout_aimed_where_the_curve_touches_the_tangent_is_found(header: Picture) -> None:
    (words,) = (each for each in header.words if each.name == "callout")
    shift = header.marks["touch"][0].points.mean(axis=0) - tip_of(words)
    arrow = tuple(dataclasses.replace(mark, points=mark.points + shift) for mark in words.arrow)
    wrong = with_words(header, dataclasses.replace(words, arrow=arrow))
    assert (Kind.AIM, "callout") in kinds(misplaced_names(wrong))


def test_names_of_legs_that_have_changed_places_are_found(header: Picture) -> None:
    (rise,) = (each for each in header.words if each.name == "rise-name")
    (run,) = (each for each in header.words if each.name == "run-name")
    wrong = with_words(
        header,
        dataclasses.replace(rise, box=run.box, arrow=run.arrow),
        dataclasses.replace(run, box=rise.box, arrow=rise.arrow),
    )
    assert kinds(misplaced_names(wrong)) == {(Kind.AIM, "rise-name"), (Kind.AIM, "run-name")}


@pytest.mark.parametrize(
    ("function", "at", "shape"),
    [
        ("2.6*ln((x/2.5)^2 + 1)", "4.26", "4:3"),
        ("sin(22.2*(x/690))", "-1.09e+03", "4:3"),
        ("0.74*((-2.7*(x/100) - 1.6)/(x/100))", "-91.6", "16:9"),
        ("3*x", "1", "16:9"),
    ],
)
def test_where_a_curve_all_but_lies_on_its_tangent_the_callout_is_as_clear_as_can_be(
    function: str, at: str, shape: str
) -> None:
    with staged(job("header", size=shape, function=function, at=at)) as figure:
        assert not kinds(misplaced_names(picture_of(figure, figure.film.last())))
