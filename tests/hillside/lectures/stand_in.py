"""A lecture, and stand-ins for what draws it and tells it: they write at once, and note what they drew."""

import io
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from hillside.lectures.build import Summary, build
from hillside.lectures.lecture import Lecture, read_lecture
from hillside.lectures.narration import Step, Telling
from hillside.lectures.outputs import Output, out_of_date, outputs_of
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


def shoot(figure: None, job: Job, target: Path, report: Callable[[int, int], None]) -> Rendering:
    """Write the job instead of a picture of it; on the place 8 the disk is full for films."""
    if dict(job.params)["at"] == "8" and job.is_film:
        raise Failure("the disk is full")
    DRAWN.append(target.name)
    target.write_text(repr(job))
    return Rendering(title="Slope", alt="A slope.", size=job.size, facts={}, files=(target,))


def tell(figure: None, job: Job, target: Path) -> tuple[Telling, tuple[Path, ...]]:
    """Tell the place that the slope is measured at, in two steps from 5 on."""
    at = dict(job.params)["at"]
    name = target.name.partition(".")[0]
    steps = [target.with_name(f"{name}.step-{number}.svg") for number in range(1, 3 if float(at) >= 5 else 2)]
    for file in (target, *steps):
        file.write_text(at)
    told = tuple(Step(file.name, (number,)) for number, file in enumerate(steps))
    return Telling("Slope", f"A slope at {at}.", (), told), (target, *steps)


def in_this_process(
    work: Mapping[str, Task], workers: int, heard: object, preload: Sequence[str] = ()
) -> Iterator[Outcome]:
    def report(done: int, total: int, name: str | None = None, /) -> None: ...

    for name, piece in work.items():
        try:
            value = piece(report)
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


def run(lecture: Lecture, folder: Path, todo: Sequence[Output] | None = None) -> Summary:
    outputs = outputs_of(lecture)
    todo = out_of_date(outputs, folder) if todo is None else todo
    return build(lecture, outputs, todo, folder, 2, Progress(io.StringIO()), lambda end: None)


def names(outputs: Sequence[Output]) -> list[str]:
    return [output.name for output in outputs]
