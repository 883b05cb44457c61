"""When the money does not fit: what is missing, what to keep paying first, what can be offered.

Nothing here says to borrow anew or to leave a debt unpaid: it orders what there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.household import FAMILY
from debtcheck.engine.money import ZERO, round_money
from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import LIMIT
from debtcheck.planning.debts import Debt
from debtcheck.planning.simulate import Run, Short
from debtcheck.planning.strategies import share_out

_CARD_PLAN = "T10"  # the longest personal instalment plan of a credit card


@dataclass(frozen=True, slots=True)
class Offer:
    """What one creditor can be offered a month."""

    debt: str
    amount: Decimal
    balance: Decimal
    months: int | None  # how long it takes without further charges; None: never
    longest: int | None = None  # the longest plan that a rule allows
    needs: Decimal | None = None  # a month, to end within `longest` without further charges


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of what to keep paying, and why: the key of a sentence."""

    debt: str | None  # None: the essentials
    why: str


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a plan does not fit, and what can be done with what there is."""

    why: str  # minimums | essentials | growing | endless | later
    short: Short | None
    missing: Decimal
    surplus: Decimal  # of the month that is short; may be negative
    growing: tuple[str, ...]  # debts whose minimum does not pay their interest
    order: tuple[Kept, ...]
    offers: tuple[Offer, ...]  # in proportion to what is owed
    by_need: tuple[Offer, ...]  # the minimums in the order of need, the rest in proportion
    rule: Rule | None
    months: int  # months until it is short; 0: now


def shortfall(debts: Sequence[Debt], budget: Budget, run: Run, law: LawBook) -> Shortfall:
    """What has to be said of a plan that does not fit."""
    short = run.short
    surplus = budget.month(short.no if short else 1).surplus
    rule = card_rule(law, budget.start) if any(d.facts.card for d in debts) else None
    left = {row.debt: row.closing for row in run.rows}  # as it stands before the month is short
    balances = [left.get(d.facts.name, d.facts.balance) for d in debts]
    order = sorted(range(len(debts)), key=lambda k: (_rank(debts[k]), k))
    kept = [Kept(None, "essentials")]
    kept += [Kept(debts[k].facts.name, _WHY[_rank(debts[k])]) for k in order if balances[k]]
    offered = max(surplus, ZERO)
    parts = share_out(min(offered, sum(balances, ZERO)), balances)
    return Shortfall(
        why=_why(short, surplus, growing := _growing(debts)),
        short=short,
        missing=max(short.need - short.have, ZERO) if short else ZERO,
        surplus=surplus,
        growing=growing,
        order=tuple(kept),
        offers=_offers(debts, balances, parts, rule),
        by_need=_offers(debts, balances, _by_need(debts, balances, order, offered), rule),
        rule=rule,
        months=short.no - 1 if short else 0,
    )


def card_rule(law: LawBook, on: date) -> Rule | None:
    """The rule on the longest instalment plan of a credit card, if the law book has it."""
    return next((rule for rule in law.versions(_CARD_PLAN) if rule.holds_on(on)), None)


_WHY = {
    0: "secured",
    1: "auto_debit",
    2: "in_time",
    3: "overdue",
    4: "family",
}


def _rank(debt: Debt) -> int:
    """A home or a car first, then what is debited by itself, what is in time, what is overdue."""
    facts = debt.facts
    if facts.secured:
        return 0
    if facts.kind == FAMILY:
        return 4
    if facts.overdue:
        return 3
    return 1 if facts.auto_debit else 2


def _why(short: Short | None, surplus: Decimal, growing: tuple[str, ...]) -> str:
    if short is None:
        return "growing" if growing else "endless"
    if surplus <= ZERO:
        return "essentials"
    return "minimums" if short.no == 1 else "later"


def _growing(debts: Sequence[Debt]) -> tuple[str, ...]:
    """Debts that grow although their minimum is paid; those called in have no minimum."""
    found: list[str] = []
    for debt in debts:
        account = debt.open()
        charged = account.accrue(1)
        if charged > account.minimum(1) > ZERO:
            found.append(debt.facts.name)
    return tuple(found)


def _by_need(
    debts: Sequence[Debt], balances: Sequence[Decimal], order: Sequence[int], money: Decimal
) -> list[Decimal]:
    """Each minimum in the order of need as far as the money goes, the rest in proportion."""
    parts = [ZERO] * len(debts)
    for place in order:
        account = debts[place].open()
        account.accrue(1)
        parts[place] = min(account.minimum(1), balances[place], money)
        money -= parts[place]
    room = [b - p for b, p in zip(balances, parts, strict=True)]
    rest = share_out(min(money, sum(room, ZERO)), room)
    return [p + r for p, r in zip(parts, rest, strict=True)]


def _offers(
    debts: Sequence[Debt],
    balances: Sequence[Decimal],
    parts: Sequence[Decimal],
    rule: Rule | None,
) -> tuple[Offer, ...]:
    found: list[Offer] = []
    for debt, balance, amount in zip(debts, balances, parts, strict=True):
        months = _months(balance, amount)
        longest = rule.most if rule is not None and debt.facts.card else None
        needs = None
        if longest is not None and (months is None or months > longest):
            needs = round_money(balance / longest, mode="up")
        found.append(Offer(debt.facts.name, amount, balance, months, longest, needs))
    return tuple(found)


def _months(balance: Decimal, amount: Decimal) -> int | None:
    if amount <= ZERO:
        return None
    months = -int(-(balance / amount) // 1)
    return months if months <= LIMIT else None
