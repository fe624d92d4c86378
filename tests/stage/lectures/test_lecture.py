from pathlib import Path

import pytest

from stage.errors import Failure, ParamError, Refusal
from stage.lectures.lecture import Lecture, read_lecture

GOOD = """\
title = "Slopes"
theme = "dark"
quality = "draft"

[[figure]]
id = "first"
figure = "slope"
outputs = ["png", "mp4"]
say = "Look."
[figure.params]
at = 2
steps = "5"

[[figure]]
id = "second"
figure = "two-words"
outputs = ["svg"]
"""


@pytest.fixture
def file(tmp_path: Path, figures: Path) -> Path:
    return tmp_path / "talk.toml"


def read(file: Path, text: str) -> Lecture:
    file.write_text(text)
    return read_lecture(file)


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
        ("[-3, 2.5]", "-3:2.5"),
    ],
)
def test_values_become_the_text_of_the_command_line(file: Path, value: str, text: str):
    assert read(file, GOOD.replace("at = 2", f"at = {value}")).figures[0].params[0] == ("at", text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('theme = "dark"', 'thme = "dark"', ':2: unknown key "thme"; did you mean "theme"?'),
        ('theme = "dark"', 'zzz = "dark"', ':2: unknown key "zzz"; the keys here are title, series, part'),
        (
            'theme = "dark"',
            'theme = "drak"',
            ":2: theme = 'drak' is not one of light, dark, print or a file such as mine.toml; did you mean",
        ),
        ('title = "Slopes"\n', "", ": title is missing; add title = … with a text"),
        ('title = "Slopes"', 'title = ""', ":1: title = '' is not a text"),
        ('title = "Slopes"', 'title = "a"\npart = true', ":2: part = True is not a whole number"),
        (
            'title = "Slopes"',
            'title = "a"\nsize = "big"',
            ":2: size = 'big' is not a size such as 16:9 or 1920x1080",
        ),
        ('id = "first"\n', "", ":5: id is missing; add id = …"),
        (
            'id = "first"',
            'id = "../first"',
            ":6: id = '../first' is not a name of small letters, digits and dashes",
        ),
        ('id = "second"', 'id = "first"', ':15: id "first" is used before; give each figure its own'),
        (
            'figure = "slope"',
            'figure = "slop"',
            ":7: figure = 'slop' is not one of slope, two-words; did you mean \"slope\"?",
        ),
        (
            '"png", "mp4"',
            '"pgn"',
            ":8: outputs = ['pgn'] is not a list with some of png, svg, pdf, webp, mp4",
        ),
        ('["png", "mp4"]', "[]", ":8: outputs = [] is not a list"),
        ('["png", "mp4"]', '"png"', ":8: outputs = 'png' is not a list"),
        ('"png", "mp4"', '"png", "png"', ":8: outputs = ['png', 'png'] is not a list"),
        (
            "at = 2",
            "at = 2024-01-01",
            ":11: at is not a text, a number, true, false or two numbers such as [-3, 3]",
        ),
        ("[figure.params]\nat = 2", "params = 3", ":10: params = 3 is not a table; head it [figure.params]"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_file_and_line(file: Path, old: str, new: str, message: str):
    assert old in GOOD
    with pytest.raises(Refusal) as caught:
        read(file, GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(f"{file}{message}")


LOOK = GOOD.replace('say = "Look."', 'say = "Look."\nKEY')


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("beat = 0", ":10: beat = 0 is not the number of a beat, from 1"),
        ("beet = 2", ':10: unknown key "beet"; did you mean "beat"?'),
        ("moment = -1", ":10: moment = -1 is not a second of the film, such as 4.5"),
        ('moment = "end"', ":10: moment = 'end' is not a second of the film"),
        ("loop = 1", ":10: loop = 1 is not true or false"),
        ('budget = "small"', ':10: budget = \'small\' is not a size of files such as "8MB" or "500kB"'),
        ("fps = 0", ":10: fps = 0 is not a whole number of frames per second, 1 to 120"),
        ("fps = true", ":10: fps = True is not a whole number"),
        ('background = "trnsparent"', ":10: background = 'trnsparent' is not a color such as #0b2545, or"),
        ('size = "huge"', ":10: size = 'huge' is not a size such as 16:9 or 1920x1080"),
        ('quality = "good"', ":10: quality = 'good' is not one of draft, standard, final"),
    ],
)
def test_a_wrong_key_of_the_look_is_refused_with_file_and_line(file: Path, key: str, message: str):
    with pytest.raises(Refusal) as caught:
        read(file, LOOK.replace("KEY", key))
    assert str(caught.value).startswith(f"{file}{message}")


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
def test_a_key_that_fits_no_output_is_refused(file: Path, key: str, outputs: str, message: str):
    with pytest.raises(Refusal, match=f":10: {message}"):
        read(file, LOOK.replace("KEY", key).replace('["png", "mp4"]', outputs))


def test_the_look_of_one_figure_is_its_own(file: Path):
    first, second = read(file, LOOK.replace("KEY", 'beat = 2\nloop = true\nfps = 25\nsize = "1:1"')).figures
    assert (first.beat, first.loop, first.fps, first.size, first.quality) == (2, True, 25, "1:1", None)
    assert (second.beat, second.loop, second.fps, second.size) == (None, None, None, None)


def test_the_look_of_all_figures_stands_at_the_top(file: Path):
    lecture = read(file, GOOD.replace('theme = "dark"', 'loop = true\nfps = 25\nbudget = "8MB"'))
    assert (lecture.loop, lecture.fps, lecture.budget) == (True, 25, "8MB")


def test_a_lecture_needs_a_figure(file: Path):
    with pytest.raises(Refusal, match="figure is missing; add figure = … with a list of tables, each headed"):
        read(file, 'title = "Slopes"')
    with pytest.raises(Refusal, match=r":2: figure = \[\] is not a list of tables"):
        read(file, 'title = "Slopes"\nfigure = []')


def test_what_is_not_toml_is_shown_with_a_caret(file: Path):
    with pytest.raises(Refusal) as caught:
        read(file, 'title = "Slopes"\ntheme = dark\n')
    message, line, caret = str(caught.value).split("\n")
    assert message == f"{file}:2: Invalid value"
    assert line == "  theme = dark"
    assert line[caret.index("^")] == "d"


@pytest.mark.parametrize("text", ["title = ", 'title = "', "[[figure", "a = 1\na = 2"])
def test_every_kind_of_broken_toml_is_a_refusal_that_names_the_file(file: Path, text: str):
    with pytest.raises(Refusal, match=r"talk\.toml"):
        read(file, text)


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path: Path):
    with pytest.raises(Failure, match="No such file"):
        read_lecture(tmp_path / "none.toml")
    with pytest.raises(Failure, match="Is a directory"):
        read_lecture(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(Failure, match="not UTF-8"):
        read_lecture(tmp_path / "latin.toml")


def test_a_refused_parameter_is_pointed_at_in_the_file(file: Path):
    lecture = read(file, GOOD)
    error = lecture.refusal(lecture.figures[0], ParamError("steps", "5 is too many"))
    assert str(error) == f"{file}:12: steps: 5 is too many"
    error = lecture.refusal(lecture.figures[1], ParamError("at", "there is a pole"))
    assert str(error) == f"{file}:14: at: there is a pole"
