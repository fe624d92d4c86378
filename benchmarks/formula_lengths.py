"""Length of closed forms, compared with the shortest that sympy finds, over the collection of formulas.

    python benchmarks/formula_lengths.py [--worst 20] [--second]

Each formula of `tests/cases/formulas.toml` is differentiated by mathcore and by sympy, see
`tests/mathcore/sympy_forms.py`. What sympy writes with functions that mathcore does not have is left out, and
counted as such.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# The folder of this file has a module mathcore.py, which must not shadow the package.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from mathcore import Expr, derivative_expr  # noqa: E402
from tests.mathcore.sympy_forms import formulas, length, shortest_of_sympy  # noqa: E402


@dataclass(frozen=True)
class Comparison:
    """One formula with its derivative by mathcore and by sympy, each with its length."""

    formula: str
    ours: tuple[int, str]
    theirs: tuple[int, str]
    milliseconds: float

    @property
    def ratio(self) -> float:
        """Our length as a multiple of sympy's."""
        return self.ours[0] / self.theirs[0]


def compared(text: str, f: Expr, order: int = 1) -> Comparison | None:
    """Return the comparison for one formula, `None` if sympy's derivative cannot be written by mathcore."""
    slope = f
    start = time.process_time()
    for _ in range(order):
        slope = derivative_expr(slope, f.names[0])
    milliseconds = 1000 * (time.process_time() - start)
    theirs = shortest_of_sympy(f, f.names[0], order)
    if theirs is None:
        return None
    return Comparison(text, (length(str(slope), f.names), str(slope)), theirs, milliseconds)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Compare the lengths of closed forms with sympy's.")
    options.add_argument("--worst", type=int, default=20, help="how many of the longest forms to print")
    options.add_argument("--second", action="store_true", help="compare second derivatives")
    given = options.parse_args()
    found: list[Comparison] = []
    left_out = 0
    for text, f in formulas():
        one = compared(text, f, 2 if given.second else 1)
        left_out += one is None
        found += [] if one is None else [one]
    ratios = [one.ratio for one in found]
    print(f"{len(found)} formulas compared, {left_out} left out")
    print(f"length / sympy's shortest: median {statistics.median(ratios):.2f}, largest {max(ratios):.2f}")
    print(f"longer than 1.3 times: {sum(ratio > 1.3 for ratio in ratios)}")
    print(f"slowest: {max(one.milliseconds for one in found):.0f} ms of processor time")
    for one in sorted(found, key=lambda each: -each.ratio)[: given.worst]:
        print(f"{one.ratio:5.2f}  ({one.formula})' = {one.ours[1]}   sympy: {one.theirs[1]}")


if __name__ == "__main__":
    main()
