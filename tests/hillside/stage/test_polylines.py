import numpy as np
import pytest

from hillside.stage.polylines import dashes

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
