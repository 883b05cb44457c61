"""The table: claimed, by contract, the ceiling where it binds, what is too much."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.report import AuditReport, HeadTotals
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.report.answer import comparable, hard, unknown_heads
from debtcheck.report.cells import cells, left, right, wrap
from debtcheck.report.screen import INDENT, Screen

GAPS = (5, 4, 3, 2)
_ALWAYS = (Head.PRINCIPAL, Head.INTEREST)
_NEEDED = {  # what an unchecked key leaves open
    "fee": Head.FEE,
    "loan.rate": Head.INTEREST,
    "loan.method": Head.INTEREST,
    "loan.overdue": Head.PENALTY,
    "loan.overdue.rate": Head.PENALTY,
    "loan.overdue.compound": Head.COMPOUND,
    "loan.overdue.once": Head.DAMAGES,
    "costs": Head.COSTS,
    "statement.costs": Head.COSTS,
    "statement.damages": Head.DAMAGES,
    "statement.compound": Head.COMPOUND,
}


def totals_table(screen: Screen) -> list[str]:
    """Head by head; every row and column adds up with a pocket calculator."""
    report = screen.report
    ceiling = report.ceiling if report.ceiling is not None and report.ceiling.binds else None
    columns: list[tuple[str, HeadTotals]] = []
    if report.claimed is not None:
        columns.append((screen.t("table.claimed"), report.claimed))
    columns.append((screen.t("table.contract"), report.contract))
    if report.claimed is None:
        columns.append((screen.t("table.due"), report.contract_due))
    if ceiling is not None:
        key = "table.reduced" if ceiling.on_request else "table.court"
        columns.append((screen.t(key), ceiling.totals))
    ours = ceiling.totals if ceiling is not None and hard(report) else report.contract
    shown = [head for head in Head if _shown(report, head)]
    rows = [["", *(name for name, _ in columns)]]
    for head in shown:
        row = [screen.t(f"head.{head.value}")]
        row += [_cell(screen, head, totals) for _, totals in columns]
        rows.append(row)
    rows.append([screen.t("head.total"), *(_total(screen, totals) for _, totals in columns)])
    if report.claimed is not None:
        _differences(screen, rows, shown, report.claimed, ours)
    return aligned(rows, screen.width)


def aligned(rows: list[list[str]], width: int) -> list[str]:
    """Rows with the first column to the left and the others to the right, by cell width."""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - len(INDENT) - sum(widths)
    gap = next((g for g in GAPS if g * (len(widths) - 1) <= room), 0)
    if not gap:
        return _stacked(rows, width)
    lines = []
    for row in rows:
        line = INDENT + left(row[0], widths[0])
        for text, cell in zip(row[1:], widths[1:], strict=True):
            line += " " * gap + right(text, cell)
        lines.append(line.rstrip())
    return lines


def _stacked(rows: list[list[str]], width: int) -> list[str]:
    """The same rows below each other, for a screen too narrow for columns."""
    names = [""] * len(rows[0]) if rows[0][0] else rows[0]
    lines = []
    for row in rows if rows[0][0] else rows[1:]:
        lines += wrap(row[0], width, INDENT)
        for name, text in zip(names[1:], row[1:], strict=True):
            start = INDENT * 2 + name
            lines.append(start + right(text, width - cells(start)))
    return lines


def named_open(report: AuditReport) -> set[Head]:
    """The heads that something in the list of the unchecked leaves open."""
    found = set(unknown_heads(report))
    for item in report.unchecked:
        probe = item.needs
        while probe:
            if probe in _NEEDED:
                found.add(_NEEDED[probe])
                break
            probe = probe.rpartition(".")[0]
    return found


def _shown(report: AuditReport, head: Head) -> bool:
    if head in _ALWAYS or head in named_open(report):
        return True
    sides = [report.claimed, report.contract, report.contract_due]
    sides.append(report.ceiling.totals if report.ceiling is not None else None)
    return any(side is not None and side.get(head) for side in sides)


def _cell(screen: Screen, head: Head, totals: HeadTotals) -> str:
    amount = totals.get(head)
    open_heads = named_open(screen.report)
    if amount is None:
        unsplit = totals is screen.report.claimed and head not in open_heads
        return screen.t("table.unsplit" if unsplit else "table.unchecked")
    if amount == ZERO and head in open_heads and totals is not screen.report.claimed:
        return screen.t("table.unchecked")
    return show(amount)


def _total(screen: Screen, totals: HeadTotals) -> str:
    """A total; one that lacks a head it should have is not shown as if it were whole."""
    report = screen.report
    if totals is report.contract and report.claimed is not None and not comparable(report):
        return screen.t("table.unchecked")
    return show(totals.total)


def _differences(
    screen: Screen,
    rows: list[list[str]],
    shown: list[Head],
    claimed: HeadTotals,
    ours: HeadTotals,
) -> None:
    open_heads = named_open(screen.report)
    found: list[Decimal | None] = []
    for head in shown:
        theirs, mine = claimed.get(head), ours.get(head)
        known = theirs is not None and mine is not None
        if known and head in open_heads and mine == ZERO:
            known = False
        found.append(theirs - mine if known and theirs is not None and mine is not None else None)
    found.append(claimed.total - ours.total if comparable(screen.report) else None)
    below = any(d is not None and d < ZERO for d in found)
    rows[0].append(screen.t("table.diff" if below else "table.over"))
    for row, difference in zip(rows[1:], found, strict=True):
        row.append("-" if difference is None else show(difference))
