"""The shared ceiling inside the replay: all charges together to principal × cap × days.

Term and overdue days are held apart, and each legal stretch: unused room never passes over.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import Account, Stream, noise
from debtcheck.engine.book import Book
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import CUT_ORDER


class Allowance:
    """What may be charged in the term (False) and in the overdue time (True), and the cut.

    `outside` are charges paid to others as a condition of the loan: they use up the same room.
    """

    def __init__(self, book: Book, outside: tuple[tuple[date, Decimal], ...]) -> None:
        self.book, self.outside = book, outside
        self.room: dict[bool, Stream] = {}
        self.before: dict[bool, Decimal] = {False: ZERO, True: ZERO}

    def turn(self, on: date) -> None:
        """A legal stretch ends: what it did not use is gone."""
        for pool in (False, True):
            self.before[pool] = self._charged(pool, on, final=False, through=on - ONE_DAY)
        self.room = {}
        self.follow(on)

    def follow(self, on: date) -> None:
        """The room grows with the unpaid principal."""
        cap = self.book.cap_on(on)
        for pool in (False, True) if cap else ():
            if pool not in self.room:
                self.room[pool] = Stream(Head.INTEREST, 0, None, on, self.book.conv)
                rate = Rate(cap.yearly if cap else ZERO, RateUnit.YEAR)
                self.room[pool].change(on, rate=rate, day_count=DayCount.ACT_365)
            self.room[pool].change(on, base=self.book.principal(due=pool))

    def _charged(
        self, pool: bool, on: date, *, final: bool, through: date | None = None
    ) -> Decimal:
        accounts = (a for a in self.book.accounts if a.overdue is pool)
        charged = sum((a.accrued(on, final=final) - a.cut for a in accounts), ZERO)
        if not pool:
            charged += sum((amount for day, amount in self.outside if day <= (through or on)), ZERO)
        return charged

    def trim(self, on: date, *, final: bool = False) -> list[tuple[Account, Decimal]]:
        """Take off what exceeds the room, in the order of CUT_ORDER, the latest charge first.

        Returns what was taken off which charge.
        """
        cut: list[tuple[Account, Decimal]] = []
        for pool, room in self.room.items():
            excess = self._charged(pool, on, final=final) - self.before[pool]
            excess -= room.accrued(on, final=final)
            if excess <= noise(len(room.segments)):
                continue
            for head in CUT_ORDER:
                for account in reversed(self.book.accounts):
                    if account.head is head and account.overdue is pool and excess > 0:
                        part = min(excess, max(account.owed(on, final=final), ZERO))
                        account.cut += part
                        excess -= part
                        cut.append((account, part))
        return cut

    def restore(self, cut: list[tuple[Account, Decimal]]) -> None:
        """A cut only kept a payment from going there: later days of the stretch make room."""
        for account, part in cut:
            account.cut -= part
            if part and account not in self.book.open[account.head]:
                self.book.open[account.head].append(account)
