"""Charges as they grow: a fixed charge, and a charge that runs by the day on a base at a rate.

A running charge is cut into segments only where its base or its rate changes, or where a payment
goes into it: cutting a span for any other reason changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import DayCount, Ends, Head, Rounding
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Charge
from debtcheck.engine.money import FEN, ZERO, round_money
from debtcheck.engine.terms import Conventions
from debtcheck.engine.working import Simple, Working


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a running charge: same base, same rate; `exact` is unrounded."""

    start: date
    end: date
    base: Decimal
    rate: Rate
    day_count: DayCount
    more_days: int
    exact: Decimal

    def working(self, amount: Decimal) -> Simple:
        """The segment as arithmetic."""
        part = share(self.start, self.end, self.rate.unit, self.day_count, more_days=self.more_days)
        return Simple(self.base, self.rate, part, amount, self.start, self.end)


class Account:
    """A charge of a head: what accrued, what was paid, what a ceiling took off."""

    __slots__ = ("cut", "due_on", "head", "no", "overdue", "paid")

    def __init__(self, head: Head, no: int, due_on: date | None, *, overdue: bool) -> None:
        self.head, self.no, self.due_on, self.overdue = head, no, due_on, overdue
        self.paid = self.cut = ZERO

    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """What has accrued by the beginning of `on`, in yuan."""
        raise NotImplementedError(on, final)

    def owed(self, on: date, *, final: bool = False) -> Decimal:
        """What is unpaid on `on`."""
        return self.accrued(on, final=final) - self.paid - self.cut

    def is_settled(self, on: date) -> bool:
        """True if nothing of it is owed and nothing more will run."""
        return not self.owed(on)

    def touch(self, on: date) -> None:
        """A payment goes into this charge: what ran until `on` is posted."""

    def charges(self, on: date, *, due: bool) -> list[Charge]:
        """The stretches of the charge with what was paid of each, oldest first."""
        raise NotImplementedError(on, due)


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
        super().__init__(head, no, due_on, overdue=overdue)
        self.amount, self.working, self.start, self.end = amount, working, start, due_on

    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """The whole amount, from its day on."""
        return self.amount

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
        "conventions",
        "day_count",
        "hidden_until",
        "rate",
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
        super().__init__(head, no, due_on, overdue=overdue)
        self.since, self.conventions = since, conventions
        self.base, self.rate, self.day_count = ZERO, None, DayCount.ACT_365
        self.segments: list[Segment] = []
        self._closed = ZERO  # closed segments: rounded a segment, or exact
        self.hidden_until: date | None = None  # free if the money comes by this day
        self.twin: Stream | None = None  # the same base at another rate (see `Book`)

    rate: Rate | None

    def change(
        self,
        on: date,
        *,
        base: Decimal | None = None,
        rate: Rate | None = None,
        day_count: DayCount | None = None,
    ) -> None:
        """From `on` another base or rate; nothing happens where nothing changes."""
        if self.twin is not None and base is not None:
            self.twin.change(on, base=base)
        new_base = self.base if base is None else base
        new_rate = self.rate if rate is None else rate
        new_count = self.day_count if day_count is None else day_count
        if (new_base, new_rate, new_count) == (self.base, self.rate, self.day_count):
            return
        self.close(on)
        self.base, self.rate, self.day_count = new_base, new_rate, new_count

    def close(self, on: date) -> None:
        """Post what ran until `on`."""
        segment = self._open(on, final=False)
        if segment is not None:
            self.segments.append(segment)
            self._closed += self._rounded(segment.exact)
        self.since = max(self.since, on)

    touch = close

    def is_settled(self, on: date) -> bool:
        """True if nothing of it is owed and nothing more will run."""
        return not self.base and not self.owed(on)

    def _rounded(self, exact: Decimal) -> Decimal:
        return round_money(exact) if self.conventions.rounding is Rounding.SEGMENT else exact

    def _open(self, on: date, *, final: bool) -> Segment | None:
        if on < self.since or not self.base or self.rate is None or not self.rate.value:
            return None
        last = final and self.conventions.ends is Ends.LAST_INCLUSIVE  # the day itself counts
        if on == self.since and not last:
            return None
        more = 1 if last or self.conventions.ends is Ends.BOTH else 0
        part = share(self.since, on, self.rate.unit, self.day_count, more_days=more)
        exact = part.of(self.base, self.rate)
        return Segment(self.since, on, self.base, self.rate, self.day_count, more, exact)

    def accrued(self, on: date, *, final: bool = False) -> Decimal:
        """What has accrued by the beginning of `on`; nothing while the grace lasts."""
        if self.hidden_until is not None and on <= self.hidden_until:
            return ZERO
        segment = self._open(on, final=final)
        amount = self._closed + (self._rounded(segment.exact) if segment else ZERO)
        return round_money(amount) if self.conventions.rounding is Rounding.INSTALMENT else amount

    def stop(self, on: date) -> None:
        """Post what ran until `on`; nothing runs after it."""
        self.change(on, base=ZERO)

    def forgive(self) -> None:
        """Paid within the grace: what ran is not charged."""
        self.segments.clear()
        self._closed = ZERO

    def charges(self, on: date, *, due: bool) -> list[Charge]:
        """The segments; what was paid fills the oldest first, what was cut the latest."""
        if self.hidden_until is not None and on <= self.hidden_until:
            return []
        last = self._open(on, final=True)
        segments = [*self.segments, *([last] if last else [])]
        amounts = [round_money(s.exact) for s in segments]
        if amounts and self.conventions.rounding is not Rounding.SEGMENT:
            whole = round_money(sum((s.exact for s in segments), ZERO))
            amounts[-1] += whole - sum(amounts, ZERO)  # segments add up to the rounded whole
        paid, cut, found = self.paid, self.cut, list[Charge]()
        cuts = [ZERO] * len(amounts)
        for k in range(len(amounts) - 1, -1, -1):
            cuts[k] = min(cut, amounts[k])
            cut -= cuts[k]
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


def noise(count: int) -> Decimal:
    """What rounding alone may differ over `count` segments."""
    return FEN * max(count, 1)
