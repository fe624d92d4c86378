"""Decks of many makings, one after the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hillside.decks.decks import DECKS

Make = Callable[[Path], Path]


@pytest.fixture(params=DECKS, ids=lambda make: make.__name__)
def mine(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    make: Make = request.param
    return make(tmp_path / "mine.pptx")
