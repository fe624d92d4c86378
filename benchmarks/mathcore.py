"""Speed and error of f and f' at a million points, compared with other libraries.

    python benchmarks/mathcore.py

sympy, autograd, jax and torch take part if they are installed. Times are the best of several runs in
milliseconds; errors are the largest in units of the last place (ulp) over points checked with mpmath at 50
digits, for f and for f'. Each contender gets the formula as a user of that library would write it.

mathcore restores lost digits for up to 20,000 points, which includes the checked ones; `plain` shows the
unrestored doubles that it returns for more points.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

# This file has the name of the package that it measures, and must not shadow it.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.contenders import CASES, CONTENDERS, Case, Pair  # noqa: E402

POINTS = 1_000_000
"""Number of points of the measured arrays."""
CHECKED = 200
"""Number of points compared with mpmath, which is slow."""


def _milliseconds(pair: Pair, x: Any) -> float:
    pair(x)
    best = float("inf")
    for _ in range(7):
        start = time.perf_counter()
        pair(x)
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def _worst_ulps(case: Case, pair: Pair, true: list[list[Any]], x: Any) -> tuple[float, float]:
    worst: list[float] = []
    for found, exact in zip(pair(x), true, strict=True):
        values = np.broadcast_to(found, x.shape).tolist()
        errors = [float(abs(a - b) / np.spacing(abs(float(b)))) for a, b in zip(values, exact, strict=True)]
        worst.append(max(errors))
    return worst[0], worst[1]


def _exact(case: Case, x: Any) -> list[list[Any]]:
    """Return f and f' to 50 digits by mpmath, independently of every contender."""
    mpmath: Any = importlib.import_module("mpmath")
    with mpmath.workdps(50):

        def f(t: Any) -> Any:
            return case.generic(mpmath, t)

        return [[f(mpmath.mpf(t)) for t in x.tolist()], [mpmath.diff(f, mpmath.mpf(t)) for t in x.tolist()]]


def main() -> None:
    """Print the table."""
    print(
        f"{POINTS:,} points, f and f' together; ms, and worst error of f / f' in ulp over {CHECKED} points\n"
    )
    names = [name for name in CONTENDERS if _available(name)]
    print(f"{'':22}" + "".join(f"{name:>24}" for name in names))
    for case in CASES:
        points = np.linspace(case.low, case.high, POINTS)
        checked = np.random.default_rng(1).uniform(case.low, case.high, CHECKED)
        true = _exact(case, checked)
        cells: list[str] = []
        for name in names:
            pair = CONTENDERS[name](case)
            ulps = _worst_ulps(case, pair, true, checked)
            cells.append(f"{_milliseconds(pair, points):9.1f} {ulps[0]:6.1f}/{ulps[1]:<7.3g}")
        print(f"{case.text:22}" + "".join(cells), flush=True)


def _available(name: str) -> bool:
    module = {"by hand": "numpy", "mathcore": "numpy", "plain": "numpy"}.get(name, name)
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    main()
