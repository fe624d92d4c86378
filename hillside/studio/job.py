"""The job: the complete specification of one output, as plain data without manim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Any

from hillside.files.formats import Format, Quality, Size, format_of
from hillside.stage import PACES
from hillside.stage.errors import Refusal, is_sayable, suggestion
from hillside.stage.lettering.language import ENGLISH, Language
from hillside.stage.look.theme import Theme

LEAST_BUDGET = 1000
"""Minimum budget in bytes; no film is smaller."""


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """The part of a figure's film that an output shows, and how it is finished.

    Attributes:
        animated: Whether a `.webp` is a film; other suffixes are unambiguous.
        transparent: Whether the background is transparent.
        beat: Number of the only beat shown, from 1; a still shows its end. None for all.
        moment: Time in the film that a still shows, in seconds. None for the end.
        loop: Whether a film fades back to its first picture, to be played repeatedly.
        pace: How fast the film is: a name in `PACES`. A moment is counted in the film as it then is.
        poster: Number of the beat whose end is shown before a film, from 1. None for that of the figure.
        budget: Maximum size of a film in bytes, or None.

    Raises:
        Refusal: A number is out of range, or a beat and a moment are both given.
    """

    animated: bool = False
    transparent: bool = False
    beat: int | None = None
    moment: float | None = None
    loop: bool = False
    budget: int | None = None
    poster: int | None = None
    pace: str = "normal"

    def __post_init__(self) -> None:
        if self.beat is not None and self.moment is not None:
            raise Refusal("a beat and a moment are both given; choose one of them")
        if self.pace not in PACES:
            near = suggestion(self.pace, PACES)
            raise Refusal(f'pace "{self.pace}" is not one of {", ".join(PACES)}{near}')
        for name, number in (("beat", self.beat), ("poster", self.poster)):
            if number is not None and number < 1:
                raise Refusal(f"{name} {number} is out of range; the first beat is 1")
        if self.moment is not None and not (isfinite(self.moment) and self.moment >= 0):
            raise Refusal(f"moment {self.moment:g} is out of range; give seconds from 0 on")
        if self.budget is not None and self.budget < LEAST_BUDGET:
            raise Refusal(f"a budget of {self.budget} bytes is too small for any film; give one such as 8MB")


WHOLE = Excerpt()
"""The whole film or its end, with a background."""

RECIPE_NAMES = MappingProxyType({"excerpt": "finish"})
"""The names in recipes of fields that have been renamed, so that older files can still be read."""


@dataclass(frozen=True)
class Job:
    """Everything that decides the bytes of one output, and nothing else.

    `params` holds the canonical text of all parameters, sorted by name; `suffix` is such as `.png`;
    `title` is the title of the file, if it is not that of the figure.

    Raises:
        Refusal: The suffix is unknown or cannot hold what is asked for, or a film has an odd size or an
            impossible frame rate.
    """

    figure: str
    params: tuple[tuple[str, str], ...]
    theme: Theme
    size: Size
    fps: int
    quality: str
    suffix: str
    excerpt: Excerpt = WHOLE
    language: Language = ENGLISH
    title: str = ""

    def __post_init__(self) -> None:
        self._refuse_misfits()
        if not is_sayable(self.title):
            raise Refusal("the title holds a control character; leave it out")
        if self.format.has_even_sides and (self.size.width % 2 or self.size.height % 2):
            even = Size(self.size.width // 2 * 2, self.size.height // 2 * 2)
            raise Refusal(f"size {self.size} is odd, and a film needs even sides; choose {even}")
        fastest = self.format.fastest
        if not 1 <= self.fps <= fastest:
            raise Refusal(f"{self.fps} frames per second is out of range; choose 1 to {fastest}")

    def _refuse_misfits(self) -> None:
        """Refuse what this format, or any, cannot hold."""
        excerpt = self.excerpt
        for name, text in (*self.params, *self.language.words):
            if not is_sayable(text):
                raise Refusal(f"{name}: there is a control character, or one of no encoding; type it anew")
        if excerpt.transparent and not self.format.has_alpha:
            raise Refusal(
                f"{self.suffix} has no transparency; choose .webm or .mov, or give the color of the slide "
                "with --background"
            )
        if self.is_film and excerpt.moment is not None:
            raise Refusal("a moment is for a still; a film of one beat is asked for with --beat")
        if not self.is_film and (excerpt.loop or excerpt.budget is not None or excerpt.poster is not None):
            raise Refusal("a loop, a budget and a poster are for films; leave them out for a still")

    @classmethod
    def read(
        cls,
        figure: str,
        params: Mapping[str, str],
        suffix: str,
        theme: Theme,
        size: str,
        quality: str,
        fps: int | None = None,
        excerpt: Excerpt = WHOLE,
        language: Language = ENGLISH,
        title: str = "",
    ) -> Job:
        """Return the job for these texts; `quality` gives the default resolution and frame rate.

        >>> from hillside.stage.look.theme import THEMES
        >>> Job.read("tangent", {"at": "2"}, ".png", THEMES["light"], size="16:9", quality="draft").size
        Size(width=854, height=480)

        Raises:
            Refusal: The size is not understood, or the options contradict each other.
        """
        level = Quality(quality)
        return cls(
            figure=figure,
            params=tuple(sorted(params.items())),
            theme=theme,
            size=Size.read(size, lines=level.lines),
            fps=min(level.fps, format_of(suffix).usual_fps) if fps is None else fps,
            quality=level,
            suffix=suffix,
            excerpt=excerpt,
            language=language,
            title=title,
        )

    @property
    def format(self) -> Format:
        """The format that the suffix selects."""
        return format_of(self.suffix, self.excerpt.animated)

    @property
    def is_film(self) -> bool:
        """Whether the output is a film."""
        return self.format.is_film

    def to_json(self) -> dict[str, Any]:
        """Return the job as plain JSON values; fonts are identified by their content, not their path."""
        values = vars(self)
        parts = {"size": dict(vars(self.size)), "excerpt": dict(vars(self.excerpt))}
        looks = {"theme": self.theme.to_json(), "language": self.language.to_json()}
        return {RECIPE_NAMES.get(name, name): value for name, value in (values | parts | looks).items()}
