"""Two loans that most tests start from, and short words for their figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from debtcheck.engine.ledger import Ledger

from .loans import frac, run
from .oracle import Loan, Payout


def on(text: str) -> tuple[int, int, int]:
    day = date.fromisoformat(text)
    return (day.year, day.month, day.day)


def at(loan: Loan, as_of: str) -> Ledger:
    return run(loan, date.fromisoformat(as_of))


def bullet(penalty: tuple[str, str] | None = ("day", "0.0005"), **more: object) -> Loan:
    """10,000 from 2025-01-01 at 0.02%/day, due 2025-04-01 (90 days: 180.00)."""
    due = (2025, 4, 1)
    loan = Loan(
        "bullet",
        [Payout((2025, 1, 1), frac("10000"), due)],
        [((2025, 1, 1), frac("0.0002"), "day")],
        penalty=(penalty[0], frac(penalty[1])) if penalty else None,
    )
    return replace(loan, **more)


def three(method: str = "equal_instalment", **more: object) -> Loan:
    """6,000 from 2025-03-10 at 1.5%/month, due on the 10th of April, May and June."""
    dues = [(2025, 4, 10), (2025, 5, 10), (2025, 6, 10)]
    loan = Loan(
        method,
        [Payout((2025, 3, 10), frac("6000"))],
        [((2025, 3, 10), frac("0.015"), "month")],
        dues,
        rounding="instalment",
    )
    return replace(loan, **more)


def pay(*payments: tuple[str, str]) -> list[tuple[tuple[int, int, int], Fraction]]:
    return [(on(day), frac(amount)) for day, amount in payments]


def owed(ledger: Ledger) -> dict[str, str]:
    """The heads that are not zero."""
    return {str(h): str(a) for h, a in ledger.owed.items() if a}
