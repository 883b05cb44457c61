"""A table of payments beside a case: each row is a payment of the borrower."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from debtcheck.case.model import Case, Payment
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.headings import plain_heading, status_words
from debtcheck.statements.table import Notice, Row, Table, read_table

# What a status says of the money; 已还 and 还款成功 both mean that it was paid.
_STATUS = {"settled": "settled", "paid": "settled", "failed": "failed", "refunded": "refunded"}


def with_payments(case: Case, path: str | Path) -> Case:
    """The case with the payments of a table (CSV, TSV, XLSX) after its own.

    Rows without an amount, or with 0.00, are no payment. Where only the booking day is known it
    stands for the day of payment.

    Raises:
        InputError: the table cannot be read, has no day or no amount, a row has no day, an
            amount is negative, or a payment lies before the payout.
    """
    table = read_table(path, "payments")
    days = table.has("paid_on") or table.has("booked_on")
    if not days or not table.has("amount"):
        found = ", ".join(column.heading for column in table.columns)
        raise InputError(Problem("payments_columns", table.file, params={"found": found}))
    payments: list[Payment] = []
    problems: list[Problem] = []
    for row in table.rows:
        if not row.amount("amount"):
            continue
        problem = _problem(case, table, row)
        if problem:
            problems.append(problem)
        else:
            payments.append(_payment(table, row))
    if problems:
        raise InputError(*problems)
    stated = dict(case.stated)
    for index, payment in enumerate(payments, start=len(case.payments)):
        if payment.evidence:
            stated[f"payment.{index}.paid_on"] = payment.evidence
            stated[f"payment.{index}.amount"] = payment.evidence
    return replace(
        case,
        payments=(*case.payments, *payments),
        stated=stated,
        notices=(*case.notices, *table.notices, *_twice(case, table, payments)),
    )


def _problem(case: Case, table: Table, row: Row) -> Problem | None:
    place = row.place
    amount = row.amount("amount")
    day = row.day("paid_on") or row.day("booked_on")
    if amount is not None and amount < 0:
        params: dict[str, object] = {"value": f"{amount:.2f}", "suggest": f"{-amount:.2f}"}
        heading = table.heading("amount")
        return Problem(
            "amount_negative", table.file, f"{place}, {heading}", {"key": heading, **params}
        )
    if day is None:
        return Problem("payment_no_day", table.file, place)
    payout = case.loan.originated_on
    if payout and day < payout:
        dates: dict[str, object] = {"day": day, "payout": payout}
        key = table.heading("paid_on" if row.day("paid_on") else "booked_on")
        return Problem("payment_before_payout", table.file, place, {"key": key, **dates})
    return None


def _payment(table: Table, row: Row) -> Payment:
    day, booked = row.day("paid_on"), row.day("booked_on")
    paid_on, amount = day or booked, row.amount("amount")
    assert paid_on is not None  # rows without either were refused
    assert amount is not None
    status = row.text("status")
    meaning = status_words().get(plain_heading(status), "")
    return Payment(
        paid_on=paid_on,
        amount=amount,
        booked_on=booked,
        payer=row.text("payer"),
        payee=row.text("payee"),
        instalment=row.count("instalment"),
        status=_STATUS.get(meaning, "unknown") if status else "settled",
        reference=row.text("reference"),
        evidence=table.evidence(row),
    )


def _twice(case: Case, table: Table, payments: list[Payment]) -> list[Notice]:
    """Payments that the case already holds: counted twice if they are the same."""
    known = {(payment.paid_on, payment.amount) for payment in case.payments}
    return [
        ("notice.payment_twice", {"file": table.file, "day": new.paid_on, "amount": new.amount})
        for new in payments
        if (new.paid_on, new.amount) in known
    ]
