"""How long each kind of file takes and how large it is, of one film and one still, in one run.

    python benchmarks/formats.py [SIZE]

The frames are drawn anew for each file, so that the time of the quickest is mostly that of drawing.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

# This folder has a file with the name of a package, which must not stand in for it.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.files.formats import FILM_SUFFIXES, NO_ALPHA, STILL_SUFFIXES  # noqa: E402
from hillside.stage.look.theme import THEMES  # noqa: E402
from hillside.studio.draw import draw  # noqa: E402
from hillside.studio.job import Excerpt, Job  # noqa: E402


def measure(suffix: str, film: bool, clear: bool, size: str, folder: Path) -> None:
    """Make one file and print its row."""
    excerpt = Excerpt(animated=film and suffix == ".webp", transparent=clear)
    job = Job.read("header", {}, suffix, THEMES["light"], size, "standard", excerpt=excerpt)
    target = folder / f"a{suffix}"
    start = perf_counter()
    draw(job, target, lambda done, total: None)
    kind, paper = "film" if film else "still", "clear" if clear else "paper"
    seconds, kilobytes = perf_counter() - start, target.stat().st_size / 1000
    print(f"{kind:<6} {suffix:<6} {paper:<6} {seconds:7.2f} s {kilobytes:10.0f} kB")


def main() -> None:
    """Measure every kind of file, on paper and clear."""
    size = sys.argv[1] if len(sys.argv) > 1 else "1280x720"
    kinds = [(suffix, False) for suffix in STILL_SUFFIXES] + [(suffix, True) for suffix in FILM_SUFFIXES]
    with tempfile.TemporaryDirectory() as folder:
        for suffix, film in kinds:
            for clear in (False,) if suffix in NO_ALPHA else (False, True):
                measure(suffix, film, clear, size, Path(folder))


if __name__ == "__main__":
    main()
