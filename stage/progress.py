"""Progress: a bar with the time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

BETWEEN_LINES = 5.0
"""Seconds between plain lines, so that a log stays readable."""

BETWEEN_BARS = 0.1
"""Seconds between two drawings of a bar."""


class Progress:
    """Shows how far some work is; call it with what is done, of how much, in which unit.

    `stream` is where it writes; a terminal gets one line that is drawn over, anything else gets plain lines.
    """

    def __init__(self, label: str, unit: str, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._label, self._unit, self._stream, self._clock = label, unit, stream, clock
        self._began = self._shown = clock()
        self._drawn = False

    def __call__(self, done: float, total: float, note: str = "") -> None:
        """Show `done` of `total`; the last one is always shown."""
        now = self._clock()
        terminal = self._stream.isatty()
        first = terminal and not self._drawn
        if done < total and not first and now - self._shown < (BETWEEN_BARS if terminal else BETWEEN_LINES):
            return
        self._shown = now
        seconds = now - self._began
        if terminal:
            self._drawn = True
            line = bar(self._label, done, total, seconds, note, columns=get_terminal_size().columns)
            self._stream.write(f"\r\x1b[2K{line}")
        else:
            self._stream.write(
                f"{self._label}: {done:.0f} of {total:.0f} {self._unit}{left(done, total, seconds)}\n"
            )
        self._stream.flush()

    def clear(self) -> None:
        """Take the bar off the terminal, so that the next message starts on an empty line."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False


def bar(label: str, done: float, total: float, seconds: float, note: str, columns: int) -> str:
    """Return one line of at most `columns` - 1 characters.

    >>> bar("hiker.mp4", 120, 480, 6, "", columns=60)
    'hiker.mp4  [=====               ]  25 %, 0:18 left'
    """
    share = min(done / total, 1.0) if total > 0 else 1.0
    cells = 20
    filled = "=" * round(cells * share)
    line = f"{label}  [{filled:<{cells}}] {share:4.0%}".replace("%", " %")
    return f"{line}{left(done, total, seconds)}{f'  {note}' if note else ''}"[: columns - 1]


def left(done: float, total: float, seconds: float) -> str:
    """Return the time left, if the work so far allows a guess.

    >>> left(120, 480, 6)
    ', 0:18 left'
    >>> left(0, 480, 6)
    ''
    """
    if not 0 < done < total:
        return ""
    rest = round(seconds * (total - done) / done)
    hours, minutes = divmod(rest // 60, 60)
    clock = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f", {clock}:{rest % 60:02} left"
