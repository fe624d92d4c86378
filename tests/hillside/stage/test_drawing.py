import numpy as np
import pytest

from hillside.stage.box import Box
from hillside.stage.drawing import Part, arrow, dot, stroke, words
from hillside.stage.lettering.words import plain, typeset

BENT = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 200.0]])


def test_the_tip_of_an_arrow_is_the_end_of_its_path() -> None:
    painted = np.vstack([shape.points[:, :2] for shape in arrow(BENT, "#112233", 6, 30).shapes()])
    assert np.hypot(*(painted - BENT[-1]).T).min() < 1e-9
    assert painted[:, 1].max() == pytest.approx(BENT[-1, 1])


def test_a_short_arrow_has_a_head_no_longer_than_half_of_it() -> None:
    short = arrow(np.array([[0.0, 0.0], [20.0, 0.0]]), "#112233", 6, 36)
    head = short.shapes()[1]
    assert np.ptp(head.points[:, 0]) <= 10 + 1e-9


def test_a_dot_is_a_circle_around_its_center() -> None:
    ring, disk = dot(np.array([5.0, 7.0]), 13, "#112233", "#ffffff", 4).shapes()
    for shape, radius in ((ring, 17), (disk, 13)):
        distances = np.hypot(*(shape.points[:, :2] - [5, 7])[0::4].T)
        assert distances == pytest.approx(np.full(len(distances), radius), rel=1e-3)


def test_a_part_made_of_parts_keeps_what_they_block() -> None:
    both = Part.of(stroke([BENT], "#112233", 5), words(typeset(plain("x"), 30.0), (0.0, 0.0), "#112233"))
    assert len(both.blocks) == 2
    assert isinstance(both.blocks[1], Box)
    assert not both.grows
