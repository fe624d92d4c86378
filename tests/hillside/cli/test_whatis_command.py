"""The command `whatis`: what it says of a file, and where it says it."""

import json
import shlex
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.hillside.cli.conftest import Program


@pytest.fixture
def picture(program: Program) -> Path:
    """Give a picture of a tangent in the current folder."""
    done = program("still", "tangent", "--at", "2", "--size", "160x90", "-o", "a.png")
    assert done.exit_code == 0, done.stderr
    return Path("a.png")


def test_a_picture_says_its_figure_and_the_command_that_makes_it(program: Program, picture: Path):
    done = program("whatis", picture)
    assert (done.exit_code, done.stderr) == (0, "")
    *about, command = done.stdout.splitlines()
    assert "tangent" in "\n".join(about)
    assert command.startswith("hillside still tangent ")
    assert "--at 2" in command
    assert command.endswith("-o a.png")


def test_the_command_that_it_says_makes_the_same_bytes(program: Program, picture: Path):
    before = picture.read_bytes()
    words = shlex.split(json.loads(program("whatis", picture, "--json").stdout)["command"])
    picture.unlink()
    assert program(*words[1:]).exit_code == 0
    assert picture.read_bytes() == before


def test_as_json_the_recipe_is_the_only_thing_on_standard_output(program: Program, picture: Path):
    done = program("whatis", picture, "--json")
    recipe = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert recipe["job"]["figure"] == "tangent"
    assert ["at", "2"] in recipe["job"]["params"]
    assert recipe["whole"] is True
    assert recipe["formulas"]["function"]["text"] == "x^3/3 - x"
    assert json.loads(program("whatis", picture, "--json").stdout) == recipe


def test_a_damaged_file_is_called_so_on_standard_error_and_in_the_document(program: Program, picture: Path):
    picture.write_bytes(picture.read_bytes()[:-20])
    told = program("whatis", picture)
    assert told.stderr == "a.png is damaged: it ends early. Its recipe is whole, and makes the file anew.\n"
    assert "damaged" not in told.stdout
    done = program("whatis", picture, "--json")
    assert "a.png is damaged" in done.stderr
    assert json.loads(done.stdout)["whole"] is False


def test_slides_say_each_picture_in_them(program: Program, picture: Path):
    with ZipFile("talk.pptx", "w") as slides:
        slides.writestr("ppt/presentation.xml", "<p/>")
        slides.write(picture, "ppt/media/fig.png")
    (medium,) = json.loads(program("whatis", "talk.pptx", "--json").stdout)["media"]
    assert (medium["name"], medium["job"]["figure"]) == ("ppt/media/fig.png", "tangent")
    name, *about, command = program("whatis", "talk.pptx").stdout.rstrip("\n").splitlines()
    assert name == "ppt/media/fig.png"
    assert "tangent" in "\n".join(about)
    assert command == medium["command"]
    assert command.endswith("-o fig.png")


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_not_ours_is_refused_and_nothing_is_answered(program: Program, content: bytes):
    Path("other.png").write_bytes(content)
    for words in (["other.png"], ["other.png", "--json"]):
        done = program("whatis", *words)
        assert done.exit_code == 1
        assert "command" not in done.stdout
        assert "other.png" in done.stderr
