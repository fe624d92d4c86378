from pathlib import Path

import pytest

from hillside.stage.errors import Refusal
from tests.hillside.lectures.texts import GOOD, LOOK, read


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
            ":6: id = '../first' is not a name of small letters, digits and dashes, other than index",
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
            ":11: at is not a text, a number, true, false or numbers such as [-3, 3]",
        ),
        ("[figure.params]\nat = 2", "params = 3", ":10: params = 3 is not a table; head it [figure.params]"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_file_and_line(file: Path, old: str, new: str, message: str):
    assert old in GOOD
    with pytest.raises(Refusal) as caught:
        read(file, GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(f"{file}{message}")


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


def test_a_lecture_needs_a_figure(file: Path):
    with pytest.raises(Refusal, match="figure is missing; add figure = … with a list of tables, each headed"):
        read(file, 'title = "Slopes"')
    with pytest.raises(Refusal, match=r":2: figure = \[\] is not a list of tables"):
        read(file, 'title = "Slopes"\nfigure = []')
