"""A lecture, and stand-ins for what draws and transcribes it: they write at once and note what they drew."""

import io
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from hillside.lectures.build import Summary, build
from hillside.lectures.lecture import Lecture, read_lecture
from hillside.lectures.outputs import Output, out_of_date, outputs_of
from hillside.lectures.schedule import LectureBuild
from hillside.lectures.transcript import Step, Transcript
from hillside.stage.errors import Failure, HillsideError, ParamError
from hillside.studio.job import Job
from hillside.studio.progress import Progress
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, Task

DRAWN: list[str] = []
"""The files that the stand-in for the camera has written, over all tests."""

LECTURE = """\
title = "Slopes"
quality = "draft"

[[figure]]
id = "one"
figure = "slope"
outputs = ["png", "mp4"]
[figure.params]
at = 2

[[figure]]
id = "two"
figure = "two-words"
outputs = ["svg"]
"""


@contextmanager
def staged(job: Job) -> Iterator[None]:
    """Stage nothing; the place 9 has no slope."""
    if dict(job.params)["at"] == "9":
        raise ParamError("at", "there is no slope at 9")
    yield


def render(
    figure: None, job: Job, target: Path, report: Callable[[int, int], None], workers: int = 1
) -> Rendering:
    """Write the job instead of a picture of it; on the place 8 the disk is full for films."""
    if dict(job.params)["at"] == "8" and job.is_film:
        raise Failure("the disk is full")
    DRAWN.append(target.name)
    target.write_text(repr(job))
    return Rendering(title="Slope", alt="A slope.", size=job.size, facts={}, files=(target,))


def write_transcript(figure: None, job: Job, target: Path) -> tuple[Transcript, tuple[Path, ...]]:
    """Write the place that the slope is measured at, in two steps from 5 on."""
    at = dict(job.params)["at"]
    name = target.name.partition(".")[0]
    steps = [target.with_name(f"{name}.step-{number}.svg") for number in range(1, 3 if float(at) >= 5 else 2)]
    for file in (target, *steps):
        file.write_text(at)
    made = tuple(Step(file.name, (number,)) for number, file in enumerate(steps))
    return Transcript("Slope", f"A slope at {at}.", (), made), (target, *steps)


def in_this_process(
    tasks: Mapping[str, Task], workers: int, listener: object = None, preload: Sequence[str] = ()
) -> Iterator[Outcome]:
    def report(done: int, total: int, name: str | None = None, /) -> None: ...

    for name, task in tasks.items():
        try:
            value = task(report)
            if isinstance(value, Generator):
                yield from cast("Generator[Outcome, None, None]", value)
                value = None
            yield Outcome(name, value=value)
        except HillsideError as error:
            yield Outcome(name, error=error)


def read(tmp_path: Path, text: str) -> Lecture:
    file = tmp_path / "talk.toml"
    file.write_text(text)
    return read_lecture(file)


def run(lecture: Lecture, folder: Path, pending: Sequence[Output] | None = None) -> Summary:
    outputs = outputs_of(lecture)
    pending = out_of_date(outputs, folder) if pending is None else pending
    return build([LectureBuild(lecture, outputs, pending, folder)], 2, Progress(io.StringIO()))[0]


def names(outputs: Sequence[Output]) -> list[str]:
    return [output.name for output in outputs]
