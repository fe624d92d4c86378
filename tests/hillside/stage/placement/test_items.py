"""Labels and callouts that make no sense are refused."""

import numpy as np
import pytest

from hillside.stage.placement import Callout, Label


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"sizes": ()}, "sizes"),
        ({"sizes": ((0, 3),)}, "positive"),
        ({"by": np.zeros(2)}, r"must be \(n, 2\)"),
        ({"by": np.full((3, 2), np.nan)}, "finite row"),
        ({"sides": ("north",)}, "no side 'north'"),
        ({"strict": True}, "names no side"),
        ({"gap": 80.0}, "gap <= reach"),
    ],
)
def test_an_inconsistent_label_is_refused(wrong, message):
    given_ = {"name": "P", "sizes": ((40.0, 30.0),), "by": np.array([[1.0, 2.0]])}
    with pytest.raises(ValueError, match=message):
        Label(**{**given_, **wrong})


def test_an_arrow_needs_a_line_to_touch():
    with pytest.raises(ValueError, match="no piece that an arrow could touch"):
        Callout(name="slope", sizes=((300, 44),), target=np.array([[1.0, 2.0]]))
