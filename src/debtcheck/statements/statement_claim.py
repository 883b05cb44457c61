"""What a statement table says: its claim, its plan, the payments it shows, its wrong sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.case.model import BookedPayment, Claim, ClaimLine, Evidence, ScheduleRow
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.headings import plain_heading, status_words
from debtcheck.statements.place_words import place_words
from debtcheck.statements.statement_rows import (
    HEAD_OF,
    ZERO,
    State,
    figures,
    paid,
    paid_in_one_sum,
    row_total,
    state,
    total_agrees,
)
from debtcheck.statements.table import Notice, Row, Table

_MAX_TOLD = 5  # differences of one kind that are told one by one


def rows_of_loan(table: Table, loan_id: str) -> list[Row]:
    """The rows of this loan, if the table names loans."""
    ids = sorted({row.text("loan_id") for row in table.rows if row.text("loan_id")})
    if len(ids) <= 1:
        return list(table.rows)
    if loan_id not in ids:
        names = ", ".join(ids[:10])
        raise InputError(Problem("table_several_loans", table.file, params={"ids": names}))
    return [row for row in table.rows if row.text("loan_id") == loan_id]


def claim_of(table: Table, rows: Sequence[Row], as_of: date | None) -> Claim:
    """What the rows ask for; a head has a figure if the table has a column of it."""
    sums = {head: ZERO for key, head in HEAD_OF.items() if table.has(key)}
    lines: list[ClaimLine] = []
    evidence: list[tuple[str, Evidence]] = []
    booked: list[BookedPayment] = []
    whole = deducted = ZERO
    for row in rows:
        place = table.evidence(row)
        if paid(row):
            on = row.day("booked_on") or row.day("paid_on")
            booked.append(BookedPayment(paid(row), on, row.count("no"), place))
        if state(row, as_of) is not State.CLAIMS:
            continue
        for figure in figures(row):
            sums[figure.head] += figure.amount
            if figure.amount:
                lines.append(_line(table, row, figure.head.value, figure.amount, figure.key))
                evidence.append((figure.head.value, place))
        for key, head, amount in (
            ("paid_total", "payment", paid_in_one_sum(row)),
            ("waiver", "waiver", abs(row.amount("waiver") or ZERO)),
        ):
            if amount:
                lines.append(_line(table, row, head, amount, key))
                deducted += amount
        if row.amount("due_principal") is None and row.amount("due_total") is not None:
            whole += _without_head(row)
            evidence.append(("total", place))
    # With heads and no deduction the total is their sum, and no figure of the table itself.
    total = sum(sums.values(), whole) - deducted if deducted or whole or not sums else None
    heads = tuple((head, sums[head]) for head in Head if head in sums)
    return Claim(as_of, "app", "", heads, total, tuple(lines), tuple(booked), tuple(evidence))


def _without_head(row: Row) -> Decimal:
    """What the total of a row asks for beside its parts, where it does not split the principal.

    The total is read as holding the parts that stand beside it. A payment in one sum is a line of
    its own and is deducted with the lines.
    """
    due = sum((row.amount(key) or ZERO for key in HEAD_OF), ZERO)
    rest = max((row.amount("due_total") or ZERO) - due, ZERO)
    if paid_in_one_sum(row):
        return rest
    by_head = due - sum((figure.amount for figure in figures(row)), ZERO)
    return rest - (paid(row) - by_head)


def _line(table: Table, row: Row, head: str, amount: Decimal, key: str) -> ClaimLine:
    return ClaimLine(
        head=head,
        amount=amount,
        date=row.day("due_on"),
        no=row.count("no"),
        days=row.count("overdue_days"),
        text=table.heading(key),
        evidence=table.evidence(row),
    )


def schedule_of(rows: Sequence[Row]) -> tuple[ScheduleRow, ...]:
    """The plan: one row an instalment, fees together."""
    plan: list[ScheduleRow] = []
    for index, row in enumerate(rows, start=1):
        fees = [
            amount
            for key, head in HEAD_OF.items()
            if head is Head.FEE and (amount := row.amount(key)) is not None
        ]
        plan.append(
            ScheduleRow(
                no=row.count("no") or index,
                due_on=row.day("due_on"),
                principal=row.amount("due_principal"),
                interest=row.amount("due_interest"),
                fee=sum(fees, ZERO) if fees else None,
            )
        )
    return tuple(plan)


def wrong_sums(table: Table) -> list[Notice]:
    """Printed totals that are not the sum of what stands above or beside them."""
    found: list[Notice] = []
    for total in table.totals:
        for column in table.columns:
            printed = total.amount(column.key)
            added = sum((row.amount(column.key) or ZERO for row in table.rows), ZERO)
            # A last balance or a blank is no sum: only columns that add up are compared.
            if printed is None or printed == added or column.key == "balance":
                continue
            found.append(("notice.table_sum", _sum(table, total, column.key, printed, added)))
    wrong = [row for row in table.rows if not total_agrees(row, table)]
    for row in wrong[:_MAX_TOLD]:
        printed, added = row.amount("due_total"), row_total(row)
        found.append(("notice.table_row_sum", _sum(table, row, "due_total", printed, added)))
    if len(wrong) > _MAX_TOLD:
        count = len(wrong) - _MAX_TOLD
        found.append(("notice.table_more_sums", {"file": table.file, "count": count}))
    return found


def _sum(
    table: Table, row: Row, key: str, printed: Decimal | None, added: Decimal
) -> dict[str, object]:
    column = table.heading(key)
    where: dict[str, object] = {"file": table.file, "place": place_words(row.place)}
    return {**where, "column": column, "printed": printed, "added": added}


def unknown_states(table: Table) -> list[Notice]:
    """Words of the status column that are not known; their rows are judged by their figures."""
    states = {row.text("status") for row in table.rows} - {""}
    unknown = sorted(word for word in states if plain_heading(word) not in status_words())
    if not unknown:
        return []
    return [("notice.table_status", {"file": table.file, "words": ", ".join(unknown[:10])})]
