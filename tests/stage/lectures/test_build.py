import io
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from stage.errors import Failure, HillsideError, ParamError, Refusal
from stage.finish import Finish
from stage.job import Job
from stage.lectures import build as building
from stage.lectures.build import Summary, build, build_all, refuse_wrong_parameters
from stage.lectures.lecture import Lecture, read_lecture
from stage.lectures.manifest import read_manifest
from stage.lectures.outputs import Output, out_of_date, outputs_of
from stage.lectures.piece import Outcome, Work
from stage.lectures.plan import Plan
from stage.lectures.progress import Progress
from stage.lectures.telling import Step, Telling
from stage.look.theme import THEMES
from stage.store import key
from stage.take import Take

DRAWN: list[str] = []
"""The files that the stand-in for the camera has written, over all tests."""

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


@contextmanager
def staged(job: Job) -> Iterator[None]:
    """Stage nothing; the place 9 has no slope."""
    if dict(job.params)["at"] == "9":
        raise ParamError("at", "there is no slope at 9")
    yield


def shoot(figure: None, job: Job, target: Path, report: Callable[[int, int], None]) -> Take:
    """Write the job instead of a picture of it; on the place 8 the disk is full for films."""
    if dict(job.params)["at"] == "8" and job.is_film:
        raise Failure("the disk is full")
    DRAWN.append(target.name)
    target.write_text(repr(job))
    return Take(title="Slope", alt="A slope.", size=job.size, facts={}, files=(target,))


def tell(figure: None, job: Job, target: Path) -> tuple[Telling, tuple[Path, ...]]:
    """Tell the place that the slope is measured at, in two steps from 5 on."""
    at = dict(job.params)["at"]
    name = target.name.partition(".")[0]
    steps = [target.with_name(f"{name}.step-{number}.svg") for number in range(1, 3 if float(at) >= 5 else 2)]
    for file in (target, *steps):
        file.write_text(at)
    told = tuple(Step(file.name, (number,)) for number, file in enumerate(steps))
    return Telling("Slope", f"A slope at {at}.", (), told), (target, *steps)


def in_this_process(
    work: Mapping[str, Work], workers: int, heard: object, preload: Sequence[str] = ()
) -> Iterator[Outcome]:
    def report(done: int, total: int, name: str | None = None, /) -> None: ...

    for name, piece in work.items():
        try:
            value = piece(report)
            if isinstance(value, Generator):
                yield from cast("Generator[Outcome, None, None]", value)
                value = None
            yield Outcome(name, value=value)
        except HillsideError as error:
            yield Outcome(name, error=error)


@pytest.fixture
def lecture(tmp_path: Path, figures: Path, monkeypatch: pytest.MonkeyPatch) -> Lecture:
    """A lecture whose figures are drawn at once, by a stand-in for the camera."""
    camera, teller = ModuleType("stage.shoot"), ModuleType("stage.lectures.tell")
    camera.staged, camera.shoot_on = staged, shoot  # pyright: ignore
    teller.tell = tell  # pyright: ignore
    monkeypatch.setitem(sys.modules, "stage.shoot", camera)
    monkeypatch.setitem(sys.modules, "stage.lectures.tell", teller)
    monkeypatch.setattr(building, "in_processes", in_this_process)
    (figures.parent / "stage").mkdir()
    (figures.parent / "mathcore").mkdir()
    monkeypatch.setattr("stage.lectures.outputs.key", partial(key, root=figures.parent))
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


def jobs(tmp_path: Path, top: str, one: str, **overruled: str) -> dict[str, Job]:
    text = f"{top}\n{LECTURE}".replace('id = "one"', f'id = "one"\n{one}')
    return {each.name: each.job for each in outputs_of(read(tmp_path, text), told=True, **overruled)}


def test_each_figure_may_look_otherwise_than_its_lecture(lecture: Lecture, tmp_path: Path):
    found = jobs(tmp_path, "fps = 24\nloop = true", 'size = "1:1"\nfps = 12\nloop = false\nbudget = "1MB"')
    assert (found["one.mp4"].fps, found["one.mp4"].finish) == (12, Finish(budget=1_000_000))
    assert (str(found["one.png"].size), found["one.png"].finish) == ("480x480", Finish())
    assert str(found["two.svg"].size) == "854x480"
    assert found["two.svg"].fps == 15, "frames a second do not matter to a still"


def test_a_beat_is_of_stills_films_and_tellings_and_a_moment_of_stills(lecture: Lecture, tmp_path: Path):
    beat = jobs(tmp_path, "", "beat = 2")
    assert {beat[name].finish.beat for name in ("one.png", "one.mp4", "one.transcript.txt")} == {2}
    moment = jobs(tmp_path, "", "moment = 1.5")
    assert moment["one.png"].finish.moment == 1.5
    assert moment["one.mp4"].finish == moment["one.transcript.txt"].finish == Finish()


