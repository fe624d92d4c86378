"""Wording of the walk down a hill: alt text, captions and the words beside the arrow."""

from hillside.stage.lettering.language import Language
from scenes.hiker.facts import Hill, Verdict


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


def verdict_caption(facts: Hill, language: Language) -> str:
    """Return a sentence on how the descent continues after the last stop."""
    say, error = language.say, facts.stops[-1].y
    match facts.verdict:
        case Verdict.STEPS_TAKEN:
            steps = len(facts.stops) - 1
            return say("After step {number} the error is {error}.", number=steps, error=error)
        case Verdict.FLAT:
            return say(
                "Here the ground is flat: the slope is 0 and the walk ends, at error {error}.", error=error
            )
        case Verdict.NO_WAY_DOWN:
            return say("The ground is flat here: the slope is 0, and there is no way down to be felt.")
        case Verdict.OFF_THE_GROUND:
            return say(
                "The next step would lead to {place}, off the ground shown: the rate is too large.",
                place=language.equation("x", facts.following),
            )
