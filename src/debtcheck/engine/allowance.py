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
        book = self.book
        cap = book.prices.cap_on(on)
        if cap is None:
            return
        for pool, principal in ((False, book.undue_principal), (True, book.due_principal)):
            room = self.room.get(pool)
            if room is None:
                room = self.room[pool] = Stream(Head.INTEREST, 0, None, on, book.conv)
                room.set_rate(on, Rate(cap.yearly, RateUnit.YEAR), DayCount.ACT_365)
            room.set_base(on, principal)

    def _charged(
        self, pool: bool, on: date, *, final: bool, through: date | None = None
    ) -> Decimal:
        charged = self.book.charges.closed[pool]
        for line in self.book.charges.open.values():
            for account in line:
                if account.overdue is pool:
                    charged += account.accrued(on, final=final) - account.cut
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
                for account in self._latest_first(head, pool):
                    part = min(excess, max(account.owed(on, final=final), ZERO))
                    if part:
                        account.cut += part
                        excess -= part
                        cut.append((account, part))
                        self.book.touched.add(account.no)
        return cut

    def _latest_first(self, head: Head, pool: bool) -> list[Account]:
        """The open charges of a head, the one that was opened last first."""
        found = [a for a in self.book.charges.open[head] if a.overdue is pool]
        return sorted(found, key=lambda a: a.place, reverse=True)

    def restore(self, cut: list[tuple[Account, Decimal]]) -> None:
        """A cut only kept a payment from going there: later days of the stretch make room."""
        for account, part in cut:
            account.cut -= part
            self.book.charges.restore(account)
