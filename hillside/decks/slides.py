"""A lecture as slides: the plain data and files from which exporters write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hillside.files.foreign_picture import aspect_ratio
from hillside.files.formats import Size
from hillside.lectures.lecture import numbering
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme

SLIDE_CONTENTS = ("figure", "beat")
"""The choices of what one slide shows."""
FORMS = ("shapes", "manim-slides")
"""The forms of slides that are chosen by name, not by the suffix of their file."""


STRIP = 0.12
"""The height of the title's strip as a share of the slide; figures are laid out for the rest."""
LOGO_HEIGHT, LOGO_WIDTH = 0.6, 0.14
"""The largest height of a logo as a share of the title's strip, and its largest width as one of the slide."""
SIDE_MARGIN = 0.05
"""The margin beside the text of a slide, as a share of its width."""
GAP = 0.015
"""The space between points and figure, as a share of the width of the slide."""
POINTS_WIDTH, POINTS_HEIGHT = 0.34, 0.24
"""The share of the slide that points take: beside a figure, or below it on slides higher than wide."""


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide, in shares of its sides, from the upper corner where reading begins."""

    left: float
    top: float
    width: float
    height: float

    def from_the_left(self, direction: str) -> float:
        """Return the share of the slide on the left of it, where reading has a direction, `ltr` or `rtl`.

        >>> Area(0.34, 0.12, 0.66, 0.88).from_the_left("rtl")
        0.0
        """
        return self.left if direction == "ltr" else abs(round(1 - self.left - self.width, 6))


def picture_area(tall: bool, has_points: bool) -> Area:
    """Return the area of the figure on a slide: all below the title, or what points leave of it.

    >>> picture_area(tall=False, has_points=True)
    Area(left=0.34, top=0.12, width=0.66, height=0.88)
    """
    rest = 1 - STRIP
    if not has_points:
        return Area(0.0, STRIP, 1.0, rest)
    if tall:
        return Area(0.0, STRIP, 1.0, round(rest - POINTS_HEIGHT, 6))
    return Area(POINTS_WIDTH, STRIP, round(1 - POINTS_WIDTH, 6), rest)


def points_area(tall: bool) -> Area:
    """Return the area of the points.

    >>> points_area(tall=False)
    Area(left=0.05, top=0.12, width=0.275, height=0.88)
    """
    if tall:
        return Area(SIDE_MARGIN, 1 - POINTS_HEIGHT, 1 - 2 * SIDE_MARGIN, POINTS_HEIGHT)
    return Area(SIDE_MARGIN, STRIP, round(POINTS_WIDTH - SIDE_MARGIN - GAP, 6), 1 - STRIP)


OPENING_AREA = Area(0.06, 0.0, 0.7, 1.0)
"""The area of the title on an opening page."""


def logo_area(slide: Size, ratio: float) -> Area:
    """Return the area of a logo whose width is `ratio` times its height: in the strip, where lines end.

    >>> logo_area(Size(1920, 1080), 1.0)
    Area(left=0.9095, top=0.024, width=0.0405, height=0.072)
    """
    height = LOGO_HEIGHT * STRIP
    width = min(height * ratio * slide.height / slide.width, LOGO_WIDTH)
    height = width * slide.width / slide.height / ratio
    sides = (1 - SIDE_MARGIN - width, (STRIP - height) / 2, width, height)
    return Area(*(round(side, 6) for side in sides))


def title_area(has_logo: bool) -> Area:
    """Return the area of a title in the strip, which leaves room for a logo.

    >>> title_area(has_logo=False)
    Area(left=0.05, top=0.0, width=0.9, height=0.12)
    """
    rest = LOGO_WIDTH + SIDE_MARGIN / 2 if has_logo else 0.0
    return Area(SIDE_MARGIN, 0.0, round(1 - 2 * SIDE_MARGIN - rest, 6), STRIP)


def picture_size(slide: Size, has_points: bool) -> Size:
    """Return the size of a figure on a slide in pixels; both sides are even, as video codecs require.

    >>> picture_size(Size(1920, 1080), has_points=False)
    Size(width=1920, height=950)
    """
    area = picture_area(slide.height > slide.width, has_points)
    return Size(round(slide.width * area.width) // 2 * 2, round(slide.height * area.height) // 2 * 2)


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
        captions: the film's captions as WebVTT.
        steps: the beats; a figure without a film has one, its final picture.
        poster_step: the number, from 1, of the beat whose end is shown before the film.
        upright: the beats laid out for an upright screen, such as that of a phone; may be none.
        points: what stands beside the figure, line by line.
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
    captions: Path | None = None
    steps: tuple[Step, ...] = ()
    poster_step: int = 1
    upright: tuple[Step, ...] = ()
    points: tuple[str, ...] = ()
    figure: str = ""
    params: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    quality: str = "standard"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The notes, paragraph by paragraph."""
        return tuple(line for line in self.notes.split("\n") if line)

    @property
    def poster(self) -> Path | None:
        """The file of the picture that is shown before the film, as bitmap, beside the film."""
        return None if self.film is None else self.film.with_suffix(".poster.png")

    @property
    def opening_step(self) -> Step:
        """The step whose end is shown before the film; it does not give the answer away."""
        return self.steps[self.poster_step - 1]

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
        footer: the line at the foot of each slide; may be empty.
        logo: the picture in the upper corner of each slide, or None.
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
    footer: str = ""
    logo: Path | None = None

    @property
    def subtitle(self) -> str:
        """The line under the title: the series, and the lecture's part and number in it.

        >>> from hillside.stage.look.theme import THEMES
        >>> def deck(part: int | None, number: int | None) -> Deck:
        ...     return Deck(title="Slopes", series="Calculus", part=part, number=number, lang="en",
        ...         theme=THEMES["light"], size=Size(1920, 1080), per="figure", loop=False, slides=())
        >>> deck(3, 16).subtitle, deck(None, None).subtitle
        ('Calculus · Part 3 · Lecture 16', 'Calculus')
        """
        return " · ".join(self.subtitle_lines)

    @property
    def subtitle_lines(self) -> tuple[str, ...]:
        """The line under the title, in two: the series, and the lecture's place in it."""
        return tuple(each for each in (self.series, self.numbering) if each)

    @property
    def tall(self) -> bool:
        """Whether its slides are higher than wide."""
        return self.size.height > self.size.width

    @property
    def logo_ratio(self) -> float:
        """The width of its logo over the height; 0 if it has none.

        Raises:
            Failure: The file of the logo cannot be read.
        """
        return 0.0 if self.logo is None else aspect_ratio(self.logo)

    @property
    def numbering(self) -> str:
        """Its part and number in the series, such as `Part 3 · Lecture 16`; may be empty."""
        return numbering(self.part, self.number, Language(self.lang))
