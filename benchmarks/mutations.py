"""The share of small changes of the code that the tests notice, room by room.

    python benchmarks/mutations.py [--room ROOM]… [--count N] [--seed N] [--seconds N] [--match TEXT]

Each change is made in a copy of the tree, and the tests that concern its file run until one fails: first the
doctests of the file and its mirror in `tests`, then the tests that import it, then the rest of its room. A
change counts as noticed if a test fails that passes without it, or takes more than a minute. Times are those
of the processor, so that other work beside it does not matter. Changes known to alter nothing that can be
observed are listed by hand in `EQUIVALENT`, with the reason, and printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.code_changes import Change, changes_of, chosen

ROOT = Path(__file__).resolve().parent.parent

ROOMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mathcore": ("tests/mathcore",),
        "hillside/stage": ("tests/hillside/stage", "tests/scenes/test_every_figure.py"),
        "scenes/shared": ("tests/scenes/shared", "tests/scenes"),
        "hillside/files": ("tests/hillside/files",),
        "hillside/studio": ("tests/hillside/studio",),
        "hillside/lectures": ("tests/hillside/lectures",),
        "hillside/decks": ("tests/hillside/decks",),
        "hillside/check": ("tests/hillside/check",),
        "hillside/cli": ("tests/hillside/cli", "tests/test_end_to_end.py"),
    }
)
"""The rooms, and where their tests are, the nearest first."""

HEAVY = ("numpy", "manim", "typst", "babel.support", "mpmath")
"""Libraries that are imported once, and inherited by every trial."""

TEST_SECONDS = 60.0
"""The longest that one test may take; most take less than a second, and a loop without end never ends."""
PATIENCE = 8.0
"""How much longer than its processor time a trial may last, where other programs run beside it."""

EQUIVALENT: Mapping[str, str] = MappingProxyType(
    {
        "mathcore/calculus/limits.py _diverges: abs(values[-1]) < 0.5 * abs(clear[-1]) -> "
        "(abs(values[-1]) <= 0.5 * abs(clear[-1]))": "one is half of the other, to the last bit, by chance",
        "mathcore/expressions/polynomials.py _quotient: 0 -> 1": "neither is below 0, where there is none",
        "mathcore/language/calls.py Calls.is_coefficient: place + 1 -> (place + 1) + 1": "one step more is "
        "judged than asked for, by the same rule",
    }
)
"""Changes that alter nothing that a caller can observe, by identity, each with the reason."""


@dataclass(eq=False)
class Watch:
    """A plugin that stops a test that takes too long, and remembers the first that failed."""

    until: float
    failed: list[str] = field(default_factory=list[str])
    ran: int = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Run a test with an alarm."""
        if processor_seconds() > self.until:
            pytest.exit("the time is up", 0)
        signal.signal(signal.SIGPROF, _ring)
        signal.setitimer(signal.ITIMER_PROF, TEST_SECONDS)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure."""
        self.ran += report.when == "call"
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file that cannot be imported."""
        if report.failed:
            self.failed.append(report.nodeid)


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it has started and awaited."""
    return sum(os.times()[:4])


def _ring(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError("this test takes too long")


def run_tests(tree: Path, tests: list[str], without: list[str], seconds: float) -> tuple[list[str], int]:
    """Return the tests that failed first, and how many ran, in a process of its own."""
    here, there = get_context("fork").Pipe(duplex=False)
    child = get_context("fork").Process(target=_run, args=(tree, tests, without, seconds, there))
    child.start()
    there.close()
    try:
        result: tuple[list[str], int] = (
            here.recv() if here.poll(PATIENCE * (seconds + TEST_SECONDS)) else (["hung"], 0)
        )
    except EOFError:
        result = ["crashed"], 0
    child.kill()
    child.join()
    return result


def _run(tree: Path, tests: list[str], without: list[str], seconds: float, answer: Any) -> None:
    os.setpgrp()
    os.chdir(tree)
    sys.path[:] = [str(tree), *(each for each in sys.path if each != str(ROOT))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "benchmarks"]:
        del sys.modules[name]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    watch = Watch(processor_seconds() + seconds)
    skipped = [f"--deselect={each}" for each in without]
    pytest.main(["-x", "-p", "no:cacheprovider", "-p", "no:xdist", *skipped, *tests], plugins=[watch])
    answer.send((watch.failed[:1], watch.ran))


def tests_of(change: Change, room: str, tree: Path) -> list[str]:
    """Return the tests in a tree that concern the file of a change, the nearest first, each once."""
    file = Path(change.file)
    module = ".".join(file.with_suffix("").parts)
    every = sorted((tree / "tests").rglob("test_*.py"))
    mirror = [each for each in every if each.stem == f"test_{file.stem}"]
    beside = [each for each in every if each.parent == tree / "tests" / file.parent]
    importing = [each for each in every if module in each.read_text(encoding="utf-8")]
    places = [tree / place for place in ROOMS[room]]
    rest = [each for place in places for each in every if each.is_relative_to(place)]
    ordered = dict.fromkeys([*mirror, *beside, *importing, *rest])
    return [change.file, *(each.relative_to(tree).as_posix() for each in ordered)]


@dataclass(frozen=True)
class Trial:
    """A change, and the test that noticed it, or None."""

    change: Change
    noticed_by: str | None
    ran: int
    seconds: float


@dataclass
class Laboratory:
    """A copy of the tree, in which one change is made at a time."""

    tree: Path
    seconds: float
    broken: list[str] = field(default_factory=list[str])
    sound: set[str] = field(default_factory=set[str])

    def prove(self) -> None:
        """Raise an error unless tests run, and pass, in the tree as it is: else all changes seem noticed."""
        failed, ran = run_tests(self.tree, ["mathcore/calculus", "hillside/stage/film.py"], [], self.seconds)
        if failed or ran == 0:
            raise SystemExit(f"the tests do not pass without a change: {failed}, {ran} ran")

    def try_change(self, change: Change, room: str) -> Trial:
        """Make the change, run its tests, and take it back."""
        start, tests = time.monotonic(), tests_of(change, room, self.tree)
        while True:
            with self._changed(change):
                failed, ran = run_tests(self.tree, tests, self.broken, self.seconds)
            if not failed or self._passes_unchanged(failed[0]):
                return Trial(change, failed[0] if failed else None, ran, time.monotonic() - start)

    def _passes_unchanged(self, test: str) -> bool:
        """Return whether a test passes without the change; one that does not is not run again."""
        if test in self.sound or "::" not in test:
            return True
        failed, ran = run_tests(self.tree, [test], [], self.seconds)
        if failed or ran == 0:
            self.broken.append(test)
            return False
        self.sound.add(test)
        return True

    def _changed(self, change: Change) -> _Changed:
        return _Changed(self.tree / change.file, change)


class _Changed:
    """The file with the change in it, as a context."""

    def __init__(self, file: Path, change: Change) -> None:
        self.file, self.change = file, change
        self.source, self.times = file.read_text(encoding="utf-8"), file.stat()

    def __enter__(self) -> None:
        self.file.write_text(self.change.apply(self.source), encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        self.file.write_text(self.source, encoding="utf-8")
        os.utime(self.file, (self.times.st_atime, self.times.st_mtime))


def copy_of_tree(folder: Path) -> Path:
    """Copy the checkout without what was made in it; the environment is shared."""
    unwanted = shutil.ignore_patterns(".git", ".venv", "out", "build", "media", ".*_cache", ".hypothesis")
    tree = Path(shutil.copytree(ROOT, folder / "tree", ignore=unwanted))
    (tree / ".venv").symlink_to((ROOT / ".venv").resolve())
    return tree


def changes_in(room: str) -> list[Change]:
    """Return every change of the files of a room."""
    files = sorted(file for file in (ROOT / room).rglob("*.py") if file.stem != "__init__")
    return [
        change
        for file in files
        for change in changes_of(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    ]


def main() -> None:
    """Try the changes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--count", type=int, default=25, help="changes for each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=240, help="processor time for each change")
    parser.add_argument("--match", default="", help="only changes whose description holds this")
    given = parser.parse_args()
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in HEAVY:
        import_module(name)

    table: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(copy_of_tree(Path(folder)), given.seconds)
        laboratory.prove()
        for room in given.room or ROOMS:
            picked = [
                each
                for each in chosen(changes_in(room), given.count, given.seed)
                if given.match in each.identity
            ]
            equivalent = [each for each in picked if each.identity in EQUIVALENT]
            for each in equivalent:
                print(f"equivalent  {each.identity}\n            {EQUIVALENT[each.identity]}")
            trials = [_tried(laboratory, each, room) for each in picked if each not in equivalent]
            noticed = sum(trial.noticed_by is not None for trial in trials)
            share = f"{noticed / len(trials):4.0%}" if trials else "   -"
            table.append(f"{room:20} {len(trials):5} {noticed:8} {len(equivalent):11} {share}")
    print(f"{'room':20} tried  noticed  equivalent share", *table, sep="\n")


def _tried(laboratory: Laboratory, change: Change, room: str) -> Trial:
    trial = laboratory.try_change(change, room)
    verdict = "noticed " if trial.noticed_by else "SURVIVED"
    by = trial.noticed_by or f"{trial.ran} tests passed"
    print(f"{verdict} {trial.seconds:5.1f} s  {change.file}:{change.line} {change.kind}", flush=True)
    print(f"           {change.identity}\n           {by}", flush=True)
    return trial


if __name__ == "__main__":
    main()
