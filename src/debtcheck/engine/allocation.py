"""Where a payment goes: head by head in the agreed order, within a head the oldest due first.

The order of 民法典 561 (costs, interest, principal) holds where nothing else was agreed; that
penalty, compound interest and damages rank between interest and principal is an assumption.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head, Method
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
        if amount and any(s.unpaid for s in self.book.slices):
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
            else:
                amount = self._to_charges(on, head, amount, only)
            if before != amount:
                used[head] = used.get(head, ZERO) + before - amount
        return amount

    def _to_charges(self, on: date, head: Head, amount: Decimal, only: int | None) -> Decimal:
        book = self.book
        payable: list[Account] = [
            a for a in book.open[head] if book.by_day or (a.due_on is not None and a.due_on <= on)
        ]
        cap = book.cap_on(on)
        if cap is not None and cap.paid_line is not None:
            payable.extend(z for z in book.zones if z.head is head)
        for account in sorted(payable, key=lambda a: (a.due_on or date.max, a.no)):
            part = min(amount, account.owed(on))
            if part > 0 and (only is None or account.no == only):
                account.touch(on)
                account.paid += part
                amount -= part
                if account.is_settled(on):
                    book.open[head].remove(account)
        return amount

    def _to_principal(self, amount: Decimal, only: int | None) -> Decimal:
        for s in sorted(self.book.slices, key=lambda s: (s.due_on or date.max, s.no)):
            if (only is None or s.no == only) and (s.is_due or self.book.by_day):
                part = min(amount, s.unpaid)
                s.unpaid -= part
                amount -= part
        return amount

    # ── early settlement of a loan by instalments ────────────────────────────────────────

    def _settles(self, on: date, amount: Decimal) -> bool:
        """True if the money closes the loan while more than one row is not yet due.

        With one row left, money that comes early is simply kept for its due day.
        """
        undue = self.book.undue()
        if self.book.by_day or len(undue) <= 1:
            return False
        return amount + self.credit >= self._to_close(on)

    def _to_close(self, on: date) -> Decimal:
        book = self.book
        owed = sum((s.unpaid for s in book.slices), ZERO)
        owed += sum((a.owed(on) for a in book.accounts if a is not book.running), ZERO)
        if book.terms.method is Method.FLAT:
            rows = (s.row for s in book.undue() if s.row)
            return owed + sum((r.interest + r.fee for r in rows), ZERO)
        return owed + (book.running.owed(on) if book.running else ZERO)

    def _settle(self, on: date) -> None:
        """Everything left is due today: interest to today (flat loans: all of it, as agreed)."""
        book, undue = self.book, self.book.undue()
        if book.terms.method is Method.FLAT:
            book.drop_running()
            for s in undue:
                if s.row is not None:
                    for head, due in ((Head.INTEREST, s.row.interest), (Head.FEE, s.row.fee)):
                        book.add(Fixed(head, s.no, on, due, Given(due), start=on))
        else:
            book.post_running(undue[0], on)
        for s in undue:
            s.is_due, s.due_on = True, on
