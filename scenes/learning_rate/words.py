"""Wording of descents with several rates: headings, verdicts, captions and alt text."""

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from mathcore import Verdict
from scenes.learning_rate.bottom import Bottom
from scenes.learning_rate.facts import Trials
from scenes.learning_rate.trial import Trial


def rate_settings(rate: float, bottom: Bottom | None, language: Language) -> tuple[str, ...]:
    """Return the settings of a rate as Typst markup, compared with the limit at the minimum if given."""
    words = plain(language.say("rate {rate}", rate=rate))
    if bottom is None or bottom.limit is None:
        return (words,)
    sign = ">" if rate > bottom.limit else "<" if rate < bottom.limit else "="
    over, value = quoted(language.numeral(bottom.over)), quoted(language.numeral(bottom.limit))
    compared = rf"{sign} {over} \/ L = {value}"
    # The number is part of the formula, or else it would follow it in a right-to-left line.
    place = "{rate}"
    before, _, after = language.say("rate {rate}", rate=place).partition(language.isolated(place))
    whole = f"{plain(before)}{formula(f'{quoted(language.numeral(rate))} {compared}')}{plain(after)}"
    return whole, f"{words}\\\n{formula(compared)}"


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
