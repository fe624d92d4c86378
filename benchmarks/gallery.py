"""The gallery of all figures for the docs: their stills, in the order of the lecture.

python benchmarks/gallery.py [-o docs/figures.png]
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.lectures.lecture import read_lecture  # noqa: E402
from hillside.stage.look.theme import THEMES  # noqa: E402
from hillside.studio.job import Job  # noqa: E402
from hillside.studio.renderer import render  # noqa: E402

LECTURE = Path("lectures/what-is-a-derivative.toml")
COLUMNS, WIDTH, HEIGHT, GAP = 3, 640, 360, 12
FRAME = "#d5dae0"


def gallery(target: Path) -> None:
    """Draw the figures of the lecture side by side."""
    entries = read_lecture(LECTURE).figures
    rows = -(-len(entries) // COLUMNS)
    size = COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + GAP
    sheet = Image.new("RGB", size, FRAME)
    with TemporaryDirectory() as folder:
        for place, entry in enumerate(entries):
            file = Path(folder) / f"{entry.id}.png"
            render(
                Job.read(
                    entry.figure, dict(entry.params), ".png", THEMES["light"], f"{WIDTH}x{HEIGHT}", "standard"
                ),
                file,
            )
            row, column = divmod(place, COLUMNS)
            corner = GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP)
            with Image.open(file) as picture:
                sheet.paste(picture.convert("RGB"), corner)
    sheet.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("-o", type=Path, default=Path("docs/figures.png"))
    gallery(asked.parse_args().o)
