"""The slides of a lecture; their pictures and films are drawn into a folder if they are not up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hillside.decks.into.template import LINES, Template
from hillside.decks.kinds import Needs
from hillside.decks.slides import Deck, Slide, Step, picture_size
from hillside.files.captions import Clip
from hillside.files.formats import FILM_SUFFIXES, Quality, Size
from hillside.lectures.build import build
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.manifest import Record, read_manifest
from hillside.lectures.outputs import Output, language_for, out_of_date, theme_for
from hillside.lectures.schedule import LectureBuild
from hillside.stage.errors import Failure, Refusal, as_refusals, counted
from hillside.stage.look.theme import Theme
from hillside.studio.catalogue import module_of
from hillside.studio.draw import resolved
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.key import key
from hillside.studio.progress import Progress
from hillside.studio.requested_look import LookChanges
from hillside.studio.workers import Report, RunTasks, run_in_processes

UPRIGHT = Size(1080, 1920)
"""The size for which figures are laid out on an upright screen: 9:16."""


@dataclass(frozen=True, kw_only=True)
class DeckOptions:
    """The options of a deck; None leaves a value to the lecture file.

    Attributes:
        per: what one slide shows, `figure` or `beat`.
        loop: whether films play in a loop.
        theme: the name of a theme, or the path of a theme file.
        background: the color behind the figures, `#rrggbb`.
        lang: the code of a language.
        quality: the name of a quality, such as `draft`.
        size: the aspect ratio of the slides, such as `16:9`, or their size in pixels.
        fps: frames per second of films.
        pace: the name of the pace of films, such as `slower`.
        colors: colors of their own by their meaning, as they are written.
        text_size: the name of the size of words, such as `large`.
        template: a PowerPoint file with a master of the lecturer's own.
    """

    per: str = "figure"
    loop: bool = False
    theme: str | None = None
    background: str | None = None
    lang: str | None = None
    quality: str | None = None
    size: str | None = None
    fps: int | None = None
    pace: str | None = None
    colors: tuple[tuple[str, str], ...] = ()
    text_size: str | None = None
    template: Path | None = None

    @property
    def look(self) -> LookChanges:
        """The colors and the size of words that are changed."""
        return LookChanges(self.colors, self.text_size)


def deck_of(
    lecture: Lecture,
    needs: Needs,
    options: DeckOptions,
    folder: Path,
    workers: int,
    progress: Progress,
    template: Template | None = None,
    run: RunTasks | None = None,
) -> tuple[Deck, int]:
    """Return the slides of a lecture, with their files in `folder`, and the number of files drawn.

    A template gives the size of the slides and the colors of the figures; `run` is what draws, such as a
    cluster, by default processes of this machine.

    Raises:
        Failure: Something cannot be drawn or written.
        Refusal: The lecture requests something impossible; the message names file and line.
    """
    theme, size = (
        theme_for(lecture, options.theme, options.background, look=options.look),
        _slide_size(lecture, options),
    )
    sizes = partial(picture_size, size)
    if template is not None:
        (theme, remarks), size = template.look(theme, options.background), template.size
        sizes = partial(_scaled_size, template, slide_quality(lecture, options))
        for remark in remarks:
            progress.note(f"Note: {remark}")
    figures = figures_of(lecture, _jobs(lecture, theme, sizes, options))
    upright = _upright(lecture, figures, size) if needs.upright else {}
    outputs = [output for each in figures for output in each.outputs(needs, options.loop)]
    outputs += [output for each in upright.values() for output in each.stepped(needs.upright)]
    todo = out_of_date(outputs, folder)
    (result,) = build([LectureBuild(lecture, outputs, todo, folder)], workers, progress, run=run)
    if result.failed:
        raise Failure("; ".join(f"{name}: {why}" for name, why in result.failed))
    records = read_manifest(folder)
    slides = tuple(
        replace(
            _slide(each, needs, options, folder, records),
            upright=_stills_of(upright[each.entry.id], needs.upright, folder)
            if each.entry.id in upright
            else (),
        )
        for each in figures
    )
    deck = Deck(
        title=lecture.title,
        series=lecture.series,
        part=lecture.part,
        number=lecture.number,
        lang=lecture.lang if options.lang is None else options.lang,
        theme=theme,
        size=size,
        per=options.per,
        loop=options.loop,
        slides=slides,
        footer=lecture.footer,
        logo=lecture.logo,
    )
    return deck, len(todo)


def _upright(lecture: Lecture, figures: Sequence[DeckFigure], slide: Size) -> dict[str, DeckFigure]:
    """Return the figures laid out for an upright screen, by id; none where the slides are upright."""
    if slide.height > slide.width:
        return {}
    jobs = [(figure.entry, replace(figure.job, size=UPRIGHT)) for figure in figures]
    found = figures_of(lecture, jobs)
    return {figure.entry.id: replace(figure, layout="upright") for figure in found}


def slide_quality(lecture: Lecture | None, options: DeckOptions) -> Quality:
    """Return the quality of what is shown on slides: that of the options, or else of the lecture.

    A lecture's `draft` is for looking at changes; slides are standard unless the options say otherwise.
    """
    if options.quality is not None:
        return Quality(options.quality)
    own = Quality.STANDARD if lecture is None else Quality(lecture.quality)
    return Quality.STANDARD if own is Quality.DRAFT else own


def _slide_size(lecture: Lecture, options: DeckOptions) -> Size:
    quality = slide_quality(lecture, options)
    return Size.read(lecture.size if options.size is None else options.size, lines=quality.lines)


def _scaled_size(template: Template, quality: Quality, has_points: bool) -> Size:
    """Return the size of a figure on the slides of a template, in the resolution of a quality."""
    size, scale = template.figure_size(has_points), quality.lines / LINES
    return Size(round(size.width * scale) // 2 * 2, round(size.height * scale) // 2 * 2)


def _jobs(
    lecture: Lecture, theme: Theme, sizes: Callable[[bool], Size], options: DeckOptions
) -> tuple[tuple[Entry, Job], ...]:
    quality = slide_quality(lecture, options)
    return tuple(
        (
            entry,
            Job.read(
                entry.figure,
                dict(entry.params),
                ".png",
                entry.look.then(options.look).applied(theme),
                str(sizes(bool(entry.points))),
                quality,
                fps=next((each for each in (options.fps, entry.fps, lecture.fps) if each is not None), None),
                excerpt=replace(WHOLE, pace=options.pace or entry.pace or lecture.pace),
                title=entry.title or "",
                language=language_for(lecture, entry, options.lang),
            ),
        )
        for entry in lecture.figures
    )


def _slide(
    figure: DeckFigure, needs: Needs, options: DeckOptions, folder: Path, records: Mapping[str, Record]
) -> Slide:
    take = records[figure.outputs(needs, options.loop)[0].name].rendering
    film = None
    if figure.moves and needs.film is not None:
        film = folder / figure.name(needs.film, replace(WHOLE, loop=options.loop))
    return Slide(
        id=figure.entry.id,
        title=figure.entry.title or take["title"],
        alt=take["alt"],
        lang=figure.job.language.code,
        notes=paragraphs(figure.entry.say),
        size=figure.job.size,
        stills={suffix: folder / figure.name(suffix) for suffix in needs.stills},
        film=film,
        captions=None if film is None else film.with_suffix(".vtt"),
        steps=_steps(figure, needs, options, folder),
        poster_step=figure.poster,
        points=figure.entry.points,
        figure=figure.entry.figure,
        params=figure.entry.params,
        words=figure.job.language.words,
        quality=figure.job.quality,
    )


def _steps(figure: DeckFigure, needs: Needs, options: DeckOptions, folder: Path) -> tuple[Step, ...]:
    if not figure.moves:
        stills = {suffix: folder / figure.name(suffix) for suffix in needs.step_stills}
        return (Step(say="", start=0.0, seconds=0.0, stills=stills),)
    steps = _stills_of(figure, needs.step_stills, folder)
    if needs.step_film is None:
        return steps
    excerpts = [replace(WHOLE, beat=beat, loop=options.loop) for beat in range(1, len(steps) + 1)]
    clips = [folder / figure.name(needs.step_film, excerpt) for excerpt in excerpts]
    return tuple(replace(step, film=clip) for step, clip in zip(steps, clips, strict=True))


def _stills_of(figure: DeckFigure, suffixes: Sequence[str], folder: Path) -> tuple[Step, ...]:
    """Return the beats of a figure with the stills at their ends; only the last if it does not move."""
    return tuple(
        Step(
            say=clip.say,
            start=clip.start,
            seconds=clip.seconds,
            stills={suffix: folder / figure.name(suffix, replace(WHOLE, beat=beat)) for suffix in suffixes},
        )
        for beat, clip in enumerate(figure.clips, 1)
        if figure.moves or beat == len(figure.clips)
    )


def paragraphs(text: str) -> str:
    r"""Return a text with each paragraph joined into one line.

    >>> paragraphs("One\nline.\n\nAnother.\n")
    'One line.\nAnother.'
    """
    return "\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def requests_film(entry: Entry) -> bool:
    """Return whether a lecture requests a film of a figure; a `.webp` in a lecture is a still."""
    return any(f".{suffix}" in FILM_SUFFIXES and suffix != "webp" for suffix in entry.outputs)


@dataclass(frozen=True)
class DeckFigure:
    """A figure of a deck.

    Attributes:
        entry: the figure in the lecture file.
        job: the job of its PNG still, with every parameter resolved.
        clips: the beats of its film.
        poster: the number of the beat whose end is shown before the film.
        layout: a word in the names of its files, where it is laid out for another shape than the slides'.
    """

    entry: Entry
    job: Job
    clips: tuple[Clip, ...]
    poster: int = 1
    layout: str = ""

    @property
    def moves(self) -> bool:
        """Whether the lecture requests a film of it."""
        return requests_film(self.entry)

    def name(self, suffix: str, excerpt: Excerpt = WHOLE) -> str:
        """Return a file name with the beat and the loop, so that no deck overwrites files of another."""
        beat = "" if excerpt.beat is None else f"-{excerpt.beat:0{len(str(len(self.clips)))}}"
        layout = f"-{self.layout}" if self.layout else ""
        return f"{self.entry.id}{layout}{beat}{'-loop' if excerpt.loop else ''}{suffix}"

    def outputs(self, needs: Needs, loop: bool) -> list[Output]:
        """Return the outputs that it needs."""
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

    def stepped(self, suffixes: Sequence[str]) -> list[Output]:
        """Return the stills at the end of each beat; only the last if it does not move."""
        first = 1 if self.moves else len(self.clips)
        excerpts = [replace(WHOLE, beat=beat) for beat in range(first, len(self.clips) + 1)]
        return [self._output(suffix, excerpt) for excerpt in excerpts for suffix in suffixes]

    def _output(self, suffix: str, excerpt: Excerpt = WHOLE) -> Output:
        if excerpt.beat is None and suffix in FILM_SUFFIXES and suffix != ".webp":
            excerpt = replace(excerpt, poster=self.entry.poster)
        job = replace(self.job, suffix=suffix, excerpt=replace(excerpt, pace=self.job.excerpt.pace))
        return Output(name=self.name(suffix, excerpt), entry=self.entry, job=job, key=key(job))


def figures_of(lecture: Lecture, jobs: Sequence[tuple[Entry, Job]]) -> tuple[DeckFigure, ...]:
    """Return the figures with all their parameters and beats, which only the figures themselves know.

    Figures are loaded in a worker process, so that this one does not import manim.

    Raises:
        Refusal: A figure refuses its parameters; the message names file and line.
    """
    heavy = ("hillside.studio.renderer", *sorted({module_of(job.figure) for _, job in jobs}))
    work = {"beats": partial(_beats, tuple(job for _, job in jobs))}
    with closing(run_in_processes(work, 1, preload=heavy)) as ends:
        end = next(ends)
    if end.error is not None:
        raise end.error
    beats: list[tuple[Job, tuple[Clip, ...], int] | Refusal] = end.value
    figures: list[DeckFigure] = []
    for (entry, _), found in zip(jobs, beats, strict=True):
        if isinstance(found, Refusal):
            raise lecture.refusal(entry, found)
        job, clips, poster = found
        if entry.poster is not None and entry.poster > len(clips):
            why = f"beat {entry.poster} is out of range; this film has {counted(len(clips), 'beat')}"
            raise lecture.source.refusal((*entry.where, "poster"), why)
        figures.append(DeckFigure(entry, job, clips, poster if entry.poster is None else entry.poster))
    return tuple(figures)


def _beats(jobs: Sequence[Job], report: Report) -> list[tuple[Job, tuple[Clip, ...], int] | Refusal]:
    """Return each job with every parameter, the beats of its film, and the beat of its poster."""
    from hillside.studio.renderer import clips_of, staged

    found: list[tuple[Job, tuple[Clip, ...], int] | Refusal] = []
    for job in jobs:
        try:
            with as_refusals():
                whole = resolved(job)
                with staged(whole) as figure:
                    found.append((whole, clips_of(figure, WHOLE), figure.film.poster))
        except Refusal as error:
            found.append(error)
    return found
