"""The pictures and films for the places in a deck that ask for figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from hillside.decks.deck import Wish
from hillside.decks.requests import Asked, asked_in
from hillside.decks.tags import Medium, Place
from hillside.lectures.lecture import Lecture
from hillside.lectures.manifest import Record, read_manifest, record, write_manifest
from hillside.stage.errors import HillsideError, ParamError, Refusal, said
from hillside.studio.catalogue import module_of
from hillside.studio.draw import draw
from hillside.studio.job import Job
from hillside.studio.progress import Progress, Tally
from hillside.studio.workers import run_in_processes


def media_for(
    places: Sequence[Place],
    lecture: Lecture | None,
    wish: Wish,
    folder: Path,
    workers: int,
    progress: Progress,
) -> tuple[tuple[Medium, ...], int]:
    """Return what is shown in each place, drawn into `folder`, and how many files had to be drawn.

    Raises:
        Failure: A file cannot be drawn or written.
        Refusal: A tag asks for what there is not, or a figure refuses its parameters; the message names
            the slide.
    """
    asked = [asked_in(place, lecture, wish) for place in places]
    jobs = {
        name: (job, known, each)
        for each in asked
        for name, (job, known) in zip(each.names, each.jobs, strict=True)
    }
    records = read_manifest(folder)
    todo = {
        name: work
        for name, work in jobs.items()
        if name not in records or not records[name].is_current(work[1], folder)
    }
    _draw(todo, records, folder, workers, progress)
    return tuple(_medium(each, folder, records) for each in asked), len(todo)


def _draw(
    todo: Mapping[str, tuple[Job, str, Asked]],
    records: dict[str, Record],
    folder: Path,
    workers: int,
    progress: Progress,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally({name: 20 if job.is_film else 1 for name, (job, _, _) in todo.items()}, progress)
    work = {name: partial(draw, job, folder / name) for name, (job, _, _) in todo.items()}
    heavy = ("hillside.studio.shoot", *sorted({module_of(job.figure) for job, _, _ in todo.values()}))
    with closing(run_in_processes(work, workers, tally.frames, heavy)) as ends:
        for end in ends:
            _, known, asked = todo[end.name]
            if end.error is not None:
                raise _at(asked.place, end.error)
            settled, take = end.value
            records[end.name] = record(known, settled, take, folder)
            write_manifest(folder, "figures of a deck", records)
            tally.end(end.name)


def _at(place: Place, error: HillsideError) -> HillsideError:
    """Return an error with the place in the deck that it is about."""
    kind = Refusal if isinstance(error, ParamError) else type(error)
    return kind(f"{place.where}: {said(error)}")


def _medium(asked: Asked, folder: Path, records: Mapping[str, Record]) -> Medium:
    first = asked.names[0]
    take = records[first].take
    job = asked.jobs[0][0]
    if not job.is_film:
        return Medium(alt=take["alt"], png=folder / first, svg=folder / asked.names[1])
    film = folder / first
    return Medium(
        alt=take["alt"],
        png=film.with_suffix(".poster.png"),
        film=film,
        seconds=sum(clip["seconds"] for clip in take["clips"]),
        loop=job.excerpt.loop,
    )
