"""A page to explore in a browser: dragged, typed into, steered by keys, asked, linked to, and read aloud."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from click.testing import CliRunner

from hillside.cli.main import main
from hillside.explore.explorers import EXPLORERS
from hillside.stage.lettering.language import numeral
from mathcore import OPTIMIZERS, derivative, descend, gradient, parse

LARGEST = 100_000
"""Maximum size of a page in bytes."""
READY = (
    "new Promise(done => { const look = () => document.documentElement.dataset.ready ? "
    "requestAnimationFrame(() => setTimeout(done, 60)) : setTimeout(look, 20); look(); })"
)
RECTANGLE = "(({x, y, width, height}) => [x + width / 2, y + height / 2])({}.getBoundingClientRect())"


def written(folder: Path, figure: str, *options: str) -> Path:
    target = folder / f"{figure}-{len(list(folder.iterdir()))}.html"
    done = CliRunner().invoke(main, ["explore", figure, *options, "-o", str(target)])
    assert done.exit_code == 0, done.output
    return target


@pytest.fixture(scope="module")
def every(tmp_path_factory) -> dict[str, Path]:
    """The page of each figure."""
    folder = tmp_path_factory.mktemp("every")
    return {figure: written(folder, figure) for figure in EXPLORERS}


@pytest.fixture(scope="module")
def pages(every, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    return {
        "usual": every["tangent"],
        "arabic": written(folder, "tangent", "--lang", "ar", "--theme", "dark"),
        "kink": written(folder, "tangent", "--function", "|x - 1|", "--at", "1"),
    }


def opened(browser, page: Path, fragment: str = "", **size: int) -> None:
    browser.open(page, **size)
    if fragment:
        browser.run(f"location.hash = {json.dumps(fragment)}")
        browser.run("new Promise(done => setTimeout(done, 150))")
    browser.run(READY)


def frame(browser) -> None:
    browser.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")


def key(browser, name: str, modifiers: int = 0) -> None:
    code = {"ArrowLeft": 37, "ArrowRight": 39}.get(name, 0)
    for kind in ("keyDown", "keyUp"):
        browser.send(
            "Input.dispatchKeyEvent", type=kind, key=name, modifiers=modifiers, windowsVirtualKeyCode=code
        )
    frame(browser)


def mouse(browser, kind: str, x: float, y: float) -> None:
    pressed = (
        {"button": "left", "clickCount": 1} if kind != "mouseMoved" else {"button": "left", "buttons": 1}
    )
    browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **pressed)


def spoken(browser) -> str:
    return browser.run("document.querySelector('#knob-at, #letters input').getAttribute('aria-valuetext')")


def typed(browser, text: str) -> str:
    browser.run(
        "(() => { const field = document.getElementById('field-function'); field.focus(); "
        f"field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input')); }})()"
    )
    browser.run("new Promise(done => setTimeout(done, 320))")
    return browser.run("document.getElementById('read-function').textContent")


def violations(browser, axe: str) -> list[str]:
    browser.run(f"{axe}; 1")
    found = browser.run(
        "axe.run(document).then(found => found.violations.map(each => "
        "each.id + ': ' + each.nodes.map(node => node.html.slice(0, 90)).join(' | ')))"
    )
    return list(found)


def test_a_page_is_one_small_file_that_fetches_nothing(browser, pages):
    for page in pages.values():
        text = page.read_text(encoding="utf-8")
        assert page.stat().st_size < LARGEST
        assert "'unsafe-inline'" not in text
        assert not re.search(r"(?:src|href)=\"(?!data:)", text)
        opened(browser, page)
        assert [url for url in browser.asked() if not url.startswith(("file:", "data:", "about:"))] == []
        assert browser.complaints() == []


def test_the_point_is_a_slider_that_speaks(browser, pages):
    opened(browser, pages["usual"])
    assert spoken(browser) == "x 1.5, slope 1.25, increasing"
    assert browser.run("document.querySelectorAll('.figure [tabindex]').length") == 1
    browser.run("document.getElementById('knob-at').focus()")
    key(browser, "ArrowRight")
    assert spoken(browser) == "x 1.6, slope 1.56, increasing"
    key(browser, "ArrowLeft", modifiers=8)
    assert spoken(browser) == "x 0.6, slope −0.64, decreasing"
    key(browser, "PageUp")
    assert spoken(browser) == "x 1, slope 0, flat, a valley"
    key(browser, "PageDown")
    key(browser, "PageDown")
    assert spoken(browser) == "x −1, slope 0, flat, a hilltop"
    key(browser, "z", modifiers=2)
    key(browser, "z", modifiers=2)
    assert spoken(browser) == "x 1, slope 0, flat, a valley"


def test_the_point_is_dragged_along_the_curve(browser, pages):
    opened(browser, pages["usual"])
    x, y = browser.run(RECTANGLE.replace("{}.", "document.getElementById('knob-at').", 1))
    mouse(browser, "mousePressed", x, y)
    for step in range(1, 9):
        mouse(browser, "mouseMoved", x - 20 * step, y - 3 * step)
    mouse(browser, "mouseReleased", x - 160, y)
    frame(browser)
    now = float(browser.run("document.getElementById('knob-at').getAttribute('aria-valuenow')"))
    assert now < 0.8
    left = browser.run("document.querySelectorAll('.value mn')[0].textContent").replace("−", "-")
    assert float(left) == pytest.approx(now)
    assert browser.run("document.querySelectorAll('.undo, [aria-label=undo]')[0].disabled") is False


def test_a_typed_function_is_read_drawn_and_differentiated(browser, pages):
    opened(browser, pages["usual"])
    assert "sin" in typed(browser, "x sin x")
    assert browser.run("document.querySelectorAll('.read math').length") == 2
    assert browser.run("document.querySelector('.label').textContent").startswith("f(x)=xsin")


def test_a_wrong_formula_is_told_with_its_remedy_and_the_last_curve_stays(browser, pages):
    opened(browser, pages["usual"])
    before = browser.run("document.querySelector('.figure svg').innerHTML")
    assert "did you mean sin?" in typed(browser, "sinn x")
    assert browser.run("document.getElementById('field-function').getAttribute('aria-invalid')") == "true"
    assert browser.run("document.querySelector('.figure svg').innerHTML") == before
    assert "sin" in typed(browser, "sin x")
    assert browser.run("document.getElementById('field-function').getAttribute('aria-invalid')") is None


def test_the_state_lies_in_the_address(browser, pages):
    opened(browser, pages["usual"])
    typed(browser, "x^2")
    browser.run("document.getElementById('knob-at').focus()")
    key(browser, "ArrowLeft")
    browser.run("new Promise(done => setTimeout(done, 400))")
    fragment, said = browser.run("location.hash"), spoken(browser)
    opened(browser, pages["usual"], fragment[1:])
    assert spoken(browser) == said
    assert "x2" in browser.run("document.getElementById('read-function').textContent")


@pytest.mark.parametrize(
    "fragment", ["function=%3Cimg%20src%3Dx%3E&at=nan", "window=1:0:a:b&at=1e99", "__proto__=1&x"]
)
def test_a_strange_address_is_harmless(browser, pages, fragment):
    opened(browser, pages["usual"], fragment)
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert "slope" in spoken(browser)


def test_a_question_hides_the_slope_and_tells_how_far_off_a_guess_is(browser, pages):
    opened(browser, pages["usual"])
    browser.run("document.getElementById('ask').click()")
    frame(browser)
    assert browser.run("document.activeElement.id") == "guess"
    shown = browser.run("document.body.innerText + document.querySelector('.figure').innerHTML")
    assert "slope ?" in shown
    assert "rise" not in browser.run("document.querySelector('.figure').innerHTML")
    assert not re.search(r"slope [−0-9]", spoken(browser))
    assert "x2−1" not in browser.run("document.getElementById('read-function').textContent")
    x = browser.run("Number(document.getElementById('knob-at').getAttribute('aria-valuenow'))")
    browser.run(f"document.getElementById('guess').value = '{x * x - 1}'.replace('-', '−')")
    key(browser, "Enter")
    assert "Right!" in browser.run("document.querySelector('.quiz').innerText")
    assert browser.run("document.activeElement.id") == "next"
    key(browser, "Escape")
    assert "rise" in browser.run("document.querySelector('.figure').innerHTML") or x in (-1, 1)


def test_a_corner_has_no_slope_and_says_so(browser, pages):
    opened(browser, pages["kink"])
    assert spoken(browser) == "x 1, no slope here: left −1, right 1"


@pytest.mark.parametrize(
    ("function", "at", "said"),
    [
        ("1000000x^2", 0, "x 0, slope 0, flat, a valley"),
        ("0.00001x^2", 0, "x 0, slope 0, flat, a valley"),
        ("cbrt(x)", 0, "x 0, vertical, no slope here"),
        ("1/x", 0, "x 0, no value here"),
        ("x^3", 0, "x 0, slope 0, flat"),
        ("|x|/1000", 0, "x 0, no slope here: left −0.001, right 0.001"),
        ("max(x, x^2)", 1, "x 1, no slope here: left 1, right 2"),
    ],
)
def test_what_is_said_of_a_place_is_true(browser, pages, function, at, said):
    opened(browser, pages["usual"], f"function={quote(function)}&at={at}")
    assert spoken(browser) == said


def test_a_page_in_a_sandboxed_frame_works(browser, pages, tmp_path):
    inside = pages["usual"].read_text(encoding="utf-8").replace("&", "&amp;").replace('"', "&quot;")
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<!DOCTYPE html><title>o</title><iframe sandbox="allow-scripts" width="900" height="700" '
        f'srcdoc="{inside}"></iframe>'
    )
    browser.send("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)
    browser.open(outer)
    browser.run("new Promise(done => setTimeout(done, 1500))")
    inner = [
        each["params"]["sessionId"]
        for each in browser.events
        if each.get("method") == "Target.attachedToTarget"
    ]
    with browser.session(inner[-1]):
        found = browser.run(
            "document.documentElement.dataset.ready + "
            "document.querySelector('[role=slider]').getAttribute('aria-valuetext')"
        )
    browser.send("Target.setAutoAttach", autoAttach=False, waitForDebuggerOnStart=False, flatten=True)
    assert found == "1x 1.5, slope 1.25, increasing"


def test_without_script_the_still_and_its_description_are_there(pages):
    text = pages["usual"].read_text(encoding="utf-8")
    (alt,) = re.findall(r'<main><img id="still" alt="([^"]+)" src="data:image/webp;base64,', text)
    assert "tangent" in alt


@pytest.mark.parametrize(("name", "width"), [("usual", 1280), ("usual", 390), ("arabic", 1280)])
def test_nothing_keeps_people_from_using_a_page(browser, axe, pages, name, width):
    opened(browser, pages[name], width=width)
    assert violations(browser, axe) == []
    if name == "usual":
        browser.run("document.getElementById('ask').click()")
        frame(browser)
        assert violations(browser, axe) == []


@pytest.mark.parametrize("figure", EXPLORERS)
def test_each_figure_is_steered_by_keys_and_usable_by_all(browser, axe, every, figure):
    page = every[figure]
    assert page.stat().st_size < LARGEST
    opened(browser, page)
    said = spoken(browser)
    assert said
    picture = browser.run("document.querySelector('.figure svg').innerHTML")
    browser.run("document.querySelector('#knob-at, #letters input').focus()")
    key(browser, "ArrowRight")
    key(browser, "ArrowRight")
    assert spoken(browser) != said
    assert browser.run("document.querySelector('.figure svg').innerHTML") != picture
    assert not re.search("NaN|undefined", browser.run("document.body.innerText"))
    assert browser.complaints() == []
    assert violations(browser, axe) == []


def test_the_walk_takes_the_steps_of_the_descent(browser, every):
    opened(browser, every["hiker"])
    for _ in range(3):
        browser.run("document.querySelector('.move .first').click()")
        frame(browser)
    f = parse("x^4/4 - x^2 + x/5")
    x = 0.4
    for _ in range(3):
        x -= 0.25 * derivative(f, x)
    cells = browser.run("[...document.querySelectorAll('tr[aria-current] td')].map(each => each.textContent)")
    assert cells[0] == numeral(x, 2)
    assert "Step 3: x = " in browser.run("document.querySelector('[role=status].unseen').textContent")


def test_a_frame_is_drawn_in_less_than_a_sixtieth_of_a_second(browser, pages):
    opened(browser, pages["usual"])
    took = browser.run(
        "(() => { const times = []; for (let i = 0; i < 60; i++) { state.values.at = -2 + i / 15; "
        "const before = performance.now(); drawNow(); times.push(performance.now() - before); } "
        "return times.sort((a, b) => a - b)[30]; })()"
    )
    assert took < 16


@pytest.mark.parametrize("figure", ["header", "training"])
def test_a_figure_that_cannot_be_explored_is_refused_in_words(figure, tmp_path):
    done = CliRunner().invoke(main, ["explore", figure, "-o", str(tmp_path / "page.html")])
    assert done.exit_code == 2
    assert f"{figure} cannot be explored; these can: {', '.join(EXPLORERS)}" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_graph_has_the_derivatives_of_reverse_mode(browser, every):
    opened(browser, every["backprop"])
    shown = browser.run("[...document.querySelectorAll('.value mtr mn')].map(each => each.textContent)")
    f = parse("(sigmoid(w*x + b) - y)^2", names=("w", "x", "b", "y"))
    expected = gradient(f, [0.5, 2.0, -1.0, 0.25])
    assert shown == [numeral(float(each)) for each in expected]


def test_optimizers_take_the_steps_of_mathcore(browser, every):
    opened(browser, every["optimizers"])
    runs = browser.run("raceOf(state).runs.map(run => ({...run, start: 0, step: 0}))")
    assert [run["name"] for run in runs] == ["gradient descent", "momentum", "Adam"]
    f = parse("x^2/100 + y^2", names=("x", "y"))
    for run in runs:
        settings = [run["rate"], *([run["momentum"]] if "momentum" in run else [])]
        method = OPTIMIZERS[run["name"]].optimizer(*settings)
        expected = descend(f, [-9.0, 1.45], method, 60).points
        assert np.allclose(run["stops"][:61], np.reshape(expected, (61, 2)), rtol=1e-9, atol=1e-12)
