"""Figures of the learning rate."""

from typing import Any

from mathcore import parse
from scenes.learning_rate.scene import LearningRate


def figure(function: str = "x^2", start: float = 2.0, **given: Any) -> Any:
    return LearningRate(LearningRate.Params(function=parse(function), start=start, **given))
