"""Cases drawn and checked: what became of each, and how often what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from traceback import extract_tb
from typing import Any

from PIL import Image

from hillside.check import Finding, Kind, check_figure, check_film
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.renderer import staged
from tests.cases.figure_cases import Case

THUMB = 440
"""The longer side of a thumbnail in pixels."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a case.

    Attributes:
        case: the case.
        findings: what the check has found.
        refused: the refusal in words; empty if it could be drawn.
        crashed: the error in words; empty unless it was none of ours.
        seconds: the time to draw it, or until the error.
        thumb: the picture, small; None unless asked for.
    """

    case: Case
    findings: tuple[Finding, ...] = ()
    refused: str = ""
    crashed: str = ""
    seconds: float = 0.0
    thumb: Any = None

    @property
    def faults(self) -> list[Finding]:
        """The findings that are faults."""
        return [found for found in self.findings if found.is_fault]

    @property
    def fails(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.crashed or self.faults)


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
    """Return the counts, a line each, and the median and the longest time."""
    seconds = [outcome.seconds for outcome in outcomes]
    kinds = Counter(kind for outcome in outcomes for kind in {found.kind for found in outcome.findings})
    refusals = Counter(_without_numbers(outcome.refused) for outcome in outcomes if outcome.refused)
    lines = [
        ("cases", len(outcomes)),
        ("refused", sum(refusals.values())),
        *((f"  {refusal}", count) for refusal, count in refusals.most_common()),
        ("crashed", sum(bool(outcome.crashed) for outcome in outcomes)),
        *((str(kind), kinds[kind]) for kind in Kind),
        ("cases with a fault", sum(outcome.fails for outcome in outcomes)),
    ]
    rows = [f"{name:<60} {count:>6}" for name, count in lines]
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    rows.append(
        f"seconds to draw: median {median(seconds):.2f}, longest {slowest.seconds:.2f}: {slowest.case}"
    )
    return "\n".join(rows)


def _without_numbers(refusal: str) -> str:
    """Return a refusal without its numbers, so that similar ones are counted together."""
    return "".join("#" if letter.isdigit() else letter for letter in refusal.split(";")[0])[:56]
