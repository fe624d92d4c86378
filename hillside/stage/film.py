"""Beats, and the film of them as a function of time: parameters and visible parts at any second."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import Generic, TypeVar
from unicodedata import east_asian_width

from hillside.stage.params import Parameters, replace

P = TypeVar("P", bound=Parameters)

READING_RATE = 17.0
"""Characters of a caption that are read or said in a second."""
STATIONS_PER_SECOND = 5
"""Frequency at which labels are placed during a glide; between two stations they glide."""

UNCHANGED: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One statement of the story: a caption, a section of the film, a step on the slide.

    Attributes:
        say: the sentence; its numbers are the figure's own.
        show: names of the parts that appear, one after another; those of a tuple appear together.
        hide: names of the parts that disappear.
        at: parameters that are set before the beat.
        to: parameters that glide to a new value during the beat; only numbers can.
        seconds: duration of the motion, in seconds.
        rest: time that the picture then stands still at least, in seconds.
        stages: number of equal glides that the motion consists of, as in a walk from stop to stop.
        halt: time that the picture stands still after each of them but the last, in seconds.
        poster: whether its end is the picture that is shown before the film; see `Film.poster`.
    """

    say: str
    show: Sequence[str | tuple[str, ...]] = ()
    hide: Sequence[str] = ()
    at: Mapping[str, object] = field(default_factory=lambda: UNCHANGED)
    to: Mapping[str, float] = field(default_factory=lambda: UNCHANGED)
    seconds: float = 1.0
    rest: float = 1.0
    stages: int = 1
    halt: float = 0.0
    poster: bool = False

    def glided(self, share: float) -> float:
        """Return how far the parameters have glided after a share of the motion, 0 to 1.

        >>> walk = Beat(say="Two steps.", to={"step": 2.0}, seconds=2.5, stages=2, halt=0.5)
        >>> [walk.glided(share) for share in (0.0, 0.2, 0.4, 0.6, 1.0)]
        [0.0, 0.25, 0.5, 0.5, 1.0]
        """
        moving = (self.seconds - self.halt * (self.stages - 1)) / self.stages
        period = moving + self.halt
        done = min(int(share * self.seconds / period), self.stages - 1)
        return (done + ease((share * self.seconds - done * period) / moving)) / self.stages

    @property
    def appearing(self) -> tuple[str, ...]:
        """The names of all parts that appear.

        >>> Beat(say="Axes.", show=("axes", ("x-name", "y-name"))).appearing
        ('axes', 'x-name', 'y-name')
        """
        return tuple(name for turn in self.show for name in _names(turn))

    @property
    def length(self) -> float:
        """Duration in seconds: of the motion and the rest, or longer if its sentence needs it to be read.

        >>> Beat(say="Axes.").length, Beat(say="Axes.", seconds=0.3, rest=0.2).length
        (2.0, 0.5)
        >>> Beat(say="Each of its points has a slope of its own.", seconds=1.0).length
        2.5
        """
        return max(self.seconds + self.rest, reading_time(self.say))

    def paced(self, factor: float) -> Beat:
        """Return the beat with motion and length times a factor; its sentence can still be read.

        >>> beat = Beat(say="Axes.", seconds=1.0, rest=1.0)
        >>> beat.paced(1.5).seconds, beat.paced(1.5).length
        (1.5, 3.0)
        >>> Beat(say="Each of its points has a slope of its own.").paced(0.75).length
        2.5
        """
        length = max(self.length * factor, reading_time(self.say))
        seconds = self.seconds * factor
        return dataclasses.replace(self, seconds=seconds, halt=self.halt * factor, rest=length - seconds)

    @property
    def pause(self) -> float:
        """Time that the picture stands still after the motion, in seconds."""
        return self.length - self.seconds


def reading_time(sentence: str) -> float:
    """Return the time in which a sentence is read or said, in seconds: 17 characters a second.

    Characters as wide as they are high, as in Chinese, count twice (UAX 11, 2022).

    >>> reading_time("17 characters, so"), reading_time("看曲线。")
    (1.0, 0.5)
    """
    width = sum(2 if east_asian_width(character) in "WF" else 1 for character in sentence)
    return ceil(10 * width / READING_RATE) / 10


def _names(turn: str | tuple[str, ...]) -> tuple[str, ...]:
    return (turn,) if isinstance(turn, str) else turn


def ease(share: float) -> float:
    """Return the eased `share`, 0 to 1: slow, quick, slow, no jerk at the ends (Perlin's smootherstep, 2002).

    >>> ease(0.0), ease(0.5), ease(1.0)
    (0.0, 0.5, 1.0)
    """
    share = min(max(share, 0.0), 1.0)
    return share**3 * (share * (6 * share - 15) + 10)


@dataclass(frozen=True)
class Moment(Generic[P]):
    """The state of the picture at one time.

    Attributes:
        params: the parameters at that time.
        shown: how far each part has appeared, 0 to 1, by name; parts not named are invisible.
        station: position among `Film.stations`, fractional between two, for the labels.
    """

    params: P
    shown: tuple[tuple[str, float], ...]
    station: float


