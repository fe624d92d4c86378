"""Slides as a source for Typst: an opening page, and a page per beat, its title above its picture."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from hillside.decks.slides import (
    OPENING_AREA,
    Area,
    Deck,
    Slide,
    logo_area,
    picture_area,
    points_area,
    title_area,
)
from hillside.decks.sources import Reference, exporter_to
from hillside.files.typst_pages import quoted
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.sheet import Sheet

POINTS = 0.5
"""The points per layout pixel: a slide of 1920 by 1080 is 960 by 540 points, as in PowerPoint."""

HEAD = """\
#set document(title: {title}, description: {subtitle}, date: none)
#set page(width: {width:g}pt, height: {height:g}pt, margin: 0pt, fill: rgb("{paper}"))
#set text(font: {families}, size: 22pt, weight: 500, fill: rgb("{ink}"), lang: "{lang}", dir: {direction})
#show heading: set text(size: 26pt, weight: 600)
#set list(spacing: 0.9em)
#let area(box, body) = place(top + left, dx: box.at(0), dy: box.at(1), block(
  width: box.at(2), height: box.at(3), body))
// What stands on every page; screen readers pass over it.
#let foot = pdf.artifact({{{foot}}})
#let beat(title, words, points, box, file, alt) = {{
  pagebreak(weak: true)
  area({title_box}, align(start + horizon, if title != none {{ heading(title) }} else {{
    text(size: 26pt, weight: 600, words) }}))
  if points.len() > 0 {{ area({points_box}, align(start + horizon, list(..points))) }}
  area(box, image(file, alt: alt, width: 100%, height: 100%, fit: "contain"))
  foot
}}
"""

OPENING = """\
{logo}#area({box}, align(start + horizon, {{
  {subtitle}
  par(leading: 0.55em, text(size: 46pt, weight: 600, {title}))
}}))
"""


def source(deck: Deck, name: str, reference: Reference) -> str:
    """Return the source of a deck, with its fonts beside it; `name` is its file name.

    `reference` gives the path of a file.
    """
    fonts = [reference(file) for file in font_files(deck)]
    folder = fonts[0].partition("/")[0]
    command = shlex.join(["typst", "compile", "--font-path", folder, name])
    return f"// Slides for Typst: {command}\n{body(deck, reference)}"


def font_files(deck: Deck) -> list[Path]:
    """Return the files of the fonts of the text of a deck."""
    scripts = [script_of(lang) for lang in (deck.lang, *(slide.lang for slide in deck.slides))]
    files = [*deck.theme.typeface.text_files, *(file for script in scripts for file in script.files)]
    return list(dict.fromkeys(file.path for file in files))


def body(deck: Deck, reference: Reference) -> str:
    """Return the source of a deck, but for the command that compiles it."""
    direction, logo = Language(deck.lang).direction, _logo(deck, reference)
    sheet, face = Sheet.of_shape(deck.size.width, deck.size.height), deck.theme.typeface
    head = HEAD.format(
        title=quoted(deck.title),
        subtitle=quoted(deck.subtitle or deck.title),
        width=sheet.width * POINTS,
        height=sheet.height * POINTS,
        paper=deck.theme.paper,
        ink=deck.theme.ink,
        families="("
        + "".join(f"{quoted(name)}, " for name in (face.text, *script_of(deck.lang).families))
        + ")",
        lang=deck.lang,
        direction=direction,
        title_box=_box(title_area(deck.logo is not None), direction),
        points_box=_box(points_area(deck.tall), direction),
        foot=" " + _footer(deck) + logo,
    )
    subtitle = "; linebreak(); ".join(f"text({quoted(line)})" for line in deck.subtitle_lines)
    artifact = f"#pdf.artifact({{ {logo}}})\n" if logo else ""
    box = _box(OPENING_AREA, direction)
    opening = OPENING.format(subtitle=subtitle, title=quoted(deck.title), logo=artifact, box=box)
    return head + opening + "".join(line for slide in deck.slides for line in _pages(deck, slide, reference))


def _footer(deck: Deck) -> str:
    if not deck.footer:
        return ""
    return f"area((5%, 96%, 90%, 3%), align(start + horizon, text(size: 10pt, {quoted(deck.footer)})))\n"


def _logo(deck: Deck, reference: Reference) -> str:
    """Return the logo, in the upper corner where lines end."""
    if deck.logo is None:
        return ""
    box = _box(logo_area(deck.size, deck.logo_ratio), Language(deck.lang).direction)
    return f"area({box}, image({quoted(reference(deck.logo))}, width: 100%, height: 100%))\n"


def _box(area: Area, direction: str) -> str:
    """Return an area as a Typst array, in percent of the page from its upper left corner."""
    sides = (area.from_the_left(direction), area.top, area.width, area.height)
    return f"({', '.join(f'{100 * side:g}%' for side in sides)})"


def _pages(deck: Deck, slide: Slide, reference: Reference) -> Iterator[str]:
    direction = Language(slide.lang).direction
    box = _box(picture_area(deck.tall, has_points=bool(slide.points)), direction)
    points = "(" + "".join(f"{quoted(point)}, " for point in slide.points) + ")"
    yield f'\n#set text(lang: "{slide.lang}", dir: {Language(slide.lang).direction})\n'
    yield from (f"// {line}\n" for line in slide.paragraphs)
    if slide.film is not None:
        yield f"// The film: {reference(slide.film)}\n"
    for number, step in enumerate(slide.steps):
        title, words = (quoted(slide.title) if number == 0 else "none"), quoted(slide.title)
        if step.film is not None:
            yield f"// The clip: {reference(step.film)}\n"
        picture = quoted(reference(step.stills[".svg"]))
        yield f"#beat({title}, {words}, {points}, {box}, {picture}, {quoted(slide.alt_of(step))})\n"


EXPORTER = exporter_to(source, ".svg")
