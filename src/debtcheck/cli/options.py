"""Options that several commands share, and how the ones for a loan become facts of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.statements.options import Option

T = TypeVar("T")
LANGUAGES = ("zh", "en")
SHELLS = ("bash", "zsh", "fish", "powershell")
LENDERS = (
    "bank",
    "consumer_finance",
    "trust",
    "auto_finance",
    "microloan",
    "guarantor",
    "pawnshop",
    "finance_lease",
    "factoring",
    "local_amc",
    "private",
    "unknown",
)
METHODS = (
    "daily",
    "equal_instalment",
    "equal_principal",
    "interest_only",
    "bullet",
    "flat",
    "card",
)
DAY_COUNTS = ("actual/365", "actual/360", "actual/actual", "30/360", "whole_months")
PENALTY_MODES = ("replaces", "adds")
PENALTY_BASES = ("overdue_principal", "overdue_instalment", "outstanding_principal", "statement")

#: parameter of a command → key of the case file
KEYS = {
    "principal": "loan.principal",
    "received": "loan.received",
    "rate": "loan.rate",
    "lender": "lender.0.kind",
    "method": "loan.method",
    "instalments": "loan.instalments",
    "formed_on": "loan.formed_on",
    "disbursed_on": "loan.disbursed_on",
    "due_on": "loan.due_on",
    "first_due_on": "loan.first_due_on",
    "day_count": "loan.day_count",
    "penalty": "loan.overdue.rate",
    "penalty_mode": "loan.overdue.mode",
    "penalty_base": "loan.overdue.base",
    "grace_days": "loan.overdue.grace_days",
    "early_fee": "loan.early.fee",
    "early_cap": "loan.early.cap",
    "filed_on": "court.filed_on",
    "claimed_principal": "statement.0.principal",
    "claimed_interest": "statement.0.interest",
    "claimed_penalty": "statement.0.penalty",
    "claimed_compound": "statement.0.compound",
    "claimed_damages": "statement.0.damages",
    "claimed_fee": "statement.0.fee",
    "claimed_costs": "statement.0.costs",
    "claimed_total": "statement.0.total",
}
_FEE_TIMES: dict[str, dict[str, object]] = {
    "instalment": {"when": "instalment"},
    "upfront": {"when": "upfront"},
    "deducted": {"when": "upfront", "deducted": True},
}


def one_of(flag: str, value: str, allowed: Sequence[str]) -> str:
    """`value` if it is allowed; else a usage error that names what is."""
    if value not in allowed:
        raise UsageProblem("choice", name=flag, value=value, allowed=" ".join(allowed))
    return value


def _checked_lang(value: str | None) -> str | None:
    return None if value is None else one_of("--lang", value, LANGUAGES)


#: read from the arguments before anything is parsed; here it is only checked, and described
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="lang",
        callback=_checked_lang,
        autocompletion=lambda: list(LANGUAGES),
    ),
]


def facts(params: Mapping[str, Any], *, dates_claim: bool) -> list[Option]:
    """The options of a command as facts of a case.

    Args:
        params: The command's parameters by name; the ones not given are None or empty.
        dates_claim: `--as-of` is also the date of the claimed figures.

    Returns:
        One Option a fact, in the order of the table, then fees and payments as they were given.
    """
    from debtcheck.statements.options import Option

    found = [
        Option(key, params[name], flag(name))
        for name, key in KEYS.items()
        if params.get(name) is not None
    ]
    if params.get("as_of") is not None:
        found.append(Option("as_of", params["as_of"], "--as-of"))
        if dates_claim and any(f.key.startswith("statement.") for f in found):
            found.append(Option("statement.0.as_of", params["as_of"], "--as-of"))
    found += [Option("fee.+", fee(text), "--fee") for text in _each(params.get("fee"))]
    found += [Option("payment.+", payment(text), "--paid") for text in _each(params.get("paid"))]
    return found


def flag(name: str) -> str:
    """`claimed_total` as `--claimed-total`."""
    return "--" + name.replace("_", "-")


def _each(values: Iterable[str] | None) -> Iterable[str]:
    return values or ()


def fee(text: str) -> dict[str, object]:
    """`担保费=150/instalment` as the keys of a `[[fee]]`."""
    name, amount = _pair(text, "fee_form")
    amount, _, when = amount.partition("/")
    if (when or "instalment") not in _FEE_TIMES:
        raise UsageProblem("fee_when", value=text, when=when)
    return {"name": name, "amount": amount.strip()} | _FEE_TIMES[when or "instalment"]


def payment(text: str) -> dict[str, object]:
    """`2025-04-01=1000` as the keys of a `[[payment]]`."""
    paid_on, amount = _pair(text, "paid_form")
    return {"paid_on": paid_on, "amount": amount}


def parsed(flag: str, value: str, parse: Callable[[str], T]) -> T:
    """A typed value, or the problem with it at its option (or at the place that `flag` names)."""
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.statements.bad_value import BadValue

    try:
        return parse(value)
    except BadValue as bad:
        place = f"option {flag}" if flag.startswith("--") else flag
        blanks = {"key": flag.removeprefix("--")} | bad.params
        raise InputError(Problem(bad.key, place=place, params=blanks)) from None


def day(flag: str, value: str) -> date:
    """The date of an option, in any form that a case takes."""
    from debtcheck.statements.days import parse_day

    return parsed(flag, value, parse_day)


def span(flag: str, value: str) -> tuple[date, date]:
    """The first and the last day: `2025-02-01..2025-02-28`."""
    first, sign, last = value.partition("..")
    if not sign:
        raise UsageProblem("span", name=flag, value=value)
    return day(flag, first), day(flag, last)


def _pair(text: str, key: str) -> tuple[str, str]:
    """Both sides of the last `=` (or the full-width one of a Chinese keyboard)."""
    left, sign, right = text.replace("＝", "=").rpartition("=")
    if not (sign and left.strip() and right.strip()):
        raise UsageProblem(key, value=text)
    return left.strip(), right.strip()
