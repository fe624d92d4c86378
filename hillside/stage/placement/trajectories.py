"""Placement along a film: items keep their positions; one that must move glides, or else fades.

For every item a trajectory over the key times is chosen among the candidates found in a forward and a
backward pass through the film, by dynamic programming (Viterbi, 1967): the least sum of the costs of the
positions, averaged over the film, and of the changes of position. This is done for one item at a time, the
others held fixed, until none improves (coordinate descent); so no two are ever in conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from types import MappingProxyType

import numpy as np

from hillside.stage.placement.candidates import NOTHING, Candidates, Memo, Page, concatenated, conflicts
from hillside.stage.placement.ink import ink_of
from hillside.stage.placement.items import Item, Obstacle, Placed, Placement, Shortfall, is_fixed
from hillside.stage.placement.solve import (
    STEPS,
    candidates_at,
    omission,
    out_cost,
    place_on,
    shortfalls_of,
)
from hillside.stage.placement.transitions import (
    SHARES,
    change_costs,
    free_moves,
    interpolated,
    motion_progress,
    pages_between,
)
from hillside.stage.sheet import Array, Box, Flags, Indices

MAX_ROUNDS = 4  # maximum number of passes over all items
WRONG_ENDING_COST = 1e6  # for not ending as the still does: more than leaving an item out for a whole film

Picture = tuple[Sequence[Item], Sequence[Obstacle]]


def place_along(
    frames: Sequence[Picture],
    frame: Box,
    *,
    clear: float = 8.0,
    seen: Sequence[Collection[str]] | None = None,
) -> list[Placement]:
    """Place the items of a film at its key times, with as few and as short moves as possible.

    `Placed.arrival` is the transition to a position from the previous key time: the item `stays` (and follows
    its thing), `glides` over blank paper, or, where that path is blocked or its text is set another way,
    `fades`. `between` interpolates between key times. Key times should be so close together that things move
    evenly from one to the next, yet some tenths of a second apart, since a glide takes one interval. At the
    last key time every item is where `place` alone would put it: a film ends on its still.

    Args:
        frames: items and obstacles at each key time; an item keeps its name, and may come and go.
        frame: the box that no text and no arrow leaves.
        clear: minimum distance between a text and anything else, in pixels.
        seen: the names of the items that are visible about each key time; only these make a fixed item fade.
            None for all of them.

    Returns:
        A placement for each key time.
    """
    memo = Memo()
    pages = [Page(ink_of(obstacles), frame, clear, memo=memo) for _, obstacles in frames]
    forward = _single_pass(frames, pages)
    backward = _single_pass(frames[::-1], pages[::-1])[::-1]
    partways = [pages_between(old[1], new[1], frame, clear) for old, new in pairwise(frames)]
    trajectories = trajectories_of(frames, pages, partways, (forward, backward))
    clashes = _clashes(trajectories, len(frames))
    if seen is not None:
        _forget_unseen(clashes, trajectories, seen)
    paths = [
        _optimized(trajectories, clashes, _initial_rows(trajectories, clashes, walk))
        for walk in (forward, backward)
    ]
    best = min(paths, key=lambda rows: sum(map(path_cost, trajectories, rows)))
    shown = [None] * len(frames) if seen is None else seen
    return [_picture(trajectories, best, now, clear, names) for now, names in enumerate(shown)]


def _single_pass(frames: Sequence[Picture], pages: Sequence[Page]) -> list[Placement]:
    answers: list[Placement] = []
    for (items, _), page in zip(frames, pages, strict=True):
        answers.append(place_on(items, page, answers[-1] if answers else None))
    return answers


def _clashes(trajectories: Sequence[Trajectory], count: int) -> list[list[list[Flags]]]:
    """Return, for each key time and two items, which rows conflict; leaving out conflicts with none."""
    return [_clashes_at([trajectory.candidates[now] for trajectory in trajectories]) for now in range(count)]


def _clashes_at(candidates: Sequence[Candidates]) -> list[list[Flags]]:
    clash = [[np.zeros((len(a) + 1, len(b) + 1), dtype=bool) for b in candidates] for a in candidates]
    for (i, a), (j, b) in combinations(enumerate(candidates), 2):
        clash[i][j][:-1, :-1] = conflicts(a, b)
        clash[j][i] = clash[i][j].T
    return clash


def _forget_unseen(
    clashes: list[list[list[Flags]]], trajectories: Sequence[Trajectory], seen: Sequence[Collection[str]]
) -> None:
    """Take back the conflicts of fixed items with items that are not visible."""
    for clash, names in zip(clashes, seen, strict=True):
        unseen = [index for index, each in enumerate(trajectories) if each.name not in names]
        for one, other in product((k for k, each in enumerate(trajectories) if each.is_fixed), unseen):
            clash[one][other] = np.zeros_like(clash[one][other])
            clash[other][one] = np.zeros_like(clash[other][one])


def _initial_rows(
    trajectories: Sequence[Trajectory], clashes: list[list[list[Flags]]], walk: Sequence[Placement]
) -> list[list[int]]:
    """Return the rows that a pass through the film chose."""
    rows: list[list[int]] = [[] for _ in trajectories]
    for now, walked in enumerate(walk):
        for index, trajectory in enumerate(trajectories):
            barred = _blocked(clashes, rows, index, now, range(index))
            choice = walked.placed[trajectory.name].choice if trajectory.name in walked.placed else ()
            same = [
                row
                for row, other in enumerate(trajectory.candidates[now].choices.tolist())
                if tuple(other) == choice
            ]
            rows[index].append(
                next((row for row in same if not barred[row]), len(trajectory.candidates[now]))
            )
    return rows


def _blocked(
    clashes: list[list[list[Flags]]], rows: list[list[int]], index: int, now: int, others: Iterable[int]
) -> Flags:
    """Return which candidates of an item conflict with the current rows of the others at this key time."""
    barred = np.zeros(len(clashes[now][index][index]), dtype=bool)
    for other in others:
        if other != index:
            barred |= clashes[now][index][other][:, rows[other][now]]
    return barred


def _optimized(
    trajectories: Sequence[Trajectory], clashes: list[list[list[Flags]]], rows: list[list[int]]
) -> list[list[int]]:
    """Return the rows after each item's trajectory has been optimized in turn, the others fixed."""
    rows = [list(path) for path in rows]
    free = [index for index, trajectory in enumerate(trajectories) if not trajectory.is_fixed]
    fixed = range(len(free), len(trajectories))
    dear = _displacing(trajectories, clashes, fixed)
    for _ in range(MAX_ROUNDS):
        before = [list(path) for path in rows]
        for index in free:
            path = cheapest_path(_open(dear[index], clashes, rows, index, free), dear[index].changes)
            if path_cost(dear[index], path) < path_cost(dear[index], rows[index]) - 1e-9:
                rows[index] = path
        if rows == before:
            break
    for index in fixed:
        costs = _open(trajectories[index], clashes, rows, index, range(index))
        rows[index] = cheapest_path(costs, trajectories[index].changes)
    return rows


