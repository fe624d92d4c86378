"""The letters of a function stand on the axes, in the words and in the captions of its figure."""

import re

import pytest

from hillside.stage.labels import Beside
from hillside.studio import catalogue
from hillside.studio.serialization import from_text

GIVEN = {
    "tangent": ({"function": "h(t) = 5t - t^2", "at": "1"}, ("x-name", "y-name"), ("t", "h")),
    "secant": ({"function": "w^2", "at": "1"}, ("x-name", "y-name"), ("w", "y")),
    "derivative": ({"function": "J(θ) = θ^2", "at": "1"}, ("slope-x-name", "y-name"), ("theta", "J")),
    "steepest": ({"function": "w^2 + 2b^2"}, ("x-name", "y-name"), ("w", "b")),
}


@pytest.mark.parametrize("figure", GIVEN)
def test_axes_and_words_have_the_letters_of_the_function(figure: str) -> None:
    given, axes, letters = GIVEN[figure]
    kind = catalogue.load(figure)
    drawn = kind(from_text(kind.Params, given))
    parts = drawn.parts(drawn.final_facts)
    names = [parts[name] for name in axes]
    assert [name.lettering.settings[0] for name in names if isinstance(name, Beside)] == [
        f"${letter}$" for letter in letters
    ]
    said = " ".join([drawn.alt(drawn.final_facts), *(beat.say for beat in drawn.film.beats)])
    spoken = {"theta": "θ"}.get(letters[0], letters[0])
    assert re.search(rf"\b{spoken}\b", said)
    assert not re.search(r"\bx\b", said)


SAID = {
    "direction": {"function": "P(q) = q^3/3 - q"},
    "steepness": {"function": "s(t) = t^3/3 - t"},
    "hiker": {"function": "J(θ) = θ^4/4 - θ^2"},
    "guide": {"function": "L(w) = (w - 1)^2"},
    "learning-rate": {"function": "J(w) = w^2/2"},
    "header": {"function": "J(w) = w^3/12 + w/4 + 1"},
    "landscape": {"function": "w^2 + wb + 2b^2"},
    "optimizers": {"function": "w^2/12 + b^2"},
}


@pytest.mark.parametrize("figure", SAID)
def test_no_figure_speaks_of_another_letter(figure: str) -> None:
    kind = catalogue.load(figure)
    drawn = kind(from_text(kind.Params, SAID[figure]))
    said = " ".join([drawn.alt(drawn.final_facts), *(beat.say for beat in drawn.film.beats)])
    assert not re.search(r"\b[xy]\b", said), said
