"""More of what a template may see: earlier complaints, entries, creditors and fees of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from debtcheck.audit.papers.recourse import same_name
from debtcheck.case.kinds import LenderKind, Source
from debtcheck.case.model import Case, CreditorChange, Event, Fee
from debtcheck.engine.money import ZERO
from debtcheck.letters.conduct import conduct_facts
from debtcheck.letters.plain import Speaker, clean

if TYPE_CHECKING:
    from debtcheck.letters.guards import Ask

STATE_REGULATED = frozenset(
    {LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.TRUST, LenderKind.AUTO_FINANCE}
)
_NEW_CREDITORS = ("guarantor_paid", "assigned", "repurchased")
_ASKED = ("membership", "service", "insurance", "collection", "other")


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Something that happened on a day."""

    on: str
    ticket: str
    evidence: str


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """A change of the creditor as the case has it; empty where it does not say."""

    before: str
    to: str
    on: str
    amount: str
    notified_on: str


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """A fee as it was taken."""

    title: str
    payee: str


def events(case: Case, kind: str) -> tuple[Event, ...]:
    """The events of a kind, in order."""
    return tuple(sorted((e for e in case.events if e.kind == kind), key=lambda e: e.on))


def new_creditor(case: Case) -> str:
    """Who says to be the creditor now; empty if nobody is named."""
    for change in reversed(case.creditor_changes):
        if change.kind in ("assigned", "repurchased") and change.to:
            return change.to
    claimant = case.claim.claimant if case.claim else ""
    return claimant if claimant and claimant != case.lender.name else ""


def claiming_creditor(case: Case) -> str:
    """Who asks for the money in the lender's place: the claimant, where the case says that the
    claim, or what was paid on it, went to it. An order to collect changes nothing."""
    claimant = case.claim.claimant if case.claim else ""
    named = [c.to for c in case.creditor_changes if c.kind in _NEW_CREDITORS]
    return claimant if claimant and any(same_name(claimant, to) for to in named) else ""


def payer(case: Case) -> CreditorChange | None:
    """The guarantor's payment, if there was one."""
    paid = [c for c in case.creditor_changes if c.kind == "guarantor_paid"]
    return paid[-1] if paid else None


def asked_fees(case: Case) -> tuple[Fee, ...]:
    """The fees beside the loan whose ground can be asked for."""
    return tuple(fee for fee in case.fees if fee.kind in _ASKED)


def addressed(ask: Ask, say: Speaker) -> tuple[str, str]:
    """The blank of the addressee, and the name if the case has it."""
    case = ask.report.case
    if ask.kind.addressee == "regulator":
        if case.lender.kind in STATE_REGULATED:
            return "regulator", say("regulator.state")
        return "regulator", say("regulator.local", region=clean(case.lender.region, 40))
    if ask.kind.addressee == "creditor":
        return "new_creditor", new_creditor(case)
    if ask.kind.addressee == "guarantor":
        paid = payer(case)
        return "guarantor", paid.to if paid else ""
    if ask.kind.addressee == "lender" and ask.new_creditor:
        return "new_creditor", ask.new_creditor
    if ask.kind.addressee == "agent":
        paid_to = [fee.payee for fee in case.fees if fee.kind == "agent" and fee.payee]
        return "agent", paid_to[0] if paid_to else ""
    return "lender", case.lender.name


def more(ask: Ask, say: Speaker) -> dict[str, object]:
    """The facts by name."""
    case = ask.report.case
    fees = asked_fees(case)
    agents = [fee for fee in case.fees if fee.kind == "agent"]
    return {
        **conduct_facts(ask, say),
        "lender_name": clean(case.lender.name),
        "asked_before": tuple(_event(e, say) for e in events(case, "complaint")),
        "entries": tuple(_event(e, say) for e in events(case, "credit_entry")),
        "transfer": _transfer(case, say),
        "guarantee": _guarantee(case, say),
        "fees": tuple(_fee(fee, case, say) for fee in fees),
        "fees_total": _sum(fees, case, say) if _addable(fees) else "",
        "agent_fee": _sum(agents, case, say) if agents else "",
    }


def _addable(fees: tuple[Fee, ...]) -> bool:
    """A sum of what was taken once says something; one of fees of each instalment does not."""
    return len(fees) > 1 and all(fee.when != "instalment" or fee.on for fee in fees)


def _sum(fees: Sequence[Fee], case: Case, say: Speaker) -> str:
    """Their sum, or nothing if one of them is only remembered."""
    if not all(_sure(case, "fee", case.fees.index(fee), "amount") for fee in fees):
        return ""
    return say.money(sum((fee.amount for fee in fees), ZERO))


def _sure(case: Case, table: str, index: int, key: str) -> bool:
    """False for what is remembered or guessed: that is no fact of a letter."""
    return case.source(f"{table}.{index}.{key}") not in (Source.MEMORY, Source.GUESS)


def _event(event: Event, say: Speaker) -> EventFacts:
    return EventFacts(say.day(event.on), clean(event.ticket, 80), clean(event.evidence, 120))


def _transfer(case: Case, say: Speaker) -> TransferFacts:
    changes = [c for c in case.creditor_changes if c.kind in ("assigned", "repurchased")]
    notices = events(case, "assignment_notice")
    change = changes[-1] if changes else CreditorChange("assigned", new_creditor(case))
    made = _change(change, case, say)
    if not made.notified_on and notices:
        return replace(made, notified_on=say.day(notices[-1].on))
    return made


def _guarantee(case: Case, say: Speaker) -> TransferFacts | None:
    paid = payer(case)
    return _change(paid, case, say) if paid else None


def _change(change: CreditorChange, case: Case, say: Speaker) -> TransferFacts:
    def sure(key: str) -> bool:
        if change not in case.creditor_changes:
            return False
        return _sure(case, "creditor_change", case.creditor_changes.index(change), key)

    on, amount, notified = change.on, change.amount, change.notified_on
    return TransferFacts(
        before=clean(case.lender.name),
        to=clean(change.to),
        on=say.day(on) if on and sure("on") else "",
        amount=say.money(amount) if amount is not None and sure("amount") else "",
        notified_on=say.day(notified) if notified and sure("notified_on") else "",
    )


def _fee(fee: Fee, case: Case, say: Speaker) -> FeeFacts:
    name = clean(fee.name, 60)
    payee = clean(fee.payee, 80)
    if not _sure(case, "fee", case.fees.index(fee), "amount"):
        return FeeFacts(say("fee.unsure", name=name), payee)
    title = say("fee.taken", name=name, amount=fee.amount)
    if fee.on is not None:
        title = say("fee.taken_on", day=fee.on, name=name, amount=fee.amount)
    elif fee.when == "instalment":
        title = say("fee.each", name=name, amount=fee.amount)
    return FeeFacts(title, payee)
