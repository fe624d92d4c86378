"""What shows itself at the end of a cell of a notebook, and can be saved: a figure, and its film."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from hillside.files.suffixes import FILM_SUFFIXES, STILL_SUFFIXES, suffix_of, usual_fps
from hillside.stage.errors import as_refusals
from hillside.studio.bundle import Bundle, call, film_bundle, still_bundle
from hillside.studio.draw import draw
from hillside.studio.job import Job


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
        """Its film, or that of its one beat; with `loop` it plays over and over. Drawing takes a while.

        Raises:
            HillsideError: It cannot be drawn.
        """
        finish = replace(self.job.finish, loop=loop)
        film = NotebookFilm(replace(self.job, suffix=".mp4", finish=finish), self.alt)
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
            draw(self.job, mp4, _unheard)
            poster, captions = mp4.with_suffix(".poster.png"), mp4.with_suffix(".vtt")
            return film_bundle(
                mp4.read_bytes(),
                poster.read_bytes(),
                captions.read_text(encoding="utf-8"),
                self.alt,
                self.job.language.code,
                self.job.size.width,
                self.job.finish.loop,
            )

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        return self.bundle

    def __repr__(self) -> str:
        return f"{_line(self.job)}.film()"


def _line(job: Job) -> str:
    """Return the call with its parameters; how it looks is left out."""
    beat = {} if job.finish.beat is None else {"beat": job.finish.beat}
    return call(job.figure, {**dict(job.params), **beat})


def _draw(job: Job, targets: tuple[Path, ...]) -> None:
    """Draw several pictures of one figure, which is laid out once."""
    from hillside.studio.shoot import shoot_on, staged

    with as_refusals(), staged(job) as drawn:
        for target in targets:
            shoot_on(drawn, replace(job, suffix=target.suffix), target)


def _save(job: Job, target: Path, suffixes: tuple[str, ...]) -> Path:
    suffix = suffix_of(target, suffixes)
    finish = replace(job.finish, animated=suffixes == FILM_SUFFIXES and suffix == ".webp")
    fps = usual_fps(suffix, job.fps)
    draw(replace(job, suffix=suffix, finish=finish, fps=fps), target, _unheard)
    return target


def _unheard(done: int, total: int) -> None:
    """Let a report pass: a cell shows what it makes, and when."""