def _open(
    trajectory: Trajectory,
    clashes: list[list[list[Flags]]],
    rows: list[list[int]],
    index: int,
    others: Iterable[int],
) -> list[Array]:
    """Return the costs of an item's rows at each key time, infinite where it conflicts with the others."""
    barred = [_blocked(clashes, rows, index, now, others) for now in range(len(clashes))]
    return [np.where(shut, np.inf, cost) for shut, cost in zip(barred, trajectory.costs, strict=True)]


def _displacing(
    trajectories: Sequence[Trajectory], clashes: list[list[list[Flags]]], fixed: Iterable[int]
) -> list[Trajectory]:
    """Return the trajectories with the cost of each row that takes the position of a fixed item."""
    found: list[Trajectory] = []
    for index, trajectory in enumerate(trajectories):
        taken = [
            sum(here[index][each][:, 0] * trajectories[each].worth for each in fixed) for here in clashes
        ]
        dearer = [
            cost + np.asarray(more) / len(clashes) for cost, more in zip(trajectory.costs, taken, strict=True)
        ]
        found.append(replace(trajectory, costs=dearer))
    return found


def _picture(
    trajectories: Sequence[Trajectory],
    rows: list[list[int]],
    now: int,
    clear: float,
    seen: Collection[str] | None,
) -> Placement:
    arrivals = _arrivals(trajectories, rows, now, seen)
    placed: dict[str, Placed] = {}
    gaps: list[Shortfall] = []
    for trajectory, path, arrival in zip(trajectories, rows, arrivals, strict=True):
        item, candidates = trajectory.items[now], trajectory.candidates[now]
        if item is not None and path[now] == len(candidates):
            gaps += omission(item)
        elif item is not None:
            here = candidates.placed(trajectory.name, path[now])
            placed[trajectory.name] = replace(here, arrival=arrival, passed=trajectory.passed[now])
            gaps += shortfalls_of(placed[trajectory.name], item, float(candidates.clear[path[now]]), clear)
    return Placement(MappingProxyType(placed), tuple(gaps))


