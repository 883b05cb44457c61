"""The cheapest assignment of some things to others, each to at most one.

Shortest augmenting paths with potentials (Kuhn's Hungarian method as Jonker and Volgenant run it),
on the edges that exist. Whole numbers only, ties by index: the same input gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush


def assign(costs: Sequence[Mapping[int, int]], skip: int) -> tuple[int | None, ...]:
    """For each left the right it gets, or None; the sum of costs is the lowest there is.

    Args:
        costs: For each left, the rights it may have (numbers from 0) and what each costs, from 0.
        skip: What a left without a right costs. Above all other costs together it makes as many
            pairs as there can be, and among those the cheapest.
    """
    search = _Search(costs, skip)
    for left in range(len(costs)):
        search.place(left)
    return tuple(right if right >= 0 else None for right in search.held)


class _Search:
    """The pairs so far, and the potentials that keep every further search short."""

    def __init__(self, costs: Sequence[Mapping[int, int]], skip: int) -> None:
        self.costs, self.skip = costs, skip
        self.held = [-1 - left for left in range(len(costs))]
        self.owner: dict[int, int] = {}
        self.of_left, self.of_right = [0] * len(costs), dict[int, int]()

    def place(self, first: int) -> None:
        """Give `first` a right along the cheapest path of exchanges."""
        before: dict[int, int] = {}
        best: dict[int, int] = {}
        done: dict[int, int] = {}
        heap: list[tuple[int, bool, int]] = []
        left, so_far = first, 0
        while True:
            self._reach(left, so_far, best, before, done, heap)
            so_far, _, right = heappop(heap)
            while right in done:
                so_far, _, right = heappop(heap)
            done[right] = so_far
            if right not in self.owner:
                break
            left = self.owner[right]
        self.of_left[first] += so_far
        for passed, way in done.items():
            if passed in self.owner:
                self.of_right[passed] = self.of_right.get(passed, 0) + way - so_far
                self.of_left[self.owner[passed]] += so_far - way
        while True:
            left = before[right]
            self.owner[right] = left
            self.held[left], right = right, self.held[left]
            if left == first:
                return

    def _reach(
        self,
        left: int,
        so_far: int,
        best: dict[int, int],
        before: dict[int, int],
        done: dict[int, int],
        heap: list[tuple[int, bool, int]],
    ) -> None:
        """Note every right that `left` may have and how far it is."""
        base = so_far - self.of_left[left]
        own = -1 - left  # going without: a right that nobody else may have
        for right, cost in (*self.costs[left].items(), (own, self.skip)):
            way = base + cost - self.of_right.get(right, 0)
            if right not in done and (right not in best or way < best[right]):
                best[right], before[right] = way, left
                heappush(heap, (way, right in self.owner, right))
