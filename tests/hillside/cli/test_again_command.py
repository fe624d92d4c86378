"""The command `again`: the file that it makes, and what it says about the two."""

import json
from pathlib import Path

import pytest

from tests.hillside.cli.conftest import Program


@pytest.fixture
def picture(program: Program) -> Path:
    """Give a picture of a tangent in the current folder."""
    done = program("still", "tangent", "--at", "2", "--size", "160x90", "-o", "a.svg")
    assert done.exit_code == 0, done.stderr
    return Path("a.svg")


def test_only_the_path_is_on_standard_output_and_the_comparison_on_standard_error(
    program: Program, picture: Path
):
    done = program("again", picture, "-o", "b.svg")
    assert (done.exit_code, done.stdout) == (0, "b.svg\n")
    assert done.stderr == "The bytes are equal.\n"
    assert Path("b.svg").read_bytes() == picture.read_bytes()


def test_as_json_the_comparison_is_in_the_document_as_well(program: Program, picture: Path):
    done = program("again", picture, "-o", "b.svg", "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "The bytes are equal.\n")
    assert answer["equal"] is True
    assert not answer["why"]
    assert (answer["path"], answer["files"]) == ("b.svg", ["b.svg"])
    assert answer["formulas"]["function"]["latex"] == r"\frac{x^{3}}{3} - x"
    assert answer["size"] == {"width": 160, "height": 90}


def test_a_changed_file_is_told_apart_from_the_one_made_again(program: Program, picture: Path):
    picture.write_text(picture.read_text().replace("</svg>", "<!-- by hand --></svg>"))
    done = program("again", picture, "-o", "b.svg", "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["equal"]) == (0, False)
    assert answer["why"]
    assert all(reason in done.stderr for reason in answer["why"])
    assert "The bytes are equal." not in done.stderr
    assert "by hand" not in Path("b.svg").read_text()


def test_a_file_may_be_made_again_in_its_own_place(program: Program, picture: Path):
    before = picture.read_bytes()
    assert program("again", picture, "-o", picture).exit_code == 0
    assert picture.read_bytes() == before


def test_a_file_without_a_recipe_is_refused_and_nothing_is_written(program: Program):
    Path("other.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    done = program("again", "other.svg", "-o", "b.svg")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "other.svg" in done.stderr
    assert not Path("b.svg").exists()


def test_the_target_has_to_be_given(program: Program, picture: Path):
    done = program("again", picture)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o" in done.stderr
