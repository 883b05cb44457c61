"""What is added to a case file, as the plain values that TOML writes: text, days, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.card import CardTransaction
from debtcheck.case.kinds import Source
from debtcheck.case.model import (
    BookedPayment,
    Claim,
    ClaimLine,
    CreditorChange,
    Evidence,
    Payment,
    ScheduleRow,
)
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text
from debtcheck.statements.named_place import written_place
from debtcheck.statements.papers.paper import Fact

Value = str | int | bool | date | dict[str, "Value"] | list["Value"]
_FLAGS = {"true": True, "false": False}
_COUNTS = ("instalments", "grace_days", "report_grace_days", "statement_day", "due_day")


@dataclass(frozen=True, slots=True)
class Additions:
    """New rows of the repeated tables, new values of others, and where those come from."""

    payments: tuple[Payment, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    changes: tuple[CreditorChange, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    card: tuple[CardTransaction, ...] = ()
    sources: tuple[tuple[str, Source], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()  # originals that are only kept: file, SHA-256

    def __bool__(self) -> bool:
        """False if there is nothing to add."""
        rows = (self.payments, self.schedule, self.changes, self.claims, self.card)
        return any((*rows, self.facts, self.kept))

    def rows(self) -> dict[str, list[dict[str, Value]]]:
        """The new rows by the name of their table, in the order in which they are written."""
        found = {
            "schedule": [schedule_values(row) for row in self.schedule],
            "payment": [payment_values(payment) for payment in self.payments],
            "creditor_change": [change_values(change) for change in self.changes],
            "statement": [claim_values(claim) for claim in self.claims],
            "card.transaction": [posting_values(row) for row in self.card],
        }
        return {name: rows for name, rows in found.items() if rows}


def payment_values(payment: Payment) -> dict[str, Value]:
    """A `[[payment]]`."""
    return _given(
        paid_on=payment.paid_on,
        booked_on=payment.booked_on,
        amount=payment.amount,
        payer=payment.payer,
        payee=payment.payee,
        instalment=payment.instalment,
        disbursement=payment.disbursement,
        heads={head.value: _money(amount) for head, amount in payment.heads},
        status=payment.status if payment.status != "settled" else None,
        reference=payment.reference,
        evidence=_place(payment.evidence),
    )


def schedule_values(row: ScheduleRow) -> dict[str, Value]:
    """A `[[schedule]]`."""
    return _given(
        no=row.no,
        due_on=row.due_on,
        principal=row.principal,
        interest=row.interest,
        fee=row.fee,
    )


def posting_values(row: CardTransaction) -> dict[str, Value]:
    """A `[[card.transaction]]`."""
    return _given(on=row.on, posted_on=row.posted_on, amount=row.amount, kind=row.kind)


def change_values(change: CreditorChange) -> dict[str, Value]:
    """A `[[creditor_change]]`."""
    return _given(
        kind=change.kind,
        to=change.to,
        on=change.on,
        amount=change.amount,
        notified_on=change.notified_on,
        proof=change.proof,
    )


def claim_values(claim: Claim) -> dict[str, Value]:
    """A `[[statement]]`: its heads, where each of them stands, its lines, what it has booked."""
    taken = [booked_of(line) for line in claim.lines if line.head == "payment"]
    found = _given(as_of=claim.as_of, kind=claim.kind, claimant=claim.claimant)
    found |= {head.value: _money(amount) for head, amount in claim.heads}
    places: dict[str, Value] = {}
    for figure, where in claim.evidence:
        places.setdefault(figure, written_place(where, words=True))
    return found | _given(
        total=claim.total,
        evidence=places,
        line=[_line_values(line) for line in claim.lines],
        booked=[_booked_values(paid) for paid in claim.booked if paid not in taken],
    )


def booked_of(line: ClaimLine) -> BookedPayment:
    """A payment that stands in a statement as one of its lines."""
    return BookedPayment(abs(line.amount), line.date, line.no, line.evidence)


def _line_values(line: ClaimLine) -> dict[str, Value]:
    return _given(
        date=line.date,
        head=line.head,
        amount=line.amount,
        instalment=line.no,
        days=line.days,
        text=line.text,
        evidence=_place(line.evidence),
    )


def _booked_values(booked: BookedPayment) -> dict[str, Value]:
    return _given(
        on=booked.on,
        amount=booked.amount,
        instalment=booked.no,
        evidence=_place(booked.evidence),
    )


def fact_value(fact: Fact) -> Value:
    """A fact as TOML writes it best: a day as a day, a count as a number, all else as text."""
    if fact.value in _FLAGS:
        return _FLAGS[fact.value]
    name = fact.key.rpartition(".")[2]
    if name in _COUNTS and fact.value.isdecimal():
        return int(fact.value)
    try:
        return date.fromisoformat(fact.value) if name.endswith("on") else _text(fact.value)
    except ValueError:
        return _text(fact.value)


def _given(**values: object) -> dict[str, Value]:
    """The values that say something, in the form that TOML writes."""
    found: dict[str, Value] = {}
    for key, value in values.items():
        if value is None or (isinstance(value, str | Mapping | list) and not value):
            continue
        if isinstance(value, Decimal):
            found[key] = _money(value)
        elif isinstance(value, str):
            found[key] = _text(value)
        else:
            found[key] = value  # type: ignore[assignment]
    return {key: value for key, value in found.items() if value != ""}


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _text(value: str) -> str:
    return clean_text(value)[:TEXT_LIMIT].strip()


def _place(where: Evidence | None) -> str:
    return written_place(where) if where else ""
