"""A statement table beside a case becomes its claim, its plan and its booked payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from debtcheck.case.kinds import Head
from debtcheck.case.model import BookedPayment, Case, Claim, ClaimLine, Evidence, ScheduleRow
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.headings import plain_heading, status_words
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
from debtcheck.statements.table import Notice, Row, Table, read_table

_MAX_TOLD = 5  # differences of one kind that are told one by one


def with_statement(case: Case, path: str | Path) -> Case:
    """The case with the claim of a table (CSV, TSV, XLSX; one row an instalment).

    The table's figures take the place of those of the case's own statement; its other facts
    (claimant, kind, total) stay. Rows that are settled or not yet due claim nothing.

    Raises:
        InputError: the table cannot be read, or holds several loans.
    """
    table = read_table(path, "statement")
    if not any(table.has(key) for key in ("due_total", *HEAD_OF)):
        found = ", ".join(column.heading for column in table.columns)
        raise InputError(Problem("table_no_amounts", table.file, params={"found": found}))
    rows = _of_the_loan(table, case.loan.id)
    own = case.claim or Claim()
    as_of = own.as_of or case.as_of
    claim, differences = _merge(own, _claim(table, rows, as_of), table)
    index = case.claims.index(own) if own in case.claims else len(case.claims)
    claims = (*case.claims[:index], claim, *case.claims[index + 1 :])
    stated = dict(case.stated)
    for figure, evidence in reversed(claim.evidence):
        stated[f"statement.{index}.{figure}"] = evidence  # the first row of a head stays
    return replace(
        case,
        claims=claims,
        schedule=case.schedule or _schedule(rows),
        stated=stated,
        notices=(*case.notices, *table.notices, *_sums(table), *_states(table), *differences),
    )


def _of_the_loan(table: Table, loan_id: str) -> list[Row]:
    """The rows of this loan, if the table names loans."""
    ids = sorted({row.text("loan_id") for row in table.rows if row.text("loan_id")})
    if len(ids) <= 1:
        return list(table.rows)
    if loan_id not in ids:
        names = ", ".join(ids[:10])
        raise InputError(Problem("table_several_loans", table.file, params={"ids": names}))
    return [row for row in table.rows if row.text("loan_id") == loan_id]


def _claim(table: Table, rows: Sequence[Row], as_of: date | None) -> Claim:
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
        if not sums:
            # A payment in one sum is a line of its own and is deducted with the lines.
            whole += row_total(row) - (ZERO if paid_in_one_sum(row) else paid(row))
            evidence.append(("total", place))
    # With heads and no deduction the total is their sum, and no figure of the table itself.
    total = sum(sums.values(), whole) - deducted if deducted or not sums else None
    heads = tuple((head, sums[head]) for head in Head if head in sums)
    return Claim(as_of, "app", "", heads, total, tuple(lines), tuple(booked), tuple(evidence))


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


def _merge(own: Claim, read: Claim, table: Table) -> tuple[Claim, list[Notice]]:
    """The read claim with what only the case's own statement says, and their differences."""
    figures_read, figures_own = dict(read.heads), dict(own.heads)
    notices: list[Notice] = [
        (
            "notice.statement_differs",
            {"file": table.file, "head": head.value, "stated": amount, "read": figures_read[head]},
        )
        for head, amount in own.heads
        if figures_read.get(head, amount) != amount
    ]
    both = {**figures_own, **figures_read}
    kept_lines = tuple(line for line in own.lines if line.head not in {h.value for h in both})
    kept = tuple(
        (figure, place)
        for figure, place in own.evidence
        if figure == "total" or figure not in {head.value for head in figures_read}
    )
    total = own.total if own.total is not None else read.total
    claim = replace(
        own,
        as_of=read.as_of,
        heads=tuple((head, both[head]) for head in Head if head in both),
        total=total,
        lines=(*(own.lines if not read.lines else kept_lines), *read.lines),
        booked=read.booked or own.booked,
        evidence=(*kept, *read.evidence),
    )
    return claim, notices


def _schedule(rows: Sequence[Row]) -> tuple[ScheduleRow, ...]:
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


def _sums(table: Table) -> list[Notice]:
    """Printed totals that are not the sum of what stands above or beside them."""
    found: list[Notice] = []
    for total in table.totals:
        for column in table.columns:
            printed = total.amount(column.key)
            added = sum((row.amount(column.key) or ZERO for row in table.rows), ZERO)
            # A last balance or a blank is no sum: only columns that add up are compared.
            if printed is None or printed == added or column.key == "balance":
                continue
            params = {"file": table.file, "line": total.line, "column": column.heading}
            found.append(("notice.table_sum", {**params, "printed": printed, "added": added}))
    wrong = [row for row in table.rows if not total_agrees(row, table)]
    for row in wrong[:_MAX_TOLD]:
        printed, added = row.amount("due_total"), row_total(row)
        params = {"file": table.file, "line": row.line, "column": table.heading("due_total")}
        found.append(("notice.table_row_sum", {**params, "printed": printed, "added": added}))
    if len(wrong) > _MAX_TOLD:
        count = len(wrong) - _MAX_TOLD
        found.append(("notice.table_more_sums", {"file": table.file, "count": count}))
    return found


def _states(table: Table) -> list[Notice]:
    """Words of the status column that are not known; their rows are judged by their figures."""
    states = {row.text("status") for row in table.rows} - {""}
    unknown = sorted(word for word in states if plain_heading(word) not in status_words())
    if not unknown:
        return []
    return [("notice.table_status", {"file": table.file, "words": ", ".join(unknown[:10])})]
