"""What a figure says, changed by one digit, sign or letter at a time: the check hears each change."""

import pytest

from hillside.studio.catalogue import names
from tests.hillside.check.hearing.lies import stage
from tests.hillside.check.hearing.small_changes import unheard


@pytest.mark.parametrize("figure", names())
def test_no_digit_sign_or_letter_can_be_changed_unheard(figure: str) -> None:
    with stage(figure, "en", {}) as drawn:
        count, missed = unheard(drawn, film=False)
    assert count >= 15
    assert missed == []
