"""The assignment is the cheapest there is: held against every assignment, on small sizes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from debtcheck.audit.matching.assign import assign

Costs = Sequence[Mapping[int, int]]
costs = st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 12), max_size=5), max_size=5)


def cheapest(rows: Costs, skip: int, used: frozenset[int] = frozenset()) -> int:
    """The lowest sum over all assignments, tried one by one."""
    if not rows:
        return 0
    ways = [skip + cheapest(rows[1:], skip, used)]
    for right, cost in rows[0].items():
        if right not in used:
            ways.append(cost + cheapest(rows[1:], skip, used | {right}))
    return min(ways)


@settings(max_examples=400, deadline=None, database=None, derandomize=True)
@given(costs, st.sampled_from([3, 10, 1000]))
def test_no_assignment_is_cheaper(rows: Costs, skip: int) -> None:
    found = assign(rows, skip)
    taken = [right for right in found if right is not None]
    assert len(taken) == len(set(taken))
    paid = sum(skip if right is None else rows[k][right] for k, right in enumerate(found))
    assert paid == cheapest(rows, skip)


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(costs)
def test_going_without_dearer_than_all_makes_the_most_pairs(rows: Costs) -> None:
    """Among all assignments none has more pairs: a sum of 0 for pairs and 1 for going without."""
    pairs = sum(1 for right in assign(rows, 1000) if right is not None)
    plain = [dict.fromkeys(row, 0) for row in rows]
    assert len(rows) - pairs == cheapest(plain, 1)


def test_the_first_that_fits_is_not_taken_where_another_needs_it() -> None:
    """0 fits both, 1 only the nearer: taking the nearest first would leave 1 without."""
    assert assign([{0: 1, 1: 4}, {0: 2}], 100) == (1, 0)


def test_equal_costs_go_in_order() -> None:
    assert assign([{0: 0, 1: 0, 2: 0}] * 3, 9) == (0, 1, 2)


def test_two_hundred_by_two_hundred_take_no_time() -> None:
    """All of one amount and all within reach: the hardest a statement can be."""
    rows = [{right: (left - right) ** 2 for right in range(200)} for left in range(200)]
    start = time.perf_counter()
    assert assign(rows, 10**9) == tuple(range(200))
    assert time.perf_counter() - start < 0.5
