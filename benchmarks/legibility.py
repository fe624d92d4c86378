"""How legible the figures stay for any function: random cases, each checked on its geometry and its pixels.

    python benchmarks/legibility.py --cases 1000 --figure tangent --seed 0 -j 2 --show DIR

Every case is drawn at 1080 lines and checked by `hillside.check`. Counted are the cases with at least one
finding of a kind; an error other than a refusal is a crash.
"""

from __future__ import annotations

import multiprocessing
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from traceback import extract_tb
from typing import Any

from PIL import Image, ImageDraw

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cases import Case, cases
from hillside.check import Finding, Kind, check_figure, check_film
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import names
from hillside.studio.job import Job
from hillside.studio.shoot import staged

THUMB = 440
CAPTION = 58
COLUMNS = 5
SHEET = 30
SAMPLED = 120
"""So many cases are put on contact sheets whether they fail or not."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a case: findings, or the refusal or the crash in words; seconds to draw; a thumbnail."""

    case: Case
    findings: tuple[Finding, ...] = ()
    refused: str = ""
    crashed: str = ""
    seconds: float = 0.0
    thumb: Any = None

    @property
    def fails(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.crashed or any(found.is_fault for found in self.findings))


def run(case: Case, moments: int = 0, thumbs: bool = False) -> Outcome:
    """Draw and check one case, and its film at some moments."""
    began = perf_counter()
    try:
        words = dict(case.params)
        with staged(
            Job.read(
                case.figure,
                words,
                ".png",
                THEMES[case.theme],
                case.shape,
                "standard",
                language=Language(case.language),
            )
        ) as figure:
            picture = figure.paint(figure.still())
            seconds = perf_counter() - began
            findings = check_figure(figure)
            if moments:
                last = figure.film.seconds
                findings += check_film(figure, [last * (k + 0.5) / moments for k in range(moments)])
    except Refusal as error:
        return Outcome(case=case, refused=str(error), seconds=perf_counter() - began)
    except Exception as error:
        place = extract_tb(error.__traceback__)[-1]
        words = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return Outcome(case=case, crashed=words, seconds=perf_counter() - began)
    thumb = _thumb(picture) if thumbs else None
    return Outcome(case=case, findings=findings, seconds=seconds, thumb=thumb)


def _thumb(picture: Any) -> Image.Image:
    image = Image.fromarray(picture[:, :, :3])
    image.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    return image


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the counts, a line each, and the slowest and the middle time."""
    seconds = [outcome.seconds for outcome in outcomes]
    kinds = Counter(kind for outcome in outcomes for kind in {found.kind for found in outcome.findings})
    refusals = Counter(_gist(outcome.refused) for outcome in outcomes if outcome.refused)
    lines = [
        ("cases", len(outcomes)),
        ("refused", sum(refusals.values())),
        *((f"  {gist}", count) for gist, count in refusals.most_common()),
        ("crashed", sum(bool(outcome.crashed) for outcome in outcomes)),
        *((str(kind), kinds[kind]) for kind in Kind),
        ("cases with a fault", sum(outcome.fails for outcome in outcomes)),
    ]
    told = [f"{name:<60} {count:>6}" for name, count in lines]
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    told.append(
        f"seconds to draw: median {median(seconds):.2f}, longest {slowest.seconds:.2f}: {slowest.case}"
    )
    return "\n".join(told)


def _gist(refusal: str) -> str:
    """Return a refusal without its numbers, so that alike ones are counted together."""
    return "".join("#" if letter.isdigit() else letter for letter in refusal.split(";")[0])[:56]


def failures(outcomes: Iterable[Outcome]) -> str:
    """Return each case that fails, with what is wrong and the command that makes it again."""
    return "\n".join(
        f"{outcome.case.number} [{outcome.case.family}] {outcome.case}\n    "
        + "\n    ".join([outcome.crashed] if outcome.crashed else map(str, _faults(outcome)))
        for outcome in outcomes
        if outcome.fails
    )


def _faults(outcome: Outcome) -> list[Finding]:
    return [found for found in outcome.findings if found.is_fault]


def save_sheets(outcomes: Sequence[Outcome], folder: Path, name: str) -> None:
    """Save contact sheets of some cases, numbered and with their worst finding under each."""
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
    faults = "; ".join(f"{found.part} {found.what}" for found in _faults(outcome))
    pen = ImageDraw.Draw(sheet)
    for line, text in enumerate((f"{outcome.case.number}: {params[:64]}", params[64:134], faults[:72])):
        pen.text((x, y + 2 + 17 * line), text, fill="#ffffff" if line < 2 else "#ffe000", font_size=13)


def _work(task: tuple[Case, int, bool]) -> Outcome:
    return run(*task)


def all_outcomes(options: Namespace, figure: str) -> list[Outcome]:
    """Run the cases of one figure, in so many processes."""
    tasks = [
        (case, options.moments, options.show is not None)
        for case in cases(figure, options.cases, options.seed)
    ]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        return list(pool.imap(_work, tasks, chunksize=4))


def main() -> None:
    """Run the benchmark as the command line asks."""
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
