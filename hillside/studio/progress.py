"""Progress: a bar with the remaining time on a terminal, otherwise an occasional plain line.

The lines are formatted by `tqdm.format_meter`, and written here, since neither available progress bar fits:

- A `tqdm` object has no plain lines for logs, and starts a thread, which would receive the stop signals that
  `hillside.studio.workers` blocks while a process is started.
- `click.progressbar` can neither be cleared for a message nor truncate a long name to the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

from hillside.stage.errors import counted

BETWEEN_LINES = 5.0
"""Minimum time between plain lines in seconds, so that a log stays readable."""

BETWEEN_BARS = 0.1
"""Minimum time between two updates of a bar in seconds."""

UNCERTAIN = 1.0
"""Time after the first report, in seconds, before the remaining time is estimated."""

LEAST_DONE = 0.05
"""The share of the work that must be done since the first report before the remaining time is estimated: the
estimate is then at most twenty times as long as the time that has passed."""

BAR, PLAIN, LEFT = "[{bar:20}] {percentage:3.0f} %", "{desc}", ", {remaining} left"
"""The parts of a line, as format strings of `tqdm.format_meter`."""

ERASE = "\r\x1b[2K"
"""The control sequence that clears a line of a terminal (ECMA-48: EL, erase in line)."""


class Progress:
    """A progress display: on a terminal one line that is overwritten, otherwise plain lines on `stream`.

    As a context manager it clears the line on exit.
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
        """Show the fraction of the work done, 0 to 1, and the current task, unless shown just before."""
        now = self._clock()
        # The rate is measured from the first report: loading before it is not part of the work.
        began, initial = self._first = (now, share) if self._first is None else self._first
        pause = BETWEEN_BARS if self._terminal else BETWEEN_LINES
        if not always and now - self._shown < pause:
            return
        self._shown = now
        if self._terminal:
            self._drawn = True
            columns = get_terminal_size().columns
            self._write(f"{ERASE}{bar(share, now - began, doing, columns, initial)}")
        else:
            self._write(f"{plain_line(share, now - began, doing, initial)}\n")

    def show_frames(self, name: str, done: int, total: int) -> None:
        """Show how many frames of the film `name` are done; the last report is always shown."""
        self.show(done / total, f"{name}: {done} of {counted(total, 'frame')}", always=done == total)

    def note(self, sentence: str) -> None:
        """Show a sentence on a line of its own."""
        self.clear()
        self._write(f"{sentence}\n")

    def clear(self) -> None:
        """Clear the bar, so that the next message starts on an empty line."""
        if self._drawn:
            self._write(ERASE)
            self._drawn = False

    def _write(self, text: str) -> None:
        """Write to the stream; where nobody can see it, the work goes on."""
        with suppress(OSError):
            self._stream.write(text)
            self._stream.flush()


class Tally:
    """The combined progress of several outputs; `weights` are their relative amounts of work."""

    def __init__(self, weights: Mapping[str, float], progress: Progress) -> None:
        self._weights, self._progress = weights, progress
        self._shares: dict[str, float] = {}
        self._ended = 0

    def frames(self, name: str, done: int, total: int, worker: str = "") -> None:
        """Report that `done` of `total` frames of `name` are drawn, on a cluster by this worker."""
        self._shares[name] = done / total
        self._progress.show(self._share(), f"{_by(name, worker)}: {done} of {counted(total, 'frame')}")

    def end(self, name: str, worker: str = "") -> None:
        """Report that `name` has ended, successfully or not, on a cluster by this worker."""
        self._shares[name] = 1.0
        self._ended += 1
        count = f"{self._ended} of {len(self._weights)}"
        self._progress.show(self._share(), f"{_by(name, worker)}: {count}", always=True)

    def _share(self) -> float:
        done = sum(self._weights[name] * share for name, share in self._shares.items())
        # The sum may exceed the total by rounding.
        return min(done / sum(self._weights.values()), 1.0)


def _by(name: str, worker: str) -> str:
    return f"{name} by {worker}" if worker else name


def bar(share: float, seconds: float, doing: str, columns: int, initial: float = 0.0) -> str:
    """Return the line for a terminal with `columns` columns, of which the last stays empty.

    The remaining time follows from the growth from `initial` to `share` in `seconds`.

    >>> bar(0.25, 6, "hiker.mp4: 120 of 480 frames", 80)
    '[=====               ]  25 %, 00:18 left  hiker.mp4: 120 of 480 frames'
    """
    form = f"{BAR}{_left(share, seconds, initial)}  {PLAIN}"
    return _line(form, share, seconds, doing, initial, columns - 1)


def plain_line(share: float, seconds: float, doing: str, initial: float = 0.0) -> str:
    """Return the line for a log, with the remaining time once it can be estimated.

    >>> plain_line(0.25, 6, "hiker.mp4: 120 of 480 frames")
    'hiker.mp4: 120 of 480 frames, 00:18 left'
    >>> plain_line(0, 6, "hiker.mp4: 0 of 480 frames")
    'hiker.mp4: 0 of 480 frames'

    One of 480 frames in eight seconds says nothing about the others:

    >>> plain_line(1 / 480, 8, "hiker.mp4: 1 of 480 frames")
    'hiker.mp4: 1 of 480 frames'
    """
    form = f"{PLAIN}{_left(share, seconds, initial)}"
    return _line(form, share, seconds, doing, initial, None)


def _left(share: float, seconds: float, initial: float) -> str:
    return LEFT if initial + LEAST_DONE <= share < 1 and seconds >= UNCERTAIN else ""


def _line(form: str, share: float, seconds: float, doing: str, initial: float, columns: int | None) -> str:
    # Imported here, since it takes time to load and a quick still shows no progress.
    from tqdm import tqdm

    return tqdm.format_meter(
        share, 1.0, seconds, initial=initial, ncols=columns, prefix=doing, ascii=" =", bar_format=form
    )
