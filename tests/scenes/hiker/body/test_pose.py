"""The joints of a pose."""

import pytest

from scenes.hiker.body.pose import joint


def test_a_joint_is_as_far_from_both_ends_as_its_bones_are_long():
    knee = joint(0.3 + 1j, 0.1 + 0.4j, 0.4, 0.35, side=1)
    assert abs(knee - (0.3 + 1j)) == pytest.approx(0.4)
    assert abs(knee - (0.1 + 0.4j)) == pytest.approx(0.35)


def test_a_joint_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="cannot span 3"):
        joint(0j, 3 + 0j, 1.0, 1.0, side=1)
