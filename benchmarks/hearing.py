"""What the figures say of arbitrary functions, held against their parameters: seeded cases in every language.

    python -m benchmarks.hearing --cases 300 --figure tangent --seed 0 -j 2
    python -m benchmarks.hearing --defaults
    python -m benchmarks.hearing --changes --cases 5

With `--changes` each digit, sign and letter that the figures say, in their films too, is changed, one at a
time; the share of these small lies that is heard is printed, and each that is not.
Only words are judged here, and where names and callouts point; `benchmarks.legibility` measures the pictures.
Each untrue sentence is printed with the command that makes it, as soon as it is heard.
"""

from __future__ import annotations

import multiprocessing
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hillside.check import Finding
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_labels
from hillside.check.hearing.pointing import misplaced_names
from hillside.check.painted_picture import picture_of
from hillside.stage.errors import Refusal
from hillside.stage.figure import AnyFigure
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import names
from hillside.studio.job import Job
from hillside.studio.renderer import staged
from tests.cases.figure_cases import Case, cases
from tests.hillside.check.hearing.small_changes import pictures_of_beats, unheard


@dataclass(frozen=True)
class Hearing:
    """What came of one case: heard, refused, or crashed; and what is untrue in it."""

    case: Case
    fate: str
    found: tuple[str, ...] = ()


def hear(case: Case) -> Hearing:
    """Return what is untrue in the words of a case, each once."""
    language, theme = Language(case.language), THEMES[case.theme]
    try:
        job = Job.read(case.figure, case.params, ".png", theme, case.shape, "standard", language=language)
        with staged(job) as figure:
            return Hearing(case, "heard", tuple(dict.fromkeys(map(str, untruths(figure)))))
    except Refusal:
        return Hearing(case, "refused")
    except Exception as error:
        return Hearing(case, "crashed", (repr(error),))


def untruths(figure: AnyFigure) -> Iterator[Finding]:
    """Yield what is untrue in the alt text, the captions, and the labels at the end of each beat."""
    yield from untrue_alt(figure)
    yield from untrue_captions(figure)
    for moment in map(figure.film.end_of, range(len(figure.film.beats))):
        picture = picture_of(figure, moment)
        yield from untrue_labels(picture, moment.params)
        yield from misplaced_names(picture)


def defaults() -> Iterator[Case]:
    """Yield every figure with its own parameters in every language."""
    for figure in names():
        for number, code in enumerate(LANGUAGES):
            yield Case(
                number=number,
                figure=figure,
                params={},
                shape="16:9",
                theme="light",
                language=code,
                family="default",
            )


def change_all(tasks: Iterable[Case]) -> None:
    """Print the share of small changes in what is said that are heard, by figure, and those that are not."""
    tried, missed = Counter[str](), Counter[str]()
    for case in tasks:
        language, theme = Language(case.language), THEMES[case.theme]
        job = Job.read(case.figure, case.params, ".png", theme, case.shape, "standard", language=language)
        try:
            with staged(job) as figure:
                count, changes = unheard(figure, pictures_of_beats(figure))
        except Refusal:
            continue
        tried[case.figure] += count
        missed[case.figure] += len(changes)
        for change in changes:
            print(f"{case}: {change.where}: {change.was!r} in {change.text!r}", flush=True)
    for figure, count in tried.items():
        print(f"{figure:16}{count:6} changes, {1 - missed[figure] / count:8.2%} heard")


def main() -> None:
    """Run the benchmark with the options of the command line."""
    parser = ArgumentParser(description="Hear what the figures say of random cases.")
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--figure", choices=(*names(), "all"), default="all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--defaults", action="store_true", help="each figure's own parameters instead")
    parser.add_argument("--changes", action="store_true", help="change what is said, one sign at a time")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    options = parser.parse_args()
    figures = names() if options.figure == "all" else (options.figure,)
    tasks = list(defaults()) if options.defaults else []
    for figure in () if options.defaults else figures:
        tasks += cases(figure, options.cases, options.seed)
    if options.changes:
        change_all(tasks)
        return
    fates: Counter[tuple[str, str]] = Counter()
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        for heard in pool.imap(hear, tasks, chunksize=4):
            fate = "untrue" if heard.found and heard.fate == "heard" else heard.fate
            fates[heard.case.figure, fate] += 1
            if heard.found:
                print(f"{heard.case}\n    " + "\n    ".join(heard.found), flush=True)
    for (figure, fate), count in sorted(fates.items()):
        print(f"{figure:16}{fate:10}{count:6}")


if __name__ == "__main__":
    main()
