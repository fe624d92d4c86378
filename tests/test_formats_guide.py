"""The guide to files names every kind of file and every option there is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import render
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES

GUIDE = (Path(render.__file__).parent / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_guide_names_every_kind_of_file():
    assert f"Stills: `{' '.join(STILL_SUFFIXES)}`. Films: `{' '.join(FILM_SUFFIXES)}`" in GUIDE


@pytest.mark.parametrize("option", ["--beat", "--moment", "--by-beat", "--loop", "--budget", "--background"])
def test_each_option_of_the_guide_is_an_option_of_the_program(option: str):
    words = "still" if option == "--moment" else "film"
    assert option in CliRunner().invoke(render.main, [words, "tangent", "--help"]).output
    assert f"`{option}" in GUIDE
