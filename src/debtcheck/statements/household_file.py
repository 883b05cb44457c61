"""A household file becomes a Household; a case file that cannot be used leaves the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from debtcheck.case.household import Household as WholeHousehold
from debtcheck.case.household import Owing
from debtcheck.case.model import Case
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.case_file import load_case
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.options import apply_options
from debtcheck.statements.places import Places, label
from debtcheck.statements.reading import STDIN, decode, read_bytes, shown
from debtcheck.statements.schema_household import HouseholdFile, household_tables
from debtcheck.statements.toml_text import parse_toml

_REPEATED = ("income.change", "income.once", "essential", "debt")


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


@dataclass(frozen=True, slots=True)
class Read:
    """A household, and what is wrong with the case files that had to be left out."""

    household: WholeHousehold
    left_out: tuple[Problem, ...]
    missing: tuple[str, ...]  # the debts left out, by name


def load_household(path: str | Path, *, today: date) -> Household:
    """What a household file leaves for debts each month.

    Income that falls later counts with its lowest month from `today` on: a promise has to hold
    then too. What comes once is not counted.

    Raises:
        InputError: every problem found.
    """
    model, _ = _model(path)
    income = WholeHousehold(model.income.build(), ()).lowest_income(today)
    return Household(
        income=income,
        essentials=tuple((e.name, e.amount) for e in model.essential),
        buffer=model.buffer or Decimal(0),
        debts=len(model.debt),
    )


def read_household(path: str | Path) -> Read:
    """A household file with the case files that it names, which lie beside it.

    Raises:
        InputError: every problem of the file; or every problem of its case files, where no debt is
            left to plan.
    """
    model, places = _model(path)
    found = _inconsistent(model, places, path)
    if found:
        raise InputError(*sorted(found, key=places.line))
    debts: list[Owing] = []
    left_out: list[Problem] = []
    missing: list[str] = []
    for table in model.debt:
        case: Case | None = None
        if table.case is not None:
            try:
                case = load_case(_beside(path, table.case))
            except InputError as error:
                left_out += error.problems
                missing.append(table.name)
                continue
        debts.append(
            Owing(
                name=table.name,
                case=case,
                case_file=table.case or "",
                balance=table.balance,
                rate=table.rate,
                minimum=table.minimum,
                kind=table.kind,
                prepay_saves=table.prepay_saves,
                secured=table.secured,
                auto_debit=table.auto_debit,
                overdue_since=table.overdue_since,
                refinanced_from=table.refinanced_from,
            )
        )
    if not debts:
        raise InputError(*left_out)
    household = WholeHousehold(
        income=model.income.build(),
        debts=tuple(debts),
        essentials=tuple(e.build() for e in model.essential),
        buffer=model.buffer or Decimal(0),
        start=model.start,
        strategy=model.strategy,
        dependants=model.dependants,
        file=places.file,
    )
    return Read(household, tuple(left_out), tuple(missing))


def _model(path: str | Path) -> tuple[HouseholdFile, Places]:
    file = shown(path)
    text, _ = decode(read_bytes(path), file)
    data = parse_toml(text, file)
    places = Places(file, text, apply_options({}, ()))
    try:
        return HouseholdFile.model_validate(data), places
    except ValidationError as error:
        found = [_problem(detail, places) for detail in error.errors(include_url=False)]
        raise InputError(*sorted(found, key=places.line)) from None


def _beside(path: str | Path, name: str) -> Path:
    """A case file's path: relative to the household file, or to here for standard input."""
    return Path(name) if str(path) == STDIN else Path(path).parent / name


def _problem(detail: ErrorDetails, places: Places) -> Problem:
    path = ".".join(str(part) for part in detail["loc"])
    cause = (detail.get("ctx") or {}).get("error")
    table, _, name = label(path).rpartition(".")
    if isinstance(cause, BadValue):
        return places.bad(path, cause)
    if detail["type"] == "missing":
        if path.startswith("income"):
            return places.problem(path, "household_no_income")
        return places.problem(path, "missing_key", name=name)
    if detail["type"] == "extra_forbidden":
        known = household_tables().get(table, ())
        near = get_close_matches(name.lower(), known, 1, 0.6)
        if near:
            return places.problem(path, "unknown_key_near", name=snippet(name), near=near[0])
        return places.problem(path, "unknown_key", name=snippet(name), known=", ".join(known))
    if label(path) in household_tables():
        header = f"[[{label(path)}]]" if label(path) in _REPEATED else f"[{label(path)}]"
        return places.problem(path, "table_type", header=header)
    return places.problem(path, "value_type", value=snippet(detail["input"]))


def _inconsistent(model: HouseholdFile, places: Places, path: str | Path) -> list[Problem]:
    """What each value alone does not show: doubles, circles, debts without figures."""
    if not model.debt:
        return [places.problem("debt", "household_no_debts")]
    found: list[Problem] = []
    names: dict[str, int] = {}
    files: dict[Path, str] = {}
    for k, table in enumerate(model.debt):
        here = f"debt.{k}"
        if table.name in names:
            found.append(places.problem(f"{here}.name", "household_twice", name=table.name))
        names.setdefault(table.name, k)
        if table.case is None and table.balance is None:
            found.append(places.problem(here, "household_no_figures", name=table.name))
        if table.case is not None and table.balance is not None:
            found.append(places.problem(f"{here}.balance", "household_both", name=table.name))
        if table.case is not None:
            file = _beside(path, table.case).resolve()
            if str(path) != STDIN and file == Path(path).resolve():
                found.append(places.problem(f"{here}.case", "household_itself", name=table.name))
            elif file in files:
                found.append(
                    places.problem(
                        f"{here}.case", "household_case_twice", name=table.name, other=files[file]
                    )
                )
            files.setdefault(file, table.name)
        if table.overdue_since and model.start and table.overdue_since > model.start:
            day = table.overdue_since
            found.append(
                places.problem(f"{here}.overdue_since", "household_overdue_later", day=day)
            )
    return found + _circles(model, places, names)


def _circles(model: HouseholdFile, places: Places, names: Mapping[str, int]) -> list[Problem]:
    """Debts each of which was taken to repay the other."""
    before = {t.name: t.refinanced_from for t in model.debt}
    found: list[Problem] = []
    told: set[str] = set()
    for name in before:
        chain: list[str] = []
        at = name
        while at in before and at not in chain:
            chain.append(at)
            at = before[at]
        if at in chain and at not in told:
            circle = chain[chain.index(at) :]
            told.update(circle)
            where = f"debt.{names[at]}.refinanced_from"
            found.append(places.problem(where, "household_circle", names=" → ".join([*circle, at])))
    return found
