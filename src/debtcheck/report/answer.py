"""The answer in one sentence, and how sure it is."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.report import AuditReport, Cause, HeadTotals
from debtcheck.case.kinds import Head
from debtcheck.engine.money import FEN, ZERO
from debtcheck.report.blocks import Block
from debtcheck.report.names import UNSURE, key_name, key_names, limits
from debtcheck.report.sheet import Sheet


def tolerance(claimed: HeadTotals) -> Decimal:
    """What rounding alone may make: a fen for each line of the claim."""
    return FEN * max(1, len(claimed.heads))


def reduction(report: AuditReport) -> Decimal:
    """What a court could take off on request, below the contract; zero if nothing."""
    ceiling = report.ceiling
    if ceiling is None or not ceiling.binds or not ceiling.on_request:
        return ZERO
    return max(ZERO, report.contract.total - ceiling.totals.total - deducted(report))


def deducted(report: AuditReport) -> Decimal:
    """What was taken off at payout, where the limit counts the money that arrived."""
    ceiling = report.ceiling
    if ceiling is None or not ceiling.binds:
        return ZERO
    contract, arrived = (
        side.get(Head.PRINCIPAL) or ZERO for side in (report.contract, ceiling.totals)
    )
    return max(ZERO, contract - arrived)


def unknown_heads(report: AuditReport) -> list[Head]:
    """The heads that the contract's figures lack although they matter: never taken as zero."""
    claimed = report.claimed
    lacking = [head for head in Head if report.contract.get(head) is None]
    if claimed is None or not claimed.heads:
        return lacking
    return [head for head in lacking if claimed.get(head)]


def comparable(report: AuditReport) -> bool:
    """True if there is a claim, and everything it asks for could be recomputed."""
    return report.claimed is not None and report.disputed is not None and not unknown_heads(report)


def hard(report: AuditReport) -> bool:
    """True if a limit that a court holds by itself in a suit lies below the contract."""
    ceiling = report.ceiling
    return ceiling is not None and ceiling.binds and not ceiling.on_request


def not_due(report: AuditReport) -> Decimal:
    """Principal that is owed later, where only the part already due is compared; else zero."""
    if report.claimed is None or report.contract.heads != report.contract_due.heads:
        return ZERO
    return report.ledger.owed[Head.PRINCIPAL] - (report.contract.get(Head.PRINCIPAL) or ZERO)


def answer(sheet: Sheet) -> list[Block]:
    """What comes out, in one sentence, then its doubt."""
    lines = sheet.paint(sheet.text(_sentence(sheet), 0), "answer")
    report = sheet.report
    if report.is_range and hard(report) and report.ceiling is not None:
        supported = report.ceiling.totals.total
        lines += sheet.text(sheet.t("answer.range_hard", ceiling=supported), 0)
    if reduction(report) > ZERO:
        window = report.ceiling is not None and report.ceiling.only_unpaid
        key = "answer.reduce_window" if window else "answer.reduce_too"
        lines += sheet.text(sheet.t(key, limits=limits(sheet), cut=reduction(report)), 0)
    return [*lines, *_doubt(sheet)]


def _sentence(sheet: Sheet) -> str:
    report = sheet.report
    claimed, ours = report.claimed, report.contract.total
    if report.is_range:
        return _range(sheet)
    if claimed is None:
        key = "answer.no_claim_part" if unknown_heads(report) else "answer.no_claim"
        due = report.contract_due.total
        return sheet.t(key, day=report.as_of, ours=ours, due=due, heads=_open(sheet))
    asked = claimed.total
    if not comparable(report) or report.disputed is None:
        needs = [u.needs for u in report.unchecked if u.needs]
        key = "answer.unknown" if needs else "answer.unknown_why"
        return sheet.t(key, claimed=asked, needs=key_names(sheet, needs))
    if hard(report) and report.ceiling is not None and report.disputed > ZERO:
        return sheet.t(
            "answer.hard",
            contract=ours,
            ceiling=report.ceiling.totals.total,
            claimed=asked,
            diff=report.disputed,
        )
    if deducted(report) > ZERO and report.disputed > ZERO:
        return sheet.t("answer.deducted", contract=ours, cut=deducted(report), claimed=asked)
    if ours - asked > tolerance(claimed):
        return sheet.t("answer.above", ours=ours, claimed=asked, diff=ours - asked)
    if asked - ours > tolerance(claimed):
        key = "answer.less_due" if not_due(report) > ZERO else "answer.less"
        return sheet.t(key, ours=ours, claimed=asked, diff=asked - ours)
    points = [f for f in report.findings if f.cause is not Cause.CEILING_ON_REQUEST]
    if points:
        return sheet.t("answer.points", ours=ours, claimed=asked, n=len(points))
    key = "answer.same" if ours == asked else "answer.rounding"
    return sheet.t(key, ours=ours, claimed=asked, diff=abs(ours - asked))


def _open(sheet: Sheet) -> str:
    names = [sheet.words(f"report.head.{head.value}") for head in unknown_heads(sheet.report)]
    if sheet.words.lang == "en":
        names = [name.lower() for name in names]
    return sheet.words("report.list.comma").join(names)


def _range(sheet: Sheet) -> str:
    report = sheet.report
    span = report.range
    assert span is not None
    key = "answer.range" if report.claimed is None else "answer.range_claimed"
    return sheet.t(
        key,
        low=span.low,
        high=span.high,
        claimed=report.claimed.total if report.claimed else ZERO,
        settled=key_name(sheet, span.settled_by),
        worth=span.facts[0].worth if span.facts else span.high - span.low,
    )


def _doubt(sheet: Sheet) -> list[Block]:
    report = sheet.report
    lines: list[Block] = []
    if report.unchecked:
        needs = [u.needs for u in report.unchecked]
        lines += sheet.text(
            sheet.t("doubt.unchecked", n=len(report.unchecked), list=key_names(sheet, needs)), 0
        )
    unsure = [f for f in report.findings if f.certainty in UNSURE]
    if unsure:
        lines += sheet.text(sheet.t("doubt.memory", n=len(unsure)), 0)
    return lines
