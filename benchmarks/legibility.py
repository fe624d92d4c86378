"""Legibility of the figures for arbitrary functions: random cases, checked by geometry and by pixels.

    python -m benchmarks.legibility --cases 1000 --figure tangent --seed 0 -j 2 --show DIR

Every case is drawn at 1080 lines and checked by `hillside.check`. The table counts the cases with at least
one finding of each kind; an error other than a refusal is a crash.
"""

from __future__ import annotations

import multiprocessing
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from hillside.studio.catalogue import names
from tests.cases.figure_cases import Case, cases
from tests.cases.outcomes import THUMB, Outcome, run, table

CAPTION = 58
COLUMNS = 5
SHEET = 30
SAMPLED = 120
"""Number of cases that appear on contact sheets whether they fail or not."""


def failures(outcomes: Iterable[Outcome]) -> str:
    """Return a report of the failed cases, with their findings and the commands that reproduce them."""
    return "\n".join(
        f"{outcome.case.number} [{outcome.case.family}] {outcome.case}\n    "
        + "\n    ".join([outcome.crashed] if outcome.crashed else map(str, outcome.faults))
        for outcome in outcomes
        if outcome.fails
    )


def save_sheets(outcomes: Sequence[Outcome], folder: Path, name: str) -> None:
    """Save contact sheets of the cases, each captioned with its number, parameters and findings."""
    seen = [outcome for outcome in outcomes if outcome.thumb is not None]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(0, len(seen), SHEET):
        page = seen[number : number + SHEET]
        rows = -(-len(page) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * (THUMB + 8), rows * (THUMB + CAPTION)), "#888888")
        for place, outcome in enumerate(page):
            corner = (place % COLUMNS * (THUMB + 8) + 4, place // COLUMNS * (THUMB + CAPTION) + CAPTION)
            sheet.paste(outcome.thumb, corner)
            _write(sheet, outcome, corner[0], corner[1] - CAPTION)
        sheet.save(folder / f"{name}-{number // SHEET:02d}.png")


def _write(sheet: Image.Image, outcome: Outcome, x: int, y: int) -> None:
    params = " ".join([outcome.case.language, *outcome.case.params.values()])
    faults = "; ".join(f"{found.part} {found.what}" for found in outcome.faults)
    pen = ImageDraw.Draw(sheet)
    for line, text in enumerate((f"{outcome.case.number}: {params[:64]}", params[64:134], faults[:72])):
        pen.text((x, y + 2 + 17 * line), text, fill="#ffffff" if line < 2 else "#ffe000", font_size=13)


def _work(task: tuple[Case, int, bool]) -> Outcome:
    return run(*task)


def all_outcomes(options: Namespace, figure: str) -> list[Outcome]:
    """Run the cases of one figure in `options.jobs` processes."""
    tasks = [
        (case, options.moments, options.show is not None)
        for case in cases(figure, options.cases, options.seed)
    ]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        return list(pool.imap(_work, tasks, chunksize=4))


def main() -> None:
    """Run the benchmark with the options of the command line."""
    parser = ArgumentParser(description="Check the legibility of the figures on random cases.")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--figure", choices=(*names(), "all"), default="all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--moments", type=int, default=0, help="moments of the film to check as well")
    parser.add_argument("--show", type=Path, help="folder for contact sheets of failures and of random cases")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    options = parser.parse_args()
    for figure in names() if options.figure == "all" else (options.figure,):
        outcomes = all_outcomes(options, figure)
        print(f"\n{figure}\n{table(outcomes)}")
        if options.show is not None:
            save_sheets(outcomes[:SAMPLED], options.show, f"{figure}-random")
            save_sheets([each for each in outcomes if each.fails], options.show, f"{figure}-failed")
            (options.show / f"{figure}-failed.txt").write_text(failures(outcomes), encoding="utf-8")


if __name__ == "__main__":
    main()
