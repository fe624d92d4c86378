import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from hillside.stage.errors import Failure, ParamError
from hillside.studio.workers import Outcome, Task, run_in_processes

PIECES = """
import os, signal, sys, time
from pathlib import Path
from hillside.stage.errors import ParamError
from hillside.files.atomic import atomic_write
from hillside.studio.workers import Outcome


def double(number, report):
    report(1, 2)
    report(2, 2)
    return 2 * number


def refuse(report):
    raise ParamError("at", "lies outside")


def in_parts(report):
    report(1, 4, "first")
    yield Outcome("first", value=1)
    yield Outcome("second", error=ParamError("at", "lies outside"))


def in_parts_until_death(report):
    yield Outcome("first", value=1)
    os.kill(os.getpid(), signal.SIGKILL)


def stumble(report):
    raise ZeroDivisionError("by zero")


def die(report):
    os.kill(os.getpid(), signal.SIGKILL)


def leave(report):
    os._exit(3)


def chatter(report):
    print("not an answer")
    os.write(1, b"not an answer either")
    return "done"


def write_slowly(target, report):
    with atomic_write(Path(target)) as aside:
        aside.write_text("half")
        report(os.getpid(), 1)
        time.sleep(60)
"""


@pytest.fixture
def piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Task]:
    """Return a maker of pieces: each lives in a module that another process can import."""
    (tmp_path / "pieces_of_work.py").write_text(PIECES)
    monkeypatch.syspath_prepend(tmp_path)  # pyright: ignore[reportUnknownMemberType]
    monkeypatch.delitem(sys.modules, "pieces_of_work", raising=False)
    module = __import__("pieces_of_work")
    return lambda name, *args: partial(getattr(module, name), *args)


def ends_of(work: dict[str, Task], workers: int = 2) -> dict[str, Outcome]:
    return {end.name: end for end in run_in_processes(work, workers, lambda *_: None)}


def test_every_task_runs_and_returns_its_value(piece: Callable[..., Task]):
    ends = ends_of({f"piece {n}": piece("double", n) for n in range(5)})
    assert {name: end.value for name, end in ends.items()} == {f"piece {n}": 2 * n for n in range(5)}
    assert all(end.error is None for end in ends.values())


def test_no_work_starts_no_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hillside.studio.workers.get_context", lambda: pytest.fail("a process was started"))
    assert ends_of({}) == {}


def test_one_worker_keeps_the_order(piece: Callable[..., Task]):
    names = [end.name for end in run_in_processes({n: piece("double", 1) for n in "cab"}, 1, lambda *_: None)]
    assert names == ["c", "a", "b"]


def test_reports_arrive_with_the_name_of_the_task(piece: Callable[..., Task]):
    heard: list[tuple[str, int, int]] = []
    list(run_in_processes({"one": piece("double", 1)}, 1, lambda *report: heard.append(report)))
    assert heard == [("one", 1, 2), ("one", 2, 2)]


def test_a_failing_task_stops_no_other(piece: Callable[..., Task]):
    names = ("refuse", "stumble", "die", "leave")
    ends = ends_of({**{name: piece(name) for name in names}, "good": piece("double", 4)})
    assert ends["good"].value == 8
    assert isinstance(ends["refuse"].error, ParamError)
    assert str(ends["stumble"].error).startswith("ZeroDivisionError: by zero; this is a fault of the program")
    assert "stumble" in ends["stumble"].trace
    assert "ended by SIGKILL; if memory is short, use -j 1" in str(ends["die"].error)
    assert "ended early with code 3" in str(ends["leave"].error)
    assert all(isinstance(ends[name].error, Failure) for name in names[1:])


def test_the_parts_of_a_task_are_reported_as_they_end(piece: Callable[..., Task]):
    heard: list[tuple[str, int, int]] = []
    ends = list(run_in_processes({"whole": piece("in_parts")}, 1, lambda *report: heard.append(report)))
    assert [(end.name, end.value, str(end.error)) for end in ends] == [
        ("first", 1, "None"),
        ("second", None, "at: lies outside"),
        ("whole", None, "None"),
    ]
    assert heard == [("first", 1, 4)]


def test_parts_finished_before_a_worker_dies_are_kept(piece: Callable[..., Task]):
    first, whole = run_in_processes({"whole": piece("in_parts_until_death")}, 1, lambda *_: None)
    assert (first.name, first.value, whole.name) == ("first", 1, "whole")
    assert "ended by SIGKILL" in str(whole.error)


def test_the_output_of_a_worker_stays_off_standard_output(
    piece: Callable[..., Task], capfd: pytest.CaptureFixture[str]
):
    assert ends_of({"chatter": piece("chatter")})["chatter"].value == "done"
    assert capfd.readouterr().out == ""


def test_stopping_ends_the_processes_and_removes_partial_files(piece: Callable[..., Task], tmp_path: Path):
    folder = tmp_path / "out"
    folder.mkdir()
    running: list[int] = []

    def stop(name: str, done: int, total: int) -> None:
        running.append(done)
        assert len(list(folder.iterdir())) >= 1
        if len(running) == 2:
            raise KeyboardInterrupt

    work = {name: piece("write_slowly", str(folder / f"{name}.txt")) for name in ("a", "b", "c")}
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), closing(run_in_processes(work, 2, stop)) as ends:
        list(ends)
    assert time.monotonic() - began < 30
    assert list(folder.iterdir()) == []
    for process in running:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_ctrl_c_in_a_worker_is_left_to_the_parent(piece: Callable[..., Task], tmp_path: Path):
    def interrupt(name: str, done: int, total: int) -> None:
        os.kill(done, signal.SIGINT)
        time.sleep(0.2)
        os.kill(done, 0)
        raise KeyboardInterrupt

    work = {"a": piece("write_slowly", str(tmp_path / "a.txt"))}
    with pytest.raises(KeyboardInterrupt), closing(run_in_processes(work, 1, interrupt)) as ends:
        list(ends)
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_where_few_files_can_be_opened_no_process_breaks_down_and_the_way_out_is_told(
    piece: Callable[..., Task],
):
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = [os.open(os.devnull, os.O_RDONLY) for _ in range(5)]
    for each in free:
        os.close(each)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(free) + 1, before[1]))
    try:
        with pytest.raises(Failure, match="Too many open files; allow more open files, such as with: ulimit"):
            ends_of({"one": piece("double", 1)})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert ends_of({"one": piece("double", 1)})["one"].value == 2
