"""XML parsed with byte offsets, so that a part can be edited and keep every other byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from hillside.decks.powerpoint.package import A, P, R
from hillside.files.foreign_xml import ForeignXML
from hillside.stage.errors import Failure


@dataclass(slots=True)
class Node:
    """One element of a document.

    Attributes:
        tag: its name as `{namespace}name`.
        attributes: its attributes by name; qualified names are written like tags.
        spaces: the namespaces in scope by prefix; the default one has the prefix `""`.
        start: the byte offset of its `<`.
        inner: the byte offset after its start tag.
        close: the byte offset of its end tag, or its end if it has none.
        end: the byte offset after it.
        parent: its parent element, or None for the root.
        children: its child elements.
    """

    tag: str
    attributes: dict[str, str]
    spaces: dict[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=lambda: list[Node]())

    def unfolded(self) -> Iterator[Node]:
        """Yield its child elements, with those in each alternative for newer and older programs."""
        for child in self.children:
            if child.tag in _ALTERNATIVES:
                yield from child.unfolded()
            else:
                yield child

    def find(self, *path: str) -> Node | None:
        """Return the first descendant along a path of tags, or None if there is none.

        Alternatives count as children of the element around them.
        """
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.unfolded() if child.tag == tag), None)
            if node is None:
                return None
        return node

    def walk(self) -> Iterator[Node]:
        """Yield this element and its descendants in document order."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def above(self) -> Iterator[Node]:
        """Yield its ancestors, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = tuple(f"{_COMPATIBILITY}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
"""The elements around what newer and older programs see differently (ISO/IEC 29500-3, 2015)."""


FALLBACK = _ALTERNATIVES[-1]
"""The element around what older programs see."""


def is_alternative(node: Node) -> bool:
    """Return whether an element holds what newer and older programs see, in elements of their own."""
    return node.tag == _ALTERNATIVES[0]


@dataclass(frozen=True)
class Edit:
    """The replacement of the bytes from `start` to `end` by `text`."""

    start: int
    end: int
    text: bytes


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the content with the edits applied; they must not overlap.

    >>> edited(b"<a><b/></a>", [Edit(3, 7, b"<c/>"), Edit(7, 7, b"<d/>")])
    b'<a><c/><d/></a>'
    """
    for each in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        content = content[: each.start] + each.text + content[each.end :]
    return content


def appended(content: bytes, node: Node, text: str) -> Edit:
    """Return the edit that appends text to the content of an element, which may be empty.

    >>> for content in (b'<a x="1"/>', b"<a><b/></a>"):
    ...     print(edited(content, [appended(content, parsed(content, "a.xml"), "<c/>")]).decode())
    <a x="1"><c/></a>
    <a><b/><c/></a>
    """
    if node.close != node.end:
        return Edit(node.close, node.close, text.encode())
    tag = content[node.start : node.inner].decode()
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    return Edit(node.start, node.inner, f"{tag.removesuffix('/>').rstrip()}>{text}</{name}>".encode())


def as_utf8(content: bytes, name: str) -> bytes:
    """Return XML in UTF-8; parts may also be in UTF-16 (ISO/IEC 29500-2, 2021, "XML usage").

    >>> as_utf8('<?xml version="1.0" encoding="utf-16"?><a b="π"/>'.encode("utf-16"), "a.xml").decode()
    '<?xml version="1.0" encoding="UTF-8"?><a b="π"/>'

    Raises:
        Failure: It is in neither of them.
    """
    encoding = next((each for start, each in _UTF_16.items() if content.startswith(start)), None)
    if encoding is None:
        return content
    try:
        text = content.decode(encoding).removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise Failure(f"{name} is damaged: {error}; save the deck anew and try again") from error
    return _ENCODING.sub(r"\1UTF-8\2", text, count=1).encode()


_BYTE_ORDER_MARK = "\ufeff"
_UTF_16 = MappingProxyType(
    {
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
        b"<\0": "utf-16-le",
        b"\0<": "utf-16-be",
    }
)
"""The first bytes of XML in UTF-16, with a byte order mark and without (XML 1.0, 2008, appendix F.1)."""
_ENCODING = re.compile(r"""^(<\?xml\s[^>]*?encoding\s*=\s*["'])[\w.-]+(["'])""")


