"""Slides as a Jupyter notebook (nbformat 4.5, 2021): cells that draw the figures, with their outputs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.markdown_text import text
from hillside.decks.slides import Deck, Slide
from hillside.decks.sources import Page, pages
from hillside.files.atomic import write_text_atomically
from hillside.files.formats import Quality, Size
from hillside.stage.look.theme import THEMES
from hillside.studio.bundle import Bundle, film_bundle, python_call, still_bundle

Cell = dict[str, Any]


def notebook(deck: Deck) -> dict[str, Any]:
    """Return the notebook as plain JSON values."""
    cells = [_opening(deck), _code("from hillside import figure", (), "skip")]
    for slide, page in zip(_slides(deck), pages(deck, ".svg"), strict=True):
        cells += _page(deck, slide, page)
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": deck.title}
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}


def _slides(deck: Deck) -> Iterator[Slide]:
    """Yield the figure of each page."""
    for slide in deck.slides:
        yield from [slide] * (1 if deck.per == "figure" else len(slide.steps))


def _opening(deck: Deck) -> Cell:
    subtitle = f"\n\n{text(deck.subtitle)}" if deck.subtitle else ""
    return _words(f"# {text(deck.title)}{subtitle}", "slide")


def _page(deck: Deck, slide: Slide, page: Page) -> Iterator[Cell]:
    """Yield the cells of a page: its title, a cell for each picture, the film, and the notes."""
    points = "".join(f"\n- {text(point)}" for point in page.points)
    yield _words(f"## {text(page.title)}{points and chr(10)}{points}", "slide")
    options: dict[str, object] = {**dict(slide.params), **_look(deck, slide)}
    moves = page.film is not None
    for number, (still, alt) in enumerate(page.pictures):
        beat = _beat(slide, still)
        line = python_call(slide.figure, {**options, **beat})
        shown = still_bundle(
            still.read_bytes(), still.with_suffix(".png").read_bytes(), alt, slide.size.width
        )
        if not moves or len(page.pictures) > 1:
            yield _code(line, (shown,), "subslide" if number else "-")
        if moves and number == len(page.pictures) - 1:
            yield _film(deck, slide, page, line if deck.per == "beat" else python_call(slide.figure, options))
    if page.spoken:
        yield _words("\n\n".join(map(text, page.spoken)), "notes")


def _beat(slide: Slide, still: Path) -> dict[str, object]:
    """Return the option `beat` of the picture at its end; none if it is the only picture."""
    if len(slide.steps) == 1:
        return {}
    return {"beat": 1 + [step.stills[".svg"] for step in slide.steps].index(still)}


def _film(deck: Deck, slide: Slide, page: Page, line: str) -> Cell:
    if page.film is None or page.caption_file is None:
        raise TypeError(f"{page.name} has no film")
    alt = page.pictures[-1][1]
    shown = film_bundle(
        page.film.read_bytes(),
        page.film.with_suffix(".poster.png").read_bytes(),
        page.caption_file.read_text(encoding="utf-8"),
        alt,
        slide.lang,
        slide.size.width,
        deck.loop,
    )
    loop = "loop=True" if deck.loop else ""
    return _code(f"{line}.film({loop})", (shown,), "subslide" if len(page.pictures) > 1 else "-")


def _look(deck: Deck, slide: Slide) -> dict[str, object]:
    """Return the options of a figure's look that differ from their defaults."""
    name, ours = deck.theme.name, THEMES.get(deck.theme.name)
    # A custom theme is a file, looked up beside the notebook.
    look = {
        "theme": name if ours else f"{name}.toml",
        "background": deck.theme.paper if ours and deck.theme.paper != ours.paper else "",
        "lang": slide.lang,
        "quality": slide.quality,
        "size": str(slide.size),
    }
    defaults = {
        "theme": "light",
        "background": "",
        "lang": "en",
        "quality": "standard",
        "size": str(Size.read("16:9", lines=Quality(slide.quality).lines)),
    }
    given = {option: value for option, value in look.items() if value != defaults[option]}
    return {**given, "words": dict(slide.words)} if slide.words else {**given}


def _words(source: str, kind: str) -> Cell:
    return {
        "cell_type": "markdown",
        "id": "",
        "metadata": {"slideshow": {"slide_type": kind}},
        "source": source,
    }


def _code(source: str, shown: tuple[Bundle, ...], kind: str) -> Cell:
    outputs = [
        {"output_type": "execute_result", "execution_count": None, "data": data, "metadata": about}
        for data, about in shown
    ]
    return {
        "cell_type": "code",
        "id": "",
        "metadata": {"slideshow": {"slide_type": kind}},
        "execution_count": None,
        "source": source,
        "outputs": outputs,
    }


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the notebook to `target`, with pictures and films embedded, and return its path.

    Raises:
        Failure: The file cannot be written.
    """
    content = json.dumps(notebook(deck), ensure_ascii=False, indent=1, sort_keys=True)
    write_text_atomically(target, f"{content}\n")
    return (target,)


def needs(per: str) -> Needs:
    """Return what has to be drawn: an SVG and a PNG for each beat, and the film of each figure or beat."""
    if per == "figure":
        return Needs(stills=(), film=".mp4", step_stills=(".svg", ".png"))
    return Needs(stills=(), film=None, step_stills=(".svg", ".png"), step_film=".mp4")


EXPORTER = Exporter(needs, export)
