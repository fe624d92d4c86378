"""The transcript of a figure, an alternative to its film; plain data, without manim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hillside.stage.lettering.language import Language

ALT, TRANSCRIPT, HANDOUT = "alt.txt", "transcript.txt", "handout.svg"
"""The suffixes, after the id of a figure, of its alt text, its transcript and its picture in the handout."""


@dataclass(frozen=True)
class Line:
    """One beat: what is said, the audio description, and its start and duration in seconds."""

    say: str
    seen: str
    start: float
    seconds: float

    @property
    def span(self) -> str:
        """Its time span as clock times.

        >>> Line("Look.", "", 58.0, 4.0).span
        '0:58–1:02'
        """
        return f"{clock_time(self.start)}–{clock_time(self.start + self.seconds)}"


@dataclass(frozen=True)
class Step:
    """One stepped still: its file, and the indices of its lines from 0.

    Beats that end on the same picture share a still.
    """

    file: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Transcript:
    """A figure in words and stills: title, alt text, captions with audio description, and stepped stills.

    For the handout it has a picture of the end, laid out for paper, and the formula of the figure in Typst.
    """

    title: str
    alt: str
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    printed: str = ""
    formula: str = ""

    @property
    def text(self) -> str:
        """The transcript as text: what is said, and the audio description in brackets, with times.

        >>> print(Transcript("Slope", "A line.", (Line("Look.", "Appears: a line.", 0.0, 2.0),), ()).text)
        Slope
        <BLANKLINE>
        A line.
        <BLANKLINE>
        0:00–0:02
        Look.
        [Appears: a line.]
        <BLANKLINE>
        """
        return "\n\n".join([self.title, self.alt, *map(_paragraph, self.lines)]) + "\n"

    def caption_of(self, step: Step, language: Language) -> str:
        """Return what is said during the beats that lead to the picture of a step."""
        return language.joined(*(self.lines[number].say for number in step.lines))

    def description_of(self, step: Step, language: Language) -> str:
        """Return the alt text of a step: its changes, or for the last step the alt text of the figure."""
        if step == self.steps[-1]:
            return self.alt
        return language.joined(*(seen for number in step.lines if (seen := self.lines[number].seen)))

    def to_json(self) -> dict[str, Any]:
        """Return the transcript as plain JSON values.

        >>> made = Transcript("Slope", "A line.", (Line("Look.", "Appears: a line.", 0.0, 2.0),), ())
        >>> Transcript.from_json(made.to_json()) == made
        True
        """
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Transcript:
        """Return the transcript that `to_json` wrote."""
        return cls(
            title=value["title"],
            alt=value["alt"],
            lines=tuple(Line(**line) for line in value["lines"]),
            steps=tuple(Step(step["file"], tuple(step["lines"])) for step in value["steps"]),
            printed=value.get("printed", ""),
            formula=value.get("formula", ""),
        )


def _paragraph(line: Line) -> str:
    return "\n".join([line.span, line.say, *([f"[{line.seen}]"] if line.seen else [])])


def clock_time(seconds: float) -> str:
    """Return a time in seconds as `m:ss` or `h:mm:ss`.

    >>> clock_time(18), clock_time(59.6), clock_time(3725)
    ('0:18', '1:00', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
