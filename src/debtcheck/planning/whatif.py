"""What would change: a little more, a sum at once, another rate, a later start. Each alone.

The effect is the difference in yuan and months to the plan as it stands, by the same strategy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.rate import Rate
from debtcheck.planning.budget import Budget, More
from debtcheck.planning.debts import Debt
from debtcheck.planning.simulate import Run, run
from debtcheck.words.text import Text, text


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be different; `said` is how it reads."""

    kind: str  # extra | extra_once | lump | rate_cut | start
    amount: Decimal | None = None
    on: date | None = None
    debt: str = ""
    rate: Rate | None = None

    @property
    def said(self) -> Text:
        """The change as a sentence's part."""
        blanks = {"amount": self.amount, "on": self.on, "debt": self.debt, "rate": self.rate}
        return text(f"plan.change.{self.kind}", **{k: v for k, v in blanks.items() if v})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does; None where either plan does not fit."""

    change: Change
    run: Run
    months: int | None  # saved; negative: longer
    interest: Decimal | None  # saved; negative: dearer


def changed(debts: Sequence[Debt], budget: Budget, strategy: str, change: Change) -> Run:
    """The plan with one change (a start is a plan of its own, made by `planning.plan`)."""
    more, cut = More(), list(debts)
    if change.kind == "extra" and change.amount is not None:
        more = More(monthly=change.amount)
    elif change.kind in ("extra_once", "lump") and change.amount is not None:
        on = change.on or budget.on(1)
        more = More(once=((on, change.amount),))
    elif change.rate is not None:
        cut = [d.with_rate(change.rate) if d.facts.name == change.debt else d for d in debts]
    return run(cut, Budget(budget.household, budget.start, (*budget.more, more)), strategy)


def effect(change: Change, before: Run, after: Run) -> Effect:
    """The difference between two plans."""
    if not (before.fits and after.fits):
        return Effect(change, after, None, None)
    return Effect(change, after, before.length - after.length, before.interest - after.interest)
