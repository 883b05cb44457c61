"""Where what is left after the minimums goes: one small function a strategy.

avalanche      the debt on which a yuan paid ahead saves most; flat fees due anyway save nothing
snowball       the smallest balance
minimum_first  the debt whose end frees the largest monthly payment for its balance
pro_rata       every debt, in proportion to its balance
overdue_first  what is overdue, then as avalanche
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from debtcheck.engine.money import FEN, ZERO, round_money
from debtcheck.planning.debts import Account


@dataclass(slots=True)
class Running:
    """One open debt in a month."""

    place: int  # in the household's list
    account: Account
    overdue: bool
    opening: Decimal = ZERO
    charged: Decimal = ZERO
    due: Decimal = ZERO  # the minimum
    paid: Decimal = ZERO

    def pay(self, amount: Decimal) -> None:
        """Take a payment."""
        self.account.pay(amount)
        self.paid += amount


Spend = Callable[[Sequence[Running], Decimal], Decimal]


def share_out(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`total` in proportion to the weights, to the fen: the largest remainders get the odd fen.

    Equal remainders are served in order. With no weight at all everything is zero.
    """
    whole = sum(weights, ZERO)
    if whole <= ZERO or total <= ZERO:
        return [ZERO] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [round_money(part, mode="down") for part in exact]
    odd = int((total - sum(parts, ZERO)) / FEN)
    order = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for place in order[:odd]:
        parts[place] += FEN
    return parts


def in_order(key: Callable[[Running], tuple[object, ...]]) -> Spend:
    """Spends on one debt after the other; what a closing payment leaves goes to the next."""

    def spend(running: Sequence[Running], money: Decimal) -> Decimal:
        for one in sorted(running, key=key):
            if money <= ZERO:
                break
            part = min(money, one.account.balance)
            if part:
                one.pay(part)
                money -= part
        return money

    return spend


def in_proportion(running: Sequence[Running], money: Decimal) -> Decimal:
    """Spends on every debt by its balance; what a closing payment leaves is shared again."""
    while money > ZERO:
        left = [one for one in running if one.account.balance]
        if not left:
            break
        balances = [one.account.balance for one in left]
        parts = share_out(min(money, sum(balances, ZERO)), balances)
        for one, part in zip(left, parts, strict=True):
            taken = min(part, one.account.balance)
            one.pay(taken)
            money -= taken
    return money


def _dearest(one: Running) -> tuple[object, ...]:
    return -one.account.saves, one.account.balance, one.place


def _smallest(one: Running) -> tuple[object, ...]:
    return one.account.balance, -one.account.saves, one.place


def _frees_most(one: Running) -> tuple[object, ...]:
    balance = one.account.balance
    return -(one.due / balance if balance else ZERO), -one.account.saves, one.place


def _overdue(one: Running) -> tuple[object, ...]:
    return (not one.overdue, *_dearest(one))


SPENDS: dict[str, Spend] = {
    "avalanche": in_order(_dearest),
    "snowball": in_order(_smallest),
    "minimum_first": in_order(_frees_most),
    "pro_rata": in_proportion,
    "overdue_first": in_order(_overdue),
}
