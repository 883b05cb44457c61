"""The amount that is not in dispute, and what paying only that would and would not do."""

from __future__ import annotations

from debtcheck.audit.report import Paper
from debtcheck.engine.money import ZERO
from debtcheck.report.answer import comparable, reduction
from debtcheck.report.blocks import Block
from debtcheck.report.sheet import Sheet

_SPLIT = ("arithmetic", "contract", "ceiling_hard", "ceiling_on_request", "unverified")


def undisputed_part(sheet: Sheet) -> list[Block]:
    """What nobody disputes and what is disputed; nothing when nothing is."""
    report = sheet.report
    undisputed, disputed = report.undisputed, report.disputed
    if undisputed is None or disputed is None or not comparable(report):
        return []
    if disputed <= ZERO:
        return []
    lines = sheet.heading("undisputed.title")
    if report.is_range:
        return lines + sheet.text(sheet.t("undisputed.range", undisputed=undisputed))
    lines += sheet.text(sheet.t("undisputed.figures", undisputed=undisputed, disputed=disputed))
    lines += _split(sheet)
    if not undisputed:
        lines += sheet.bullet(sheet.t("undisputed.all"))
        return lines + sheet.bullet(sheet.t("undisputed.reserve"))
    if reduction(report) > ZERO:
        lines += sheet.bullet(sheet.t("undisputed.reduced_only", undisputed=undisputed))
    else:
        lines += sheet.bullet(sheet.t("undisputed.would", undisputed=undisputed))
        lines += sheet.bullet(sheet.t("undisputed.would_not", undisputed=undisputed))
    lines += sheet.bullet(sheet.t("undisputed.agree"))
    return lines + sheet.bullet(sheet.t("undisputed.reserve"))


def _split(sheet: Sheet) -> list[Block]:
    split = sheet.report.split
    if split is None:
        return []
    parts = [
        sheet.words(sheet.key(f"split.{name}"), amount=getattr(split, name))
        for name in _SPLIT
        if getattr(split, name) != ZERO
    ]
    if not parts:
        return []
    joined = sheet.words("report.list.plus").join(parts)
    return sheet.text(sheet.t("undisputed.split", list=joined))


def day_cost(sheet: Sheet) -> list[Block]:
    """What a day adds, with the order of needs; stale figures are called so."""
    report = sheet.report
    cost = report.cost_per_day
    lines: list[Block] = []
    days = (sheet.today - report.report_day).days
    if days > 0:
        text = sheet.t("stale.days", day=report.report_day, today=sheet.today, n=days)
        lines += sheet.text(text)
    followed = report.case.judgment is None or report.paper is Paper.JUDGMENT
    if followed and cost is not None and cost > ZERO:
        lines += sheet.text(sheet.t("daily.cost", cost=cost))
        lines += sheet.text(sheet.t("daily.needs"))
    return lines
