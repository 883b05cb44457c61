"""A debt that a paper fixes in figures, replayed to a day: heads, days to pay, what runs on.

The order of a payment is that of 民法典561 within the paper's money; the doubled part of a late
judgment comes after it (法释〔2014〕8号 4), unless another order is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.audit.papers.doubled import DoubledRate, Stays, doubled_working
from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.model import Payment
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Charge, Ledger, Line
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import STATUTORY, RateStep
from debtcheck.engine.working import Given, Simple, Working


@dataclass(frozen=True, slots=True)
class FixedDebt:
    """What a paper says is to be paid. `dues` empty: all of it at once, on `since`."""

    since: date
    heads: tuple[tuple[Head, Decimal], ...]
    dues: tuple[tuple[date, Decimal], ...] = ()
    interest: tuple[RateStep, ...] = ()  # runs on the unpaid principal from its first step on
    day_count: DayCount = DayCount.ACT_365
    doubled: tuple[DoubledRate, ...] = ()
    stays: Stays = ()
    covers: tuple[Head, ...] | None = None  # the heads the doubled part counts on; None: the rule's
    doubled_last: bool = True
    paid_from: date | None = None  # earlier payments are in the paper already; None: `since`

    @property
    def counts_from(self) -> date:
        """From when a payment is one on this debt."""
        return self.paid_from or self.since

    @property
    def amount(self) -> Decimal:
        """All that the paper itself names."""
        return sum((amount for _, amount in self.heads), ZERO)


_LATE = (Head.PENALTY, Head.COMPOUND, Head.DAMAGES)


@dataclass(slots=True)
class _Pot:
    """One sum that is owed; `extra` for the doubled part."""

    head: Head
    start: date
    end: date
    working: Working
    own: bool = True  # named in the paper, not run on since
    extra: bool = False
    paid: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        return self.working.amount - self.paid


@dataclass(frozen=True, slots=True)
class _Running:
    """A charge that runs since a day, on one base at one rate."""

    since: date
    base: Decimal
    rate: Rate


class _Run:
    def __init__(self, debt: FixedDebt, as_of: date) -> None:
        self.debt, self.as_of = debt, as_of
        self.pots = [_Pot(h, debt.since, debt.since, Given(a)) for h, a in debt.heads if a]
        self.interest: _Running | None = None
        self.extra: _Running | None = None
        self.balances: list[tuple[date, Decimal]] = []
        self.overpaid = ZERO
        self.lines: list[Line] = []

    def left(self, heads: Iterable[Head]) -> Decimal:
        """What of these heads of the paper's own money is unpaid."""
        wanted = set(heads)
        return sum((p.left for p in self.pots if p.own and p.head in wanted), ZERO)

    def paid(self) -> Decimal:
        """What was paid on the paper's own money."""
        return sum((p.paid for p in self.pots if p.own), ZERO)

    def due(self, on: date) -> Decimal:
        """What of the paper's own money is due on a day and unpaid."""
        debt = self.debt
        due = sum((a for day, a in debt.dues if day <= on), ZERO) if debt.dues else debt.amount
        return max(due - self.paid(), ZERO)

    def turn(self, on: date) -> None:
        """Book what ran up to `on`, and go on with the bases and rates of that day."""
        interest, extra = self._interest_on(on), self._extra_on(on)
        if not _same(self.interest, interest):
            self._book_interest(on)
            self.interest = interest
        if not _same(self.extra, extra):
            self._book_extra(on)
            self.extra = extra

    def stop(self, on: date) -> None:
        """Book everything that ran to `on`."""
        self._book_interest(on)
        self._book_extra(on)
        self.interest = self.extra = None

    def _interest_on(self, on: date) -> _Running | None:
        principal = self.left((Head.PRINCIPAL,))
        step = next((s for s in reversed(self.debt.interest) if s.on <= on), None)
        return _Running(on, principal, step.rate) if step and principal else None

    def _extra_on(self, on: date) -> _Running | None:
        span = next((s for s in self.debt.doubled if s.start <= on < s.end), None)
        if span is None:
            return None
        covers = span.covers if self.debt.covers is None else self.debt.covers
        base = min(self.left(covers), self.due(on))
        return _Running(on, base, span.rate) if base else None

    def _book_interest(self, on: date) -> None:
        run = self.interest
        if run is None or run.since >= on:
            return
        part = share(run.since, on, run.rate.unit, self.debt.day_count)
        amount = round_money(part.of(run.base, run.rate))
        working = Simple(run.base, run.rate, part, amount, run.since, on)
        self.pots.append(_Pot(Head.INTEREST, run.since, on, working, own=False))

    def _book_extra(self, on: date) -> None:
        run = self.extra
        if run is None or run.since >= on:
            return
        working = doubled_working(run.base, run.rate, run.since, on, self.debt.stays)
        if working is not None:
            self.pots.append(_Pot(Head.PENALTY, run.since, on, working, own=False, extra=True))

    def pay(self, amount: Decimal) -> None:
        for pot in sorted(self.pots, key=self.rank):
            part = min(amount, pot.left)
            pot.paid += part
            amount -= part
        self.overpaid += amount

    def tell(self, on: date, event: str, amount: Decimal = ZERO, no: int | None = None) -> None:
        """Keep one event with what is owed after it."""
        owed = dict.fromkeys(Head, ZERO)
        for pot in self.pots:
            owed[pot.head] += pot.left
        late = sum((owed[h] for h in _LATE), ZERO)
        self.lines.append(
            Line(on, event, no, amount, (), owed[Head.PRINCIPAL], owed[Head.INTEREST], late)
        )

    def rank(self, pot: _Pot) -> tuple[int, date]:
        if pot.extra:
            return (len(STATUTORY) if self.debt.doubled_last else 1), pot.start
        return STATUTORY.index(pot.head), pot.start


