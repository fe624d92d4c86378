"""Places along a film: whether they stay, glide or fade, and the cheapest trajectory against all of them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hillside.stage.placement import Box, Callout, Label, Region, Stroke, between, place, place_along
from hillside.stage.placement.trajectories import cheapest_path
from tests.hillside.stage.placement.raster import FRAME, cut, painted

WALL = Stroke(np.array([[480.0, 100.0], [480.0, 400.0]]), 4, "wall")


def dot(x, y=200.0, **more):
    wishes = {"sides": ("right", "left"), "gap": 12, **more}
    return Label(name="P", sizes=((60, 30),), by=np.array([[x, y]]), **wishes)


def sides(film):
    return [picture.placed["P"].side if "P" in picture.placed else None for picture in film]


def arrivals(film):
    return [picture.placed["P"].arrival for picture in film]


def test_a_label_by_a_moving_dot_keeps_its_side():
    film = place_along([([dot(x)], []) for x in range(100, 400, 20)], FRAME)
    assert set(sides(film)) == {"right"}
    assert set(arrivals(film)) == {"stays"}
    offsets = [picture.placed["P"].box.left - picture.placed["P"].anchor[0] for picture in film]
    assert np.ptp(offsets) == pytest.approx(0)


def test_a_label_whose_dot_approaches_a_wall_takes_the_side_that_stays_free():
    film = place_along([([dot(x)], [WALL]) for x in np.arange(200.0, 460, 20)], FRAME)
    assert set(sides(film)) == {"left"}
    assert set(arrivals(film)) == {"stays"}


def test_a_side_that_is_only_free_at_times_is_never_taken():
    blinking = Stroke(np.array([[240.0, 150.0], [240.0, 250.0]]), 4, "blink")
    film = place_along([([dot(200.0)], [blinking] if k % 2 else []) for k in range(12)], FRAME)
    assert set(sides(film)) == {"left"}
    assert set(arrivals(film)) == {"stays"}


def must_move(blanks):
    """A label with a wall on its left, then some blank pictures, then a wall on its right."""
    text = dot(480.0, strict=True, leader=False)
    walls = [Stroke(np.array([[x, 150.0], [x, 250.0]]), 4) for x in (440, 520)]
    return [([text], ink) for ink in ([[walls[0]]] * 3 + [[]] * blanks + [[walls[1]]] * 3)]


def test_a_label_that_must_move_glides_if_its_path_is_free():
    film = place_along(must_move(2), FRAME)
    assert sides(film) == ["right"] * 4 + ["left"] * 4
    assert arrivals(film) == ["stays"] * 4 + ["glides"] + ["stays"] * 3


def test_a_label_that_must_move_through_ink_fades():
    film = place_along(must_move(0), FRAME)
    assert sides(film) == ["right"] * 3 + ["left"] * 3
    assert arrivals(film) == ["stays"] * 3 + ["fades"] + ["stays"] * 2


def test_a_text_that_is_typeset_differently_fades():
    narrow = Stroke(np.array([[300.0, 150.0], [300.0, 250.0]]), 4)
    both = Label(
        name="P",
        sizes=((120, 30), (40, 60)),
        by=np.array([[220.0, 200.0]]),
        sides=("right",),
        strict=True,
        leader=False,
        gap=12,
        reach=20,
    )
    film = place_along([([both], [narrow] if k > 3 else []) for k in range(8)], FRAME)
    assert [picture.placed["P"].size_index for picture in film] == [0] * 4 + [1] * 4
    assert arrivals(film) == ["stays"] * 4 + ["fades"] + ["stays"] * 3


def test_of_two_labels_that_would_collide_on_their_paths_the_less_important_fades():
    def one(name, x, priority):
        wishes = {"sides": ("above",), "strict": True, "leader": False, "priority": priority}
        return Label(name=name, sizes=((60, 30),), by=np.array([[x, 200.0]]), **wishes)

    film = place_along([([one("a", 100 + x, 1), one("b", 500 - x, 0)], []) for x in (0.0, 400.0)], FRAME)
    assert {name: placed.arrival for name, placed in film[1].placed.items()} == {"a": "stays", "b": "fades"}


def test_an_item_that_comes_later_fades_in():
    film = place_along([([dot(200.0)] if k > 1 else [], []) for k in range(4)], FRAME)
    assert [list(picture.placed) for picture in film] == [[], [], ["P"], ["P"]]
    assert [film[k].placed["P"].arrival for k in (2, 3)] == ["fades", "stays"]
    assert not between(film[1], film[2], 0.5).placed
    assert between(film[1], film[2], 0.9).placed["P"].opacity == pytest.approx(1 - 0.1 / 0.35)


def test_a_label_that_never_fits_is_left_out_throughout_and_reported():
    huge = Label(name="P", sizes=((2000, 30),), by=np.array([[200.0, 200.0]]))
    film = place_along([([huge], [])] * 3, FRAME)
    assert [[(gap.name, gap.step) for gap in picture.shortfalls] for picture in film] == [[("P", 5)]] * 3


def numeral(x=300.0):
    """A fixed label below a tick, as a numeral of an axis."""
    wishes = {
        "sides": ("below",),
        "strict": True,
        "leader": False,
        "gap": 12,
        "optional": True,
        "fixed": True,
    }
    return Label(name="3", sizes=((30, 30),), by=np.array([[x, 200.0]]), **wishes)


def passing(x):
    """A line that is upright at x."""
    return Stroke(np.array([[x, 100.0], [x, 300.0]]), 4, "line")


def test_a_line_passes_under_a_fixed_label_that_stays():
    film = place_along([([numeral()], [passing(x)]) for x in np.arange(220.0, 400.0, 20.0)], FRAME)
    assert {picture.placed["3"].box for picture in film} == {film[-1].placed["3"].box}
    assert {picture.placed["3"].arrival for picture in film} == {"stays"}
    passed = [picture.placed["3"].passed for picture in film]
    assert passed[3:6] == [True] * 3
    assert not passed[0]
    assert not passed[-1]


def test_a_line_that_hops_over_a_fixed_label_between_two_key_times_passes_under_it_then():
    film = place_along([([numeral()], [passing(x)]) for x in (100.0, 500.0)], FRAME)
    assert between(film[0], film[1], 0.5).placed["3"].passed


def test_a_fixed_label_without_a_position_at_the_end_is_nowhere():
    film = place_along([([numeral()], [passing(x)]) for x in (100.0, 120.0, 300.0)], FRAME)
    assert not any(picture.placed for picture in film)


def test_only_a_label_that_is_seen_takes_the_position_of_a_fixed_one():
    other = dot(300.0, 200.0, sides=("below",), strict=True, leader=False)
    away = dot(500.0, 200.0, sides=("below",), strict=True, leader=False)
    frames = [([numeral(), each], []) for each in (other, other, away, away)]
    alone = place_along(frames, FRAME, seen=[{"3"}, {"3"}, {"3", "P"}, {"3", "P"}])
    both = place_along(frames, FRAME, seen=[{"3", "P"}] * 4)
    assert ["3" in picture.placed for picture in alone] == [True] * 4
    assert ["3" in picture.placed for picture in both] == [False, False, True, True]
    assert ["P" in picture.placed for picture in both] == [True] * 4


def test_a_film_without_pictures_has_no_placements():
    assert place_along([], FRAME) == []


def scene(seed, time):
    """A curve and a block that stand, and a dot with a tangent and a triangle that moves on the curve."""
    random = np.random.default_rng(seed)
    x = np.linspace(80, 800, 200)
    height, wave, phase = random.uniform(40, 150), random.uniform(90, 220), random.uniform(0, 6)
    at = 150 + 560 * time
    y, slope = (height * np.sin(at / wave + phase) + 260, height / wave * np.cos(at / wave + phase))
    point = np.array([at, y])
    reach = 150 * np.array([1, slope]) / np.hypot(1, slope)
    corners = point + np.array([[0, 0], [70, 0], [70, 70 * slope]])
    obstacles = [
        Stroke(np.stack([x, 260 + height * np.sin(x / wave + phase)], axis=1), 6, "curve"),
        Stroke(np.array([point - reach, point + reach]), 5, "tangent"),
        Region(corners, "triangle"),
        Box(850, 300, 900, 340),
    ]
    items = [
        Label(
            name="run",
            sizes=((60, 36),),
            by=corners[:2].mean(axis=0)[None],
            sides=("below", "above"),
            priority=1,
        ),
        Label(
            name="rise", sizes=((60, 36),), by=corners[1:].mean(axis=0)[None], sides=("right",), priority=1
        ),
        Label(name="f", sizes=((130, 40),), by=obstacles[0].points[::-1], own=("curve",)),
        Callout(
            name="slope",
            sizes=((360, 44), (180, 88)),
            target=obstacles[1].points,
            own=("tangent",),
            priority=2,
        ),
    ]
    return items, obstacles


@given(st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_at_no_moment_of_a_film_does_text_overlap_ink_or_text(seed):
    times = np.linspace(0, 1, 9)
    film = place_along([scene(seed, time) for time in times], FRAME)
    for k, share in [(k, share) for k in range(8) for share in (0.0, 0.3, 0.5, 0.8)]:
        now = between(film[k], film[k + 1], share)
        time = times[k] + share * (times[k + 1] - times[k])
        mask = painted(scene(seed, time)[1])
        texts = np.zeros(mask.shape, dtype=int)
        for placed in now.placed.values():
            fading = share > 0 and film[k + 1].placed.get(placed.name, placed).arrival == "fades"
            if not fading:
                assert not cut(mask, placed.box).any(), (placed.name, share)
                cut(texts, placed.box)[:] += 1
        assert texts.max() <= 1


@given(st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_a_key_time_of_a_film_satisfies_all_constraints_of_a_still(seed):
    times = np.linspace(0, 1, 5)
    for time, picture in zip(times, place_along([scene(seed, time) for time in times], FRAME), strict=True):
        items, obstacles = scene(seed, time)
        mask = painted(obstacles)
        shown = {item.name for item in items}
        left_out = {gap.name for gap in picture.shortfalls if gap.step == 5}
        assert set(picture.placed) == shown - left_out
        for placed in picture.placed.values():
            assert not cut(mask, placed.box, 2).any()


def test_a_film_ends_with_the_labels_placed_as_in_the_still() -> None:
    """A dot passes a wall: seen from the start, its label would rather stay on the other side."""
    frame = Box(0, 0, 600, 400)
    wall = Stroke(np.array([[330.0, 0.0], [330.0, 400.0]]), 4.0)

    def picture(x):
        dot = Label(name="P", sizes=((120.0, 40.0),), by=np.array([[x, 200.0]]), sides=("right", "left"))
        return [dot], [wall]

    for path in ([400.0, 400.0, 250.0], [150.0, 200.0, 260.0], [250.0, 420.0]):
        frames = [picture(x) for x in path]
        assert (
            place_along(frames, frame)[-1].placed["P"].choice == place(*frames[-1], frame).placed["P"].choice
        )


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_the_cheapest_path_agrees_with_exhaustive_search(seed):
    random = np.random.default_rng(seed)
    counts = random.integers(1, 4, 4)
    costs = [random.random(m) for m in counts]
    changes = [random.random((m, n)) for m, n in pairwise(counts)]

    def price(path):
        moves = (change[a, b] for change, (a, b) in zip(changes, pairwise(path), strict=True))
        return sum(cost[row] for cost, row in zip(costs, path, strict=True)) + sum(moves)

    every = np.indices(counts).reshape(len(counts), -1).T
    assert price(cheapest_path(costs, changes)) == pytest.approx(min(map(price, every)))
