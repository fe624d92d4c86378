"""Wording of the walk down a hill: alt text, captions and the words beside the arrow."""

from hillside.stage.lettering.language import Language
from mathcore import Verdict
from scenes.hiker.facts import End, Hill

RATE_TOO_LARGE = (Verdict.DIVERGES, Verdict.SWINGS)
"""The verdicts on a rate that is too large to settle anywhere."""


def direction_words(own: str | None, language: Language) -> str:
    """Return the words beside the downhill arrow: the lecturer's, or the default."""
    return language.say("Direction to decrease error") if own is None else own


def hill_alt(facts: Hill, language: Language) -> str:
    """Return the description: where the hiker stands, the slope there, and the downhill direction."""
    say, slope = language.say, facts.slope
    stands = say(
        "A hiker stands at {place} on a hill shaped like {curve}.",
        place=language.equation("x", facts.foot.x),
        curve=language.equation("y", facts.ground.f),
    )
    down = {
        1: say("The slope underfoot is {slope}, so the way down is to the right.", slope=slope),
        -1: say("The slope underfoot is {slope}, so the way down is to the left.", slope=slope),
        0: say("The slope underfoot is {slope}: the ground is flat.", slope=slope),
    }[facts.downhill]
    return language.joined(stands, down)


def step_caption(facts: Hill, number: int, language: Language) -> str:
    """Return the length of step `number`, from 0, in x, and its direction."""
    move, say = facts.moves[number], language.say
    if move > 0:
        return say("Step {number}: {length} to the right.", number=number + 1, length=move)
    return say("Step {number}: {length} to the left.", number=number + 1, length=-move)


def end_caption(facts: Hill, language: Language) -> str:
    """Return a sentence on why the walk ends at its last stop, and what becomes of it."""
    say, slope, error = language.say, facts.last_slope, facts.stops[-1].y
    place = language.equation("x", facts.following)
    if facts.end is End.FLAT and len(facts.stops) == 1:
        return say("The ground is flat here: the slope is 0, and there is no way down to be felt.")
    if facts.end is End.FLAT:
        return say(
            "Here the ground is flat: the slope is 0 and the walk ends, at error {error}.", error=error
        )
    if facts.verdict is Verdict.ARRIVES:
        return say(
            "The bottom of the valley is all but reached: the slope is {slope} and the error {error}.",
            slope=slope,
            error=error,
        )
    if facts.verdict in (Verdict.SADDLE, Verdict.HILLTOP, Verdict.PLATEAU):
        return say(
            "The ground is almost flat here, but this is no valley: the slope is {slope}.", slope=slope
        )
    match facts.end:
        case End.NO_GROUND:
            return say("The next step would lead to {place}, where there is no ground.", place=place)
        case End.GAP:
            return say("The next step would lead to {place}, across a gap in the ground.", place=place)
        case End.OFF_THE_GROUND if facts.verdict in RATE_TOO_LARGE:
            return say(
                "The next step would lead to {place}, off the ground shown: the rate is too large.",
                place=place,
            )
        case End.OFF_THE_GROUND:
            return say("The next step would lead to {place}, off the ground shown.", place=place)
        case End.TOO_SHORT:
            length = facts.next_length
            return say("The next step is only {length}, too short to be seen here.", length=length)
        case End.STEPS_TAKEN:
            return _after_all_steps(facts, language)


def _after_all_steps(facts: Hill, language: Language) -> str:
    """Return a sentence on the error after all steps, and what becomes of the walk."""
    say, number, error = language.say, len(facts.stops) - 1, facts.stops[-1].y
    if error > facts.stops[0].y:
        return say(
            "After step {number} the error is {error}, higher than at the start: the rate is too large.",
            number=number,
            error=error,
        )
    match facts.verdict:
        case Verdict.SWINGS:
            return say(
                "After step {number} the error is {error}, and the walk swings on without end.",
                number=number,
                error=error,
            )
        case Verdict.GOES_ON:
            return say(
                "After step {number} the error is {error}, and the ground still falls.",
                number=number,
                error=error,
            )
        case _:
            return say("After step {number} the error is {error}.", number=number, error=error)
