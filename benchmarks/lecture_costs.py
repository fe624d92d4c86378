"""The cost of a lecture: processor seconds of each figure by kind of work, and the wall time on two cores.

    python benchmarks/lecture_costs.py [--quality draft] [FIGURE ...]

Processor seconds hardly depend on the load of the machine. A film is encoded in a separate thread, so
its wall time is between that of drawing and the sum.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.lectures.transcription import write_transcript  # noqa: E402
from hillside.stage.figure import AnyFigure  # noqa: E402
from hillside.stage.look.theme import THEMES  # noqa: E402
from hillside.studio.catalogue import names  # noqa: E402
from hillside.studio.draw import resolved  # noqa: E402
from hillside.studio.job import Job  # noqa: E402
from hillside.studio.renderer import render_staged, staged  # noqa: E402

CORES, GOAL = 2, 360
"""The target: a full lecture at standard quality in `GOAL` seconds of wall time on `CORES` cores."""


def measure(name: str, quality: str, folder: Path) -> dict[str, float]:
    """Return the processor seconds of each kind of work for a figure."""
    job = resolved(Job.read(name, {}, ".svg", THEMES["light"], "16:9", quality))
    spent: dict[str, float] = {}
    mark = process_time()
    with staged(job) as figure:
        for kind in ("staged", "words", "stills", "film"):
            work(kind, figure, job, folder)
            spent[kind] = process_time() - mark
            mark = process_time()
        frames = figure.film.seconds
    return {**spent, "plays": frames}


def work(kind: str, figure: AnyFigure, job: Job, folder: Path) -> None:
    """Do one kind of work."""
    if kind == "words":
        write_transcript(figure, job, folder / "one.transcript.txt")
    if kind == "stills":
        for suffix in (".png", ".svg", ".pdf"):
            render_staged(figure, replace(job, suffix=suffix), folder / f"one{suffix}")
    if kind == "film":
        render_staged(figure, replace(job, suffix=".mp4"), folder / "one.mp4")


def main() -> None:
    """Measure the named figures, or all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", default=list(names()))
    parser.add_argument("--quality", default="standard")
    given = parser.parse_args()
    total = 0.0
    print(
        f"{'figure':<16}{'staged':>8}{'words':>8}{'stills':>8}{'film':>8}{'sum':>8}   plays (all in seconds)"
    )
    for name in given.figures:
        with TemporaryDirectory() as folder:
            spent = measure(name, given.quality, Path(folder))
        plays = spent.pop("plays")
        total += sum(spent.values())
        row = "".join(f"{seconds:8.1f}" for seconds in (*spent.values(), sum(spent.values())))
        print(f"{name:<16}{row}{plays:8.1f}", flush=True)
    print(f"{total:.0f} s in all, {total / CORES:.0f} s on {CORES} cores; the goal is {GOAL} s")


if __name__ == "__main__":
    main()
