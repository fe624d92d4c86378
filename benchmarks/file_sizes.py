"""Time and file size of each output format, for one film and one still.

    python benchmarks/file_sizes.py [SIZE]

Frames are drawn again for each file, so that the time of the fastest format is mostly that of drawing.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.files.formats import FORMATS, Format, needs_animated  # noqa: E402
from hillside.stage.look.theme import THEMES  # noqa: E402
from hillside.studio.draw import draw  # noqa: E402
from hillside.studio.job import Excerpt, Job  # noqa: E402


def measure(kind: Format, clear: bool, size: str, folder: Path) -> None:
    """Write one file and print its row."""
    excerpt = Excerpt(animated=needs_animated(kind.suffix, kind.is_film), transparent=clear)
    job = Job.read("header", {}, kind.suffix, THEMES["light"], size, "standard", excerpt=excerpt)
    target = folder / f"a{kind.suffix}"
    start = perf_counter()
    draw(job, target)
    shown, paper = "film" if kind.is_film else "still", "clear" if clear else "paper"
    seconds, kilobytes = perf_counter() - start, target.stat().st_size / 1000
    print(f"{shown:<6} {kind.suffix:<6} {paper:<6} {seconds:7.2f} s {kilobytes:10.0f} kB")


def main() -> None:
    """Measure every format, with and without a background."""
    size = sys.argv[1] if len(sys.argv) > 1 else "1280x720"
    with tempfile.TemporaryDirectory() as folder:
        for kind in FORMATS:
            for clear in (False, True) if kind.has_alpha else (False,):
                measure(kind, clear, size, Path(folder))


if __name__ == "__main__":
    main()
