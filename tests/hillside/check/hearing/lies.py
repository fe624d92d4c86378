"""Lies to plant in what a figure says, one at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from hillside.check import Finding
from hillside.check.axis_numerals import untrue_numerals
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_labels
from hillside.check.hearing.sentences import read_back
from hillside.check.painted_picture import Picture
from hillside.stage.drawing import Letters
from hillside.stage.figure import AnyFigure
from hillside.stage.film import Moment
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import markup_text, plain
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.renderer import staged

ALT = "alt"


@dataclass(frozen=True, kw_only=True)
class Lie:
    """What is said in place of the truth.

    Attributes:
        figure: the figure that says it.
        where: `alt`, the number of a beat from 1, or the name of a label.
        true: the message that is said in truth; or, with `by`, some text.
        false: the message that is said in its place; the same if only its fields change.
        fields: what fills its braces in place of the truth, as written.
        by: the text that replaces the text `true`, where no message is concerned.
        language: the language.
        beat: the beat from 1 at whose end a label says it; None for the still.
        params: the parameters of the figure, as text.
    """

    figure: str
    where: str | int
    true: str
    false: str = ""
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    by: str | None = None
    language: str = "en"
    beat: int | None = None
    params: Mapping[str, str] = field(default_factory=dict[str, str])

    def __str__(self) -> str:
        """Return its name among the tests."""
        told = self.by or self.false or ", ".join(f"{name}={text}" for name, text in self.fields.items())
        when = "" if self.beat is None else f"-beat {self.beat}"
        return f"{self.figure}-{self.language}-{self.where}{when}-{told[:40]}"

    def moment(self, figure: AnyFigure) -> Moment[Any]:
        """Return the moment at which it is told."""
        return figure.film.last() if self.beat is None else figure.film.end_of(self.beat - 1)

    def told(self, text: str) -> str:
        """Return the text with the lie in place of the truth."""
        if self.by is not None:
            assert self.true in text, f"{self.true!r} is not in {text!r}"
            return text.replace(self.true, self.by, 1)
        language = Language(self.language)
        for heard in read_back(text, language, label=isinstance(self.where, str) and self.where != ALT):
            if self.true in heard.messages:
                said = language.say(self.false or self.true, **{**heard.fields, **self.fields})
                return text.replace(heard.text, said, 1)
        raise AssertionError(f"{self.true!r} is not said in {text!r}")


@contextmanager
def stage(figure: str, language: str, params: Mapping[str, str]) -> Generator[AnyFigure]:
    """Stage a figure."""
    job = Job.read(figure, params, ".png", THEMES["light"], "16:9", "standard", language=Language(language))
    with staged(job) as drawn:
        yield drawn


def heard(lie: Lie, figure: AnyFigure, picture: Picture) -> list[Finding]:
    """Return what is found untrue in what a figure says where a lie is told."""
    if lie.where == ALT:
        return list(untrue_alt(figure))
    if isinstance(lie.where, int):
        name = f"the caption of beat {lie.where}"
        return [found for found in untrue_captions(figure) if found.part == name]
    said = (*untrue_labels(picture, lie.moment(figure).params), *untrue_numerals(picture))
    return [found for found in said if found.part == lie.where]


def plant(lie: Lie, figure: AnyFigure, picture: Picture, patch: pytest.MonkeyPatch) -> None:
    """Make a figure tell a lie, until the patch is undone."""
    if lie.where == ALT:
        said = lie.told(figure.alt(figure.final_facts))

        def alt(facts: object) -> str:
            return said

        patch.setattr(figure, "alt", alt)
    elif isinstance(lie.where, int):
        beats = list(figure.film.beats)
        beat = beats[lie.where - 1]
        beats[lie.where - 1] = dataclasses.replace(beat, say=lie.told(beat.say))
        patch.setattr(figure.film, "beats", tuple(beats))
    else:
        for letters in _letters(picture, lie.where):
            markup = letters.outline.markup
            changed = lie.told(markup) if lie.by is not None else _quoted(lie, markup)
            patch.setattr(letters, "outline", dataclasses.replace(letters.outline, markup=changed))


def _quoted(lie: Lie, markup: str) -> str:
    return plain(lie.told(markup_text(markup)))


def _letters(picture: Picture, name: str) -> list[Any]:
    return [each for each in picture.painted[name].shapes() if isinstance(each, Letters)]
