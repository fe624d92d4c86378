"""Who runs in a race of optimizers, and what becomes of each, in words."""

from hillside.stage.lettering.language import Language
from mathcore import Point
from scenes.optimizers.race import Race
from scenes.optimizers.runner import Finish, Runner

RESIDUE = 1e-9
"""A coordinate of less than this share of the other one is told as 0."""


def told_race(facts: Race, language: Language) -> str:
    """Return the surface, the start, and what becomes of each, for those who cannot see the picture."""
    shown = language.say(
        "Optimizers race over {function} from {place}.",
        function=language.expression(facts.function),
        place=told_place(facts.touch, language),
    )
    return language.joined(shown, *(told_runner(runner, language) for runner in facts.runners))


def told_place(point: Point, language: Language) -> str:
    """Return the coordinates of a point of the map."""
    return f"({language.numeral(point.x)} | {language.numeral(point.y)})"


def _settled(point: Point) -> Point:
    """Return where a path ends, without a coordinate that its steps have made as good as 0."""
    least = RESIDUE * max(abs(point.x), abs(point.y))
    return Point(*(0.0 if abs(each) < least else each for each in (point.x, point.y)))


def runner_name(runner: Runner, language: Language) -> str:
    """Return the name of an optimizer; those that are names of people or programs are the same everywhere."""
    match runner.name:
        case "gradient descent":
            return language.say("Gradient descent")
        case "momentum":
            return language.say("Momentum")
        case name:
            return name


def told_finish(runner: Runner, language: Language) -> str:
    """Return what becomes of an optimizer, in a few words."""
    say, steps = language.say, runner.steps
    match runner.finish:
        case Finish.ARRIVES:
            return say("Arrives at step {number}", number=steps)
        case Finish.ON_THE_WAY:
            return say("{share}% of the error left", share=runner.percent)
        case Finish.SADDLE:
            return say("Stops at a saddle")
        case Finish.HILLTOP:
            return say("Stops on a hilltop")
        case Finish.ABOVE:
            return say("Ends above the start")
        case Finish.LOWER:
            return say("Finds lower ground")
        case Finish.ELSEWHERE:
            return say("Stops at {place}", place=told_place(_settled(runner.stops[-1]), language))
        case Finish.DIVERGES:
            return say("Diverges")
        case Finish.LEAVES:
            return say("Leaves the domain at step {number}", number=steps)
        case Finish.NO_STEP:
            return say("Finds no step without curvature")
        case Finish.GOES_ON:
            return say("Goes on downhill")


def told_runner(runner: Runner, language: Language) -> str:
    """Return the name of an optimizer and what becomes of it, as a sentence."""
    told = language.labeled(runner_name(runner, language), told_finish(runner, language))
    return language.say("{label}.", label=told)
