"""The guide to build names every key and option there is, and the lectures that come along are right."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import render
from hillside.lectures.lecture import read_lecture
from hillside.lectures.outputs import outputs_of
from hillside.lectures.schema import OUTPUTS, figure_rules, lecture_rules
from hillside.studio.draw import resolved

ROOT = Path(render.__file__).parent
GUIDE = (ROOT / "docs" / "build.md").read_text(encoding="utf-8")
LECTURES = sorted((ROOT / "lectures").glob("*.toml"))


@pytest.mark.parametrize("key", sorted({*lecture_rules(), *figure_rules()} - {"figure", "words", "params"}))
def test_the_guide_names_every_key(key: str):
    assert f"`{key}`" in GUIDE


def test_the_guide_names_every_output():
    assert f"`{' '.join(OUTPUTS)}`" in GUIDE


@pytest.mark.parametrize(
    "option",
    [
        "--to",
        "--only",
        "--quality",
        "--theme",
        "--background",
        "--lang",
        "--force",
        "--dry-run",
        "--profile",
        "-j",
        "--json",
    ],
)
def test_each_option_of_the_guide_is_an_option_of_the_program(option: str):
    assert option in CliRunner().invoke(render.main, ["build", "--help"]).output
    assert f"`{option}" in GUIDE


@pytest.mark.parametrize("file", LECTURES, ids=lambda file: file.stem)
def test_a_bundled_lecture_requests_only_existing_figures_and_outputs(file: Path):
    outputs = outputs_of(read_lecture(file))
    assert len(outputs) > 5
    for output in outputs:
        assert resolved(output.job).figure == output.entry.figure


def test_two_lectures_are_bundled_and_share_no_title():
    titles = {read_lecture(file).title for file in LECTURES}
    assert len(titles) == len(LECTURES) >= 2
