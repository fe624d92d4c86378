"""Orders: pieces of work sent to a worker of a cluster, and what it sends back.

This is the side of the worker. It does a piece as this machine does its own: in a process that a crash or a
stop does not outlive. Paths mean nothing on another machine, so a piece is drawn into a temporary folder
there, and the bytes of its files come back; with a shared disk they are written where they belong, and only
their SHA-256 comes back.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import current_process
from pathlib import Path
from time import monotonic
from typing import Any, cast

from hillside.files.signals import leave_stopping_to_parent
from hillside.lectures.cluster.installation import Installation, this_installation
from hillside.lectures.cluster.long_films import Assembly, Work
from hillside.lectures.schedule import FileRequest
from hillside.lectures.transcript import Transcript
from hillside.stage.foreign_file import content_digest
from hillside.stage.leftovers import temporary_folder
from hillside.stage.lettering.typeface import FONT_FOLDER, FontFile
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, run_in_processes

BETWEEN_REPORTS = 1.0
"""Minimum time between two reports of one piece in seconds; each passes through the scheduler."""


@dataclass(frozen=True)
class Order:
    """A piece of work for a worker.

    Attributes:
        name: The name of the task.
        work: The piece of work.
        asker: The digest of the installation that the worker must have, too.
        preload: Modules that a worker imports once for all of its processes.
        fonts: The content of custom fonts by their SHA-256.
        topic: The topic of Dask under which progress is reported.
        shared: Whether the worker writes to the same disk.
    """

    name: str
    work: Work
    asker: str
    preload: tuple[str, ...]
    topic: str
    fonts: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    shared: bool = False


@dataclass(frozen=True)
class Parcel:
    """The result of one output: what `draw_files` returns, and its files by name.

    A file is its bytes, or with a shared disk the SHA-256 of its content.
    """

    job: Job
    rendering: Rendering
    transcript: Transcript | None
    files: Mapping[str, bytes | str]


@dataclass(frozen=True)
class Delivery:
    """What a worker sends back: its name, and the outcomes, whose values are parcels."""

    worker: str
    outcomes: tuple[Outcome, ...]


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C to the process that has started this worker; Dask calls this in workers of `local:N`."""
    leave_stopping_to_parent()


def called(name: str) -> str:
    """Return what a worker is called in a sentence; Dask numbers those that it starts itself.

    >>> called("3"), called("node-7")
    ('worker 3', 'node-7')
    """
    return f"worker {name}" if name.isdecimal() or "://" in name else name


def introduce(dask_worker: Any) -> tuple[str, Installation]:
    """Return the name of a worker and what it has installed; Dask hands the worker in."""
    return str(dask_worker.name), this_installation()


class OtherInstallation(Exception):  # noqa: N818 - named for what was found
    """A worker has another installation than the one who asks, and so does nothing."""

    def __init__(self, address: str, worker: str, installation: Installation) -> None:
        super().__init__(address, worker, installation)
        self.address, self.worker, self.installation = address, worker, installation


class Unwanted(Exception):  # noqa: N818 - as above
    """Nobody waits for the result any more."""


def deliver(order: Order, *encoded: bytes) -> Delivery:
    """Do the work of an order on this worker of Dask, and return what comes of it.

    Args:
        order: The order.
        encoded: The parts of a long film that the order puts together.

    Raises:
        OtherInstallation: The versions here are not those of the one who asks.
        Unwanted: The order has been canceled.
    """
    from distributed import get_worker

    with _done(order, encoded) as outcomes:
        packed = tuple(_packed(each, order.shared) for each in outcomes)
    return Delivery(called(str(cast(Any, get_worker()).name)), packed)


def encode(order: Order) -> bytes:
    """Do an order whose work is a part of a long film; return its encoded frames.

    Raises:
        HillsideError: It cannot be drawn.
        OtherInstallation: The versions here are not those of the one who asks.
        Unwanted: The order has been canceled.
    """
    with _done(order, ()) as outcomes:
        (outcome,) = outcomes
    if outcome.error is not None:
        raise outcome.error
    return outcome.value


