"""Tasks done by the workers of a Dask cluster; the outcomes are those of `hillside.studio.workers`.

Every piece of work is one task of Dask, which gives it to a worker, and to another one if that dies. Here,
results are written as they arrive, workers with another installation get no more work, and what waits for a
worker that has left is asked for again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from time import monotonic, sleep
from traceback import format_exception
from typing import Any, cast

from hillside.files.atomic import write_atomically
from hillside.files.forked import ATTENTION
from hillside.files.signals import handle_signals
from hillside.lectures.cluster.installation import this_installation
from hillside.lectures.cluster.long_films import Assembly, Part, PartPlan, PlannedPiece, Work
from hillside.lectures.cluster.orders import (
    Delivery,
    Order,
    OtherInstallation,
    Parcel,
    deliver,
    encode,
    moved,
)
from hillside.lectures.cluster.staff import Staff
from hillside.lectures.schedule import FileRequest, Piece
from hillside.stage.errors import Failure, HillsideError, command_line_message
from hillside.stage.foreign_file import MAX_FONT, Unreadable, content_digest, read_bytes
from hillside.studio.workers import Listener, Outcome, Task, outcome_of

LEAST_AHEAD, AHEAD = 1000, 3
"""Tasks are handed to the scheduler ahead: so many, or so many for each thread of the cluster."""
BETWEEN_LOOKS = 2.0
"""Time in seconds between two looks at who is there."""
PATIENCE = 20.0
"""Maximum time in seconds until a file that a worker has written to the shared disk is seen here."""
TOGETHER = 50
"""Maximum number of results that are fetched together; they are in memory until they are written."""


@dataclass
class Film:
    """A long film that is being drawn in parts: the frames done in each, and the parts that are there."""

    task: str
    request: FileRequest
    plan: PartPlan
    spans: list[tuple[int, int]]
    done: dict[int, int] = field(default_factory=dict[int, int])
    parts: dict[int, Any] = field(default_factory=dict[int, Any])
    is_given_up: bool = False


@dataclass(frozen=True)
class Asked:
    """What has been asked of the cluster: an order, its task, and who may do it (None: anybody).

    A part of a long film has its `film` and its `number`.
    """

    order: Order
    task: str
    future: Any
    allowed: frozenset[str] | None
    film: Film | None = None
    number: int = 0


class DaskRun:
    """One run of tasks on a cluster; see `hillside.studio.workers.RunTasks`.

    Args:
        client: The client of Dask.
        staff: The workers of the cluster.
        shared: Whether the workers write to the same disk.
        long: Duration in seconds from which a film is drawn in parts.
        listener: Called with the progress of an output.
        preload: The modules that workers import once.
    """

    def __init__(
        self, client: Any, staff: Staff, shared: bool, long: float, listener: Listener, preload: Sequence[str]
    ) -> None:
        self._client, self._staff, self._shared, self._long = client, staff, shared, long
        self._listener, self._preload = listener, tuple(preload)
        self._topic = f"hillside-{token_hex(8)}"
        self._messages: SimpleQueue[str | Mapping[str, Any]] = SimpleQueue()
        self._asked: dict[str, Asked] = {}
        self._open: dict[str, int] = {}
        self._ends: dict[str, Outcome] = {}
        self._requests: dict[str, FileRequest] = {}
        self._fonts: dict[str, bytes] = {}
        self._looked = monotonic()

    def outcomes(self, tasks: Mapping[str, Task]) -> Generator[Outcome, None, None]:
        """Yield the outcomes of all tasks; closing the generator cancels what is left.

        Raises:
            Failure: The scheduler is gone, or no worker has the same installation.
        """
        waiting = deque(tasks.items())
        self._client.subscribe_topic(self._topic, self._hear)
        try:
            while waiting or self._asked:
                while waiting and len(self._asked) < self._ahead:
                    self._begin(*waiting.popleft())
                yield from self._arrivals()
                self._attend()
        finally:
            self._stop()

    @property
    def _ahead(self) -> int:
        """The number of tasks to have asked for; few if only some workers may do them, as others may come."""
        busy = AHEAD * self._staff.threads
        return max(LEAST_AHEAD, busy) if self._staff.allowed is None else max(1, busy)

    def _begin(self, name: str, task: Task) -> None:
        work = cast(Work, task)
        requests = tuple(replace(each, target=each.target.absolute()) for each in work.requests)
        self._requests |= {each.name: each for each in work.requests}
        self._open[name] = 1
        # One worker alone would lay a film out several times for nothing.
        long = inf if self._staff.threads == 1 else self._long
        planned = PlannedPiece(requests, long) if isinstance(work, Piece) else moved(work, requests)
        self._ask(name, planned)

    def _ask(self, task: str, work: Work, film: Film | None = None, number: int = 0) -> None:
        order = Order(
            name=task,
            work=work,
            asker=this_installation().digest,
            preload=self._preload,
            topic=self._topic,
            fonts=self._fonts_of(work.requests),
            shared=self._shared,
        )
        self._submit(order, task, film, number)

    def _submit(self, order: Order, task: str, film: Film | None, number: int) -> None:
        allowed = self._staff.allowed
        call = encode if isinstance(order.work, Part) else deliver
        parts = [] if film is None or call is encode else [film.parts[each] for each in sorted(film.parts)]
        # Dask groups tasks by what their keys begin with.
        key = f"{order.work.requests[0].job.figure}-{token_hex(16)}"
        future = self._client.submit(
            call, order, *parts, key=key, pure=False, workers=None if allowed is None else sorted(allowed)
        )
        self._asked[key] = Asked(order, task, future, allowed, film, number)
        future.add_done_callback(self._note_end)

    def _fonts_of(self, requests: Sequence[FileRequest]) -> Mapping[str, bytes]:
        """Return the content of the custom fonts of some files, by their SHA-256."""
        fonts = {each.sha256: each.path for file in requests for each in file.job.theme.typeface.files}
        fonts.pop("", None)
        for digest in fonts.keys() - self._fonts.keys():
            self._fonts[digest] = read_bytes(fonts[digest], MAX_FONT)
        return {digest: self._fonts[digest] for digest in fonts}

    def _arrivals(self) -> Generator[Outcome, None, None]:
        """Wait for a moment; yield the outcomes that have arrived, and pass on reports."""
        ended: list[Asked] = []
        message = self._next_message(ATTENTION)
        while message is not None:
            if isinstance(message, str):
                ended += [self._asked.pop(message)] if message in self._asked else []
            else:
                self._report(message)
            message = self._next_message(0) if len(ended) < TOGETHER else None
        handle_signals()
        results = self._fetched([each for each in ended if each.future.status == "finished"])
        for asked in ended:
            yield from self._outcomes_of(asked, results.get(asked.future.key))
            # The parts of a film stay on the workers until it is put together.
            if not isinstance(asked.order.work, Part):
                asked.future.release()

    def _hear(self, event: tuple[float, Mapping[str, Any]]) -> None:
        """Note a report of a worker; called by a thread of Dask."""
        self._messages.put(event[1])

    def _note_end(self, future: Any) -> None:
        """Note that a task has ended; called by a thread of Dask."""
        self._messages.put(future.key)

    def _next_message(self, timeout: float) -> str | Mapping[str, Any] | None:
        try:
            return self._messages.get(timeout=timeout) if timeout else self._messages.get_nowait()
        except Empty:
            return None

    def _report(self, report: Mapping[str, Any]) -> None:
        """Pass on how much of an output is done; of a long film, the sum of its parts."""
        asked, done, total = self._asked.get(report["task"]), report["done"], report["total"]
        if asked is None:
            return
        if asked.film is not None:
            asked.film.done[asked.number] = done
            done, total = sum(asked.film.done.values()), asked.film.plan.frames
        self._listener(report["name"], done, total, report["by"])

    def _fetched(self, ended: Sequence[Asked]) -> Mapping[str, Delivery]:
        """Return what workers have delivered, by the key of the task; parts of films stay there."""
        futures = [asked.future for asked in ended if not isinstance(asked.order.work, Part)]
        if not futures:
            return {}
        try:
            deliveries = self._client.gather(futures)
        # What Dask raises when the connection breaks, of many kinds.
        except Exception as error:
            raise _as_error(error) if self._client.status == "running" else self._gone() from error
        return {future.key: delivery for future, delivery in zip(futures, deliveries, strict=True)}

    def _outcomes_of(self, asked: Asked, delivery: Delivery | None) -> Generator[Outcome, None, None]:
        """Yield the outcomes that follow from what has been asked and has ended."""
        if asked.future.status == "cancelled":
            raise self._gone()
        if asked.future.status == "error":
            yield from self._failed(asked, asked.future.exception())
        elif delivery is None:
            self._add_part(asked)
        else:
            for outcome in delivery.outcomes:
                yield from self._received(asked, replace(outcome, worker=delivery.worker))
            yield from self._closed(asked.task)

    def _received(self, asked: Asked, outcome: Outcome) -> Generator[Outcome, None, None]:
        """Yield the outcome of an output when its files are written, and begin with a planned film."""
        match outcome.value:
            case PartPlan() as plan:
                self._begin_film(asked, outcome.name, plan)
            case Parcel() as parcel:
                yield self._unpacked(outcome, parcel)
            case _ if outcome.name != asked.task:
                yield outcome
            # The whole order has failed: the film that it puts together, or all of its outputs.
            case _ if asked.film is not None:
                if outcome.error is not None:
                    yield replace(outcome, name=asked.film.request.name)
            case _:
                self._ends[asked.task] = outcome

    def _closed(self, task: str) -> Generator[Outcome, None, None]:
        """Yield the outcome of a task if all that has been asked for it has come."""
        self._open[task] -= 1
        if not self._open[task]:
            del self._open[task]
            yield self._ends.pop(task, Outcome(task))

    def _begin_film(self, asked: Asked, name: str, plan: PartPlan) -> None:
        request = next(each for each in asked.order.work.requests if each.name == name)
        typeface = request.job.theme.typeface
        job = replace(plan.job, theme=replace(plan.job.theme, typeface=typeface))
        idle = self._staff.threads - len(self._asked)
        film = Film(asked.task, replace(request, job=job), plan, plan.parts(idle))
        self._open[asked.task] += 1
        for number, (first, last) in enumerate(film.spans):
            self._ask(asked.task, Part((film.request,), first, last), film, number)

    def _add_part(self, asked: Asked) -> None:
        """Keep a part of a film; when all are there, ask for the whole."""
        film = cast(Film, asked.film)
        if film.is_given_up:
            return
        film.parts[asked.number] = asked.future
        film.done[asked.number] = film.plan.frames_of(film.spans[asked.number])
        if len(film.parts) == len(film.spans):
            self._ask(asked.task, Assembly((film.request,)), film)

    def _failed(self, asked: Asked, error: BaseException) -> Generator[Outcome, None, None]:
        """Ask for it again if only the worker was wrong; otherwise yield what has failed."""
        if isinstance(error, OtherInstallation):
            self._staff.refuse(error.address, error.worker, error.installation)
            self._submit(asked.order, asked.task, asked.film, asked.number)
            return
        outcome = Outcome(asked.task, error=_as_error(error), trace="".join(format_exception(error)))
        if asked.film is None:
            self._ends[asked.task] = outcome
        else:
            if asked.film.is_given_up:
                return
            self._give_up(asked.film)
            yield replace(outcome, name=asked.film.request.name)
        yield from self._closed(asked.task)

    def _give_up(self, film: Film) -> None:
        """Cancel the other parts of a film."""
        film.is_given_up = True
        others = [key for key, asked in self._asked.items() if asked.film is film]
        self._client.cancel([self._asked.pop(key).future for key in others])

    def _unpacked(self, outcome: Outcome, parcel: Parcel) -> Outcome:
        """Return the outcome of an output, its files being written, or seen on the shared disk."""
        target = self._requests[outcome.name].target
        files = {target.with_name(Path(name).name): content for name, content in parcel.files.items()}
        write = partial(_received_files, files, outcome.worker)
        rendering = replace(parcel.rendering, files=tuple(files))
        written = outcome_of(outcome.name, write)
        return replace(
            outcome,
            value=(parcel.job, rendering, parcel.transcript),
            error=written.error,
            trace=written.trace,
        )

    def _attend(self) -> None:
        """Look who is there, every now and then; ask others for what waits for those who have left."""
        if self._client.status != "running":
            raise self._gone()
        if monotonic() - self._looked < BETWEEN_LOOKS:
            return
        try:
            self._staff.look()
        except OSError as error:
            raise self._gone() from error
        self._looked = monotonic()
        for key, asked in list(self._asked.items()):
            if asked.allowed is not None and not asked.allowed & self._staff.present:
                del self._asked[key]
                self._client.cancel([asked.future])
                self._submit(asked.order, asked.task, asked.film, asked.number)

    def _gone(self) -> Failure:
        return Failure(
            f"the scheduler at {self._staff.address} is gone; what is finished is kept, and the same command "
            "goes on when there is one again"
        )

    def _stop(self) -> None:
        """Cancel what has been asked; the workers end its processes."""
        futures = [asked.future for asked in self._asked.values()]
        self._asked.clear()
        if self._client.status == "running":
            # The scheduler may be going just now.
            with suppress(OSError, CancelledError):
                self._client.cancel(futures, force=True)
                self._client.unsubscribe_topic(self._topic)


def _received_files(files: Mapping[Path, bytes | str], worker: str) -> None:
    """Write files atomically; of those on a shared disk, wait until they are seen."""
    for file, content in files.items():
        if isinstance(content, bytes):
            write_atomically(file, content)
        else:
            _await(file, content, worker)


def _await(file: Path, digest: str, worker: str) -> None:
    """Wait until a file has the content that a worker has written.

    Raises:
        Failure: It does not get it in time.
    """
    began = monotonic()
    while not _has(file, digest):
        if monotonic() - began > PATIENCE:
            raise Failure(
                f"{worker} has written {file}, and it is not seen here; if the disk is not shared, leave out "
                "--shared"
            )
        handle_signals()
        sleep(ATTENTION)


def _has(file: Path, digest: str) -> bool:
    try:
        return content_digest(file) == digest
    except Unreadable:
        return False


def _as_error(error: BaseException) -> HillsideError:
    """Return what a task of Dask has raised as an error for the person who asked."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return Failure(
            "the workers that drew it have died, one after the other; if their memory is short, give them "
            "more, or draw it with a smaller --size"
        )
    if isinstance(error, ImportError):
        return Failure(
            f"a worker cannot load what it is to draw: {error}; doctor --scheduler compares its versions"
        )
    return Failure(command_line_message(error)) if isinstance(error, Exception) else Failure(str(error))
