"""The joints of a pose."""

import pytest

from scenes.hiker.body.pose import joint


def test_a_joint_is_at_the_length_of_each_bone_from_its_ends():
    knee = joint(0.3 + 1j, 0.1 + 0.4j, 0.4, 0.35, side=1)
    assert abs(knee - (0.3 + 1j)) == pytest.approx(0.4)
    assert abs(knee - (0.1 + 0.4j)) == pytest.approx(0.35)


def test_a_joint_whose_bones_cannot_span_the_distance_is_refused():
    with pytest.raises(ValueError, match="cannot span 3"):
        joint(0j, 3 + 0j, 1.0, 1.0, side=1)
