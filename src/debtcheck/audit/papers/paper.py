"""Which paper an audit is held against on a day, if it is not the contract."""

from __future__ import annotations

from datetime import date

from debtcheck.audit.papers.against import Against
from debtcheck.audit.papers.agreement import by_agreement, governing
from debtcheck.audit.papers.judgment import by_judgment, governs
from debtcheck.audit.papers.recourse import by_recourse, claims_recourse, paid_by_guarantor
from debtcheck.audit.report import HeadTotals, Paper
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.model import Case
from debtcheck.law.lawbook import LawBook


def paper_of(
    case: Case, setup: Setup, law: LawBook, contract: HeadTotals, as_of: date
) -> Against | None:
    """The judgment, else the later of plan and guarantor's payment, else None: the contract.

    `contract` is what the contract comes to on that day.
    """
    match which(case, as_of):
        case Paper.JUDGMENT:
            return by_judgment(case, setup.taken, law, as_of)
        case Paper.AGREEMENT:
            return by_agreement(case, setup.taken, contract, as_of)
        case Paper.RECOURSE:
            return by_recourse(case, setup, law, as_of)
        case _:
            return None


def which(case: Case, as_of: date) -> Paper:
    """What the figures of a case follow on a day."""
    if governs(case, as_of):
        return Paper.JUDGMENT
    plan, recourse = governing(case, as_of), claims_recourse(case, as_of)
    if plan is not None and recourse:
        paid = paid_by_guarantor(case, as_of)[-1].on
        plan = plan if paid is None or plan.on >= paid else None
    if plan is not None:
        return Paper.AGREEMENT
    return Paper.RECOURSE if recourse else Paper.CONTRACT
