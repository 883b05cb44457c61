"""The commands that help next, in the order of need, as templates: `letter dispute {case}`."""

from __future__ import annotations

from debtcheck.audit.report import Cause, Finding
from debtcheck.case.model import Case

COURT_LETTERS = {"sued": "court-answer", "payment_order": "payment-order-objection"}


def next_steps(case: Case, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Court first, then the payee, the dispute, and what a finding means.

    `{case}` stands for the case's file; whoever shows a command fills it in, and leaves out
    commands that do not exist.
    """
    steps: list[str] = []
    if case.court is not None or any(c.kind == "lawsuit" for c in case.claims):
        steps.append("rights court")
    steps.append("verify {case}")
    judged = case.judgment is not None and bool(case.judgment.award)
    if any(f.cause is not Cause.NOTE for f in findings) and not judged:
        if case.court is not None and case.court.stage in COURT_LETTERS:
            steps.append(f"letter {COURT_LETTERS[case.court.stage]} {{case}}")
        steps.append("letter dispute {case}")
    if findings:
        where = "{case} " if case.file else ""
        steps.append(f"check {where}--explain {findings[0].code}")
    return tuple(steps)
