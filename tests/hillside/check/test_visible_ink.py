"""Pale words and lines, and two meanings of one color, are found."""

import dataclasses
from collections.abc import Iterator

import numpy as np

from hillside.check import Kind
from hillside.check.painted_picture import Picture, picture_of
from hillside.check.visible_ink import low_contrasts, similar_colors
from hillside.stage.look.theme import THEMES
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import job, kinds, moved


def pale(figure: str, **colors: str) -> Iterator[Picture]:
    theme = dataclasses.replace(THEMES["light"], **colors)
    asked = dataclasses.replace(job(figure), theme=theme)
    with staged(asked) as staged_figure:
        yield picture_of(staged_figure, staged_figure.film.last())


def test_pale_words_and_lines_are_reported() -> None:
    for picture in pale("tangent", slope="#ff9999"):
        assert {(Kind.CONTRAST, "slope"), (Kind.CONTRAST, "tangent")} <= kinds(low_contrasts(picture))


def test_the_contrast_of_words_on_a_tint_is_measured_against_the_tint(header: Picture) -> None:
    assert not kinds(low_contrasts(header))
    for picture in pale("header", leg_fill="#3a4450"):
        triangle = picture.marks["triangle"][0].points.mean(axis=0)
        box = next(words.box for words in picture.words if words.name == "run-name")
        wrong = moved(picture, "run-name", *(triangle - np.array(box.center)))
        assert (Kind.CONTRAST, "run-name") in kinds(low_contrasts(wrong))


def test_two_meanings_with_the_same_color_are_reported(header: Picture) -> None:
    assert not kinds(similar_colors(header))
    for picture in pale("tangent", curve="#864c00"):
        assert kinds(similar_colors(picture)) == {(Kind.ALIKE, "curve")}
