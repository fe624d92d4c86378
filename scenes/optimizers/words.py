"""Wording of a race of optimizers: names, verdicts, captions, alt text."""

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import plain
from mathcore import Point, Verdict
from scenes.optimizers.facts import Race
from scenes.optimizers.runs.runner import Runner

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


def settings_markup(runner: Runner, language: Language, *, short: bool = False) -> str:
    """Return the learning rate of an optimizer, and its momentum if it has one, as Typst markup."""
    say = language.say
    if runner.momentum is None:
        return plain(say("rate {rate}", rate=runner.rate))
    if short:
        return plain(say("rate {rate}, β {momentum}", rate=runner.rate, momentum=runner.momentum))
    return plain(say("rate {rate}, momentum {momentum}", rate=runner.rate, momentum=runner.momentum))


def introduction(runner: Runner, language: Language) -> str:
    """Return the name of an optimizer and its settings, as a sentence."""
    name = runner_name(runner, language)
    if runner.momentum is None:
        return language.say("{label}, rate {rate}.", label=name, rate=runner.rate)
    return language.say(
        "{label}, rate {rate}, momentum {momentum}.", label=name, rate=runner.rate, momentum=runner.momentum
    )


def manner(runner: Runner, language: Language) -> str | None:
    """Return what an optimizer is for in a few words, or what is seen of it; None for one that is new."""
    say = language.say
    known = {
        "gradient descent": say("zigzags") if runner.zigzags else say("always the steepest way"),
        "momentum": say("keeps its speed"),
        "Nesterov": say("keeps its speed, looks ahead"),
        "AdaGrad": say("rates that only shrink"),
        "RMSProp": say("a rate for each parameter"),
        "Adam": say("speed, and a rate for each parameter"),
        "Newton": say("uses the curvature"),
    }
    return known.get(runner.name)


def chart_name(facts: Race, language: Language) -> str:
    """Return the name of the vertical axis of the chart: the error, or what it is above the minimum."""
    above = facts.bottom is not None and float(facts.function(facts.bottom.x, facts.bottom.y)) != 0
    return language.say("error above the minimum") if above else language.say("error")


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
