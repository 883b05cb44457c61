"""What a credit card was agreed to be, and the days of its billing cycle.

Amounts Decimal yuan; fractions are fractions (10% is Decimal("0.10")).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import ONE_DAY, add_months
from debtcheck.engine.money import ZERO, round_money


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry of the account: purchase, cash or refund.

    `on` is the day it was posted (入账), from which interest runs; `traded` the day of the trade,
    where it is another. A refund works as a payment.
    """

    on: date
    amount: Decimal
    kind: str
    traded: date | None = None


@dataclass(frozen=True, slots=True)
class CardTerms:
    """The terms of a card beside its rate (which stands with the rates of the loan).

    `full_interest`: a statement that is not paid in full loses the free period for its whole
    amount (全额罚息); else only for what was unpaid when the time was over.
    `principal_first_after`: from this day of arrears on, a payment meets principal before charges.
    `compound_head`: where interest on unpaid interest is shown (a bank may print it as interest).
    The last four fields are no agreement; a search for how a figure came about sets them.
    """

    statement_day: int
    due_day: int
    postings: tuple[Posting, ...]
    cash_rate: Rate | None = None  # None: as the loan's rate
    minimum_rate: Decimal = ZERO
    minimum_floor: Decimal = ZERO
    charges_in_full: bool = False  # the minimum has new charges in full, else the share of them
    full_interest: bool = True
    damages_rate: Decimal = ZERO
    damages_min: Decimal = ZERO
    grace_days: int = 0
    tolerance: Decimal = ZERO
    principal_first_after: int | None = None
    compound_head: Head = Head.COMPOUND
    damages_base: str = "unpaid_minimum"  # unpaid_minimum minimum balance
    from_trade: bool = False  # interest runs from the day of the trade
    free_period: bool = True  # False: what was paid in time bears interest up to then
    charges_bear: bool = False  # damages and fees bear interest from their statement on

    @property
    def start(self) -> date:
        """The first entry."""
        return min(p.on for p in self.postings)

    def statement_on(self, day: date) -> date:
        """The first statement day on or after `day`."""
        here = _in_month(day, self.statement_day)
        return here if here >= day else _in_month(_next_month(day), self.statement_day)

    def due_of(self, statement: date) -> date:
        """The due day of a statement: the first `due_day` after it."""
        here = _in_month(statement, self.due_day)
        return here if here > statement else _in_month(_next_month(statement), self.due_day)

    def next_statement(self, statement: date) -> date:
        """The statement after one."""
        return self.statement_on(statement + ONE_DAY)

    def spending(self, as_of: date) -> tuple[tuple[int, date, Decimal], ...]:
        """What was spent under each statement by a day: its number, its due day, yuan.

        Refunds are taken off the oldest.
        """
        found: list[tuple[int, date, Decimal]] = []
        statement, no = self.statement_on(self.start), 1
        entries = [p for p in self.postings if p.kind != "refund" and p.on <= as_of]
        last = max((p.on for p in entries), default=self.start)
        before, back = date.min, self.refunded(as_of)
        while before < last:
            amount = sum((p.amount for p in entries if before < p.on <= statement), ZERO)
            off = min(back, amount)
            back -= off
            if amount > off:
                found.append((no, self.due_of(statement), amount - off))
            before, statement, no = statement, self.next_statement(statement), no + 1
        return tuple(found)

    def refunded(self, as_of: date) -> Decimal:
        """What came back by a day, in yuan."""
        back = (p.amount for p in self.postings if p.kind == "refund" and p.on <= as_of)
        return sum(back, ZERO)

    def in_time(self, statement: date) -> date:
        """The last day on which a payment of a statement still counts as in time."""
        return self.due_of(statement) + timedelta(days=self.grace_days)

    def minimum(self, balance: Decimal, *, short: Decimal, charges: Decimal) -> Decimal:
        """The minimum payment of a statement: a share of its balance and all that was short of
        the minimum before, at least the floor, at most the balance.

        `charges` are those new on the statement; where the contract has them in full, the share is
        of the rest.
        """
        whole = short + charges if self.charges_in_full else short
        share = round_money(max(balance - whole, ZERO) * self.minimum_rate) + whole
        return min(max(share, self.minimum_floor), balance)


def _in_month(day: date, number: int) -> date:
    return day.replace(day=min(number, monthrange(day.year, day.month)[1]))


def _next_month(day: date) -> date:
    return add_months(day.replace(day=1), 1)
