"""Time of a still and a film, relative to a baseline measured in the same run.

    python benchmarks/speed.py [--film]

The baseline of the still is `import manim`; that of the film, at 1080p60, is the stock manim command on the
same class. Ratios within one run are comparable between machines; seconds are not.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
RUNS = 3
"""Number of runs, of which the fastest counts."""


def fastest(command: list[str], runs: int = RUNS) -> float:
    """Return the minimum wall time of a command over `runs` runs, in seconds."""
    times: list[float] = []
    for _ in range(runs):
        start = perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(perf_counter() - start)
    return min(times)


def still(folder: Path) -> None:
    """Print the time of the header as PNG relative to `import manim`."""
    bare = fastest([sys.executable, "-c", "import manim"])
    drawn = fastest([sys.executable, "render.py", "still", "header", "-o", str(folder / "header.png")])
    limit = 1.6 * bare + 0.6
    print(
        f"import manim {bare:.2f} s; header.png {drawn:.2f} s; limit {limit:.2f} s; share {drawn / limit:.2f}"
    )


def film(folder: Path) -> None:
    """Print the time of the tangent's film at 1080p60 relative to stock manim."""
    ours = fastest(
        [sys.executable, "render.py", "film", "tangent", "--quality", "final", "-o", str(folder / "t.mp4")], 1
    )
    media = ["--media_dir", str(folder), "--disable_caching", "--progress_bar", "none"]
    stock = fastest(
        [
            sys.executable,
            "-m",
            "manim",
            "render",
            "-qh",
            "--fps",
            "60",
            *media,
            "scenes/tangent/scene.py",
            "Tangent",
        ],
        1,
    )
    print(f"tangent 1080p60: hillside {ours:.1f} s; stock manim {stock:.1f} s; ratio {ours / stock:.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        still(Path(folder))
        if "--film" in sys.argv:
            film(Path(folder))
