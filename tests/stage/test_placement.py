"""Placements against a raster: Pillow paints what is drawn, and boxes and arrows are looked up in it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from stage.drawing import arrow
from stage.placement import Box, Callout, Label, Region, Stroke, place
from stage.placement.conflicts import conflicts
from stage.placement.ink import ink_of
from stage.placement.options import Options
from stage.placement.sieve import sieve_of
from stage.polylines import bent

FRAME = Box(20, 20, 940, 520)
SCALE = 2


def pixels(points):
    return [(SCALE * float(x), SCALE * float(y)) for x, y in points]


def painted(obstacles):
    """A mask of all pixels that the obstacles cover, indexed [y, x]; row 0 is the lowest line."""
    image = Image.new("1", (960 * SCALE, 540 * SCALE))
    pen = ImageDraw.Draw(image)
    for obstacle in obstacles:
        if isinstance(obstacle, Region):
            pen.polygon(pixels(obstacle.points), fill=1)
        elif isinstance(obstacle, Box):
            pen.rectangle(
                [v * SCALE for v in (obstacle.left, obstacle.bottom, obstacle.right, obstacle.top)], fill=1
            )
        else:
            pen.line(pixels(obstacle.points), fill=1, width=max(1, int(obstacle.width * SCALE)))
    return np.array(image)


def cut(mask, box, margin=0.0):
    b = box.grown(margin)
    rows = slice(max(0, int(np.ceil(b.bottom * SCALE))), int(b.top * SCALE))
    return mask[rows, max(0, int(np.ceil(b.left * SCALE))) : int(b.right * SCALE)]


def along(line, step=0.5):
    """Points every half pixel along a polyline."""
    pieces = []
    for a, b in pairwise(line):
        count = max(2, int(np.hypot(*(b - a)) / step) + 1)
        pieces.append(a + np.linspace(0, 1, count)[:, None] * (b - a))
    return np.concatenate(pieces)


def on_ink(mask, points):
    x, y = (points * SCALE).astype(int).T
    return mask[np.clip(y, 0, mask.shape[0] - 1), np.clip(x, 0, mask.shape[1] - 1)]


def far_from(points, tip, distance):
    return points[np.hypot(*(points - tip).T) > distance]


def random_scene(seed):
    """A curve, a line, a triangle, an axis and a block, with labels and callouts by them."""
    random = np.random.default_rng(seed)
    x = np.linspace(80, random.uniform(500, 880), 160)
    y = 270 + random.uniform(40, 180) * np.sin(x / random.uniform(50, 200) + random.uniform(0, 6))
    curve = np.stack([x, y], axis=1)
    line = random.uniform([60, 60], [900, 480], (2, 2))
    line[1] += 60 * np.sign(line[1] - line[0])
    line = np.clip(line, [25, 25], [935, 515])
    corner = random.uniform([200, 100], [700, 350])
    triangle = corner + np.array([[0, 0], [random.uniform(40, 160), 0], [0, random.uniform(30, 120)]])
    left, bottom = random.uniform([60, 60], [800, 400])
    obstacles = [
        Stroke(curve, 6, "curve"),
        Stroke(line, 5, "line"),
        Region(triangle, "triangle"),
        Stroke(np.array([[50.0, 60.0], [900.0, 60.0]]), 2, "axis"),
        Box(left, bottom, left + random.uniform(10, 120), bottom + random.uniform(10, 80)),
    ]
    things = [curve, curve[::20], triangle[:1], line[:1], np.array([[900.0, 60.0]]), curve[80:81]]
    items = []
    for number in range(random.integers(1, 7)):
        size = (random.uniform(30, 190), random.uniform(28, 50))
        sides = tuple(random.permutation(["right", "left", "above", "below right"])[: random.integers(0, 4)])
        by = things[number % len(things)]
        items.append(
            Label(name=f"label {number}", sizes=(size, (0.7 * size[0], 0.8 * size[1])), by=by, sides=sides)
        )
    for number in range(random.integers(0, 3)):
        target, own = [(line, "line"), (curve, "curve")][number]
        sizes = ((random.uniform(150, 380), 44.0), (random.uniform(100, 190), 88.0))
        items.append(Callout(name=f"callout {number}", sizes=sizes, target=target, own=(own,)))
    return items, obstacles


seeds = st.integers(0, 10**6)


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
def test_no_leader_or_arrow_crosses_anything_but_its_target_at_the_tip(seed):
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


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_an_arrow_touches_its_target_not_grazing_and_reads_as_an_arrow(seed):
    items, obstacles = random_scene(seed)
    answer = place(items, obstacles, FRAME)
    for item in items:
        if not isinstance(item, Callout) or item.name not in answer.placed:
            continue
        arrow, control = answer.placed[item.name].leader, answer.placed[item.name].curve
        pieces = item.target[1:] - item.target[:-1]
        offset = arrow[-1] - item.target[:-1]
        share = np.clip((offset * pieces).sum(axis=1) / (pieces**2).sum(axis=1), 0, 1)
        gaps = np.hypot(*(offset - share[:, None] * pieces).T)
        assert gaps.min() < 1e-6
        touched, arriving = pieces[gaps.argmin()], control[2] - control[1]
        turn = abs(np.cross([*touched, 0], [*arriving, 0])[2]) / np.hypot(*touched) / np.hypot(*arriving)
        assert np.degrees(np.arcsin(min(1, turn))) > 30
        assert np.hypot(*np.diff(arrow, axis=0).T).sum() >= 80


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_the_sieve_catches_no_line_that_keeps_its_distance(seed):
    random = np.random.default_rng(seed)
    obstacles = [o for o in random_scene(seed)[1] if isinstance(o, Stroke)]
    lines = random.uniform([20, 20], [940, 520], (400, 1, 2))
    clear = random.uniform(4, 12)
    points = np.concatenate([along(o.points) for o in obstacles])
    gaps = np.array([np.hypot(*(points - line).T).min() for line in lines])
    caught = sieve_of(ink_of(obstacles), (), FRAME, clear).catches(lines)
    assert gaps[caught].max(initial=0) <= clear
    assert caught[gaps < clear / 4].all()


def test_a_dot_alone_gets_its_label_on_the_preferred_side():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]), sides=("above", "right"), gap=10)
    placed = place([dot], [], FRAME).placed["P"]
    assert placed.side == "above"
    assert placed.box.center == pytest.approx((200, 225))


def test_the_second_side_is_taken_when_a_stroke_runs_over_the_first():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]), sides=("right", "left"), gap=10)
    wall = Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 4)
    assert place([dot], [wall], FRAME).placed["P"].side == "left"


def test_a_strict_label_would_rather_be_left_out_than_stand_elsewhere():
    by = np.array([[200.0, 200.0]])
    dot = Label(name="P", sizes=((40, 30),), by=by, sides=("right",), strict=True, leader=False)
    walls = [Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 40)]
    answer = place([dot], walls, FRAME)
    assert not answer.placed
    assert [(s.name, s.step) for s in answer.shortfalls] == [("P", 5)]


def walled_in(opening):
    """A dot in a room with walls of ink; with an opening to the right, if asked for."""
    room = [[160, 160], [280, 160], [280, 240], [160, 240], [160, 160]]
    wall = np.array(
        room if not opening else [[280, 190], *room[1::-1], *room[:2:-1], [280, 210]], dtype=float
    )
    return [Stroke(wall, 3, "wall")]


def test_a_text_that_does_not_fit_by_its_thing_stands_further_out_with_a_leader():
    dot = Label(name="P", sizes=((150, 40),), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=True), FRAME)
    assert [s.step for s in answer.shortfalls] == [1]
    leader = answer.placed["P"].leader
    assert leader is not None
    assert np.hypot(*(leader[-1] - [220, 200])) == pytest.approx(10)


def test_where_no_leader_gets_out_the_text_is_wrapped():
    dot = Label(name="P", sizes=((150, 40), (30, 20)), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=False), FRAME)
    assert answer.placed["P"].size_index == 1
    assert [s.step for s in answer.shortfalls] == [2]


def test_less_clear_distance_is_kept_only_where_nothing_else_fits():
    dot = Label(
        name="P", sizes=((36, 50),), by=np.array([[220.0, 200.0]]), gap=5, sides=("right",), leader=False
    )
    answer = place([dot], walled_in(opening=False), FRAME, clear=14)
    assert [s.step for s in answer.shortfalls] == [4]
    assert "7 pixels clear instead of 14" in answer.shortfalls[0].what


def test_what_fits_nowhere_is_left_out_and_said():
    dot = Label(name="P", sizes=((150, 40),), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=False), FRAME)
    assert not answer.placed
    assert [(s.name, s.step) for s in answer.shortfalls] == [("P", 5)]


def test_of_two_that_want_the_only_room_the_more_important_one_has_it():
    by = np.array([[200.0, 200.0]])
    low = Label(name="low", sizes=((60, 60),), by=by, sides=("right",), strict=True, leader=False, priority=1)
    high = Label(
        name="high", sizes=((60, 60),), by=by, sides=("right",), strict=True, leader=False, priority=2
    )
    for items in ([low, high], [high, low]):
        assert set(place(items, [], FRAME).placed) == {"high"}


def test_a_label_gives_up_its_best_side_for_one_that_has_no_other():
    a = Label(name="a", sizes=((60, 40),), by=np.array([[200.0, 200.0]]), sides=("right", "left"))
    b = Label(name="b", sizes=((60, 40),), by=np.array([[296.0, 200.0]]), sides=("left",), strict=True)
    placed = place([a, b], [], FRAME).placed
    assert (placed["a"].side, placed["b"].side) == ("left", "left")


def test_the_answer_does_not_depend_on_chance():
    items, obstacles = random_scene(7)
    first, second = place(items, obstacles, FRAME), place(items, obstacles, FRAME)
    assert {n: p.box for n, p in first.placed.items()} == {n: p.box for n, p in second.placed.items()}
    assert first.shortfalls == second.shortfalls


def test_a_callout_stays_in_its_strip_and_its_arrow_goes_round_the_curve():
    x = np.linspace(100, 600, 100)
    curve = np.stack([x, 100 + (x - 100) ** 2 / 900], axis=1)
    tangent = np.array([[250.0, 80.0], [650.0, 280.0]])
    strip = Box(60, 440, 800, 510)
    text = Callout(name="slope", sizes=((400, 44),), target=tangent, within=strip, own=("tangent",))
    answer = place([text], [Stroke(curve, 6), Stroke(tangent, 5, "tangent")], FRAME)
    assert not answer.shortfalls
    box = answer.placed["slope"].box
    assert strip.left <= box.left <= box.right <= strip.right
    assert strip.bottom <= box.bottom <= box.top <= strip.top


def test_a_callout_leaves_its_region_only_for_the_wider_one_it_was_given():
    target = np.array([[300.0, 100.0], [500.0, 100.0]])
    ceiling = Stroke(np.array([[20.0, 300.0], [940.0, 300.0]]), 4)
    strip = Box(60, 440, 800, 510)
    text = Callout(name="slope", sizes=((300, 44),), target=target, within=strip)
    assert not place([text], [ceiling], FRAME).placed
    wider = Callout(name="slope", sizes=((300, 44),), target=target, within=strip, otherwise=FRAME)
    answer = place([wider], [ceiling], FRAME)
    assert [s.step for s in answer.shortfalls] == [3]
    assert answer.placed["slope"].box.top < 300


def test_the_tip_keeps_away_from_the_points_to_avoid():
    target = np.array([[200.0, 100.0], [700.0, 100.0]])
    avoid = np.array([[300.0, 100.0], [450.0, 100.0], [600.0, 100.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, avoid=avoid, head=24)
    tip = place([text], [], FRAME).placed["slope"].leader[-1]
    assert np.hypot(*(avoid - tip).T).min() >= 24


def test_a_target_all_of_which_is_to_be_avoided_gets_no_arrow():
    target = np.array([[300.0, 100.0], [340.0, 100.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, avoid=target.mean(axis=0)[None], head=24)
    assert not place([text], [], FRAME).placed


def test_a_callout_has_no_arrow_too_short_to_read():
    target = np.array([[300.0, 100.0], [340.0, 100.0]])
    text = Callout(name="slope", sizes=((196, 44),), target=target, within=Box(220, 130, 420, 180))
    assert not place([text], [], FRAME).placed


def test_an_arrow_does_not_cross_its_own_target_on_its_way_to_it():
    roof = np.array([[20.0, 300.0], [940.0, 300.0], [940.0, 100.0], [300.0, 100.0]])
    text = Callout(
        name="slope",
        sizes=((300, 44),),
        target=np.array([[300.0, 100.0], [600.0, 100.0]]),
        within=Box(60, 440, 900, 510),
        own=("roof",),
    )
    assert not place([text], [Stroke(roof, 4, "roof")], FRAME).placed


def test_no_stroke_parts_an_arrow_from_its_text():
    floor = Stroke(np.array([[20.0, 125.0], [940.0, 125.0]]), 2)
    target = np.array([[300.0, 300.0], [600.0, 300.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, within=Box(290, 60, 620, 112), clear=30)
    assert place([text], [], FRAME).placed
    assert not place([text], [floor], FRAME).placed


def test_two_arrows_do_not_cross():
    left, right = Box(60, 440, 300, 510), Box(660, 440, 900, 510)
    targets = np.array([[[150.0, 100.0], [250.0, 100.0]], [[710.0, 100.0], [810.0, 100.0]]])
    texts = [
        Callout(name="a", sizes=((200, 44),), target=targets[1], within=left, priority=1),
        Callout(name="b", sizes=((200, 44),), target=targets[0], within=right),
    ]
    assert set(place(texts[:1], [], FRAME).placed) == {"a"}
    assert set(place(texts[1:], [], FRAME).placed) == {"b"}
    both = place(texts, [], FRAME).placed
    assert set(both) == {"a"}


@pytest.mark.parametrize(("apart", "meet"), [(5.0, True), (40.0, False)])
def test_two_arrows_side_by_side_keep_their_distance(apart, meet):
    def arrow(y):
        line = np.array([[[200.0, y], [300.0, y + 5], [400.0, y]]])
        box = np.array([[100.0, y - 20, 180.0, y + 20]]) + (0 if y == 200 else 300) * np.array([0, 1, 0, 1])
        spot, clear = np.zeros((1, 6), dtype=int), np.array([8.0])
        return Options(np.zeros(1), box, line, line, line[:, -1], spot, clear)

    assert conflicts(arrow(200.0), arrow(200.0 + apart)).tolist() == [[meet]]


def test_two_labels_are_not_swapped_over():
    a = Label(name="a", sizes=((60, 30),), by=np.array([[200.0, 200.0]]), sides=("above right",), strict=True)
    b = Label(name="b", sizes=((60, 30),), by=np.array([[320.0, 180.0]]), sides=("above left",), strict=True)
    far = [replace(a, gap=80, reach=80, leader=False), replace(b, gap=140, reach=140, leader=False)]
    assert len(place(far[:1], [], FRAME).placed) == len(place(far[1:], [], FRAME).placed) == 1
    assert len(place(far, [], FRAME).placed) == 1


def test_a_text_does_not_hide_inside_a_large_shape():
    ground = np.array([[100.0, 50.0], [900.0, 50.0], [900.0, 450.0], [100.0, 450.0]])
    text = Label(name="P", sizes=((60, 30),), by=np.array([[500.0, 250.0]]))
    assert not place([text], [Region(ground)], FRAME).placed


def test_a_tip_lies_on_a_dash_not_on_a_gap():
    gap = [np.nan, np.nan]
    dashes = np.array([[200, 100], [220, 110], gap, [500, 250], [520, 260]], dtype=float)
    tip = (
        place([Callout(name="slope", sizes=((300, 44),), target=dashes)], [], FRAME)
        .placed["slope"]
        .leader[-1]
    )
    assert tip[1] == pytest.approx(tip[0] / 2)
    assert 200 <= tip[0] <= 220 or 500 <= tip[0] <= 520


def test_labels_stay_where_they_were_though_another_side_is_as_good():
    def dot(x):
        return [
            Label(name="P", sizes=((40, 30),), by=np.array([[x, 200.0]]), sides=("right", "left"), gap=10)
        ]

    wall = [Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 4)]
    before = place(dot(200.0), wall, FRAME)
    assert before.placed["P"].side == "left"
    assert place(dot(240.0), [], FRAME, previous=before).placed["P"].side == "left"
    assert place(dot(240.0), [], FRAME).placed["P"].side == "right"


def test_two_items_of_one_name_are_refused():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]))
    with pytest.raises(ValueError, match="two items are named 'P'"):
        place([dot, dot], [], FRAME)


def test_a_negative_distance_is_refused():
    with pytest.raises(ValueError, match="clear is -1"):
        place([], [], FRAME, clear=-1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"sizes": ()}, "sizes"),
        ({"sizes": ((0, 3),)}, "positive"),
        ({"by": np.zeros(2)}, r"must be \(n, 2\)"),
        ({"by": np.full((3, 2), np.nan)}, "finite row"),
        ({"sides": ("north",)}, "no side 'north'"),
        ({"strict": True}, "names no side"),
        ({"gap": 80.0}, "gap <= reach"),
    ],
)
def test_a_label_that_makes_no_sense_is_refused(wrong, message):
    given_ = {"name": "P", "sizes": ((40.0, 30.0),), "by": np.array([[1.0, 2.0]])}
    with pytest.raises(ValueError, match=message):
        Label(**{**given_, **wrong})


def test_an_arrow_needs_a_line_to_touch():
    with pytest.raises(ValueError, match="no piece that an arrow could touch"):
        Callout(name="slope", sizes=((300, 44),), target=np.array([[1.0, 2.0]]))


def test_a_label_does_not_leave_the_box_that_it_is_to_stay_in() -> None:
    half = Box(0, 0, 300, 400)
    dot = Label(
        name="P", sizes=((120.0, 40.0),), by=np.array([[280.0, 200.0]]), sides=("right",), within=half
    )
    assert place([dot], [], Box(0, 0, 600, 400)).placed["P"].box.right <= 300


@pytest.mark.parametrize(
    ("start", "end", "width"),
    [((467.0, 642.6), (425.2, 700.0), 120.8), ((422.2, 647.0), (448.7, 700.0), 265.9)],
)
def test_the_corners_of_an_arrowhead_stay_in_the_frame_too(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    """The target ends at the very top of the frame, and only that end may be touched."""
    frame, target = Box(0, 0, 900, 700), np.array([start, end])
    callout = Callout(name="C", sizes=((width, 50.0),), target=target, own=("line",), avoid=target[:1])
    curve = place([callout], [Stroke(target, 5, "line")], frame).placed["C"].curve
    assert curve is not None
    drawn = arrow(bent(curve), "#000000", 3.0, callout.head)
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in drawn.shapes()])
    assert points[:, 1].max() <= frame.top
