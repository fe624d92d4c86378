"""From a lecture to its slides: what they need is drawn into a folder, if it is not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hillside.decks.drawn import Shown, shown_of
from hillside.decks.slides import Deck, Needs, Slide, Step
from hillside.files.size import Quality, Size
from hillside.lectures.build import build
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.manifest import Record, read_manifest
from hillside.lectures.outputs import language_for, out_of_date, theme_for
from hillside.stage.errors import Failure
from hillside.stage.look.theme import Theme
from hillside.studio.job import WHOLE, Job
from hillside.studio.progress import Progress
from hillside.studio.workers import Outcome


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a deck is wanted; None leaves it to the lecture file."""

    per: str = "figure"
    loop: bool = False
    theme: str | None = None
    background: str | None = None
    lang: str | None = None
    quality: str | None = None
    size: str | None = None


def deck_of(
    lecture: Lecture, needs: Needs, wish: Wish, folder: Path, workers: int, progress: Progress
) -> tuple[Deck, int]:
    """Return the slides of a lecture, with their files in `folder`, and how many had to be drawn.

    Raises:
        Failure: Something cannot be drawn or written.
        Refusal: The lecture asks for what cannot be; the message has file and line.
    """
    theme = theme_for(lecture, wish.theme, wish.background)
    size = _slide_size(lecture, wish)
    shown = shown_of(lecture, _jobs(lecture, theme, _picture_size(size, needs), wish))
    outputs = [output for each in shown for output in each.outputs(needs, wish.loop)]
    todo = out_of_date(outputs, folder)
    result = build(lecture, outputs, todo, folder, workers, progress, _unheard)
    if result.failed:
        raise Failure("; ".join(f"{name}: {why}" for name, why in result.failed))
    records = read_manifest(folder)
    slides = tuple(_slide(each, needs, wish, folder, records) for each in shown)
    deck = Deck(
        title=lecture.title,
        series=lecture.series,
        part=lecture.part,
        number=lecture.number,
        lang=lecture.lang if wish.lang is None else wish.lang,
        theme=theme,
        size=size,
        per=wish.per,
        loop=wish.loop,
        slides=slides,
    )
    return deck, len(todo)


def _slide_size(lecture: Lecture, wish: Wish) -> Size:
    quality = Quality(lecture.quality if wish.quality is None else wish.quality)
    return Size.read(lecture.size if wish.size is None else wish.size, lines=quality.lines)


def _picture_size(slide: Size, needs: Needs) -> Size:
    """Return the size of the pictures on a slide; both sides are even, as films need them."""
    return Size(slide.width // 2 * 2, round(slide.height * needs.height) // 2 * 2)


def _jobs(lecture: Lecture, theme: Theme, size: Size, wish: Wish) -> tuple[tuple[Entry, Job], ...]:
    quality = lecture.quality if wish.quality is None else wish.quality
    return tuple(
        (
            entry,
            Job.read(
                entry.figure,
                dict(entry.params),
                ".png",
                theme,
                str(size),
                quality,
                language=language_for(lecture, entry, wish.lang),
            ),
        )
        for entry in lecture.figures
    )


def _slide(shown: Shown, needs: Needs, wish: Wish, folder: Path, records: Mapping[str, Record]) -> Slide:
    take = records[shown.outputs(needs, wish.loop)[0].name].take
    film = None
    if shown.moves and needs.film is not None:
        film = folder / shown.name(needs.film, replace(WHOLE, loop=wish.loop))
    return Slide(
        id=shown.entry.id,
        title=take["title"],
        alt=take["alt"],
        lang=shown.job.language.code,
        notes=paragraphs(shown.entry.say),
        size=shown.job.size,
        stills={suffix: folder / shown.name(suffix) for suffix in needs.stills},
        film=film,
        captions=None if film is None else film.with_suffix(".vtt"),
        steps=_steps(shown, needs, wish, folder),
        figure=shown.entry.figure,
        params=shown.entry.params,
        words=shown.job.language.words,
        quality=shown.job.quality,
    )


def _steps(shown: Shown, needs: Needs, wish: Wish, folder: Path) -> tuple[Step, ...]:
    if not shown.moves:
        stills = {suffix: folder / shown.name(suffix) for suffix in needs.step_stills}
        return (Step(say="", start=0.0, seconds=0.0, stills=stills),)
    steps: list[Step] = []
    for beat, clip in enumerate(shown.clips, 1):
        excerpt = replace(WHOLE, beat=beat)
        stills = {suffix: folder / shown.name(suffix, excerpt) for suffix in needs.step_stills}
        film = None
        if needs.step_film is not None:
            film = folder / shown.name(needs.step_film, replace(excerpt, loop=wish.loop))
        steps.append(Step(say=clip.say, start=clip.start, seconds=clip.seconds, stills=stills, film=film))
    return tuple(steps)


def paragraphs(text: str) -> str:
    r"""Return a text with each paragraph on one line, however its lines were broken in the file.

    >>> paragraphs("One\nline.\n\nAnother.\n")
    'One line.\nAnother.'
    """
    return "\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _unheard(end: Outcome) -> None:
    """Let an outcome pass: what failed is told at the end."""
