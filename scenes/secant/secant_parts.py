"""The drawing of secants that close in on a tangent, and the table of their quotients."""

from __future__ import annotations

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, lettering
from hillside.stage.lettering.markup import plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import inset
from scenes.secant.secant_words import told
from scenes.secant.secants import Secants
from scenes.secant.table import aligned, table
from scenes.shared.slopes.corner import corner_names, side_parts
from scenes.shared.slopes.legs import leg_fill, leg_labels, leg_lines
from scenes.shared.slopes.marks import mark, thin


def secant_parts(plane: Plane, facts: Secants) -> dict[str, Part]:
    """Return the strokes of the picture: axes, secants, curve, triangle, tangent, and the points on top."""
    return {
        "axes": plane.axes(),
        **leg_fill(plane, facts),
        **{f"secants-{number}": thin(plane, line, "legs") for number, line in enumerate(facts.secants, 1)},
        "curve": plane.draw(facts.curve, "curve"),
        **leg_lines(plane, facts),
        "secant": plane.draw(facts.secant, "legs"),
        **_tangents(plane, facts),
        **{f"partners-{number}": mark(plane, end, "legs") for number, end in enumerate(facts.partners, 1)},
        "partner": mark(plane, facts.partner, "legs"),
        "touch": plane.draw(facts.touch, "slope"),
    }


def _tangents(plane: Plane, facts: Secants) -> dict[str, Part]:
    if facts.corner is not None:
        return side_parts(plane, facts.corner)
    return {"tangent": plane.dashed(facts.tangent, "slope")}


def secant_names(plane: Plane, facts: Secants, language: Language) -> dict[str, Beside]:
    """Return the names of the legs while the picture stands still, and of the two tangents at a corner."""
    legs = leg_labels(plane, facts, language, numbers=False) if facts.at_rest else {}
    if facts.corner is None:
        return legs
    return legs | corner_names(plane, facts.corner, language, within=_around(plane.box))


def _around(box: Box) -> Box:
    """Return where words about the curve may stand: not beside it, where the table is."""
    return inset(box.grown(MEASURES.axis_off), right=-60, top=-60, bottom=-60)


def quotient_table(facts: Secants, box: Box, theme: Theme, language: Language) -> dict[str, Part | Beside]:
    """Runs and quotients, and under them where both go."""
    *quotients, slope = aligned([*facts.quotients, facts.slope], language)
    return table(
        {
            "runs": [
                _head(language.say("run")),
                *(_number(told(value, language), "ink", language) for value in facts.runs),
                _number("→ 0", "slope", language),
            ],
            "quotients": [
                _head(language.say("slope")),
                *(_number(value, "ink", language) for value in quotients),
                _number(f"→ {slope}", "slope", language),
            ],
        },
        box,
        theme,
    )


def _head(words: str) -> Lettering:
    return lettering(words, lines=(1, 2), size=MEASURES.name, role="legs", align="right")


def _number(text: str, role: Role, language: Language) -> Lettering:
    return _cell(plain(language.isolated(text)), role)


def _cell(setting: str, role: Role) -> Lettering:
    return Lettering(settings=(setting,), size=MEASURES.name, role=role, align="right")
