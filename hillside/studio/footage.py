"""From a figure to what the writers of files are given: its pictures, its frames, and their descriptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from hillside.files.captions import Clip
from hillside.files.pixels import faded, straight
from hillside.files.quality import Quality
from hillside.files.writers import Description, Footage, Picture
from hillside.stage.camera import Pixels
from hillside.stage.errors import Refusal
from hillside.stage.figure import Figure
from hillside.stage.film import Film, Moment
from hillside.studio.excerpt import WHOLE, Finish
from hillside.studio.job import Job
from hillside.studio.recipe import Recipe

Report = Callable[[int, int], None]
AnyFigure = Figure[Any, Any, Any]

FADE = 0.8
"""Seconds in which a film that is played over and over goes back to its first picture."""


def picture_of(figure: AnyFigure, job: Job) -> Picture:
    """Return the still that a job asks for."""
    moment = moment_of(figure.film, job.finish)
    parts = figure.picture(moment)
    return Picture(
        parts=parts,
        sheet=figure.sheet,
        size=job.size,
        paper=None if job.finish.transparent else figure.theme.paper,
        typeface=figure.theme.typeface,
        about=_description(figure, job, moment),
        paint=lambda: _finished(figure.paint(parts), figure, job.finish),
    )


def poster_job(job: Job) -> Job:
    """Return the job of the still that stands for a film until it plays: the end of what it shows.

    Frames per second do not matter to it, so that two kinds of film of a figure have one poster.
    """
    finish = replace(WHOLE, transparent=job.finish.transparent, beat=job.finish.beat)
    return replace(job, suffix=".png", finish=finish, fps=Quality(job.quality).fps)


def footage_of(figure: AnyFigure, job: Job, report: Report | None) -> Footage:
    """Return the film that a job asks for."""
    theme = figure.theme
    others = (color for color in theme.colors().values() if color != theme.paper)
    return Footage(
        frames=lambda: _frames(figure, job, report),
        samples=lambda: _samples(figure, job.finish),
        size=job.size,
        fps=job.fps,
        quality=Quality(job.quality),
        colors=(theme.paper, *others),
        transparent=job.finish.transparent,
        loop=job.finish.loop,
        budget=job.finish.budget,
        clips=clips_of(figure, job.finish),
        about=_description(figure, job, figure.film.last()),
    )


def clips_of(figure: AnyFigure, finish: Finish) -> tuple[Clip, ...]:
    """Return the beats of a film, or its one beat that is asked for."""
    film = figure.film
    if finish.beat is not None:
        beat = film.beats[beat_index(film, finish.beat)]
        return (Clip(say=beat.say, seconds=beat.length, start=0.0),)
    return tuple(
        Clip(say=beat.say, seconds=beat.length, start=start)
        for beat, start in zip(film.beats, film.starts(), strict=True)
    )


def beat_index(film: Film[Any], number: int) -> int:
    """Return the place of a beat among those of a film.

    Raises:
        Refusal: if there are not so many.
    """
    if number > len(film.beats):
        raise Refusal(f"beat {number} is out of range; this film has {len(film.beats)} beats")
    return number - 1


def moment_of(film: Film[Any], finish: Finish) -> Moment[Any]:
    """Return the moment that a still shows: the end of a beat, some second, or the end of the film.

    Raises:
        Refusal: if the film is over before that.
    """
    if finish.beat is not None:
        return film.end_of(beat_index(film, finish.beat))
    if finish.moment is None:
        return film.last()
    if finish.moment > film.seconds:
        raise Refusal(f"moment {finish.moment:g} is out of range; this film has {film.seconds:g} seconds")
    return film.at(finish.moment)


def moments_of(film: Film[Any], finish: Finish, fps: int) -> list[Moment[Any]]:
    """Return the moment of each frame; the last is the end of the film, or of its one beat."""
    if finish.beat is None:
        return [film.at(t) for t in film.frames(fps)]
    index = beat_index(film, finish.beat)
    start, length = film.starts()[index], film.beats[index].length
    return [*(film.at(start + frame / fps) for frame in range(round(length * fps))), film.end_of(index)]


def _frames(figure: AnyFigure, job: Job, report: Report | None) -> Iterator[Pixels | None]:
    """Yield the frames of a film; `None` where nothing has changed."""
    moments = moments_of(figure.film, job.finish, job.fps)
    fades = round(FADE * job.fps) if job.finish.loop else 0
    for number, moment in enumerate(moments):
        still = number > 0 and moment == moments[number - 1]
        yield None if still else _finished(figure.paint(figure.picture(moment)), figure, job.finish)
        if report is not None:
            report(number + 1, len(moments) + fades)
    if fades:
        last, first = (figure.paint(figure.picture(moments[end])) for end in (-1, 0))
        for number in range(1, fades + 1):
            # The fade stops short of the first picture, with which the film starts again.
            yield _finished(faded(last, first, number / (fades + 1)), figure, job.finish)
            if report is not None:
                report(len(moments) + number, len(moments) + fades)


def _samples(figure: AnyFigure, finish: Finish) -> Iterator[Pixels]:
    film = figure.film
    beats = range(len(film.beats)) if finish.beat is None else [beat_index(film, finish.beat)]
    for beat in beats:
        yield _finished(figure.paint(figure.picture(film.end_of(beat))), figure, finish)


def _finished(pixels: Pixels, figure: AnyFigure, finish: Finish) -> Pixels:
    return straight(pixels, figure.theme.paper) if finish.transparent else pixels


def _description(figure: AnyFigure, job: Job, moment: Moment[Any]) -> Description:
    """Return what the file says about itself; a picture from within the film says what is told there."""
    alt = figure.alt(figure.known)
    if moment != figure.film.last():
        alt = _told(figure.film, job.finish)
    return Description(
        title=figure.title(), alt=alt, language=job.language.code, recipe=Recipe.of(job).to_text()
    )


def _told(film: Film[Any], finish: Finish) -> str:
    """Return what is said at the beat or the moment that a still shows."""
    if finish.beat is not None:
        return film.beats[beat_index(film, finish.beat)].say
    moment = film.seconds if finish.moment is None else finish.moment
    begun = [beat for beat, start in zip(film.beats, film.starts(), strict=True) if start <= moment]
    return begun[-1].say
