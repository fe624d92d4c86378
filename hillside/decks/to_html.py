"""Slides for a browser: one self-contained page with reveal.js, pictures and films; it needs no network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.ornament import REACH, ornament
from hillside.decks.page_media import TABLE, PageMedia
from hillside.decks.slides import (
    STRIP,
    Deck,
    Slide,
    Step,
    logo_area,
    picture_area,
    points_area,
    title_area,
)
from hillside.files.atomic import write_text_atomically
from hillside.files.captions import Clip, vtt
from hillside.lectures.page_style import colors
from hillside.stage.lettering.language import LANGUAGES, Language, script_of
from hillside.stage.sheet import Sheet
from mathcore import Point

REVEAL = Path(__file__).parent / "reveal"
"""The folder of the page's style and script, with reveal.js in `vendor`."""
POLICY = (
    "default-src 'none'; img-src data: blob:; media-src data: blob:; frame-src 'self' file:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)
"""The Content Security Policy (W3C 2018) of the page: only itself may be loaded, for the speaker view."""


UNIT = 100
"""The SVG user units of the ornament per unit of x or y."""


def document(deck: Deck) -> str:
    """Return the HTML of the page: an opening slide, and one slide per figure or per beat."""
    media = PageMedia()
    sections = "\n".join([_opening(deck, media), *_sections(deck, media)])
    language = Language(deck.lang)
    sheet = Sheet.of_shape(deck.size.width, deck.size.height)
    tall = " tall" if sheet.height > sheet.width else ""
    slides = {
        "shape": {"width": sheet.width, "height": sheet.height, "rtl": language.direction == "rtl"},
        "fonts": list(_fonts(deck, media)),
    }
    families = ", ".join(
        json.dumps(name) for name in (deck.theme.typeface.text, *script_of(deck.lang).families)
    )
    own = f":root {{ --curve: {deck.theme.curve}; --words: {families}, system-ui, sans-serif; }}"
    return f"""<!DOCTYPE html>
<html lang="{deck.lang}" dir="{language.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(deck.title)}</title>
<style>{_closed("vendor/reveal.css")}</style>
<style>
{colors(deck.theme.colors())}
{own}
{_geometry(deck)}
{_read("slides.css")}</style>
</head>
<body>
<main>
<div class="reveal{tall}">
<div class="slides">
{sections}
</div>
</div>
</main>
<button type="button" class="switch" aria-pressed="false" aria-label="{_captions(language)}">CC</button>
<script type="application/json" id="hillside-slides">{json.dumps(slides)}</script>
<script type="application/json" id="{TABLE}">{media.to_text()}</script>
<script>{_closed("vendor/reveal.js")}</script>
<script>{_closed("vendor/notes.js")}</script>
<script>
{_read("slides.js")}</script>
</body>
</html>
"""


def _geometry(deck: Deck) -> str:
    """Return the areas of a slide as CSS custom properties, in percent of the slide."""
    figure, points = picture_area(deck.tall, has_points=True), points_area(deck.tall)
    rules = [f"--strip: {100 * STRIP:g}%;"]
    boxes = {"figure": figure, "points": points, "title": title_area(deck.logo is not None)}
    if deck.logo is not None:
        boxes["logo"] = logo_area(deck.size, deck.logo_ratio)
    for name, area in boxes.items():
        rules += [f"--{name}-{side}: {100 * share:g}%;" for side, share in asdict(area).items()]
    return f":root {{ {' '.join(rules)} }}"


def _foot(deck: Deck) -> str:
    """Return the footer of every slide after the first."""
    if not deck.footer:
        return ""
    language = Language(deck.lang)
    return f'<p class="footer" lang="{language.code}" dir="{language.direction}">{escape(deck.footer)}</p>\n'


def _logo(deck: Deck, media: PageMedia) -> str:
    return "" if deck.logo is None else f'<img class="logo" alt="" data-media="{media.add(deck.logo)}">\n'


def _fonts(deck: Deck, media: PageMedia) -> Iterator[dict[str, str]]:
    """Yield the fonts of the text on the slides, each with its family and weight."""
    face = deck.theme.typeface
    scripts = [script_of(slide.lang) for slide in deck.slides] + [script_of(deck.lang)]
    families = {face.text: face.text_files} | {
        each.families[0]: each.files[:2] for each in scripts if each.files
    }
    for family, files in families.items():
        for file, weight in zip(files, (face.medium, face.semibold), strict=False):
            if file.path.suffix.lower() in (".ttf", ".otf"):
                yield {"family": family, "weight": str(weight), "media": media.add(file.path)}


def _read(name: str) -> str:
    return (REVEAL / name).read_text(encoding="utf-8")


def _closed(name: str) -> str:
    """Return a file of reveal.js, escaped so that it cannot end the element that contains it."""
    return _read(name).replace("</script", "<\\/script")


def _captions(language: Language) -> str:
    return escape(language.say("Captions"), quote=True)


def _opening(deck: Deck, media: PageMedia) -> str:
    lines = "<br>".join(map(escape, deck.subtitle_lines))
    subtitle = f"<p>{lines}</p>" if lines else ""
    title = f'<div class="words">{subtitle}<h1>{escape(deck.title)}</h1></div>'
    return f'<section id="title" class="opening">{title}{_ornament()}{_logo(deck, media)}</section>'


def _ornament() -> str:
    """Return the ornament as SVG, hidden from screen readers, as it is decorative."""
    shape = ornament()
    width, height = 2 * REACH * UNIT, shape.ends.end.y * UNIT
    start, end = map(_units, (shape.tangent.start, shape.tangent.end))
    left, right = map(_units, (shape.ends.start, shape.ends.end))
    return (
        f'<svg viewBox="-20 -20 {width + 40:g} {height + 40:g}" fill="none" stroke-linecap="round" '
        'aria-hidden="true">'
        f'<path d="M{left} Q{_units(shape.control)} {right}" stroke="var(--curve)" stroke-width="7"/>'
        f'<path d="M{start} L{end}" stroke="var(--accent)" stroke-width="5.5" stroke-dasharray="22 14"/>'
        f'<circle r="12" transform="translate({_units(shape.touch)})" fill="var(--accent)"/></svg>'
    )


def _units(point: Point) -> str:
    """Return the SVG coordinates of a point of the ornament."""
    return f"{(point.x + REACH) * UNIT:g},{(REACH**2 - point.y) * UNIT:g}"


def _sections(deck: Deck, media: PageMedia) -> Iterator[str]:
    foot = _logo(deck, media) + _foot(deck)
    for slide in deck.slides:
        if deck.per == "figure" or (slide.film is None and len(slide.steps) < 2):
            yield _figure(slide, deck.loop, media, foot)
        else:
            yield from (_beat(slide, number, media, foot) for number in range(len(slide.steps)))


def _figure(slide: Slide, loop: bool, media: PageMedia, foot: str) -> str:
    """Return the slide of a figure: its film with its steps, or its picture."""
    still = media.add(slide.stills[".svg"])
    upright = _steps(slide.upright, media, " upright") if slide.upright else ""
    if slide.film is None:
        return _section(slide, slide.id, slide.title, _picture(still, slide.alt) + upright + foot)
    captions = vtt(Clip(step.say, step.seconds, step.start) for step in slide.steps)
    poster = media.add(slide.opening_step.stills[".svg"])
    film = _film(media.add(slide.film), poster, still, slide, captions, media, loop)
    return _section(slide, slide.id, slide.title, film + _steps(slide.steps, media) + upright + foot)


def _beat(slide: Slide, number: int, media: PageMedia, foot: str) -> str:
    """Return the slide of a beat: its clip, or its picture for those who prefer reduced motion."""
    step = slide.steps[number]
    still = media.add(step.stills[".svg"])
    title = slide.title_of(number + 1)
    if step.film is None:
        content = _picture(still, step.say)
    else:
        film = _film(
            media.add(step.film), still, still, slide, vtt([Clip(step.say, step.seconds, 0.0)]), media, False
        )
        content = film + _steps([step], media)
    if number < len(slide.upright):
        content += _steps([slide.upright[number]], media, " upright")
    return _section(slide, f"{slide.id}-{number + 1}", title, content + foot, step.say)


def _section(slide: Slide, name: str, title: str, content: str, said: str = "") -> str:
    spoken = [said] * bool(said) + [*slide.paragraphs]
    notes = "".join(f"<p>{escape(line)}</p>" for line in spoken)
    direction = Language(slide.lang).direction
    points = "".join(f"<li>{escape(point)}</li>" for point in slide.points)
    beside = ' class="beside"' if points else ""
    listed = f'<ul class="points">{points}</ul>\n' if points else ""
    return (
        f'<section id="{name}"{beside} lang="{slide.lang}" dir="{direction}">\n'
        f"<h2>{escape(title)}</h2>\n"
        f'{listed}{content}<p class="said" aria-hidden="true"></p>\n'
        f'<aside class="notes">{notes}</aside>\n</section>'
    )


def _picture(still: str, alt: str) -> str:
    return f'<img class="picture" data-media="{still}" alt="{escape(alt, quote=True)}">\n'


def _film(
    clip: str, poster: str, last: str, slide: Slide, captions: str, media: PageMedia, loop: bool
) -> str:
    """Return a film under its poster; where it cannot play, on paper, its last picture is shown."""
    track = media.add_bytes(captions.encode(), ".vtt")
    name = escape(LANGUAGES[slide.lang].name, quote=True)
    return (
        f'<div class="film"><video data-media="{clip}" muted playsinline preload="auto"{" loop" * loop} '
        f'aria-label="{escape(slide.alt, quote=True)}">'
        f'<track kind="captions" srclang="{slide.lang}" label="{name}" data-media="{track}"></video>'
        f'<img class="cover" data-media="{poster}" alt="">'
        f'<img class="last" data-media="{last}" alt=""></div>\n'
    )


def _steps(steps: Sequence[Step], media: PageMedia, kind: str = "") -> str:
    """Return the stills at the ends of the beats, one per click; of consecutive equal ones only the first."""
    names = [media.add(step.stills[".svg"]) for step in steps]
    shown = [place for place, name in enumerate(names) if place == 0 or name != names[place - 1]]
    pictures = "".join(
        f'<img{" class=fragment" * (place > 0)} data-media="{names[place]}" '
        f'alt="{escape(steps[place].say, quote=True)}">'
        for place in shown
    )
    return f'<div class="steps{kind}">{pictures}</div>\n'


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write a deck as a page, and return its path.

    Raises:
        Failure: The file cannot be written.
    """
    page = document(deck)
    write_text_atomically(target, page)
    return (target,)


def needs(per: str) -> Needs:
    """Return what has to be drawn: vector stills, and films that every browser plays."""
    if per == "figure":
        return Needs(stills=(".svg",), film=".mp4", step_stills=(".svg",), upright=(".svg",))
    return Needs(stills=(".svg",), film=None, step_stills=(".svg",), step_film=".mp4", upright=(".svg",))


EXPORTER = Exporter(needs, export)
