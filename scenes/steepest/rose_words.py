"""The rate of change in every direction, in words."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from scenes.steepest.rose import Rose


def told_rose(rose: Rose, language: Language) -> str:
    """Return the map, the point, and the way that leads down fastest, in a few sentences."""
    shown = language.say(
        "A contour map of {function} with the point {place}.",
        function=rose.function,
        place=told_pair(rose.touch.x, rose.touch.y, language),
    )
    if rose.is_flat:
        return language.joined(shown, told_flat(language))
    told = language.say(
        "Of the arrows in all directions the longest downhill is {descent}, square to the level line: "
        "the height falls by {rate} for each unit of way.",
        descent=told_descent(rose, language),
        rate=rose.steepness,
    )
    return language.joined(shown, told)


def told_flat(language: Language) -> str:
    """Return that no direction leads down."""
    return language.say("The ground is flat there: no direction leads down.")


def told_descent(rose: Rose, language: Language) -> str:
    """Minus the gradient as a pair of numbers."""
    return language.equation("−∇f", told_pair(rose.across, rose.up, language))


def told_pair(x: float, y: float, language: Language) -> str:
    """Return two numbers in parentheses, parted by a semicolon where the decimal sign is a comma.

    >>> told_pair(1.5, -2.0, Language("en")), told_pair(1.5, -2.0, Language("de"))
    ('(1.5, −2)', '(1,5; −2)')
    """
    parted = "; " if "," in language.numeral(0.5) else ", "
    return language.isolated(f"({language.numeral(x)}{parted}{language.numeral(y)})")
