"""Films at 1080p60 against films of the same content written by hand in manim: processor time for a frame.

    python benchmarks/film_costs.py [--runs 3] [--workers 2] [tangent hiker landscape]

Each run draws both films in new processes, one after the other, and gives the ratio of their costs; printed
are medians, and ranges in parentheses. Processor time hardly depends on what else the machine does; wall time
is comparable only on an idle machine. The last row is the share of the processor time that the encoder
alone takes for the same frames with the same settings.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import av

ROOT = Path(__file__).parents[1]
# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(ROOT)

from hillside.files.formats import Quality  # noqa: E402
from hillside.files.video import MP4  # noqa: E402

FIGURES = ("tangent", "hiker", "landscape")
RATE = 60
"""Frames per second of both films."""


@dataclass(frozen=True)
class Cost:
    """What a film costs: milliseconds for a frame, and kilobytes for a second."""

    processor: float
    wall: float
    size: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Return the cost of the only film that a command writes to a folder, in a cold process."""
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    run(command, cwd=ROOT, check=True, capture_output=True)
    wall, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    (film,) = (file for file in folder.rglob("*.mp4") if "partial_movie_files" not in file.parts)
    with av.open(str(film)) as container:
        frames = sum(1 for packet in container.demux(video=0) if packet.size)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(1e3 * spent / frames, 1e3 * wall / frames, film.stat().st_size / 1e3 / frames * RATE)


def ours(figure: str, workers: int, folder: Path) -> Cost:
    """Return the cost of our film."""
    options = ["-o", str(folder / f"{figure}.mp4"), "-j", str(workers), "--quality", "standard"]
    return cost([sys.executable, "render.py", "film", figure, *options, "--fps", str(RATE)], folder)


def by_hand(figure: str, folder: Path) -> Cost:
    """Return the cost of the film written by hand."""
    options = ["-qh", "--fps", str(RATE), "--disable_caching", "--progress_bar", "none"]
    scene = [f"benchmarks/peers/{figure}_by_hand.py", f"{figure.title()}ByHand"]
    media = ["--media_dir", str(folder)]
    return cost([sys.executable, "-m", "manim", "render", *options, *media, *scene], folder)


def encoding(film: Path) -> float:
    """Return the milliseconds of processor time that the encoder takes for a frame of a film."""
    spent, count = 0.0, 0
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        codec: Any = av.CodecContext.create(MP4.encoder, "w")
        codec.width, codec.height, codec.pix_fmt = stream.width, stream.height, MP4.opaque
        codec.framerate, codec.time_base, codec.thread_count = RATE, stream.time_base, 1
        codec.options = dict(MP4.levels(Quality.STANDARD, RATE)[0])
        frames = container.decode(stream)
        while block := list(islice(frames, RATE)):
            start = process_time()
            for frame in block:
                codec.encode(frame.reformat(format=MP4.opaque))
            spent, count = spent + process_time() - start, count + len(block)
    return 1e3 * spent / count


def row(name: str, values: Sequence[float], digits: int) -> str:
    """Return a row of the table: the median of some runs, and their range."""
    low, high = min(values), max(values)
    return f"  {name:<34}{median(values):9.{digits}f}  ({low:.{digits}f} to {high:.{digits}f})"


def compare(figure: str, runs: int, workers: int) -> None:
    """Print the costs of a figure's film and of its peer."""
    pairs: list[tuple[Cost, Cost]] = []
    encoder: list[float] = []
    for _ in range(runs):
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            pairs.append((ours(figure, workers, Path(one)), by_hand(figure, Path(other))))
            encoder.append(encoding(Path(one) / f"{figure}.mp4") / pairs[-1][0].processor)
    print(f"{figure}, {runs} runs")
    print(row("ours, processor ms a frame", [mine.processor for mine, _ in pairs], 1))
    print(row("by hand, processor ms a frame", [hand.processor for _, hand in pairs], 1))
    print(row("ratio of processor time", [mine.processor / hand.processor for mine, hand in pairs], 2))
    print(row("ratio of wall time", [mine.wall / hand.wall for mine, hand in pairs], 2))
    print(row("ratio of size", [mine.size / hand.size for mine, hand in pairs], 2))
    print(row("encoder's share of our processor", encoder, 2), flush=True)


def main() -> None:
    """Compare the figures that are named, or all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", default=list(FIGURES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    for figure in given.figures:
        compare(figure, given.runs, given.workers)


if __name__ == "__main__":
    main()
