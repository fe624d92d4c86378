import os
from pathlib import Path

import pytest

from hillside.lectures.lecture import read_lecture
from hillside.stage.errors import Failure, ParamError, Refusal
from tests.hillside.lectures.texts import GOOD, LOOK, read


def test_a_lecture_is_read_with_its_figures_in_order(file: Path):
    lecture = read(file, GOOD)
    assert (lecture.title, lecture.theme, lecture.size, lecture.quality) == (
        "Slopes",
        "dark",
        "16:9",
        "draft",
    )
    first, second = lecture.figures
    assert (first.id, first.figure, first.outputs, first.say) == ("first", "slope", ("png", "mp4"), "Look.")
    assert first.params == (("at", "2"), ("steps", "5"))
    assert second.params == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.5", "1.5"),
        ('"pi/2"', "pi/2"),
        ("true", "true"),
        ("[-3, 2.5]", "-3; 2.5"),
    ],
)
def test_values_become_the_text_of_the_command_line(file: Path, value: str, text: str):
    assert read(file, GOOD.replace("at = 2", f"at = {value}")).figures[0].params[0] == ("at", text)


@pytest.mark.parametrize(
    "given",
    [
        'let = {a = 2, b = "1/2"}\n',
        '[figure.params]\nlet = "a = 2; b = 1/2"',
        '[figure.params]\nlet = {a = 2, b = "1/2"}',
    ],
)
def test_letters_have_values_in_the_table_of_a_figure_or_of_its_parameters(file: Path, given: str):
    text = f'title = "T"\n[[figure]]\nid = "a"\nfigure = "slope"\noutputs = ["png"]\n{given}\n'
    assert read(file, text).figures[0].params == (("let", "a=2; b=1/2"),)


@pytest.mark.parametrize(
    ("given", "message"), [("let = {a = [1]}", "let"), ('[figure.params]\nlet = "a"', ":7: .*LETTER=VALUE")]
)
def test_letters_without_values_are_refused_with_the_line(file: Path, given: str, message: str):
    text = f'title = "T"\n[[figure]]\nid = "a"\nfigure = "slope"\noutputs = ["png"]\n{given}\n'
    with pytest.raises(Refusal, match=message):
        read(file, text)


@pytest.mark.parametrize(
    ("key", "outputs", "message"),
    [
        (
            "moment = 2",
            '["mp4"]',
            "moment is for a still, and the outputs have none; add one",
        ),
        ("loop = true", '["png"]', "loop is for a film, and the outputs have none"),
        ('budget = "1MB"', '["svg"]', "budget is for a film, and the outputs have none"),
        ("fps = 25", '["pdf"]', "fps is for a film, and the outputs have none"),
    ],
)
def test_a_key_that_applies_to_no_output_is_refused(file: Path, key: str, outputs: str, message: str):
    with pytest.raises(Refusal, match=f":10: {message}"):
        read(file, LOOK.replace("KEY", key).replace('["png", "mp4"]', outputs))


def test_a_figure_can_have_its_own_look(file: Path):
    first, second = read(file, LOOK.replace("KEY", 'beat = 2\nloop = true\nfps = 25\nsize = "1:1"')).figures
    assert (first.beat, first.loop, first.fps, first.size, first.quality) == (2, True, 25, "1:1", None)
    assert (second.beat, second.loop, second.fps, second.size) == (None, None, None, None)


def test_top_level_keys_set_the_look_of_all_figures(file: Path):
    lecture = read(file, GOOD.replace('theme = "dark"', 'loop = true\nfps = 25\nbudget = "8MB"'))
    assert (lecture.loop, lecture.fps, lecture.budget) == (True, 25, "8MB")


def test_a_toml_error_is_shown_with_a_caret(file: Path):
    with pytest.raises(Refusal) as caught:
        read(file, 'title = "Slopes"\ntheme = dark\n')
    message, line, caret = str(caught.value).split("\n")
    assert message == f"{file}:2: Invalid value"
    assert line == "  theme = dark"
    assert line[caret.index("^")] == "d"


@pytest.mark.parametrize("text", ["title = ", 'title = "', "[[figure", "a = 1\na = 2"])
def test_every_kind_of_invalid_toml_is_refused_with_the_file_name(file: Path, text: str):
    with pytest.raises(Refusal, match=r"talk\.toml"):
        read(file, text)


@pytest.mark.parametrize("escape", [r"\u001b[2J", r"\u0000", r"\u0085", r"\uffff", r"\r"])
@pytest.mark.parametrize("line", ['say = "one {}"', 'words = {{ rise = "{}" }}', 'points = ["", "{}"]'])
def test_a_text_that_no_drawing_can_hold_is_refused_with_the_line(file: Path, escape: str, line: str):
    with pytest.raises(Refusal, match=r"talk\.toml:9: a text holds a control character, such as \\u001b"):
        read(file, GOOD.replace('say = "Look."', line.format(escape)))


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path: Path):
    with pytest.raises(Failure, match="No such file"):
        read_lecture(tmp_path / "none.toml")
    with pytest.raises(Failure, match="it is a folder"):
        read_lecture(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(Failure, match="not UTF-8"):
        read_lecture(tmp_path / "latin.toml")


@pytest.mark.parametrize("kind", ["pipe", "folder", "endless", "missing"])
def test_a_logo_that_is_no_ordinary_picture_is_refused_with_the_line(file: Path, kind: str):
    logo = file.parent / "logo.png"
    if kind == "pipe":
        os.mkfifo(logo)
    elif kind == "folder":
        logo.mkdir()
    elif kind == "endless":
        logo.touch()
        # It takes no room on the disk.
        os.truncate(logo, 20 * 2**30)
    with pytest.raises(Refusal, match=r"talk\.toml:1: cannot read .*logo\.png: "):
        read(file, f'logo = "logo.png"\n{GOOD}')


def test_a_refused_parameter_is_located_in_the_file(file: Path):
    lecture = read(file, GOOD)
    error = lecture.refusal(lecture.figures[0], ParamError("steps", "5 is too many"))
    assert str(error) == f"{file}:12: steps: 5 is too many"
    error = lecture.refusal(lecture.figures[1], ParamError("at", "there is a pole"))
    assert str(error) == f"{file}:14: at: there is a pole"
