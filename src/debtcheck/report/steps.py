"""What to do next, and what to know before it. Only commands that exist are shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.papers.recourse import same_name
from debtcheck.audit.report import AuditReport, Paper
from debtcheck.audit.serialise import next_commands
from debtcheck.audit.steps import COURT_LETTERS
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO
from debtcheck.report.blocks import Block, Step
from debtcheck.report.sheet import Sheet

LONG_OVERDUE = timedelta(days=2 * 365)  # near the three years after which a defence may arise
CARD_PRINCIPAL = Decimal(50_000)  # 法释〔2018〕19号: from here a card holder needs a lawyer early
_STAY_ASIDE = ("relative", "spouse", "heir", "surety", "name_used")


def steps_part(sheet: Sheet) -> list[Block]:
    """The steps, numbered; commands on lines of their own."""
    report = sheet.report
    commands = _by_name(sheet)
    court = report.case.court is not None or report.case.judgment is not None
    court = court or any(claim.kind == "lawsuit" for claim in report.case.claims)
    lines = sheet.heading("steps.title")
    number = 1 if court else 0
    rights = commands.pop("rights", [])  # with court papers they stand at the top already
    if not court:
        lines += _step(sheet, number, ["steps.court"], rights)
        number += 1
    letters = commands.pop("letter", [])
    answers = [c for c in letters if any(f"letter {k} " in c for k in COURT_LETTERS.values())]
    if answers:
        lines += _step(sheet, number, ["steps.court_letter"], answers)
        number += 1
    payee = "steps.payee_new" if _has_changed(report) else "steps.payee"
    lines += _step(sheet, number, ["steps.keep", payee], commands.pop("verify", []))
    number += 1
    if report.findings or (report.disputed or ZERO) > ZERO:
        due = is_overdue(report)
        keys = ["steps.dispute", "steps.goes_on" if due else "steps.on_time"]
        lines += _step(sheet, number, keys, [c for c in letters if c not in answers])
        number += 1
    if report.contract.total > ZERO:
        lines += _step(sheet, number, ["steps.plan", "steps.needs"], commands.pop("plan", []))
        number += 1
    for name, left in commands.items():
        key = "steps.explain" if name == "check" else "steps.further"
        lines += _step(sheet, number, [key], left)
        number += 1
    return lines + _know(sheet)


def _has_changed(report: AuditReport) -> bool:
    """True if somebody asks for the money in the lender's place."""
    kinds = ("guarantor_paid", "assigned", "repurchased")
    changes = [c for c in report.case.creditor_changes if c.kind in kinds]
    claimant = report.case.claim.claimant if report.case.claim else ""
    return any(not claimant or same_name(claimant, c.to) for c in changes)


def _by_name(sheet: Sheet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for command in next_commands(sheet.report, path=sheet.path, commands=sheet.commands):
        found.setdefault(command.split(" ")[1], []).append(command)
    return found


def _step(sheet: Sheet, number: int, keys: list[str], commands: list[str]) -> list[Block]:
    glue = "" if sheet.words.lang == "zh" else " "
    text = glue.join(sheet.t(key) for key in keys)
    lines: list[Block] = [Step(number, text)]
    for command in commands:
        lines += sheet.command(command)
    return lines


def since(report: AuditReport) -> date | None:
    """From when something is due and unpaid, or last paid; None if nothing is overdue."""
    if report.contract_due.total <= ZERO:
        return None
    loan, late = report.case.loan, report.ledger.overdue_since
    paid = [p.paid_on for p in report.case.payments if p.paid_on <= report.as_of]
    if late is not None:
        return max([late, *paid])
    days = [row.due_on for row in report.ledger.rows]
    days += [d for d in (loan.due_on, loan.first_due_on, *loan.due_dates) if d is not None]
    past = [day for day in days if day < report.as_of]
    if not past:
        return None
    return max([min(past), *paid])


def is_overdue(report: AuditReport) -> bool:
    """True if something is due and unpaid on the day of the totals."""
    return since(report) is not None


def _principal(report: AuditReport) -> Decimal:
    """What is left of what was spent, without any charge: the higher of both sides' figures."""
    sides = (report.contract, report.claimed)
    known = [side.get(Head.PRINCIPAL) for side in sides if side is not None]
    return max((amount for amount in known if amount is not None), default=ZERO)


def _know(sheet: Sheet) -> list[Block]:
    """What belongs to know before a letter or a payment."""
    report = sheet.report
    case = report.case
    lines: list[Block] = []
    start = since(report)
    if start is not None and report.paper is not Paper.JUDGMENT:
        long = sheet.today - start > LONG_OVERDUE
        lines += sheet.bullet(sheet.t("know.limitation_long" if long else "know.limitation"))
    card = case.is_card or any(c.kind == "card" for c in case.claims)
    if card and _principal(report) >= CARD_PRINCIPAL:
        lines += sheet.bullet(sheet.t("know.card"))
    if case.borrower.role in _STAY_ASIDE or case.codebtors:
        lines += sheet.bullet(sheet.t("know.family"))
    return lines + sheet.bullet(sheet.t("know.trust"))
