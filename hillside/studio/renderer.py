"""Rendering of a job to its files: pictures, frames and metadata.

Only this module changes manim's configuration.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from manim import config

from hillside.files.atomic import atomic_write
from hillside.files.captions import Clip, vtt
from hillside.files.footage import Description, Footage, Picture
from hillside.files.formats import Quality, format_of
from hillside.files.pixels import faded, straight
from hillside.stage import PACES
from hillside.stage.drawing import Pixels
from hillside.stage.errors import Refusal, counted
from hillside.stage.figure import AnyFigure
from hillside.stage.film import Film, Moment
from hillside.studio.catalogue import load
from hillside.studio.given_values import has_decimal_commas
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.recipe import Recipe
from hillside.studio.rendering import Rendering, Report
from hillside.studio.serialization import from_text, plain_facts

FADE = 0.8
"""Duration in seconds of the cross-fade from the end of a loop to its start."""
POSTER = ".png"
"""The suffix of the still that a player shows before a film starts."""


def render(job: Job, target: Path, report: Report | None = None, workers: int = 1) -> Rendering:
    """Render `job` to the file `target`, atomically.

    A film comes with its poster, `<name>.poster.png`, and its captions, `<name>.vtt`.

    Args:
        job: The job.
        target: The file to write.
        report: Called with the number of frames done and their total.
        workers: Maximum number of processes that draw a film; its bytes do not depend on it.

    Raises:
        HillsideError: The figure refuses its parameters, or the file cannot be written.
    """
    with staged(job) as figure:
        return render_staged(figure, job, target, report, workers)


def render_staged(
    figure: AnyFigure,
    job: Job,
    target: Path,
    report: Report | None = None,
    workers: int = 1,
    encoded: tuple[bytes, ...] = (),
) -> Rendering:
    """Render a job with a figure from `staged`, so that several files share its layout; see `render`.

    Of a film that is `encoded` already, only the parts are put together.
    """
    if job.is_film:
        files = _film(figure, job, target, replace(footage_of(figure, job, report, workers), encoded=encoded))
    else:
        files = _still(figure, job, target)
    return _rendering(figure, job, files)


def render_beats(job: Job, target: Path, report: Report | None = None, workers: int = 1) -> Rendering:
    """Render a clip for each beat of a film, `<name>-1`, `<name>-2` and so on; see `render`."""
    with staged(job) as figure:
        count = len(figure.film.beats)
        files: list[Path] = []
        for number in range(1, count + 1):
            one = replace(job, excerpt=replace(job.excerpt, beat=number))
            clip = target.with_stem(f"{target.stem}-{number:0{len(str(count))}}")
            files += _film(figure, one, clip, footage_of(figure, one, report, workers))
        return _rendering(figure, job, tuple(files))


@contextmanager
def staged(job: Job) -> Generator[AnyFigure]:
    """Yield the figure of a job, with manim configured for its size."""
    settings = {
        "pixel_width": job.size.width,
        "pixel_height": job.size.height,
        "frame_rate": job.fps,
        "background_opacity": 0.0 if job.excerpt.transparent else 1.0,
        "format": "none",
        "verbosity": "WARNING",
    }
    with configured(settings):
        kind = load(job.figure)
        params = from_text(kind.Params, dict(job.params), comma=has_decimal_commas(job.language))
        yield kind(params, job.theme, job.language, pace=PACES[job.excerpt.pace])


@contextmanager
def configured(settings: Mapping[str, Any]) -> Generator[None]:
    """Configure manim, and restore the values of these options afterwards.

    manim's own `tempconfig` restores all options, among them the renderer, and with it sets the bases of
    each class of mobjects anew: 11 ms for every picture.
    """
    before = {option: config[option] for option in settings}
    config.update(dict(settings))
    try:
        yield
    finally:
        config.update(before)


def _rendering(figure: AnyFigure, job: Job, files: tuple[Path, ...]) -> Rendering:
    return Rendering(
        title=job.title or figure.title(),
        alt=figure.alt(figure.final_facts),
        size=job.size,
        facts=plain_facts(figure.final_facts, without=figure.withheld),
        files=files,
        clips=clips_of(figure, job.excerpt) if job.is_film else (),
    )


def _still(figure: AnyFigure, job: Job, target: Path) -> tuple[Path, ...]:
    picture = picture_of(figure, job)
    with atomic_write(target) as aside:
        job.format.load_writer()(picture, aside)
    return (target,)


def _film(figure: AnyFigure, job: Job, target: Path, footage: Footage) -> tuple[Path, ...]:
    poster = picture_of(figure, poster_job(job, figure.film))
    files = target, target.with_suffix(f".poster{POSTER}"), target.with_suffix(".vtt")
    with atomic_write(files[0]) as film, atomic_write(files[1]) as still, atomic_write(files[2]) as captions:
        job.format.load_writer()(footage, film)
        format_of(POSTER).load_writer()(poster, still)
        captions.write_bytes(vtt(footage.clips).encode("utf-8"))
    return files


def picture_of(figure: AnyFigure, job: Job) -> Picture:
    """Return the still of a job."""
    moment = moment_of(figure.film, job.excerpt)
    parts = figure.picture(moment)
    return Picture(
        parts=parts,
        sheet=figure.sheet,
        size=job.size,
        paper=None if job.excerpt.transparent else figure.theme.paper,
        typeface=figure.theme.typeface,
        about=_description(figure, job, moment),
        paint=lambda: _file_pixels(figure.paint(parts), figure, job.excerpt),
    )


def poster_job(job: Job, film: Film[Any]) -> Job:
    """Return the job of a film's poster: the still at the end of the beat that poses its question.

    The job may name another beat; the clip of one beat has its end. The poster does not depend on the frame
    rate, so that films of a figure in several formats share it.
    """
    shown = job.excerpt
    beat = next(each for each in (shown.beat, shown.poster, film.poster) if each is not None)
    excerpt = replace(WHOLE, transparent=shown.transparent, beat=beat)
    return replace(job, suffix=POSTER, excerpt=excerpt, fps=Quality(job.quality).fps)


def footage_of(figure: AnyFigure, job: Job, report: Report | None = None, workers: int = 1) -> Footage:
    """Return the footage of a job, to be drawn by at most so many processes."""
    theme, frames = figure.theme, _Frames(figure, job)
    others = (color for color in theme.colors().values() if color != theme.paper)
    return Footage(
        count=len(frames),
        frames=frames.between,
        report=report or (lambda done, total: None),
        workers=workers,
        samples=lambda: _samples(figure, job.excerpt),
        size=job.size,
        fps=job.fps,
        quality=Quality(job.quality),
        colors=(theme.paper, *others),
        transparent=job.excerpt.transparent,
        loop=job.excerpt.loop,
        budget=job.excerpt.budget,
        clips=clips_of(figure, job.excerpt),
        about=_description(figure, job, figure.film.last()),
    )


def clips_of(figure: AnyFigure, excerpt: Excerpt) -> tuple[Clip, ...]:
    """Return the beats of a film, or the only one that is shown."""
    film = figure.film
    if excerpt.beat is not None:
        beat = film.beats[beat_index(film, excerpt.beat)]
        return (Clip(say=beat.say, seconds=beat.length, start=0.0),)
    return tuple(
        Clip(say=beat.say, seconds=beat.length, start=start)
        for beat, start in zip(film.beats, film.starts(), strict=True)
    )


def beat_index(film: Film[Any], number: int) -> int:
    """Return the index, from 0, of the beat with a number from 1.

    Raises:
        Refusal: The film has fewer beats.
    """
    if number > len(film.beats):
        raise Refusal(f"beat {number} is out of range; this film has {counted(len(film.beats), 'beat')}")
    return number - 1


def moment_of(film: Film[Any], excerpt: Excerpt) -> Moment[Any]:
    """Return the moment that a still shows: the end of a beat, some second, or the end of the film.

    Raises:
        Refusal: The film is shorter, or has fewer beats.
    """
    if excerpt.beat is not None:
        return film.end_of(beat_index(film, excerpt.beat))
    if excerpt.moment is None:
        return film.last()
    if excerpt.moment > film.seconds:
        length = counted(film.seconds, "second")
        raise Refusal(f"moment {excerpt.moment:g} is out of range; this film has {length}")
    return film.at(excerpt.moment)


def moments_of(film: Film[Any], excerpt: Excerpt, fps: int) -> list[Moment[Any]]:
    """Return the moment of each frame; the last is the end of the film, or of the only beat shown."""
    if excerpt.beat is None:
        return [film.at(t) for t in film.frames(fps)]
    index = beat_index(film, excerpt.beat)
    start, length = film.starts()[index], film.beats[index].length
    return [*(film.at(start + frame / fps) for frame in range(round(length * fps))), film.end_of(index)]


class _Frames:
    """The frames of a film by number: pictures of its moments, then for a loop the fade to its start."""

    def __init__(self, figure: AnyFigure, job: Job) -> None:
        self._figure, self._excerpt = figure, job.excerpt
        self._moments = moments_of(figure.film, job.excerpt, job.fps)
        self._fades = round(FADE * job.fps) if job.excerpt.loop else 0

    def __len__(self) -> int:
        return len(self._moments) + self._fades

    def between(self, first: int, last: int) -> Iterator[Pixels | None]:
        """Yield the frames from `first` to before `last`; None for one that is equal to the one before."""
        moments = self._moments
        for number in range(first, min(last, len(moments))):
            still = number > first and moments[number] == moments[number - 1]
            yield None if still else self._pixels(self._painted(moments[number]))
        fading = range(max(first, len(moments)), last)
        if fading:
            end, start = (self._painted(moments[place]) for place in (-1, 0))
            for number in fading:
                # The last frame of the fade is not the first picture, with which the loop continues.
                share = (number - len(moments) + 1) / (self._fades + 1)
                yield self._pixels(faded(end, start, share))

    def _painted(self, moment: Moment[Any]) -> Pixels:
        return self._figure.paint(self._figure.picture(moment))

    def _pixels(self, painted: Pixels) -> Pixels:
        return _file_pixels(painted, self._figure, self._excerpt)


def _samples(figure: AnyFigure, excerpt: Excerpt) -> Iterator[Pixels]:
    film = figure.film
    beats = range(len(film.beats)) if excerpt.beat is None else [beat_index(film, excerpt.beat)]
    for beat in beats:
        yield _file_pixels(figure.paint(figure.picture(film.end_of(beat))), figure, excerpt)


def _file_pixels(pixels: Pixels, figure: AnyFigure, excerpt: Excerpt) -> Pixels:
    return straight(pixels, figure.theme.paper) if excerpt.transparent else pixels


def _description(figure: AnyFigure, job: Job, moment: Moment[Any]) -> Description:
    """Return the metadata of a file; a picture before the end of the film is described by the narration."""
    alt = figure.alt(figure.final_facts)
    if moment != figure.film.last():
        alt = _narration(figure.film, job.excerpt)
    title, recipe = job.title or figure.title(), Recipe.of(job).to_text()
    return Description(title=title, alt=alt, language=job.language.code, recipe=recipe)


def _narration(film: Film[Any], excerpt: Excerpt) -> str:
    """Return the narration of the beat or the moment that a still shows."""
    if excerpt.beat is not None:
        return film.beats[beat_index(film, excerpt.beat)].say
    moment = film.seconds if excerpt.moment is None else excerpt.moment
    begun = [beat for beat, start in zip(film.beats, film.starts(), strict=True) if start <= moment]
    return begun[-1].say
