"""The page as a whole: head, title, contents, and a section for each figure."""

from html import escape

from hillside.lectures.booklet import Booklet
from hillside.lectures.chapter import Chapter
from hillside.lectures.page.chapter import section
from hillside.lectures.page.script import SCRIPT
from hillside.lectures.page.style import STYLE, colors

HANDOUT = "handout.pdf"

POLICY = (
    "default-src 'none'; img-src 'self' file:; media-src 'self' file: data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)
"""What the page may load (Content Security Policy, W3C 2018): the files beside it, and nothing from afar."""


def document(booklet: Booklet) -> str:
    """Return the text of the page."""
    words = {name: escape(text) for name, text in booklet.words.items()}
    sections = "\n".join(
        section(number, chapter, words) for number, chapter in enumerate(booklet.chapters, 1)
    )
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
<p><a class="handout" href="{HANDOUT}">{words["handout"]}</a></p>
</header>
<nav aria-label="{words["contents"]}">
<ol class="contents">
{"".join(_entry(number, chapter) for number, chapter in enumerate(booklet.chapters, 1))}</ol>
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


def _entry(number: int, chapter: Chapter) -> str:
    """One picture of the contents; the words of the link say what it is, so that the picture need not."""
    width, height = chapter.size
    return (
        f'<li><a href="#{chapter.id}" lang="{chapter.lang}" dir="{chapter.direction}">'
        f'<img src="{chapter.steps[-1].file}" alt="" width="{width}" height="{height}" loading="lazy">'
        f'<span><span class="number">{number}</span> {escape(chapter.title)}</span></a></li>\n'
    )


def _missing(booklet: Booklet, words: str) -> str:
    if not booklet.missing:
        return ""
    return f'<p class="missing">{words} {escape(", ".join(booklet.missing))}</p>\n'
