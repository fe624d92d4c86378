"""Figures in a notebook: `from hillside import figure`, and `figure("tangent", at=2)` ends a cell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hillside.stage.errors import as_refusals
from hillside.studio.catalogue import load
from hillside.studio.excerpt import Finish
from hillside.studio.job import Job
from hillside.studio.notebook_figure import NotebookFigure
from hillside.studio.params_text import from_given, to_text
from hillside.studio.requested_language import language_of
from hillside.studio.theme_file import theme_of


def figure(
    name: str,
    /,
    *,
    theme: str = "light",
    background: str | None = None,
    lang: str = "en",
    words: Mapping[str, str] = MappingProxyType({}),
    size: str = "16:9",
    quality: str = "standard",
    beat: int | None = None,
    **params: object,
) -> NotebookFigure:
    """Return the figure of this name, to be shown, filmed or saved; options are those of the command line.

    Args:
        name: such as `tangent`; the command `list` knows them all.
        theme: `light`, `dark`, `print` or a file such as `mine.toml`.
        background: the color of the page.
        lang: the code of its language.
        words: your own text for what it says.
        size: pixels such as `1920x1080`, or a shape such as `4:3`.
        quality: `draft`, `standard` or `final`.
        beat: the one beat at whose end it stands, and that its film shows, from 1.
        params: its parameters, as Python's values or as the text of the command line.

    Raises:
        HillsideError: There is no such figure, or something given is wrong.
    """
    job = Job.read(
        name,
        to_text(from_given(load(name).Params, params)),
        ".svg",
        theme_of(theme, background),
        size,
        quality,
        finish=Finish(beat=beat),
        language=language_of(lang, words),
    )
    from hillside.studio.footage import beat_index
    from hillside.studio.shoot import staged

    with as_refusals(), staged(job) as drawn:
        film, alt = drawn.film, drawn.alt(drawn.known)
        if beat is not None and beat_index(film, beat) < len(film.beats) - 1:
            # A picture from within the film shows what is told there, and not yet the whole.
            alt = film.beats[beat_index(film, beat)].say
        return NotebookFigure(job, drawn.title(), alt)
