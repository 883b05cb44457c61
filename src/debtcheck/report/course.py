"""The course of the loan, event by event, and the payments behind the cost a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.engine.ledger import Ledger, Line
from debtcheck.engine.money import ZERO, show
from debtcheck.report.blocks import Block
from debtcheck.report.sheet import Sheet

_TOLD = ("disbursement", "due", "payment", "acceleration", "rate", "fee")


def timeline_part(sheet: Sheet, ledger: Ledger) -> tuple[Block, ...]:
    """Every event of the replay with what is owed after it."""
    words = sheet.words
    if not ledger.lines:
        return tuple(sheet.text(words("page.timeline.none")))
    names = ("on", "event", "amount", "left", "interest", "penalty")
    rows = [[words(f"page.timeline.{name}") for name in names]]
    rows += [_row(sheet, line) for line in ledger.lines]
    return tuple(sheet.table(rows, texts=(0, 1), headed=True))


def _row(sheet: Sheet, line: Line) -> list[str]:
    amount = "" if line.event == "end" else show(line.amount)
    after = [show(line.balance), show(line.interest), show(line.penalty)]
    return [line.on.isoformat(), event_name(sheet, line), amount, *after]


def event_name(sheet: Sheet, line: Line) -> str:
    """What an event is called: `第 2 期应还`, `账单日`."""
    words = sheet.words
    if line.event == "end":
        stated = sheet.report.claimed is not None
        return words("page.event.end_statement" if stated else "page.event.end_counted")
    if line.event == "due" and line.no is not None and _instalments(sheet) > 1:
        return words("page.event.due_no", no=line.no)
    if line.event in _TOLD:
        return words(f"page.event.{line.event}")
    return sheet.foreign(line.event)


def _instalments(sheet: Sheet) -> int:
    loan = sheet.report.case.loan
    return max(len(sheet.report.ledger.rows), len(loan.due_dates), loan.instalments or 1)


def flows_part(sheet: Sheet) -> tuple[Block, ...]:
    """The planned payments day by day: of the contract, and to all payees where they differ."""
    report, words = sheet.report, sheet.words
    contract = by_day(report.cost_contract.flows)
    everyone = by_day(report.cost_all_payees.flows)
    if not everyone:
        return ()
    differ = contract != everyone
    rows = [["", words("page.flows.contract"), *([words("page.flows.all")] if differ else [])]]
    for day in sorted(contract.keys() | everyone.keys()):
        row = [day.isoformat(), signed(contract.get(day, ZERO))]
        rows.append(row + ([signed(everyone.get(day, ZERO))] if differ else []))
    return (*sheet.text(words("page.flows.how")), *sheet.table(rows))


def by_day(flows: tuple[tuple[date, Decimal], ...]) -> dict[date, Decimal]:
    """What flows on each day, in all."""
    found: dict[date, Decimal] = {}
    for day, amount in flows:
        found[day] = found.get(day, ZERO) + amount
    return found


def signed(amount: Decimal) -> str:
    """`+10,000.00`, `-1,072.00`."""
    return f"+{show(amount)}" if amount > ZERO else show(amount)
