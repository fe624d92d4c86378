"""What was said, read back from the written text: each sentence of the catalog, and what filled its braces.

The text is matched against the sentences of its language, without white space, since a label may be broken
anywhere. Nothing is asked of the figure that wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from hillside.stage.lettering.language import Language, messages, translated

TEXTS = frozenset(
    {
        "label",
        "place",
        "places",
        "curve",
        "formula",
        "parameter",
        "function",
        "list",
        "things",
        "words",
        "descent",
        "x",
        "ratio",
        "f",
    }
)
"""The braces that are filled with text; all others are filled with a number."""
_UNWRITTEN = frozenset("\u2066\u2067\u2068\u2069\u200e\u200f")
"""The direction marks and isolates of Unicode, which are not part of what is said."""
_STOP = re.compile(r"[.!?:,;…。，：；、！？।،؛؟]")
_NUMBER = r"(?:[+−-]?\d+(?:[.,]\d+)?(?:[×·]10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?![.,]?\d)|[−\-√πe(\d].*?[^:;,.，：、])"
"""A number, or longer notation that begins like one and does not end with a stop."""
_FIELD = re.compile(r"\{(\w+)\}")
_UNREAD_COST, _STOP_COST, _PIECE_COST = 100, 40, 2
"""The costs of a letter that no sentence accounts for, of the end of a sentence in braces, and of one more
sentence; a letter in braces costs 1."""
_END = re.compile(r"[.!?…。！？।؟]")


@dataclass(frozen=True)
class Heard:
    """A sentence that was read back.

    Attributes:
        messages: the messages of the catalog that read like this; empty for text that none accounts for.
        fields: what filled the braces, as it was written.
        text: the whole, as it was written.
    """

    messages: tuple[str, ...]
    fields: Mapping[str, str]
    text: str


@dataclass(frozen=True, eq=False)
class _Template:
    """A sentence of one language as a pattern over text without white space.

    Attributes:
        messages: the messages that are written so.
        fixed: the words around the braces, one more than there are fields.
        fields: the names of the braces.
    """

    messages: tuple[str, ...]
    fixed: tuple[str, ...]
    fields: tuple[str, ...]

    @cached_property
    def literal(self) -> int:
        """The number of letters outside the braces."""
        return sum(map(len, self.fixed))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the whole; it is compiled when it is first needed."""
        pattern = re.escape(self.fixed[0])
        for number, name in enumerate(self.fields):
            filled = ".+?" if name in TEXTS else _NUMBER
            again = name in self.fields[:number]
            pattern += (f"(?P={name})" if again else f"(?P<{name}>{filled})") + re.escape(
                self.fixed[number + 1]
            )
        return re.compile(pattern, re.DOTALL)

    def match(self, text: str, begin: int, end: int) -> Mapping[str, tuple[int, int]] | None:
        """Return the spans of the fields if the template reads `text[begin:end]`, or None."""
        if not self.fields:
            return {} if end - begin == self.literal else None
        found = self.pattern.fullmatch(text, begin, end)
        return None if found is None else {name: found.span(name) for name in found.groupdict()}


_Piece: TypeAlias = tuple[int, int, _Template | None]
"""Where a piece begins and ends in the squeezed text, and what reads it."""


@lru_cache(maxsize=16)
def _templates(language: Language) -> tuple[_Template, ...]:
    """Return the templates of all messages; those that read alike are one."""
    alike: dict[str, list[str]] = {}
    within_formulas = language.words_of_cases
    for message in messages():
        if message in within_formulas:
            continue
        own = language.replacement(message)
        written = _squeezed(translated(language.code, message) if own is None else own)[0]
        alike.setdefault(written, []).append(message)
    return tuple(_template(written, tuple(known)) for written, known in alike.items())


def _template(written: str, known: tuple[str, ...]) -> _Template:
    pieces = _FIELD.split(written)
    return _Template(known, tuple(pieces[::2]), tuple(pieces[1::2]))


