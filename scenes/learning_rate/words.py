"""Wording of descents with several rates: heads, verdicts, the limit, captions and alt text."""

from collections.abc import Mapping
from types import MappingProxyType

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import markup_of
from hillside.stage.lettering.typst_markup import formula, plain, quoted, wrapped
from mathcore import Verdict
from scenes.learning_rate.facts import Trials
from scenes.learning_rate.trials.rate_line import Range
from scenes.learning_rate.trials.rates import Bottom, Trial

HEADS: Mapping[Verdict, Range] = MappingProxyType(
    {
        Verdict.CRAWLS: Range.SLOW,
        Verdict.NEARS: Range.SLOW,
        Verdict.ARRIVES: Range.ARRIVES,
        Verdict.CLOSES_IN: Range.OVERSHOOTS,
        Verdict.SWINGS: Range.OVERSHOOTS,
        Verdict.DIVERGES: Range.OVERSHOOTS,
        Verdict.LEAVES: Range.OVERSHOOTS,
        Verdict.ABOVE: Range.OVERSHOOTS,
        Verdict.ELSEWHERE: Range.OVERSHOOTS,
    }
)
"""What a rate is, by what becomes of its descent; of the other verdicts one cannot tell."""

FORMULA = "{formula}"
"""The place of a formula in what is said, which is set as mathematics."""


def head(trial: Trial, language: Language) -> str | None:
    """Return what a rate is in two words; None where one cannot tell."""
    say = language.say
    words = {
        Range.SLOW: say("Too small"),
        Range.ARRIVES: say("Right"),
        Range.OVERSHOOTS: say("Too large"),
    }
    kind = HEADS.get(trial.verdict)
    return None if kind is None else words[kind]


def rate_markup(rate: float, language: Language) -> str:
    """Return a rate with its name as Typst markup."""
    return plain(language.say("rate {rate}", rate=rate))


def limit_settings(bottom: Bottom, language: Language) -> tuple[str, ...]:
    """Return the largest rate that can settle at the bottom, such as `limit 2 / L = 1`, as Typst markup."""
    if bottom.limit is None:
        return ()
    over, value = quoted(language.numeral(bottom.over)), quoted(language.numeral(bottom.limit))
    said = language.say("limit {formula}", formula=FORMULA)
    return (_with_formula(said, rf"{over} \/ L = {value}", language),)


def bottom_settings(bottom: Bottom | None, language: Language) -> tuple[str, ...]:
    """Return what L is, or why there is no limit, as Typst markup on one line and on two."""
    if bottom is None or bottom.curvature is None:
        said = bottom_caption(bottom, language)
        return plain(said), plain(wrapped(said, 2))
    at, value = quoted(language.numeral(bottom.x)), quoted(language.numeral(bottom.curvature))
    curvature = f"L = {markup_of('f', language)}''({at}) = {value}"
    said = language.say(
        "{formula} is the curvature at the bottom: above the limit no descent settles there.", formula=FORMULA
    )
    return tuple(_with_formula(each, curvature, language) for each in (said, wrapped(said, 2)))


def _with_formula(said: str, typst_math: str, language: Language) -> str:
    """Return what is said as Typst markup, with a formula in its place."""
    before, _, after = said.partition(language.isolated(FORMULA))
    pieces = plain(before) if before else "", formula(typst_math), plain(after) if after else ""
    return "".join(pieces)


def trials_alt(facts: Trials, language: Language) -> str:
    """Return the description: the curve, and each rate with its outcome."""
    shown = language.say(
        "Three descents on {curve} from {place}.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
    )
    return language.joined(shown, *(trial_caption(trial, language) for trial in facts.trials))


def trial_caption(trial: Trial, language: Language) -> str:
    """Return a sentence with a rate and its outcome."""
    return language.say("Rate {rate}: {label}.", rate=trial.rate, label=verdict(trial, language))


def verdict(trial: Trial, language: Language) -> str:
    """Return the outcome in a few words, to stand below a descent and after its rate in a caption."""
    say, steps, done = language.say, trial.steps, trial.percent
    match trial.verdict:
        case Verdict.ARRIVES:
            return say("Arrives at step {number}", number=steps)
        case Verdict.CRAWLS:
            return say("Crawls {share}% of the way in {steps} steps", share=done, steps=steps)
        case Verdict.NEARS:
            return say("Comes {share}% of the way in {steps} steps", share=done, steps=steps)
        case Verdict.CLOSES_IN:
            return say("Hops across the valley, a little less each time")
        case Verdict.SWINGS if trial.crosses:
            return say("Hops across the valley and never settles")
        case Verdict.SWINGS:
            return say("Never settles")
        case Verdict.SADDLE | Verdict.HILLTOP | Verdict.PLATEAU | Verdict.ELSEWHERE:
            place = language.equation("x", trial.rest)
            return say("Settles in another place, at {place}", place=place)
        case Verdict.DIVERGES:
            return say("Diverges")
        case Verdict.LEAVES:
            return say("Leaves the domain at step {number}", number=steps)
        case Verdict.GOES_ON:
            return say("Goes on downhill with no bottom in {steps} steps", steps=steps)
        case Verdict.ABOVE:
            return say("Ends above the start")
        case Verdict.BELOW:
            return say("Finds lower ground")
        case Verdict.UNDER_WAY | Verdict.NO_STEP | Verdict.FLAT:
            return say("Is not there yet after {steps} steps", steps=steps)


def bottom_caption(bottom: Bottom | None, language: Language) -> str:
    """Return a sentence or two about the limit that the minimum sets for learning rates."""
    say = language.say
    if bottom is None:
        return say("Downhill of the start there is no bottom at which a descent could settle.")
    if bottom.corner:
        return say(
            "The bottom is a corner: the slope does not shrink on the way there, and so nor do the steps."
        )
    if bottom.curvature is None or bottom.limit is None:
        return say("The ground is ever flatter towards the bottom, and so the steps are ever shorter.")
    return say(
        "The curvature at the bottom is L = {curvature}: no rate above 2/L = {limit} can settle there.",
        curvature=bottom.curvature,
        limit=bottom.limit,
    )
