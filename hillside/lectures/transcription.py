"""The making of a transcript from a figure: captions, audio description, alt text and stepped stills."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hillside.files.atomic import atomic_write, write_text_atomically
from hillside.files.captions import Clip
from hillside.files.footage import Picture
from hillside.files.formats import Size, format_of
from hillside.lectures.audio_description import Parts, are_equal, changes
from hillside.lectures.transcript import ALT, HANDOUT, TRANSCRIPT, Line, Step, Transcript
from hillside.stage.figure import AnyFigure
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Excerpt, Job
from hillside.studio.renderer import clips_of, picture_of, staged

PRINTED = Size(1440, 1080)
"""The size of pictures in the handout, 4:3: at a width of 115 mm, the smallest words have 7 points."""


def write_transcript(figure: AnyFigure, job: Job, target: Path) -> tuple[Transcript, tuple[Path, ...]]:
    """Write a transcript to `target`, `ID.transcript.txt`, and beside it the alt text and stepped stills.

    A step is a vector still, `ID.step-1.svg` and so on; `ID.handout.svg` is the end as it is printed in the
    handout. If the job requests a beat or a moment, the transcript covers only that. Return the transcript
    and all files, its own first.
    """
    name = target.name.removesuffix(f".{TRANSCRIPT}")
    excerpts = _excerpts(figure, job.excerpt)
    pictures = [picture_of(figure, replace(job, excerpt=excerpt)) for excerpt in excerpts]
    groups = _runs_of_equals([picture.parts for picture in pictures])
    digits = len(str(len(groups)))
    files = [target.with_name(f"{name}.step-{number:0{digits}}.svg") for number in range(1, len(groups) + 1)]
    for beats, file in zip(groups, files, strict=True):
        with atomic_write(file) as aside:
            format_of(".svg").load_writer()(pictures[beats[-1]], aside)
    steps = tuple(Step(file.name, beats) for beats, file in zip(groups, files, strict=True))
    alt, printed = pictures[-1].about.alt, target.with_name(f"{name}.{HANDOUT}")
    _print(replace(job, excerpt=excerpts[-1]), printed)
    lines = _lines(figure, job.excerpt, pictures)
    made = Transcript(figure.title(), alt, lines, steps, printed.name, figure.formula())
    texts = {target: made.text, target.with_name(f"{name}.{ALT}"): f"{alt}\n"}
    for file, text in texts.items():
        write_text_atomically(file, text)
    return made, (*texts, *files, printed)


def _print(job: Job, target: Path) -> None:
    """Draw a figure for the handout: for paper, and in a shape in which its words are large enough there."""
    printed = replace(job, theme=replace(THEMES["print"], typeface=job.theme.typeface), size=PRINTED)
    with staged(printed) as figure, atomic_write(target) as aside:
        format_of(".svg").load_writer()(picture_of(figure, printed), aside)


def _excerpts(figure: AnyFigure, excerpt: Excerpt) -> list[Excerpt]:
    """Return an excerpt for each picture to describe: every beat, or the beat or moment requested."""
    if excerpt.beat is not None or excerpt.moment is not None:
        return [excerpt]
    return [replace(excerpt, beat=number) for number in range(1, len(figure.film.beats) + 1)]


def _runs_of_equals(pictures: list[Parts]) -> list[tuple[int, ...]]:
    """Return the indices of the pictures, grouped into runs of consecutive equal ones."""
    groups: list[tuple[int, ...]] = []
    for index, picture in enumerate(pictures):
        if groups and are_equal(pictures[index - 1], picture):
            groups[-1] = (*groups[-1], index)
        else:
            groups.append((index,))
    return groups


def _lines(figure: AnyFigure, excerpt: Excerpt, pictures: list[Picture]) -> tuple[Line, ...]:
    """Return the line of each beat: caption and audio description."""
    shown: list[Parts] = [_picture_before(figure, excerpt), *(picture.parts for picture in pictures)]
    clips = (
        clips_of(figure, excerpt)
        if excerpt.moment is None
        else (Clip(say=pictures[-1].about.alt, seconds=0.0, start=excerpt.moment),)
    )
    return tuple(
        Line(clip.say, changes(before, after, figure.language), clip.start, clip.seconds)
        for clip, (before, after) in zip(clips, pairwise(shown), strict=True)
    )


def _picture_before(figure: AnyFigure, excerpt: Excerpt) -> Parts:
    """Return the picture before the first beat described: an empty sheet, or the end of the beat before."""
    if excerpt.beat is None or excerpt.beat == 1:
        return {}
    return figure.picture(figure.film.end_of(excerpt.beat - 2))
