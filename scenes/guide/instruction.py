"""What a derivative tells about a parameter, drawn on its axis: an arrow against the sign of the slope."""

from dataclasses import replace

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, disk
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from scenes.shared.slopes.survey import Course
from scenes.shared.slopes.touching import Touching, touching_parts

ARROW_SHARE = 0.36
"""How long the arrow is, as a share of the plot's width."""
DROP_DASH, DROP_GAP = 8.0, 10.0


def instruction_parts(plane: Plane, facts: Course, name: str, language: Language) -> dict[str, Part | Beside]:
    """The error on its axes and, if it has a place of this name, the tangent there and what it asks for."""
    place, names = facts.shown.get(name), plane.axis_names(language)
    error = lettering(language.say("error"), size=MEASURES.name, role="faint")
    return {
        f"{name}-axes": plane.axes(),
        f"{name}-curve": plane.draw(facts.curve, "curve"),
        **({} if place is None else _parameter_parts(plane, place, name)),
        **({} if place is None else touching_parts(plane, place, name)),
        f"{name}-x": names["x-name"],
        f"{name}-y": replace(names["y-name"], lettering=error),
    }


def _parameter_parts(plane: Plane, facts: Touching, name: str) -> dict[str, Part]:
    """Return the value of the parameter on its axis, and the arrow that says which way to move it.

    Where the slope is 0 there is no arrow.
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
