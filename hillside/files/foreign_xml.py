"""XML from others, read without a tree: the texts of some elements, and whether it is well-formed."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate

from hillside.stage.errors import Failure

MAX_DEPTH = 256
"""Maximum depth of elements; that of our drawings is below ten."""
MAX_LENGTH = 1_000_000
"""Maximum length in characters of one text that is returned."""


def texts_in(content: bytes, tag: str) -> list[str]:
    """Return the text directly within each element with a tag, written as `namespace name`.

    >>> texts_in(b'<a xmlns="urn:a"><b>one</b><c/><b>two</b></a>', "urn:a b")
    ['one', 'two']

    Raises:
        Failure: It is not well-formed, nested deeper than `MAX_DEPTH`, or has a document type, whose entities
            can expand without bound and name other files.
    """
    reader = _Reader(tag)
    reader.read(content)
    return reader.texts


def is_well_formed(content: bytes) -> bool:
    """Return whether a document could be read to its end by the rules of `texts_in`."""
    try:
        texts_in(content, "")
    except Failure:
        return False
    return True


class _Reader:
    """A collector of texts from the events of expat."""

    def __init__(self, tag: str) -> None:
        self.texts: list[str] = []
        self._tag, self._depth, self._length = tag, 0, 0
        self._inside: list[str] | None = None
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type

    def read(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        # A declared encoding that Python does not know is a `LookupError`.
        except (ExpatError, LookupError, ValueError) as error:
            raise Failure(f"it is not well-formed: {error}") from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Failure(f"its elements are nested deeper than {MAX_DEPTH}")
        if name == self._tag and self._inside is None:
            self._inside, self._length = [], 0
            self._parser.CharacterDataHandler = self._add

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == self._tag and self._inside is not None:
            self.texts.append("".join(self._inside))
            self._inside = None
            self._parser.CharacterDataHandler = None

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_LENGTH:
            raise Failure(f"a text in it has more than {MAX_LENGTH:,} characters")
        if self._inside is not None:
            self._inside.append(text)

    def _refuse_document_type(self, *declared: object) -> None:
        raise Failure("it has a document type, which is not read here")
