"""Claims: what a sentence says, as a check that raises `UntrueError` where it is not so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hillside.check.hearing.situation import Fields, UntrueError, insist
from hillside.check.hearing.stated_values import stripped

Claim: TypeAlias = Callable[[Fields], None]
"""A check of the fields of a sentence in its situation.

Raises:
    UntrueError: What the sentence says is not so.
    UnreadableError: A field is not what the sentence speaks of.
"""


def all_of(*claims: Claim) -> Claim:
    """Return the claim that all of these hold."""

    def claim(said: Fields) -> None:
        for each in claims:
            each(said)

    return claim


def any_of(first: Claim, *others: Claim) -> Claim:
    """Return the claim that at least one of these holds."""

    def claim(said: Fields) -> None:
        try:
            first(said)
        except UntrueError:
            if not others:
                raise
            any_of(*others)(said)

    return claim


def names_the_function(field: str) -> Claim:
    """Return the claim that a field is the function of the figure."""
    return lambda said: said.function(field, said.here.f)


def names_the_letters(said: Fields) -> None:
    """Check the letters of the variable and of the function, those that there are."""
    letters_of = {"x": said.here.letters, "parameter": said.here.letters, "f": said.here.names}
    for field, letters in letters_of.items():
        if field in said.written:
            letter = stripped(said.text(field))
            insist(letter in letters, f'names the letter "{letter}"')


def names_the_place(field: str, *among: str) -> Claim:
    """Return the claim that a field is a point of the figure at this moment."""

    def claim(said: Fields) -> None:
        said.place(field, *among)

    return claim
