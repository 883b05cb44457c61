"""Old interest written into a new principal: the two tests of the private-lending rules.

17号 27 (18号 28, 6号 28): (a) of the interest that was rolled over only what the limit allowed
becomes principal; (b) all that is payable in the end is at most the first principal and interest on
it at the limit for the whole time. Money that was added when the debt was rolled over is a loan
like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.limits.ask import Ask
from debtcheck.audit.report import Rolled, Unchecked
from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import CUT_ORDER
from debtcheck.engine.working import Given, Simple, Sum, Working, added
from debtcheck.law.capsteps import CapReading
from debtcheck.law.private import private_caps
from debtcheck.words.text import text

_EXCLUSIVE = (
    {"split_2020", "no_split_2020"},
    {"lpr_at_filing", "lpr_at_formation"},
    {"old_rule_2015", "old_rule_1991"},
)
_KEYS = ("principal", "capitalised_interest", "disbursed_on")


@dataclass(frozen=True, slots=True)
class OldDebt:
    """The debt that was rolled over, and the limit over its whole time in one reading."""

    principal: Decimal
    capitalised: Decimal
    since: date
    until: date  # the day it was rolled over
    caps: CapReading
    by_first: bool  # the limit of the first contract's day; else of the new one's

    def allowed(self, start: date, end: date) -> tuple[Working, ...]:
        """Interest on the first principal at the limit, one stretch of the law after another."""
        return _at_limit(self.principal, self.caps, start, end)

    @property
    def at_most(self) -> Working:
        """The most of the old interest that becomes principal."""
        return (
            added(self.allowed(self.since, self.until)) if self.since < self.until else Given(ZERO)
        )

    @property
    def refused(self) -> Decimal:
        """What of the rolled interest does not become principal (the first test)."""
        return max(self.capitalised - self.at_most.amount, ZERO)


def old_debts(ask: Ask, unchecked: list[Unchecked], filed_on: date) -> tuple[OldDebt, ...]:
    """The old debt under each reading of its limit; empty where there is none or facts lack.

    The rule says "when the contract was formed" and leaves open which: both are read.
    """
    old, loan = ask.case.loan.rolled_from, ask.case.loan
    if old is None:
        return ()
    for key in _KEYS:
        if getattr(old, key) is None:
            why = text("unchecked.why.rolled_facts")
            gap = Unchecked(text("unchecked.rolled"), why, f"loan.rolled_from.{key}")
            unchecked.append(gap)
            return ()
    assert old.principal is not None
    assert old.capitalised_interest is not None
    assert old.disbursed_on is not None
    new = ask.setup.inputs.terms.start
    court = ask.case.court
    found: list[OldDebt] = []
    for by_first, formed in ((True, old.disbursed_on), (False, loan.formed_on or new)):
        caps = private_caps(
            ask.law,
            formed_on=formed,
            filed_on=filed_on,
            old_rule_requested=court.old_rule_requested if court else None,
            start=old.disbursed_on,
            end=ask.as_of,
        )
        for reading in caps:
            debt = OldDebt(
                old.principal, old.capitalised_interest, old.disbursed_on, new, reading, by_first
            )
            if not any(_same(debt.caps, other.caps) for other in found):
                found.append(debt)
    return tuple(found)


def _same(one: CapReading, other: CapReading) -> bool:
    """True if two readings limit the same days to the same."""
    return [(s.start, s.end, s.yearly) for s in one.steps] == [
        (s.start, s.end, s.yearly) for s in other.steps
    ]


def together(reading: CapReading, old: OldDebt) -> bool:
    """False if the two answer one open question in different ways."""
    for labels in _EXCLUSIVE:
        one, other = (labels & set(x.split("+")) for x in (reading.id, old.caps.id))
        if one and other and one != other:
            return False
    return True


def _at_limit(base: Decimal, caps: CapReading, start: date, end: date) -> tuple[Working, ...]:
    found: list[Working] = []
    for step in caps.steps:
        a, b = max(step.start, start), min(step.end or end, end)
        if a < b:
            rate = Rate(step.yearly, RateUnit.YEAR)
            part = share(a, b, RateUnit.YEAR, DayCount.ACT_365)
            found.append(Simple(base, rate, part, round_money(part.of(base, rate)), a, b))
    return tuple(found)


def both_tests(
    ask: Ask, old: OldDebt, reading: CapReading, ledger: Ledger
) -> tuple[dict[Head, Decimal], Rolled]:
    """What is left of a replay (made on the principal that the first test leaves) by the second.

    The second test is of the whole loan; where only what is due is compared it is not made.
    """
    heads = dict(ask.part(ledger))
    first: Working = Sum((Given(old.capitalised),), old.refused, (old.at_most,))
    result = Rolled(old.refused, first)
    if ask.due_only:
        return heads, result
    fresh = max(ask.setup.received - old.principal - old.capitalised, ZERO)
    parts: list[Working] = [Given(old.principal), *old.allowed(old.since, ask.as_of)]
    if fresh:
        parts += [Given(fresh), *_at_limit(fresh, reading, old.until, ask.as_of)]
    limit = added(tuple(parts))
    payable = sum((a for h, a in ledger.owed.items() if h is not Head.COSTS), ZERO)
    payable += sum((a for h, a in ledger.paid.items() if h is not Head.COSTS), ZERO)
    excess = payable - limit.amount
    if excess <= ZERO:
        return heads, result
    cut: dict[Head, Decimal] = {}
    left = excess
    for head in (*CUT_ORDER, Head.PRINCIPAL):
        part = min(left, heads[head])
        if part:
            heads[head] -= part
            cut[head] = part
            left -= part
    working = Sum((Given(payable),), excess, (limit,))
    return heads, replace(result, cut=cut, total=working)
