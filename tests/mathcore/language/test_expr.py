"""A section is the function itself along one variable."""

import numpy as np
import pytest

from mathcore import MathError, derivative, gradient, parse
from mathcore.language.expr import section

F = parse("x^2 y - sin(x z) + z", names=("x", "y", "z"))
AT = {"x": 0.7, "y": -3.0, "z": 2.0}


@pytest.mark.parametrize("name", AT)
def test_a_section_has_the_values_and_slopes_of_the_function(name: str) -> None:
    g = section(F, AT, name)
    for x in np.linspace(-2, 2, 7):
        assert g(x) == pytest.approx(F(*({**AT, name: x}).values()))
    slope = gradient(F, list(AT.values()))[list(AT).index(name)]
    assert derivative(g, AT[name]) == pytest.approx(slope)


def test_a_missing_and_an_unknown_variable_are_refused() -> None:
    with pytest.raises(MathError, match="y has no value"):
        section(F, {"z": 1.0}, "x")
    with pytest.raises(MathError, match="no variable"):
        section(F, AT, "w")
