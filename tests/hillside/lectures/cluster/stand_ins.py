"""Pieces of work that draw nothing, for real workers of Dask: they write, wait, fail or die."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hillside.lectures.cluster.long_films import PartPlan
from hillside.lectures.schedule import FileRequest
from hillside.stage.errors import ParamError
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, Report

JOB = Job.read("tangent", {}, ".svg", THEMES["light"], size="16:9", quality="draft")


def request(name: str, folder: Path) -> FileRequest:
    return FileRequest(name, JOB, folder / name)


@dataclass(frozen=True)
class Written:
    """Writes each file, and how often it was tried; `do` is what it does before."""

    requests: tuple[FileRequest, ...]
    do: str = ""
    note: str = ""
    seconds: float = 0

    def __call__(self, report: Report) -> Iterator[Outcome]:
        for number, each in enumerate(self.requests):
            report(number, len(self.requests), each.name)
            if self.note:
                with Path(self.note).open("a", encoding="utf-8") as file:
                    file.write(f"{os.getpid()} {os.getppid()}\n")
            if self.do == "refuse":
                yield Outcome(each.name, error=ParamError("at", "lies outside"))
                continue
            if self.do == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(self.seconds)
            each.target.write_text(f"content of {each.name}", encoding="utf-8")
            yield Outcome(each.name, value=(each.job, rendering(each.target), None))


def rendering(*files: Path) -> Rendering:
    return Rendering("Slope", "A slope.", JOB.size, {}, files)


def written(name: str, folder: Path, **how: Any) -> Written:
    """Return the work of one file; `how` is what it does."""
    return Written((request(name, folder),), **how)


@dataclass(frozen=True)
class Planned:
    """Plans a long film of a figure that cannot be drawn."""

    requests: tuple[FileRequest, ...]

    def __call__(self, report: Report) -> Iterator[Outcome]:
        (one,) = self.requests
        wrong = replace(JOB, params=(("at", "0"), ("function", "1/x")), suffix=".mp4")
        yield Outcome(one.name, value=PartPlan(wrong, segments=12, frames=360))
