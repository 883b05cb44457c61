"""Charges as they grow: a fixed charge, and a charge that runs by the day on a base at a rate.

A running charge is cut into segments only where its base or its rate changes, or where a payment
goes into it: cutting a span for any other reason changes nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from debtcheck.case.kinds import DayCount, Ends, Head, Rounding
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Charge
from debtcheck.engine.money import FEN, ZERO, round_money
from debtcheck.engine.terms import Conventions
from debtcheck.engine.working import Share, Simple, Working


class Segment(NamedTuple):
    """One stretch of a running charge: same base, same rate; `exact` is unrounded."""

    start: date
    end: date
    base: Decimal
    rate: Rate
    share: Share
    exact: Decimal

    def working(self, amount: Decimal) -> Simple:
        """The segment as arithmetic."""
        return Simple(self.base, self.rate, self.share, amount, self.start, self.end)


class Account(ABC):
    """A charge of a head: what accrued, what was paid, what a ceiling took off."""

    __slots__ = ("cut", "due_on", "head", "is_open", "no", "overdue", "paid", "place", "turn")

    def __init__(self, head: Head, no: int, due_on: date | None, overdue: bool) -> None:
        self.head, self.no, self.due_on, self.overdue = head, no, due_on, overdue
        self.turn = (due_on or date.max, no)  # among those of its head: the oldest due first
        self.paid = self.cut = ZERO
        self.place = 0  # among all charges, in the order in which they were opened
        self.is_open = False  # something of it may be owed, see `Book`

    @abstractmethod
    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """What has accrued by the beginning of `on`, in yuan; `final`: `on` is the last day."""

    @abstractmethod
    def charges(self, on: date, *, due: bool) -> list[Charge]:
        """The stretches of the charge with what was paid of each, oldest first."""

    def fall_due(self, on: date) -> None:
        """It is due on `on`."""
        self.due_on, self.turn = on, (on, self.no)

    def owed(self, on: date, *, final: bool = False) -> Decimal:
        """What is unpaid on `on`."""
        return self.accrued(on, final=final) - self.paid - self.cut

    def is_settled(self, on: date) -> bool:
        """True if nothing of it is owed and nothing more will run."""
        return not self.owed(on)

    def take(self, on: date, most: Decimal) -> Decimal:
        """A payment of at most `most` goes into what is owed; returns what it took."""
        part = min(most, self.owed(on))
        if part <= 0:
            return ZERO
        self.paid += part
        return part


class Fixed(Account):
    """A charge of a known amount: scheduled interest, a fee, once-only damages."""

    __slots__ = ("amount", "end", "start", "working")

    def __init__(
        self,
        head: Head,
        no: int,
        due_on: date,
        amount: Decimal,
        working: Working,
        *,
        start: date,
        overdue: bool = False,
    ) -> None:
        Account.__init__(self, head, no, due_on, overdue)
        self.amount, self.working, self.start, self.end = amount, working, start, due_on

    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """The whole amount, from its day on."""
        return self.amount

    def owed(self, on: date, *, final: bool = False) -> Decimal:
        """What is unpaid."""
        return self.amount - self.paid - self.cut

    def charges(self, on: date, *, due: bool) -> list[Charge]:
        """One stretch."""
        return [
            Charge(
                self.head,
                self.no,
                self.start,
                self.end,
                self.amount,
                self.paid,
                self.working,
                self.overdue,
                self.cut,
                due,
            )
        ]


class Stream(Account):
    """A charge that runs by the day: base × rate × days."""

    __slots__ = (
        "_closed",
        "base",
        "day_count",
        "ends",
        "hidden_until",
        "rate",
        "rounding",
        "segments",
        "since",
        "twin",
    )

    def __init__(
        self,
        head: Head,
        no: int,
        due_on: date | None,
        since: date,
        conventions: Conventions,
        *,
        overdue: bool = False,
    ) -> None:
        Account.__init__(self, head, no, due_on, overdue)
        self.since, self.ends, self.rounding = since, conventions.ends, conventions.rounding
        self.base, self.rate, self.day_count = ZERO, None, DayCount.ACT_365
        self.segments: list[Segment] = []
        self._closed = ZERO  # closed segments: rounded a segment, or exact
        self.hidden_until: date | None = None  # free if the money comes by this day
        self.twin: Stream | None = None  # the same base at another rate (see `Book`)

    rate: Rate | None

    def set_base(self, on: date, base: Decimal) -> None:
        """From `on` another base; nothing happens where nothing changes."""
        if self.twin is not None:
            self.twin.set_base(on, base)
        if base != self.base:
            if self.base:
                self.close(on)
            elif on > self.since:
                self.since = on
            self.base = base

    def set_rate(self, on: date, rate: Rate, day_count: DayCount) -> None:
        """From `on` another rate; nothing happens where nothing changes."""
        if rate is not self.rate or day_count is not self.day_count:
            if (rate, day_count) == (self.rate, self.day_count):
                return
            if self.base:
                self.close(on)
            self.rate, self.day_count = rate, day_count

    def close(self, on: date) -> None:
        """Post what ran until `on`."""
        segment = self._open(on, final=False)
        if segment is not None:
            self.segments.append(segment)
            self._closed += self._rounded(segment.exact)
        self.since = max(self.since, on)

    def take(self, on: date, most: Decimal) -> Decimal:
        """A payment goes into this charge: what ran until `on` is posted, once."""
        if self.hidden_until is not None and on <= self.hidden_until:
            return ZERO
        segment, amount = self._open(on, final=False) if self.base else None, self._closed
        if segment is not None:
            amount += self._rounded(segment.exact)
        whole = round_money(amount) if self.rounding is Rounding.INSTALMENT else amount
        part = min(most, whole - self.paid - self.cut)
        if part <= 0:
            return ZERO
        if segment is not None:
            self.segments.append(segment)
            self._closed, self.since = amount, on
        self.paid += part
        return part

    def is_settled(self, on: date) -> bool:
        """True if nothing of it is owed and nothing more will run."""
        return not self.base and not self.owed(on)

    def _rounded(self, exact: Decimal) -> Decimal:
        return round_money(exact) if self.rounding is Rounding.SEGMENT else exact

    def _share(self, on: date, rate: Rate, *, final: bool) -> Share | None:
        """The days that run, or None if there are none."""
        since, last = self.since, final and self.ends is Ends.LAST_INCLUSIVE
        if on < since or (on == since and not last):  # `last`: the day itself counts
            return None
        more = 1 if last or self.ends is Ends.BOTH else 0
        return share(since, on, rate.unit, self.day_count, more)

    def _open(self, on: date, *, final: bool) -> Segment | None:
        base, rate = self.base, self.rate
        if not base or rate is None or not rate.value:
            return None
        part = self._share(on, rate, final=final)
        if part is None:
            return None
        return Segment(self.since, on, base, rate, part, part.of(base, rate))

    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """What has accrued by the beginning of `on`; nothing while the grace lasts."""
        if self.hidden_until is not None and on <= self.hidden_until:
            return ZERO
        base, rate, amount = self.base, self.rate, self._closed
        if base and rate is not None and rate.value:
            part = self._share(on, rate, final=final)
            if part is not None:
                amount += self._rounded(part.of(base, rate))
        return round_money(amount) if self.rounding is Rounding.INSTALMENT else amount

    def stop(self, on: date) -> None:
        """Post what ran until `on`; nothing runs after it."""
        self.set_base(on, ZERO)

    def forgive(self) -> None:
        """Paid within the grace: what ran is not charged."""
        self.segments.clear()
        self._closed = ZERO

    def charges(self, on: date, *, due: bool) -> list[Charge]:
        """The segments; what was paid fills the oldest first, what was cut the latest."""
        if not (self.segments or self.base):
            return []
        if self.hidden_until is not None and on <= self.hidden_until:
            return []
        last = self._open(on, final=True)
        segments = [*self.segments, last] if last else self.segments
        amounts = [round_money(s.exact) for s in segments]
        if len(amounts) > 1 and self.rounding is not Rounding.SEGMENT:
            whole = round_money(sum((s.exact for s in segments), ZERO))
            amounts[-1] += whole - sum(amounts, ZERO)  # segments add up to the rounded whole
        paid, found = self.paid, list[Charge]()
        cuts = self._cuts(amounts)
        for segment, amount, off in zip(segments, amounts, cuts, strict=True):
            part = min(paid, amount - off)
            paid -= part
            found.append(
                Charge(
                    self.head,
                    self.no,
                    segment.start,
                    segment.end,
                    amount,
                    part,
                    segment.working(amount),
                    self.overdue,
                    off,
                    due,
                )
            )
        return found

    def _cuts(self, amounts: list[Decimal]) -> list[Decimal]:
        """What was cut of each stretch, the latest first."""
        cut, cuts = self.cut, [ZERO] * len(amounts)
        for k in range(len(amounts) - 1, -1, -1):
            cuts[k] = min(cut, amounts[k])
            cut -= cuts[k]
        return cuts


def noise(count: int) -> Decimal:
    """What rounding alone may differ over `count` segments."""
    return FEN * max(count, 1)
