"""The figures of a deck: what is to be drawn of each, and under which names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from hillside.decks.slides import Needs
from hillside.files.captions import Clip
from hillside.files.formats import FILM_SUFFIXES
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.outputs import Output
from hillside.stage.errors import Refusal, as_refusals
from hillside.studio.catalogue import module_of
from hillside.studio.draw import settled
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.key import key
from hillside.studio.workers import Report, run_in_processes


def asks_for_film(entry: Entry) -> bool:
    """Return whether a lecture asks for a film of a figure; a `.webp` of a lecture stands still."""
    return any(f".{suffix}" in FILM_SUFFIXES and suffix != "webp" for suffix in entry.outputs)


@dataclass(frozen=True)
class Shown:
    """A figure on slides.

    Attributes:
        entry: what the lecture says of it.
        job: the job of its PNG still, with every parameter settled.
        clips: the beats of its film.
    """

    entry: Entry
    job: Job
    clips: tuple[Clip, ...]

    @property
    def moves(self) -> bool:
        """Whether the lecture asks for a film of it."""
        return asks_for_film(self.entry)

    def name(self, suffix: str, excerpt: Excerpt = WHOLE) -> str:
        """Return the name of a file; each kind has its own, so that no run undoes the work of another."""
        beat = "" if excerpt.beat is None else f"-{excerpt.beat:0{len(str(len(self.clips)))}}"
        return f"{self.entry.id}{beat}{'-loop' if excerpt.loop else ''}{suffix}"

    def outputs(self, needs: Needs, loop: bool) -> list[Output]:
        """Return all that is to be drawn of it."""
        whole = replace(WHOLE, loop=loop)
        outputs = [self._output(suffix) for suffix in needs.stills]
        if not self.moves:
            more = [suffix for suffix in needs.step_stills if suffix not in needs.stills]
            return outputs + [self._output(suffix) for suffix in more]
        outputs += [] if needs.film is None else [self._output(needs.film, whole)]
        for beat in range(1, len(self.clips) + 1):
            excerpt = replace(WHOLE, beat=beat)
            outputs += [self._output(suffix, excerpt) for suffix in needs.step_stills]
            if needs.step_film is not None:
                outputs.append(self._output(needs.step_film, replace(excerpt, loop=loop)))
        return outputs

    def _output(self, suffix: str, excerpt: Excerpt = WHOLE) -> Output:
        job = replace(self.job, suffix=suffix, excerpt=excerpt)
        return Output(name=self.name(suffix, excerpt), entry=self.entry, job=job, key=key(job))


def shown_of(lecture: Lecture, jobs: Sequence[tuple[Entry, Job]]) -> tuple[Shown, ...]:
    """Return each figure with all its parameters and its beats, which only the figure itself knows.

    Figures are loaded in a process of their own, so that this one stays light.

    Raises:
        Refusal: A figure refuses its parameters; the message has file and line.
    """
    heavy = ("hillside.studio.shoot", *sorted({module_of(job.figure) for _, job in jobs}))
    work = {"beats": partial(_told, tuple(job for _, job in jobs))}
    with closing(run_in_processes(work, 1, preload=heavy)) as ends:
        end = next(ends)
    if end.error is not None:
        raise end.error
    told: list[tuple[Job, tuple[Clip, ...]] | Refusal] = end.value
    shown: list[Shown] = []
    for (entry, _), found in zip(jobs, told, strict=True):
        if isinstance(found, Refusal):
            raise lecture.refusal(entry, found)
        shown.append(Shown(entry, *found))
    return tuple(shown)


def _told(jobs: Sequence[Job], report: Report) -> list[tuple[Job, tuple[Clip, ...]] | Refusal]:
    from hillside.studio.shoot import clips_of, staged

    told: list[tuple[Job, tuple[Clip, ...]] | Refusal] = []
    for job in jobs:
        try:
            with as_refusals():
                whole = settled(job)
                with staged(whole) as figure:
                    told.append((whole, clips_of(figure, WHOLE)))
        except Refusal as error:
            told.append(error)
    return told
