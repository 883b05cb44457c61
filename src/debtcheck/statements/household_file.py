"""The part of a household file that says what is left each month: income, essentials, buffer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from debtcheck.case.problem import InputError
from debtcheck.statements.fields import Day, DayOfMonth, Many, Unsigned, Words
from debtcheck.statements.options import apply_options
from debtcheck.statements.places import Places
from debtcheck.statements.problems import problems
from debtcheck.statements.reading import decode, read_bytes, shown
from debtcheck.statements.schema_loan import Table
from debtcheck.statements.toml_text import parse_toml


@dataclass(frozen=True, slots=True)
class Household:
    """What comes in and what a person lives on, a month."""

    income: Decimal  # the lowest of what is expected from now on
    essentials: tuple[tuple[str, Decimal], ...]
    buffer: Decimal
    debts: int  # how many debts share what is left

    @property
    def surplus(self) -> Decimal:
        """What is left for debts: income less essentials less buffer; may be negative."""
        return self.income - sum((a for _, a in self.essentials), Decimal(0)) - self.buffer


class _Change(Table):
    on: Day
    monthly: Unsigned


class _Once(Table):
    on: Day
    amount: Unsigned


class _Income(Table):
    monthly: Unsigned
    payday: DayOfMonth | None = None
    change: Many[_Change] = Field(default_factory=list)
    once: Many[_Once] = Field(default_factory=list)


class _Essential(Table):
    name: Words = ""
    amount: Unsigned


class _File(BaseModel):
    """Other keys belong to the plan and are read there."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    buffer: Unsigned = Decimal(0)
    income: _Income
    essential: Many[_Essential] = Field(default_factory=list)
    debt: Many[dict[str, object]] = Field(default_factory=list)


def load_household(path: str | Path, *, today: date) -> Household:
    """What a household file leaves for debts each month.

    Income that falls later counts with its lowest month from `today` on: a promise has to hold
    then too. What comes once is not counted.

    Raises:
        InputError: every problem found.
    """
    file = shown(path)
    text, _ = decode(read_bytes(path), file)
    data = parse_toml(text, file)
    places = Places(file, text, apply_options({}, ()))
    try:
        model = _File.model_validate(data)
    except ValidationError as error:
        raise InputError(*problems(error, places)) from None
    changes = sorted(model.income.change, key=lambda c: c.on)
    past = [c.monthly for c in changes if c.on <= today]
    income = min([past[-1] if past else model.income.monthly]
                 + [c.monthly for c in changes if c.on > today])  # fmt: skip
    return Household(
        income=income,
        essentials=tuple((e.name, e.amount) for e in model.essential),
        buffer=model.buffer,
        debts=len(model.debt),
    )
