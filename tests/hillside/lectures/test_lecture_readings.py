"""How the formulas of a lecture are read: told with the line of the file, and refused before all drawing."""

from pathlib import Path

import pytest

from hillside.lectures import lecture_readings
from hillside.lectures.lecture import Lecture
from hillside.lectures.lecture_readings import interpretations, readings_of
from hillside.lectures.outputs import outputs_of
from hillside.stage.errors import Refusal
from hillside.studio.readings import Reading
from tests.conftest import CURVE, add_figure
from tests.hillside.lectures.stand_in import LECTURE, in_this_process, read

CURVES = """\
title = "Curves"
quality = "draft"
lang = "de"

[[figure]]
id = "one"
figure = "curve"
outputs = ["png", "svg"]
let = {a = 2}
[figure.params]
function = "a t sint"
at = "1,5"

[[figure]]
id = "two"
figure = "curve"
outputs = ["svg"]
[figure.params]
function = "x^2 - 1"
"""


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process."""
    monkeypatch.setattr(lecture_readings, "run_in_processes", in_this_process)


def _read(plan: Lecture) -> dict[str, tuple[Reading, ...]]:
    return readings_of(plan, outputs_of(plan))


def test_wrong_parameters_are_refused_with_their_line(lecture: Lecture, tmp_path: Path):
    for wrong, message in (
        ("att = 2", ':9: att: no such parameter here; did you mean "at"?'),
        ("at = 11", ":9: at: 11 is out of range; choose a number at least -10 and at most 10"),
        ('at = "2 +"', ":9: at: "),
    ):
        plan = read(tmp_path, LECTURE.replace("at = 2", wrong))
        with pytest.raises(Refusal) as caught:
            _read(plan)
        assert str(caught.value).startswith(f"{tmp_path / 'talk.toml'}{message}")


def test_valid_parameters_are_not_refused(lecture: Lecture):
    assert _read(lecture) == {"one": (), "two": ()}
    assert readings_of(lecture, ()) == {}


def test_each_formula_is_read_once_and_told_with_its_line_if_it_was_interpreted(
    figures: Path, tmp_path: Path
):
    add_figure(figures, "curve", CURVE)
    plan = read(tmp_path, CURVES)
    found = _read(plan)
    shown = {name: [each.shown for each in many] for name, many in found.items()}
    assert shown == {"one": ["f(t) = 2t*sin(t)"], "two": ["f(x) = x^2 - 1"]}
    assert interpretations(plan, found) == [
        f"{tmp_path / 'talk.toml'}:11: function is read as f(t) = 2t*sin(t)"
    ]


def test_the_figure_that_cannot_be_read_is_the_one_that_is_named(figures: Path, tmp_path: Path):
    add_figure(figures, "curve", CURVE)
    with pytest.raises(Refusal, match=r":19: function: .*unclear"):
        _read(read(tmp_path, CURVES.replace("x^2 - 1", "x^1/2")))
