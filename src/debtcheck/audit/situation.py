"""What of a case is to be asked or said beside the figures: judgment, co-debtors, shares, fees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from debtcheck.audit.papers.judgment import governs
from debtcheck.audit.report import Unchecked
from debtcheck.case.model import Case
from debtcheck.words.text import Text, text

_JUDGED = ("judged", "enforcement")
_MEMBERSHIP = "membership"


def to_ask(case: Case, day: date) -> Iterator[Unchecked]:
    """Facts without which a situation of the case cannot be looked at."""
    judgment, stage = case.judgment, case.court.stage if case.court else ""
    if (judgment is not None and not judgment.award) or (judgment is None and stage in _JUDGED):
        yield _gap("judgment", "no_award", "judgment.award")
    shares = [lender.share for lender in case.lenders]
    if len(shares) > 1 and None in shares:
        yield _gap("shares", "no_share", "lender.share")
    known = {d.id for d in case.loan.disbursements}
    for number, payment in enumerate(case.payments):
        if payment.disbursement and payment.disbursement not in known and payment.paid_on <= day:
            yield _gap("drawdown_id", "no_drawdown", f"payment.{number}.disbursement")
    for number, fee in enumerate(case.fees):
        if fee.kind == _MEMBERSHIP and fee.condition_of_loan is None:
            yield _gap("membership", "no_condition", f"fee.{number}.condition_of_loan")


def to_say(case: Case, day: date) -> Iterator[Text]:
    """What belongs to be known of a situation, and changes no figure."""
    judgment = case.judgment
    if judgment is not None and judgment.award and judgment.on and not governs(case, day):
        yield text("note.award_later", on=judgment.on)
    for role in dict.fromkeys(codebtor.role for codebtor in case.codebtors):
        yield text(f"note.codebtor_{role}")


def _gap(what: str, why: str, needs: str) -> Unchecked:
    return Unchecked(text(f"unchecked.{what}"), text(f"unchecked.why.{why}"), needs)
