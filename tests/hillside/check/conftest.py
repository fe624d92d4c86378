"""The picture that faults are put into."""

from collections.abc import Iterator

import pytest

from hillside.check.painted_picture import Picture, picture_of
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import job


@pytest.fixture(scope="module")
def header() -> Iterator[Picture]:
    with staged(job("header")) as figure:
        yield picture_of(figure, figure.film.last())
