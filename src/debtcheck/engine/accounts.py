"""All charges of a loan; those that may still be owed stand by head, the oldest due first."""

from __future__ import annotations

from bisect import insort
from datetime import date
from decimal import Decimal
from operator import attrgetter

from debtcheck.case.kinds import Head
from debtcheck.engine.accrual import Account
from debtcheck.engine.money import ZERO

HEADS = tuple(Head)
TURN = attrgetter("turn")


class Accounts:
    """The charges of one replay.

    `every` in the order in which they were opened; `open` by head and turn; `closed` is what was
    charged in the term (False) and in the overdue time (True) by those that are no longer open.
    """

    def __init__(self) -> None:
        self.every: list[Account] = []
        self.open: dict[Head, list[Account]] = {head: [] for head in HEADS}
        self.closed: dict[bool, Decimal] = {False: ZERO, True: ZERO}

    def add(self, account: Account) -> None:
        """A charge enters the book."""
        account.place = len(self.every)
        self.every.append(account)
        self._open(account)

    def restore(self, account: Account) -> None:
        """A charge that was taken for settled may be owed after all."""
        if not account.is_open:
            self.closed[account.overdue] -= account.paid
            self._open(account)

    def _open(self, account: Account) -> None:
        """A charge takes its turn among those that may be owed."""
        account.is_open = True
        line = self.open[account.head]
        if not line or line[-1].turn <= account.turn:
            line.append(account)
        else:
            insort(line, account, key=TURN)

    def retire(self, account: Account) -> None:
        """Nothing of a charge is owed any more and nothing will be."""
        if account.is_open:
            account.is_open = False
            self.open[account.head].remove(account)
            self.closed[account.overdue] += account.paid

    def fall_due(self, account: Account, on: date) -> None:
        """A charge is due on `on`: its turn may change."""
        if account.due_on != on:
            if account.is_open:
                self.open[account.head].remove(account)
            account.fall_due(on)
            if account.is_open:
                self._open(account)
