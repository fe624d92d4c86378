"""The cheapest way of an item through a film, against all of them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hillside.stage.placement.reel import cheapest_path


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_the_cheapest_path_is_that_of_trying_them_all(seed):
    random = np.random.default_rng(seed)
    counts = random.integers(1, 4, 4)
    costs = [random.random(m) for m in counts]
    changes = [random.random((m, n)) for m, n in pairwise(counts)]

    def price(path):
        moves = (change[a, b] for change, (a, b) in zip(changes, pairwise(path), strict=True))
        return sum(cost[row] for cost, row in zip(costs, path, strict=True)) + sum(moves)

    every = np.indices(counts).reshape(len(counts), -1).T
    assert price(cheapest_path(costs, changes)) == pytest.approx(min(map(price, every)))
