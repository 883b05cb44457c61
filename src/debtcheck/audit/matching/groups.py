"""What two things add up to: one payment for two, two payments for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from debtcheck.audit.matching.model import Numbered, Side, State
from debtcheck.words.text import Text, text

Numbers = tuple[int, ...]
Group = tuple[Numbers, Numbers]  # payments, and what they meet


def sums(lefts: Mapping[int, Decimal], rights: Mapping[int, Decimal]) -> list[Group]:
    """Every left that is the sum of two rights, every two lefts that add up to one right.

    `lefts` and `rights` are amounts by number, of what has found no partner.
    """
    by_left, by_right = _by_amount(lefts), _by_amount(rights)
    found: list[Group] = []
    for a, b in combinations(rights, 2):
        found += [((one,), (a, b)) for one in by_left.get(rights[a] + rights[b], ())]
    for a, b in combinations(lefts, 2):
        found += [((a, b), (one,)) for one in by_right.get(lefts[a] + lefts[b], ())]
    return found


def share(
    payments: Numbered,
    found: dict[int, Side],
    rights: Mapping[int, Decimal],
    fits: Callable[[Numbers, Numbers], bool],
    said: Callable[[Numbers], Text],
    *,
    oldest: bool = False,
) -> set[int]:
    """Put groups in the place of payments that have found nothing.

    Args:
        payments: By their place in the case.
        found: What each payment meets; changed.
        rights: The amounts of what is still free.
        fits: Whether the days of a group allow it.
        said: What a group says, by what it meets.
        oldest: Of groups of the same payments the one with the lowest numbers is meant.

    Returns:
        What is no longer free.
    """
    open_ = {k: payments[k] for k, side in found.items() if side.state is State.UNMATCHED}
    groups = [g for g in sums({k: p.amount for k, p in open_.items()}, rights) if fits(*g)]
    if oldest:
        first: dict[Numbers, Numbers] = {}
        for lefts, numbers in groups:
            first[lefts] = min(numbers, first.get(lefts, numbers))
        groups = list(first.items())
    options: dict[int, dict[int, Decimal]] = {}
    for lefts, numbers in groups:
        for left in lefts:
            amounts = options.setdefault(left, {})
            amounts.update({no: min(rights[no], payments[left].amount) for no in numbers})
    for lefts, numbers in groups:
        one = _alone((lefts, numbers), groups)
        why = said(numbers) if one else text("ledger.match.sums")
        for left in lefts:
            state = State.MATCHED if one else State.AMBIGUOUS
            found[left] = Side(state, why, tuple(options[left].items()))
    return {no for _, numbers in groups for no in numbers}


def _alone(group: Group, groups: Sequence[Group]) -> bool:
    """True if no other group has anything of this one."""
    lefts, rights = set(group[0]), set(group[1])
    return sum(1 for g in groups if lefts & set(g[0]) or rights & set(g[1])) == 1


def _by_amount(items: Mapping[int, Decimal]) -> dict[Decimal, list[int]]:
    found: dict[Decimal, list[int]] = {}
    for k, amount in items.items():
        found.setdefault(amount, []).append(k)
    return found
