"""Words that touch something, lie too far off or are too small, and arrows that miss or cross, are found."""

import numpy as np

from hillside.check import Kind, check_figure
from hillside.check.layout import (
    crossing_arrows,
    distant_labels,
    missed_callouts,
    outside_margins,
    overlapping_texts,
    small_type,
)
from hillside.check.painted_picture import Picture
from hillside.check.visible_ink import foreign_ink
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import changed, job, kinds, moved, painted


def test_a_word_moved_onto_a_stroke_is_reported_by_geometry_and_by_pixels(header: Picture) -> None:
    curve = header.marks["curve"][0].points
    box = next(words.box for words in header.words if words.name == "curve-name")
    x, y = curve[len(curve) // 3] - np.array(box.center)
    wrong = moved(header, "curve-name", x, y)
    assert (Kind.OVERLAP, "curve-name") in kinds(overlapping_texts(wrong))
    assert (Kind.INK, "curve-name") in kinds(foreign_ink(wrong, painted(wrong)))


def test_a_word_moved_onto_a_filled_shape_is_reported(header: Picture) -> None:
    triangle = header.marks["triangle"][0].points.mean(axis=0)
    box = next(words.box for words in header.words if words.name == "x-name")
    wrong = moved(header, "x-name", *(triangle - np.array(box.center)))
    assert (Kind.OVERLAP, "x-name") in kinds(overlapping_texts(wrong))
    assert (Kind.INK, "x-name") in kinds(foreign_ink(wrong, painted(wrong)))


def test_a_moved_callout_is_reported_to_miss_the_tangent(header: Picture) -> None:
    points = header.marks["tangent"][0].points
    along = points[-1] - points[0]
    across = np.array([-along[1], along[0]]) / np.hypot(*along)
    assert not kinds(missed_callouts(moved(header, "callout", *(0.1 * across))))
    assert (Kind.CALLOUT, "callout") in kinds(missed_callouts(moved(header, "callout", *(1.2 * across))))


def test_an_arrow_across_the_curve_is_reported(header: Picture) -> None:
    words = next(words for words in header.words if words.name == "callout")
    target = header.marks["curve"][0].points[40]
    middle = words.arrow[0].points[len(words.arrow[0].points) // 2]
    wrong = moved(header, "callout", *(target - middle))
    assert (Kind.CROSSING, "callout") in kinds(crossing_arrows(wrong))


def test_ink_in_the_margin_is_reported(header: Picture) -> None:
    room = header.figure.sheet.box
    wrong = moved(header, "y-name", room.left - header.painted["y-name"].get_left()[0] + 40, 0.0)
    assert (Kind.OUTSIDE, "y-name") in kinds(outside_margins(wrong))


def test_shrunk_text_is_reported(header: Picture) -> None:
    wrong = changed(header, "run-name", lambda part: part.scale(0.7))
    assert kinds(small_type(wrong)) == {(Kind.SMALL, "run-name")}


def test_a_word_far_from_its_target_is_reported(header: Picture) -> None:
    assert (Kind.FAR, "run-name") in kinds(distant_labels(moved(header, "run-name", 0.0, 300.0)))


def test_a_label_that_is_left_out_is_reported(header: Picture) -> None:
    long = "Derivative = Slope of the Tangent Line " * 8
    with staged(job("header", size="1:1", label=long)) as figure:
        assert (Kind.LEFT_OUT, "callout") in kinds(iter(check_figure(figure)))
