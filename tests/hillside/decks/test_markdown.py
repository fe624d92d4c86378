"""Slides in Markdown: read by Pandoc, on which Quarto is built, and by Marp itself."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pypandoc
import pytest

from hillside.decks.kinds import exporter_of
from hillside.decks.slides import Deck
from tests.hillside.decks.talks import by_beat

MARP = Path(__file__).parents[3] / ".venv" / "marp" / "node_modules" / ".bin" / "marp"
FIRST = "First, 50% of_it & <this>: {x} #1 $y$ ~ ^."
LAST = 'A line of slope "−2", bg contrast left: f(x) = x^2 \\ {a} & <b>.'


@dataclass
class Section:
    """One slide: its attributes, its elements with theirs, and its words by element."""

    about: dict[str, str | None]
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [about for each, about in self.elements if each == tag]


class Sections(HTMLParser):
    """The slides of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Section] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.found.append(Section(dict(attrs)))
        elif self.found:
            self.found[-1].elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.found and "section" in self.open:
            inside = next((tag for tag in ("aside", "h1", "h2") if tag in self.open), "p")
            words = self.found[-1].words
            words[inside] = words.get(inside, "") + data


def written(deck: Deck, target: Path) -> tuple[Path, ...]:
    target.parent.mkdir(exist_ok=True)
    return exporter_of(target).export(deck, target)


def by_pandoc(file: Path, *options: str) -> list[Section]:
    return Sections(pypandoc.convert_file(str(file), "revealjs", format="markdown", extra_args=options)).found


@pytest.fixture
def marp() -> Path:
    if not MARP.exists() or shutil.which("node") is None:
        missing = "Marp is not installed; make marp does it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return MARP


def by_marp(marp: Path, file: Path, *options: str) -> list[Section]:
    page = file.with_suffix(".html")
    subprocess.run([marp, *options, file, "-o", page], check=True, capture_output=True, timeout=120)
    return Sections(page.read_text(encoding="utf-8").partition("<script")[0]).found


@pytest.mark.parametrize("suffix", [".qmd", ".md"])
def test_media_are_copied_beside_the_source(talk: Deck, tmp_path: Path, suffix: str):
    files = written(talk, tmp_path / "out" / f"talk{suffix}")
    names = {file.relative_to(tmp_path / "out").as_posix() for file in files}
    source = files[0].read_text(encoding="utf-8")
    named = set(re.findall(r'"(talk-media/[^"]+)"', source))
    assert named == names - {f"talk{suffix}"}
    assert {"talk-media/film.mp4", "talk-media/film.vtt", "talk-media/a.svg"} <= named
    assert str(tmp_path) not in source


@pytest.mark.parametrize("suffix", [".qmd", ".md"])
def test_the_same_lecture_gives_the_same_bytes(talk: Deck, tmp_path: Path, suffix: str):
    first, second = (written(talk, tmp_path / name / f"talk{suffix}") for name in ("one", "two"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_pandoc_parses_titles_pictures_film_and_notes_as_intended(talk: Deck, tmp_path: Path):
    written(talk, tmp_path / "talk.qmd")
    film, still = by_pandoc(tmp_path / "talk.qmd")
    assert film.words["h2"] == talk.slides[0].title
    assert [(each["src"], each["alt"]) for each in film.all("img")] == [
        ("talk-media/a.svg", FIRST),
        ("talk-media/b.svg", LAST),
    ]
    assert [each.get("class") for each in film.all("img")] == ["figure", "figure fragment"]
    (video,), (track,) = film.all("video"), film.all("track")
    assert {"data-autoplay", "controls", "muted", "playsinline"} <= video.keys()
    assert (video["class"], video["poster"], video["aria-label"]) == (
        "figure fragment",
        "talk-media/b.svg",
        LAST,
    )
    assert (track["kind"], track["srclang"]) == ("captions", "en")
    said = [*talk.slides[0].notes.split("\n"), *(step.say for step in talk.slides[0].steps)]
    assert film.words["aside"].split("\n") == ["", *said, ""]
    assert (still.words["h2"], [each["alt"] for each in still.all("img")]) == ("A hill", ["A hill."])
    assert not still.all("video") + still.all("aside")


def test_pandoc_parses_the_title_of_the_lecture(talk: Deck, tmp_path: Path):
    written(talk, tmp_path / "talk.qmd")
    opening = by_pandoc(tmp_path / "talk.qmd", "--standalone")[0]
    assert (opening.words["h1"], opening.words["p"].strip()) == (talk.title, talk.subtitle)


def test_a_slide_for_each_beat_plays_the_clip_of_the_beat(talk: Deck, tmp_path: Path):
    written(by_beat(talk), tmp_path / "talk.qmd")
    first, second, still = by_pandoc(tmp_path / "talk.qmd")
    assert [each.all("video")[0]["src"] for each in (first, second)] == [
        "talk-media/a.mp4",
        "talk-media/b.mp4",
    ]
    assert not first.all("img")
    assert not still.all("video")
    assert first.words["h2"].endswith("1/2")


def test_marp_shows_a_slide_for_each_beat_and_the_film_on_the_last(talk: Deck, tmp_path: Path, marp: Path):
    written(talk, tmp_path / "talk.md")
    opening, first, second, still = by_marp(marp, tmp_path / "talk.md", "--html")
    assert opening.words["h1"] == talk.title
    assert opening.words["p"].strip() == talk.subtitle
    assert opening.about["data-background-color"] == talk.theme.paper
    assert [each.words["h2"] for each in (first, second, still)] == [talk.slides[0].title] * 2 + ["A hill"]
    assert [(each["src"], each["alt"]) for each in first.all("img")] == [("talk-media/a.svg", FIRST)]
    (video,) = second.all("video")
    assert (video["poster"], video["aria-label"]) == ("talk-media/b.svg", LAST)
    assert second.all("track")[0]["src"] == "talk-media/film.vtt"
    assert not second.all("img")


def test_marp_shows_notes_only_to_the_speaker(talk: Deck, tmp_path: Path, marp: Path):
    written(talk, tmp_path / "talk.md")
    sections = by_marp(marp, tmp_path / "talk.md", "--html")
    assert "Look at" not in "".join("".join(each.words.values()) for each in sections)
    notes = tmp_path / "notes.txt"
    subprocess.run([marp, "--notes", tmp_path / "talk.md", "-o", notes], check=True, capture_output=True)
    said = notes.read_text(encoding="utf-8")
    assert "# Look at the *line* ‐‐> it's 50% {up}." in said
    assert FIRST in said


def test_marp_shows_pictures_and_films_without_the_html_option(talk: Deck, tmp_path: Path, marp: Path):
    written(by_beat(talk), tmp_path / "talk.md")
    _, first, second, still = by_marp(marp, tmp_path / "talk.md")
    assert [each.all("video")[0]["src"] for each in (first, second)] == [
        "talk-media/a.mp4",
        "talk-media/b.mp4",
    ]
    assert still.all("img")[0]["alt"] == "A hill."
