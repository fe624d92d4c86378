"""Hostile formulas and files, many of them: what crashes, hangs, grows or writes where it must not.

    python -m benchmarks.fuzz --formulas 1000000 --files 100000 --seed 0 --minutes 60 --keep DIR [KIND ...]

Each kind of input is tried as often as stated, or until its share of the time that is left is over. The
table has the number of trials, how many of them were read rather than refused, and how many crashed, took
more than a second, grew by more than 300 MB, or touched anything outside their folder. Inputs with a fault
are kept in DIR.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from tests.cases.hostile import (
    Foreign,
    attempt_formula,
    deck_kind,
    formulas,
    hostile_formula,
    manifest_kind,
    media_kinds,
    text_kinds,
)
from tests.cases.sound_files import decks, made_media, manifest, medium
from tests.cases.trials import Trial, Watch, slowness, tried

COLUMNS = ("trials", "read", "crash", "slow", "large", "outside", "slowest", "seconds")
KEPT = 20
"""Maximum number of inputs of a kind that are kept."""


def try_often(
    name: str, count: int, seconds: float, one: Callable[[Random], tuple[Trial, bytes]], options: Namespace
) -> dict[str, Any]:
    """Try a kind of input `count` times, or for some seconds; return the row of the table."""
    draw, faults = Random(f"{options.seed} {name}"), Counter[str]()
    began, trials, read, slowest = perf_counter(), 0, 0, 0.0
    while trials < count and perf_counter() - began < seconds:
        trial, content = one(draw)
        trials += 1
        read += not trial.refusal
        slowest = max(slowest, trial.seconds)
        for fault in (*trial.faults, *slowness(trial)):
            faults[fault.partition(":")[0]] += 1
            if options.keep is not None and faults.total() <= KEPT:
                (options.keep / f"{name.split()[0]}-{trials}").write_bytes(content)
                (options.keep / f"{name.split()[0]}-{trials}.fault").write_text(fault)
    spent = {"slowest": round(slowest, 3), "seconds": round(perf_counter() - began)}
    return {"trials": trials, "read": read, **faults, **spent}


def one_formula(known: list[str], watch: Watch, draw: Random) -> tuple[Trial, bytes]:
    """Try a hostile formula."""
    text = hostile_formula(draw, known)
    return tried(partial(attempt_formula, text), watch), text.encode("utf-8", "surrogatepass")


def one_file(kind: Foreign, watch: Watch, draw: Random) -> tuple[Trial, bytes]:
    """Try a hostile file."""
    path, content = watch.folder / f"hostile{kind.suffix}", kind.hostile(draw)
    path.write_bytes(content)
    return tried(partial(kind.attempt, path), watch), content


def kinds(folder: Path) -> Mapping[str, Foreign]:
    """Return all kinds of files, with sound ones made in a folder."""
    return {
        **text_kinds(),
        "manifest": manifest_kind(manifest(folder)),
        "deck": deck_kind(decks(folder), medium(folder)),
        **media_kinds(made_media(folder)),
    }


def arguments() -> Namespace:
    """Return the options of the command line."""
    parser = ArgumentParser(description="Hostile formulas and files, many of them.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="formula, lecture, deck and so on; all")
    parser.add_argument("--formulas", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=1_000, help="files of each kind")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all kinds together")
    parser.add_argument("--keep", type=Path, help="a folder for inputs with a fault")
    return parser.parse_args()


def main() -> None:
    """Run the trials and print the table, a row as soon as it is known."""
    options = arguments()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as hostile:
        files = kinds(Path(made))
        tempfile.tempdir = hostile
        watch = Watch(Path(hostile))
        tries: dict[str, tuple[int, Callable[[Random], tuple[Trial, bytes]]]] = {
            "formula": (options.formulas, partial(one_formula, formulas(), watch)),
            **{name: (options.files, partial(one_file, kind, watch)) for name, kind in files.items()},
        }
        wanted = {name: each for name, each in tries.items() if name.split()[0] in options.kinds} or tries
        end = perf_counter() + 60 * options.minutes
        print(f"{'':<16}" + "".join(f"{column:>10}" for column in COLUMNS), flush=True)
        faulty = False
        for left, (name, (count, one)) in zip(range(len(wanted), 0, -1), wanted.items(), strict=True):
            # What one kind has not needed is for the others.
            row = try_often(name, count, (end - perf_counter()) / left, one, options)
            faulty |= any(row.get(column) for column in ("crash", "slow", "large", "outside"))
            print(f"{name:<16}" + "".join(f"{row.get(column, 0):>10}" for column in COLUMNS), flush=True)
    sys.exit(faulty)


if __name__ == "__main__":
    main()
