"""The page: an opening slide, and one for each figure or each beat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from hillside.decks.reveal.media import Media
from hillside.decks.reveal.ornament import ornament
from hillside.decks.reveal.script import SCRIPT
from hillside.decks.reveal.style import STYLE
from hillside.decks.slides import Deck, Slide, Step
from hillside.files.captions import Clip, vtt
from hillside.lectures.page.style import colors
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.locales import LANGUAGES, script_of
from hillside.stage.sheet import Sheet

VENDOR = Path(__file__).parent / "vendor"
POLICY = (
    "default-src 'none'; img-src data: blob:; media-src data: blob:; frame-src 'self' file:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)
"""What the page may load (Content Security Policy, W3C 2018): itself, for the speaker's view."""


def document(deck: Deck) -> str:
    """Return the text of the page."""
    media = Media()
    sections = "\n".join([_opening(deck), *_sections(deck, media)])
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
<style>{_vendored("reveal.css")}</style>
<style>
{colors(deck.theme.colors())}
{own}
{STYLE}</style>
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
<script type="application/json" id="hillside-media">{media.to_text()}</script>
<script>{_vendored("reveal.js")}</script>
<script>{_vendored("notes.js")}</script>
<script>
{SCRIPT}</script>
</body>
</html>
"""


def _fonts(deck: Deck, media: Media) -> Iterator[dict[str, str]]:
    """Yield the fonts of the words on the slides, each with its family and weight."""
    face = deck.theme.typeface
    scripts = [script_of(slide.lang) for slide in deck.slides] + [script_of(deck.lang)]
    families = {face.text: face.text_files} | {
        each.families[0]: each.files[:2] for each in scripts if each.files
    }
    for family, files in families.items():
        for file, weight in zip(files, (face.medium, face.semibold), strict=False):
            if file.path.suffix.lower() in (".ttf", ".otf"):
                yield {"family": family, "weight": str(weight), "media": media.keep(file.path)}


def _vendored(name: str) -> str:
    """Return a file of reveal.js, in which nothing can end the element that it stands in."""
    return (VENDOR / name).read_text(encoding="utf-8").replace("</script", "<\\/script")


def _captions(language: Language) -> str:
    return escape(language.say("Captions"), quote=True)


def _opening(deck: Deck) -> str:
    subtitle = f"<p>{escape(deck.subtitle)}</p>" if deck.subtitle else ""
    title = f'<div class="words">{subtitle}<h1>{escape(deck.title)}</h1></div>'
    return f'<section id="title" class="opening">{title}{ornament()}</section>'


def _sections(deck: Deck, media: Media) -> Iterator[str]:
    for slide in deck.slides:
        if deck.per == "figure" or (slide.film is None and len(slide.steps) < 2):
            yield _figure(slide, deck.loop, media)
        else:
            yield from (_beat(slide, number, media) for number in range(len(slide.steps)))


def _figure(slide: Slide, loop: bool, media: Media) -> str:
    """Return one figure: its film with its steps, or its picture."""
    still = media.keep(slide.stills[".svg"])
    if slide.film is None:
        return _section(slide, slide.id, slide.title, _picture(still, slide.alt))
    captions = vtt(Clip(step.say, step.seconds, step.start) for step in slide.steps)
    film = _film(media.keep(slide.film), still, slide, captions, media, loop)
    return _section(slide, slide.id, slide.title, film + _steps(slide.steps, media))


def _beat(slide: Slide, number: int, media: Media) -> str:
    """Return one beat: its clip, or its picture for those who do not want it to move."""
    step = slide.steps[number]
    still = media.keep(step.stills[".svg"])
    title = f"{slide.title} {number + 1}/{len(slide.steps)}"
    if step.film is None:
        content = _picture(still, step.say)
    else:
        film = _film(
            media.keep(step.film), still, slide, vtt([Clip(step.say, step.seconds, 0.0)]), media, False
        )
        content = film + _steps([step], media)
    return _section(slide, f"{slide.id}-{number + 1}", title, content, step.say)


def _section(slide: Slide, name: str, title: str, content: str, said: str = "") -> str:
    spoken = [said] * bool(said) + [line for line in slide.notes.split("\n") if line]
    notes = "".join(f"<p>{escape(line)}</p>" for line in spoken)
    direction = Language(slide.lang).direction
    return (
        f'<section id="{name}" lang="{slide.lang}" dir="{direction}">\n'
        f'<h2 class="unseen">{escape(title)}</h2>\n'
        f'{content}<p class="said" aria-hidden="true"></p>\n<aside class="notes">{notes}</aside>\n</section>'
    )


def _picture(still: str, alt: str) -> str:
    return f'<img class="picture" data-media="{still}" alt="{escape(alt, quote=True)}">\n'


def _film(clip: str, poster: str, slide: Slide, captions: str, media: Media, loop: bool) -> str:
    track = media.keep_bytes(captions.encode(), ".vtt")
    name = escape(LANGUAGES[slide.lang].name, quote=True)
    return (
        f'<div class="film"><video data-media="{clip}" muted playsinline preload="auto"{" loop" * loop} '
        f'aria-label="{escape(slide.alt, quote=True)}">'
        f'<track kind="captions" srclang="{slide.lang}" label="{name}" data-media="{track}"></video>'
        f'<img class="cover" data-media="{poster}" alt=""></div>\n'
    )


def _steps(steps: tuple[Step, ...] | list[Step], media: Media) -> str:
    """The pictures at the ends of the beats, one click each; equal ones that follow each other once."""
    names = [media.keep(step.stills[".svg"]) for step in steps]
    shown = [place for place, name in enumerate(names) if place == 0 or name != names[place - 1]]
    pictures = "".join(
        f'<img{" class=fragment" * (place > 0)} data-media="{names[place]}" '
        f'alt="{escape(steps[place].say, quote=True)}">'
        for place in shown
    )
    return f'<div class="steps">{pictures}</div>\n'
