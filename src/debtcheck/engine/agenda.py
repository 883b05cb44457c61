"""The agenda of a replay: what happens on which day, and in which order on one day.

On one day the order is: payout, accrual to the day, dues and fees, acceleration, payments. What
repeats (reminder fees, compounding) is entered once and names its next day when it has come.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from debtcheck.case.kinds import Compound, Grace
from debtcheck.engine.dates import ONE_DAY, add_months
from debtcheck.engine.ledger import Row
from debtcheck.engine.terms import Cap, DunningFee, FeeTerm, Inputs, Paid, Tranche

PAYOUT, TURN, DUE, ACCELERATION, CREDIT, PAYMENT = range(6)
_MONTHS = {Compound.MONTHLY: 1, Compound.QUARTERLY: 3}


class Act(StrEnum):
    """What an event does."""

    PAYOUT = "payout"
    RATES = "rates"
    LIMIT = "limit"
    DUE = "due"
    ONCE = "once"
    REMIND = "remind"
    CAPITALISE = "capitalise"
    FOLLOW = "follow"
    FEE = "fee"
    ACCELERATE = "accelerate"
    CREDIT = "credit"
    PAYMENT = "payment"


class Late(NamedTuple):
    """What follows a due date while it stays unpaid. `no` None: principal that was called in."""

    due: date
    no: int | None
    fee: DunningFee | None = None
    times: int = 1  # how often it will have come then


class Event(NamedTuple):
    """One event. Those of one day and rank follow one another as they were entered."""

    on: date
    rank: int
    entered: int
    act: Act
    what: Tranche | FeeTerm | Paid | Late | int | None = None  # int: the number of an instalment


class Agenda:
    """The events of one replay up to its last day."""

    def __init__(
        self, inputs: Inputs, rows: tuple[Row, ...], caps: tuple[Cap, ...], last: date
    ) -> None:
        self.terms, self.conv, self.payments = inputs.terms, inputs.conventions, inputs.payments
        self.rows, self.caps, self.last = rows, caps, last
        self._events: list[Event] = []
        self._entered = self._done = 0
        self._known_beforehand()
        self._events.sort()

    def until(self, day: date) -> Iterator[Event]:
        """The events to come, in order, to the end of `day`.

        What is entered on the way takes its place among them.
        """
        events = self._events
        while self._done < len(events) and events[self._done].on <= day:
            self._done += 1
            yield events[self._done - 1]

    def enter(
        self,
        on: date | None,
        rank: int,
        act: Act,
        what: Tranche | FeeTerm | Paid | Late | int | None = None,
    ) -> None:
        """An event that is known before the replay begins; one without a day never comes."""
        if on is not None and on <= self.last:
            self._entered += 1
            self._events.append(Event(on, rank, self._entered, act, what))

    def meet_credit(self, on: date) -> None:
        """Money paid ahead meets what falls due on `on`, after all that falls due that day."""
        self._entered += 1
        insort(self._events, Event(on, CREDIT, self._entered, Act.CREDIT))

    def repeat(self, event: Event) -> None:
        """The event comes again, if it is one that repeats, on its next day."""
        late = event.what
        if not isinstance(late, Late):
            return
        on = self._next_reminder(event.on, late) if late.fee else self._next_compounding(late)
        if on is not None and on <= self.last:
            again = late._replace(times=late.times + 1)
            insort(self._events, event._replace(on=on, what=again))

    @staticmethod
    def _next_reminder(last: date, late: Late) -> date | None:
        every = late.fee.every_days if late.fee else None
        return last + timedelta(days=every) if every else None

    def _next_compounding(self, late: Late) -> date:
        months = _MONTHS.get(self.conv.compound)
        if months:
            return add_months(late.due, (late.times + 1) * months)
        return late.due + (late.times + 1) * ONE_DAY

    def _known_beforehand(self) -> None:
        terms, enter = self.terms, self.enter
        for tranche in terms.tranches:
            enter(tranche.on, PAYOUT, Act.PAYOUT, tranche)
        limits = {max(c.start, terms.start) for c in self.caps}
        for turn in self._rate_days() - limits:
            enter(turn, TURN, Act.RATES)
        for turn in limits:
            enter(turn, TURN, Act.LIMIT)
        self._dues()
        for fee in terms.fees:
            if fee.on is not None and fee.owed:
                enter(max(fee.on, terms.start), DUE, Act.FEE, fee)
        if terms.accelerated_on is not None:
            enter(terms.accelerated_on, ACCELERATION, Act.ACCELERATE)
        booked = self.conv.booked
        for paid in self.payments:
            on = (paid.booked_on or paid.paid_on) if booked else paid.paid_on
            enter(on, PAYMENT, Act.PAYMENT, paid)

    def _rate_days(self) -> set[date]:
        """The days on which a rate changes."""
        steps = (*self.terms.rates[1:], *self.terms.penalty_steps[1:])
        return {max(step.on, self.terms.start) for step in steps}

    def _dues(self) -> None:
        """Due dates, and what follows on each of them: once-only damages and more."""
        dues = [(r.due_on, r.no) for r in self.rows]
        if not self.rows:
            # money that came after its due day is due on the day it came
            dues = [(max(t.due_on, t.on), t.no) for t in self.terms.tranches if t.due_on]
        stop = self.terms.accelerated_on
        follows = self._follows()
        for due, no in dues:
            if due <= self.last and (stop is None or due <= stop):
                self.enter(due, DUE, Act.DUE, no)
                if follows:
                    self._after(due, no)
        if stop is not None and follows:
            self._after(stop, None)

    def _follows(self) -> bool:
        """True if anything can follow on a due date."""
        terms, conv = self.terms, self.conv
        compounds = conv.compound in _MONTHS or conv.compound is Compound.DAILY
        return bool(terms.once is not None or terms.dunning or compounds or conv.grace_days)

    def _after(self, due: date, no: int | None) -> None:
        late, conv = Late(due, no), self.conv
        grace = 0 if conv.grace is Grace.CHARGED else conv.grace_days
        if self.terms.once is not None:
            self.enter(due + timedelta(days=grace + 1), DUE, Act.ONCE, late)
        for fee in self.terms.dunning:
            first = due + timedelta(days=max(fee.after_days, 1))
            self.enter(first, DUE, Act.REMIND, late._replace(fee=fee))
        if conv.compound in _MONTHS or conv.compound is Compound.DAILY:
            first = self._next_compounding(late._replace(times=0))
            self.enter(first, TURN, Act.CAPITALISE, late)
        if conv.grace is Grace.FREE_IF_PAID_WITHIN and grace:
            self.enter(due + timedelta(days=grace + 1), TURN, Act.FOLLOW)
