"""What a book says at the end, or after an event: sums by head, charges, one printed line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.accounts import HEADS
from debtcheck.engine.accrual import Account
from debtcheck.engine.book import Book
from debtcheck.engine.ledger import Charge, Heads, Line
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import CUT_ORDER


def sums(book: Book, on: date, credit: Decimal) -> Heads:
    """What is owed and due on a day by head, each rounded once; `credit` is taken off first."""
    owed = dict.fromkeys(HEADS, ZERO)
    due = dict.fromkeys(HEADS, ZERO)
    always = _repayable_at_any_time(book)
    for head, line in book.charges.open.items():
        for account in line:
            amount = account.owed(on, final=True)
            owed[head] += amount
            if _is_due(account, on, always=always):
                due[head] += amount
    for account in book.aside():
        owed[account.head] += account.owed(on, final=True)
    for s in book.queue:
        owed[Head.PRINCIPAL] += s.unpaid
        if s.is_due or s.due_on is None:
            due[Head.PRINCIPAL] += s.unpaid
    if credit:
        for head in (Head.PRINCIPAL, *reversed(CUT_ORDER)):
            part = max(min(credit, owed[head]), ZERO)
            owed[head] -= part
            credit -= part
    return Heads(
        {head: round_money(amount) for head, amount in owed.items()},
        {head: round_money(amount) for head, amount in due.items()},
    )


def charges_of(book: Book, on: date) -> tuple[Charge, ...]:
    """Every stretch of every charge, oldest first."""
    always = _repayable_at_any_time(book)
    charges: list[Charge] = []
    for account in (*book.charges.every, *book.aside()):
        charges.extend(account.charges(on, due=_is_due(account, on, always=always)))
    charges.sort(key=lambda c: (c.start, c.end, c.no))
    return tuple(charges)


def _repayable_at_any_time(book: Book) -> bool:
    """True where a payout without a due date can be asked for on any day, with its interest."""
    return not book.terms.scheduled


def _is_due(account: Account, on: date, *, always: bool) -> bool:
    return always if account.due_on is None else account.due_on <= on


def line_of(
    book: Book,
    on: date,
    event: str,
    no: int | None,
    amount: Decimal,
    used: dict[Head, Decimal],
    *,
    final: bool,
) -> Line:
    """One event with what is unpaid after it."""
    interest = penalty = ZERO
    for head, line in book.charges.open.items():
        owed = sum((account.owed(on, final=final) for account in line), ZERO)
        if head is Head.INTEREST:
            interest = owed
        elif head is not Head.FEE:
            penalty += owed
    interest += sum((account.owed(on, final=final) for account in book.aside()), ZERO)
    balance = book.undue_principal + book.due_principal
    return Line(on, event, no, amount, tuple(used.items()), balance, interest, penalty)
