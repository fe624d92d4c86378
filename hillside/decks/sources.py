"""Slides as source text for another program, with pictures and films in a folder beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.slides import Deck, Slide
from hillside.files.atomic import write_atomically, write_text_atomically
from hillside.stage.plain_name import folder_inside, refuse_links_out


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a source.

    Attributes:
        name: the target for links to it.
        title: its title.
        lang: the code of the language of its text.
        pictures: the stills in the order of the clicks, each with its alt text.
        film: the film or the clip, which ends on the last still.
        notes: what the lecturer says, by paragraph.
        captions: what is said with each picture; may be empty.
        points: what stands beside the picture, line by line.
    """

    name: str
    title: str
    lang: str
    pictures: tuple[tuple[Path, str], ...]
    film: Path | None
    notes: tuple[str, ...]
    captions: tuple[str, ...]
    points: tuple[str, ...] = ()

    @property
    def caption_file(self) -> Path | None:
        """The file of the film's captions as WebVTT, beside the film."""
        return None if self.film is None else self.film.with_suffix(".vtt")

    @property
    def spoken(self) -> tuple[str, ...]:
        """Everything said while it is shown: the notes, then the captions."""
        return (*self.notes, *self.captions)


def pages(deck: Deck, suffix: str) -> Iterator[Page]:
    """Yield the pages after the title, one per figure or per beat, with stills of this suffix."""
    for slide in deck.slides:
        if deck.per == "figure" or len(slide.steps) == 1:
            yield _whole(slide, suffix)
        else:
            yield from (_beat(slide, number, suffix) for number in range(len(slide.steps)))


def _whole(slide: Slide, suffix: str) -> Page:
    only = slide.steps[0].film if len(slide.steps) == 1 else None
    return Page(
        name=slide.id,
        title=slide.title,
        lang=slide.lang,
        pictures=tuple((step.stills[suffix], slide.alt_of(step)) for step in slide.steps),
        film=only if slide.film is None else slide.film,
        notes=slide.paragraphs,
        captions=tuple(step.say for step in slide.steps if step.say),
        points=slide.points,
    )


def _beat(slide: Slide, number: int, suffix: str) -> Page:
    step = slide.steps[number]
    return Page(
        name=f"{slide.id}-{number + 1}",
        title=slide.title_of(number + 1),
        lang=slide.lang,
        pictures=((step.stills[suffix], slide.alt_of(step)),),
        film=step.film,
        notes=slide.paragraphs if number == 0 else (),
        captions=(step.say,),
        points=slide.points,
    )


Reference = Callable[[Path], str]
"""A function that returns the path by which a source refers to a file."""

Source = Callable[[Deck, str, Reference], str]
"""A function that returns the text of a source, given a deck, its file name, and a reference."""


class MediaFolder:
    """A folder beside a source, `talk-media` for `talk.tex`, into which files are copied.

    Attributes:
        written: the files that have been copied.
    """

    def __init__(self, target: Path) -> None:
        self._folder = target.with_name(f"{target.stem}-media")
        self.written: list[Path] = []

    def add(self, file: Path) -> str:
        """Copy a file into the folder, and return its path relative to the source.

        Raises:
            Failure: The folder cannot be written to, or a link in it leads out of it.
        """
        if not self.written:
            folder_inside(self._folder.parent, self._folder.name, way_out="give the slides another name")
            self._folder.mkdir(parents=True, exist_ok=True)
            refuse_links_out(self._folder)
        copy = self._folder / file.name
        if copy not in self.written:
            write_atomically(copy, file.read_bytes())
            self.written.append(copy)
        return f"{self._folder.name}/{file.name}"


def exporter_to(source: Source, still: str) -> Exporter:
    """Return the exporter of decks as source text, with a still of the suffix `still` for each beat."""

    def export(deck: Deck, target: Path) -> tuple[Path, ...]:
        media = MediaFolder(target)
        text = source(deck, target.name, media.add)
        write_text_atomically(target, text)
        return (target, *media.written)

    def needs(per: str) -> Needs:
        if per == "figure":
            return Needs(stills=(), film=".mp4", step_stills=(still,))
        return Needs(stills=(), film=None, step_stills=(still,), step_film=".mp4")

    return Exporter(needs, export)
