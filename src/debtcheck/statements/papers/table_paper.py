"""A table of instalments, from whatever it was read, as a paper: plan, claim, booked payments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.case.model import Claim, Evidence
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.paper import Fact, Paper
from debtcheck.statements.statement_claim import (
    claim_of,
    rows_of_loan,
    schedule_of,
    unknown_states,
    wrong_sums,
)
from debtcheck.statements.statement_rows import HEAD_OF, PAID_OF
from debtcheck.statements.table import Row, Table
from debtcheck.words.text import Text

# Columns that show how things stand; a table without one is a plan and claims nothing.
_SHOWS_STATE = (
    "status", "overdue_days", "penalty", "compound", "damages", "paid_total", "booked_on",
    *PAID_OF,
)  # fmt: skip
_FACTS = {"loan_id": "loan.id", "lender": "lender.name"}
_AMOUNTS = {"loan_principal": "loan.principal", "disbursed": "loan.received"}


def table_paper(
    table: Table,
    form: str,
    opening: Opening,
    *,
    as_of: date | None = None,
    kind: str = "app",
    facts: Sequence[Fact] = (),
) -> Paper:
    """The paper of a table with the headings of a statement.

    Without a day of its own (`as_of`) the rows that are not yet due today claim nothing.

    Raises:
        InputError: no column of amounts, or several loans.
    """
    if not any(table.has(key) for key in ("due_total", *HEAD_OF)):
        found = ", ".join(column.heading for column in table.columns)
        raise InputError(Problem("table_no_amounts", table.file, params={"found": found}))
    rows = rows_of_loan(table, "")
    claim = _claim(table, rows, as_of, opening.today, kind)
    notices = [*table.notices, *wrong_sums(table), *unknown_states(table)]
    said = [Text(key, params) for key, params in notices if key != "notice.encoding"]
    if claim is None:
        said.append(Text("papers_doc.plan_only", {"file": table.file}))
    elif claim.lines and as_of is None:
        said.append(Text("papers_doc.no_as_of", {"file": table.file}))
    own = {fact.key for fact in facts}
    return Paper(
        file=table.file,
        format=form,
        rows=len(table.rows),
        claims=(claim,) if claim else (),
        schedule=schedule_of(rows),
        facts=(*facts, *(fact for fact in _facts(table, rows) if fact.key not in own)),
        notices=tuple(said),
        overdue_days=max((row.count("overdue_days") or 0 for row in rows), default=0) or None,
    )


def _claim(
    table: Table, rows: Sequence[Row], as_of: date | None, today: date, kind: str
) -> Claim | None:
    if not any(table.has(key) for key in _SHOWS_STATE):
        return None
    claim = claim_of(table, rows, as_of or today)
    if not claim.lines and not claim.booked and not claim.total:
        return None
    return replace(claim, as_of=as_of, kind=kind)


def _facts(table: Table, rows: Sequence[Row]) -> Iterator[Fact]:
    """What a column says the same in every row."""
    for column, key in (*_FACTS.items(), *_AMOUNTS.items()):
        said = {_value(row, column): row for row in reversed(rows) if _value(row, column)}
        if len(said) == 1:
            value, row = next(iter(said.items()))
            yield Fact(key, value, Evidence(table.file, row.place, row.words))


def _value(row: Row, column: str) -> str:
    value = row.values.get(column, "")
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
