"""Tables of a plan: columns by cell width, and the months."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.engine.money import ZERO, show
from debtcheck.planning.simulate import Row
from debtcheck.report.cells import cells, clip, left, right, wrap
from debtcheck.report.charts import letter

if TYPE_CHECKING:
    from debtcheck.report.plan import Page

_INDENT = "  "
_GAPS = (3, 2, 1)
_FIRST = 12
_SHORTEST_NAME = 8


def lined(rows: list[list[str]], width: int, *, texts: Collection[int] = (0,)) -> list[str]:
    """Rows as columns: texts to the left, figures to the right; names are cut if need be."""
    count = len(rows[0])
    widths = [max(cells(row[i]) for row in rows) for i in range(count)]
    gap = next((g for g in _GAPS if sum(widths) + g * (count - 1) + len(_INDENT) <= width), 1)
    over = sum(widths) + gap * (count - 1) + len(_INDENT) - width
    for column in sorted(texts, key=lambda c: -widths[c]):
        if over > 0:
            cut = min(over, max(widths[column] - _SHORTEST_NAME, 0))
            widths[column] -= cut
            over -= cut
    lines = []
    for row in rows:
        parts = [
            left(clip(text, size), size) if i in texts else right(text, size)
            for i, (text, size) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(_INDENT + (" " * gap).join(parts).rstrip())
    return lines


def month_table(page: Page) -> list[str]:
    """The first twelve months, and the later ones in which a debt ends."""
    run = page.plan.chosen
    if not run.months:
        return []
    ends: dict[int, list[str]] = {}
    for name, no in run.payoff:
        ends.setdefault(no, []).append(name)
    by_month: dict[int, list[Row]] = {}
    for row in run.rows:
        by_month.setdefault(row.month, []).append(row)
    names = [debt.facts.name for debt in page.plan.debts]
    shown = [m for m in run.months if m.no <= _FIRST or m.no in ends]
    table = _table(page, names, by_month, [m.no for m in shown], each=True)
    whole = max(cells(line) for line in table) <= page.width
    if not whole:
        table = _table(page, names, by_month, [m.no for m in shown], each=False)
    more = run.length > _FIRST
    heading = page.t("table.rows", n=_FIRST) if more else page.t("table.rows_all")
    lines = page.heading(heading)
    lines += page.text(page.t("table.letters", names=_legend(page, names)), _INDENT)
    for line, month in zip(table, [None, *shown], strict=True):
        if whole:
            lines.append(line)
        else:
            each = _each(names, by_month[month.no]) if month else page.t("table.each")
            lines += wrap(each, page.width, line + _INDENT)
        if month is not None and month.no in ends:
            closed = page.t("comma").join(page.name(name) for name in ends[month.no])
            lines += page.text(page.t("table.closed", debts=closed), _INDENT * 4)
    return lines


def _each(names: list[str], rows: list[Row]) -> str:
    """`B799.62 D609`: who gets how much."""
    paid = {row.debt: row.payment for row in rows}
    return " ".join(
        f"{letter(k)}{_short(paid[name])}" for k, name in enumerate(names) if paid.get(name)
    )


def _legend(page: Page, names: list[str]) -> str:
    parts = [
        page.t("mark.kind_name", letter=letter(k), name=page.name(name))
        for k, name in enumerate(names)
    ]
    return page.t("comma").join(parts)


def _table(
    page: Page, names: list[str], by_month: dict[int, list[Row]], months: list[int], *, each: bool
) -> list[str]:
    head = ["", page.t("table.on")]
    head += [letter(k) for k in range(len(names))] if each else []
    head += [page.t(f"table.{key}") for key in ("paid", "of_interest", "left")]
    rows = [head]
    for no in months:
        found = by_month[no]
        paid = {row.debt: row.payment for row in found}
        row = [str(no), found[0].on.isoformat()]
        if each:
            row += [_short(paid[name]) if name in paid else "-" for name in names]
        row += [
            _short(sum(paid.values(), ZERO)),
            _short(sum((r.interest for r in found), ZERO)),
            _short(sum((r.closing for r in found), ZERO)),
        ]
        rows.append(row)
    widths = [max(cells(row[i]) for row in rows) for i in range(len(head))]
    room = page.width - len(_INDENT) - sum(widths)
    gap = next((g for g in _GAPS if g * (len(widths) - 1) <= room), 1)
    return [
        _INDENT + (" " * gap).join(right(t, w) for t, w in zip(row, widths, strict=True))
        for row in rows
    ]


def _short(amount: Decimal) -> str:
    """`1234.50`: without commas, so that more columns fit; a whole yuan without its fen."""
    return show(amount).replace(",", "").removesuffix(".00")
