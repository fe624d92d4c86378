"""The prefixes of a document: what is put into it speaks as it does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hillside.decks.into.spans import Node
from hillside.decks.powerpoint.names import A, P, R

OURS = {"p": P, "a": A, "r": R}


@dataclass(frozen=True)
class Prefixes:
    """How a document calls our three namespaces, and what an element must declare to call them so."""

    names: dict[str, str]
    declared: str

    @classmethod
    def within(cls, node: Node) -> Prefixes:
        """Return the prefixes for what stands in `node`, or in its place."""
        names: dict[str, str] = {}
        declared = ""
        for ours, space in OURS.items():
            # An attribute has no default namespace, so that a relation needs a prefix with letters.
            known = [
                prefix for prefix, uri in node.spaces.items() if uri == space and (prefix or ours != "r")
            ]
            name = known[0] if known else ours if ours not in node.spaces else f"hillside-{ours}"
            names[ours] = name
            declared += "" if known else f' xmlns:{name}="{space}"'
        return cls(names, declared)

    def said(self, text: str) -> str:
        """Return XML with our prefixes in those of the document."""
        text = re.sub(r"(</?)([pa]):", lambda found: f"{found[1]}{self._colon(found[2])}", text)
        return re.sub(r"(\s)r:(embed|link|id)=", rf"\1{self.names['r']}:\2=", text)

    def _colon(self, ours: str) -> str:
        return f"{self.names[ours]}:" if self.names[ours] else ""
