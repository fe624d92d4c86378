"""The web page of a built lecture: one HTML file beside the media, which needs no network."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from hillside.files.atomic import write_text_atomically
from hillside.lectures.booklet import Booklet, Chapter, File
from hillside.lectures.handout import NAME as HANDOUT
from hillside.lectures.page_style import SCRIPT, STYLE, colors
from hillside.lectures.step_book import NAME as STEPS

NAME = "index.html"

POLICY = (
    "default-src 'none'; img-src 'self' file:; media-src 'self' file: data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)
"""The Content Security Policy (W3C 2018) of the page: local files only."""

KINDS = MappingProxyType({"mp4": "video/mp4", "webm": "video/webm"})
"""The media types of films (IANA)."""


def write_page(booklet: Booklet, target: Path) -> None:
    """Write the page atomically; it refers to the files in its folder by name.

    Raises:
        Failure: The folder cannot be written to.
    """
    write_text_atomically(target, page_of(booklet))


def page_of(booklet: Booklet) -> str:
    """Return the HTML of the page."""
    words = {name: escape(text) for name, text in booklet.words.items()}
    sections = "\n".join(_sections(booklet, words))
    return f"""<!DOCTYPE html>
<html lang="{booklet.lang}" dir="{booklet.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(booklet.title)}</title>
<style>
{colors(booklet.colors)}
{STYLE}</style>
</head>
<body>
<a class="skip" href="#figures">{words["skip"]}</a>
<header>
{_subtitle(booklet)}<h1>{escape(booklet.title)}</h1>
<p class="papers"><a class="first" href="{HANDOUT}">{words["handout"]}</a>
<a href="{STEPS}">{words["book"]}</a></p>
</header>
<nav aria-label="{words["contents"]}">
<div class="contents">
{"".join(_contents(booklet))}</div>
</nav>
<main id="figures" tabindex="-1">
{sections}
{_missing(booklet, words["missing"])}</main>
<script>
{SCRIPT}</script>
</body>
</html>
"""


def _subtitle(booklet: Booklet) -> str:
    return f'<p class="series">{escape(booklet.subtitle)}</p>\n' if booklet.subtitle else ""


def _contents(booklet: Booklet) -> Iterator[str]:
    """Yield the lists of figures, one for each heading of the lecture."""
    for heading, chapters in _by_heading(booklet):
        title = f'<p class="part">{escape(heading)}</p>\n' if heading else ""
        entries = "".join(_entry(number, chapter) for number, chapter in chapters)
        yield f'<div>\n{title}<ol start="{chapters[0][0]}">\n{entries}</ol>\n</div>\n'


def _by_heading(booklet: Booklet) -> list[tuple[str, list[tuple[int, Chapter]]]]:
    """Return the figures with their numbers, under the headings of the lecture."""
    parts: list[tuple[str, list[tuple[int, Chapter]]]] = []
    for number, chapter in enumerate(booklet.chapters, 1):
        if chapter.heading or not parts:
            parts.append((chapter.heading, []))
        parts[-1][1].append((number, chapter))
    return parts


def _entry(number: int, chapter: Chapter) -> str:
    """Return an entry of the contents."""
    return (
        f'<li><a href="#{chapter.id}" lang="{chapter.lang}" dir="{chapter.direction}">'
        f'<span class="number">{number}</span> <span>{escape(chapter.title)}</span></a></li>\n'
    )


def _sections(booklet: Booklet, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the sections of the figures, after the headings of the lecture."""
    for heading, chapters in _by_heading(booklet):
        if heading:
            yield f'<h2 class="part">{escape(heading)}</h2>'
        level = 3 if heading else 2
        yield from (_section(number, chapter, words, level) for number, chapter in chapters)


def _missing(booklet: Booklet, words: str) -> str:
    if not booklet.missing:
        return ""
    return f'<p class="missing">{words} {escape(", ".join(booklet.missing))}</p>\n'


def _section(number: int, chapter: Chapter, words: Mapping[str, str], level: int) -> str:
    """Return the section of a figure, headed at a level; `words` are the escaped texts of the page."""
    name = f"{chapter.id}-title"
    notes = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter.notes)
    spoken = f'lang="{chapter.lang}" dir="{chapter.direction}"'
    return f"""<section id="{chapter.id}" aria-labelledby="{name}" {spoken}>
<h{level} class="title" id="{name}"><span class="number">{number}</span> {escape(chapter.title)}</h{level}>
<div class="figure">
{_views(chapter, words)}</div>
<div class="words">
<div class="notes">
<h{level + 1}>{words["said"]}</h{level + 1}>
{notes}
</div>
<div class="more">
{_details(words["described"], f"<p>{escape(chapter.alt)}</p>")}
{_details(words["transcript"], _transcript(chapter))}
{_details(words["files"], _files(chapter.files))}
</div>
</div>
</section>"""


