"""Wording of the rate of change in every direction: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Role
from scenes.steepest.facts import Facts


def steepest_alt(facts: Facts, language: Language) -> str:
    """Return the description: the map, the point, and the direction of steepest descent."""
    shown = language.say(
        "A contour map of {function} with the point {place}.",
        function=facts.function,
        place=pair_words(facts.touch.x, facts.touch.y, language),
    )
    if facts.is_flat:
        return language.joined(shown, flat_words(language))
    longest = language.say(
        "Of the arrows in all directions the longest downhill is {descent}, square to the level line: "
        "the height falls by {rate} for each unit of way.",
        descent=descent_words(facts, language),
        rate=facts.steepness,
    )
    turned = () if facts.turn == 0 else (turn_words(facts, language),)
    return language.joined(shown, longest, *turned)


def role_of(rate: float) -> Role:
    """Return the role that a rate of change has: that of the slope downhill, of the curve uphill."""
    return "ink" if rate == 0 else "slope" if rate < 0 else "curve"


def signed(rate: float, language: Language, scale: float | None = None) -> str:
    """Return a rate of change with its sign, in isolates where the language needs them.

    Args:
        rate: the rate.
        language: the language.
        scale: the size of rates that determines the number of decimals while it changes, or None.

    >>> [signed(rate, Language("de")) for rate in (1.25, -0.5, 0.0)]
    ['+1,25', '−0,5', '0']
    """
    shown = language.numeral(rate) if scale is None else language.counting(rate, scale)
    return language.isolated(f"{'+' if rate > 0 else ''}{shown}")


def turn_words(facts: Facts, language: Language) -> str:
    """Return the rate of change along the step that is turned away from the steepest descent."""
    return language.say(
        "Turn {turn}° away from it, and the rate of change is {rate}.",
        turn=float(abs(facts.turn)),
        rate=facts.rate,
    )


def square_words(language: Language) -> str:
    """Return the statement of the picture."""
    return language.say("Steepest descent is square to the contour line")


def flat_words(language: Language) -> str:
    """Return the statement that no direction leads down."""
    return language.say("The ground is flat there: no direction leads down.")


def descent_words(facts: Facts, language: Language) -> str:
    """Return minus the gradient as an equation of a pair of numbers."""
    return language.equation("−∇f", pair_words(facts.across, facts.up, language))


def pair_words(x: float, y: float, language: Language) -> str:
    """Return two numbers in parentheses, separated by a semicolon where the decimal sign is a comma.

    >>> pair_words(1.5, -2.0, Language("en")), pair_words(1.5, -2.0, Language("de"))
    ('(1.5, −2)', '(1,5; −2)')
    """
    parted = "; " if "," in language.numeral(0.5) else ", "
    return language.isolated(f"({language.numeral(x)}{parted}{language.numeral(y)})")
