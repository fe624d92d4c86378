"""A small stage, for figures whose geometry is read back."""

from collections.abc import Iterator

import pytest

from hillside.studio.renderer import configured


@pytest.fixture
def small() -> Iterator[None]:
    with configured({"pixel_width": 480, "pixel_height": 270, "format": "none"}):
        yield
