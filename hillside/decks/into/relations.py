"""The relations of a part that change: new ones get a number, and those that nothing uses any more go."""

from __future__ import annotations

import re
from collections.abc import Collection

from hillside.decks.into.archive import RELATIONSHIP, Archive, Link, relation_xml, relations_of
from hillside.decks.into.spans import Edit, appended, edited, parsed
from hillside.decks.powerpoint.names import R
from hillside.decks.powerpoint.package import PACKAGE, xml


class Relations:
    """The relations of one part; `ids` grows as pictures ask for more."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive, self._part = archive, part
        self._known = archive.links(part)
        self._new: dict[str, Link] = {}

    def id_of(self, kind: str, target: str) -> str:
        """Return the id of a relation to `target`, an old one if there is one."""
        link = Link(kind, target)
        for known, each in {**self._known, **self._new}.items():
            if each == link:
                return known
        numbers = [
            int(found[1]) for each in (*self._known, *self._new) if (found := re.search(r"(\d+)$", each))
        ]
        name = f"rId{max(numbers, default=0) + 1}"
        self._new[name] = link
        return name

    def unused(self, content: bytes, before: Collection[str]) -> set[str]:
        """Return those of the ids `before` that the part does not use any more."""
        return {name for name in before if name in self._known} - used(content, self._part)

    def targets(self, ids: Collection[str]) -> set[str]:
        """Return the parts that relations lead to."""
        return {self._known[name].target for name in ids}

    def content(self, gone: Collection[str]) -> bytes:
        """Return the part with the relations, without those that are gone."""
        name = relations_of(self._part)
        old = self._archive.parts.get(
            name, xml(f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>')
        )
        root = parsed(old, name)
        dropped = [
            Edit(each.start, each.end, b"")
            for each in root.children
            if each.tag == RELATIONSHIP and each.attributes["Id"] in gone
        ]
        if not self._new:
            return edited(old, dropped)
        prefix = next(
            (prefix for prefix, uri in root.spaces.items() if uri == f"{PACKAGE}/relationships"), ""
        )
        colon = f"{prefix}:" if prefix else ""
        added = "".join(relation_xml(name, link, self._part, colon) for name, link in self._new.items())
        return edited(old, [*dropped, appended(old, root, added)])


def used(content: bytes, name: str) -> set[str]:
    """Return the ids of relations that a part mentions."""
    return {
        value
        for node in parsed(content, name).walk()
        for key, value in node.attributes.items()
        if key.startswith(f"{{{R}}}")
    }
