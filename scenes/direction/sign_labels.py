"""The sign of the slope above each stretch of a curve, with the word for what the curve does there."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from scenes.shared.slopes.sign_chart import large_sign
from scenes.shared.slopes.stretches import Stretch, ends_of
from scenes.shared.slopes.tangency import Trend, trend_word

BESIDE = 20.0
"""Space that a sign leaves free in its stretch, in layout pixels."""
OVER = 40.0
"""Space between the plot and the signs, in layout pixels."""
TRENDS = MappingProxyType({1: Trend.INCREASING, -1: Trend.DECREASING, 0: Trend.FLAT})
"""The trend of a curve by the sign of its slope."""


def sign_labels(plane: Plane, stretches: tuple[Stretch, ...], language: Language) -> dict[str, Beside]:
    """Return the sign of the slope above each stretch that is wide enough, with the word where it fits."""
    found: dict[str, Beside] = {}
    for number, stretch in enumerate(stretches, 1):
        left, right = ends_of(plane, stretch.over)
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
