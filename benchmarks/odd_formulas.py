"""Odd and hostile texts by chance, parsed as formulas: none crashes, and each is answered in time.

    python -m benchmarks.odd_formulas [COUNT] [SEED]

Prints how many were read and refused, and the slowest, in milliseconds.
"""

import random
import sys
import time

from mathcore import ParseError, parse
from tests.mathcore.language.test_any_text import NOTATIONS

LIMIT = 0.05
"""Maximum time of an answer, in seconds of the processor."""


def odd_text(rng: random.Random) -> str:
    """Return a text of parts of formulas in any order, sometimes a long or a deep one."""
    text = "".join(rng.choice(NOTATIONS) for _ in range(rng.choice([1, 3, 8, 20, 60, 300, 900])))
    part = rng.choice(
        ["(", "-", "|", "+", "√", "{", "[", "sin", "x", "e^", "2^", "1/", "xy", "if(", r"\frac", "a"]
    )
    return part * rng.choice([50, 99, 150, 999, 1999]) + text if rng.random() < 0.1 else text


def main(count: int = 20_000, seed: int = 1) -> None:
    """Parse `count` texts and print the tally and the slowest answers."""
    rng, read, times = random.Random(seed), 0, list[tuple[float, str]]()
    for _ in range(count):
        text, started = odd_text(rng), time.process_time()
        try:
            parse(text, usual=("x", "y"))
            read += 1
        except ParseError:
            pass
        times.append((time.process_time() - started, text))
    times.sort(reverse=True)
    print(f"{count} texts: {read} read, {count - read} refused, {sum(t > LIMIT for t, _ in times)} too slow")
    for seconds, text in times[:8]:
        print(f"{1000 * seconds:8.1f} ms  {text[:70]!r}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
