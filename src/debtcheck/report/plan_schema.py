"""The shape of `plan --json`, as pydantic models: schema debtcheck.plan, version 1.

The object itself is made by `planning.serialise`; these models describe it for readers of it, and a
test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
Name = Literal[
    "avalanche", "snowball", "minimum_first", "pro_rata", "overdue_first", "optimum"
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlanRow(_Model):
    """One debt in one month: opening + interest - payment = closing."""

    month: int
    on: Day
    debt: str
    opening: Money
    interest: Money
    payment: Money
    closing: Money


class PlanMonth(_Model):
    """The household's money in one month: income = essentials + paid + kept."""

    month: int
    on: Day
    income: Money
    essentials: Money
    minimums: Money
    paid: Money
    kept: Money
    cushion: Money


class PlanStrategy(_Model):
    """One strategy; null where it does not fit, or where no optimum is known."""

    months: int | None
    total_interest: Money | None
    above_optimum: Money | None
    months_above_optimum: int | None
    payoff_order: list[str]


class PlanOptimum(_Model):
    """Whose plan the optimum is, and the solver's bound."""

    found_by: Literal[
        "solver", "avalanche", "snowball", "minimum_first", "pro_rata", "overdue_first"
    ]
    bound: Money | None
    solver_interest: Money | None


class PlanDebt(_Model):
    """A debt on the start, by the contract."""

    debt: str
    kind: str
    balance: Money
    fees_due_anyway: Money
    overdue: bool
    overdue_since: Day | None
    secured: bool
    disputed: bool
    claimed_above_contract: Money
    if_granted: Money
    ends_in_month: int | None


class PlanOffer(_Model):
    """What one creditor can be offered a month."""

    debt: str
    amount: Money
    months: int | None
    longest: int | None
    needs: Money | None


class PlanKept(_Model):
    """What to keep up, in order; null: the essentials."""

    debt: str | None
    why: str


class PlanShortfall(_Model):
    """Why the plan does not fit."""

    why: Literal["minimums", "essentials", "growing", "endless", "later"]
    month: int | None
    on: Day | None
    have: Money | None
    need: Money | None
    missing: Money
    surplus: Money
    growing: list[str]
    keep_paying: list[PlanKept]
    by_need: list[PlanOffer]
    rule: str | None


class PlanEffect(_Model):
    """What a change would do; negative: longer, dearer."""

    change: str
    months: int | None
    total_interest: Money | None
    months_saved: int | None
    interest_saved: Money | None


class PlanObject(_Model):
    """`plan --json`."""

    schema_: Literal["debtcheck.plan"] = Field(alias="schema")
    version: Literal[1]
    feasible: bool
    start: Day
    surplus: Money
    owed: Money
    strategy: Name
    months: int | None
    total_interest: Money | None
    payoff_order: list[str]
    rows: list[PlanRow]
    budget: list[PlanMonth]
    strategies: dict[str, PlanStrategy]
    optimum: PlanOptimum | None
    debts: list[PlanDebt]
    offers: list[PlanOffer]
    shortfall: PlanShortfall | None
    what_if: list[PlanEffect]
    warnings: list[str]


def plan_json_schema() -> dict[str, Any]:
    """The JSON Schema of `plan --json`."""
    schema: dict[str, Any] = PlanObject.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "debtcheck.plan"
    return schema
