"""The ornament of opening slides is true: its curve is x squared, and its line touches it."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from hillside.decks.kinds import exporter_of
from hillside.decks.ornament import ornament
from hillside.decks.slides import Deck
from hillside.files.formats import Size
from tests.hillside.decks.presentations import parts
from tests.hillside.decks.schema import P

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def test_the_bezier_curve_is_the_parabola_at_every_parameter():
    shape = ornament()
    for share in np.linspace(0.0, 1.0, 11).tolist():
        weights = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
        points = (shape.ends.start, shape.control, shape.ends.end)
        x = sum(weight * point.x for weight, point in zip(weights, points, strict=True))
        y = sum(weight * point.y for weight, point in zip(weights, points, strict=True))
        assert y == pytest.approx(x * x)


def test_the_line_is_the_tangent_at_three_quarters():
    shape = ornament()
    assert (shape.touch.x, shape.touch.y) == (0.75, 0.5625)
    for end in (shape.tangent.start, shape.tangent.end):
        assert end.y == pytest.approx(0.5625 + 2 * 0.75 * (end.x - 0.75))


@pytest.mark.parametrize("size", [Size(1920, 1080), Size(1440, 1080), Size(1080, 1080), Size(1080, 1920)])
def test_the_line_on_a_title_slide_has_the_slope_of_the_curve_at_the_dot(deck: Deck, size: Size):
    layout = parts(replace(deck, size=size)).read("ppt/slideLayouts/slideLayout1.xml")
    shapes = {
        node.find(f".//{{{P}}}cNvPr").get("name"): node.find(f".//{A}xfrm")  # pyright: ignore
        for node in ElementTree.fromstring(layout).iter()
        if node.tag in (f"{{{P}}}sp", f"{{{P}}}cxnSp")
    }

    def box(name: str) -> np.ndarray:
        offset, extent = (shapes[name].find(f"{A}{tag}").attrib.values() for tag in ("off", "ext"))
        return np.array([*offset, *extent], dtype=float)

    x, y, width, height = box("Tangent")
    assert height / width == pytest.approx(1.5, abs=1e-5)
    dot = box("Point")[:2] + box("Point")[2:] / 2
    assert y + height - 1.5 * (dot[0] - x) == pytest.approx(dot[1], abs=4)
    left, top, across, up = box("Curve")
    unit = across / 2.7
    assert up == pytest.approx(1.35**2 * unit, abs=2)
    assert (dot[0] - left) / unit == pytest.approx(1.35 + 0.75, abs=1e-5)
    assert (top + up - dot[1]) / unit == pytest.approx(0.75**2, abs=1e-5)


def test_the_line_on_a_page_touches_its_curve(deck: Deck, tmp_path: Path):
    still = replace(deck, slides=())
    exporter_of(Path("talk.html")).export(still, tmp_path / "talk.html")
    drawing = re.search(r"<svg viewBox.*?</svg>", (tmp_path / "talk.html").read_text(), re.DOTALL)
    assert drawing is not None
    start, end = (
        np.array(each.split(","), dtype=float) for each in re.findall(r'd="M(\S+) L(\S+)"', drawing[0])[0]
    )
    dot = np.array(re.findall(r"translate\((\S+)\)", drawing[0])[0].split(","), dtype=float)
    along, to_dot = end - start, dot - start
    assert along[1] / along[0] == pytest.approx(-1.5, abs=1e-4)
    assert along[0] * to_dot[1] - along[1] * to_dot[0] == pytest.approx(0.0, abs=0.05)
