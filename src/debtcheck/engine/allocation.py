"""Where a payment goes: head by head in the agreed order, within a head the oldest due first.

The order of 民法典 561 (costs, interest, principal) holds where nothing else was agreed; that
penalty, compound interest and damages rank between interest and principal is an assumption.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head, Method
from debtcheck.engine.accounts import TURN
from debtcheck.engine.accrual import Account, Fixed
from debtcheck.engine.book import Book
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Paid
from debtcheck.engine.working import Given


class Allocation:
    """Spends money on a book; keeps what is paid ahead, and what is too much."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.credit = self.overpaid = ZERO
        self.paid: dict[Head, Decimal] = {}

    def spend(self, on: date, amount: Decimal, paid: Paid | None = None) -> dict[Head, Decimal]:
        """Allocate `amount` yuan; returns what each head got."""
        used: dict[Head, Decimal] = {}
        if self._settles(on, amount):
            self._settle(on)
            amount, self.credit = amount + self.credit, ZERO
        only = (paid.instalment or paid.tranche) if paid is not None else None
        if only:
            amount = self._by_heads(on, amount, used, only)
        amount = self._by_heads(on, amount, used, None)
        if amount and self.book.queue:
            self.credit += amount
        else:
            self.overpaid += amount
        for head, part in used.items():
            self.paid[head] = self.paid.get(head, ZERO) + part
        return used

    def spend_credit(self, on: date) -> None:
        """What was paid ahead meets what has fallen due."""
        if self.credit:
            amount, self.credit = self.credit, ZERO
            self.spend(on, amount)

    def _by_heads(
        self, on: date, amount: Decimal, used: dict[Head, Decimal], only: int | None
    ) -> Decimal:
        for head in self.book.conv.allocation:
            if not amount:
                break
            before = amount
            if head is Head.PRINCIPAL:
                amount = self._to_principal(amount, only)
            elif self.book.charges.open[head] or self.book.keeps_zones:
                amount = self._to_charges(on, head, amount, only)
            if before != amount:
                used[head] = used.get(head, ZERO) + before - amount
        return amount

    def _to_charges(self, on: date, head: Head, amount: Decimal, only: int | None) -> Decimal:
        book, settled = self.book, list[Account]()
        for account in self._payable(on, head) if book.keeps_zones else book.charges.open[head]:
            if not amount:
                break
            if not book.by_day and (account.due_on is None or account.due_on > on):
                break
            if only is not None and account.no != only:
                continue
            part = account.take(on, amount)
            if part:
                amount -= part
                book.touched.add(account.no)
                if account.is_settled(on):
                    settled.append(account)
        for account in settled:
            book.charges.retire(account)
        return amount

    def _payable(self, on: date, head: Head) -> Sequence[Account]:
        """The charges of a head by turn; while it lasts, with what stays paid once paid."""
        book = self.book
        cap = book.prices.cap_on(on)
        if cap is None or cap.paid_line is None:
            return book.charges.open[head]
        zones = (z for z in book.zones if z.head is head)
        return sorted((*book.charges.open[head], *zones), key=TURN)

    def _to_principal(self, amount: Decimal, only: int | None) -> Decimal:
        before = amount
        for s in self.book.queue:
            if not amount or not (s.is_due or self.book.by_day):
                break
            if only is None or s.no == only:
                part = min(amount, s.unpaid)
                self.book.repay(s, part)
                amount -= part
        if amount != before:
            self.book.sum_up()
        return amount

    # ── early settlement of a loan by instalments ────────────────────────────────────────

    def _settles(self, on: date, amount: Decimal) -> bool:
        """True if the money closes the loan while more than one row is not yet due.

        With one row left, money that comes early is simply kept for its due day.
        """
        book = self.book
        if book.by_day or len(book.undue) <= 1:
            return False
        amount += self.credit
        return amount >= book.undue_principal + book.due_principal and amount >= self._to_close(on)

    def _to_close(self, on: date) -> Decimal:
        book = self.book
        owed = book.undue_principal + book.due_principal
        for line in book.charges.open.values():
            owed += sum((a.owed(on) for a in line), ZERO)
        if book.terms.method is Method.FLAT:
            rows = (s.row for s in book.undue.values() if s.row)
            return owed + sum((r.interest + r.fee for r in rows), ZERO)
        running = book.period()
        return owed + (running.owed(on) if running else ZERO)

    def _settle(self, on: date) -> None:
        """Everything left is due today: interest to today (flat loans: all of it, as agreed)."""
        book, undue = self.book, list(self.book.undue.values())
        if book.terms.method is Method.FLAT:
            book.drop_period()
            for s in undue:
                if s.row is not None:
                    for head, due in ((Head.INTEREST, s.row.interest), (Head.FEE, s.row.fee)):
                        book.charges.add(Fixed(head, s.no, on, due, Given(due), start=on))
        else:
            book.post_period(undue[0], on)
        for s in undue:
            book.make_due(s, on)
