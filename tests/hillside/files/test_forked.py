"""Pieces of work in forked processes: their results, their order, their failures, and their end."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hillside.files.forked import CAN_FORK, Tick, results_in_order
from hillside.stage.errors import Failure, Refusal

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="processes cannot be forked here")


def squares(count: int, slow: int | None = None) -> list[Callable[[Tick], int]]:
    def piece(number: int) -> Callable[[Tick], int]:
        def square(tick: Tick) -> int:
            time.sleep(0.3 if number == slow else 0.0)
            tick()
            return number**2

        return square

    return [piece(number) for number in range(count)]


def nothing() -> None:
    return


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_order_though_the_first_takes_longest(workers: int) -> None:
    assert list(results_in_order(squares(7, slow=0), workers, nothing)) == [n**2 for n in range(7)]


@pytest.mark.parametrize("workers", [1, 3])
def test_every_step_is_reported(workers: int) -> None:
    steps: list[None] = []
    assert len(list(results_in_order(squares(6), workers, lambda: steps.append(None)))) == 6
    assert len(steps) == 6


@needs_fork
def test_the_pieces_run_in_other_processes() -> None:
    def number(tick: Tick) -> int:
        return os.getpid()

    found = set(results_in_order([number] * 4, 2, nothing))
    assert os.getpid() not in found


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_piece_raises_is_raised_here(workers: int) -> None:
    def refused(tick: Tick) -> int:
        raise Refusal("no such thing; choose another")

    with pytest.raises(Refusal, match="choose another"):
        list(results_in_order([*squares(2), refused], workers, nothing))


@needs_fork
def test_a_process_that_dies_is_a_failure_and_not_a_missing_result() -> None:
    def killed(tick: Tick) -> int:
        os.kill(os.getpid(), 9)
        return 0

    with pytest.raises(Failure, match="was ended by SIGKILL"):
        list(results_in_order([killed, *squares(3)], 2, nothing))


@needs_fork
def test_a_process_that_dies_while_it_sends_its_result_is_told_as_one(tmp_path: Path) -> None:
    def killed(tick: Tick) -> bytes:
        threading.Timer(0.2, os.kill, (os.getpid(), 9)).start()
        tick()
        return bytes(10_000_000)

    with pytest.raises(Failure, match="was ended by SIGKILL"):
        # While it waits here, the pipe is filled by a part of the result.
        list(results_in_order([killed] * 2, 2, lambda: time.sleep(0.5)))


class PeculiarError(Exception):
    """An error that cannot be made again from its arguments."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)


@pytest.mark.parametrize("workers", [1, 2])
def test_any_error_of_a_piece_is_raised_here_and_shows_no_traceback(
    workers: int, capfd: pytest.CaptureFixture[str]
) -> None:
    def short_of_memory(tick: Tick) -> int:
        raise MemoryError

    with pytest.raises(MemoryError):
        list(results_in_order([short_of_memory] * 2, workers, nothing))
    assert capfd.readouterr().err == ""


@needs_fork
def test_an_error_that_cannot_be_sent_is_a_failure_with_its_message(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def peculiar(tick: Tick) -> int:
        raise PeculiarError("no such thing", "it is peculiar")

    with pytest.raises(Failure, match="PeculiarError: no such thing"):
        list(results_in_order([peculiar] * 2, 2, nothing))
    assert capfd.readouterr().err == ""


@needs_fork
def test_closing_ends_the_processes(tmp_path: Path) -> None:
    def long(tick: Tick) -> int:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)
        return 0

    def quick(tick: Tick) -> int:
        while len(list(tmp_path.iterdir())) < 1:
            time.sleep(0.01)
        return 1

    began = time.monotonic()
    with closing(results_in_order([quick, long], 2, nothing)) as results:
        assert next(results) == 1
    assert time.monotonic() - began < 30
    (process,) = [int(path.name) for path in tmp_path.iterdir()]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
