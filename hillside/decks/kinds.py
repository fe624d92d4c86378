"""The kinds of slides: module `to_pptx` writes `.pptx` and so on, found by name without registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from hillside import decks
from hillside.decks.slides import Deck
from hillside.stage.errors import Refusal, suggestion

PREFIX = "to_"
"""The prefix of the modules with an `EXPORTER`; the rest of the module name is the suffix written."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The pictures and films that have to be drawn for one kind of slides.

    Attributes:
        stills: the suffixes of the final pictures.
        film: the suffix of the films, or None if the slides cannot show films.
        step_stills: the suffixes of the still at the end of each beat.
        step_film: the suffix of the clip of each beat, or None.
        poster: whether a picture is shown before the film.
        height: the height of a picture as a share of the slide's; figures are laid out for that shape.
    """

    stills: tuple[str, ...] = (".png",)
    film: str | None = ".mp4"
    step_stills: tuple[str, ...] = ()
    step_film: str | None = None
    poster: bool = False
    height: float = 1.0


@dataclass(frozen=True)
class Exporter:
    """The writer of one kind of slides.

    Attributes:
        needs: returns what has to be drawn, given what one slide shows: `figure` or `beat`.
        export: writes a deck to a path atomically, and returns all files written, the deck first.
    """

    needs: Callable[[str], Needs]
    export: Callable[[Deck, Path], tuple[Path, ...]]


def suffixes() -> tuple[str, ...]:
    """Return the supported suffixes in alphabetical order.

    >>> ".pptx" in suffixes()
    True
    """
    modules = (module.name for module in iter_modules(decks.__path__))
    return tuple(sorted(f".{name.removeprefix(PREFIX)}" for name in modules if name.startswith(PREFIX)))


def exporter_of(target: Path) -> Exporter:
    """Return the exporter for the suffix of `target`.

    Raises:
        Refusal: The suffix is not supported.
    """
    suffix, known = target.suffix.lower(), suffixes()
    if suffix not in known:
        given = f"the suffix {suffix} is not one of slides" if suffix else "the file name has no suffix"
        raise Refusal(f"{target}: {given}; choose one of {' '.join(known)}{suggestion(suffix, known)}")
    return import_module(f"{decks.__name__}.{PREFIX}{suffix.removeprefix('.')}").EXPORTER
