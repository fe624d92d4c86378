"""The language from the command line and the lecture file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import render
from hillside.lectures import outputs
from hillside.lectures.lecture import read_lecture
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.key import key
from hillside.studio.requested_look import language_of

Run = Callable[..., Result]
Spoken = Callable[..., list[Language]]

LECTURE = """title = "Slopes"
lang = "de"
[words]
rise = "Zuwachs"
[[figure]]
id = "one"
figure = "slope"
outputs = ["png"]
[[figure]]
id = "two"
figure = "slope"
outputs = ["png"]
lang = "fr"
[figure.words]
run = "pas"
[[figure]]
id = "three"
figure = "slope"
outputs = ["png"]
[figure.words]
rise = "Höhe"
x = "Gewicht"
"""


@pytest.fixture
def run(figures: Path, camera: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line with stand-ins for the figures and the camera."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])


@pytest.fixture
def spoken(figures: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Spoken:
    """Return the languages of the outputs of a lecture, in order."""
    monkeypatch.setattr(outputs, "key", lambda job, also=(): "")  # pyright: ignore
    file = tmp_path / "talk.toml"

    def speak(lecture: str, lang: str | None = None) -> list[Language]:
        file.write_text(lecture)
        return [
            output.job.language
            for output in outputs.outputs_of(read_lecture(file), overrides=outputs.Overrides(lang=lang))
        ]

    return speak


def test_language_and_custom_words_reach_the_job(run: Run):
    words = ("--lang", "DE", "--word", "rise", "Höhe", "--word", "y = f(x)", "Kurve")
    assert run("still", "slope", *words).exit_code == 0
    language = json.loads(Path("slope.png").read_text())["language"]
    assert language == {"code": "de", "words": {"rise": "Höhe", "y = f(x)": "Kurve"}}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--lang", "deutsch"), 'no language "deutsch"; did you mean "de"?'),
        (("--word", "rize", "up"), 'no figure says "rize"; did you mean "rise"?'),
    ],
)
def test_an_unknown_language_or_word_is_a_usage_error(run: Run, words: tuple[str, ...], message: str):
    result = run("still", "slope", *words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_each_figure_of_a_lecture_has_its_language_and_words(spoken: Spoken):
    assert spoken(LECTURE) == [
        language_of("de", {"rise": "Zuwachs"}),
        language_of("fr", {"run": "pas"}),
        language_of("de", {"rise": "Höhe", "x": "Gewicht"}),
    ]


def test_another_language_drops_the_words_of_the_first(spoken: Spoken):
    assert spoken(LECTURE, "fr") == [
        language_of("fr"),
        language_of("fr", {"run": "pas"}),
        language_of("fr"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('lang = "de"', 'lang = "deu"', ":2: lang = 'deu' is not one of en, de"),
        ('lang = "fr"', 'lang = "ff"', ":13: lang = 'ff' is not one of en, de"),
        ('rise = "Zuwachs"', "rise = 3", ":3: words = {'rise': 3} is not a table of texts"),
        ('run = "pas"', 'running = "pas"', ':14: no figure says "running"'),
    ],
)
def test_a_wrong_language_or_word_is_refused_with_its_line(spoken: Spoken, old: str, new: str, message: str):
    assert old in LECTURE
    with pytest.raises(Refusal) as caught:
        spoken(LECTURE.replace(old, new, 1))
    assert message in str(caught.value)


def test_the_key_distinguishes_languages_and_words():
    def keyed(language: Language) -> str:
        return key(Job.read("tangent", {}, ".png", THEMES["light"], "16:9", "standard", language=language))

    languages = [Language("en"), Language("de"), Language("zh"), Language("en", (("rise", "up"),))]
    assert len({keyed(language) for language in languages}) == len(languages)
