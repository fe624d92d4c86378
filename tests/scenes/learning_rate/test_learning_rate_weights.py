"""Each weight of the view of a valley: the picture that its table names goes wrong without it."""

from dataclasses import replace
from typing import Any

import pytest

from scenes.learning_rate.facts import FRAMING
from scenes.learning_rate.scene import LearningRate
from tests.scenes.named_pictures import picture_of

pytestmark = pytest.mark.usefixtures("small")


def loses_the_third_descent(drawn: Any) -> bool:
    return drawn.final_facts.large is None


def presses_the_descents_to_the_ground(drawn: Any) -> bool:
    return drawn.final_facts.touch.y - drawn.view.y.low < 0.25 * drawn.view.y.width


def is_a_line_with_a_crack(drawn: Any) -> bool:
    return drawn.view.y.width > 1000.0 * drawn.final_facts.touch.y


PICTURES = [
    ({"aside": 1.0}, "learning-rate", loses_the_third_descent),
    ({"above": 1e9}, "learning-rate --function x^4 --start 0.5", presses_the_descents_to_the_ground),
    (
        {"below": 1e9},
        'learning-rate --function "x^2/2 - 0.05/(x + 1)^2" --start 1',
        is_a_line_with_a_crack,
    ),
]


@pytest.mark.parametrize(("weights", "command", "is_wrong"), PICTURES)
def test_without_a_weight_the_example_in_its_table_goes_wrong(
    weights: Any, command: str, is_wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_wrong(picture_of(LearningRate, FRAMING, command))
    monkeypatch.setattr("scenes.learning_rate.facts.FRAMING", replace(FRAMING, **weights))
    assert is_wrong(picture_of(LearningRate, FRAMING, command))
