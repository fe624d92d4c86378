"""What makes placements fast changes no answer: each short cut against the plain way, and all in films."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from hillside.stage.placement import (
    Box,
    Callout,
    Label,
    Region,
    Stroke,
    callout_candidates,
    candidates,
    label_candidates,
    place_along,
)
from hillside.stage.placement.candidates import Memo, Page, concatenated
from hillside.stage.placement.ink import PIECE, Fills, blocked_boxes, ink_of
from hillside.stage.placement.items import interpolated_outlines, outlines_of
from hillside.stage.placement.label_candidates import leader_candidates, near_candidates
from hillside.stage.placement.transitions import SHARES, free_moves, motion_progress, pages_between
from tests.hillside.stage.placement.by_hand import contain_by_hand
from tests.hillside.stage.placement.raster import FRAME, seeds


def picture(seed, time):
    """Things that stand, a triangle and a dot that move past them, and what is asked for by each."""
    random = np.random.default_rng(seed)
    x = np.linspace(60, 620, 60)
    curve = np.stack([x, 270 + random.uniform(30, 150) * np.sin(x / random.uniform(60, 200))], axis=1)
    stands = random.uniform([650, 60], [780, 480], (3, 2))
    dot = np.array([100 + 500 * time, random.uniform(120, 420)])
    corners = dot + random.uniform(-60, 60, (3, 2))
    obstacles = [
        Stroke(curve, 6, "curve"),
        *(Box(x, y, x + 60, y + 40) for x, y in stands),
        Region(corners, "triangle"),
        Stroke(dot[None], 20, "dot"),
    ]
    sides = tuple(random.permutation(["right", "left", "above"])[:2].tolist())
    items = [
        Label(name="f", sizes=((90, 36),), by=curve, own=("curve",)),
        Label(name="P", sizes=((60, 36), (30, 30)), by=dot[None], sides=sides, own=("dot",), priority=1),
        Label(name="T", sizes=((80, 36),), by=corners, leader=False),
        *(Label(name=f"box {k}", sizes=((50, 30),), by=place[None]) for k, place in enumerate(stands)),
    ]
    words = Callout(name="words", sizes=((220.0, 44.0), (120.0, 80.0)), target=curve, own=("curve",))
    return [*items, words][: int(random.integers(4, 8))], obstacles


def film(seed, count=5):
    return [picture(seed, time) for time in np.linspace(0, 1, count)]


def same(a, b):
    """Whether two lists of candidates are the same, bit by bit."""
    parts = ("cost", "boxes", "lines", "curves", "anchors", "choices", "clear")
    return all(np.array_equal(getattr(a, part), getattr(b, part), equal_nan=True) for part in parts)


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_obstacles_are_cut_together_as_each_alone(seed):
    random = np.random.default_rng(seed)
    line = random.uniform(0, 300, (12, 2))
    line[random.random(12) < 0.3] = np.nan
    obstacles = [*picture(seed, 0.3)[1], Stroke(line, 3, "broken"), Stroke(np.zeros((0, 2)), 1, "nothing")]
    ink = ink_of(obstacles)
    for number, obstacle in enumerate(obstacles):
        alone = ink_of([obstacle])
        mine = (ink.owner == number) & np.isfinite(ink.start[:, 0])
        kept = np.isfinite(alone.start[:, 0])
        assert np.array_equal(ink.start[mine], alone.start[kept])
        assert np.array_equal(ink.end[mine], alone.end[kept])
        assert np.array_equal(ink.half[mine], alone.half[kept])
    assert np.nanmax(np.hypot(*(ink.end - ink.start).T)) <= PIECE + 1e-9


@given(seeds)
@settings(max_examples=20, deadline=None)
def test_obstacles_move_together_as_each_alone(seed):
    before, after = picture(seed, 0.2)[1], picture(seed, 0.4)[1]
    for share, moved in zip(
        (0.25, 0.5), interpolated_outlines(before, after, np.array([0.25, 0.5])), strict=True
    ):
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            first, last = (outlines_of([thing]).points for thing in (old, new))
            there = moved.points[moved.owner == number]
            assert np.array_equal(there, first + (last - first) * share, equal_nan=True)


def test_an_obstacle_that_changes_its_kind_is_present_throughout_a_transition():
    line, box = Stroke(np.array([[0.0, 0.0], [9.0, 9.0]]), 2, "line"), Box(0, 0, 2, 2)
    (halfway,) = interpolated_outlines([line, box], [box], np.array([0.5]))
    found = [halfway.points[halfway.owner == number] for number in range(len(halfway.names))]
    wanted = [outlines_of([thing]).points for thing in (box, line, box)]
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(found, wanted, strict=True))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_skipping_distant_pairs_gives_the_same_conflicts(seed):
    items, obstacles = picture(seed, 0.5)
    page = Page(ink_of(obstacles), FRAME, 8.0)
    found = [near_candidates(item, 0, page) for item in items if isinstance(item, Label)]
    for a, b in pairwise(found):
        compared = candidates.conflicts(concatenated([a, b]), b)[: len(a)]  # these are near each other
        assert np.array_equal(candidates.conflicts(a, b), compared)


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_moves_are_checked_together_as_each_alone(seed):
    (items, before), (others, after) = picture(seed, 0.4), picture(seed, 0.6)
    pages = [Page(ink_of(obstacles), FRAME, 8.0) for obstacles in (before, after)]
    these = [k for k, item in enumerate(items) if isinstance(item, Label)]
    pairs = [(near_candidates(items[k], 0, pages[0]), near_candidates(others[k], 0, pages[1])) for k in these]
    pairs = [(old.subset(np.arange(len(old))[:6]), new.subset(np.arange(len(new))[:6])) for old, new in pairs]
    partway = pages_between(before, after, FRAME, 8.0)
    free = free_moves(pairs, partway, [items[k].own for k in these])
    for (old, new), flags in zip(pairs, free, strict=True):
        for i, j in np.ndindex(flags.shape):
            kind = "stays" if (old.choices[i] == new.choices[j]).all() else "glides"
            gone = [motion_progress(kind, share) for share in SHARES.tolist()]
            boxes = [old.boxes[i] + (new.boxes[j] - old.boxes[i]) * share for share in gone]
            met = [blocked_boxes(p.ink, box[None], p.clear)[0] for p, box in zip(partway, boxes, strict=True)]
            assert flags[i, j] == (not any(met))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_memoized_candidates_equal_fresh_ones(seed):
    memo = Memo()
    for items, obstacles in film(seed):
        page = Page(ink_of(obstacles), FRAME, 8.0)
        for item in items:
            for search in (near_candidates, leader_candidates) if isinstance(item, Label) else ():
                fresh = search(item, 0, page)
                assert same(search(item, 0, replace(page, memo=memo)), fresh)
                some = replace(page, only=fresh.choices[::3])
                assert same(search(item, 0, replace(some, memo=memo)), search(item, 0, some))
    assert 0 < len(memo.found) < len(memo.places) * 2


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_memoized_arrows_equal_fresh_ones(seed):
    items, obstacles = picture(seed, 0.5)
    page = Page(ink_of(obstacles), FRAME, 8.0)
    words = Callout(name="words", sizes=((120.0, 44.0),), target=items[0].by, own=("curve",))
    found = callout_candidates.callout_candidates(words, 0, page)
    third = found.subset(np.arange(0, len(found), 3))
    again = callout_candidates.callout_candidates(words, 0, replace(page, only=third.choices[::-1]))
    assert same(again, third)


@pytest.mark.parametrize("seed", range(6))
def test_the_fast_and_the_naive_placement_of_a_film_agree(seed, monkeypatch):
    frames = film(seed, 6)
    fast = place_along(frames, FRAME)
    monkeypatch.setattr(Fills, "contain", contain_by_hand)
    monkeypatch.setattr(candidates, "_far_apart", lambda *_: False)
    for module in (label_candidates, callout_candidates):
        monkeypatch.setattr(module, "memoized", lambda _kind, _item, _size, page, _reach, find: find(page))
    slow = place_along(frames, FRAME)
    assert [shown(picture) for picture in fast] == [shown(picture) for picture in slow]


def shown(answer):
    """All that a placement says, as plain values."""
    lines = {name: [placed.leader, placed.curve] for name, placed in answer.placed.items()}
    told = {n: [None if line is None else line.tolist() for line in both] for n, both in lines.items()}
    bare = {n: replace(placed, leader=None, curve=None) for n, placed in answer.placed.items()}
    return {n: vars(placed) for n, placed in bare.items()}, told, answer.shortfalls
