"""Builds that are killed, and others at the same time: nothing is half, lost or left behind."""

import signal
import sys
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from tests.cases.disturbed import Disturbance, Place, disturb, final_wrongs, placed, wrongs
from tests.command_line import LECTURE

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the processes are found as Linux lists them")


@LINUX
def test_builds_killed_at_any_moment_and_three_at_once_end_as_one_that_was_left_alone(tmp_path: Path):
    lecture = LECTURE.replace("at = 0", "at = 1")
    with placed(tmp_path / "alone", lecture) as alone, placed(tmp_path / "disturbed", lecture) as disturbed:
        began = monotonic()
        _, said = alone.start().communicate(timeout=200)
        seconds, whole = monotonic() - began, alone.contents()
        assert final_wrongs(alone, whole) == [], said

        draw = Random(20)
        # All processes at once, and other signals: see `benchmarks/faults.py`.
        for victim in ("parent", "worker"):
            disturbance = Disturbance.drawn(draw, victim, signal.SIGKILL, seconds)
            _, said = disturb(disturbed, disturbance)
            assert wrongs(disturbed, whole) == [], disturbance
            assert "Traceback" not in said
            assert "processes are left" not in said, disturbance

        made = three_at_once(disturbed)
        # Each picture is drawn once, by the first that asks for it.
        assert len(made) == len(set(made))
        assert final_wrongs(disturbed, whole) == []


def three_at_once(place: Place) -> list[str]:
    """Build two figures and all of them at the same time; return the pictures that were drawn."""
    processes = [place.start(*part) for part in (("--only", "bad"), ("--only", "good"), ())]
    said = [process.communicate(timeout=200) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    return [line for out, _ in said for line in out.splitlines() if line.endswith((".png", ".svg"))]
