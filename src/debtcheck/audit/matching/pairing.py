"""Pairs of one with one: the best over all, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from debtcheck.audit.matching.assign import assign

_TIER = 10**7  # above the square of any distance in days that fits
_SKIP = 10**12


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two things of one amount go together: the lower the tier the better; within a
    tier the nearer in days."""

    tier: int
    days: int = 0

    @property
    def cost(self) -> int:
        """Squared, so that of equal things the first goes with the first."""
        return self.tier * _TIER + self.days**2


Fits = Sequence[Mapping[int, Fit]]


@dataclass(slots=True)
class Pairs:
    """For each left the right it meets, if any; `rivals` are other lefts that could
    stand in its place, `options` other rights that fit it as well."""

    to: list[tuple[int, ...]]
    rivals: dict[int, frozenset[int]] = field(default_factory=dict)
    options: dict[int, frozenset[int]] = field(default_factory=dict)


def pair(fits: Fits) -> Pairs:
    """The most pairs there can be, and among those the best.

    A pair is open if an exchange that fits no worse would leave another left, or another right,
    without one: which of them it is cannot be known.
    """
    costs = [{right: fit.cost for right, fit in row.items()} for row in fits]
    held = assign(costs, _SKIP)
    found = Pairs([() if right is None else (right,) for right in held])
    owner = {right: left for left, right in enumerate(held) if right is not None}
    for left, right in enumerate(held):
        if right is None and fits[left]:
            group = _rivals(left, fits, owner)
            for member in group if len(group) > 1 else ():
                found.rivals[member] = found.rivals.get(member, frozenset()) | group
    for left, right in enumerate(held):
        if right is not None:
            free = _options(left, right, fits, owner)
            if free:
                found.options[left] = frozenset({right, *free})
    return found


def _rivals(first: int, fits: Fits, owner: Mapping[int, int]) -> frozenset[int]:
    """The lefts that could be the one without a right, `first` among them."""
    group, queue = {first}, [first]
    while queue:
        left = queue.pop()
        for right, fit in fits[left].items():
            other = owner.get(right)
            if other is not None and other not in group and fit.tier <= fits[other][right].tier:
                group.add(other)
                queue.append(other)
    return frozenset(group)


def _options(left: int, right: int, fits: Fits, owner: Mapping[int, int]) -> set[int]:
    """Rights without a left that would fit as well."""
    tier = fits[left][right].tier
    return {r for r, fit in fits[left].items() if r not in owner and fit.tier <= tier}
