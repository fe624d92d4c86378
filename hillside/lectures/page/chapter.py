"""The section of one figure: its film and its steps, what the lecturer says, and all of it in words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape

from hillside.lectures.chapter import Chapter, File

KINDS = {"mp4": "video/mp4", "webm": "video/webm"}
"""The media types of films (IANA)."""


def section(number: int, chapter: Chapter, words: Mapping[str, str]) -> str:
    """Return the section of a figure; `words` are those of the page, escaped."""
    name = f"{chapter.id}-title"
    notes = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter.notes)
    spoken = f'lang="{chapter.lang}" dir="{chapter.direction}"'
    return f"""<section id="{chapter.id}" aria-labelledby="{name}" {spoken}>
<h2 id="{name}"><span class="number">{number}</span> {escape(chapter.title)}</h2>
<div class="figure">
{_views(chapter, words)}</div>
<div class="words">
<div class="notes">
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
    """Return the film or the picture, and the steps on the way to it, of which one is seen at a time."""
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
    """Return the film with its captions on.

    Browsers refuse a track that is a file beside a page opened from the disk, and take one that is in the
    page itself.
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
        f'src="data:text/vtt;base64,{captions}">\n</video>\n'
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
        f'<li><a href="{file.name}">{file.name}</a> <span class="bytes">{size_told(file.bytes)}</span></li>\n'
        for file in files
    )
    return f'<ul class="files" dir="ltr">\n{items}</ul>'


def size_told(count: int) -> str:
    """Return bytes as a person reads them.

    >>> size_told(1_234_567), size_told(45_001), size_told(120)
    ('1.2 MB', '45 kB', '0.1 kB')
    """
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count / 1000:.0f} kB" if count >= 1000 else f"{count / 1000:.1f} kB"
