"""Wording of the walk down a hill: alt text, captions and the words beside the arrow."""

from hillside.stage.lettering.language import Language
from mathcore import Verdict
from scenes.hiker.facts import End, Hill

LEVEL_ENDS = (Verdict.SADDLE, Verdict.HILLTOP, Verdict.PLATEAU)
"""The verdicts on a walk that comes to rest where there is no valley."""
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


def asked_alt(facts: Hill, language: Language) -> str:
    """Return the description without the next step, and the question for it."""
    say = language.say
    stands = say(
        "A hiker stands at {place} on a hill shaped like {curve}.",
        place=language.equation("x", facts.foot.x),
        curve=language.equation("y", facts.ground.f),
    )
    rate = say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate)
    return language.joined(stands, slope_caption(facts, language), rate, step_question(language))


def step_question(language: Language) -> str:
    """Return the question for the next step."""
    return language.say("Where does the next step lead?")


def slope_caption(facts: Hill, language: Language) -> str:
    """Return the slope underfoot in a sentence."""
    return language.say("The slope underfoot is {slope}.", slope=facts.slope)


def step_caption(facts: Hill, number: int, language: Language) -> str:
    """Return the length of step `number`, from 0, in x, and its direction."""
    move, say = facts.moves[number], language.say
    if move > 0:
        return say("Step {number}: {length} to the right.", number=number + 1, length=move)
    return say("Step {number}: {length} to the left.", number=number + 1, length=-move)


def end_caption(facts: Hill, language: Language) -> str:
    """Return a sentence on why the walk ends at its last stop, and what becomes of it."""
    say, place = language.say, language.equation("x", facts.following)
    if facts.end is End.FLAT and facts.count == 0:
        return say("The ground is flat here: the slope is 0, and there is no way down to be felt.")
    if facts.end is End.FLAT:
        return say("Here the ground is flat: the slope is 0, and the walk ends.")
    if facts.verdict is Verdict.ARRIVES:
        return say("The bottom of the valley is all but reached: the ground is almost flat.")
    if facts.verdict in LEVEL_ENDS:
        return say("The ground is almost flat here, but this is no valley.")
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
        case End.TOO_HIGH:
            return say(
                "The next step would lead to {place}, higher up than is shown: the rate is too large.",
                place=place,
            )
        case End.TOO_SHORT:
            return say("The next step is too short to be seen here.")
        case End.STEPS_TAKEN:
            return _after_all_steps(facts, language)


def _after_all_steps(facts: Hill, language: Language) -> str:
    """Return a sentence on what has become of the walk after all steps."""
    say, number = language.say, facts.count
    if facts.stops[-1].y > facts.stops[0].y:
        return say(
            "After step {number} the error is higher than at the start: the rate is too large.", number=number
        )
    match facts.verdict:
        case Verdict.SWINGS:
            return say("After step {number} the walk swings on without end.", number=number)
        case Verdict.GOES_ON:
            return say("After step {number} the ground still falls.", number=number)
        case _:
            error = facts.stops[-1].y
            return say("After step {number} the error is {error}.", number=number, error=error)


def verdict_words(facts: Hill, language: Language) -> str | None:
    """Return what becomes of a walk in a few words, to stand beside the hiker at its end; None if nothing.

    Of a walk that has only just begun to be told, there is nothing to say.
    """
    say = language.say
    if not facts.is_over or facts.count == 0:
        return None
    match facts.verdict:
        case Verdict.ARRIVES:
            return say("in the valley")
        case Verdict.DIVERGES:
            return say("Diverges")
        case Verdict.SWINGS:
            return say("Never settles")
        case Verdict.CLOSES_IN:
            return say("Hops across the valley, a little less each time")
        case Verdict.HILLTOP:
            return say("Stops on a hilltop")
        case Verdict.SADDLE:
            return say("Stops at a saddle")
        case Verdict.GOES_ON if facts.end in (End.STEPS_TAKEN, End.TOO_SHORT):
            return say("Goes on downhill")
        case Verdict.CRAWLS | Verdict.NEARS | Verdict.UNDER_WAY:
            return say("Is not there yet after {steps} steps", steps=facts.count)
        case _:
            return None
