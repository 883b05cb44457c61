"""Court papers come first: the date to look at, and the days that run from service."""

from __future__ import annotations

from datetime import timedelta

from debtcheck.audit.serialise import next_commands
from debtcheck.case.model import Court
from debtcheck.report.blocks import Block, Gap
from debtcheck.report.sheet import Sheet

ANSWER_DAYS = 15  # 民事诉讼法 128, 227: to answer a complaint, to object to a 支付令
_RUNNING = {"sued": "sued", "payment_order": "payment_order"}
_KNOWN = ("mediation", "sued", "judged", "enforcement", "payment_order", "arbitration")


def court_first(sheet: Sheet) -> list[Block]:
    """The lines that stand above everything else when a court is involved; else none."""
    case = sheet.report.case
    court, judgment = case.court, case.judgment
    lawsuit = any(claim.kind == "lawsuit" for claim in case.claims)
    if court is None and not lawsuit and judgment is None:
        return []
    court = court or Court(stage="judged" if judgment else "sued")
    lines = sheet.paint(sheet.text(sheet.t("court.first"), 0), "court")
    stage = court.stage if court.stage in _KNOWN else "unknown"
    lines += sheet.text(sheet.t(f"court.stage.{stage}"))
    lines += _days(sheet, court, stage)
    if court.hearing_on is not None:
        lines += sheet.text(sheet.t("court.hearing", day=court.hearing_on))
    if judgment is not None and judgment.perform_by is not None:
        lines += sheet.text(sheet.t("court.perform", day=judgment.perform_by))
    lines += sheet.text(sheet.t("court.verify"))
    for command in next_commands(sheet.report, path=sheet.path, commands=sheet.commands):
        if command.split(" ")[1] == "rights":
            lines += sheet.command(command, indent=2)
    return [*lines, Gap()]


def _days(sheet: Sheet, court: Court, stage: str) -> list[Block]:
    if stage not in _RUNNING:
        return []
    if court.served_on is None:
        return sheet.text(sheet.t("court.no_date"))
    last = court.served_on + timedelta(days=ANSWER_DAYS)
    key = "court.until" if last >= sheet.today else "court.passed"
    text = sheet.t(key, served=court.served_on, last=last)
    return sheet.paint(sheet.text(text), "court")