def _views(chapter: Chapter, words: Mapping[str, str]) -> str:
    """Return the film or the picture and its steps, of which one is shown at a time."""
    if len(chapter.steps) == 1 and not chapter.films:
        return _still(chapter)
    moves = bool(chapter.films or chapter.moving)
    whole = _film(chapter, words) if chapter.films else _moving(chapter) if moves else _still(chapter)
    return (
        f'<div class="views" role="group" aria-labelledby="{chapter.id}-title">\n'
        f'<button type="button" data-view="whole">{words["film" if moves else "picture"]}</button>'
        f'<button type="button" data-view="steps">{words["steps"]}</button>\n</div>\n'
        f'<div class="whole{" moves" if moves else ""}">\n{whole}</div>\n{_steps(chapter, words)}'
    )


def _film(chapter: Chapter, words: Mapping[str, str]) -> str:
    """Return the film with its captions on; the script shows them below it, not on its numbers.

    The captions are embedded: browsers refuse to load a track file for a page opened from disk.
    """
    sources = "\n".join(
        f'<source src="{name}" type="{KINDS[name.rpartition(".")[2]]}">' for name in chapter.films
    )
    captions = b64encode(chapter.captions.encode()).decode()
    width, height = chapter.size
    return (
        f'<video controls playsinline preload="metadata" width="{width}" height="{height}" '
        f'poster="{chapter.poster}" aria-labelledby="{chapter.id}-title" '
        f'aria-describedby="{chapter.id}-alt">\n'
        f'{sources}\n<track kind="captions" label="{words["captions"]}" srclang="{chapter.lang}" default '
        f'src="data:text/vtt;base64,{captions}">\n</video>\n<p class="caption"></p>\n'
        f'<p class="unseen" id="{chapter.id}-alt">{escape(chapter.alt)}</p>\n'
    )


def _moving(chapter: Chapter) -> str:
    return _image(str(chapter.moving), chapter.alt, chapter)


def _still(chapter: Chapter) -> str:
    return _image(chapter.steps[-1].file, chapter.alt, chapter)


def _steps(chapter: Chapter, words: Mapping[str, str]) -> str:
    panels = "".join(
        f"<li><figure>{_image(step.file, step.alt, chapter)}"
        f'<figcaption><span class="number">{escape(step.name)}</span> {escape(step.say)}</figcaption>'
        "</figure></li>\n"
        for step in chapter.steps
    )
    return f"""<div class="steps">
<div class="reel" role="region" aria-label="{words["steps"]}" tabindex="0">
<ol>
{panels}</ol>
</div>
<p class="turn"><button type="button" data-turn="-1">{words["previous"]}</button>
<button type="button" data-turn="1">{words["next"]}</button></p>
</div>
"""


def _image(file: str, alt: str, chapter: Chapter) -> str:
    width, height = chapter.size
    return f'<img src="{file}" alt="{escape(alt)}" width="{width}" height="{height}" loading="lazy">\n'


def _details(summary: str, content: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n{content}\n</details>"


def _transcript(chapter: Chapter) -> str:
    lines = "".join(
        f'<li><span class="time">{line.time}</span> <span>{escape(line.say)}'
        + (f" <em>[{escape(line.seen)}]</em>" if line.seen else "")
        + "</span></li>\n"
        for line in chapter.lines
    )
    return f'<ol class="transcript">\n{lines}</ol>'


def _files(files: tuple[File, ...]) -> str:
    items = "".join(
        f'<li><a href="{file.name}">{file.name}</a> '
        f'<span class="bytes">{readable_size(file.bytes)}</span></li>\n'
        for file in files
    )
    return f'<ul class="files" dir="ltr">\n{items}</ul>'


def readable_size(count: int) -> str:
    """Return a number of bytes in kB or MB.

    >>> readable_size(1_234_567), readable_size(45_001), readable_size(120)
    ('1.2 MB', '45 kB', '0.1 kB')
    """
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count / 1000:.0f} kB" if count >= 1000 else f"{count / 1000:.1f} kB"
