"""Secant figures, and the numbers of their tables as they are written."""

import re
from typing import Any

from hillside.stage.lettering.typst_markup import markup_text
from hillside.studio.catalogue import load
from mathcore import parse


def secant(**params: Any) -> Any:
    kind = load("secant")
    return kind(kind.Params(**params))


def of(text: str, at: float, **params: Any) -> Any:
    return secant(function=parse(text), at=at, **params)


def cells(figure: Any, column: str) -> list[float]:
    """The numbers of a column as they are written on the picture, without the last."""
    parts = figure.parts(figure.final_facts)
    names = sorted(name for name in parts if re.fullmatch(rf"{column}-\d+", name))
    texts = [markup_text(parts[name].lettering.settings[0]).replace("\N{MINUS SIGN}", "-") for name in names]
    return [float(text.replace("→", "").strip()) for text in texts]
