"""Several outputs of one figure in one process: what is computed for one serves the others."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hillside.files.atomic import atomic_write
from hillside.files.captions import srt
from hillside.lectures.narration import Telling
from hillside.stage.errors import as_refusals
from hillside.studio.draw import settled
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, Report, outcome_of

if TYPE_CHECKING:
    from hillside.studio.shoot import AnyFigure


@dataclass(frozen=True)
class Order:
    """One file to be made: what it is called, the job, where it goes, and whether it is a telling."""

    name: str
    job: Job
    target: Path
    told: bool = False


def draw_all(orders: Sequence[Order], report: Report) -> Generator[Outcome, None, None]:
    """Draw the orders, all of one figure with equal parameters, look and size; yield how each ended.

    The value of an outcome is the settled job, the take, and the telling if it was asked for.

    Raises:
        HillsideError: The figure refuses its parameters, so that nothing can be drawn.
    """
    from hillside.studio.shoot import staged

    with as_refusals():
        first = settled(orders[0].job)
        with staged(first) as figure:
            for order in orders:
                yield outcome_of(
                    order.name, partial(_draw, figure, replace(order.job, params=first.params), order, report)
                )


def _draw(figure: AnyFigure, job: Job, order: Order, report: Report) -> tuple[Job, Rendering, Telling | None]:
    from hillside.lectures.narrate import tell
    from hillside.studio.shoot import shoot_on

    with as_refusals():
        if order.told:
            told, files = tell(figure, job, order.target)
            return job, Rendering(told.title, told.alt, job.size, {}, files), told
        take = shoot_on(figure, job, order.target, partial(_heard, order.name, report))
        return job, _with_srt(take) if job.is_film else take, None


def _heard(name: str, report: Report, done: int, total: int) -> None:
    report(done, total, name)


def _with_srt(take: Rendering) -> Rendering:
    """Write the captions once more, for players that know no WebVTT."""
    file = take.files[0].with_suffix(".srt")
    with atomic_write(file) as aside:
        aside.write_text(srt(take.clips), encoding="utf-8")
    return replace(take, files=(*take.files, file))
