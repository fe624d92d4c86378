"""What a lecture asks for, what each output is to look like, and which outputs are out of date."""

from pathlib import Path

import pytest

from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import Overrides, out_of_date, outputs_of
from hillside.stage.errors import Refusal
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Excerpt, Job
from tests.hillside.lectures.stand_in import LECTURE, names, read, run


def jobs(tmp_path: Path, top: str, one: str, **overruled: str) -> dict[str, Job]:
    text = f"{top}\n{LECTURE}".replace('id = "one"', f'id = "one"\n{one}')
    outputs = outputs_of(read(tmp_path, text), overrides=Overrides(**overruled), transcripts=True)
    return {each.name: each.job for each in outputs}


def test_the_outputs_of_a_lecture_are_in_order(lecture: Lecture):
    outputs = outputs_of(lecture)
    assert names(outputs) == ["one.png", "one.mp4", "two.svg"]
    assert {(output.job.quality, str(output.job.size), output.job.fps) for output in outputs} == {
        ("draft", "854x480", 15)
    }


def test_the_command_line_overrides_the_lecture(lecture: Lecture):
    (output, *_) = outputs_of(lecture, overrides=Overrides(theme="dark", quality="final"))
    assert (output.job.theme, output.job.quality, str(output.job.size), output.job.fps) == (
        THEMES["dark"],
        "final",
        "1920x1080",
        60,
    )


def test_each_figure_may_override_the_look_of_its_lecture(lecture: Lecture, tmp_path: Path):
    found = jobs(tmp_path, "fps = 24\nloop = true", 'size = "1:1"\nfps = 12\nloop = false\nbudget = "1MB"')
    assert (found["one.mp4"].fps, found["one.mp4"].excerpt) == (12, Excerpt(budget=1_000_000))
    assert (str(found["one.png"].size), found["one.png"].excerpt) == ("480x480", Excerpt())
    assert str(found["two.svg"].size) == "854x480"
    assert found["two.svg"].fps == 15, "frames a second do not matter to a still"


def test_a_beat_applies_to_stills_films_and_transcripts_and_a_moment_to_stills(
    lecture: Lecture, tmp_path: Path
):
    beat = jobs(tmp_path, "", "beat = 2")
    assert {beat[name].excerpt.beat for name in ("one.png", "one.mp4", "one.transcript.txt")} == {2}
    moment = jobs(tmp_path, "", "moment = 1.5")
    assert moment["one.png"].excerpt.moment == 1.5
    assert moment["one.mp4"].excerpt == moment["one.transcript.txt"].excerpt == Excerpt()


def test_a_background_comes_from_the_figure_the_lecture_or_the_command_line(lecture: Lecture, tmp_path: Path):
    found = jobs(tmp_path, 'background = "#fdf6e3"', 'background = "#ffffff"')
    assert (found["one.png"].theme.paper, found["two.svg"].theme.paper) == ("#ffffff", "#fdf6e3")
    found = jobs(tmp_path, 'background = "#fdf6e3"', "", background="#eeeeee")
    assert {job.theme.paper for job in found.values()} == {"#eeeeee"}
    text = LECTURE.replace('["png", "mp4"]', '["png"]\nbackground = "transparent"')
    outputs = outputs_of(read(tmp_path, text), transcripts=True)
    clear = {each.name: each.job.excerpt.transparent for each in outputs}
    assert clear == {
        "one.png": True,
        "one.transcript.txt": True,
        "two.svg": False,
        "two.transcript.txt": False,
    }


def test_what_a_file_cannot_hold_is_refused_with_the_line_of_the_outputs(lecture: Lecture, tmp_path: Path):
    with pytest.raises(Refusal, match=r"talk\.toml:9: \.mp4 has no transparency; choose \.webm or \.mov"):
        jobs(tmp_path, "", 'background = "transparent"')


def test_one_figure_can_be_requested_alone(lecture: Lecture):
    assert names(outputs_of(lecture, only=["two"])) == ["two.svg"]


def test_an_unknown_id_is_refused_with_the_closest_one(lecture: Lecture):
    with pytest.raises(Refusal, match=r'talk.toml has the id "twoo"; did you mean "two"\?'):
        outputs_of(lecture, only=["twoo"])


def test_only_what_changed_is_drawn_again(lecture: Lecture, tmp_path: Path, figures: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    changed = read(tmp_path, LECTURE.replace("at = 2", "at = 3"))
    assert names(out_of_date(outputs_of(changed), folder)) == ["one.png", "one.mp4"]
    scene = figures / "two_words" / "scene.py"
    scene.write_text(scene.read_text() + "\n")
    assert names(out_of_date(outputs_of(lecture), folder)) == ["two.svg"]


def test_an_edited_or_removed_output_is_drawn_again(lecture: Lecture, tmp_path: Path):
    folder = tmp_path / "out"
    run(lecture, folder)
    (folder / "one.png").write_text("scribble")
    (folder / "two.svg").unlink()
    assert names(out_of_date(outputs_of(lecture), folder)) == ["one.png", "two.svg"]
