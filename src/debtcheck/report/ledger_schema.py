"""The shape of `ledger --json`, as pydantic models: schema debtcheck.ledger, version 1.

The object itself is made by `report.ledger_json`; these models describe it for readers of it, and
a test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
HeadName = Literal["principal", "interest", "penalty", "compound", "damages", "fee", "costs"]
Heads = dict[HeadName, Money]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class LedgerRan(_Model):
    """What was added since the event before; penalty with compound interest and damages."""

    interest: Money
    penalty: Money


class LedgerEvent(_Model):
    """One event: `principal`, `interest` and `penalty` are what is unpaid after it.

    `credit` is money paid ahead that meets what falls due on the day.
    """

    on: Day
    event: Literal[
        "disbursement", "due", "payment", "credit", "acceleration", "fee", "end",
        "purchase", "cash", "refund", "statement", "damages",
    ]  # fmt: skip
    no: int | None
    days: int
    ran: LedgerRan
    amount: Money
    into: Heads
    principal: Money
    interest: Money
    penalty: Money


class LedgerEvidence(_Model):
    """Where a figure stands."""

    file: str
    place: str


class LedgerBooking(_Model):
    """A payment that the statement lists."""

    on: Day | None
    no: int | None
    amount: Money
    evidence: LedgerEvidence | None


class LedgerBookingMet(LedgerBooking):
    """A booking that a payment goes with, and how much of it."""

    met: Money


class LedgerPart(_Model):
    """A part of a payment on one instalment; 0: on what belongs to none."""

    no: int
    amount: Money


class LedgerShare(_Model):
    """What one payment (its place in the case, from 0) paid on an instalment."""

    payment: int
    paid_on: Day
    amount: Money
    into: Heads


class LedgerInstalment(_Model):
    """One instalment by the contract; `claimed` and `difference` null: the statement says nothing
    of it. `due` is what it came to so far; `left` what of it is unpaid."""

    no: int
    due_on: Day | None
    days_late: int
    due: Heads
    paid: Money
    left: Heads
    payments: list[LedgerShare]
    claimed: Heads | None
    booked: list[LedgerBooking]
    difference: Money | None


class LedgerPayment(_Model):
    """One payment: `instalments` it is for by day and amount, `bookings` it goes with, and what it
    `met` by the contract's order. With state ambiguous they are those that are possible."""

    payment: int
    paid_on: Day
    amount: Money
    status: Literal["settled", "unknown"]
    state: Literal["matched", "ambiguous", "unmatched"]
    why: list[str]
    instalments: list[LedgerPart]
    bookings: list[LedgerBookingMet]
    met: list[LedgerPart]
    evidence: LedgerEvidence | None


class LedgerCharge(_Model):
    """One charge over one stretch of days, with its arithmetic."""

    head: HeadName
    instalment: int
    from_: Day = Field(alias="from")
    to: Day
    amount: Money
    paid: Money
    working: str


class LedgerUnchecked(_Model):
    """What could not be counted, and the key that would settle it."""

    what: str
    why: str
    needs: str


class LedgerObject(_Model):
    """`ledger --json`."""

    schema_: Literal["debtcheck.ledger"] = Field(alias="schema")
    version: Literal[1]
    as_of: Day
    owed: Heads
    due: Heads
    total: Money
    paid_ahead: Money
    overpaid: Money
    events: list[LedgerEvent]
    instalments: list[LedgerInstalment]
    payments: list[LedgerPayment]
    bookings_without_payment: list[LedgerBooking]
    charges: list[LedgerCharge]
    unchecked: list[LedgerUnchecked]
    notes: list[str]


def ledger_json_schema() -> dict[str, Any]:
    """The JSON Schema of `ledger --json`."""
    schema: dict[str, Any] = LedgerObject.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "debtcheck.ledger"
    return schema
