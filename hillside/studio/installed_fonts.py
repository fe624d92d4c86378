"""Typefaces of the fonts that are installed on this machine, found by the name of their family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from hillside.stage.errors import HillsideError
from hillside.stage.lettering.font_collections import InstalledFace, installed_faces
from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.studio.own_fonts import SUFFIXES, font_file, tried

ORDINARY, HEAVIER = 400, 600
"""The weights of ordinary and of emphasized words for which the nearest installed ones are taken."""
OF_THE_SAME_WIDTHS = MappingProxyType(
    {
        "arial": ("Liberation Sans", "Arimo"),
        "calibri": ("Carlito",),
        "cambria": ("Caladea",),
        "georgia": ("Gelasio",),
        "helvetica": ("Liberation Sans", "Arimo"),
        "times new roman": ("Liberation Serif", "Tinos"),
    }
)
"""Free families whose letters are as wide as those of common ones; programs show them in their place."""
_WEIGHT = re.compile(r"\s+(thin|extralight|light|regular|book|medium|semi-?bold|bold|black)$", re.IGNORECASE)


def installed_typeface(family: str) -> Typeface | None:
    """Return the typeface of a family that is installed, with the default font for formulas.

    None if neither it nor one with letters of the same widths is installed, or if it lacks letters or digits
    that figures need. A weight in the name, as in `Calibri Light`, does not count: words on slides are seen
    from afar.
    """
    whole = " ".join(family.split())
    plain = _WEIGHT.sub("", whole)
    for name in dict.fromkeys((whole, plain, *OF_THE_SAME_WIDTHS.get(plain.lower(), ()))):
        faces = [face for face in _usable_faces() if face.family.lower() == name.lower()]
        found = None if not faces else _typeface(faces)
        if found is not None:
            return found
    return None


def _usable_faces() -> list[InstalledFace]:
    """Return the installed fonts that are in a file of their own."""
    return [face for face in installed_faces() if face.path.suffix.lower() in SUFFIXES]


def _typeface(faces: Sequence[InstalledFace]) -> Typeface | None:
    """Return the typeface of the faces of one family; None if they cannot set a figure."""
    ordinary, heavier = (_nearest(faces, weight) for weight in (ORDINARY, HEAVIER))
    try:
        files = tuple(font_file(path) for path in dict.fromkeys((ordinary.path, heavier.path)))
        chosen = replace(
            TYPEFACE,
            text=ordinary.family,
            medium=ordinary.weight,
            semibold=heavier.weight,
            text_files=files,
        )
        return tried(chosen)
    except HillsideError:
        return None


def _nearest(faces: Sequence[InstalledFace], weight: int) -> InstalledFace:
    """Return the face nearest in weight, the heavier of two, and the first by path."""
    return min(faces, key=lambda face: (abs(face.weight - weight), -face.weight, str(face.path)))
