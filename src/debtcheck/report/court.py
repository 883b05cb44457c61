"""Court papers come first: the date to look at, and the days that run from service."""

from __future__ import annotations

from datetime import timedelta

from debtcheck.audit.serialise import next_commands
from debtcheck.case.model import Court
from debtcheck.report.screen import INDENT, Screen

ANSWER_DAYS = 15  # 民事诉讼法 128, 227: to answer a complaint, to object to a 支付令
_RUNNING = {"sued": "sued", "payment_order": "payment_order"}
_KNOWN = ("mediation", "sued", "judged", "enforcement", "payment_order", "arbitration")


def court_first(screen: Screen) -> list[str]:
    """The lines that stand above everything else when a court is involved; else none."""
    case = screen.report.case
    court, judgment = case.court, case.judgment
    lawsuit = any(claim.kind == "lawsuit" for claim in case.claims)
    if court is None and not lawsuit and judgment is None:
        return []
    court = court or Court(stage="judged" if judgment else "sued")
    lines = screen.paint(screen.text(screen.t("court.first"), ""), "court")
    stage = court.stage if court.stage in _KNOWN else "unknown"
    lines += screen.text(screen.t(f"court.stage.{stage}"), INDENT)
    lines += _days(screen, court, stage)
    if court.hearing_on is not None:
        lines += screen.text(screen.t("court.hearing", day=court.hearing_on), INDENT)
    if judgment is not None and judgment.perform_by is not None:
        lines += screen.text(screen.t("court.perform", day=judgment.perform_by), INDENT)
    lines += screen.text(screen.t("court.verify"), INDENT)
    for command in next_commands(screen.report, path=screen.path, commands=screen.commands):
        if command.split(" ")[1] == "rights":
            lines += screen.command(command, indent=2)
    return [*lines, ""]


def _days(screen: Screen, court: Court, stage: str) -> list[str]:
    if stage not in _RUNNING:
        return []
    if court.served_on is None:
        return screen.text(screen.t("court.no_date"), INDENT)
    last = court.served_on + timedelta(days=ANSWER_DAYS)
    key = "court.until" if last >= screen.today else "court.passed"
    text = screen.t(key, served=court.served_on, last=last)
    return screen.paint(screen.text(text, INDENT), "court")
