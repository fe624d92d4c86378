"""A formula is read as it is set: the fraction bar holds what stands over and under it, and no more."""

import numpy as np
import pytest

from hillside.check.hearing.formulas_read import as_typed
from hillside.stage.lettering.typst_markup import markup_text
from mathcore import parse

FORMULAS = [
    "x/440*cos(3.2*x/440)",
    "(x/0.0023)*exp(-(x/0.0023))",
    "1/(x+1)/(x+2)",
    "2/x^2 - (x+1)/3*x",
    "nthroot(x+2, 3)/2*x",
    "sin(x)/x*tanh(x/2)",
    "e^(-x/2)/3*x",
]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_is_set_is_read_as_what_was_typed(typed: str) -> None:
    f, x = parse(typed), np.linspace(0.3, 2.0, 7)
    read = parse(as_typed(markup_text(f"${f.typst()}$")))
    assert np.allclose(read(x), f(x), rtol=1e-12)
