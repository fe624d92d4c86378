"""The slides for a browser, in one: what they fetch, how films start, and who can use them."""

import base64
import gzip
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hillside.decks.kinds import exporter_of
from hillside.decks.slides import Deck, Slide, Step
from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES
from tests.hillside.conftest import NavigatedError
from tests.hillside.media import DRAWING, write_film


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    folder = tmp_path_factory.mktemp("media")
    for number in range(3):
        (folder / f"{number}.svg").write_text(DRAWING.format(9 + number))
    write_film(folder / "a.mp4", 40)
    steps = tuple(
        Step(
            say=f"Beat {number} is < {number} & flat.",
            start=2.0 * number,
            seconds=2.0,
            stills={".svg": still},
        )
        for number, still in enumerate([folder / "0.svg", folder / "1.svg"])
    )
    film = Slide(
        id="one",
        title='A "film" & more',
        alt="A curve <with> its tangent.",
        lang="en",
        notes="Watch the line.\nIt turns.",
        size=Size(160, 90),
        stills={".svg": folder / "2.svg"},
        film=folder / "a.mp4",
        steps=steps,
    )
    picture = replace(film, id="two", film=None, steps=steps[:1])
    return Deck(
        title="Slopes <and> more </script>",
        series="A series",
        part=3,
        number=16,
        lang="en",
        theme=THEMES["light"],
        size=Size(1920, 1080),
        per="figure",
        loop=False,
        slides=(film, picture, replace(film, id="three")),
    )


@pytest.fixture
def page(deck: Deck, tmp_path: Path) -> Callable[..., Path]:
    def write(**changes: Any) -> Path:
        target = tmp_path / "a.html"
        exporter_of(target).export(replace(deck, **changes), target)
        return target

    return write


def until(browser: Any, script: str) -> None:
    """Wait until some JavaScript is true, on the page that follows if the present one is left meanwhile."""
    for _ in range(100):
        with suppress(NavigatedError):
            if browser.run(script):
                return
        time.sleep(0.1)
    raise AssertionError(f"never true: {script}")


def start(browser: Any, file: Path, place: str = "", **options: Any) -> None:
    browser.open(file, **options)
    until(browser, "window.Reveal?.isReady()")
    if place:
        browser.run(f"location.hash = {place!r}")
        until(browser, f"Reveal.getCurrentSlide().id === {place.removeprefix('#/')!r}")


