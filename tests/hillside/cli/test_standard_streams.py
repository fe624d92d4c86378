"""What a command tells: where it cannot be told, and what of it a terminal must not get."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import render
from hillside.cli.standard_streams import as_document
from hillside.stage.errors import Failure, command_line_message

PROGRAM = [sys.executable, str(Path(render.__file__).resolve())]


def run(words: str, folder: Path, redirected: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell with redirections."""
    line = f'exec "$0" "$1" {words} {redirected}'
    return subprocess.run(
        ["bash", "-c", line, *PROGRAM], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("words", ["list", "list --json", "--help", "doctor"])
def test_an_answer_that_cannot_be_written_is_told_as_such(tmp_path: Path, words: str):
    done = run(words, tmp_path, ">/dev/full")
    assert done.returncode == 1
    assert done.stderr == "Error: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("redirected", ["<&- >&- 2>&-", ">&-", "2>&-", "2>/dev/full"])
def test_a_picture_is_whole_where_nobody_listens(tmp_path: Path, redirected: str):
    done = run("still tangent --size 128x96 -o a.svg", tmp_path, redirected)
    assert done.returncode == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").endswith("</svg>\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


def test_a_document_means_the_same_after_its_characters_are_escaped():
    value = {"a\x1b[2J": ["\u009b31m", "\u202e", "\ud800", "π\n\t\x7f"]}
    document = as_document(value)
    assert json.loads(document) == value
    assert not set(document) & set("\x1b\u009b\u202e\ud800\x7f")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_standard_output_has_no_sign_for_is_written_by_its_number(tmp_path: Path, encoding: str):
    (tmp_path / "π🎉.svg").touch()
    line = f'PYTHONIOENCODING={encoding} exec "$0" "$1"'
    for form in ("", "--json"):
        words = f"{line} still tangent --size 64x64 -o π🎉.svg {form}"
        done = subprocess.run(["bash", "-c", words, *PROGRAM], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        if form:
            assert json.loads(done.stdout)["files"] == ["π🎉.svg"]
        else:
            assert done.stdout == b"\\u03c0\\U0001f389.svg\n"


@pytest.mark.parametrize(
    "error",
    [MemoryError(), OSError(28, "No space left on device"), OSError(24, "Too many open files", "a.png")],
)
def test_what_the_system_denies_is_not_called_a_fault_of_the_program(error: Exception):
    message = command_line_message(error)
    assert "fault of the program" not in message
    assert ";" in message


def test_the_colors_of_a_foreign_error_do_not_reach_the_terminal(tmp_path: Path):
    (tmp_path / "a.toml").write_text('title = "a"\n"\\u202e[31mred" = 1\n', encoding="utf-8")
    done = run("build a.toml", tmp_path, "")
    assert done.returncode == 2
    assert "\u202e" not in done.stderr
    assert 'unknown key "�[31mred"' in done.stderr
    done = run("build $'\\x1b[31m.toml'", tmp_path, "")
    assert done.stderr == "Error: cannot read �[31m.toml: No such file or directory\n"


def test_failures_keep_their_words():
    assert command_line_message(Failure("it is gone")) == "it is gone"
