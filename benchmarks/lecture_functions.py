"""Sheets of the figures of a slope for 24 functions that lecturers use, for the docs.

python benchmarks/lecture_functions.py [FIGURE ...] [--to docs/sheets] [--width 480]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.stage.errors import ParamError  # noqa: E402
from hillside.stage.look.theme import THEMES  # noqa: E402
from hillside.studio.job import Job  # noqa: E402
from hillside.studio.renderer import staged  # noqa: E402

COLUMNS, GAP = 4, 6
FRAME, PAPER, INK = "#d5dae0", "#ffffff", "#4a5568"
QUALITY = 82


@dataclass(frozen=True)
class Case:
    """A function, a point of it, and a learning rate that suits it."""

    function: str
    at: str
    rate: str = "0.25"


CASES = (
    Case("x^2", "1"),
    Case("x^3/3 - x", "1.5"),
    Case("x^4/4 - x^2 + x/5", "0.4"),
    Case("sin(x)", "pi/3"),
    Case("cos(x)", "pi/2"),
    Case("tan(x)", "pi/4", "0.1"),
    Case("e^x", "0"),
    Case("ln x", "1"),
    Case("1/x", "-1"),
    Case("sqrt(x)", "1"),
    Case("x^(1/3)", "0"),
    Case("|x|", "2"),
    Case("relu(x)", "1"),
    Case("sigmoid(x)", "0", "2"),
    Case("tanh(x)", "0.5"),
    Case("e^(-x^2)", "0.5"),
    Case("x^2 if x < 1 else x + 1", "0.5"),
    Case("L(w) = (w - 2)^2 + 1", "3.5"),
    Case("x^4 - 2x^2", "0.5", "0.1"),
    Case("20x^2 - 30x", "2", "0.01"),
    Case("0.02x^2", "3", "10"),
    Case("5000x^2 + 20000", "2", "0.00003"),
    Case("0.0001 sin(x)", "1", "4000"),
    Case("(x^2 - 2x)/(x - 2)", "1"),
)
"""Polynomials, trigonometric and exponential functions, roots, activations, a jump, losses, scales, hole."""
FIGURES = ("header", "tangent", "secant", "direction", "steepness", "derivative", "hiker", "guide")
"""The figures of the slope of a curve."""


def params_of(figure: str, case: Case) -> Mapping[str, str]:
    """Return the parameters with which a figure shows a case."""
    match figure:
        case "header":
            return {"function": case.function, "at": case.at, "hill": case.function, "start": case.at}
        case "hiker":
            return {"function": case.function, "start": case.at, "rate": case.rate}
        case "tangent" | "secant" | "derivative":
            return {"function": case.function, "at": case.at}
        case _:
            return {"function": case.function}


def tile(figure: str, case: Case, width: int) -> Image.Image:
    """Return the picture of a case, or the sentence with which the figure refuses it."""
    size = width, width * 9 // 16
    try:
        look = THEMES["light"], f"{width}x{size[1]}", "standard"
        job = Job.read(figure, dict(params_of(figure, case)), ".png", *look)
        with staged(job) as drawn:
            return Image.fromarray(np.asarray(drawn.paint(drawn.still())[..., :3]))
    except ParamError as refusal:
        picture = Image.new("RGB", size, PAPER)
        lines = list(_wrapped(f"{case.function}\n{refusal}", 60))
        ImageDraw.Draw(picture).multiline_text((16, 16), "\n".join(lines), fill=INK, font_size=13)
        return picture


def _wrapped(text: str, length: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) >= length:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        yield line


def sheet(figure: str, width: int) -> Image.Image:
    """Return the pictures of all cases side by side."""
    height, rows = width * 9 // 16, -(-len(CASES) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP), FRAME)
    for place, case in enumerate(CASES):
        row, column = divmod(place, COLUMNS)
        corner = GAP + column * (width + GAP), GAP + row * (height + GAP)
        whole.paste(tile(figure, case, width), corner)
    return whole


def main() -> None:
    """Draw the sheets that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("figures", nargs="*", default=FIGURES, metavar="FIGURE")
    asked.add_argument("--to", type=Path, default=Path("docs/sheets"))
    asked.add_argument("--width", type=int, default=480, help="width of a picture in pixels")
    options = asked.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for figure in options.figures:
        sheet(figure, options.width).save(options.to / f"{figure}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
