"""What is open and what it is worth: the range of the totals, and three readings side by side."""

from __future__ import annotations

from debtcheck.audit.report import Paper
from debtcheck.case.kinds import Head
from debtcheck.engine.money import FEN, ZERO, show
from debtcheck.report.blocks import Block, Gap, Heading
from debtcheck.report.names import key_name
from debtcheck.report.sheet import Sheet


def _t(sheet: Sheet, key: str, /, **params: object) -> str:
    return sheet.line(sheet.words(f"open.{key}", party=sheet.party, **params))


def range_part(sheet: Sheet) -> list[Block]:
    """The range below the table, with what settles most of it and what each open fact is worth."""
    found = sheet.report.range
    if found is None:
        return []
    lines: list[Block] = []
    if sheet.report.is_range:
        lines += sheet.text(sheet.t("table.range"))  # the answer itself gives the figures
    if sheet.for_creditor:
        return lines  # what the borrower cannot prove is not for the other side
    if found.low < found.high and not sheet.report.is_range:
        dearest = found.facts[0]
        key = "range" if dearest.assumed else "range_first"
        settled = key_name(sheet, found.settled_by)
        line = _t(sheet, key, low=found.low, high=found.high, settled=settled, worth=dearest.worth)
        lines += sheet.text(line)
    limit = found.ceiling
    if limit is not None and limit[1] < found.high and limit[1] - limit[0] > FEN:
        lines += sheet.text(_t(sheet, "ceiling", low=limit[0], high=limit[1]))
    for fact in found.facts:
        if not fact.assumed:  # what was assumed stands with its effect in a list of its own
            key, what = "fact_ceiling" if fact.of_ceiling else "fact", sheet.inner(fact.what)
            line = _t(sheet, key, what=what, low=fact.low, high=fact.high, worth=fact.worth)
            lines += sheet.bullet(line)
    return lines


def sides_part(sheet: Sheet) -> list[Block]:
    """The lender's, the borrower's and a court's likely reading, in columns beside each other."""
    report = sheet.report
    lines: list[Block] = [Gap(), Heading(_t(sheet, "title"))]
    if report.paper is not Paper.CONTRACT:
        return lines + sheet.text(_t(sheet, "paper"))
    sides = report.open.sides
    if not sides:
        return []
    if all(side.totals == sides[0].totals for side in sides):
        lines += sheet.text(_t(sheet, "agree", total=sides[0].totals.total))
        return lines + _partial(sheet)
    heads = [head for head in Head if any(side.totals.get(head) for side in sides)]
    rows = [["", *(_t(sheet, f"side.{side.id}") for side in sides)]]
    for head in heads:
        amounts = [show(side.totals.get(head) or ZERO) for side in sides]
        rows.append([sheet.t(f"head.{head.value}"), *amounts])
    rows.append([sheet.t("head.total"), *(show(side.totals.total) for side in sides)])
    lines += sheet.table(rows, total=True)
    for side in sides:
        name = _t(sheet, f"side.{side.id}")
        said = [sheet.inner(choice) for choice in side.choices]
        joined = sheet.words("report.list.semicolon").join(said)
        why = sheet.words(f"open.why.{side.id}")
        key = "choices" if said else "no_choices"
        lines += sheet.bullet(_t(sheet, key, name=name, why=why, list=joined))
    return lines + _partial(sheet) + sheet.text(_t(sheet, "court_decides"))


def _partial(sheet: Sheet) -> list[Block]:
    return sheet.text(_t(sheet, "partial")) if sheet.report.unchecked else []
