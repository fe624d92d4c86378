"""The words of a page to explore, in the language of its figure."""

from __future__ import annotations

from collections.abc import Mapping

from hillside.stage.lettering.language import Language


def page_words(language: Language) -> Mapping[str, str]:
    """Return the words of the page, those with `{names}` still to be filled in.

    Example:
        >>> page_words(Language("de"))["valley"], page_words(Language())["slopeIs"]
        ('Tal', 'slope {slope}')
    """
    groups = (_of_figures, _of_controls, _of_questions, _of_walks, _of_maps)
    return {name: text for group in groups for name, text in group(language).items()}


def _of_figures(language: Language) -> dict[str, str]:
    say = language.say
    return {
        **language.words_of_cases,
        "run": say("run"),
        "rise": say("rise"),
        "increasing": say("increasing"),
        "decreasing": say("decreasing"),
        "flat": say("flat"),
        "slopeIs": plain(say("slope {slope}", slope="{slope}")),
        "flatValley": say("flat, a valley"),
        "flatHilltop": say("flat, a hilltop"),
        "noSlope": plain(say("no slope here: left {left}, right {right}", left="{left}", right="{right}")),
        "vertical": say("vertical, no slope here"),
        "noValue": say("no value here"),
        "valley": say("valley"),
        "hilltop": say("hilltop"),
        "zero": say("zero"),
        "corner": say("corner"),
    }


def plain(text: str) -> str:
    """Return a text without the isolates around its placeholders, which the page puts there itself."""
    return text.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")


def _of_controls(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "function": say("Function"),
        "isReadAs": say("is read as"),
        "slopeAt": say("Slope at"),
        "triangle": say("Triangle"),
        "drawDerivative": say("Draw the derivative as I drag"),
        "pointOnCurve": say("point on the curve"),
        "stepLeft": say("step left"),
        "stepRight": say("step right"),
        "undo": say("undo"),
        "zoomIn": say("zoom in"),
        "zoomOut": say("zoom out"),
        "fit": say("fit to the window"),
        "goTo": say("Go to"),
        "keys": say("Keys"),
        "dark": say("Dark"),
        "light": say("Light"),
        "copyLink": say("Copy link"),
        "copied": say("Copied"),
        "close": say("Close"),
        "controls": say("Controls"),
        "keyStep": say("one step"),
        "keyFar": say("ten steps"),
        "keyFine": say("a tenth of a step"),
        "keyEnds": say("to the edge of the window"),
        "keyPlaces": say("to the next special place"),
        "hint": say("Drag the point, or use the arrow keys. With Shift it goes ten times as far."),
        "noNumber": say("This is no number; type one such as −0.75 or −3/4."),
        "tooLong": say("This formula is too long; use a shorter one."),
    }


def _of_questions(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "guessTheSlope": say("Guess the slope"),
        "quizInvites": say("The numbers and the triangle are hidden, and you say how steep the line is."),
        "quizTold": say(
            "Look at the dashed line. From the point, go 1 to the right. How far up or down is the line then?"
        ),
        "askMe": say("Ask me"),
        "findFlat": say("Find a slope of 0"),
        "findFlatTold": say("Move the point to a place where the slope is 0."),
        "yourSlope": say("Your slope"),
        "check": say("Check"),
        "reveal": say("Reveal"),
        "stop": say("Stop"),
        "nextPoint": say("Next point"),
        "finish": say("Finish"),
        "yourGuess": say("Your guess"),
        "theSlope": say("The slope"),
        "hiddenUntil": say("Hidden until you answer."),
        "slopeAsked": plain(say("slope {slope}", slope="?")),
        "questionOf": plain(
            say(
                "Question {number} of {all}, {right} right so far",
                number="{number}",
                all="{all}",
                right="{right}",
            )
        ),
        "roundDone": plain(say("{right} of {all} were right.", right="{right}", all="{all}")),
        "right": say("Right!"),
        "tooSteep": plain(say("The sign is right; {by} too steep.", by="{by}")),
        "tooGentle": plain(say("The sign is right; {by} too gentle.", by="{by}")),
        "wrongRises": say("The line rises to the right: its slope is positive."),
        "wrongFalls": say("The line falls to the right: its slope is negative."),
        "wrongFlat": say("The line is level: its slope is 0."),
        "notFlat": plain(say("Not yet: slope {slope}", slope="{slope}")),
        "lineTold": plain(
            say(
                "At {place} the line is at {first}, and 1 to the right at {second}.",
                place="{place}",
                first="{first}",
                second="{second}",
            )
        ),
    }


def _of_walks(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "secondPoint": say("second point on the curve"),
        "slopeOfSecant": say("Slope of the secant"),
        "tangentToo": say("The tangent too"),
        "takeStep": say("Take a step"),
        "walkOn": say("Walk on"),
        "pause": say("Pause"),
        "back": say("Back"),
        "reset": say("Reset"),
        "steps": say("Steps"),
        "step": say("step"),
        "start": say("start"),
        "error": say("error"),
        "slope": say("slope"),
        "move": say("move"),
        "rate": say("learning rate"),
        "errorAfterEachStep": say("Error after each step"),
        "stepTold": plain(
            say(
                "Step {number}: {place}, error {error}, slope {slope}.",
                number="{number}",
                place="{place}",
                error="{error}",
                slope="{slope}",
            )
        ),
        "keyTakeStep": say("one step of the walk"),
        "keyBack": say("one step back"),
        "keyWalk": say("walk on, or pause"),
        "keyReset": say("start again"),
        "startingPlace": say("the starting place"),
        "downhill": say("Direction to decrease error"),
        "arrives": plain(say("Arrives at step {number}", number="{number}")),
        "diverges": say("Diverges"),
        "neverSettles": say("Never settles"),
        "hops": say("Hops across the valley, a little less each time"),
        "notThere": plain(say("Is not there yet after {steps} steps", steps="{steps}")),
        "goesOn": say("Goes on downhill"),
        "stopsOnHilltop": say("Stops on a hilltop"),
        "stopsAtSaddle": say("Stops at a saddle"),
        "limit": plain(say("limit {formula}", formula="{formula}")),
        "inTheValley": say("in the valley"),
        "decrease": plain(say("decrease {x}", x="{x}")),
        "increase": plain(say("increase {x}", x="{x}")),
        "flatPerhaps": say("flat: perhaps the minimum"),
        "flatNoMinimum": say("flat, but no minimum"),
        "newValue": plain(say("new {x} = {parameter} − rate × slope", x="{x}", parameter="{x}")),
        "gentle": say("gentle"),
        "steep": say("steep"),
    }


def _of_maps(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "pointOnMap": say("point on the map"),
        "direction": say("direction"),
        "gradientAt": say("The gradient at"),
        "steepestDescent": say("steepest descent"),
        "rateOfChange": plain(say("rate of change: {rate}", rate="{rate}")),
        "lowestPoint": say("lowest point"),
        "valuesAt": say("Values at"),
        "forward": say("value, forward"),
        "backward": say("derivative, backward"),
        "localSlope": say("local slope"),
        "gradientDescent": say("Gradient descent"),
        "momentum": say("Momentum"),
        "errorAbove": say("error above the minimum"),
    }
