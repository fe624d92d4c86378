"""Beats, and the film of them as a function of time: what holds and which parts are on at any second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import Generic, TypeVar

from hillside.stage.params import Parameters, replace

P = TypeVar("P", bound=Parameters)

STATIONS_PER_SECOND = 5
"""How often along a glide labels are placed anew; between two stations they glide."""

UNCHANGED: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One thing said: a caption, a section of the film, a step on the slide.

    Attributes:
        say: the sentence; its numbers are the figure's own.
        show: names of the parts that come on, in order.
        hide: names of the parts that go.
        at: parameters that are set before the beat.
        to: parameters that glide during the beat; only numbers can.
        seconds: how long the parts or parameters move.
        rest: how long the picture then stands still, to be read.
    """

    say: str
    show: Sequence[str] = ()
    hide: Sequence[str] = ()
    at: Mapping[str, object] = field(default_factory=lambda: UNCHANGED)
    to: Mapping[str, float] = field(default_factory=lambda: UNCHANGED)
    seconds: float = 1.0
    rest: float = 1.0

    @property
    def length(self) -> float:
        """Seconds in all."""
        return self.seconds + self.rest


def ease(share: float) -> float:
    """Return 0 to 1 for 0 to 1: slow, quick, slow, with no jerk at the ends (Perlin's smootherstep, 2002).

    >>> ease(0.0), ease(0.5), ease(1.0)
    (0.0, 0.5, 1.0)
    """
    share = min(max(share, 0.0), 1.0)
    return share**3 * (share * (6 * share - 15) + 10)


@dataclass(frozen=True)
class Moment(Generic[P]):
    """The state of the picture at one time.

    Attributes:
        params: the parameters that hold.
        shown: how far each part has come on, 0 to 1, by name; parts not named are off.
        station: where along `Film.stations` this is, for the labels.
    """

    params: P
    shown: tuple[tuple[str, float], ...]
    station: float


@dataclass(frozen=True)
class _Scene(Generic[P]):
    """A beat with what holds before it and where its glide begins among the stations."""

    beat: Beat
    start: float
    before: P
    on: tuple[str, ...]
    station: int
    stations: int


class Film(Generic[P]):
    """Beats laid end to end; `at(t)` needs nothing of what came before.

    Attributes:
        beats: the beats.
        stations: the parameters for which labels are placed, in the order of time; the last are those of
            the final picture.
    """

    def __init__(self, params: P, beats: Iterable[Beat]) -> None:
        self.beats = tuple(beats)
        self.stations: list[P] = []
        self._scenes: list[_Scene[P]] = []
        start, on, now = 0.0, tuple[str, ...](), params
        for beat in self.beats:
            now = replace(now, **beat.at) if beat.at else now
            first, count = self._add_stations(now, beat)
            self._scenes.append(_Scene(beat, start, now, on, first, count))
            start += beat.length
            now = replace(now, **beat.to) if beat.to else now
            on = (*(name for name in on if name not in beat.hide), *beat.show)
        self.seconds = start

    def _add_stations(self, params: P, beat: Beat) -> tuple[int, int]:
        """Note the parameters along a beat; return the first station's number and the steps after it."""
        count = ceil(beat.seconds * STATIONS_PER_SECOND) if beat.to else 0
        if not self.stations or self.stations[-1] != params:
            self.stations.append(params)
        first = len(self.stations) - 1
        self.stations += [_glided(params, beat.to, ease(k / count)) for k in range(1, count + 1)]
        return first, count

    def starts(self) -> list[float]:
        """Return the second at which each beat begins."""
        return [scene.start for scene in self._scenes]

    def frames(self, fps: int) -> list[float]:
        """Return the times of the frames at `fps` frames per second; the last is the end of the film."""
        count = round(self.seconds * fps)
        return [frame / fps for frame in range(count)] + [self.seconds]

    def at(self, t: float) -> Moment[P]:
        """Return the moment `t` seconds after the start; before it and after the end nothing moves."""
        scene = next((scene for scene in reversed(self._scenes) if scene.start <= t), self._scenes[0])
        beat = scene.beat
        share = min(max(t - scene.start, 0.0) / beat.seconds, 1.0) if beat.seconds else 1.0
        eased = ease(share)
        params = _glided(scene.before, beat.to, eased) if beat.to else scene.before
        return Moment(params, _shown(scene.on, beat, share), scene.station + scene.stations * share)

    def last(self) -> Moment[P]:
        """Return the final picture: the still."""
        return self.at(self.seconds)

    def end_of(self, beat: int) -> Moment[P]:
        """Return the picture at the end of a beat, the one that waits for the next click."""
        scene = self._scenes[beat]
        moment = self.at(scene.start)
        params = replace(moment.params, **scene.beat.to) if scene.beat.to else moment.params
        return Moment(params, _shown(scene.on, scene.beat, 1.0), scene.station + scene.stations)


def _glided(params: P, to: Mapping[str, float], share: float) -> P:
    """Return the parameters a share of the way to others."""
    if share >= 1:
        return replace(params, **to)
    here: dict[str, float] = {name: getattr(params, name) for name in to}
    return replace(params, **{name: here[name] + (to[name] - here[name]) * share for name in to})


def _shown(on: Sequence[str], beat: Beat, share: float) -> tuple[tuple[str, float], ...]:
    """Return how far each part has come on: what hides goes first, then what shows comes, one by one."""
    turns = (1 if beat.hide else 0) + len(beat.show)
    shares: dict[str, float] = dict.fromkeys(on, 1.0)
    edges = [turn / turns for turn in range(turns + 1)] if turns else []
    progress = [ease((share - low) / (high - low)) for low, high in pairwise(edges)]
    if beat.hide:
        gone = 1 - progress.pop(0)
        shares |= {name: gone for name in beat.hide if name in shares}
    shares |= dict(zip(beat.show, progress, strict=True))
    return tuple((name, value) for name, value in shares.items() if value > 0)
