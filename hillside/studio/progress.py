"""Progress: a bar with the time left on a terminal, a plain line now and then elsewhere.

The bar, its fit into the terminal and the time left are those of `tqdm.format_meter`. When they are written
is decided here, since neither progress bar that comes along can be left to itself:

- A `tqdm` object has no plain lines for a log, and starts a thread, which would receive the stop signals that
  `hillside.studio.workers` holds back while a process begins.
- `click.progressbar` can neither be taken off the line for a message nor cut a long name to the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

BETWEEN_LINES = 5.0
"""Seconds between plain lines, so that a log stays readable."""

BETWEEN_BARS = 0.1
"""Seconds between two drawings of a bar."""

UNCERTAIN = 1.0
"""Seconds after the first report in which the pace says too little about the time left."""

BAR, PLAIN, LEFT = "[{bar:20}] {percentage:3.0f} %", "{desc}", ", {remaining} left"
"""The parts of a line, as `tqdm.format_meter` takes them."""

ERASE = "\r\x1b[2K"
"""What takes a line off a terminal (ECMA-48: EL, erase in line)."""


class Progress:
    """Shows how far some work is: on a terminal one line that is drawn over, else plain lines on `stream`.

    As a context it takes the line off the terminal at the end, however that comes.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._terminal = stream.isatty()
        self._shown = clock()
        self._first: tuple[float, float] | None = None
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, share: float, doing: str, always: bool = False) -> None:
        """Show the `share` of the work that is done, 0 to 1, and what goes on, if it is time to."""
        now = self._clock()
        # The pace is that since the first report: what is loaded before it is no part of the work.
        began, initial = self._first = (now, share) if self._first is None else self._first
        pause = BETWEEN_BARS if self._terminal else BETWEEN_LINES
        if not always and now - self._shown < pause:
            return
        self._shown = now
        if self._terminal:
            self._drawn = True
            columns = get_terminal_size().columns
            self._stream.write(f"{ERASE}{bar(share, now - began, doing, columns, initial)}")
        else:
            self._stream.write(f"{plain_line(share, now - began, doing, initial)}\n")
        self._stream.flush()

    def show_frames(self, name: str, done: int, total: int) -> None:
        """Show how many frames of the film `name` are done; the last one always."""
        self.show(done / total, f"{name}: {done} of {total} frames", always=done == total)

    def clear(self) -> None:
        """Take the bar off the terminal, so that the next message starts on an empty line."""
        if self._drawn:
            self._stream.write(ERASE)
            self._stream.flush()
            self._drawn = False


class Tally:
    """The progress of several outputs at once; `weights` says how much work each is."""

    def __init__(self, weights: Mapping[str, float], progress: Progress) -> None:
        self._weights, self._progress = weights, progress
        self._shares: dict[str, float] = {}
        self._ended = 0

    def frames(self, name: str, done: int, total: int) -> None:
        """Count that `done` of `total` frames of `name` are drawn."""
        self._shares[name] = done / total
        self._progress.show(self._share(), f"{name}: {done} of {total} frames")

    def end(self, name: str) -> None:
        """Count that `name` has come to its end, good or bad."""
        self._shares[name] = 1.0
        self._ended += 1
        self._progress.show(self._share(), f"{name}: {self._ended} of {len(self._weights)}", always=True)

    def _share(self) -> float:
        done = sum(self._weights[name] * share for name, share in self._shares.items())
        # Rounding may leave the sum a trifle above the total.
        return min(done / sum(self._weights.values()), 1.0)


def bar(share: float, seconds: float, doing: str, columns: int, initial: float = 0.0) -> str:
    """Return the line for a terminal of so many columns, which it leaves the last of.

    In `seconds` the share has grown from `initial` to `share`, which gives the time left.

    >>> bar(0.25, 6, "hiker.mp4: 120 of 480 frames", 80)
    '[=====               ]  25 %, 00:18 left  hiker.mp4: 120 of 480 frames'
    """
    form = f"{BAR}{_left(share, seconds, initial)}  {PLAIN}"
    return _line(form, share, seconds, doing, initial, columns - 1)


def plain_line(share: float, seconds: float, doing: str, initial: float = 0.0) -> str:
    """Return the line for a log, with the time left if the first `seconds` say enough about it.

    >>> plain_line(0.25, 6, "hiker.mp4: 120 of 480 frames")
    'hiker.mp4: 120 of 480 frames, 00:18 left'
    >>> plain_line(0, 6, "hiker.mp4: 0 of 480 frames")
    'hiker.mp4: 0 of 480 frames'
    """
    form = f"{PLAIN}{_left(share, seconds, initial)}"
    return _line(form, share, seconds, doing, initial, None)


def _left(share: float, seconds: float, initial: float) -> str:
    return LEFT if initial < share < 1 and seconds >= UNCERTAIN else ""


def _line(form: str, share: float, seconds: float, doing: str, initial: float, columns: int | None) -> str:
    # It takes a moment to load, and a still that is there at once has no progress.
    from tqdm import tqdm

    return tqdm.format_meter(
        share, 1.0, seconds, initial=initial, ncols=columns, prefix=doing, ascii=" =", bar_format=form
    )
