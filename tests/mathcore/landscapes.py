"""Functions of two variables to descend on."""

from mathcore import parse

BOWL = parse("x^2 + 5y^2 + x y", ("x", "y"))
VALLEY = parse("(1 - x)^2 + 100(y - x^2)^2", ("x", "y"))
HIMMELBLAU = parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", ("x", "y"))
