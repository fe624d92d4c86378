"""Whole placements against a raster, and items that want the same room."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings

from hillside.stage.placement import Label, Stroke, place
from hillside.stage.placement.solve import choose
from tests.hillside.stage.placement.raster import (
    FRAME,
    SCALE,
    along,
    cut,
    far_from,
    on_ink,
    painted,
    random_scene,
    seeds,
)


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_no_text_covers_ink_or_leaves_the_frame(seed):
    items, obstacles = random_scene(seed)
    answer = place(items, obstacles, FRAME)
    mask = painted(obstacles)
    gave_clear = {shortfall.name for shortfall in answer.shortfalls if shortfall.step == 4}
    for placed in answer.placed.values():
        clear = 4.0 if placed.name in gave_clear else 8.0
        # Pillow's wide lines spread up to a pixel and a half over.
        assert not cut(mask, placed.box, clear - 1.5).any()
        assert FRAME.grown(1e-6).row()[:2].tolist() <= [placed.box.left, placed.box.bottom]
        assert max(placed.box.right - FRAME.right, placed.box.top - FRAME.top) <= 1e-6


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_no_two_texts_overlap_and_each_has_its_own_size(seed):
    items, obstacles = random_scene(seed)
    answer = place(items, obstacles, FRAME)
    count = np.zeros((540 * SCALE, 960 * SCALE), dtype=int)
    for item in items:
        if item.name in answer.placed:
            placed = answer.placed[item.name]
            cut(count, placed.box)[:] += 1
            assert (placed.box.width, placed.box.height) == pytest.approx(item.sizes[placed.size_index])
    assert count.max(initial=0) <= 1


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_no_leader_or_arrow_crosses_anything_except_its_target_at_the_tip(seed):
    items, obstacles = random_scene(seed)
    answer = place(items, obstacles, FRAME)
    own = {item.name: item.own for item in items}
    lines = {name: placed.leader for name, placed in answer.placed.items() if placed.leader is not None}
    for name, line in lines.items():
        points = along(line)
        assert not on_ink(
            painted([o for o in obstacles if getattr(o, "name", "") not in own[name]]), points
        ).any()
        assert not on_ink(painted(obstacles), far_from(points, line[-1], 14)).any()
        for other, placed in answer.placed.items():
            assert not cut(painted([Stroke(line, 1)]), placed.box, -0.5).any(), (name, other)
    for name, line in lines.items():
        for other, second in lines.items():
            if name < other:
                assert not (painted([Stroke(line, 2)]) & painted([Stroke(second, 2)])).any()


def test_of_two_labels_for_one_place_the_more_important_is_placed():
    by = np.array([[200.0, 200.0]])
    low = Label(name="low", sizes=((60, 60),), by=by, sides=("right",), strict=True, leader=False, priority=1)
    high = Label(
        name="high", sizes=((60, 60),), by=by, sides=("right",), strict=True, leader=False, priority=2
    )
    for items in ([low, high], [high, low]):
        assert set(place(items, [], FRAME).placed) == {"high"}


def test_a_label_yields_its_best_side_to_one_that_has_no_other():
    a = Label(name="a", sizes=((60, 40),), by=np.array([[200.0, 200.0]]), sides=("right", "left"))
    b = Label(name="b", sizes=((60, 40),), by=np.array([[296.0, 200.0]]), sides=("left",), strict=True)
    placed = place([a, b], [], FRAME).placed
    assert (placed["a"].side, placed["b"].side) == ("left", "left")


def test_the_placement_is_deterministic():
    items, obstacles = random_scene(7)
    first, second = place(items, obstacles, FRAME), place(items, obstacles, FRAME)
    assert {n: p.box for n, p in first.placed.items()} == {n: p.box for n, p in second.placed.items()}
    assert first.shortfalls == second.shortfalls


def test_two_labels_are_not_placed_across_each_other():
    a = Label(name="a", sizes=((60, 30),), by=np.array([[200.0, 200.0]]), sides=("above right",), strict=True)
    b = Label(name="b", sizes=((60, 30),), by=np.array([[320.0, 180.0]]), sides=("above left",), strict=True)
    far = [replace(a, gap=80, reach=80, leader=False), replace(b, gap=140, reach=140, leader=False)]
    assert len(place(far[:1], [], FRAME).placed) == len(place(far[1:], [], FRAME).placed) == 1
    assert len(place(far, [], FRAME).placed) == 1


def test_labels_keep_their_side_if_another_is_equally_good():
    def dot(x):
        return [
            Label(name="P", sizes=((40, 30),), by=np.array([[x, 200.0]]), sides=("right", "left"), gap=10)
        ]

    wall = [Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 4)]
    before = place(dot(200.0), wall, FRAME)
    assert before.placed["P"].side == "left"
    assert place(dot(240.0), [], FRAME, previous=before).placed["P"].side == "left"
    assert place(dot(240.0), [], FRAME).placed["P"].side == "right"


def test_two_items_with_the_same_name_are_refused():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]))
    with pytest.raises(ValueError, match="two items are named 'P'"):
        place([dot, dot], [], FRAME)


def test_a_negative_distance_is_refused():
    with pytest.raises(ValueError, match="clear is -1"):
        place([], [], FRAME, clear=-1)


@pytest.mark.parametrize("seed", range(40))
def test_the_choice_is_the_cheapest_of_all_that_are_free_of_conflicts(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(1, 5, 5).tolist()
    costs = [np.sort(random.uniform(0, 10, count)).tolist() for count in counts]
    starts = np.cumsum([0, *counts]).tolist()
    clash = random.random((starts[-1], starts[-1])) < 0.35
    clash = clash | clash.T
    for start, end in pairwise(starts):
        clash[start:end, start:end] = False
        clash[end - 1] = clash[:, end - 1] = False

    def price(rows: tuple[int, ...]) -> float:
        chosen = [start + row for start, row in zip(starts, rows, strict=False)]
        if clash[np.ix_(chosen, chosen)].any():
            return float("inf")
        return sum(each[row] for each, row in zip(costs, rows, strict=True))

    best = min(product(*map(range, counts)), key=price)
    assert price(choose(costs, clash)) == pytest.approx(price(best))
