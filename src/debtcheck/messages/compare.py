"""A message's claim in the place of the case's own, so that an audit holds it to the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, Claim
from debtcheck.statements.papers.stated_claim import MessageClaim


def states_amount(claim: MessageClaim) -> bool:
    """Whether there is any figure to compare."""
    return claim.total is not None or any(getattr(claim, head.value) is not None for head in Head)


def with_message(case: Case, claim: MessageClaim, today: date) -> Case:
    """The case with the message as its only claim.

    The claim is of the day the message names; else of the case's own day; else of today.
    """
    heads = tuple(
        (head, amount) for head in Head if (amount := getattr(claim, head.value)) is not None
    )
    total = claim.total
    if total is None:
        total = claim.parts
    day = claim.as_of or case.as_of or today
    return replace(case, claims=(Claim(as_of=day, kind="sms", heads=heads, total=total),))