def _arrivals(
    trajectories: Sequence[Trajectory], rows: list[list[int]], now: int, seen: Collection[str] | None
) -> list[str]:
    """Return the transition of each item; of two that would meet, the less important one fades."""
    arrivals = [_arrival(trajectory, path, now) for trajectory, path in zip(trajectories, rows, strict=True)]
    if now == 0:
        return arrivals
    moves = [
        _in_motion(trajectory, path, arrival, now) if arrival != "fades" else NOTHING
        for trajectory, path, arrival in zip(trajectories, rows, arrivals, strict=True)
    ]
    for index in sorted(range(len(trajectories)), key=lambda k: _importance(trajectories[k], now)):
        ignored = set[int]()
        if seen is not None and trajectories[index].is_fixed:
            ignored = {k for k, each in enumerate(trajectories) if each.name not in seen}
        if any(_collide(moves[index], other) for k, other in enumerate(moves) if k not in {index, *ignored}):
            arrivals[index], moves[index] = "fades", NOTHING
    return arrivals


def _importance(trajectory: Trajectory, now: int) -> int:
    item = trajectory.items[now]
    return 0 if item is None else item.priority


def _arrival(trajectory: Trajectory, path: list[int], now: int) -> str:
    if now == 0:
        return "stays"
    old, new, here, there = (
        trajectory.candidates[now - 1],
        trajectory.candidates[now],
        path[now - 1],
        path[now],
    )
    if here == len(old) or there == len(new) or not trajectory.free[now - 1][here, there]:
        return "fades"
    return "stays" if (old.choices[here] == new.choices[there]).all() else "glides"


def _collide(a: Candidates, b: Candidates) -> bool:
    """Return whether two items in motion come too close at any of the `SHARES`."""
    return len(a) > 0 and len(b) > 0 and bool(conflicts(a, b).diagonal().any())


