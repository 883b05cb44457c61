"""The engine against a day-by-day replay in fractions, to the fen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given

from debtcheck.engine.schedule import build_schedule

from . import oracle
from .loans import agree, inputs, instalment_loans, many, open_loans, overdue_loans
from .oracle import Loan


@many
@given(open_loans())
def test_open_loans(drawn: tuple[Loan, date]) -> None:
    agree(*drawn)


@many
@given(overdue_loans())
def test_loans_with_one_maturity(drawn: tuple[Loan, date]) -> None:
    agree(*drawn)


@many
@given(instalment_loans())
def test_loans_by_instalments(drawn: tuple[Loan, date]) -> None:
    agree(*drawn)


@many
@given(instalment_loans())
def test_schedules(drawn: tuple[Loan, date]) -> None:
    loan, _ = drawn
    found = [
        (Fraction(r.principal), Fraction(r.interest), Fraction(r.fee))
        for r in build_schedule(inputs(loan).terms)
    ]
    assert found == oracle.rows(loan)
    assert sum(p for p, _, _ in found) == loan.payouts[0].amount
