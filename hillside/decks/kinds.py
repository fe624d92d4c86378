"""The kinds of slides: module `to_pptx` writes `.pptx` and so on, found by name without registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from hillside import decks
from hillside.decks.into.template import Template
from hillside.decks.slides import Deck
from hillside.stage.errors import Refusal, suggestion

PREFIX, FORM = "to_", "as_"
"""The prefixes of the modules with an `EXPORTER`; the rest of the name is the suffix written, or the form."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The pictures and films that have to be drawn for one kind of slides.

    Attributes:
        stills: the suffixes of the final pictures.
        film: the suffix of the films, or None if the slides cannot show films.
        step_stills: the suffixes of the still at the end of each beat.
        step_film: the suffix of the clip of each beat, or None.
        upright: the suffixes of the still at the end of each beat, laid out for an upright screen.
    """

    stills: tuple[str, ...] = (".png",)
    film: str | None = ".mp4"
    step_stills: tuple[str, ...] = ()
    step_film: str | None = None
    upright: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exporter:
    """The writer of one kind of slides.

    Attributes:
        needs: returns what has to be drawn, given what one slide shows: `figure` or `beat`.
        export: writes a deck to a path atomically, and returns all files written, the deck first.
        suffix: the suffix of what a form writes; empty where the suffix itself is the kind.
        export_in: writes it in a template for PowerPoint, or None if it cannot.
    """

    needs: Callable[[str], Needs]
    export: Callable[[Deck, Path], tuple[Path, ...]]
    suffix: str = ""
    export_in: Callable[[Template, Deck, Path], tuple[Path, ...]] | None = None


def suffixes() -> tuple[str, ...]:
    """Return the supported suffixes in alphabetical order.

    >>> ".pptx" in suffixes()
    True
    """
    modules = (module.name for module in iter_modules(decks.__path__))
    return tuple(sorted(f".{name.removeprefix(PREFIX)}" for name in modules if name.startswith(PREFIX)))


def exporter_of(target: Path, form: str | None = None) -> Exporter:
    """Return the exporter for the suffix of `target`, or for a form of slides.

    Raises:
        Refusal: The suffix is not supported, or not that of the form.
    """
    suffix, known = target.suffix.lower(), suffixes()
    if form is not None:
        exporter: Exporter = _module(FORM, form.replace("-", "_")).EXPORTER
        if suffix != exporter.suffix:
            fitting = f"{target.stem}{exporter.suffix}"
            raise Refusal(f"{target}: --as {form} writes {exporter.suffix}; name the file {fitting}")
        return exporter
    if suffix not in known:
        given = f"the suffix {suffix} is not one of slides" if suffix else "the file name has no suffix"
        raise Refusal(f"{target}: {given}; choose one of {' '.join(known)}{suggestion(suffix, known)}")
    return _module(PREFIX, suffix.removeprefix(".")).EXPORTER


def _module(prefix: str, name: str) -> Any:
    return import_module(f"{decks.__name__}.{prefix}{name}")
