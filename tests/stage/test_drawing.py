import numpy as np
import pytest

from stage.drawing import Part, arrow, dashes, dot, first_share, stroke, words
from stage.geometry import Box
from stage.lettering.words import plain, typeset

BENT = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 200.0]])


def length(points: np.ndarray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 7.7])
def test_dashes_are_whole_and_end_where_the_line_ends(scale: float) -> None:
    pieces = dashes(BENT * scale, dash=22, gap=14)
    assert np.allclose(pieces[0][0], BENT[0])
    assert np.allclose(pieces[-1][-1], BENT[-1] * scale)
    if len(pieces) > 1:
        assert [length(piece) for piece in pieces] == pytest.approx([22.0] * len(pieces))


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


def test_a_part_made_of_parts_keeps_what_they_block() -> None:
    both = Part.of(stroke([BENT], "#112233", 5), words(typeset(plain("x"), 30.0), (0.0, 0.0), "#112233"))
    assert len(both.blocks) == 2
    assert isinstance(both.blocks[1], Box)
    assert not both.grows
