"""Progress: a bar with the time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

BETWEEN_LINES = 5.0
"""Seconds between plain lines, so that a log stays readable."""

BETWEEN_BARS = 0.1
"""Seconds between two drawings of a bar."""

CELLS = 20
"""Characters of a full bar."""


class Progress:
    """Shows how far some work is: on a terminal one line that is drawn over, else plain lines on `stream`.

    As a context it takes the line off the terminal at the end, however that comes.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._terminal = stream.isatty()
        self._began = self._shown = clock()
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, share: float, doing: str, always: bool = False) -> None:
        """Show the `share` of the work that is done, 0 to 1, and what goes on, if it is time to."""
        now = self._clock()
        pause = BETWEEN_BARS if self._terminal else BETWEEN_LINES
        if not always and now - self._shown < pause:
            return
        self._shown = now
        rest = left(share, now - self._began)
        if self._terminal:
            self._drawn = True
            self._stream.write(f"\r\x1b[2K{bar(share, rest, doing)[: get_terminal_size().columns - 1]}")
        else:
            self._stream.write(f"{doing}{rest}\n")
        self._stream.flush()

    def frames(self, name: str, done: int, total: int) -> None:
        """Show how many frames of the film `name` are done; the last one always."""
        self.show(done / total, f"{name}: {done} of {total} frames", always=done == total)

    def clear(self) -> None:
        """Take the bar off the terminal, so that the next message starts on an empty line."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False


class Tally:
    """The progress of several pieces of work at once; `weights` says how large each is."""

    def __init__(self, weights: Mapping[str, float], progress: Progress) -> None:
        self._weights, self._progress = weights, progress
        self._shares: dict[str, float] = {}
        self._ended = 0

    def heard(self, name: str, done: int, total: int) -> None:
        """Take note that `done` of `total` frames of `name` are drawn."""
        self._shares[name] = done / total
        self._progress.show(self._share(), f"{name}: {done} of {total} frames")

    def ended(self, name: str) -> None:
        """Take note that `name` has come to its end, good or bad."""
        self._shares[name] = 1.0
        self._ended += 1
        self._progress.show(self._share(), f"{name}: {self._ended} of {len(self._weights)}", always=True)

    def _share(self) -> float:
        done = sum(self._weights[name] * share for name, share in self._shares.items())
        return done / sum(self._weights.values())


def bar(share: float, rest: str, doing: str) -> str:
    """Return the bar in one line.

    >>> bar(0.25, ", 0:18 left", "hiker.mp4: 120 of 480 frames")
    '[=====               ]  25 %, 0:18 left  hiker.mp4: 120 of 480 frames'
    """
    return f"[{'=' * round(CELLS * share):<{CELLS}}] {100 * share:3.0f} %{rest}  {doing}"


def left(share: float, seconds: float) -> str:
    """Return the time left if the work goes on as in its first `seconds`; nothing when that says too little.

    >>> left(0.25, 6)
    ', 0:18 left'
    >>> left(0, 6)
    ''
    """
    if not 0 < share < 1 or seconds < 1:
        return ""
    return f", {clock_time(seconds * (1 - share) / share)} left"


def clock_time(seconds: float) -> str:
    """Return a duration as it stands on a clock.

    >>> clock_time(18), clock_time(3725)
    ('0:18', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
