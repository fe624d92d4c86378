"""Colors of one's own, large words, pace and title: in recipes and keys, in commands and lecture files."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hillside.lectures.lecture import read_lecture
from hillside.lectures.outputs import Overrides, outputs_of
from hillside.stage import PACES
from hillside.stage.errors import Refusal
from hillside.stage.film import Beat, reading_time
from hillside.stage.look.color import from_oklch, oklch
from hillside.stage.look.contrast import broken
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import command, job_of, recipe_from
from hillside.studio.renderer import staged
from hillside.studio.requested_look import LookChanges, theme_of

PLAIN = Job.read("tangent", {"at": "2"}, ".mp4", THEMES["light"], "320x180", "draft")
CHANGED = {
    "color": replace(PLAIN, theme=theme_of("light", changes=LookChanges((("curve", "navy"),)))),
    "text-size": replace(PLAIN, theme=theme_of("light", changes=LookChanges(text_size="large"))),
    "pace": replace(PLAIN, excerpt=Excerpt(pace="slower")),
    "title": replace(PLAIN, title="The slope at 2"),
}


@pytest.mark.parametrize("option", CHANGED)
def test_what_changes_a_picture_is_in_its_key_its_recipe_and_its_command(option: str):
    job = CHANGED[option]
    assert key(job) != key(PLAIN)
    recipe = recipe_from(Recipe.of(job).to_text())
    assert recipe is not None
    assert job_of(recipe).to_json() == job.to_json()
    assert f"--{option}" in command(recipe, "a.mp4")
    assert f"--{option}" not in command(Recipe.of(PLAIN), "a.mp4")


def test_a_color_on_a_background_is_told_with_both():
    changes = LookChanges((("slope", "#ffb000"),))
    job = replace(PLAIN, theme=theme_of("light", "navy", changes=changes))
    words = command(Recipe.of(job), "a.mp4")
    assert "--background 000080" in words
    assert "slope=#ffb000" in words


@pytest.mark.parametrize(
    ("colors", "why"),
    [
        ({"curve": "yellow"}, "the nearest color that passes is"),
        ({"kurve": "navy"}, 'did you mean "curve"?'),
        ({"curve": "darkblu"}, 'did you mean "darkblue"?'),
        ({"paper": "navy"}, "the color of the paper is the background"),
        ({"curve": "#b3261e", "slope": "#b3261f"}, "cannot be told apart"),
    ],
)
def test_a_color_that_cannot_be_read_is_refused_with_a_way_out(colors: dict[str, str], why: str):
    with pytest.raises(Refusal, match=why.replace("?", r"\?")):
        theme_of("light", changes=LookChanges(tuple(colors.items())))


@pytest.mark.parametrize("name", THEMES)
def test_the_color_that_a_refusal_names_passes(name: str):
    for role in ("curve", "slope", "legs"):
        lightness, chroma, hue = oklch(THEMES[name].color(role))
        faded = from_oklch((lightness + 4 * oklch(THEMES[name].paper)[0]) / 5, chroma, hue)
        with pytest.raises(Refusal) as refused:
            theme_of(name, changes=LookChanges(((role, faded),)))
        named = str(refused.value).rpartition(" ")[2]
        assert not broken(theme_of(name, changes=LookChanges(((role, named),))))


def test_large_words_are_larger_by_a_quarter_and_numbers_too():
    heights: dict[str, dict[str, float]] = {}
    for option, job in (("normal", PLAIN), ("large", CHANGED["text-size"])):
        with staged(replace(job, suffix=".png")) as figure:
            parts = figure.still()
            heights[option] = {name: float(parts[name].height) for name in ("at-name", "x-tick-1")}
    for name, height in heights["large"].items():
        assert height == pytest.approx(1.25 * heights["normal"][name], rel=0.1)


def test_a_figure_without_room_for_large_words_says_so():
    job = replace(CHANGED["text-size"], figure="optimizers", params=())
    with pytest.raises(Refusal, match='the text size "normal"'), staged(job):
        pass


@pytest.mark.parametrize("pace", PACES)
def test_a_film_is_as_long_as_its_pace_says_and_can_be_read(pace: str):
    with staged(PLAIN) as figure:
        normal = figure.film
    with staged(replace(PLAIN, excerpt=Excerpt(pace=pace))) as figure:
        film = figure.film
    for beat, usual in zip(film.beats, normal.beats, strict=True):
        assert beat.seconds == pytest.approx(usual.seconds * PACES[pace])
        assert beat.length == pytest.approx(max(usual.length * PACES[pace], reading_time(beat.say)))
    assert film.last().params == normal.last().params


def test_a_walk_keeps_its_halts_at_another_pace():
    walk = Beat(say="Two.", to={"step": 2.0}, seconds=2.5, stages=2, halt=0.5)
    assert [walk.paced(1.5).glided(share) for share in (0.0, 0.4, 0.6, 1.0)] == [
        pytest.approx(walk.glided(share)) for share in (0.0, 0.4, 0.6, 1.0)
    ]


LECTURE = """\
title = "Slopes"
size = "320x180"
pace = "slower"
text-size = "large"
[colors]
curve = "navy"
[[figure]]
id = "one"
figure = "tangent"
title = "One slope"
outputs = ["png", "mp4"]
[[figure]]
id = "two"
figure = "tangent"
outputs = ["mp4"]
pace = "faster"
text-size = "normal"
[figure.colors]
curve = "#103080"
"""


def jobs(folder: Path, text: str, **overrides: object) -> dict[str, Job]:
    file = folder / "talk.toml"
    file.write_text(text)
    outputs = outputs_of(read_lecture(file), overrides=Overrides(**overrides))  # pyright: ignore
    return {output.name: output.job for output in outputs}


def test_a_lecture_file_gives_them_for_all_figures_or_for_one(tmp_path: Path):
    found = jobs(tmp_path, LECTURE)
    one, two = found["one.mp4"], found["two.mp4"]
    assert (one.theme.curve, one.theme.typeface.scale, one.excerpt.pace) == ("#000080", 1.25, "slower")
    assert (two.theme.curve, two.theme.typeface.scale, two.excerpt.pace) == ("#103080", 1.0, "faster")
    assert (one.title, two.title) == ("One slope", "")


def test_the_command_line_has_precedence(tmp_path: Path):
    colors = (("curve", "#0d3cc4"),)
    found = jobs(
        tmp_path,
        LECTURE,
        pace="normal",
        text_size="normal",
        colors=colors,
        size="4:3",
        fps=12,
        quality="draft",
    )
    for job in (found["one.mp4"], found["two.mp4"]):
        assert job.theme.curve == "#0d3cc4"
        assert (job.theme.typeface.scale, job.excerpt.pace, job.fps) == (1.0, "normal", 12)
        assert str(job.size) == "640x480"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('curve = "navy"', 'curve = "yellow"', "the nearest color that passes"),
        ('curve = "navy"', 'kurve = "navy"', 'did you mean "curve"'),
        ('curve = "navy"', 'curve = "nabi"', "talk.toml:5: colors = "),
        (
            'pace = "slower"',
            'pace = "slow"',
            "talk.toml:3: pace = 'slow' is not one of slower, normal, faster; did you mean \"slower\"",
        ),
        ('text-size = "large"', 'text-size = "big"', 'did you mean "large"'),
        ('text-size = "large"', 'textsize = "large"', 'did you mean "text-size"'),
    ],
)
def test_a_wrong_one_in_a_lecture_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, why: str):
    with pytest.raises(Refusal) as refused:
        jobs(tmp_path, LECTURE.replace(old, new, 1))
    assert why in str(refused.value)


def test_json_holds_them_all():
    job = json.loads(json.dumps(CHANGED["pace"].to_json()))
    assert job["finish"]["pace"] == "slower"
    assert CHANGED["title"].to_json()["title"] == "The slope at 2"
