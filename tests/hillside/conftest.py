"""A browser without a window, driven over pipes by the DevTools protocol, and a page to try it on."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".venv" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--no-default-browser-check", "--mute-audio"),
)


class NavigatedError(Exception):
    """The page on which a script ran has been left."""


class Browser:
    """One page of a Chromium of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        words = [program, *QUIET, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{commands} 4>&{answers}', "bash", *words],
            pass_fds=(commands, answers),
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._number, self._rest, self._session = 0, b"", None
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command and return its answer; what happens meanwhile goes to `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            found = self._read()
            if found.get("id") == self._number:
                if "navigated" in str(found.get("error", "")):
                    raise NavigatedError(found["error"])
                assert "error" not in found, found
                return found["result"]
            self.events.append(found)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._in, 1 << 20)
            assert more, "the browser has ended"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def run(self, script: str) -> Any:
        """Return the value of some JavaScript, a promise's once it has one; it counts as done by a person."""
        words = {"expression": script, "awaitPromise": True, "returnByValue": True, "userGesture": True}
        found = self.send("Runtime.evaluate", **words)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def open(self, file: Path, width: int = 1280, height: int = 900, still: bool = False) -> None:
        """Open a page and wait until it is loaded; `still` asks it not to move."""
        self.visit(file.as_uri(), width, height, still)

    def visit(self, address: str, width: int = 1280, height: int = 900, still: bool = False) -> None:
        """Open the page at an address; otherwise as `open`."""
        # The page before this one may load itself anew where its window turns.
        self._go("about:blank")
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        wish = {"name": "prefers-reduced-motion", "value": "reduce" if still else ""}
        self.send("Emulation.setEmulatedMedia", features=[wish])
        self.events.clear()
        self._go(address)

    def _go(self, url: str) -> None:
        self.send("Page.navigate", url=url)
        self.run(
            "new Promise(done => { const look = () => document.readyState === 'complete' && "
            "document.body ? done() : setTimeout(look, 20); look(); })"
        )

    @contextmanager
    def session(self, session: str) -> Iterator[None]:
        """Send commands to another target, such as a frame of another process, for a while."""
        before, self._session = self._session, session
        yield
        self._session = before

    def run_in_window(self, title: str, script: str) -> Any:
        """Return the value of some JavaScript in another window, which has this title; None without one."""
        session, self._session = self._session, None
        found = self.send("Target.getTargets")["targetInfos"]
        other = [each["targetId"] for each in found if title in each["title"] and each["type"] == "page"]
        value = None
        if other:
            self._session = self.send("Target.attachToTarget", targetId=other[0], flatten=True)["sessionId"]
            value = self.run(script)
        self._session = session
        return value

    def press(self, key: str) -> None:
        """Press and let go a key."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowRight": 39, "ArrowLeft": 37}
        text = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        for kind in ("keyDown", "keyUp"):
            more = text if kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=codes[key], **more)

    def asked(self) -> list[str]:
        """The addresses that the page has asked for."""
        sent = (each["params"] for each in self.events if each.get("method") == "Network.requestWillBeSent")
        return [each["request"]["url"] for each in sent]

    def complaints(self) -> list[Any]:
        """What the browser or the page itself complained of."""
        kinds = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
        return [each["params"] for each in self.events if each.get("method") in kinds]

    def close(self) -> None:
        """End the browser."""
        self._process.terminate()
        self._process.wait(10)
        os.close(self._out)
        os.close(self._in)


def needed(there: bool, what: str) -> None:
    """Skip a test for want of something; on CI, where all is installed, that is a failure."""
    if not there:
        assert not os.environ.get("CI"), f"{what} is missing"
        pytest.skip(f"{what} is missing; make browser installs it")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    needed(program is not None, "chromium")
    opened = Browser(str(program), tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which looks for what keeps people from using a page."""
    needed(AXE.exists(), "axe-core")
    return AXE.read_text(encoding="utf-8")
