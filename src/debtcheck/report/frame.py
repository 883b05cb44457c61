"""What stands at both ends of a report: its title, and what it rests on."""

from __future__ import annotations

from debtcheck.report.blocks import Block, Gap, Title
from debtcheck.report.names import lender_named
from debtcheck.report.sheet import Sheet


def title_part(sheet: Sheet) -> list[Block]:
    """What is checked, and the days it is counted to."""
    report = sheet.report
    what = sheet.foreign(lender_named(report)) or sheet.t("title.untitled")
    if report.case.loan.id:
        what = sheet.t("title.loan", what=what, id=sheet.foreign(report.case.loan.id, 40))
    name = sheet.t("title.check", what=what)
    key = "title.statement" if report.claimed is not None else "title.counted"
    days = [sheet.t(key, day=report.as_of)]
    if report.report_day != report.as_of:
        days.append(sheet.t("title.report", day=report.report_day))
    days.append(sheet.t("title.today", day=sheet.today))
    dates = "  ".join(days)
    return [Title(name, dates)]


def last_part(sheet: Sheet) -> list[Block]:
    """What the figures rest on, how far the law data reach, and that this is no legal advice."""
    report = sheet.report
    lines = [Gap(), *sheet.text(sheet.t("last.given"), 0)]
    day = report.law_verified_through
    late = max(report.report_day, sheet.today) > day
    lines += sheet.text(sheet.t("last.law_late" if late else "last.law", day=day), 0)
    return lines[:1] + sheet.paint(lines[1:], "quiet")
