"""What a figure tells: its transcript, its alt text and its steps, from its own film."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hillside.lectures.narrate import tell
from hillside.lectures.narration import Line, Step, Telling, transcript
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.shoot import staged

JOB = Job.read("tangent", {}, ".svg", THEMES["light"], "640x360", "draft")
SVG = "{http://www.w3.org/2000/svg}"


def told_of(folder: Path, excerpt: Excerpt = WHOLE, figure: str = "tangent") -> tuple[Telling, list[str]]:
    job = replace(JOB, figure=figure, excerpt=excerpt)
    with staged(job) as drawn:
        told, files = tell(drawn, job, folder / "one.transcript.txt")
    return told, [file.name for file in files]


def groups(file: Path) -> list[str]:
    return [group.get("id", "") for group in ElementTree.parse(file).getroot() if group.tag == f"{SVG}g"]


def test_there_is_a_step_for_each_beat_and_the_last_is_the_whole_picture(tmp_path: Path):
    told, files = told_of(tmp_path)
    assert files[:3] == ["one.transcript.txt", "one.alt.txt", "one.step-1.svg"]
    assert [step.lines for step in told.steps] == [(beat,) for beat in range(len(told.lines))]
    assert "touch" not in groups(tmp_path / "one.step-1.svg")
    assert "touch" in groups(tmp_path / "one.step-2.svg")
    assert "callout" in groups(tmp_path / told.steps[-1].file)


def test_what_is_seen_is_what_the_steps_show_more(tmp_path: Path):
    told, _ = told_of(tmp_path)
    assert told.lines[1].seen == "Appears: the point on the curve."
    assert told.lines[3].seen == "Moves: the tangent and the point on the curve."
    assert told.seen_at(told.steps[1], Language("en")) == told.lines[1].seen
    assert told.seen_at(told.steps[-1], Language("en")) == told.alt


def test_the_transcript_has_every_line_with_its_time_and_the_alt_text_its_own_file(tmp_path: Path):
    told, _ = told_of(tmp_path)
    text = (tmp_path / "one.transcript.txt").read_text(encoding="utf-8")
    assert text == transcript(told)
    for line in told.lines:
        assert f"\n{line.say}\n[{line.seen}]\n" in text
    assert (tmp_path / "one.alt.txt").read_text(encoding="utf-8") == f"{told.alt}\n"
    assert [line.start for line in told.lines] == sorted(line.start for line in told.lines)


def test_one_beat_alone_is_told_from_the_one_before(tmp_path: Path):
    told, files = told_of(tmp_path, replace(WHOLE, beat=2))
    assert files == ["one.transcript.txt", "one.alt.txt", "one.step-1.svg"]
    assert [(line.say, line.seen) for line in told.lines] == [
        ("Pick a point on it.", "Appears: the point on the curve.")
    ]


def test_a_moment_has_one_step(tmp_path: Path):
    told, _ = told_of(tmp_path, replace(WHOLE, moment=4.5))
    assert (len(told.lines), len(told.steps), told.lines[0].start) == (1, 1, 4.5)


def test_beats_that_end_on_the_same_picture_share_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with staged(JOB) as drawn:
        beats = drawn.film.beats
        once = [replace(beats[0], at={}), replace(beats[0], at={}, show=(), say="Look again."), beats[1]]
        monkeypatch.setattr(type(drawn), "story", lambda figure: iter(once))
    told, files = told_of(tmp_path)
    assert [step.lines for step in told.steps] == [(0, 1), (2,)]
    assert files[2:] == ["one.step-1.svg", "one.step-2.svg"]
    assert told.said_at(told.steps[0], Language("en")).endswith("f of x. Look again.")
    assert told.lines[1].seen == ""


def test_a_telling_is_the_same_after_a_round_trip():
    told = Telling("T", "A.", (Line("S.", "", 0.0, 1.0),), (Step("a.step-1.svg", (0,)),))
    assert Telling.from_json(told.to_json()) == told


def test_names_of_many_steps_sort_as_they_come(tmp_path: Path):
    _, files = told_of(tmp_path, figure="hiker")
    steps = [name for name in files if ".step-" in name]
    assert len(steps) >= 10
    assert sorted(steps) == steps
