"""A figure in words: its transcript, its alt text and its steps, from its own film."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hillside.lectures.transcript import Line, Step, Transcript
from hillside.lectures.transcription import write_transcript
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.renderer import staged

JOB = Job.read("tangent", {}, ".svg", THEMES["light"], "640x360", "draft")
SVG = "{http://www.w3.org/2000/svg}"
Written = tuple[Path, Transcript, list[str]]


def transcript_of(
    folder: Path, excerpt: Excerpt = WHOLE, figure: str = "tangent"
) -> tuple[Transcript, list[str]]:
    job = replace(JOB, figure=figure, excerpt=excerpt)
    with staged(job) as drawn:
        made, files = write_transcript(drawn, job, folder / "one.transcript.txt")
    return made, [file.name for file in files]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Write the transcript of the tangent, and return its folder, what it says, and its files."""
    folder = tmp_path_factory.mktemp("tangent")
    return folder, *transcript_of(folder)


def groups(file: Path) -> list[str]:
    return [group.get("id", "") for group in ElementTree.parse(file).getroot() if group.tag == f"{SVG}g"]


def test_there_is_a_step_for_each_beat_and_the_last_is_the_whole_picture(written: Written):
    folder, made, files = written
    assert files[:3] == ["one.transcript.txt", "one.alt.txt", "one.step-1.svg"]
    assert [step.lines for step in made.steps] == [(beat,) for beat in range(len(made.lines))]
    assert "touch" not in groups(folder / "one.step-1.svg")
    assert "touch" in groups(folder / "one.step-2.svg")
    assert "callout" in groups(folder / made.steps[-1].file)


def test_the_picture_of_the_handout_is_the_end_laid_out_for_paper(written: Written):
    folder, made, _ = written
    root = ElementTree.parse(folder / made.printed).getroot()
    assert root.get("viewBox") == "0 0 1440 1080"
    assert "callout" in groups(folder / made.printed)
    curve = next(group for group in root if group.get("id") == "curve")
    assert curve[0].get("stroke") == THEMES["print"].curve
    assert made.formula == "f'(x) = (Delta y) / (Delta x)"


def test_the_audio_description_says_what_each_step_adds(written: Written):
    _, made, _ = written
    assert made.lines[1].seen == "Appears: a guide line, the point on the curve, and “−0.30”."
    assert (
        made.lines[3].seen == "Moves: a guide line, the tangent, and the point on the curve. "
        "Now reads: “1.5” and “f'(x) = x^2 - 1 f'(1.50) = 1.25”."
    )
    assert made.description_of(made.steps[1], Language("en")) == made.lines[1].seen
    assert made.description_of(made.steps[-1], Language("en")) == made.alt


def test_the_transcript_has_every_line_with_its_time_and_the_alt_text_its_own_file(written: Written):
    folder, made, _ = written
    text = (folder / "one.transcript.txt").read_text(encoding="utf-8")
    assert text == made.text
    for line in made.lines:
        assert f"\n{line.say}\n[{line.seen}]\n" in text
    assert (folder / "one.alt.txt").read_text(encoding="utf-8") == f"{made.alt}\n"
    assert [line.start for line in made.lines] == sorted(line.start for line in made.lines)


def test_one_beat_alone_is_described_from_the_end_of_the_one_before(tmp_path: Path):
    made, files = transcript_of(tmp_path, replace(WHOLE, beat=2))
    assert files == ["one.transcript.txt", "one.alt.txt", "one.step-1.svg", "one.handout.svg"]
    assert [(line.say, line.seen) for line in made.lines] == [
        ("Pick a point on it.", "Appears: a guide line, the point on the curve, and “−0.30”.")
    ]


def test_the_transcript_of_a_moment_has_one_step(tmp_path: Path):
    made, _ = transcript_of(tmp_path, replace(WHOLE, moment=4.5))
    assert (len(made.lines), len(made.steps), made.lines[0].start) == (1, 1, 4.5)


def test_beats_that_end_on_the_same_picture_share_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with staged(JOB) as drawn:
        beats = drawn.film.beats
        once = [replace(beats[0], at={}), replace(beats[0], at={}, show=(), say="Look again."), beats[1]]
        monkeypatch.setattr(type(drawn), "story", lambda figure: iter(once))
    made, files = transcript_of(tmp_path)
    assert [step.lines for step in made.steps] == [(0, 1), (2,)]
    assert files[2:] == ["one.step-1.svg", "one.step-2.svg", "one.handout.svg"]
    assert made.caption_of(made.steps[0], Language("en")).endswith("f of x. Look again.")
    assert made.lines[1].seen == ""


def test_a_transcript_is_the_same_after_a_round_trip():
    made = Transcript("T", "A.", (Line("S.", "", 0.0, 1.0),), (Step("a.step-1.svg", (0,)),))
    assert Transcript.from_json(made.to_json()) == made


def test_the_file_names_of_many_steps_sort_in_order(tmp_path: Path):
    _, files = transcript_of(tmp_path, figure="optimizers")
    steps = [name for name in files if ".step-" in name]
    assert len(steps) >= 10
    assert sorted(steps) == steps
