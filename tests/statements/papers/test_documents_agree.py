"""One plan as CSV, JSON and pasted text is one claim, and it is what its rows add up to."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debtcheck.case.kinds import Head

from .text_papers import reader

D = Decimal
AS_OF = date(2026, 9, 27)
HEADS = {
    "应还本金": Head.PRINCIPAL,
    "应还利息": Head.INTEREST,
    "担保费": Head.FEE,
    "罚息": Head.PENALTY,
}
AMOUNTS = st.integers(0, 10**9).map(lambda fen: D(fen).scaleb(-2))
ROWS = st.lists(
    st.tuples(st.booleans(), *[AMOUNTS] * len(HEADS)), min_size=2, max_size=8
)  # paid or overdue, the parts


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(ROWS)
def test_three_forms_of_one_plan(tmp_path: Path, rows: list[tuple[bool, *tuple[D, ...]]]) -> None:
    read = reader(tmp_path)
    names = ["期数", "到期日", *HEADS, "已还金额", "状态"]
    table: list[list[str]] = []
    for number, (paid, *parts) in enumerate(rows, start=1):
        due = AS_OF - timedelta(days=30 * (len(rows) - number))
        total = f"{sum(parts):.2f}" if paid else "0.00"
        state = "已结清" if paid else "逾期"
        table.append([str(number), due.isoformat(), *(f"{p:.2f}" for p in parts), total, state])
    csv = "截至2026-09-27\n" + "\n".join(",".join(row) for row in [names, *table]) + "\n"
    doc = {
        "as_of": AS_OF.isoformat(),
        "rows": [dict(zip(names, row, strict=True)) for row in table],
    }
    pasted = "截至2026-09-27\n" + "".join(
        f"第{row[0]}期 {row[1]} "
        + " ".join(f"{n}{v}" for n, v in zip(names[2:7], row[2:7], strict=True))
        + f" {row[7]}\n"
        for row in table
    )
    open_rows = [parts for paid, *parts in rows if not paid and any(parts)]
    expected = {head: sum((p[i] for p in open_rows), D(0)) for i, head in enumerate(HEADS.values())}
    for text in (csv, json.dumps(doc, ensure_ascii=False), pasted):
        found = read(text)
        assert len(found.schedule) == len(rows)
        for claim in found.claims:
            assert dict(claim.heads) == expected
        assert bool(found.claims) or not open_rows
