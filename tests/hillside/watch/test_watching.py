"""`watch` as it is used: the program runs, files are saved, and a page or a stranger asks over HTTP."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
LECTURE = """title = "Slopes"
theme = "mine.toml"

[[figure]]
id = "slope"
figure = "tangent"
outputs = ["svg", "mp4"]
[figure.params]
function = "x^2"
at = {at}

[[figure]]
id = "line"
figure = "error"
outputs = ["png"]
[figure.params]
data = "points.csv"
"""
SEEN = "new Promise(done => { const look = () => (%s) ? done(true) : setTimeout(look, 15); look(); })"


@dataclass
class Program:
    """A running `watch` in a folder with figures of its own."""

    process: subprocess.Popen[str]
    folder: Path
    port: int

    @property
    def lecture(self) -> Path:
        return self.folder / "talk.toml"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self, method: str, path: str, body: bytes | None = None, **heads: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        names = {name.replace("_", "-"): value for name, value in heads.items()}
        connection.request(method, path, body, names)
        answer = connection.getresponse()
        found = answer.status, answer.read(), answer.headers
        connection.close()
        return found

    def ask(self, path: str = "/picture", name: str = "slope", **changes: str) -> dict[str, Any]:
        sent = json.dumps({"id": name, "changes": changes}).encode()
        status, body, _ = self.send("POST", path, sent, Content_Type="application/json")
        assert status == 200, body
        return json.loads(body)

    def state(self, since: str = "") -> str:
        return json.loads(self.send("GET", f"/changes?since={since}")[1])["state"]


def started(folder: Path, *words: str) -> tuple[subprocess.Popen[str], str]:
    """Start the program, whose figures are those in the folder, and return it and its first line."""
    code = "from hillside.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "watch", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("watch")
    shutil.copytree(ROOT / "scenes", folder / "scenes", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "talk.toml").write_text(LECTURE.format(at=1))
    (folder / "mine.toml").write_text('base = "light"\n[colors]\ncurve = "#123456"\n')
    (folder / "points.csv").write_text("0,1\n1,3\n2,4\n")
    process, address = started(folder, "talk.toml", "--port", "8760")
    yield Program(process, folder, int(address.rstrip("/").rpartition(":")[2]))
    process.kill()
    process.communicate()


@pytest.fixture
def lecture(program: Program) -> Iterator[Path]:
    """The lecture file, which is as it was at the end of each test."""
    before = program.lecture.read_text()
    yield program.lecture
    program.lecture.write_text(before)


def test_the_answer_has_the_picture_the_words_and_the_commands(program: Program):
    made = program.ask()
    assert made["picture"].startswith(("<?xml", "<svg"))
    assert "#123456" in made["picture"]
    assert "slope 2" in made["alt"]
    assert made["names"] == ["slope", "line"]
    assert made["commands"][0] == "hillside build talk.toml --only slope"
    assert made["commands"][1].startswith("hillside still tangent --at 1 --function")


def test_the_command_makes_the_picture_that_is_shown(program: Program):
    made = program.ask(at="2", function="x^3 - x")
    words = made["commands"][-1].replace("hillside ", "").replace("--theme own.toml", "--theme mine.toml")
    assert len(made["commands"]) == 1, "the lecture file does not make what the page has changed"
    code = "import shlex, sys; from hillside.cli.main import main; main(shlex.split(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, words],
        cwd=program.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    assert (program.folder / "slope.svg").read_text(encoding="utf-8") == made["picture"]


def test_the_lines_for_the_lecture_file_say_what_has_changed(program: Program, lecture: Path):
    changed = program.ask(at="-2.5", label="a ramp")
    assert changed["lines"] == '[figure.params]\nat = -2.5\nlabel = "a ramp"'
    lines = changed["lines"].split("\n", 1)[1]
    lecture.write_text(lecture.read_text().replace("at = 1\n", f"{lines}\n"))
    assert program.ask()["picture"] == changed["picture"]


def test_the_controls_come_from_the_declared_parameters(program: Program):
    controls = {each["name"]: each for each in program.ask()["controls"]}
    low, high, step, place = controls["at"]["slider"]
    assert low < place == 1 < high
    assert 0 < step <= 0.05
    assert controls["hide"]["choices"] == ["nothing", "slope"]
    assert controls["function"]["text"] == "x^2"


def test_a_saved_file_is_told_within_the_time_of_a_glance_and_changes_the_picture(
    program: Program, lecture: Path
):
    before, state = program.ask(), program.state()
    told: list[float] = []

    def wait() -> None:
        program.state(state)
        told.append(time.monotonic())

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.3)
    assert not told, "nothing is told while nothing is saved"
    saved = time.monotonic()
    lecture.write_text(LECTURE.format(at=3))
    waiting.join(10)
    after = program.ask()
    assert told[0] - saved < 0.3
    assert after["picture"] != before["picture"]
    assert "slope 6" in after["alt"]


def test_a_file_that_is_saved_as_it_was_is_no_change(program: Program, lecture: Path):
    program.ask()
    state = program.state()
    lecture.write_text(lecture.read_text())
    os.utime(lecture, (1, 1))
    time.sleep(0.4)
    assert program.state() == state


def test_an_editor_that_puts_a_new_file_in_its_place_is_noticed(program: Program, lecture: Path):
    state = program.state()
    aside = lecture.with_suffix(".swap")
    aside.write_text(LECTURE.format(at=-1))
    aside.replace(lecture)
    assert program.state(state) != state
    assert "slope -2" in program.ask()["alt"].replace("−", "-")


def test_data_and_theme_are_followed_too(program: Program):
    before, state = program.ask(name="line"), program.state()
    (program.folder / "points.csv").write_text("0,1\n1,3\n2,9\n")
    assert (after := program.state(state)) != state
    assert program.ask(name="line")["picture"] != before["picture"]
    (program.folder / "mine.toml").write_text('base = "light"\n[colors]\ncurve = "#654321"\n')
    assert program.state(after) != after
    assert "#654321" in program.ask()["picture"]
    (program.folder / "mine.toml").write_text('base = "light"\n[colors]\ncurve = "#123456"\n')


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("at = 1", 'at = "sin("', 10, "at"),
        ('function = "x^2"', 'function = "sinn(x)"', 9, "sinn"),
        ('figure = "tangent"', 'figure = "tangnt"', 6, 'did you mean "tangent"?'),
        ("at = 1", "at = = 1", 10, ""),
        ("at = 1", "att = 1", 10, "att"),
    ],
)
def test_what_is_wrong_in_the_lecture_is_told_with_its_line(
    program: Program, lecture: Path, old: str, new: str, line: int, words: str
):
    lecture.write_text(lecture.read_text().replace(old, new, 1))
    found = program.ask()
    assert "picture" not in found
    assert words in found["error"]
    assert found["place"] == {"file": "talk.toml", "line": line, "text": new}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("def broken(:\n", "SyntaxError"),
        ("raise KeyError('gone')\n", "KeyError"),
        ("1 / 0\n", "ZeroDivisionError"),
    ],
)
def test_a_broken_figure_is_told_with_its_line_and_mended_without_a_new_start(
    program: Program, broken: str, words: str
):
    scene = program.folder / "scenes" / "tangent" / "scene.py"
    whole, good, state = scene.read_text(encoding="utf-8"), program.ask()["picture"], program.state()
    scene.write_text(whole + broken, encoding="utf-8")
    assert (broken_state := program.state(state)) != state
    found = program.ask()
    assert words in found["error"]
    assert found["place"] == {
        "file": str(scene),
        "line": whole.count("\n") + 1,
        "text": broken.rstrip("\n"),
    }
    scene.write_text(whole, encoding="utf-8")
    assert program.state(broken_state) != broken_state
    assert program.ask()["picture"] == good


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"figure = 3",
        b'figure = [3, "x"]',
        b"a = " + b"[" * 5000,
        b"[figure]\nparams = 1",
        LECTURE.format(at=1).replace("points.csv", f"{'a/' * 3000}b.csv").encode(),
        LECTURE.format(at=1).replace("mine.toml", "../../../../etc/\\u0000.toml").encode(),
        None,
    ],
    ids=["empty", "binary", "number", "list", "nested", "table", "long", "null", "deleted"],
)
def test_the_program_survives_any_edit(program: Program, lecture: Path, content: bytes | None):
    state, before = program.state(), lecture.read_text()
    if content is None:
        lecture.unlink()
    else:
        lecture.write_bytes(content)
    assert (broken := program.state(state)) != state
    for name in ("slope", "line"):
        found = program.ask(name=name)
    assert found["error"]
    lecture.write_text(before)
    assert program.state(broken) != broken
    assert "slope 2" in program.ask()["alt"]


@pytest.mark.parametrize("at", ["1e308", "-1e-300", "", "pi/2", "9" * 400, "\ud800", "\x1b[2J"])
def test_any_text_of_a_field_is_answered(program: Program, at: str):
    found = program.ask(at=at)
    assert ("picture" in found) != ("error" in found)
    assert "this is a fault of the program" not in found.get("error", "")
    assert any(each["name"] == "at" for each in found["controls"])


def test_a_wrong_value_from_the_page_names_its_field_and_no_line_of_the_file(program: Program):
    found = program.ask(at="1/0")
    assert found["wrong"] == "at"
    assert found["place"] is None
    assert [each["text"] for each in found["controls"] if each["name"] == "at"] == ["1/0"]


def test_the_check_says_what_it_finds(program: Program):
    assert all(not fault for fault, _ in program.ask("/check")["findings"])
    assert "error" in program.ask("/check", at="1/0")


def test_no_page_names_a_file(program: Program):
    found = program.ask(name="line", data="points.csv")
    assert "picture" not in found
    assert found["wrong"] == "data"
    for path in ("/../pyproject.toml", "/talk.toml", "/%2e%2e/etc/passwd", "//etc/passwd", "/?x=1"):
        assert program.send("GET", path)[0] == 404
        assert program.send("POST", path, b"{}", Content_Type="application/json")[0] == 404


@pytest.mark.parametrize(
    "heads",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1"},
        {"Host": "HERE", "Origin": "http://evil.example"},
        {"Host": "HERE", "Origin": "null"},
        {"Host": "HERE", "Origin": "https://HERE"},
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", "/changes"), ("POST", "/picture")])
def test_strangers_are_refused(program: Program, method: str, path: str, heads: dict[str, str]):
    here = f"127.0.0.1:{program.port}"
    named = {name: value.replace("HERE", here) for name, value in heads.items()}
    body = json.dumps({"id": "", "changes": {}}).encode() if method == "POST" else None
    status, answer, _ = program.send(method, path, body, Content_Type="application/json", **named)
    assert status in (403, 421)
    assert b"svg" not in answer


@pytest.mark.parametrize(
    ("body", "heads", "status"),
    [
        (b"{}", {}, 400),
        (b"[" * 60_000, {}, 400),
        (b"\xff", {}, 400),
        (b'{"id": "slope", "changes": {"at": 1}}', {}, 400),
        (b'{"id": "slope", "changes": {}, "file": "/etc/passwd"}', {}, 400),
        (b" " * 64_001, {}, 413),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"id=slope", {"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_what_is_no_request_of_the_page_is_refused(
    program: Program, body: bytes, heads: dict[str, str], status: int
):
    assert (
        program.send("POST", "/picture", body, **{"Content_Type": "application/json", **heads})[0] == status
    )


def test_a_request_that_never_ends_keeps_nobody_waiting(program: Program):
    with socket.create_connection(("127.0.0.1", program.port)) as silent:
        silent.sendall(b"POST /picture HTTP/1.1\r\nHost: x\r\n")
        assert program.ask()["alt"]


def test_the_server_is_on_loopback_alone(program: Program):
    other = socket.gethostbyname(socket.gethostname())
    if other.startswith("127."):
        other = "127.0.0.2"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((other, program.port), timeout=2)


def test_the_page_in_a_browser(browser: Any, axe: str, program: Program, lecture: Path):
    browser.visit(f"{program.address}/")
    browser.run(SEEN % "document.documentElement.dataset.state === 'shown'")
    assert browser.run("document.querySelector('#still').alt") == program.ask()["alt"]
    assert browser.run("document.querySelector('#still').decode().then(() => true)")
    browser.run(SEEN % "/Nothing found|gave way/.test(document.querySelector('#check').textContent)")
    # A slider.
    browser.run(
        "(r => { r.value = 2.5; r.dispatchEvent(new Event('input', {bubbles: true})); })"
        "(document.querySelector('#r-at'))"
    )
    browser.run(SEEN % "/slope 5/.test(document.querySelector('#alt').textContent)")
    assert browser.run("document.querySelector('#p-at').value") == "2.5"
    assert browser.run("location.hash") == "#%40=slope&at=2.5"
    assert "--at 2.5" in browser.run("document.querySelector('#commands').textContent")
    # A reload keeps the place.
    browser.visit(browser.run("location.href"))
    browser.run(SEEN % "/slope 5/.test(document.querySelector('#alt').textContent)")
    # A broken file: the words stand over the last picture, which stays.
    shown = browser.run("document.querySelector('#still').src")
    lecture.write_text(lecture.read_text().replace('function = "x^2"', 'function = "x^^2"'))
    browser.run(SEEN % "!document.querySelector('#error').hidden")
    assert '9 | function = "x^^2"' in browser.run("document.querySelector('#error').textContent")
    assert browser.run("document.querySelector('#still').src") == shown
    # Mended, it goes by itself.
    lecture.write_text(lecture.read_text().replace("x^^2", "2x^2"))
    browser.run(SEEN % "document.querySelector('#error').hidden")
    browser.run(SEEN % "/slope 10/.test(document.querySelector('#alt').textContent)")
    browser.run(axe)
    found = browser.run("axe.run().then(made => made.violations.map(each => each.id))")
    assert found == []
    assert [each for each in browser.complaints() if "favicon" not in json.dumps(each)] == []
    browser.run("document.querySelector('#undo').click()")
    browser.run(SEEN % "/slope 4/.test(document.querySelector('#alt').textContent)")


def test_a_taken_port_is_named_another_is_found_and_ctrl_c_leaves_nothing(program: Program):
    process, address = started(program.folder, "tangent", "--at", "2", "--port", str(program.port))
    port = int(address.rstrip("/").rpartition(":")[2])
    assert port > program.port
    second = Program(process, program.folder, port)
    assert "at x = 2" in second.ask()["alt"]
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert process.returncode == 0
    assert f"port {program.port} is taken; this page has port {port}" in told
    assert told.endswith("Stopped.\n")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_wrong_option_and_a_missing_file_are_refused_at_once(tmp_path: Path):
    for words, why in ((("tangent", "--at", "1/0"), "--at"), (("none.toml",), "there is no such file")):
        process, line = started(tmp_path, *words)
        assert line == ""
        assert why.removeprefix("--") in process.communicate(timeout=30)[1]
        assert process.returncode == 2
