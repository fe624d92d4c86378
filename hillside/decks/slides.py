"""A lecture as slides: plain data and files, all that a writer of slides is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hillside.files.formats import Size
from hillside.stage.look.theme import Theme

PER = ("figure", "beat")
"""What one slide is made of."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One beat of a figure, as a slide or as a click of one.

    Attributes:
        say: what is said.
        start: the second of the film at which it begins.
        seconds: how long it takes.
        stills: its end, by suffix, such as `.svg`.
        film: its clip, if one was asked for and the figure moves on the slides.
    """

    say: str
    start: float
    seconds: float
    stills: Mapping[str, Path]
    film: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One figure of a lecture.

    Attributes:
        id: its name in the lecture file.
        title: what it is called, in its language.
        alt: the picture in a sentence or two.
        lang: the code of its language, such as `en`.
        notes: what the lecturer says, one paragraph a line; may be empty.
        size: the size of its pictures in pixels.
        stills: the final picture, by suffix.
        film: the film, if the lecture asks for one of this figure.
        captions: the film's captions as WebVTT.
        steps: the beats; a figure that does not move has one, its final picture.
        figure: the name of the figure that is drawn, for a program that can draw it again.
        params: its parameters as the lecture gives them.
        words: pairs of a message and the lecturer's own text for it.
        quality: how much work went into it.
    """

    id: str
    title: str
    alt: str
    lang: str
    notes: str
    size: Size
    stills: Mapping[str, Path]
    film: Path | None = None
    captions: Path | None = None
    steps: tuple[Step, ...] = ()
    figure: str = ""
    params: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    quality: str = "standard"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The notes, paragraph by paragraph."""
        return tuple(line for line in self.notes.split("\n") if line)

    def alt_of(self, step: Step) -> str:
        """Return the alt text of the picture at the end of a step.

        The last picture shows the whole figure; what the others show is what is said there.
        """
        return self.alt if step is self.steps[-1] else step.say


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A lecture as slides.

    Attributes:
        title: what the lecture is called.
        series: the series it belongs to; may be empty.
        part: the part of the series.
        number: its number in the series.
        lang: the code of the language of the lecture.
        theme: the colors and fonts of its figures; `theme.paper` is the background of the slides.
        size: the size of a slide in pixels.
        per: `figure` or `beat`: what one slide is made of.
        loop: whether films are played over and over.
        slides: the figures in order.
    """

    title: str
    series: str
    part: int | None
    number: int | None
    lang: str
    theme: Theme
    size: Size
    per: str
    loop: bool
    slides: tuple[Slide, ...]

    @property
    def subtitle(self) -> str:
        """The line under the title: the series, and the lecture's part and number in it.

        >>> from hillside.stage.look.theme import THEMES
        >>> def deck(part: int | None, number: int | None) -> Deck:
        ...     return Deck(title="Slopes", series="Calculus", part=part, number=number, lang="en",
        ...         theme=THEMES["light"], size=Size(1920, 1080), per="figure", loop=False, slides=())
        >>> deck(3, 16).subtitle, deck(None, None).subtitle
        ('Calculus · 3.16', 'Calculus')
        """
        return " · ".join(each for each in (self.series, self.numbering) if each)

    @property
    def numbering(self) -> str:
        """Its part and number in the series, such as `3.16`; may be empty."""
        return ".".join(str(each) for each in (self.part, self.number) if each is not None)
