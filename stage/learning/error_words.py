"""The lowest error of a model in words."""

from mathcore import Point
from stage.lettering.language import Language


def told_lowest(lowest: Point, language: Language) -> str:
    """Where the error is lowest, and whether that is zero."""
    if lowest.y == 0:
        return language.say(
            "At weight {weight} the error is zero: every point lies on the line, which is rare.",
            weight=lowest.x,
        )
    return language.say(
        "At weight {weight} the error is lowest: {error}. Zero would need every point on the line.",
        weight=lowest.x,
        error=lowest.y,
    )
