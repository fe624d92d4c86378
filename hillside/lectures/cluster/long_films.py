"""Long films on a cluster: parts are drawn by several workers, and put together by one of them.

How long a film is only its figure knows, so a worker that is asked for it answers with a plan.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any, Protocol

from hillside.lectures.schedule import FileRequest, draw_files, with_srt
from hillside.stage.errors import as_refusals
from hillside.studio.job import Job
from hillside.studio.workers import Outcome, Report, outcome_of

if TYPE_CHECKING:
    from hillside.stage.figure import AnyFigure
    from hillside.studio.rendering import Rendering

LONG = 60.0
"""Duration in seconds from which a film is drawn in parts."""
LEAST_PARTS = 2
"""Minimum number of parts of a long film; each is laid out anew, so that more are not always better."""


class Work(Protocol):
    """A piece of work that can be sent: a picklable task, and the files that it makes or helps to make."""

    @property
    def requests(self) -> tuple[FileRequest, ...]:
        """These files."""
        ...

    def __call__(self, report: Report, /) -> Any:
        """Do it here."""
        ...


@dataclass(frozen=True)
class PartPlan:
    """How a long film is drawn in parts: its resolved job, the number of its segments, and of its frames."""

    job: Job
    segments: int
    frames: int

    def parts(self, idle: int) -> list[tuple[int, int]]:
        """Return the parts, each as its first segment and the one after its last.

        There are as many as workers would be `idle`; the bytes of the film do not depend on that.

        >>> PartPlan(None, 12, 360).parts(idle=0)
        [(0, 6), (6, 12)]
        >>> PartPlan(None, 12, 360).parts(idle=5)
        [(0, 3), (3, 6), (6, 9), (9, 12)]
        """
        length = ceil(self.segments / max(idle, LEAST_PARTS))
        return [(first, min(first + length, self.segments)) for first in range(0, self.segments, length)]

    def frames_of(self, part: tuple[int, int]) -> int:
        """Return about how many frames a part has, for a display of progress."""
        return round(self.frames * (part[1] - part[0]) / self.segments)


@dataclass(frozen=True)
class PlannedPiece:
    """A piece of work of which films longer than so many `seconds` are planned instead of drawn."""

    requests: tuple[FileRequest, ...]
    seconds: float = LONG

    def __call__(self, report: Report) -> Generator[Outcome, None, None]:
        """Draw the other files; the value of the outcome of a long film is its `PartPlan`."""
        return draw_files(self.requests, 1, report, partial(_plan, self.seconds))


def _plan(seconds: float, figure: AnyFigure, job: Job) -> PartPlan | None:
    from hillside.studio.renderer import clips_of, footage_of

    if not job.is_film or sum(clip.seconds for clip in clips_of(figure, job.excerpt)) <= seconds:
        return None
    from hillside.files.video import is_divisible, segments_of

    footage = footage_of(figure, job)
    if not is_divisible(job.suffix, footage):
        return None
    return PartPlan(job, len(segments_of(footage)), footage.count)


@dataclass(frozen=True)
class Part:
    """The segments of one film from number `first` to before `last`; its job is resolved."""

    requests: tuple[FileRequest]
    first: int
    last: int

    def __call__(self, report: Report) -> bytes:
        """Return the encoded segments."""
        from hillside.files.video import encoded
        from hillside.studio.renderer import footage_of, staged

        (request,) = self.requests
        with as_refusals(), staged(request.job) as figure:
            footage = footage_of(figure, request.job, lambda done, total: report(done, total, request.name))
            return encoded(request.job.suffix, footage, self.first, self.last)


@dataclass(frozen=True)
class Assembly:
    """The film of which all parts are `encoded`; its job is resolved."""

    requests: tuple[FileRequest]
    encoded: tuple[bytes, ...] = ()

    def __call__(self, report: Report) -> Generator[Outcome, None, None]:
        """Write the film and what comes with it; yield its outcome."""
        yield outcome_of(self.requests[0].name, self._film)

    def _film(self) -> tuple[Job, Rendering, None]:
        from hillside.studio.renderer import render_staged, staged

        (request,) = self.requests
        with as_refusals(), staged(request.job) as figure:
            film = render_staged(figure, request.job, request.target, encoded=self.encoded)
        return request.job, with_srt(film), None
