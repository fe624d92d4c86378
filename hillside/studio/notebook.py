"""Figures in notebooks: `from hillside import figure`, then `figure("tangent", at=2)` ends a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from types import MappingProxyType

from hillside.files.atomic import write_text_atomically
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, format_of, needs_animated, suffix_of
from hillside.stage.errors import Refusal, as_refusals
from hillside.stage.leftovers import temporary_folder
from hillside.studio.bundle import Bundle, film_bundle, python_call, still_bundle
from hillside.studio.catalogue import load
from hillside.studio.draw import draw
from hillside.studio.given_values import has_decimal_commas
from hillside.studio.job import Excerpt, Job
from hillside.studio.requested_look import language_of, theme_of
from hillside.studio.serialization import from_given, to_text

PAGE_HEIGHT = 820
"""Height of a page to explore in CSS pixels, in which its picture and its controls are in view."""


def figure(
    name: str | type[object],
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
    """Return a figure to show, film or save; the options are those of the command line.

    Args:
        name: Such as `tangent`; the command `list` shows all.
        theme: `light`, `dark`, `print` or a file such as `mine.toml`.
        background: The background color.
        lang: The language code.
        words: Custom texts by the messages that they replace.
        size: Pixels such as `1920x1080`, or a shape such as `4:3`.
        quality: `draft`, `standard` or `final`.
        beat: Number of the beat whose end the picture shows, and that the film shows, from 1.
        params: The parameters of the figure, as Python values or as on the command line; `let={"a": 2}` gives
            values to letters of its formula.

    Raises:
        HillsideError: There is no such figure, or an option is invalid.
    """
    if not isinstance(name, str):
        given = name.__name__
        raise Refusal(
            f'a notebook shows a figure by its name, such as "tangent", but {given} was given; '
            f"a scene of your own is shown by a cell that begins with %%manim {given}"
        )
    language = language_of(lang, words)
    job = Job.read(
        name,
        to_text(from_given(load(name).Params, params, comma=has_decimal_commas(language))),
        ".svg",
        theme_of(theme, background),
        size,
        quality,
        excerpt=Excerpt(beat=beat),
        language=language,
    )
    from hillside.studio.renderer import beat_index, staged

    with as_refusals(), staged(job) as drawn:
        film, alt = drawn.film, drawn.alt(drawn.final_facts)
        if beat is not None and beat_index(film, beat) < len(film.beats) - 1:
            # A picture from the middle of the film is described by the narration there.
            alt = film.beats[beat_index(film, beat)].say
        return NotebookFigure(job, drawn.title(), alt)


@dataclass(frozen=True, repr=False)
class NotebookFigure:
    """A figure that a notebook shows at the end of a cell.

    Attributes:
        job: The job of its SVG.
        title: The title.
        alt: The alt text, a sentence or two.
    """

    job: Job
    title: str
    alt: str

    def film(self, loop: bool = False) -> NotebookFilm:
        """Render and return its film, or the clip of its beat; with `loop` it is played repeatedly.

        Raises:
            HillsideError: It cannot be rendered.
        """
        excerpt = replace(self.job.excerpt, loop=loop)
        film = NotebookFilm(replace(self.job, suffix=".mp4", excerpt=excerpt), self.alt)
        # Rendered here, so that an error is raised in the cell.
        _ = film.bundle
        return film

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file; the suffix selects the format: .png .svg .pdf .webp.

        Raises:
            HillsideError: The suffix is another one, or the file cannot be written.
        """
        return _save(self.job, Path(path), STILL_SUFFIXES)

    def explore(self) -> NotebookPage:
        """Return the page in which the point of the figure is dragged.

        Raises:
            HillsideError: The figure cannot be explored.
        """
        from hillside.studio.explored import explored

        return NotebookPage(self.job, self.title, explored(self.job))

    @cached_property
    def bundle(self) -> Bundle:
        """The display data: HTML with the SVG, a PNG, and the alt text."""
        with temporary_folder("notebook") as folder:
            svg, png = Path(folder, "still.svg"), Path(folder, "still.png")
            _draw(self.job, (svg, png))
            return still_bundle(svg.read_bytes(), png.read_bytes(), self.alt, self.job.size.width)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        return self.bundle

    def __repr__(self) -> str:
        return _line(self.job)


@dataclass(frozen=True, repr=False)
class NotebookFilm:
    """A film that a notebook shows at the end of a cell: an MP4 with poster and captions.

    Attributes:
        job: The job of the film.
        alt: The alt text of its last picture.
    """

    job: Job
    alt: str

    def save(self, path: str | Path) -> Path:
        """Write the film to a file; the suffix selects the format: .mp4 .webm .mov .gif .webp.

        Raises:
            HillsideError: The suffix is another one, or the file cannot be written.
        """
        return _save(self.job, Path(path), FILM_SUFFIXES)

    @cached_property
    def bundle(self) -> Bundle:
        """The display data: HTML with the film, its poster, and the alt text."""
        with temporary_folder("notebook") as folder:
            mp4 = Path(folder, "film.mp4")
            draw(self.job, mp4)
            poster, captions = mp4.with_suffix(".poster.png"), mp4.with_suffix(".vtt")
            return film_bundle(
                mp4.read_bytes(),
                poster.read_bytes(),
                captions.read_text(encoding="utf-8"),
                self.alt,
                self.job.language.code,
                self.job.size.width,
                self.job.excerpt.loop,
            )

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        return self.bundle

    def __repr__(self) -> str:
        return f"{_line(self.job)}.film()"


@dataclass(frozen=True, repr=False)
class NotebookPage:
    """A page to explore that a notebook shows at the end of a cell, in a frame that can do nothing else.

    Attributes:
        job: The job of its figure.
        title: The title of the frame.
        html: The page.
    """

    job: Job
    title: str
    html: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file with the suffix .html.

        Raises:
            HillsideError: The suffix is another one, or the file cannot be written.
        """
        target = Path(path)
        suffix_of(target, (".html",))
        write_text_atomically(target, self.html)
        return target

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        frame = (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts" width="100%" '
            f'height="{PAGE_HEIGHT}" style="border: 0" srcdoc="{escape(self.html)}"></iframe>'
        )
        return {"text/html": frame, "text/plain": repr(self)}, {}

    def __repr__(self) -> str:
        return f"{_line(self.job)}.explore()"


def _line(job: Job) -> str:
    """Return the call with the figure's parameters, without the options of its look."""
    beat = {} if job.excerpt.beat is None else {"beat": job.excerpt.beat}
    return python_call(job.figure, {**dict(job.params), **beat})


def _draw(job: Job, targets: tuple[Path, ...]) -> None:
    """Render several pictures of one figure with a single layout."""
    from hillside.studio.renderer import render_staged, staged

    with as_refusals(), staged(job) as drawn:
        for target in targets:
            render_staged(drawn, replace(job, suffix=target.suffix), target)


def _save(job: Job, target: Path, suffixes: tuple[str, ...]) -> Path:
    suffix = suffix_of(target, suffixes)
    excerpt = replace(job.excerpt, animated=needs_animated(suffix, film=suffixes == FILM_SUFFIXES))
    fps = min(job.fps, format_of(suffix).usual_fps)
    draw(replace(job, suffix=suffix, excerpt=excerpt, fps=fps), target)
    return target