def test_a_background_is_of_the_figure_the_lecture_or_the_command_line(lecture: Lecture, tmp_path: Path):
    found = jobs(tmp_path, 'background = "#fdf6e3"', 'background = "#ffffff"')
    assert (found["one.png"].theme.paper, found["two.svg"].theme.paper) == ("#ffffff", "#fdf6e3")
    found = jobs(tmp_path, 'background = "#fdf6e3"', "", background="#eeeeee")
    assert {job.theme.paper for job in found.values()} == {"#eeeeee"}
    text = LECTURE.replace('["png", "mp4"]', '["png"]\nbackground = "transparent"')
    clear = {each.name: each.job.finish.transparent for each in outputs_of(read(tmp_path, text), told=True)}
    assert clear == {
        "one.png": True,
        "one.transcript.txt": True,
        "two.svg": False,
        "two.transcript.txt": False,
    }


def test_what_a_file_cannot_hold_is_refused_with_the_line_of_the_outputs(lecture: Lecture, tmp_path: Path):
    with pytest.raises(Refusal, match=r"talk\.toml:9: \.mp4 has no transparency; choose \.webm or \.mov"):
        jobs(tmp_path, "", 'background = "transparent"')


def test_one_figure_can_be_asked_for_alone(lecture: Lecture):
    assert names(outputs_of(lecture, only=["two"])) == ["two.svg"]


def test_an_unknown_id_is_refused_with_the_nearest(lecture: Lecture):
    with pytest.raises(Refusal, match=r'talk.toml has the id "twoo"; did you mean "two"\?'):
        outputs_of(lecture, only=["twoo"])


def test_everything_is_drawn_once_and_only_once(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "deep" / "out"
    first = run(lecture, folder)
    assert first.drawn == ("one.png", "one.mp4", "two.svg")
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


def test_equal_outputs_of_two_lectures_are_drawn_once(lecture: Lecture, tmp_path: Path):
    (tmp_path / "more.toml").write_text(LECTURE.replace('"one"', '"first"').replace('"two"', '"second"'))
    plans = [
        Plan(each, outputs_of(each, told=True), outputs_of(each, told=True), tmp_path / each.source.path.stem)
        for each in (lecture, read_lecture(tmp_path / "more.toml"))
    ]
    started, heard = len(DRAWN), list[str]()
    talk, more = build_all(plans, 2, Progress(io.StringIO()), lambda end: heard.append(end.name))
    assert sorted(DRAWN[started:]) == ["one.mp4", "one.png", "two.svg"]
    assert len(talk.drawn) == len(more.copied) == 5
    assert (more.drawn, more.failed) == ((), ())
    assert {"talk/one.png", "more/first.png"} <= set(heard)
    assert (tmp_path / "more/first.png").read_bytes() == (tmp_path / "talk/one.png").read_bytes()
    told = read_manifest(tmp_path / "more")["first.transcript.txt"].told
    assert told["steps"][0]["file"] == "first.step-1.svg"
    assert (tmp_path / "more/first.step-1.svg").read_text() == "2"
    assert out_of_date(plans[1].outputs, tmp_path / "more") == ()


def test_what_another_lecture_has_already_is_copied(lecture: Lecture, tmp_path: Path):
    run(lecture, tmp_path / "talk")
    outputs, started = outputs_of(lecture), len(DRAWN)
    plans = [
        Plan(lecture, outputs, out_of_date(outputs, tmp_path / name), tmp_path / name)
        for name in ("talk", "more")
    ]
    talk, more = build_all(plans, 2, Progress(io.StringIO()), lambda end: None)
    assert DRAWN[started:] == []
    assert (len(talk.unchanged), len(more.copied)) == (3, 3)


def test_steps_that_are_no_longer_told_are_removed(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    for at in (5, 2):
        plan = read(tmp_path, LECTURE.replace("at = 2", f"at = {at}"))
        outputs = outputs_of(plan, only=["one"], told=True)
        build(plan, outputs, outputs, folder, 2, Progress(io.StringIO()), lambda end: None)
        assert (folder / "one.step-2.svg").exists() == (at == 5)
    assert (folder / "one.step-1.svg").read_text() == "2"


def test_a_summary_counts_what_was_copied():
    summary = Summary(Path("out/a"), ("a.png",), (), (), 2, copied=("b.png",))
    assert str(summary) == "2 outputs in out/a: 1 drawn, 1 copied, 0 unchanged, 0 failed, in 0:02"
    assert summary.to_json()["copied"] == ("b.png",)


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
    assert [name for name, _ in result.failed] == ["one.png", "one.mp4"]
    assert {why for _, why in result.failed} == {f"{tmp_path / 'talk.toml'}:9: at: there is no slope at 9"}
    assert names(out_of_date(outputs_of(failing), tmp_path / "out")) == ["one.png", "one.mp4"]


def test_the_worlds_fault_is_told_without_a_line(lecture: Lecture, tmp_path: Path):
    result = run(read(tmp_path, LECTURE.replace("at = 2", "at = 8")), tmp_path / "out")
    assert result.failed == (("one.mp4", "the disk is full"),)
    assert result.drawn == ("one.png", "two.svg")


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
    assert run(lecture, folder).unchanged == ("one.png",)


def test_figures_with_films_come_first_so_that_no_core_waits_at_the_end(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = LECTURE.replace('["png", "mp4"]', '["png"]').replace('["svg"]', '["mp4", "svg"]')
    started = len(DRAWN)
    run(read(tmp_path, other), tmp_path / "out")
    assert DRAWN[started:] == ["two.svg", "two.mp4", "one.png"]


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
