"""A lecture as slides: the plain data and files from which exporters write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hillside.files.formats import Size
from hillside.stage.look.theme import Theme

SLIDE_CONTENTS = ("figure", "beat")
"""The choices of what one slide shows."""


STRIP = 0.12
"""The height of the title's strip as a share of the slide; figures are laid out for the rest."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One beat of a figure: a slide, or a click on a slide.

    Attributes:
        say: what is said.
        start: its start in the film in seconds.
        seconds: its duration in seconds.
        stills: the picture at its end, by suffix, such as `.svg`.
        film: its clip, if one was requested and the slides show a film of the figure.
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
        id: its id in the lecture file.
        title: its title, in its language.
        alt: its alt text.
        lang: the code of its language, such as `en`.
        notes: what the lecturer says, one paragraph per line; may be empty.
        size: the size of its pictures in pixels.
        stills: the final picture, by suffix.
        film: the film, if the lecture requests one of this figure.
        poster: the picture shown before it, at the end of the first beat in which something is said.
        captions: the film's captions as WebVTT.
        steps: the beats; a figure without a film has one, its final picture.
        figure: the name of the figure, for a program that can draw it again.
        params: the parameters that the lecture gives, as text.
        words: pairs of a message and the lecturer's own text for it.
        quality: the name of its quality.
    """

    id: str
    title: str
    alt: str
    lang: str
    notes: str
    size: Size
    stills: Mapping[str, Path]
    film: Path | None = None
    poster: Path | None = None
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

    @property
    def opening_step(self) -> Step:
        """The first step in which something is said; its end does not give all away."""
        return next((step for step in self.steps if step.say), self.steps[0])

    def title_of(self, number: int) -> str:
        """Return the title of the slide of a step, numbered from 1, so that no two slides have the same.

        >>> steps = (Step(say="", start=0.0, seconds=1.0, stills={}),) * 3
        >>> slide = Slide(id="a", title="Slope", alt="", lang="en", notes="", size=Size(160, 90),
        ...     stills={}, steps=steps)
        >>> slide.title_of(2)
        'Slope 2/3'
        """
        return self.title if len(self.steps) == 1 else f"{self.title} {number}/{len(self.steps)}"

    def alt_of(self, step: Step) -> str:
        """Return the alt text of the picture at the end of a step.

        The last picture shows the whole figure; the others are described by what is said there.
        """
        return self.alt if step is self.steps[-1] else step.say


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A lecture as slides.

    Attributes:
        title: the title of the lecture.
        series: the series it belongs to; may be empty.
        part: its part of the series, or None.
        number: its number in the part, or None.
        lang: the code of the language of the lecture.
        theme: the colors and fonts of its figures; `theme.paper` is the background of the slides.
        size: the size of a slide in pixels.
        per: what one slide shows, `figure` or `beat`.
        loop: whether films play in a loop.
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