def test_the_page_is_self_contained_and_makes_no_request(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    until(browser, "document.querySelector('#one video').readyState === 4")
    assert all(url.startswith(("file:", "blob:", "data:")) for url in browser.asked())
    assert browser.complaints() == []
    assert browser.run("document.fonts.size") == 2
    assert browser.run("document.title") == "Slopes <and> more </script>"


def test_the_title_of_each_slide_is_seen_above_its_figure(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    box = "(name => document.querySelector('#one ' + name).getBoundingClientRect())"
    title, film = (browser.run(f"(({box})('{name}')).toJSON()") for name in ("h2", ".film"))
    assert browser.run("document.querySelector('#one h2').textContent") == 'A "film" & more'
    assert title["height"] > 40
    assert title["bottom"] <= film["top"] + 1
    assert film["bottom"] <= browser.run("innerHeight") + 1


def test_the_poster_does_not_show_the_end_and_paper_does(browser: Any, deck: Deck, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    until(browser, "[...document.images].every(image => image.naturalWidth > 0)")
    cover, last = (
        browser.run(f"document.querySelector('#one .{name}').dataset.media") for name in ("cover", "last")
    )
    table = re.findall(r'id="hillside-media">(.*?)</script>', page().read_text(), re.DOTALL)
    media = json.loads(table[0])
    film = deck.slides[0]
    for name, file in ((cover, film.steps[0].stills[".svg"]), (last, film.stills[".svg"])):
        assert gzip.decompress(base64.b64decode(media[name]["data"])) == file.read_bytes()
    shown = "getComputedStyle(document.querySelector('#one .{}')).display"
    assert [browser.run(shown.format(name)) for name in ("cover", "last")] == ["block", "none"]
    browser.send("Emulation.setEmulatedMedia", media="print")
    assert [browser.run(shown.format(name)) for name in ("cover", "last")] == ["none", "block"]


def test_a_film_starts_by_itself_from_its_poster(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    assert browser.run("getComputedStyle(document.querySelector('#one .cover')).opacity") == "1"
    until(browser, "document.querySelector('#one video').currentTime > 0.3")
    until(browser, "getComputedStyle(document.querySelector('#one .cover')).opacity === '0'")
    assert browser.run("document.querySelector('#one video').muted") is True


def test_returning_to_a_slide_restarts_its_film_from_the_poster(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    until(browser, "document.querySelector('#one video').currentTime > 0.5")
    browser.press("ArrowRight")
    until(browser, "Reveal.getCurrentSlide().id === 'two'")
    still = "(video => video.paused && video.currentTime === 0)(document.querySelector('#one video'))"
    assert browser.run(still)
    browser.press("ArrowLeft")
    until(browser, "Reveal.getCurrentSlide().id === 'one'")
    assert browser.run("document.querySelector('#one .film').classList.contains('plays')") is False
    until(browser, "document.querySelector('#one video').currentTime > 0.3")


def test_a_reload_keeps_the_slide(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/two")
    browser.run("new Promise(done => setTimeout(done, 500))")
    browser.send("Page.reload")
    time.sleep(0.5)
    until(browser, "window.Reveal?.isReady() && Reveal.getCurrentSlide().id === 'two'")


def test_captions_are_shown_on_request(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    said = "getComputedStyle(document.querySelector('#one .said')).display"
    until(browser, "document.querySelector('#one .said').textContent === 'Beat 0 is < 0 & flat.'")
    assert browser.run(said) == "none"
    browser.run("document.querySelector('.switch').click()")
    assert browser.run(said) == "grid"
    assert browser.run("document.querySelector('.switch').getAttribute('aria-pressed')") == "true"
    until(browser, "document.querySelector('#one .said').textContent === 'Beat 1 is < 1 & flat.'")


def test_with_reduced_motion_the_steps_replace_the_film(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one", still=True)
    assert browser.run("document.querySelectorAll('video').length") == 0
    seen = (
        "[...document.querySelectorAll('#one .steps img')]"
        ".filter(step => step.checkVisibility({visibilityProperty: true})).length"
    )
    assert browser.run(seen) == 1
    browser.press("ArrowRight")
    until(browser, f"{seen} === 2")
    browser.press("ArrowRight")
    until(browser, "Reveal.getCurrentSlide().id === 'two'")
    browser.open(page(), still=False)


@pytest.mark.parametrize("per", ["figure", "beat"])
def test_an_upright_screen_is_filled_by_figures_laid_out_for_it(
    browser: Any, deck: Deck, page: Callable[..., Path], tmp_path: Path, per: str
):
    tall = tmp_path / "tall.svg"
    tall.write_text(DRAWING.format(9).replace("viewBox", 'data-shape="tall" viewBox'))
    slides = tuple(
        replace(slide, upright=tuple(replace(step, stills={".svg": tall}) for step in slide.steps))
        for slide in deck.slides
    )
    file = page(slides=slides, per=per)
    name = "two" if per == "figure" else "three-2"
    start(browser, file, f"#/{name}", width=390, height=844)
    assert browser.run("document.querySelectorAll('video, .picture, .steps:not(.upright)').length") == 0
    box = browser.run(f"document.querySelector('#{name} .steps').getBoundingClientRect().toJSON()")
    assert box["width"] == pytest.approx(390, abs=2)
    assert box["height"] > 0.75 * 844
    title = browser.run(f"document.querySelector('#{name} h2').getBoundingClientRect().toJSON()")
    assert title["bottom"] <= box["top"] + 1
    said = browser.run(f"document.querySelector('#{name} .said').getBoundingClientRect().toJSON()")
    assert box["bottom"] <= said["top"] + 1
    assert said["bottom"] <= 844
    # Turned, it shows the slides themselves.
    browser.send(
        "Emulation.setDeviceMetricsOverride", width=844, height=390, deviceScaleFactor=1, mobile=False
    )
    until(browser, "window.Reveal?.isReady() && document.querySelectorAll('.upright').length === 0")
    assert browser.run("Reveal.getCurrentSlide().id") == name


def test_each_beat_can_have_its_slide(browser: Any, deck: Deck, page: Callable[..., Path]):
    film = deck.slides[0]
    steps = tuple(replace(step, film=film.film) for step in film.steps)
    file = page(per="beat", slides=(replace(film, steps=steps),))
    start(browser, file, "#/one-2")
    assert browser.run("[...document.querySelectorAll('section')].map(each => each.id)") == [
        "title",
        "one-1",
        "one-2",
    ]
    assert file.read_text().count('"kind": "video/mp4"') == 1


def test_the_speaker_view_has_the_notes(browser: Any, page: Callable[..., Path]):
    start(browser, page(), "#/one")
    notes = browser.run("[...document.querySelectorAll('#one .notes p')].map(each => each.textContent)")
    assert notes == ["Watch the line.", "It turns."]
    browser.run("void Reveal.getPlugin('notes').open()")
    shown = "document.querySelector('.speaker-controls-notes .value')?.textContent"
    for _ in range(100):
        found = browser.run_in_window("Speaker View", shown)
        if found and "It turns." in found:
            break
        time.sleep(0.1)
    else:
        raise AssertionError(f"the speaker view shows {found!r}")
    browser.run_in_window("Speaker View", "void setTimeout(() => window.close(), 0)")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("still", [False, True])
def test_axe_finds_no_accessibility_violation(
    browser: Any, axe: str, page: Callable[..., Path], theme: str, still: bool
):
    start(browser, page(theme=THEMES[theme]), "#/one", still=still)
    browser.run(axe)
    found = browser.run(
        "axe.run().then(result => result.violations.map(each => each.id + ': ' + each.nodes[0].html))"
    )
    assert found == []


def test_the_bytes_are_the_same_each_time(page: Callable[..., Path]):
    first = page().read_bytes()
    assert page().read_bytes() == first
    assert not re.search(rb"/tmp/|/home/|/root/", first)
