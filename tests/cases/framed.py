"""Functions of all scales, each with a point at which its slope is to be seen, and the view chosen for it."""

from hillside.stage.framing import view_of
from hillside.stage.plane import View
from mathcore import Interval, derivative, parse

CASES = [
    ("x^2", 1.0),
    ("sin(x) + x/3", 2.0),
    ("1/x", 0.5),
    ("exp(x)", 2.0),
    ("ln x", 1.0),
    ("1000 x^2", 1.0),
    ("1e-6 sin(x)", 1.0),
    ("sin(200x)", 0.01),
    ("(x/1e5)^2", 3e5),
    ("1e6 x", -2.0),
    ("5", 0.0),
    ("tan(x)", 1.5),
    ("x^4/4 - x^2 + x/5", 2.2),
    ("1e-9 + x^3", 1e-4),
]


def framed(text: str, at: float, aspect: float = 1.8, window: Interval | None = None) -> View:
    f = parse(text)
    return view_of(f, at, float(derivative(f, at)), window, aspect)
