"""The whole plan of a household: what fits, every strategy beside the optimum, what is offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.household import OPTIMUM, STRATEGIES, Household
from debtcheck.engine.money import ZERO
from debtcheck.law.lawbook import LawBook
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import LIMIT, debts_of
from debtcheck.planning.debts import Debt, PlainDebt
from debtcheck.planning.optimum import NoSolver, Optimum, optimum
from debtcheck.planning.shortfall import Shortfall, shortfall
from debtcheck.planning.simulate import Run, run
from debtcheck.planning.whatif import Change, Effect, changed, effect
from debtcheck.words.text import Text, text


class NothingOwed(ValueError):
    """No debt of the household owes anything."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a plan says. Renderers read this and compute nothing."""

    household: Household
    start: date
    strategy: str
    debts: tuple[Debt, ...]
    budget: Budget
    chosen: Run
    runs: Mapping[str, Run]  # the simple strategies
    optimum: Optimum | None
    no_solver: bool
    shortfall: Shortfall | None
    effects: tuple[Effect, ...]
    compared: tuple[str, str] | None
    warnings: tuple[Text, ...]

    @property
    def surplus(self) -> Decimal:
        """What the first month leaves for debts; may be negative."""
        return self.budget.month(1).surplus

    @property
    def owed(self) -> Decimal:
        """What is owed on the start, fees that are due anyway left out."""
        return sum((d.facts.balance - d.facts.due_anyway for d in self.debts), ZERO)

    def of(self, strategy: str) -> Run | None:
        """The run of a strategy, the optimum included."""
        if strategy == OPTIMUM:
            return self.optimum.run if self.optimum else None
        return self.runs.get(strategy)

    def debt(self, name: str) -> Debt:
        """The debt of a name."""
        return next(d for d in self.debts if d.facts.name == name)


def make_plan(
    household: Household,
    *,
    law: LawBook,
    today: date,
    strategy: str | None = None,
    start: date | None = None,
    changes: Sequence[Change] = (),
    compare: tuple[str, str] | None = None,
    solve: bool = True,
) -> Plan:
    """Plan a household.

    Args:
        household: Income, essentials, debts.
        law: The law book, for balances of cases and the longest terms.
        today: The day; the plan starts then if the household names no start.
        strategy: The one that is shown month by month; the household's own if absent.
        start: The first day of the plan; the household's own if absent.
        changes: What would be different, each tried alone.
        compare: Two strategies to hold against each other.
        solve: Look for the optimum (needs the extra `solver`).

    Raises:
        NothingOwed: there is nothing to plan.
    """
    begin = start or household.start or today
    wanted = strategy or household.strategy
    budget = Budget(household, begin)
    known = debts_of(household, begin, budget.on, law)
    debts = known.debts
    if not debts:
        raise NothingOwed
    runs = {name: run(debts, budget, name) for name in STRATEGIES}
    best, no_solver = _optimum(debts, budget, runs, solve=solve)
    chosen = best.run if wanted == OPTIMUM and best else runs.get(wanted) or _nearest(runs)
    said = [*known.notes, *_warnings(household, budget, debts, chosen, today)]
    if wanted == OPTIMUM and best is None and not chosen.short and no_solver:
        said.append(text("plan.note.no_solver_chosen"))
    effects = []
    for change in changes:
        if change.kind == "start" and change.on is not None:
            after = make_plan(
                household, law=law, today=today, strategy=strategy, start=change.on, solve=False
            ).chosen
        else:
            after = changed(debts, budget, chosen_name(chosen, best), change)
        before = chosen if chosen.strategy != OPTIMUM else runs[chosen_name(chosen, best)]
        effects.append(effect(change, before, after))
    return Plan(
        household=household,
        start=begin,
        strategy=wanted,
        debts=debts,
        budget=budget,
        chosen=chosen,
        runs=runs,
        optimum=best,
        no_solver=no_solver,
        shortfall=None if chosen.fits else shortfall(debts, budget, chosen, law),
        effects=tuple(effects),
        compared=compare,
        warnings=tuple(said),
    )


def chosen_name(chosen: Run, best: Optimum | None) -> str:
    """The simple strategy that a change is tried with: the chosen one, else the best."""
    if chosen.strategy != OPTIMUM:
        return chosen.strategy
    return best.found_by if best and best.found_by in STRATEGIES else "avalanche"


def _nearest(runs: Mapping[str, Run]) -> Run:
    """The cheapest run that fits, else the one that holds longest."""
    return min(runs.values(), key=lambda r: (not r.fits, r.interest if r.fits else -r.length))


def _optimum(
    debts: tuple[Debt, ...], budget: Budget, runs: Mapping[str, Run], *, solve: bool
) -> tuple[Optimum | None, bool]:
    if not solve:
        return None, False
    try:
        return optimum(debts, budget, runs), False
    except NoSolver:
        return None, True


def _warnings(
    house: Household, budget: Budget, debts: Sequence[Debt], chosen: Run, today: date
) -> list[Text]:
    found: list[Text] = []
    if budget.start < today:
        found.append(text("plan.note.past_start", start=budget.start, today=today))
    found += [text("plan.note.past_once", on=on, amount=a) for on, a in budget.past()]
    if not house.essentials:
        found.append(text("plan.note.no_essentials"))
    found += [
        text("plan.note.called_in", debt=d.facts.name)
        for d in debts
        if d.facts.called_in and not (isinstance(d, PlainDebt))
    ]
    found += _cushion(chosen)
    if chosen.endless:
        found.append(text("plan.note.endless", n=LIMIT))
    return found


def _cushion(chosen: Run) -> list[Text]:
    """In how many months what was kept is needed, and when it would end."""
    found: list[Text] = []
    draws = [m for m in chosen.months if m.kept < ZERO]
    if draws:
        lowest = min(chosen.months, key=lambda m: m.cushion)
        found.append(
            text("plan.note.cushion", n=draws[0].no - 1, on=draws[0].on, low=lowest.cushion)
        )
    if chosen.held_until and not chosen.short:
        on = chosen.months[min(chosen.held_until, chosen.length) - 1].on
        found.append(text("plan.note.held", on=on))
    if chosen.short is not None and chosen.short.no > 1:
        found.append(text("plan.note.cushion_ends", n=chosen.short.no - 1, on=chosen.short.on))
    return found
