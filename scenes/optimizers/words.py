"""Wording of a race of optimizers: names, verdicts, captions, alt text."""

from hillside.stage.lettering.language import Language
from mathcore import Point, Verdict
from scenes.optimizers.facts import Race
from scenes.optimizers.runner import Runner

RESIDUE = 1e-9
"""Size relative to the other coordinate below which a coordinate is a rounding error, written as 0."""


def race_alt(facts: Race, language: Language) -> str:
    """Return the description: the surface, the start, and the outcome of each."""
    shown = language.say(
        "Optimizers race over {function} from {place}.",
        function=language.expression(facts.function),
        place=coordinates(facts.touch, language),
    )
    return language.joined(shown, *(runner_caption(runner, language) for runner in facts.runners))


def coordinates(point: Point, language: Language) -> str:
    """Return the coordinates of a point of the map as text."""
    return f"({language.numeral(point.x)} | {language.numeral(point.y)})"


def _without_residue(point: Point) -> Point:
    """Return the end of a path, with 0 for a coordinate that is 0 up to rounding."""
    least = RESIDUE * max(abs(point.x), abs(point.y))
    return Point(*(0.0 if abs(each) < least else each for each in (point.x, point.y)))


def runner_name(runner: Runner, language: Language) -> str:
    """Return the name of an optimizer; names of people and of programs are the same in every language."""
    say, name = language.say, runner.name
    common = {"gradient descent": say("Gradient descent"), "momentum": say("Momentum")}
    return common.get(name, name[:1].upper() + name[1:])


def verdict(runner: Runner, language: Language) -> str:
    """Return the outcome of an optimizer in a few words."""
    say, steps = language.say, runner.steps
    match runner.verdict:
        case Verdict.ARRIVES:
            return say("Arrives at step {number}", number=steps)
        case Verdict.SADDLE:
            return say("Stops at a saddle")
        case Verdict.HILLTOP:
            return say("Stops on a hilltop")
        case Verdict.SWINGS:
            return say("Never settles")
        case Verdict.ABOVE:
            return say("Ends above the start")
        case Verdict.BELOW:
            return say("Finds lower ground")
        case Verdict.ELSEWHERE if runner.left < 0:
            return say("Finds lower ground")
        case Verdict.ELSEWHERE | Verdict.PLATEAU | Verdict.FLAT:
            return say("Stops at {place}", place=coordinates(_without_residue(runner.rest), language))
        case Verdict.DIVERGES:
            return say("Diverges")
        case Verdict.LEAVES:
            return say("Leaves the domain at step {number}", number=steps)
        case Verdict.NO_STEP:
            return say("Finds no step without curvature")
        case Verdict.GOES_ON:
            return say("Goes on downhill")
        case Verdict.CRAWLS | Verdict.NEARS | Verdict.CLOSES_IN | Verdict.UNDER_WAY:
            return say("{share}% of the error left", share=runner.percent)


def runner_caption(runner: Runner, language: Language) -> str:
    """Return the name of an optimizer and its outcome, as a sentence."""
    words = language.labeled(runner_name(runner, language), verdict(runner, language))
    return language.say("{label}.", label=words)
