"""The film of the error: the data, a line, its gaps, and the weight that slides."""

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from mathcore import DataSet, Point
from scenes.error.error_curve import Slide
from scenes.error.error_words import told_lowest
from scenes.shared.samples.line_fit import error_at


def error_story(data: DataSet, slide: Slide, weight: float | None, language: Language) -> Iterator[Beat]:
    """Yield the data, a line, its gaps, their mean square; then the weight slides.

    Args:
        data: the data.
        slide: the weights of the film.
        weight: the parameter `weight` of the still, None when it was chosen.
        language: the language of the captions.
    """
    say, count = language.say, str(len(data.targets))
    high = error_at(data, slide.high, slide.intercept)
    yield Beat(
        say=say("Here are {count} data points.", count=count),
        show=("axes", "x-name", "y-name", "samples"),
        at={"weight": slide.high},
        seconds=1.8,
    )
    yield Beat(
        say=say("The model is a straight line that predicts y from x; its slope is the weight."),
        show=("line", "weight"),
        seconds=1.6,
        rest=1.6,
    )
    yield Beat(
        say=say("At each point the prediction misses by a gap."), show=("gaps", "gap-name"), seconds=1.6
    )
    yield Beat(
        say=say(
            "Square the gaps and take their mean: the error. Here it is high, {error}.",
            error=high,
        ),
        show=("error", "error-axes", "weight-name", "error-name", "point"),
        seconds=2.0,
        rest=2.0,
    )
    yield Beat(
        say=say("Each weight has its error, and all of them make a curve."), show=("curve",), seconds=1.8
    )
    yield from _sliding(data, slide, language)
    yield Beat(
        say=say("To train the model is to look for the weight with the lowest error."),
        at={"weight": weight},
        seconds=0.2,
        rest=3.0,
    )


def _sliding(data: DataSet, slide: Slide, language: Language) -> Iterator[Beat]:
    """Down to a low error, on to the lowest, and to the weight of the still."""
    say = language.say
    low, here, lowest = (
        error_at(data, weight, slide.intercept) for weight in (slide.low, slide.weight, slide.best)
    )
    yield Beat(
        say=say("Slide the weight to {weight}: the error falls to {error}.", weight=slide.low, error=low),
        to={"weight": slide.low},
        seconds=3.0,
    )
    yield Beat(
        say=told_lowest(Point(slide.best, lowest), language),
        to={"weight": slide.best},
        show=("lowest", "lowest-name"),
        seconds=2.4,
        rest=2.0,
    )
    yield Beat(
        say=say("At weight {weight} the error is {error}.", weight=slide.weight, error=here),
        to={"weight": slide.weight},
        seconds=2.4,
    )
