"""XML from others has one rule, whoever reads it."""

from collections.abc import Callable

import pytest

from hillside.decks.into.xml_edits import parsed
from hillside.files.foreign_xml import MAX_DEPTH, is_well_formed, texts_in
from hillside.stage.errors import Failure

READERS: dict[str, Callable[[bytes], object]] = {
    "texts": lambda content: texts_in(content, "b"),
    "elements": lambda content: parsed(content, "a.xml"),
}
LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
FOREIGN = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (LAUGHS, "document type"),
        (FOREIGN, "document type"),
        (nested(MAX_DEPTH + 1), "nested deeper"),
        (nested(100_000), "nested deeper"),
        (b"<a>", "not well-formed"),
        (b"<a>\xff</a>", "well-formed|decode"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "not well-formed"),
        (b"", "not well-formed"),
    ],
    ids=["entities", "file", "deep", "very deep", "open", "no text", "unknown encoding", "nothing"],
)
def test_what_no_reader_reads_is_a_failure_that_says_why(
    read: Callable[[bytes], object], content: bytes, why: str
):
    with pytest.raises(Failure, match=why):
        read(content)
    assert not is_well_formed(content)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_what_is_just_within_the_depth_is_read(read: Callable[[bytes], object]):
    read(nested(MAX_DEPTH))
