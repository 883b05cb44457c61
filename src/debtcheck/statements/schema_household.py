"""The household file as a model: income, essentials, buffer, debts; and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, Field

from debtcheck.case.household import (
    CARD,
    FAMILY,
    OPTIMUM,
    OTHER,
    STRATEGIES,
    Essential,
    Income,
    IncomeChange,
    Minimum,
    OnceIncome,
)
from debtcheck.case.kinds import LenderKind
from debtcheck.statements.amounts import parse_unsigned
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.fields import (
    Day,
    DayOfMonth,
    FixedRate,
    Flag,
    Many,
    Typed,
    Unsigned,
    Words,
    count,
    words,
)
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.rates import parse_share
from debtcheck.statements.schema import FORMAT, parse_format
from debtcheck.statements.schema_loan import Table

KINDS = (*(kind.value for kind in LenderKind), CARD, FAMILY, OTHER)


def parse_minimum(value: object, context: Mapping[str, object]) -> Minimum:
    """An amount, or a table with a percentage and a floor.

    Raises:
        BadValue: neither.
    """
    if not isinstance(value, dict):
        return Minimum(parse_unsigned(value))
    strange = [key for key in value if key not in ("rate", "floor")]
    if strange or "rate" not in value:
        raise BadValue("minimum_form", value=snippet(", ".join(map(str, value))))
    return Minimum(parse_unsigned(value.get("floor", 0)), parse_share(value["rate"]))


_MINIMUM = {
    "anyOf": [
        {"type": ["string", "integer"]},
        {
            "type": "object",
            "properties": {"rate": {"type": "string"}, "floor": {"type": ["string", "integer"]}},
            "required": ["rate"],
            "additionalProperties": False,
        },
    ],
    "description": 'an amount, or { rate = "5%", floor = "100.00" }',
}


class ChangeTable(Table):
    """[[income.change]]"""

    on: Day
    monthly: Unsigned


class OnceTable(Table):
    """[[income.once]]"""

    on: Day
    amount: Unsigned


class IncomeTable(Table):
    """[income]"""

    monthly: Unsigned
    payday: DayOfMonth | None = None
    change: Many[ChangeTable] = Field(default_factory=list)
    once: Many[OnceTable] = Field(default_factory=list)

    def build(self) -> Income:
        """The frozen value."""
        changes = tuple(IncomeChange(c.on, c.monthly) for c in self.change)
        once = tuple(OnceIncome(o.on, o.amount) for o in self.once)
        return Income(self.monthly, self.payday, changes, once)


class EssentialTable(Table):
    """[[essential]]"""

    name: Words = ""
    amount: Unsigned

    def build(self) -> Essential:
        """The frozen value."""
        return Essential(self.name, self.amount)


class DebtTable(Table):
    """[[debt]]"""

    name: Words
    case: Words | None = None
    balance: Unsigned | None = None
    rate: FixedRate | None = None
    minimum: Annotated[Minimum, Typed(parse_minimum, _MINIMUM)] | None = None
    kind: Annotated[str, words(*KINDS)] = OTHER
    prepay_saves: Flag | None = None
    secured: Flag = False
    auto_debit: Flag = False
    overdue_since: Day | None = None
    refinanced_from: Words = ""


class HouseholdFile(Table):
    """A household file, version 1."""

    format: Annotated[int, Typed(parse_format, {"const": FORMAT})] = FORMAT
    start: Day | None = None
    strategy: Annotated[str, words(*STRATEGIES, OPTIMUM)] = "avalanche"
    buffer: Unsigned | None = None
    dependants: Annotated[int, count(0, 30)] = 0
    income: IncomeTable
    essential: Many[EssentialTable] = Field(default_factory=list)
    debt: Many[DebtTable] = Field(default_factory=list)


def household_json_schema() -> dict[str, Any]:
    """The JSON Schema of a household file (of its TOML, read as JSON with dates as text)."""
    schema: dict[str, Any] = HouseholdFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "debtcheck.household"
    return schema


@cache
def household_tables() -> dict[str, tuple[str, ...]]:
    """The keys of each table."""
    tables: dict[str, type[BaseModel]] = {
        "": HouseholdFile,
        "income": IncomeTable,
        "income.change": ChangeTable,
        "income.once": OnceTable,
        "essential": EssentialTable,
        "debt": DebtTable,
    }
    return {path: tuple(model.model_fields) for path, model in tables.items()}
