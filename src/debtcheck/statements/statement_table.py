"""A statement table beside a case becomes its claim, its plan and its booked payments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, Claim
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.statement_claim import (
    claim_of,
    rows_of_loan,
    schedule_of,
    unknown_states,
    wrong_sums,
)
from debtcheck.statements.statement_rows import HEAD_OF
from debtcheck.statements.table import Notice, Table, read_table


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
    rows = rows_of_loan(table, case.loan.id)
    own = case.claim or Claim()
    as_of = own.as_of or case.as_of
    claim, differences = _merge(own, claim_of(table, rows, as_of), table)
    index = case.claims.index(own) if own in case.claims else len(case.claims)
    claims = (*case.claims[:index], claim, *case.claims[index + 1 :])
    stated = dict(case.stated)
    for figure, evidence in reversed(claim.evidence):
        stated[f"statement.{index}.{figure}"] = evidence  # the first row of a head stays
    return replace(
        case,
        claims=claims,
        schedule=case.schedule or schedule_of(rows),
        stated=stated,
        notices=(
            *case.notices,
            *table.notices,
            *wrong_sums(table),
            *unknown_states(table),
            *differences,
        ),
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