@dataclass(frozen=True)
class _TimedBeat(Generic[P]):
    """A beat with the parameters and parts before it and the first station of its glide."""

    beat: Beat
    start: float
    before: P
    on: tuple[str, ...]
    station: int
    stations: int


class Film(Generic[P]):
    """A sequence of beats; `at(t)` can be evaluated at any time without the times before.

    Attributes:
        beats: the beats.
        stations: the parameters for which labels are placed, in the order of time; the last are those of the
            final picture.
    """

    def __init__(self, params: P, beats: Iterable[Beat], pace: float = 1.0) -> None:
        self.beats = tuple(beats if pace == 1 else (beat.paced(pace) for beat in beats))
        self.stations: list[P] = []
        self._scenes: list[_TimedBeat[P]] = []
        start, on, now = 0.0, tuple[str, ...](), params
        for beat in self.beats:
            now = replace(now, **beat.at) if beat.at else now
            first, count = self._add_stations(now, beat)
            self._scenes.append(_TimedBeat(beat, start, now, on, first, count))
            start += beat.length
            now = replace(now, **beat.to) if beat.to else now
            on = (*(name for name in on if name not in beat.hide), *beat.appearing)
        self.seconds = start

    def _add_stations(self, params: P, beat: Beat) -> tuple[int, int]:
        """Append the stations of a beat; return the index of the first and the number of steps after it."""
        count = ceil(beat.seconds * STATIONS_PER_SECOND) if beat.to else 0
        if not self.stations or self.stations[-1] != params:
            self.stations.append(params)
        first = len(self.stations) - 1
        self.stations += [_interpolated(params, beat.to, beat.glided(k / count)) for k in range(1, count + 1)]
        return first, count

    @property
    def seen(self) -> list[frozenset[str]]:
        """The names of the parts that are visible at each station, at some time at least."""
        found: list[set[str]] = [set() for _ in self.stations]
        for scene in self._scenes:
            for station in range(scene.station, scene.station + scene.stations + 1):
                found[station].update(scene.on, scene.beat.appearing)
        return [frozenset(names) for names in found]

    def starts(self) -> list[float]:
        """Return the start of each beat, in seconds."""
        return [scene.start for scene in self._scenes]

    def frames(self, fps: int) -> list[float]:
        """Return the times of the frames at `fps` frames per second; the last is the end of the film."""
        count = round(self.seconds * fps)
        return [frame / fps for frame in range(count)] + [self.seconds]

    def at(self, t: float) -> Moment[P]:
        """Return the moment `t` seconds after the start; `t` is clamped to the film."""
        scene = next((scene for scene in reversed(self._scenes) if scene.start <= t), self._scenes[0])
        beat = scene.beat
        share = min(max(t - scene.start, 0.0) / beat.seconds, 1.0) if beat.seconds else 1.0
        params = _interpolated(scene.before, beat.to, beat.glided(share)) if beat.to else scene.before
        return Moment(params, _shown(scene.on, beat, share), scene.station + scene.stations * share)

    @property
    def poster(self) -> int:
        """The number, from 1, of the beat whose end is shown before the film, which poses its question.

        It is the first beat marked as `poster`, or else the first in which something is said; the last
        picture would give the answer away.
        """
        marked = [number for number, beat in enumerate(self.beats, 1) if beat.poster]
        telling = [number for number, beat in enumerate(self.beats, 1) if beat.say]
        return next(iter(marked + telling), 1)

    def last(self) -> Moment[P]:
        """Return the final picture: the still."""
        return self.at(self.seconds)

    def end_of(self, beat: int) -> Moment[P]:
        """Return the picture at the end of a beat, which waits for the next click."""
        scene = self._scenes[beat]
        moment = self.at(scene.start)
        params = replace(moment.params, **scene.beat.to) if scene.beat.to else moment.params
        return Moment(params, _shown(scene.on, scene.beat, 1.0), scene.station + scene.stations)


def _interpolated(params: P, to: Mapping[str, float], share: float) -> P:
    """Return parameters interpolated by a share towards others."""
    if share >= 1:
        return replace(params, **to)
    here: dict[str, float] = {name: getattr(params, name) for name in to}
    return replace(params, **{name: here[name] + (to[name] - here[name]) * share for name in to})


def _shown(on: Sequence[str], beat: Beat, share: float) -> tuple[tuple[str, float], ...]:
    """Return how far each part has appeared: first some are hidden, then others shown turn by turn."""
    turns = (1 if beat.hide else 0) + len(beat.show)
    shares: dict[str, float] = dict.fromkeys(on, 1.0)
    edges = [turn / turns for turn in range(turns + 1)] if turns else []
    progress = [ease((share - low) / (high - low)) for low, high in pairwise(edges)]
    if beat.hide:
        gone = 1 - progress.pop(0)
        shares |= {name: gone for name in beat.hide if name in shares}
    for turn, there in zip(beat.show, progress, strict=True):
        shares |= dict.fromkeys(_names(turn), there)
    return tuple((name, value) for name, value in shares.items() if value > 0)
