"""Figures in a notebook: `from hillside import figure`, and `figure("tangent", at=2)` ends a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, format_of, must_say_animated, suffix_of
from hillside.stage.errors import as_refusals
from hillside.studio.bundle import Bundle, call, film_bundle, still_bundle
from hillside.studio.catalogue import load
from hillside.studio.draw import draw
from hillside.studio.job import Excerpt, Job
from hillside.studio.requested_look import language_of, theme_of
from hillside.studio.serialization import from_given, to_text


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
        excerpt=Excerpt(beat=beat),
        language=language_of(lang, words),
    )
    from hillside.studio.shoot import beat_index, staged

    with as_refusals(), staged(job) as drawn:
        film, alt = drawn.film, drawn.alt(drawn.known)
        if beat is not None and beat_index(film, beat) < len(film.beats) - 1:
            # A picture from within the film shows what is told there, and not yet the whole.
            alt = film.beats[beat_index(film, beat)].say
        return NotebookFigure(job, drawn.title(), alt)


@dataclass(frozen=True, repr=False)
class NotebookFigure:
    """A figure that shows itself at the end of a cell.

    Attributes:
        job: what is drawn, as an SVG.
        title: what it is called.
        alt: the picture in a sentence or two.
    """

    job: Job
    title: str
    alt: str

    def film(self, loop: bool = False) -> NotebookFilm:
        """Return its film, or that of its one beat, played over and over with `loop`. Drawing takes a while.

        Raises:
            HillsideError: It cannot be drawn.
        """
        excerpt = replace(self.job.excerpt, loop=loop)
        film = NotebookFilm(replace(self.job, suffix=".mp4", excerpt=excerpt), self.alt)
        # Drawn here, so that what goes wrong stops the cell.
        _ = film.bundle
        return film

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file; the suffix decides how: .png .svg .pdf .webp.

        Raises:
            HillsideError: The suffix is another one, or the file cannot be written.
        """
        return _save(self.job, Path(path), STILL_SUFFIXES)

    @cached_property
    def bundle(self) -> Bundle:
        """What a notebook shows of it: HTML with the vectors, a PNG, and the alt text."""
        with TemporaryDirectory(prefix="hillside-notebook-") as folder:
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
    """A film that shows itself at the end of a cell: an MP4 with its poster and captions.

    Attributes:
        job: what is drawn.
        alt: what its last picture shows.
    """

    job: Job
    alt: str

    def save(self, path: str | Path) -> Path:
        """Write the film to a file; the suffix decides how: .mp4 .webm .mov .gif .webp.

        Raises:
            HillsideError: The suffix is another one, or the file cannot be written.
        """
        return _save(self.job, Path(path), FILM_SUFFIXES)

    @cached_property
    def bundle(self) -> Bundle:
        """What a notebook shows of it: HTML with the film, its poster, and the alt text."""
        with TemporaryDirectory(prefix="hillside-notebook-") as folder:
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


def _line(job: Job) -> str:
    """Return the call with its parameters; how it looks is left out."""
    beat = {} if job.excerpt.beat is None else {"beat": job.excerpt.beat}
    return call(job.figure, {**dict(job.params), **beat})


def _draw(job: Job, targets: tuple[Path, ...]) -> None:
    """Draw several pictures of one figure, which is laid out once."""
    from hillside.studio.shoot import shoot_on, staged

    with as_refusals(), staged(job) as drawn:
        for target in targets:
            shoot_on(drawn, replace(job, suffix=target.suffix), target)


def _save(job: Job, target: Path, suffixes: tuple[str, ...]) -> Path:
    suffix = suffix_of(target, suffixes)
    excerpt = replace(job.excerpt, animated=must_say_animated(suffix, film=suffixes == FILM_SUFFIXES))
    fps = min(job.fps, format_of(suffix).usual_fps)
    draw(replace(job, suffix=suffix, excerpt=excerpt, fps=fps), target)
    return target
