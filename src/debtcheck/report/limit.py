"""The ceiling, the readings that stand side by side, and the annual cost."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from debtcheck.audit.report import Ceiling, Cost, LawRef
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.engine.working import Given, Sum
from debtcheck.report.answer import deducted, reduction, unknown_heads
from debtcheck.report.names import laws, limits, rate
from debtcheck.report.screen import INDENT, Screen
from debtcheck.report.table import aligned

MOST_STEPS = 8


def limit_line(screen: Screen) -> list[str]:
    """One line under the table: does the ceiling matter?"""
    ceiling = screen.report.ceiling
    nothing_known = unknown_heads(screen.report) or (ceiling is not None and not ceiling.steps)
    if ceiling is None or (nothing_known and not ceiling.binds):
        key = "limit.unknown" if screen.report.unchecked else "limit.unknown_plain"
        return screen.text(screen.t(key))
    if screen.report.readings and not ceiling.binds:
        return screen.text(screen.t("limit.readings"))
    if ceiling.binds and ceiling.on_request and not reduction(screen.report):
        return screen.text(screen.t("limit.deducted", cut=deducted(screen.report)))
    if ceiling.binds:
        key = "limit.request" if ceiling.on_request else "limit.hard"
    else:
        key = "limit.within_request" if ceiling.on_request else "limit.within"
    named = limits(screen)
    return screen.text(screen.t(key if named else f"{key}_plain", limits=named))


def limit_part(screen: Screen) -> list[str]:
    """How the ceiling came about, if it binds, and what it can do."""
    ceiling = screen.report.ceiling
    if ceiling is None or not ceiling.binds:
        return []
    asked = ceiling.on_request and reduction(screen.report) > ZERO
    lines = screen.heading("limit.request_title" if asked else "limit.hard_title")
    if asked:
        lines += _three(screen)
    elif not ceiling.on_request:
        lines += screen.text(screen.t("limit.hard_how"))
    if ceiling.on_request and deducted(screen.report) > ZERO:
        lines += screen.text(screen.t("limit.deducted", cut=deducted(screen.report)))
    lines += _steps(screen, ceiling)
    for named, amount in ceiling.beside:
        lines += screen.bullet(screen.t("limit.beside", text=screen.inner(named), amount=amount))
    for note in ceiling.notes:
        lines += screen.bullet(screen.say(note))
    return lines


def _three(screen: Screen) -> list[str]:
    report = screen.report
    rows = [
        [screen.t("three.contract"), show(report.contract_due.total)],
        [screen.t("three.reduction"), show(reduction(report))],
        [screen.t("three.today"), screen.t("three.yours")],
    ]
    lines = aligned(rows, screen.width)
    lines += screen.text(screen.t("three.ask"))
    return lines + screen.text(screen.t("three.until"))


def _steps(screen: Screen, ceiling: Ceiling) -> list[str]:
    lines: list[str] = []
    rules: dict[str, LawRef] = {}
    for step in ceiling.steps[:MOST_STEPS]:
        rules.setdefault(step.law.id, step.law)
        span = screen.t("span", start=step.start, end=step.end)
        lines += screen.bullet(screen.t("limit.step", span=span, limit=rate(screen, step.limit)))
        working = step.working
        if isinstance(working, Sum):
            for line in working.lines(screen.words)[:MOST_STEPS]:
                lines += screen.text(screen.line(line), "    ")
        if working is not None and not isinstance(working, Given):
            lines += screen.text(screen.line(working.say(screen.words)), "    ")
    if len(ceiling.steps) > MOST_STEPS:
        lines += screen.bullet(screen.t("limit.more", n=len(ceiling.steps) - MOST_STEPS))
    return lines + laws(screen, rules.values())


def readings_part(screen: Screen) -> list[str]:
    """The readings that are open, in columns beside each other."""
    report = screen.report
    if not report.readings:
        return []
    readings = report.readings
    lines = screen.heading("readings.title")
    heads = [h for h in Head if any(r.totals.get(h) for r in readings)]
    per_table = 3
    for start in range(0, len(readings), per_table):
        some = readings[start : start + per_table]
        rows = [
            ["", *(screen.t("readings.name", n=start + i + 1) for i in range(len(some)))],
            *(
                [screen.t(f"head.{h.value}"), *(show(r.totals.get(h) or ZERO) for r in some)]
                for h in heads
            ),
            [screen.t("head.total"), *(show(r.totals.total) for r in some)],
        ]
        lines += aligned(rows, screen.width)
    rules: dict[str, LawRef] = {}
    for i, reading in enumerate(readings):
        name = screen.t("readings.name", n=i + 1)
        lines += screen.bullet(screen.t("readings.why", name=name, why=screen.inner(reading.why)))
        rules.update({law.id: law for law in reading.law})
    lines += laws(screen, rules.values())
    return lines + screen.text(screen.t("readings.open"))


def cost_part(screen: Screen) -> list[str]:
    """What the loan costs a year, by three names, of the contract and to all payees."""
    report = screen.report
    contract, everyone = report.cost_contract, report.cost_all_payees
    lines = _cost(screen, "cost.contract", contract)
    if _figures(everyone) != _figures(contract) or everyone.why != contract.why:
        lines += _cost(screen, "cost.all", everyone)
    return [*screen.heading("cost.title"), *lines] if lines else []


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP):f}%"


def _figures(cost: Cost) -> tuple[object, ...]:
    return (cost.nominal, cost.effective, cost.xirr)


def _cost(screen: Screen, key: str, cost: Cost) -> list[str]:
    named = [("nominal", cost.nominal), ("effective", cost.effective), ("xirr", cost.xirr)]
    parts = [
        screen.words(f"report.cost.{name}", rate=_percent(value))
        for name, value in named
        if value is not None
    ]
    if parts:
        joined = screen.words("report.list.semicolon").join(parts)
        line = screen.t(key, rates=joined)
    elif cost.why is not None:
        line = screen.t(key, rates=screen.inner(cost.why))
    else:
        return []
    if parts and cost.why is not None:
        line = screen.then(line, screen.say(cost.why))
    lines = screen.bullet(line)
    if len(cost.roots) > 1:
        roots = screen.words("report.list.comma").join(_percent(root) for root in cost.roots)
        lines += screen.text(screen.t("cost.roots", roots=roots), "    ")
    return lines


def later_part(screen: Screen) -> list[str]:
    """What the contract comes to on the later day of the report, never compared with the claim."""
    later = screen.report.owed_on_report_day
    if later is None or later.on == screen.report.as_of:
        return []
    return screen.text(screen.t("later.owed", day=later.on, total=later.totals.total), INDENT)
