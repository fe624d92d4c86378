"""What is kept of a build: its records, copies of equal outputs, and no file that nothing has any more."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from hillside.lectures import build as building
from hillside.lectures import build_records
from hillside.lectures.build import build
from hillside.lectures.lecture import Lecture, read_lecture
from hillside.lectures.manifest import Record, read_manifest, write_manifest
from hillside.lectures.outputs import out_of_date, outputs_of
from hillside.lectures.schedule import LectureBuild
from hillside.stage.errors import Failure
from hillside.studio.progress import Progress
from hillside.studio.workers import Outcome
from tests.hillside.lectures.stand_in import DRAWN, LECTURE, in_this_process, read, run


def test_the_manifest_says_how_each_output_was_made(lecture: Lecture, tmp_path: Path):
    run(lecture, tmp_path / "out")
    records = read_manifest(tmp_path / "out")
    assert records["one.png"].job["params"] == [["at", "2"], ["steps", "3"]]
    assert records["one.png"].rendering["files"] == ["one.png"]


def test_equal_outputs_of_two_lectures_are_drawn_once(lecture: Lecture, tmp_path: Path):
    (tmp_path / "more.toml").write_text(LECTURE.replace('"one"', '"first"').replace('"two"', '"second"'))
    builds: list[LectureBuild] = []
    for each in (lecture, read_lecture(tmp_path / "more.toml")):
        outputs = outputs_of(each, transcripts=True)
        builds.append(LectureBuild(each, outputs, outputs, tmp_path / each.source.path.stem))
    started, heard = len(DRAWN), list[str]()
    talk, more = build(builds, 2, Progress(io.StringIO()), lambda outcome: heard.append(outcome.name))
    assert sorted(DRAWN[started:]) == ["one.mp4", "one.png", "two.svg"]
    assert len(talk.drawn) == len(more.copied) == 5
    assert (more.drawn, more.failed) == ((), ())
    assert {"talk/one.png", "more/first.png"} <= set(heard)
    assert (tmp_path / "more/first.png").read_bytes() == (tmp_path / "talk/one.png").read_bytes()
    transcript = read_manifest(tmp_path / "more")["first.transcript.txt"].transcript
    assert transcript["steps"][0]["file"] == "first.step-1.svg"
    assert (tmp_path / "more/first.step-1.svg").read_text() == "2"
    assert out_of_date(builds[1].outputs, tmp_path / "more") == ()


def test_an_output_that_another_lecture_has_is_copied(lecture: Lecture, tmp_path: Path):
    run(lecture, tmp_path / "talk")
    outputs, started = outputs_of(lecture), len(DRAWN)
    builds = [
        LectureBuild(lecture, outputs, out_of_date(outputs, tmp_path / name), tmp_path / name)
        for name in ("talk", "more")
    ]
    talk, more = build(builds, 2, Progress(io.StringIO()))
    assert DRAWN[started:] == []
    assert (len(talk.unchanged), len(more.copied)) == (3, 3)


def test_the_files_of_dropped_steps_are_removed(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    for at in (5, 2):
        changed = read(tmp_path, LECTURE.replace("at = 2", f"at = {at}"))
        outputs = outputs_of(changed, only=["one"], transcripts=True)
        build([LectureBuild(changed, outputs, outputs, folder)], 2, Progress(io.StringIO()))
        assert (folder / "one.step-2.svg").exists() == (at == 5)
    assert (folder / "one.step-1.svg").read_text() == "2"


def test_building_one_figure_keeps_the_record_of_the_others(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    run(lecture, folder, outputs_of(lecture, only=["two"]))
    assert sorted(read_manifest(folder)) == ["one.mp4", "one.png", "two.svg"]


def test_a_folder_that_cannot_be_created_is_a_failure(lecture: Lecture, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match=r"cannot make the folder .*choose another with --to"):
        run(lecture, tmp_path / "file" / "out")


def test_a_link_in_the_folder_does_not_lead_an_output_to_a_file_elsewhere(lecture: Lecture, tmp_path: Path):
    (tmp_path / "victim.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "one.png").symlink_to(tmp_path / "victim.txt")
    with pytest.raises(Failure, match="leads out of its folder"):
        run(lecture, tmp_path / "out")
    assert (tmp_path / "victim.txt").read_text() == "mine"


def test_a_long_manifest_is_written_now_and_then_and_however_the_build_ends(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    written: list[int] = []

    def write(folder: Path, title: str, records: dict[str, Record]) -> None:
        written.append(len(records))
        write_manifest(folder, title, records)

    def cut(*args: object, **more: object) -> Iterator[Outcome]:
        ends = in_this_process(*args, **more)  # pyright: ignore
        yield from (next(ends), next(ends))
        raise KeyboardInterrupt

    monkeypatch.setattr(build_records, "QUICK", -1.0)
    monkeypatch.setattr(build_records, "SHARE", 1e9)
    monkeypatch.setattr(build_records, "write_manifest", write)
    run(lecture, tmp_path / "whole")
    assert written == [1, 3]
    monkeypatch.setattr(building, "run_in_processes", cut)
    with pytest.raises(KeyboardInterrupt):
        run(lecture, tmp_path / "cut")
    assert len(read_manifest(tmp_path / "cut")) == 2


def test_a_folder_in_the_place_of_the_manifest_is_told_before_anything_is_drawn(
    lecture: Lecture, tmp_path: Path
):
    (tmp_path / "out" / "manifest.json").mkdir(parents=True)
    with pytest.raises(Failure, match=r"manifest\.json is a folder; remove it, or choose another folder"):
        run(lecture, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.json"]
