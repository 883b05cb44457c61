"""The shape of `notice --json` and `scam --json`: schema debtcheck.message, version 1.

The object itself is made by `report.message`; a test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
LevelName = Literal["none", "possible", "likely"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class SignShown(_Model):
    """A sign: `text` are the message's own words, links and dots defanged."""

    id: str = Field(pattern=r"^(SC|UP|GN)\d{2}$")
    kind: Literal["scam", "pressure", "genuine"]
    name: str
    text: str
    why: str
    do: str


class ClaimShown(_Model):
    """Only what the text states; null: not stated."""

    total: Money | None
    principal: Money | None
    overdue_days: int | None
    as_of: Day | None
    creditor: str | None
    interest: Money | None
    penalty: Money | None
    compound: Money | None
    damages: Money | None
    fee: Money | None
    costs: Money | None
    sender: str | None = Field(description="the name in 【】; anyone can write one")
    change: Literal["assigned", "guarantor_paid", "entrusted"] | None
    gap: Money | None = Field(description="total less the sum of its parts")


class Contract(_Model):
    """What is owed by the contract, by head; null: not known."""

    principal: Money | None
    interest: Money | None
    penalty: Money | None
    compound: Money | None
    damages: Money | None
    fee: Money | None
    costs: Money | None
    total: Money


class Compared(_Model):
    """The recomputed figures of a case."""

    as_of: Day
    contract: Contract
    ceiling_total: Money | None
    ceiling_on_request: bool | None
    disputed: Money | None


class Message(_Model):
    """The whole object; `--jsonl` puts the line's `id` before it."""

    schema_: Literal["debtcheck.message"] = Field(alias="schema")
    version: Literal[1]
    scam: LevelName = Field(description="none: no sign was found, which proves nothing")
    pressure: LevelName
    court: bool
    distress: bool
    signs: list[SignShown]
    claim: ClaimShown
    do_first: list[str]
    sent: bool = Field(description="money, a code or a screen has already been given away")
    compared: Compared | None = Field(default=None, description="with `notice --case` only")
    id: str | int | None = Field(default=None, description="with `--jsonl` only")


def message_json_schema() -> dict[str, Any]:
    """The JSON Schema of `scam --json` and `notice --json`."""
    return Message.model_json_schema(by_alias=True)
