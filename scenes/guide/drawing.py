"""Drawing of the rule for a parameter: an arrow on its axis, against the slope of the error."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, disk
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from scenes.guide.words import derivative_sign, rule_text
from scenes.shared.slopes.panel import Panel, foot_label, head_label, in_one_setting
from scenes.shared.slopes.sign_chart import SIGNS, SignChart, large_sign
from scenes.shared.slopes.tangency import Tangency, tangency_parts

ARROW_SHARE = 0.36
"""Length of the arrow, as a share of the plot's width."""
DROP_DASH, DROP_GAP = 8.0, 10.0
"""Dash and gap of the line from the curve down to the axis, in layout pixels."""
LEAST_SIGN = 34.0
"""Minimum type size above narrow panels, in layout pixels."""


def rule_parts(plane: Plane, facts: SignChart, name: str, language: Language) -> dict[str, Part | Beside]:
    """Return the error on its axes and, if it has a point of this name, its tangent and the arrow."""
    tangency, names = facts.shown.get(name), plane.axis_names(language)
    error = lettering(language.say("error"), size=MEASURES.name, role="faint")
    return {
        f"{name}-axes": plane.axes(),
        f"{name}-curve": plane.draw(facts.curve, "curve"),
        **({} if tangency is None else _parameter_parts(plane, tangency, name)),
        **({} if tangency is None else tangency_parts(plane, tangency, name)),
        f"{name}-x": names["x-name"],
        f"{name}-y": replace(names["y-name"], lettering=error),
    }


def _parameter_parts(plane: Plane, facts: Tangency, name: str) -> dict[str, Part]:
    """Return the value of the parameter on its axis, and the arrow in the direction to move it.

    If the slope is 0 there is no arrow.
    """
    axis = float(plane.axis_tips[0, 1])
    touch = plane.points([facts.touch])[0]
    foot = np.array([float(touch[0]), axis])
    drop = np.array([touch, foot])
    theme = plane.theme
    parts = {f"{name}-drop": dashed(drop, theme.faint, MEASURES.axis, DROP_DASH, DROP_GAP)}
    if facts.sign != 0:
        tip = foot - np.array([facts.sign * ARROW_SHARE * plane.box.width, 0.0])
        tip[0] = np.clip(tip[0], plane.box.left, plane.box.right)
        parts[f"{name}-arrow"] = arrow(
            np.array([foot, tip]), theme.slope, MEASURES.arrow, MEASURES.arrow_head
        )
    halo = disk(foot, MEASURES.mark + MEASURES.halo, theme.paper)
    parts[f"{name}-value"] = Part.of(halo, disk(foot, MEASURES.mark + 2.0, theme.slope))
    return parts


def rule_labels(
    facts: SignChart, panels: Mapping[str, Panel], language: Language, face: Typeface
) -> dict[str, Beside]:
    """Return the sign above each panel and the rule below it, in the same setting for all panels."""
    first = next(iter(panels.values()))
    signs = in_one_setting([_sign_lettering(SIGNS[name], language) for name in panels], first.head, face)
    rules = in_one_setting([_rule_lettering(name, facts, language) for name in panels], first.foot, face)
    heads = zip(panels.items(), signs, strict=True)
    feet = zip(panels.items(), rules, strict=True)
    return {
        **{f"{name}-sign": head_label(panel, words) for (name, panel), words in heads},
        **{f"{name}-rule": foot_label(panel, words) for (name, panel), words in feet},
    }


def _sign_lettering(sign: int, language: Language) -> Lettering:
    line = f"{large_sign(sign)}#h(0.35em){plain(derivative_sign(sign, language))}"
    return Lettering(settings=(line,), least=LEAST_SIGN, role="slope")


def _rule_lettering(name: str, facts: SignChart, language: Language) -> Lettering:
    return lettering(rule_text(name, facts, language), lines=(1, 2), least=MEASURES.least_label)
