"""Drawing the outputs of a lecture: each once, in a good order, and one that fails stops no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hillside.lectures import build as building
from hillside.lectures.build import Summary
from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import out_of_date, outputs_of
from hillside.studio.workers import Outcome
from tests.hillside.lectures.stand_in import DRAWN, LECTURE, in_this_process, names, read, run


def test_every_output_is_drawn_exactly_once(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "deep" / "out"
    first = run(lecture, folder)
    assert first.drawn == ("one.png", "one.mp4", "two.svg")
    assert first.failed == first.unchanged == ()
    second = run(lecture, folder)
    assert second.drawn == ()
    assert second.unchanged == ("one.png", "one.mp4", "two.svg")


def test_a_summary_counts_what_was_copied():
    summary = Summary(Path("out/a"), ("a.png",), (), (), 2, copied=("b.png",))
    assert str(summary) == "2 outputs in out/a: 1 drawn, 1 copied, 0 unchanged, 0 failed, in 0:02"
    assert summary.to_json()["copied"] == ("b.png",)


def test_a_failing_figure_stops_no_other_and_says_where_and_why(lecture: Lecture, tmp_path: Path):
    failing = read(tmp_path, LECTURE.replace("at = 2", "at = 9"))
    result = run(failing, tmp_path / "out")
    assert result.drawn == ("two.svg",)
    assert [name for name, _ in result.failed] == ["one.png", "one.mp4"]
    assert {why for _, why in result.failed} == {f"{tmp_path / 'talk.toml'}:9: at: there is no slope at 9"}
    assert names(out_of_date(outputs_of(failing), tmp_path / "out")) == ["one.png", "one.mp4"]


def test_a_failure_that_is_not_the_lectures_fault_names_no_line(lecture: Lecture, tmp_path: Path):
    result = run(read(tmp_path, LECTURE.replace("at = 2", "at = 8")), tmp_path / "out")
    assert result.failed == (("one.mp4", "the disk is full"),)
    assert result.drawn == ("one.png", "two.svg")


def test_an_interrupted_build_resumes_where_it_stopped(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def cut(*args: object, **more: object) -> Iterator[Outcome]:
        yield next(in_this_process(*args, **more))  # pyright: ignore
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    monkeypatch.setattr(building, "run_in_processes", cut)
    with pytest.raises(KeyboardInterrupt):
        run(lecture, folder)
    monkeypatch.setattr(building, "run_in_processes", in_this_process)
    assert run(lecture, folder).unchanged == ("one.png",)


def test_figures_with_films_are_drawn_first(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = LECTURE.replace('["png", "mp4"]', '["png"]').replace('["svg"]', '["mp4", "svg"]')
    started = len(DRAWN)
    run(read(tmp_path, other), tmp_path / "out")
    assert DRAWN[started:] == ["two.svg", "two.mp4", "one.png"]
