"""What every figure says at the end of every beat, as it is and changed by one digit, sign or letter."""

from collections.abc import Iterator, Sequence

import pytest

from hillside.check.hearing.listening import untrue_labels
from hillside.check.hearing.pointing import misplaced_names, untrue_colors
from hillside.check.painted_picture import Picture
from hillside.stage.figure import AnyFigure
from hillside.studio.catalogue import names
from tests.hillside.check.hearing.lies import stage
from tests.hillside.check.hearing.small_changes import pictures_of_beats, unheard
from tests.hillside.check.pictures import kinds


@pytest.fixture(scope="module", params=names())
def told(request: pytest.FixtureRequest) -> Iterator[tuple[AnyFigure, Sequence[Picture]]]:
    """A figure with the pictures at the ends of its beats."""
    with stage(request.param, "en", {}) as figure:
        yield figure, pictures_of_beats(figure)


def test_the_colors_are_true(told: tuple[AnyFigure, Sequence[Picture]]) -> None:
    _, pictures = told
    assert [kinds(untrue_colors(picture)) for picture in pictures] == [set()] * len(pictures)


def test_the_labels_are_true_and_point_to_what_they_name(told: tuple[AnyFigure, Sequence[Picture]]) -> None:
    figure, pictures = told
    found = [
        str(each)
        for beat, picture in enumerate(pictures)
        for each in (*untrue_labels(picture, figure.film.end_of(beat).params), *misplaced_names(picture))
    ]
    assert found == []


def test_no_digit_sign_or_letter_can_be_changed_unheard(told: tuple[AnyFigure, Sequence[Picture]]) -> None:
    figure, pictures = told
    count, missed = unheard(figure, pictures)
    assert count >= 15
    assert missed == []