def _same(one: _Running | None, other: _Running | None) -> bool:
    """True if nothing changes: the same base at the same rate goes on."""
    if one is None or other is None:
        return one is other
    return (one.base, one.rate) == (other.base, other.rate)


def replay_fixed(debt: FixedDebt, payments: Iterable[Payment], as_of: date) -> Ledger:
    """Run a fixed debt to `as_of`; payments before its day are taken to be in it already.

    Returns:
        A ledger whose charges are the paper's sums and what ran on since. The doubled part is in
        the head penalty.
    """
    run = _Run(debt, as_of)
    paid = [p for p in payments if debt.counts_from <= p.paid_on <= as_of]
    days = {debt.since, *(p.paid_on for p in paid), *(day for day, _ in debt.dues)}
    days |= {step.on for step in debt.interest}
    days |= {edge for span in debt.doubled for edge in (span.start, span.end)}
    for day in sorted(d for d in days if debt.since <= d < as_of or d == debt.since):
        for no, (due, amount) in enumerate(debt.dues, 1):
            if due == day:
                run.tell(day, "due", amount, no)
        today = [p.amount for p in paid if p.paid_on == day]
        if today:
            run.stop(day)
            for amount in today:
                run.pay(amount)
                run.tell(day, "payment", amount)
        run.turn(day)
        run.balances.append((day, run.left((Head.PRINCIPAL,))))
    run.stop(max(as_of, debt.since))
    for payment in paid:
        if payment.paid_on == as_of > debt.since:
            run.pay(payment.amount)
            run.tell(as_of, "payment", payment.amount)
    run.tell(as_of, "end")
    return _ledger(run)


def _ledger(run: _Run) -> Ledger:
    owed, paid = dict.fromkeys(Head, ZERO), dict.fromkeys(Head, ZERO)
    for pot in run.pots:
        owed[pot.head] += pot.left
        paid[pot.head] += pot.paid
    charges = tuple(
        Charge(p.head, 0, p.start, p.end, p.working.amount, p.paid, p.working, overdue=not p.own)
        for p in run.pots
        if p.head is not Head.PRINCIPAL
    )
    return Ledger(
        as_of=run.as_of,
        rows=(),
        lines=tuple(run.lines),
        charges=charges,
        owed=owed,
        due=_due(run),
        paid=paid,
        balances=tuple(run.balances),
        overpaid=run.overpaid,
    )


def _due(run: _Run) -> dict[Head, Decimal]:
    """The due part, by the order in which it would be paid; what ran on is due."""
    found = dict.fromkeys(Head, ZERO)
    room = run.due(run.as_of)
    for pot in sorted(run.pots, key=run.rank):
        part = pot.left if not pot.own else min(pot.left, room)
        room -= part if pot.own else ZERO
        found[pot.head] += part
    return found
