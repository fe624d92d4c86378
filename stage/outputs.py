"""The outputs that a lecture asks for, and which of them are out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stage.errors import Refusal, nearest
from stage.lecture import Entry, Lecture
from stage.manifest import read_manifest
from stage.store import key
from stage.take import Job

FILM_WEIGHT = 20
"""How many stills a film counts for in the progress; a rough guess is enough for a bar."""


@dataclass(frozen=True)
class Output:
    """One file that a lecture asks for.

    `job` holds the parameters as the lecture gives them. The key covers the source of the figure too, so it
    covers the defaults of the others, and is known without loading the figure.
    """

    name: str
    entry: Entry
    job: Job
    key: str

    @property
    def weight(self) -> int:
        """The share of the work, in stills."""
        return FILM_WEIGHT if self.job.is_film else 1


def outputs_of(
    lecture: Lecture, only: Sequence[str] = (), theme: str | None = None, quality: str | None = None
) -> tuple[Output, ...]:
    """Return the outputs of the figures with the ids `only`, or of all; `theme`, `quality` overrule the file.

    Raises:
        Refusal: No figure has one of the ids.
    """
    known = [entry.id for entry in lecture.figures]
    for name in only:
        if name not in known:
            raise Refusal(f'no figure of {lecture.source.path} has the id "{name}"{nearest(name, known)}')
    chosen = [entry for entry in lecture.figures if not only or entry.id in only]
    theme = lecture.theme if theme is None else theme
    quality = lecture.quality if quality is None else quality
    outputs: list[Output] = []
    for entry in chosen:
        for suffix in entry.outputs:
            job = Job.read(entry.figure, dict(entry.params), f".{suffix}", theme, lecture.size, quality)
            outputs.append(Output(name=f"{entry.id}.{suffix}", entry=entry, job=job, key=key(job)))
    return tuple(outputs)


def out_of_date(outputs: Sequence[Output], folder: Path) -> tuple[Output, ...]:
    """Return the outputs whose files in `folder` are missing, touched, or made from something else."""
    records = read_manifest(folder)
    return tuple(
        output
        for output in outputs
        if output.name not in records or not records[output.name].is_current(output.key, folder)
    )
