"""Functions of two variables from text, and a plane to draw their maps on."""

from hillside.stage.look.theme import THEMES
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box
from mathcore import Interval, parse
from scenes.shared.maps.scalar_field import Field, field_of

WINDOW = Interval(-3, 3)
PIXEL = 6 / 900
"""One pixel of a map that is 900 of them wide."""


def field(text: str) -> Field:
    return field_of(parse(text, ("x", "y")))


def plane(theme: str = "light") -> Plane:
    return Plane(View(WINDOW, WINDOW, 1.0), Box(-450, -450, 450, 450), THEMES[theme])
