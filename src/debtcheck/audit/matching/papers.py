"""The same payment in two papers, and one debit that was made twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from debtcheck.case.booking import BOOKED_WITHIN, booked_near
from debtcheck.case.model import Payment


def in_two_papers(payments: Sequence[Payment], own: str = "") -> dict[int, int]:
    """Payments that another paper already shows: the later place, and the place it repeats.

    The amounts are equal, the days near, the papers two. Each payment of one paper stands for one
    of the other, the nearest in days first. A payment whose instalment or drawdown is stated
    otherwise is another payment. `own` is the case file: what was typed into it by hand is no
    paper, and repeats one of the same day only.
    """
    if len({_paper(payment) for payment in payments}) < 2:  # noqa: PLR2004 (two papers)
        return {}
    near = [
        (_apart(a, b), j, k)
        for (j, a), (k, b) in combinations(enumerate(payments), 2)
        if a.amount == b.amount and _two_papers(a, b) and not _told_apart(a, b)
        if _apart(a, b) <= (0 if own in (_paper(a), _paper(b)) else BOOKED_WITHIN)
    ]
    found: dict[int, int] = {}
    met: set[tuple[int, str]] = set()  # a payment, and the paper in which its twin was found
    for _, j, k in sorted(near):
        marks = {(j, _paper(payments[k])), (k, _paper(payments[j]))}
        if k in found or j in found or marks & met:
            continue
        found[k] = j
        met |= marks
    return found


def alike(a: Payment, b: Payment) -> bool:
    """True if two payments look like one debit made twice: amount, payee, and days at most
    three apart. A payee that is not known is no sign."""
    same = a.amount == b.amount and bool(a.payee) and a.payee == b.payee
    return same and booked_near(a.paid_on, b.paid_on) and not _told_apart(a, b)


def _apart(a: Payment, b: Payment) -> int:
    return abs((a.paid_on - b.paid_on).days)


def _paper(payment: Payment) -> str:
    return payment.evidence.file if payment.evidence else ""


def _two_papers(a: Payment, b: Payment) -> bool:
    one, other = _paper(a), _paper(b)
    return bool(one) and bool(other) and one != other


def _told_apart(a: Payment, b: Payment) -> bool:
    """True if the case says that they are for different instalments or drawdowns."""
    pairs = ((a.instalment, b.instalment), (a.disbursement, b.disbursement))
    return any(x and y and x != y for x, y in pairs)
