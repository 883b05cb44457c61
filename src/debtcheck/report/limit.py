"""The ceiling, the readings that stand side by side, and the annual cost."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from debtcheck.audit.report import Ceiling, Cost, LawRef
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.engine.working import Given, Sum
from debtcheck.report.answer import comparable, deducted, not_due, reduction, unknown_heads
from debtcheck.report.blocks import Block
from debtcheck.report.names import laws, limits, rate
from debtcheck.report.sheet import Sheet

MOST_STEPS = 8


def limit_line(sheet: Sheet) -> list[Block]:
    """One line under the table: does the ceiling matter?"""
    ceiling = sheet.report.ceiling
    part = _only_due(sheet)
    if not sheet.report.contract.total and not unknown_heads(sheet.report):
        return part  # of nothing, nothing can be above a limit
    return [*part, *_limit_line(sheet, ceiling)]


def _only_due(sheet: Sheet) -> list[Block]:
    """What is not due yet is not in the table, and is owed all the same."""
    later = not_due(sheet.report)
    if later <= ZERO or not comparable(sheet.report):
        return []
    return sheet.text(sheet.t("limit.only_due", later=later))


def _limit_line(sheet: Sheet, ceiling: Ceiling | None) -> list[Block]:
    nothing_known = unknown_heads(sheet.report) or (ceiling is not None and not ceiling.steps)
    if ceiling is None or (nothing_known and not ceiling.binds):
        key = "limit.unknown" if sheet.report.unchecked else "limit.unknown_plain"
        return sheet.text(sheet.t(key))
    if sheet.report.readings and not ceiling.binds:
        return sheet.text(sheet.t("limit.readings"))
    if ceiling.binds and ceiling.on_request and not reduction(sheet.report):
        return sheet.text(sheet.t("limit.deducted", cut=deducted(sheet.report)))
    if ceiling.only_unpaid:
        return sheet.text(sheet.t("limit.window"))
    if ceiling.binds:
        key = "limit.request" if ceiling.on_request else "limit.hard"
    else:
        key = "limit.within_request" if ceiling.on_request else "limit.within"
    named = limits(sheet)
    return sheet.text(sheet.t(key if named else f"{key}_plain", limits=named))


def limit_part(sheet: Sheet) -> list[Block]:
    """How the ceiling came about, if it binds, and what it can do."""
    ceiling = sheet.report.ceiling
    if ceiling is None or not ceiling.binds:
        return []
    asked = ceiling.on_request and reduction(sheet.report) > ZERO
    title = "limit.request_title" if asked else "limit.hard_title"
    lines = sheet.heading("limit.window_title" if ceiling.only_unpaid else title)
    if sheet.for_creditor:
        pass  # what the borrower can do with it is not for the other side
    elif ceiling.only_unpaid:
        lines += sheet.text(sheet.t("limit.window_how"))
    elif asked:
        lines += _three(sheet)
    elif not ceiling.on_request:
        lines += sheet.text(sheet.t("limit.hard_how"))
    if ceiling.on_request and deducted(sheet.report) > ZERO:
        lines += sheet.text(sheet.t("limit.deducted", cut=deducted(sheet.report)))
    lines += _steps(sheet, ceiling)
    for named, amount in ceiling.beside:
        lines += sheet.bullet(sheet.t("limit.beside", text=sheet.inner(named), amount=amount))
    for note in ceiling.notes:
        lines += sheet.bullet(sheet.say(note))
    return lines


def _three(sheet: Sheet) -> list[Block]:
    report = sheet.report
    rows = [
        _stay(sheet),
        [sheet.t("three.reduction"), show(reduction(report))],
        [sheet.t("three.today"), sheet.t("three.yours")],
    ]
    lines = sheet.table(rows)
    lines += sheet.text(sheet.t("three.ask"))
    return lines + sheet.text(sheet.t("three.until"))


def _stay(sheet: Sheet) -> list[str]:
    """What keeps the account out of arrears: of a card the minimum, else all that is due."""
    report = sheet.report
    least = report.ledger.minimum_left
    if least is not None:
        return [sheet.t("three.minimum"), show(least)]
    return [sheet.t("three.contract"), show(report.contract_due.total)]


def _steps(sheet: Sheet, ceiling: Ceiling) -> list[Block]:
    lines: list[Block] = []
    rules: dict[str, LawRef] = {}
    for step in ceiling.steps[:MOST_STEPS]:
        rules.setdefault(step.law.id, step.law)
        span = sheet.t("span", start=step.start, end=step.end)
        lines += sheet.bullet(sheet.t("limit.step", span=span, limit=rate(sheet, step.limit)))
        working = step.working
        if isinstance(working, Sum):
            for line in working.lines(sheet.words)[:MOST_STEPS]:
                lines += sheet.text(sheet.line(line), 4)
        if working is not None and not isinstance(working, Given):
            lines += sheet.text(sheet.line(working.say(sheet.words)), 4)
    if len(ceiling.steps) > MOST_STEPS:
        lines += sheet.bullet(sheet.t("limit.more", n=len(ceiling.steps) - MOST_STEPS))
    return lines + laws(sheet, rules.values())


def readings_part(sheet: Sheet) -> list[Block]:
    """The readings that are open, in columns beside each other."""
    report = sheet.report
    if not report.readings:
        return []
    readings = report.readings
    lines = sheet.heading("readings.title")
    heads = [h for h in Head if any(r.totals.get(h) for r in readings)]
    per_table = 3
    for start in range(0, len(readings), per_table):
        some = readings[start : start + per_table]
        rows = [
            ["", *(sheet.t("readings.name", n=start + i + 1) for i in range(len(some)))],
            *(
                [sheet.t(f"head.{h.value}"), *(show(r.totals.get(h) or ZERO) for r in some)]
                for h in heads
            ),
            [sheet.t("head.total"), *(show(r.totals.total) for r in some)],
        ]
        lines += sheet.table(rows, total=True)
    rules: dict[str, LawRef] = {}
    for i, reading in enumerate(readings):
        name = sheet.t("readings.name", n=i + 1)
        lines += sheet.bullet(sheet.t("readings.why", name=name, why=sheet.inner(reading.why)))
        rules.update({law.id: law for law in reading.law})
    lines += laws(sheet, rules.values())
    return lines + sheet.text(sheet.t("readings.open"))


def cost_part(sheet: Sheet) -> list[Block]:
    """What the loan costs a year, by three names, of the contract and to all payees."""
    report = sheet.report
    contract, everyone = report.cost_contract, report.cost_all_payees
    lines = _cost(sheet, "cost.contract", contract)
    if _figures(everyone) != _figures(contract) or everyone.why != contract.why:
        lines += _cost(sheet, "cost.all", everyone)
    return [*sheet.heading("cost.title"), *lines] if lines else []


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP):f}%"


def _figures(cost: Cost) -> tuple[object, ...]:
    return (cost.nominal, cost.effective, cost.xirr)


def _cost(sheet: Sheet, key: str, cost: Cost) -> list[Block]:
    named = [("nominal", cost.nominal), ("effective", cost.effective), ("xirr", cost.xirr)]
    parts = [
        sheet.words(f"report.cost.{name}", rate=_percent(value))
        for name, value in named
        if value is not None
    ]
    if parts:
        joined = sheet.words("report.list.semicolon").join(parts)
        line = sheet.t(key, rates=joined)
    elif cost.why is not None:
        line = sheet.t(key, rates=sheet.inner(cost.why))
    else:
        return []
    if parts and cost.why is not None:
        line = sheet.then(line, sheet.say(cost.why))
    lines = sheet.bullet(line)
    if len(cost.roots) > 1:
        roots = sheet.words("report.list.comma").join(_percent(root) for root in cost.roots)
        lines += sheet.text(sheet.t("cost.roots", roots=roots), 4)
    return lines


def later_part(sheet: Sheet) -> list[Block]:
    """What the contract comes to on the later day of the report, never compared with the claim."""
    later = sheet.report.owed_on_report_day
    if later is None or later.on == sheet.report.as_of:
        return []
    return sheet.text(sheet.t("later.owed", day=later.on, total=later.totals.total))
