"""A figure that is right as it is has no fault, in every theme and along its film."""

import dataclasses

import pytest

from hillside.check import check_figure, check_film
from hillside.check.footing import feet_off_ground
from hillside.check.painted_picture import picture_of
from hillside.stage.look.theme import THEMES
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import job, moved


@pytest.mark.parametrize("theme", THEMES)
def test_the_header_has_no_faults_in_any_theme(theme: str) -> None:
    with staged(job("header", theme)) as figure:
        assert [found for found in check_figure(figure) if found.is_fault] == []


def test_the_header_has_no_faults_along_its_film() -> None:
    with staged(job("header")) as figure:
        assert check_film(figure, [figure.film.seconds * k / 6 for k in range(7)]) == ()


def test_a_finding_states_its_time() -> None:
    with staged(job("header")) as figure:
        picture = picture_of(figure, figure.film.last())
        wrong = moved(picture, "hiker", 0.0, 5.0)
        (found,) = feet_off_ground(wrong)
        assert "at 2.00 s" in str(dataclasses.replace(found, at=2.0))
