"""The table: claimed, by contract, the ceiling where it binds, what is too much."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.report import AuditReport, Ceiling, HeadTotals
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.report.answer import comparable, hard, unknown_heads
from debtcheck.report.blocks import Block
from debtcheck.report.sheet import Sheet

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


def totals_table(sheet: Sheet) -> list[Block]:
    """Head by head; every row and column adds up with a pocket calculator."""
    report = sheet.report
    ceiling = _binding(report)
    columns = totals_columns(sheet)
    ours = ceiling.totals if ceiling is not None and hard(report) else report.contract
    shown = heads_shown(report)
    rows = [["", *(name for name, _ in columns)]]
    for head in shown:
        row = [sheet.t(f"head.{head.value}")]
        row += [_cell(sheet, head, totals) for _, totals in columns]
        rows.append(row)
    rows.append([sheet.t("head.total"), *(_total(sheet, totals) for _, totals in columns)])
    if report.claimed is not None:
        _differences(sheet, rows, shown, report.claimed, ours)
    return sheet.table(rows, total=True)


def totals_columns(sheet: Sheet) -> list[tuple[str, HeadTotals]]:
    """The totals that stand side by side, each with its name."""
    report = sheet.report
    ceiling = _binding(report)
    columns: list[tuple[str, HeadTotals]] = []
    if report.claimed is not None:
        columns.append((sheet.t("table.claimed"), report.claimed))
    columns.append((sheet.t("table.contract"), report.contract))
    if report.claimed is None:
        columns.append((sheet.t("table.due"), report.contract_due))
    if ceiling is not None:
        key = "table.reduced" if ceiling.on_request else "table.court"
        columns.append((sheet.t(key), ceiling.totals))
    return columns


def _binding(report: AuditReport) -> Ceiling | None:
    ceiling = report.ceiling
    return ceiling if ceiling is not None and ceiling.binds else None


def heads_shown(report: AuditReport) -> list[Head]:
    """The heads that have a figure somewhere, or that are open."""
    return [head for head in Head if _shown(report, head)]


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


def _cell(sheet: Sheet, head: Head, totals: HeadTotals) -> str:
    amount = totals.get(head)
    open_heads = named_open(sheet.report)
    if amount is None:
        unsplit = totals is sheet.report.claimed and head not in open_heads
        return sheet.t("table.unsplit" if unsplit else "table.unchecked")
    open_cell = head in open_heads and totals is not sheet.report.claimed
    if amount == ZERO and open_cell and not sheet.report.contract.get(head):  # else a limit cut it
        return sheet.t("table.unchecked")
    return show(amount)


def _total(sheet: Sheet, totals: HeadTotals) -> str:
    return total_shown(sheet, totals) or sheet.t("table.unchecked")


def total_shown(sheet: Sheet, totals: HeadTotals) -> str | None:
    """A total; one that lacks a head it should have is not shown as if it were whole."""
    report = sheet.report
    if totals is report.contract and report.claimed is not None and not comparable(report):
        return None
    return show(totals.total)


def _differences(
    sheet: Sheet,
    rows: list[list[str]],
    shown: list[Head],
    claimed: HeadTotals,
    ours: HeadTotals,
) -> None:
    open_heads = named_open(sheet.report)
    found: list[Decimal | None] = []
    for head in shown:
        theirs, mine = claimed.get(head), ours.get(head)
        known = theirs is not None and mine is not None
        if known and head in open_heads and mine == ZERO:
            known = False
        found.append(theirs - mine if known and theirs is not None and mine is not None else None)
    found.append(claimed.total - ours.total if comparable(sheet.report) else None)
    below = any(d is not None and d < ZERO for d in found)
    rows[0].append(sheet.t("table.diff" if below else "table.over"))
    for row, difference in zip(rows[1:], found, strict=True):
        row.append("-" if difference is None else show(difference))
