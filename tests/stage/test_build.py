import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from stage import build as building
from stage.build import Summary, build, refuse_wrong_parameters
from stage.errors import Failure, HillsideError, ParamError, Refusal
from stage.lecture import Lecture, read_lecture
from stage.manifest import read_manifest
from stage.outputs import Output, out_of_date, outputs_of
from stage.progress import Progress
from stage.store import key
from stage.take import Job, Take
from stage.theme import THEMES
from stage.workers import Outcome, Work

LECTURE = """\
title = "Slopes"
quality = "draft"

[[figure]]
id = "one"
figure = "slope"
outputs = ["png", "mp4"]
[figure.params]
at = 2

[[figure]]
id = "two"
figure = "two-words"
outputs = ["svg"]
"""


def shoot(job: Job, target: Path, report: Callable[[int, int], None] | None = None) -> Take:
    """Write the job instead of a picture of it; the place 9 has no slope, and 8 is a full disk."""
    if dict(job.params)["at"] == "9":
        raise ParamError("at", "there is no slope at 9")
    if dict(job.params)["at"] == "8":
        raise Failure("the disk is full")
    target.write_text(repr(job))
    return Take(title="Slope", alt="A slope.", size=job.size, facts={}, files=(target,))


def in_this_process(
    work: Mapping[str, Work], workers: int, heard: object, preload: Sequence[str] = ()
) -> Iterator[Outcome]:
    for name, piece in work.items():
        try:
            yield Outcome(name, value=piece(lambda done, total: None))
        except HillsideError as error:
            yield Outcome(name, error=error)


@pytest.fixture
def lecture(tmp_path: Path, figures: Path, monkeypatch: pytest.MonkeyPatch) -> Lecture:
    """A lecture whose figures are drawn at once, by a stand-in for the camera."""
    camera = ModuleType("stage.shoot")
    camera.shoot = shoot  # pyright: ignore
    monkeypatch.setitem(sys.modules, "stage.shoot", camera)
    monkeypatch.setattr(building, "in_processes", in_this_process)
    (figures.parent / "stage").mkdir()
    (figures.parent / "mathcore").mkdir()
    monkeypatch.setattr("stage.outputs.key", partial(key, root=figures.parent))
    return read(tmp_path, LECTURE)


def read(tmp_path: Path, text: str) -> Lecture:
    file = tmp_path / "talk.toml"
    file.write_text(text)
    return read_lecture(file)


def run(lecture: Lecture, folder: Path, todo: Sequence[Output] | None = None) -> Summary:
    outputs = outputs_of(lecture)
    todo = out_of_date(outputs, folder) if todo is None else todo
    return build(lecture, outputs, todo, folder, 2, Progress(io.StringIO()), lambda end: None)


def names(outputs: Sequence[Output]) -> list[str]:
    return [output.name for output in outputs]


def test_a_lecture_asks_for_its_outputs_in_order(lecture: Lecture):
    outputs = outputs_of(lecture)
    assert names(outputs) == ["one.png", "one.mp4", "two.svg"]
    assert {(output.job.quality, str(output.job.size), output.job.fps) for output in outputs} == {
        ("draft", "854x480", 15)
    }


def test_what_is_asked_on_the_command_line_overrules_the_lecture(lecture: Lecture):
    (output, *_) = outputs_of(lecture, theme="dark", quality="final")
    assert (output.job.theme, output.job.quality, str(output.job.size), output.job.fps) == (
        THEMES["dark"],
        "final",
        "1920x1080",
        60,
    )


def test_one_figure_can_be_asked_for_alone(lecture: Lecture):
    assert names(outputs_of(lecture, only=["two"])) == ["two.svg"]


def test_an_unknown_id_is_refused_with_the_nearest(lecture: Lecture):
    with pytest.raises(Refusal, match=r'talk.toml has the id "twoo"; did you mean "two"\?'):
        outputs_of(lecture, only=["twoo"])


