"""From a figure to its telling: stepped stills, transcript, and alt text in files of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hillside.files.atomic import atomic_write
from hillside.files.captions import Clip
from hillside.files.formats import format_of
from hillside.files.picture import Picture
from hillside.lectures.audio_description import Shown, same, seen
from hillside.lectures.narration import Line, Step, Telling, transcript
from hillside.studio.job import Excerpt, Job
from hillside.studio.shoot import AnyFigure, clips_of, picture_of

ALT, TRANSCRIPT = "alt.txt", "transcript.txt"


def tell(figure: AnyFigure, job: Job, target: Path) -> tuple[Telling, tuple[Path, ...]]:
    """Write the transcript at `target`, `ID.transcript.txt`, and beside it alt text and stepped stills.

    A step is a vector still, `ID.step-1.svg` and so on; the beat or the moment that the job asks for is
    told alone. Return what is told, and the files, the transcript first.
    """
    name = target.name.removesuffix(f".{TRANSCRIPT}")
    excerpts = _excerpts(figure, job.excerpt)
    pictures = [picture_of(figure, replace(job, excerpt=excerpt)) for excerpt in excerpts]
    kept = _kept([picture.parts for picture in pictures])
    digits = len(str(len(kept)))
    files = [target.with_name(f"{name}.step-{number:0{digits}}.svg") for number in range(1, len(kept) + 1)]
    for lines, file in zip(kept, files, strict=True):
        with atomic_write(file) as aside:
            format_of(".svg").write(pictures[lines[-1]], aside)
    steps = tuple(Step(file.name, lines) for lines, file in zip(kept, files, strict=True))
    told = Telling(figure.title(), pictures[-1].about.alt, _lines(figure, job.excerpt, pictures), steps)
    texts = {target: transcript(told), target.with_name(f"{name}.{ALT}"): f"{told.alt}\n"}
    for file, text in texts.items():
        with atomic_write(file) as aside:
            aside.write_text(text, encoding="utf-8")
    return told, (*texts, *files)


def _excerpts(figure: AnyFigure, excerpt: Excerpt) -> list[Excerpt]:
    """Return one for each picture to be told: every beat, or the beat or moment that is asked for."""
    if excerpt.beat is not None or excerpt.moment is not None:
        return [excerpt]
    return [replace(excerpt, beat=number) for number in range(1, len(figure.film.beats) + 1)]


def _kept(pictures: list[Shown]) -> list[tuple[int, ...]]:
    """Return the places of the pictures, those that are equal and follow each other together."""
    groups: list[tuple[int, ...]] = []
    for place, picture in enumerate(pictures):
        if groups and same(pictures[place - 1], picture):
            groups[-1] = (*groups[-1], place)
        else:
            groups.append((place,))
    return groups


def _lines(figure: AnyFigure, excerpt: Excerpt, pictures: list[Picture]) -> tuple[Line, ...]:
    """Return what is said, and seen meanwhile, in each beat."""
    shown: list[Shown] = [_shown_before(figure, excerpt), *(picture.parts for picture in pictures)]
    clips = (
        clips_of(figure, excerpt)
        if excerpt.moment is None
        else (Clip(say=pictures[-1].about.alt, seconds=0.0, start=excerpt.moment),)
    )
    return tuple(
        Line(clip.say, seen(before, after, figure.language), clip.start, clip.seconds)
        for clip, (before, after) in zip(clips, pairwise(shown), strict=True)
    )


def _shown_before(figure: AnyFigure, excerpt: Excerpt) -> Shown:
    """Return the picture before the first beat told: an empty sheet, or the end of the beat before."""
    if excerpt.beat is None or excerpt.beat == 1:
        return {}
    return figure.picture(figure.film.end_of(excerpt.beat - 2))
