"""A picture as SVG: true paths, one group a part, with its title and its description inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from manim import ManimColor, VMobject

from stage.drawing import Part, Points
from stage.sheet import Sheet
from stage.take import Size


@dataclass(frozen=True)
class Legend:
    """What a picture is called, what it shows in a sentence or two, and the code of the language of both."""

    title: str
    alt: str
    language: str


def svg(parts: Mapping[str, Part], sheet: Sheet, size: Size, paper: str, legend: Legend) -> str:
    """The parts on ``paper`` as the text of an SVG file, ``size`` pixels large.

    Screen readers find the legend as ``<title>`` and ``<desc>``, and read it in its language; each part is a
    group whose id is its name.
    """
    groups = "\n".join(_group(name, part, sheet) for name, part in parts.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="{legend.language}"'
        f' aria-labelledby="title" aria-describedby="desc"'
        f' width="{size.width}" height="{size.height}" viewBox="0 0 {sheet.width:g} {sheet.height:g}">\n'
        f'<title id="title">{escape(legend.title)}</title>\n<desc id="desc">{escape(legend.alt)}</desc>\n'
        f'<rect id="paper" width="100%" height="100%" fill="{paper}"/>\n{groups}\n</svg>\n'
    )


def _group(name: str, part: Part, sheet: Sheet) -> str:
    paths = "\n".join(_path(shape, sheet) for shape in part.shapes())
    return f"<g id={quoteattr(name)}>\n{paths}\n</g>"


def _path(shape: VMobject, sheet: Sheet) -> str:
    points = np.array([sheet.width / 2, sheet.height / 2]) + shape.points[:, :2] * np.array([1, -1])
    style = {"fill": "none"}
    if shape.get_fill_opacity() > 0:
        style = {"fill": ManimColor(shape.get_fill_color()).to_hex().lower()}
        style |= _opacity("fill-opacity", shape.get_fill_opacity())
    width = float(shape.get_stroke_width())
    if width > 0 and shape.get_stroke_opacity() > 0:
        style |= {
            "stroke": ManimColor(shape.get_stroke_color()).to_hex().lower(),
            "stroke-width": _number(width),
        }
        style |= {"stroke-linecap": shape.cap_style.name.lower(), "stroke-linejoin": "round"}
        style |= _opacity("stroke-opacity", shape.get_stroke_opacity())
    return (
        f'<path d="{_outline(points)}" ' + " ".join(f'{key}="{value}"' for key, value in style.items()) + "/>"
    )


def _opacity(name: str, share: float) -> dict[str, str]:
    return {} if share >= 1 else {name: _number(share)}


def _outline(points: Points) -> str:
    commands: list[str] = []
    for number, curve in enumerate(points.reshape(-1, 4, 2)):
        start, one, two, end = curve
        previous = None if number == 0 else points[4 * number - 1]
        if previous is None or not np.allclose(previous, start, atol=1e-6):
            commands.append("M" + _pair(start))
        straight = np.allclose(3 * one, 2 * start + end, atol=1e-3) and np.allclose(
            3 * two, start + 2 * end, atol=1e-3
        )
        commands.append("L" + _pair(end) if straight else f"C{_pair(one)} {_pair(two)} {_pair(end)}")
    return "".join(commands)


def _pair(point: Points) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{round(float(value), 2):g}"