def test_everything_is_drawn_once_and_only_once(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "deep" / "out"
    first = run(lecture, folder)
    assert sorted(first.drawn) == ["one.mp4", "one.png", "two.svg"]
    assert first.failed == first.unchanged == ()
    second = run(lecture, folder)
    assert second.drawn == ()
    assert second.unchanged == ("one.png", "one.mp4", "two.svg")


def test_the_manifest_says_how_each_output_was_made(lecture: Lecture, tmp_path: Path):
    run(lecture, tmp_path / "out")
    records = read_manifest(tmp_path / "out")
    assert records["one.png"].job["params"] == [["at", "2"], ["steps", "3"]]
    assert records["one.png"].take["files"] == ["one.png"]


def test_only_what_changed_is_drawn_again(lecture: Lecture, tmp_path: Path, figures: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    changed = read(tmp_path, LECTURE.replace("at = 2", "at = 3"))
    assert names(out_of_date(outputs_of(changed), folder)) == ["one.png", "one.mp4"]
    (figures / "two_words.py").write_text((figures / "two_words.py").read_text() + "\n")
    assert names(out_of_date(outputs_of(lecture), folder)) == ["two.svg"]


def test_what_was_touched_or_removed_is_drawn_again(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    (folder / "one.png").write_text("scribble")
    (folder / "two.svg").unlink()
    assert names(out_of_date(outputs_of(lecture), folder)) == ["one.png", "two.svg"]


def test_a_failing_figure_stops_no_other_and_says_where_and_why(lecture: Lecture, tmp_path: Path):
    failing = read(tmp_path, LECTURE.replace("at = 2", "at = 9"))
    result = run(failing, tmp_path / "out")
    assert result.drawn == ("two.svg",)
    assert [name for name, _ in result.failed] == ["one.mp4", "one.png"]
    assert {why for _, why in result.failed} == {f"{tmp_path / 'talk.toml'}:9: at: there is no slope at 9"}
    assert names(out_of_date(outputs_of(failing), tmp_path / "out")) == ["one.png", "one.mp4"]


def test_the_worlds_fault_is_told_without_a_line(lecture: Lecture, tmp_path: Path):
    result = run(read(tmp_path, LECTURE.replace("at = 2", "at = 8")), tmp_path / "out")
    assert dict(result.failed)["one.png"] == "the disk is full"


def test_a_build_cut_short_goes_on_where_it_was(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def cut(*args: object, **more: object) -> Iterator[Outcome]:
        yield next(in_this_process(*args, **more))  # pyright: ignore
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    monkeypatch.setattr(building, "in_processes", cut)
    with pytest.raises(KeyboardInterrupt):
        run(lecture, folder)
    monkeypatch.setattr(building, "in_processes", in_this_process)
    assert run(lecture, folder).unchanged == ("one.mp4",)


def test_films_come_first_so_that_no_core_waits_at_the_end(lecture: Lecture, tmp_path: Path):
    assert run(lecture, tmp_path / "out").drawn == ("one.mp4", "one.png", "two.svg")


def test_building_one_figure_keeps_the_record_of_the_others(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    run(lecture, folder, outputs_of(lecture, only=["two"]))
    assert sorted(read_manifest(folder)) == ["one.mp4", "one.png", "two.svg"]


def test_wrong_parameters_are_refused_with_their_line_before_anything_is_drawn(
    lecture: Lecture, tmp_path: Path
):
    for wrong, message in (
        ("att = 2", ':9: att: no such parameter here; did you mean "at"?'),
        ("at = 11", ":9: at: 11 is out of range; choose a number at least -10 and at most 10"),
        ('at = "2 +"', ":9: at: "),
    ):
        plan = read(tmp_path, LECTURE.replace("at = 2", wrong))
        with pytest.raises(Refusal) as caught:
            refuse_wrong_parameters(plan, outputs_of(plan))
        assert str(caught.value).startswith(f"{tmp_path / 'talk.toml'}{message}")


def test_right_parameters_are_not_refused(lecture: Lecture):
    assert refuse_wrong_parameters(lecture, outputs_of(lecture)) is None


def test_a_folder_that_cannot_be_made_is_a_failure(lecture: Lecture, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match=r"cannot make the folder .*choose another with --to"):
        run(lecture, tmp_path / "file" / "out")