def _in_motion(trajectory: Trajectory, path: list[int], arrival: str, now: int) -> Candidates:
    """Return one item at each of the `SHARES` of the time since the last key time."""
    here, there = (np.full(len(SHARES), path[k]) for k in (now - 1, now))
    gone = np.array([motion_progress(arrival, float(share)) for share in SHARES])
    return interpolated(
        trajectory.candidates[now - 1], trajectory.candidates[now], here, there, gone
    ).with_clearance_share(0.5)


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One item along a film. Its row at a key time is the index of a candidate, or their number: left out.

    Attributes:
        name: name of the item.
        items: the item at each key time, `None` where it is not there.
        candidates: its candidates at each key time.
        costs: cost of each row at each key time.
        free: whether the path from each candidate to each of the next key time is free.
        changes: cost of the change from each row to each of the next key time.
        passed: whether something may pass under it at each key time.
        is_fixed: whether it has the same position at all key times, or none.
    """

    name: str
    items: list[Item | None]
    candidates: list[Candidates]
    costs: list[Array]
    free: list[Flags]
    changes: list[Array]
    passed: list[bool]
    is_fixed: bool = False

    @property
    def worth(self) -> float:
        """The cost of leaving it out."""
        return max((out_cost(item) for item in self.items if item is not None), default=0.0)


def trajectories_of(
    frames: Sequence[Picture],
    pages: Sequence[Page],
    partways: Sequence[Sequence[Page]],
    walks: Sequence[Sequence[Placement]],
) -> list[Trajectory]:
    """Return the trajectories of all items, through the positions that each had in any of the passes.

    The last pass must have begun at the end of the film: its placement there is kept. The fixed items come
    last.
    """
    every = [item for items, _ in frames for item in items]
    names = dict.fromkeys(item.name for item in sorted(every, key=is_fixed))
    items = [[_named(name, picture[0]) for picture in frames] for name in names]
    candidates = [_candidates_along(name, row, pages, walks) for name, row in zip(names, items, strict=True)]
    owns = [next(item.own for item in row if item is not None) for row in items]
    free = [
        free_moves([(part[now], part[now + 1]) for part in candidates], between, owns)
        for now, between in enumerate(partways)
    ]
    endings = [walks[-1][-1].placed.get(name) for name in names]
    return [
        (_fixed_trajectory if any(item is not None and is_fixed(item) for item in row) else _trajectory)(
            name, row, parts, [flags[k] for flags in free], ending
        )
        for k, (name, row, parts, ending) in enumerate(zip(names, items, candidates, endings, strict=True))
    ]


def _named(name: str, items: Sequence[Item]) -> Item | None:
    return next((item for item in items if item.name == name), None)


def _candidates_along(
    name: str, items: Sequence[Item | None], pages: Sequence[Page], walks: Sequence[Sequence[Placement]]
) -> list[Candidates]:
    """Return the candidates of an item at each key time."""
    seen = [walked.placed[name].choice for walk in walks for walked in walk if name in walked.placed]
    choices = np.array(sorted(set(seen)), dtype=np.intp).reshape(-1, 6)
    gaps = [gap for walk in walks for walked in walk for gap in walked.shortfalls]
    deep = any(gap.name == name and gap.step >= 4 for gap in gaps)
    return [_candidates(item, page, choices, deep) for item, page in zip(items, pages, strict=True)]


def _trajectory(
    name: str,
    items: list[Item | None],
    candidates: list[Candidates],
    free: list[Flags],
    ending: Placed | None,
) -> Trajectory:
    out = [0.0 if item is None else out_cost(item) for item in items]
    costs = [np.append(part.cost, last) / len(items) for part, last in zip(candidates, out, strict=True)]
    costs[-1] = costs[-1] + _ending_costs(candidates[-1], ending)
    changes = [change_costs(*pair, moves) for pair, moves in zip(pairwise(candidates), free, strict=True)]
    for now, (here, there) in enumerate(pairwise(items)):
        changes[now] *= here is not None and there is not None
    return Trajectory(name, items, candidates, costs, free, changes, [False] * len(items))


def _fixed_trajectory(
    name: str,
    items: list[Item | None],
    candidates: list[Candidates],
    free: list[Flags],
    ending: Placed | None,
) -> Trajectory:
    """Return the trajectory of an item that is where it is at the end, whatever passes there, or nowhere."""
    choice = np.array([] if ending is None else [ending.choice], dtype=np.intp).reshape(-1, 6)
    there = candidates[-1].among(choice).subset(np.arange(len(choice)))
    blocked = [len(part.among(choice)) < len(choice) for part in candidates]
    crossed = [
        not _is_free(flags, *pair, choice) for flags, pair in zip(free, pairwise(candidates), strict=True)
    ]
    kept = [NOTHING if item is None else replace(there, cost=0.0 * there.cost) for item in items]
    stays = [np.ones((len(old), len(new)), dtype=bool) for old, new in pairwise(kept)]
    whole = _trajectory(name, items, kept, stays, ending)
    passed = [any(pair) for pair in zip(blocked, [False, *crossed], [*crossed, False], strict=True)]
    return replace(whole, passed=passed, is_fixed=True)


def _is_free(free: Flags, old: Candidates, new: Candidates, choice: Indices) -> bool:
    """Return whether an item that keeps its choice has blank paper there from one key time to the next."""
    rows = [(part.choices[:, None] == choice).all(axis=2).any(axis=1) for part in (old, new)]
    return bool(free[np.ix_(*rows)].all())


def _ending_costs(candidates: Candidates, ending: Placed | None) -> Array:
    """Return the cost of each row at the last key time for differing from the still."""
    there = [
        ending is not None and choice == ending.choice for choice in map(tuple, candidates.choices.tolist())
    ]
    return np.where([*there, ending is None], 0.0, WRONG_ENDING_COST)


def _candidates(item: Item | None, page: Page, choices: Indices, deep: bool) -> Candidates:
    page = replace(page, only=choices)
    if item is None or len(choices) == 0:
        return NOTHING
    steps = STEPS if deep else STEPS[:-1]
    found = [part for step in steps for part in candidates_at(item, step, page) if len(part)]
    return concatenated(found).cheapest_first() if found else NOTHING


def path_cost(trajectory: Trajectory, path: Sequence[int]) -> float:
    """Return the total cost of a path: its positions and the changes between them."""
    stands = sum(float(cost[row]) for cost, row in zip(trajectory.costs, path, strict=True))
    steps = zip(trajectory.changes, path, path[1:], strict=False)
    return stands + sum(float(change[here, there]) for change, here, there in steps)


def cheapest_path(costs: Sequence[Array], changes: Sequence[Array]) -> list[int]:
    """Return the row to choose at each time, with the least sum of costs and of changes.

    Args:
        costs: cost of each row at each time, shapes `(m_t,)`.
        changes: cost of the change from each row to each row of the next time, shapes `(m_t, m_t+1)`.

    >>> stay_or_pay_two = np.array([[0.0, 2.0], [2.0, 0.0]])
    >>> best_first, best_last = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    >>> cheapest_path([best_first, best_last, best_first], [stay_or_pay_two] * 2)
    [0, 0, 0]
    """
    spent, came = costs[0], list[Array]()
    for cost, change in zip(costs[1:], changes, strict=True):
        sums = spent[:, None] + change
        came.append(sums.argmin(axis=0))
        spent = sums.min(axis=0) + cost
    path = [int(spent.argmin())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
