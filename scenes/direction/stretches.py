"""The stretches over which a curve climbs, falls or is level, with the sign of its slope above each."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from hillside.stage.drawing import Part, filled
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import Expr, Interval, Kind, gaps, monotone_intervals
from scenes.shared.slopes.sign_chart import large_sign
from scenes.shared.slopes.tangency import Trend, trend_word

SAME = 1e-9
"""Distance of two stretches, as a share of the window, up to which they are neighbors."""
BESIDE = 20.0
"""Space that a sign leaves free in its stretch, in layout pixels."""
OVER = 40.0
"""Space between the plot and the signs, in layout pixels."""
TRENDS = MappingProxyType({1: Trend.INCREASING, -1: Trend.DECREASING, 0: Trend.FLAT})
"""The trend of a curve by the sign of its slope."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a curve on which its slope has one sign.

    Attributes:
        over: the stretch.
        sign: the sign of the slope: 1, -1, or 0 where the curve is level.
    """

    over: Interval
    sign: int


def stretches_of(f: Expr, over: Interval) -> tuple[Stretch, ...]:
    """Return the stretches of a curve in a window; neighbors of one sign are one if the curve is unbroken.

    >>> from mathcore import parse
    >>> [(*each.over, each.sign) for each in stretches_of(parse("x^2"), Interval(-1, 3))]
    [(-1.0, 0.0, -1), (0.0, 3.0, 1)]
    >>> [each.sign for each in stretches_of(parse("x^3"), Interval(-1, 1))]
    [1]
    """
    found: list[Stretch] = []
    near = SAME * over.width
    breaks = [gap.x for gap in gaps(f, over) if gap.kind is not Kind.CORNER]
    for piece in monotone_intervals(f, over):
        last = found[-1] if found else None
        touches = last is not None and piece.over.low - last.over.high <= near
        if (
            last
            and touches
            and last.sign == piece.sign
            and all(abs(piece.over.low - x) > near for x in breaks)
        ):
            found[-1] = Stretch(Interval(last.over.low, piece.over.high), piece.sign)
        else:
            found.append(Stretch(piece.over, piece.sign))
    return tuple(found)


def bands(plane: Plane, stretches: tuple[Stretch, ...]) -> dict[str, Part]:
    """Return the tint behind all stretches over which the curve falls; nothing if there are none."""
    falling = [_band(plane, each.over) for each in stretches if each.sign < 0]
    if not falling:
        return {}
    whole = Part.of(*falling)
    whole.blocks, whole.backdrop = (), True
    return {"bands": whole}


def _band(plane: Plane, over: Interval) -> Part:
    left, right = _ends(plane, over)
    box = plane.box
    corners = np.array([[left, box.bottom], [right, box.bottom], [right, box.top], [left, box.top]])
    return filled(corners, plane.theme.band)


def _ends(plane: Plane, over: Interval) -> tuple[float, float]:
    ends = plane.to_sheet(np.array([[over.low, 0.0], [over.high, 0.0]]))[:, 0]
    return float(ends[0]), float(ends[1])


def sign_labels(plane: Plane, stretches: tuple[Stretch, ...], language: Language) -> dict[str, Beside]:
    """Return the sign of the slope above each stretch that is wide enough, with the word where it fits."""
    found: dict[str, Beside] = {}
    for number, stretch in enumerate(stretches, 1):
        left, right = _ends(plane, stretch.over)
        words = _fitting(stretch.sign, right - left - BESIDE, plane, language)
        if words is not None:
            at = np.array([[(left + right) / 2, plane.box.top + OVER]] * 3)
            found[f"sign-{number}"] = Beside(
                lettering=words, by=at, sides=("above",), gap=0.0, reach=30.0, strict=True, priority=9
            )
    return found


def _fitting(sign: int, width: float, plane: Plane, language: Language) -> Lettering | None:
    """Return the sign with its word beside it or below it, or alone, the first that is narrow enough."""
    large, word = large_sign(sign), plain(trend_word(TRENDS[sign], language))
    settings = (f"{large}#h(0.35em){word}", f"{large}\\\n{word}", large)
    for setting in settings:
        words = Lettering(
            settings=(setting,), size=MEASURES.name, weight="semibold", role="slope", align="center"
        )
        if words.sizes(plane.theme.typeface)[0][0] <= width:
            return words
    return None
