"""Each of many lies is found, planted one at a time; and where nothing is planted, nothing is found."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import pytest

from hillside.check.painted_picture import Picture, picture_of
from hillside.stage.figure import AnyFigure
from tests.hillside.check.hearing.lies import Lie, heard, plant, stage
from tests.hillside.check.hearing.planted_lies import LIES


def staging(lie: Lie) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What has to be drawn for a lie."""
    return lie.figure, lie.language, tuple(sorted(lie.params.items()))


STAGED: Mapping[tuple[str, str, tuple[tuple[str, str], ...]], tuple[Lie, ...]] = {
    key: tuple(lies) for key, lies in groupby(sorted(LIES, key=staging), key=staging)
}


@pytest.fixture(scope="module", params=STAGED, ids=lambda key: "-".join(key[:2]) + "+" * len(key[2]))
def told(request: pytest.FixtureRequest) -> Iterator[tuple[AnyFigure, tuple[Lie, ...]]]:
    """A figure, staged once for all the lies about it."""
    figure, language, params = request.param
    with stage(figure, language, dict(params)) as drawn:
        yield drawn, STAGED[request.param]


def test_each_lie_is_found_where_it_is_told_and_the_truth_is_not(
    told: tuple[AnyFigure, tuple[Lie, ...]],
) -> None:
    figure, lies = told
    pictures: dict[int | None, Picture] = {}
    missed: list[str] = []
    for lie in lies:
        picture = pictures.setdefault(lie.beat, picture_of(figure, lie.moment(figure)))
        assert heard(lie, figure, picture) == [], "the truth"
        with pytest.MonkeyPatch.context() as patch:
            plant(lie, figure, picture, patch)
            if not heard(lie, figure, picture):
                missed.append(str(lie))
    assert missed == []


def test_there_are_lies_about_every_figure_and_in_every_language() -> None:
    from hillside.stage.lettering.language import LANGUAGES
    from hillside.studio.catalogue import names

    assert len(LIES) >= 40
    assert {lie.figure for lie in LIES} == set(names())
    assert {lie.language for lie in LIES} == set(LANGUAGES)