@contextmanager
def _done(order: Order, encoded: tuple[bytes, ...]) -> Generator[Iterable[Outcome], None, None]:
    """Yield the outcomes of an order, which is done in a process; its files are there until the end."""
    from distributed import get_worker

    worker: Any = get_worker()
    if this_installation().digest != order.asker:
        raise OtherInstallation(worker.address, str(worker.name), this_installation())
    # Dask starts its workers as daemons, which may have no processes of their own. Ours end with the worker.
    cast(Any, current_process())._config["daemon"] = False
    task = worker.get_current_task()
    with temporary_folder("order") as folder:
        outcomes = run_in_processes(
            {order.name: _work_here(order, encoded, folder)},
            1,
            _Reporter(worker, order.topic, str(task)),
            # With the main module of the worker, which each process would import otherwise.
            ("__main__", *order.preload),
            partial(_attend, worker, task),
        )
        with closing(outcomes):
            yield outcomes


def _attend(worker: Any, task: object) -> None:
    """Stop the work if Dask has canceled its task, for which it leaves a thread running."""
    state = worker.state.tasks.get(task)
    if state is None or state.state not in ("executing", "long-running"):
        raise Unwanted


def _work_here(order: Order, encoded: tuple[bytes, ...], folder: Path) -> Work:
    """Return the work with paths of this machine."""
    requests = tuple(
        _request_here(request, order, folder / str(number))
        for number, request in enumerate(order.work.requests)
    )
    work = moved(order.work, requests)
    return replace(work, encoded=encoded) if isinstance(work, Assembly) else work


def moved(work: Work, requests: tuple[FileRequest, ...]) -> Work:
    """Return a piece of work, a frozen dataclass, with its files elsewhere."""
    return cast(Work, replace(cast(Any, work), requests=requests))


def _request_here(request: FileRequest, order: Order, folder: Path) -> FileRequest:
    """Return a request with its fonts on this machine, and its file in `folder` unless the disk is shared."""
    typeface = request.job.theme.typeface
    here = replace(
        typeface,
        text_files=tuple(_font_here(each, order.fonts, folder.parent) for each in typeface.text_files),
        math_files=tuple(_font_here(each, order.fonts, folder.parent) for each in typeface.math_files),
    )
    job = replace(request.job, theme=replace(request.job.theme, typeface=here))
    if order.shared:
        return replace(request, job=job)
    folder.mkdir(exist_ok=True)
    return replace(request, job=job, target=folder / request.target.name)


def _font_here(font: FontFile, fonts: Mapping[str, bytes], folder: Path) -> FontFile:
    """Return a font as a file of this machine: one of the program, or one that came with the order."""
    if not font.sha256:
        return replace(font, path=FONT_FOLDER / font.name)
    file = folder / font.sha256 / font.name
    if not file.exists():
        file.parent.mkdir()
        file.write_bytes(fonts[font.sha256])
    return replace(font, path=file)


def _packed(outcome: Outcome, shared: bool) -> Outcome:
    """Return an outcome with its files as a parcel; what has no files is sent as it is."""
    match outcome.value:
        case (Job() as job, Rendering() as rendering, transcript):
            pack = content_digest if shared else Path.read_bytes
            files = {file.name: pack(file) for file in rendering.files}
            return replace(outcome, value=Parcel(job, rendering, transcript, files))
        case _:
            return outcome


class _Reporter:
    """Sends reports of progress through the scheduler, not too many."""

    def __init__(self, worker: Any, topic: str, task: str) -> None:
        self._worker, self._topic, self._task = worker, topic, task
        self._by = called(str(worker.name))
        self._sent = monotonic()

    def __call__(self, name: str, done: int, total: int, worker: str = "", /) -> None:
        if monotonic() - self._sent >= BETWEEN_REPORTS:
            self._sent = monotonic()
            report = {"task": self._task, "name": name, "done": done, "total": total}
            self._worker.log_event(self._topic, {**report, "by": self._by})