def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text without white space and direction marks, and where each letter stood."""
    kept = [place for place, letter in enumerate(text) if not letter.isspace() and letter not in _UNWRITTEN]
    return "".join(text[place] for place in kept), (*kept, len(text))


@lru_cache(maxsize=1024)
def read_back(text: str, language: Language, *, label: bool = False) -> tuple[Heard, ...]:
    """Return the sentences of a text in their order, with what no sentence accounts for in between.

    A sentence ends after a stop; on a `label`, after any word. Of several readings, the one is taken that
    leaves the fewest letters unread, and then has the fewest letters in braces.

    >>> [heard.messages for heard in read_back("gentle  x = 0.3", Language(), label=True)]
    [('gentle',), ()]
    >>> read_back("Rate 0.3: Arrives at step 5.", Language())[0].fields
    mappingproxy({'rate': '0.3', 'label': 'Arrives at step 5'})
    """
    squeezed, places = _squeezed(text)
    if not squeezed:
        return ()
    ends = _ends(squeezed, places, spaced=language.locale.spaced, label=label)
    starts = [0, *ends[:-1]]
    stops = [end for end in ends if _END.match(squeezed[end - 1])]
    templates = _templates(language)
    best: dict[int, tuple[int, tuple[_Piece, ...]]] = {len(squeezed): (0, ())}
    for begin in reversed(starts):
        options = [
            (cost + best[end][0], ((begin, end, template), *best[end][1]))
            for end in ends
            if end > begin
            for cost, template in _options(squeezed, begin, end, templates, stops)
        ]
        best[begin] = min(options, key=lambda option: option[0])
    return tuple(_heard(text, squeezed, places, *piece) for piece in _merged(best[0][1]))


def _options(
    squeezed: str, begin: int, end: int, templates: tuple[_Template, ...], stops: Sequence[int]
) -> Iterator[tuple[int, _Template | None]]:
    """Yield the cost of each template that reads a stretch of text, and of leaving it unread."""
    yield _UNREAD_COST * (end - begin), None
    for template in templates:
        if not (
            template.literal <= end - begin
            and squeezed.startswith(template.fixed[0], begin, end)
            and squeezed.endswith(template.fixed[-1], begin, end)
        ):
            continue
        fields = template.match(squeezed, begin, end)
        if fields is not None:
            inner = sum(_field_cost(squeezed[first:last], templates) for first, last in fields.values())
            held = sum(first < stop <= last for first, last in fields.values() for stop in stops)
            yield _PIECE_COST + inner + _STOP_COST * held, template


def _field_cost(written: str, templates: tuple[_Template, ...]) -> int:
    """Return the cost of what fills a brace: that of a piece if it is itself a message, else its letters."""
    whole = len(written) > _PIECE_COST and any(
        template.fixed[0] == written for template in templates if not template.fields
    )
    return _PIECE_COST if whole else len(written)


def _ends(squeezed: str, places: tuple[int, ...], *, spaced: bool, label: bool) -> list[int]:
    """Return where a sentence may end in the squeezed text.

    Without spaces between words, a label's may end after any letter, but not in a number or a name.
    """
    last = len(squeezed)

    def may_end(end: int) -> bool:
        if end == last:
            return True
        gap = places[end] - places[end - 1] > 1
        parted = gap or not (spaced or squeezed[end - 1 : end + 1].isascii())
        return parted and (label or _STOP.match(squeezed[end - 1]) is not None)

    return [end for end in range(1, last + 1) if may_end(end)]


def _heard(
    text: str, squeezed: str, places: tuple[int, ...], begin: int, end: int, template: _Template | None
) -> Heard:
    def written(first: int, last: int) -> str:
        return text[places[first] : places[last - 1] + 1]

    if template is None:
        return Heard((), MappingProxyType({}), written(begin, end))
    spans = template.match(squeezed, begin, end) or {}
    fields = {name: written(first, last) for name, (first, last) in spans.items()}
    return Heard(template.messages, MappingProxyType(fields), written(begin, end))


def _merged(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces, with neighbors that no sentence accounts for as one."""
    for unread, group in groupby(pieces, key=lambda piece: piece[2] is None):
        run = list(group)
        if unread:
            yield run[0][0], run[-1][1], None
        else:
            yield from run
