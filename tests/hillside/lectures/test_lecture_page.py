"""The page of a lecture in a browser: what plays, what can be reached, and what it asks of a network."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest

from hillside.lectures.lecture_page import write_page
from tests.hillside.lectures.booklets import booklet
from tests.hillside.media import DRAWING, write_film


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lecture")
    for number in (1, 2, 3):
        (folder / f"one.step-{number}.svg").write_text(DRAWING.format(9))
    (folder / "handout.pdf").touch()
    (folder / "steps.pdf").touch()
    write_film(folder / "one.mp4", 20)
    with av.open(str(folder / "one.mp4")) as film:
        next(film.decode(video=0)).to_image().save(folder / "one.poster.png")
    return folder


def write(folder: Path, theme: str = "light", code: str = "en") -> Path:
    write_page(booklet(theme, code), folder / "index.html")
    return folder / "index.html"


@pytest.mark.parametrize(
    ("theme", "code"), [("light", "en"), ("dark", "en"), ("print", "de"), ("light", "ar")]
)
@pytest.mark.parametrize("still", [False, True])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_accessibility_violation_and_the_page_does_not_scroll_sideways(
    browser: Any, axe: str, folder: Path, theme: str, code: str, still: bool, width: int
):
    browser.open(write(folder, theme, code), width, still=still)
    browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
    browser.run(axe)
    found = json.loads(browser.run("axe.run().then(found => JSON.stringify(found))"))
    told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_requests_only_its_own_files_and_logs_no_error(browser: Any, folder: Path):
    browser.open(write(folder))
    browser.run("scrollTo(0, 1e6); new Promise(done => setTimeout(done, 300))")
    assert browser.asked()
    for address in browser.asked():
        assert re.match(rf"(data:|{re.escape(folder.as_uri())}/)", address), address
    assert browser.complaints() == []


def test_the_page_contains_no_remote_address(folder: Path):
    assert "//" not in re.sub(r"data:[^\"]*|lang=\"[^\"]*\"", "", write(folder).read_text())


def test_the_film_plays_with_its_captions_below_it(browser: Any, folder: Path):
    browser.open(write(folder))
    shown = browser.run(
        "(async () => { const film = document.querySelector('video'); film.muted = true; await film.play();"
        " await new Promise(done => film.ontimeupdate = () => film.currentTime > 1.1 && done());"
        " const track = film.textTracks[0];"
        " return [track.mode, track.kind, track.language, track.cues.length,"
        " film.videoWidth, film.controls, film.poster.endsWith('one.poster.png')]; })()"
    )
    assert shown == ["hidden", "captions", "en", 2, 160, True, True]
    line = "document.querySelector('#one .caption')"
    assert browser.run(f"{line}.textContent") == "It is < 1 & flat."
    film = "document.querySelector('video')"
    assert browser.run(f"{line}.getBoundingClientRect().top >= {film}.getBoundingClientRect().bottom")


def test_figures_stand_under_the_headings_of_the_lecture(browser: Any, folder: Path):
    first, second, third = booklet().chapters
    headed = (first, replace(second, heading="Slopes & signs"), third)
    target = folder / "headed.html"
    write_page(replace(booklet(), chapters=headed), target)
    browser.open(target)
    seen = browser.run("[...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName + h.textContent)")
    assert [each for each in seen if "lecturer" not in each] == [
        "H1Slopes <and> more",
        'H21 A "film" & more',
        "H2Slopes & signs",
        "H32 A picture",
        "H33 A still",
    ]
    count = "list => [list.start, list.querySelectorAll('a').length]"
    lists = browser.run(f"[...document.querySelectorAll('nav ol')].map({count})")
    assert lists == [[1, 1], [2, 2]]


def test_with_reduced_motion_the_steps_are_shown_in_place_of_the_film(browser: Any, folder: Path):
    script = "['.whole', '.steps'].map(each => document.querySelector('#one ' + each).checkVisibility())"
    browser.open(write(folder))
    assert browser.run(script) == [True, False]
    browser.open(write(folder), still=True)
    assert browser.run(script) == [False, True]
    assert browser.run("document.querySelector('#three .whole').checkVisibility()"), "a still does not move"


def test_the_steps_can_be_turned_with_the_keyboard_alone(browser: Any, folder: Path):
    browser.open(write(folder), still=True)
    focus = "document.activeElement.className || document.activeElement.textContent"
    for _ in range(20):
        browser.press("Tab")
        if browser.run(focus) == "reel":
            break
    assert browser.run(focus) == "reel"
    here = (
        "(() => { const reel = document.activeElement.closest('.steps').querySelector('.reel');"
        " return Math.round(Math.abs(reel.scrollLeft) / reel.clientWidth * 10) / 10; })()"
    )
    places: list[float] = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        browser.press(key)
        places.append(round(browser.run(here)))
    assert places == [1, 2, 2, 1]
    browser.press("Tab")
    browser.press("Tab")
    assert browser.run("document.activeElement.textContent") == "Next step"
    browser.press("Enter")
    assert round(browser.run(here)) == 2


def test_in_arabic_the_next_step_is_on_the_left(browser: Any, folder: Path):
    browser.open(write(folder, code="ar"), still=True)
    browser.run("document.querySelector('.reel').focus()")
    browser.press("ArrowLeft")
    assert browser.run("document.querySelector('.reel').scrollLeft") < 0


def test_the_buttons_say_which_view_is_shown(browser: Any, folder: Path):
    browser.open(write(folder))
    pressed = "[...document.querySelectorAll('#one .views button')].map(each => each.ariaPressed)"
    assert browser.run(pressed) == ["true", "false"]
    browser.run("document.querySelectorAll('#one .views button')[1].focus()")
    browser.press(" ")
    assert browser.run(pressed) == ["false", "true"]


def test_film_and_pictures_are_described_to_screen_readers(browser: Any, folder: Path):
    browser.open(write(folder))
    browser.send("Accessibility.enable")
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    told = {
        (node["role"]["value"], node.get("name", {}).get("value"), node.get("description", {}).get("value"))
        for node in nodes
        if not node["ignored"]
    }
    browser.send("Accessibility.disable")
    assert [each for each in told if each[0] == "Video"] == [
        ("Video", '1 A "film" & more', "A curve with its tangent.")
    ]
    assert ("image", "A curve with its tangent.", "") in {
        (role, name, more or "") for role, name, more in told
    }
    assert {"banner", "main", "navigation", "region"} <= {role for role, _, _ in told}


def test_the_page_has_the_paper_of_the_theme(browser: Any, folder: Path):
    for theme, paper, scheme in (
        ("light", "rgb(255, 255, 255)", "light"),
        ("dark", "rgb(16, 22, 29)", "dark"),
    ):
        browser.open(write(folder, theme))
        looks = "['body', 'html'].map(each => getComputedStyle(document.querySelector(each)))"
        seen = browser.run(f"{looks}.map((style, place) => style[['backgroundColor', 'colorScheme'][place]])")
        assert seen == [paper, scheme]


def test_text_is_escaped_on_the_page(browser: Any, folder: Path):
    browser.open(write(folder))
    assert browser.run("document.title") == "Slopes <and> more"
    assert browser.run("document.querySelector('.missing').textContent") == "Not drawn: four"
