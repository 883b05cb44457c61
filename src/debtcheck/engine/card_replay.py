"""The replay of a credit card: cycles, the free period and its loss, the minimum, compounding.

On one day the order is: the test of what was paid in time, entries and fees, statement, payments.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from debtcheck.case.kinds import Head
from debtcheck.engine.card import CardTerms
from debtcheck.engine.card_account import PENAL, CardAccount
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.ledger import Charge, Heads, Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Conventions, Inputs, Paid

_TEST, _ENTRY, _STATEMENT, _PAYMENT = range(4)


def replay_card(inputs: Inputs, as_of: date, *, lines: bool = False) -> Ledger:
    """Replay a card to the beginning of `as_of`; its terms stand in `inputs.terms.card`.

    Spending has a free period until the due day of its statement (and the grace); if that statement
    is not paid in full by then, interest runs from the day of posting. Cash has none. What is
    short of the minimum bears damages once a statement. Interest is posted on statement days; if
    compounding is agreed, what of it is unpaid bears interest from then on; damages and fees never
    do (银发〔2016〕111号). `due` is what stands on a statement, `owed` also what is new or runs.

    Raises:
        ValueError: the inputs are not those of a card.
    """
    account = _run(inputs, as_of, lines=lines)
    account.end(as_of)
    charges = _charges(account, as_of)
    sums = _sums(account, as_of)
    since = account.overdue_since
    return Ledger(
        as_of=as_of,
        rows=(),
        lines=tuple(account.lines or ()),
        charges=tuple(sorted(charges, key=lambda c: (c.start, c.end, c.no))),
        owed=sums.owed,
        due=sums.due,
        paid=account.paid,
        balances=tuple(account.balances),
        overpaid=account.credit,
        overdue_since=since if since is not None and since < as_of else None,
        minimum_left=account.minimum_left,
    )


def card_heads(inputs: Inputs, as_of: date) -> Heads:
    """What the same replay owes by head, for the sums alone."""
    return _sums(_run(inputs, as_of, lines=False), as_of)


def _run(inputs: Inputs, as_of: date, *, lines: bool) -> CardAccount:
    card = inputs.terms.card
    if card is None:
        raise ValueError("not a card")
    account = CardAccount(inputs.terms, card, inputs.conventions, lines=lines)
    for _, _, act in sorted(_events(inputs, card, account, as_of), key=lambda e: e[:2]):
        act()
    return account


def _events(
    inputs: Inputs, card: CardTerms, account: CardAccount, as_of: date
) -> list[tuple[date, int, Callable[[], None]]]:
    """Everything that happens up to the day: day, place within the day, what it does."""
    found: list[tuple[date, int, Callable[[], None]]] = []

    def add(on: date, place: int, act: Callable[[], None]) -> None:
        if on <= as_of:
            found.append((on, place, act))

    for posting in card.postings:
        add(posting.on, _ENTRY, lambda p=posting: account.enter(p.on, p))  # type: ignore[misc]
    for fee in inputs.terms.fees:
        if fee.owed and fee.on is not None:
            add(fee.on, _ENTRY, lambda f=fee: account.fee(f.on or as_of, f.amount))  # type: ignore[misc]
    for paid in inputs.payments:
        day = _day(paid, inputs.conventions)
        add(day, _PAYMENT, lambda d=day, p=paid: account.pay(d, p.amount))  # type: ignore[misc]
    day = card.statement_on(card.start)
    while day <= as_of:
        add(day, _STATEMENT, lambda d=day: account.statement(d))  # type: ignore[misc]
        add(
            card.in_time(day) + ONE_DAY,
            _TEST,
            lambda d=day: account.test(card.in_time(d) + ONE_DAY, d),  # type: ignore[misc]
        )
        day = card.next_statement(day)
    return found


def _charges(account: CardAccount, on: date) -> list[Charge]:
    """Every charge: those on a statement are due, the others are new or run."""
    late = account.overdue_since
    found = [
        Charge(
            p.head,
            p.no,
            p.start,
            p.end,
            p.amount,
            p.paid,
            p.working,
            p.head in PENAL,
            due=p.statement <= account.billed,
        )
        for p in account.posted
    ]
    overdue = late is not None and late < on
    found += [
        Charge(head, account.no + 1, w.start, w.end, w.amount, ZERO, w, overdue, due=False)
        for head, w in account.running(on)
    ]
    return found


def _sums(account: CardAccount, as_of: date) -> Heads:
    owed, due = dict.fromkeys(Head, ZERO), dict.fromkeys(Head, ZERO)
    owed[Head.PRINCIPAL] = account.principal
    due[Head.PRINCIPAL] = account.billed_principal
    for posted in (posted for line in account.open.values() for posted in line):
        owed[posted.head] += posted.unpaid
        if posted.statement <= account.billed:
            due[posted.head] += posted.unpaid
    for head, working in account.running(as_of):
        owed[head] += working.amount
    return Heads(owed, due)


def _day(paid: Paid, conventions: Conventions) -> date:
    return (paid.booked_on or paid.paid_on) if conventions.booked else paid.paid_on
