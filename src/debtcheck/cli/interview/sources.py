"""Where the answers come from: one question a group, at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from debtcheck.case.kinds import Source
from debtcheck.cli.interview.questions import Question, choice

#: where the claim was seen says where it comes from, as far as that is one of the sources
CLAIM_SOURCES = {"app": Source.APP, "sms": Source.SMS, "told": Source.MEMORY}


def source_groups(a: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The groups of answers that exist, each with the key paths of [sources] it stands for."""
    terms = ("principal", "bill_principal", "received", "arrived", "formed_on", "due", "first_due")
    if any(a.get(id) for id in terms) or a.get("drawn.0"):
        yield "loan", ("loan",)
    if any(a.get(id) for id in ("rate", "method", "minimum")):
        yield "rate", ("loan.rate", "loan.method")
    if a.get("penalty") or a.get("penalty_often") == "written":
        yield "overdue", ("loan.overdue",)
    if a.get("claim"):
        yield "claim", ("statement",)
    if _typed_payment(a):
        yield "payment", ("payment",)
    if a.get("fee.0.amount"):
        yield "fee", ("fee",)


def _typed_payment(a: Mapping[str, str]) -> bool:
    """Whether a payment was typed: those of papers say by themselves where they stand."""
    rows = (id for id, said in a.items() if said and id.startswith("payment."))
    return any(f"from.{id}" not in a for id in rows)


def source_steps(a: Mapping[str, str]) -> Iterator[Question]:
    """One question for each group of answers that does not say by itself where it comes from."""
    before = ""
    for group, _ in source_groups(a):
        if group == "claim" and a.get("claim_where") in CLAIM_SOURCES:
            continue
        own = group in ("claim", "payment")  # these stand in no contract
        sources = (s.value for s in Source if not (own and s is Source.CONTRACT))
        question = choice(f"source_{group}", *sources)
        yield replace(question, same=before if before in question.choices else "")
        before = a.get(question.id) or before
