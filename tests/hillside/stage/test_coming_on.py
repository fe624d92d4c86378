import numpy as np
import pytest

from hillside.stage.coming_on import first_share
from hillside.stage.drawing import stroke, words
from hillside.stage.lettering.words import plain, typeset

BENT = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 200.0]])


def length(points: np.ndarray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.77])
def test_a_stroke_grows_from_its_start_by_length(share: float) -> None:
    grown = first_share(stroke([BENT], "#112233", 5), share)
    points = grown.shapes()[0].points[:, :2]
    assert np.allclose(points[0], BENT[0])
    assert length(points) == pytest.approx(500 * share)


def test_words_fade_in_where_they_stand() -> None:
    word = words(typeset(plain("slope"), 40.0), (10.0, 20.0), "#112233")
    half = first_share(word, 0.5).shapes()[0]
    assert half.get_fill_opacity() == 0.5
    assert np.array_equal(half.points, word.shapes()[0].points)


def test_what_is_half_way_on_blocks_as_much_as_the_whole() -> None:
    whole = stroke([BENT], "#112233", 5)
    assert first_share(whole, 0.3).blocks == whole.blocks
