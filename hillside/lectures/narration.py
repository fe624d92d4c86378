"""What a figure tells, for those who read, listen, or do not want it to move; plain data, without manim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hillside.stage.lettering.language import Language


@dataclass(frozen=True)
class Line:
    """One beat: what is said, from which second on and for how many, and what is seen meanwhile."""

    say: str
    seen: str
    start: float
    seconds: float


@dataclass(frozen=True)
class Step:
    """One of the stepped stills: its file, and the lines that it stands for, numbered from 0.

    Beats that end on the same picture share one.
    """

    file: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Telling:
    """A figure in words and in still pictures: title, alt text, transcript and steps."""

    title: str
    alt: str
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]

    def said_at(self, step: Step, language: Language) -> str:
        """Return what is said while the picture turns into that of a step."""
        return language.joined(*(self.lines[number].say for number in step.lines))

    def seen_at(self, step: Step, language: Language) -> str:
        """Return what a step shows that the one before did not; the last step shows the figure itself."""
        if step == self.steps[-1]:
            return self.alt
        return language.joined(*(seen for number in step.lines if (seen := self.lines[number].seen)))

    def to_json(self) -> dict[str, Any]:
        """Return the telling as plain JSON values.

        >>> told = Telling("Slope", "A line.", (Line("Look.", "Appears: a line.", 0.0, 2.0),), ())
        >>> Telling.from_json(told.to_json()) == told
        True
        """
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Telling:
        """Return the telling that `to_json` wrote."""
        return cls(
            title=value["title"],
            alt=value["alt"],
            lines=tuple(Line(**line) for line in value["lines"]),
            steps=tuple(Step(step["file"], tuple(step["lines"])) for step in value["steps"]),
        )


def transcript(telling: Telling) -> str:
    """Return what is said and, in brackets, what is seen, with the times: captions and audio description.

    >>> print(transcript(Telling("Slope", "A line.", (Line("Look.", "Appears: a line.", 0.0, 2.0),), ())))
    Slope
    <BLANKLINE>
    A line.
    <BLANKLINE>
    0:00–0:02
    Look.
    [Appears: a line.]
    <BLANKLINE>
    """
    paragraphs = [telling.title, telling.alt, *map(_paragraph, telling.lines)]
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(line: Line) -> str:
    span = f"{clock_time(line.start)}–{clock_time(line.start + line.seconds)}"
    return "\n".join([span, line.say, *([f"[{line.seen}]"] if line.seen else [])])


def clock_time(seconds: float) -> str:
    """Return a duration as it stands on a clock.

    >>> clock_time(18), clock_time(59.6), clock_time(3725)
    ('0:18', '1:00', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
