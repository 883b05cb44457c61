"""What a report for the other side leaves out, says otherwise, and cannot be made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from debtcheck.audit.report import AuditReport, Finding
from debtcheck.engine.money import ZERO
from debtcheck.report.answer import tolerance
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text

_OURS_IS_HIGHER = "claim_below_contract"
#: the notes that concern both sides; the others tell how the borrower used the program
_FOR_BOTH = {
    "note.payment_void",
    "note.payment_other",
    "note.payments_later",
    "note.paid_ahead",
    "note.overpaid",
}


class CreditorWords(Words):
    """The same sentences; one that speaks to the borrower is told of the borrower instead."""

    def __call__(self, key: str, /, **params: object) -> str:
        """The sentence for `key`, or the one that stands for it here."""
        other = f"creditor.{key}"
        return super().__call__(other if self.has(other) else key, **params)


def obstacle(report: AuditReport) -> str:
    """Why there is nothing that could be sent: a word key, or empty.

    Without a claim, or with our own figure above it, the paper would only say what is owed.
    """
    claimed = report.claimed
    if claimed is None:
        return "creditor_no_claim"
    if report.contract.total - claimed.total > tolerance(claimed) and report.disputed is not None:
        supported = report.ceiling.totals.total if report.ceiling else report.contract.total
        if supported >= claimed.total:
            return "creditor_above"
    return "" if _open(report.findings) or (report.disputed or ZERO) > ZERO else "creditor_nothing"


def without_private(report: AuditReport) -> AuditReport:
    """The report without what is the borrower's own: notes, the amount not in dispute."""
    case = replace(report.case, private_note="")
    return replace(
        report,
        case=case,
        report_day=report.as_of,
        undisputed=None,
        split=None,
        owed_on_report_day=None,
        cost_per_day=None,
        limitation=None,
        findings=tuple(_open(report.findings)),
        notes=tuple(n for n in report.notes if _for_both(n)),
        next=(),
    )


def _open(findings: Iterable[Finding]) -> list[Finding]:
    return [f for f in findings if f.code != _OURS_IS_HIGHER]


def _for_both(note: Text) -> bool:
    return note.key in _FOR_BOTH
