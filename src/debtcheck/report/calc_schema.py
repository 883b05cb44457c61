"""The shape of `calc … --json`: schema debtcheck.calc, version 1.

The object itself is made by `report.calc`; a test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Percent = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?%$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
RateText = Annotated[str, Field(description="with its unit: 0.04%/day, 12%/year")]
Kind = Literal["interest", "schedule", "apr", "overdue", "ceiling", "settle", "doubled", "floating"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Law(_Model):
    """A rule the figure rests on."""

    id: str
    cite: str
    force: str
    on: Day | None
    confidence: str


class PlanRow(_Model):
    """`calc schedule`: one instalment."""

    no: int
    due_on: Day
    principal: Money
    interest: Money
    fee: Money
    payment: Money
    balance: Money


class Segment(_Model):
    """`calc ceiling`, `floating`: a stretch of days under one rate."""

    start: Day = Field(alias="from")
    to: Day
    days: int
    rate: RateText
    amount: Money
    working: str
    law: str | None


class Reading(_Model):
    """One of two open readings."""

    id: str
    amount: Money


class Calc(_Model):
    """The whole object; what a command does not compute is absent."""

    schema_: Literal["debtcheck.calc"] = Field(alias="schema")
    version: Literal[1]
    kind: Kind
    amount: Money | None = Field(description="null for apr: its figures are rates")
    working: str | None
    law: list[Law]
    assumptions: list[str]
    days: int | None = Field(default=None, description="interest, overdue, doubled")
    rate: RateText | None = Field(default=None, description="overdue")
    rows: list[PlanRow] | None = Field(default=None, description="schedule")
    segments: list[Segment] | None = Field(default=None, description="ceiling, floating")
    nominal: Percent | None = Field(default=None, description="apr: periodic rate × 12")
    effective: Percent | None = Field(default=None, description="apr: compounded")
    xirr: Percent | None = Field(default=None, description="apr: day-exact")
    residual: str | None = Field(default=None, description="apr: what the rate leaves over, yuan")
    roots: list[Percent] | None = Field(default=None, description="apr: every rate that solves it")
    why: str | None = Field(default=None, description="apr: why a figure is absent")
    principal: Money | None = Field(default=None, description="settle")
    interest: Money | None = Field(default=None, description="settle")
    fee: Money | None = Field(default=None, description="settle")
    readings: list[Reading] | None = None


def calc_json_schema() -> dict[str, Any]:
    """The JSON Schema of `calc … --json`."""
    return Calc.model_json_schema(by_alias=True)
