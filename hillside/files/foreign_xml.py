"""XML from others: read up to a depth and without a document type, for its texts or for its elements."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate

from hillside.stage.errors import Failure

MAX_DEPTH = 256
"""Maximum depth of elements; our drawings nest them less than ten deep, and PowerPoint about ten deep."""
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
    reader = _TextsOf(tag)
    reader.read(content)
    return reader.texts


def is_well_formed(content: bytes) -> bool:
    """Return whether a document could be read to its end by the rules of `texts_in`."""
    try:
        texts_in(content, "")
    except Failure:
        return False
    return True


class ForeignXML:
    """The events of expat for one document, up to a depth; subclasses say what becomes of them.

    A document type is refused: its entities can expand without bound and name other files.
    """

    def __init__(self) -> None:
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._depth = 0

    def begun(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of the start of an element, named `namespace name`."""
        raise NotImplementedError

    def ended(self, name: str) -> None:
        """Take note of the end of an element."""
        raise NotImplementedError

    def read(self, content: bytes) -> None:
        """Read the whole document.

        Raises:
            Failure: It is not well-formed, nested deeper than `MAX_DEPTH`, or has a document type.
        """
        try:
            self.parser.Parse(content, True)
        # A declared encoding that Python does not know is a `LookupError`.
        except (ExpatError, LookupError, ValueError) as error:
            raise Failure(f"it is not well-formed: {error}") from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Failure(f"its elements are nested deeper than {MAX_DEPTH}")
        self.begun(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.ended(name)

    def _refuse_document_type(self, *declared: object) -> None:
        raise Failure("it has a document type, which is not read here")


class _TextsOf(ForeignXML):
    """The texts directly within the elements of one tag."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._tag, self._length = tag, 0
        self._inside: list[str] | None = None

    def begun(self, name: str, attributes: dict[str, str]) -> None:
        """Collect the text from here, if the tag is the one."""
        if name == self._tag and self._inside is None:
            self._inside, self._length = [], 0
            self.parser.CharacterDataHandler = self._add

    def ended(self, name: str) -> None:
        """Keep the text that has been collected."""
        if name == self._tag and self._inside is not None:
            self.texts.append("".join(self._inside))
            self._inside = None
            self.parser.CharacterDataHandler = None

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_LENGTH:
            raise Failure(f"a text in it has more than {MAX_LENGTH:,} characters")
        if self._inside is not None:
            self._inside.append(text)