def parsed(content: bytes, name: str) -> Node:
    """Return the root element of the part `name`.

    >>> root = parsed(b'<a x="&gt;>"><b/></a>', "a.xml")
    >>> [(node.tag, node.start, node.inner, node.close, node.end) for node in root.walk()]
    [('a', 0, 13, 17, 21), ('b', 13, 17, 17, 17)]

    Raises:
        Failure: It is not well-formed, not UTF-8 (`as_utf8` converts it), or beyond the limits of
            `ForeignXML`.
    """
    reader = _Tree(content)
    try:
        content.decode("utf-8")
        reader.read(content)
    except (Failure, UnicodeDecodeError) as error:
        raise Failure(f"{name} is damaged: {error}; save the deck anew and try again") from error
    return reader.root


class _Tree(ForeignXML):
    """The element tree of a document."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content
        self._open: list[Node] = []
        self._count = 0
        self._new: dict[str, str] = {}
        self.parser.StartNamespaceDeclHandler = self._declare
        self.root: Node

    def _declare(self, prefix: str | None, uri: str) -> None:
        self._new[prefix or ""] = uri

    def begun(self, name: str, attributes: dict[str, str]) -> None:
        """Append a node to the innermost element that is open."""
        start = self.parser.CurrentByteIndex
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise Failure(f"it has more than {MAX_ELEMENTS:,} elements")
        parent = self._open[-1] if self._open else None
        # Shared with the parent unless something is declared, so that many declarations are not copied.
        spaces = (
            parent.spaces if parent and not self._new else {**(parent.spaces if parent else {}), **self._new}
        )
        values = {_braced(key): value for key, value in attributes.items()}
        node = Node(_braced(name), values, spaces, start, self._tag_end(start), parent=parent)
        if parent is None:
            self.root = node
        else:
            parent.children.append(node)
        self._open.append(node)
        self._new = {}

    def ended(self, name: str) -> None:
        """Note where the innermost open element ends."""
        node = self._open.pop()
        if self._content[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close = self.parser.CurrentByteIndex
            node.end = self._tag_end(node.close)

    def _tag_end(self, start: int) -> int:
        """Return the byte offset after a tag; a `>` in quotes does not end it."""
        found = _TAG.match(self._content, start)
        if found is None:
            raise Failure(f"there is no tag at byte {start}")
        return found.end()


_TAG = re.compile(rb"<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
"""A tag; the possessive quantifiers never go back, so that the time is linear in its length."""

MAX_ELEMENTS = 200_000
"""Maximum number of elements of a part; crowded slides have some thousand."""


def _braced(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{{{space}}}{local}" if space else local


NAMESPACES = MappingProxyType({"p": P, "a": A, "r": R})
"""The namespaces that this program writes, by its own prefixes."""


@dataclass(frozen=True)
class Prefixes:
    """The prefixes of a document for our three namespaces, used in what is inserted.

    Attributes:
        names: the prefix of the document for each of ours.
        declared: the declarations needed for those that the document has no prefix for.
    """

    names: dict[str, str]
    declared: str

    @classmethod
    def within(cls, node: Node) -> Prefixes:
        """Return the prefixes for what is inserted in `node` or replaces it."""
        names: dict[str, str] = {}
        declared = ""
        for ours, space in NAMESPACES.items():
            # Attributes have no default namespace, so relation ids need a non-empty prefix.
            known = [
                prefix for prefix, uri in node.spaces.items() if uri == space and (prefix or ours != "r")
            ]
            name = known[0] if known else ours if ours not in node.spaces else f"hillside-{ours}"
            names[ours] = name
            declared += "" if known else f' xmlns:{name}="{space}"'
        return cls(names, declared)

    def translated(self, text: str) -> str:
        """Return XML with our prefixes replaced by those of the document."""
        text = re.sub(r"(</?)([pa]):", lambda found: f"{found[1]}{self._colon(found[2])}", text)
        return re.sub(r"(\s)r:(embed|link|id)=", rf"\1{self.names['r']}:\2=", text)

    def _colon(self, ours: str) -> str:
        return f"{self.names[ours]}:" if self.names[ours] else ""
