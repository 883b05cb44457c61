"""debtcheck: checks a consumer loan's statement against its contract and the law of China.

The library has no clock, prints nothing and opens no network connection:

    import debtcheck

    case = debtcheck.load_case("金条.toml")
    report = debtcheck.audit(case)
    print(report.to_dict("zh")["disputed"])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Loading a package binds its name here once. Loaded first, it cannot take the name of the function
# `audit` later; `from debtcheck.audit.report import …` works as ever.
import debtcheck.audit as _audit_package  # noqa: F401

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from debtcheck.audit.report import AuditReport
    from debtcheck.case.household import Household
    from debtcheck.case.model import Case
    from debtcheck.engine.ledger import Ledger
    from debtcheck.law.lawbook import LawBook
    from debtcheck.letters.letter import Letter
    from debtcheck.planning.plan import Plan

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "ledger", "load_case", "plan", "write_letter"]


def load_case(path: str | PathLike[str]) -> Case:
    """Read a case file.

    Args:
        path: The TOML file of one debt.

    Returns:
        The case, as frozen values.

    Raises:
        debtcheck.case.problem.InputError: The file cannot be used; it names every problem found.
    """
    from pathlib import Path

    from debtcheck.statements.case_file import load_case as read

    return read(Path(path), ())


def audit(case: Case, *, law: LawBook | None = None, as_of: date | None = None) -> AuditReport:
    """Compare what is claimed with the contract and the law.

    Args:
        case: The debt.
        law: The law book; the one that comes with debtcheck if absent.
        as_of: The day of the totals where the statement has none.

    Returns:
        Totals, findings, what was not checked, what was assumed.

    Raises:
        ValueError: No date anywhere: neither in the statement, nor in the case, nor given.
    """
    from debtcheck.audit.audit import audit as run
    from debtcheck.law.load import load_lawbook

    _day(case, as_of)
    return run(case, law=load_lawbook() if law is None else law, as_of=as_of)


def ledger(case: Case, *, law: LawBook | None = None, as_of: date | None = None) -> Ledger:
    """Replay the loan by the contract's own words.

    Args:
        case: The debt.
        law: The law book; the one that comes with debtcheck if absent.
        as_of: The day up to which it is replayed, where the statement has none.

    Returns:
        Every event up to the day, and what is owed on it.

    Raises:
        ValueError: No date anywhere.
    """
    from debtcheck.audit.audit import ledger_of
    from debtcheck.law.load import load_lawbook

    return ledger_of(case, law=load_lawbook() if law is None else law, as_of=_day(case, as_of))


def write_letter(
    kind: str,
    report: AuditReport,
    *,
    today: date,
    lang: str = "zh",
    law: LawBook | None = None,
    **given: Any,
) -> Letter:
    """Write a letter from a report; nothing is computed that the report does not say.

    Args:
        kind: A kind of letter, such as "dispute" (`debtcheck letter` lists them).
        report: What the audit found.
        today: The letter's day.
        lang: "zh" or "en".
        law: The law book; the one that comes with debtcheck if absent.
        **given: What a kind needs beside it, as `letters.compose.compose` takes it.

    Returns:
        The letter, its blanks, attachments, deadlines and what to do after it.

    Raises:
        debtcheck.letters.kinds.LetterRefused: The letter does not fit the case.
    """
    from debtcheck.law.load import load_lawbook
    from debtcheck.letters.compose import compose

    book = load_lawbook() if law is None else law
    return compose(kind, report, law=book, lang=lang, today=today, **given)


def plan(
    household: Household,
    *,
    today: date,
    law: LawBook | None = None,
    strategy: str | None = None,
    start: date | None = None,
) -> Plan:
    """Plan the repayment of all debts of a household.

    Args:
        household: Income, essentials and debts
            (`debtcheck.statements.household_file.read_household(path).household`).
        today: The day; the plan starts then if the household names no start.
        law: The law book; the one that comes with debtcheck if absent.
        strategy: The one that is shown month by month; the household's own if absent.
        start: The first day of the plan; the household's own if absent.

    Returns:
        The months, the strategies side by side, offers where the money does not reach.
    """
    from debtcheck.law.load import load_lawbook
    from debtcheck.planning.plan import make_plan

    book = load_lawbook() if law is None else law
    return make_plan(household, law=book, today=today, strategy=strategy, start=start)


def _day(case: Case, as_of: date | None) -> date:
    stated = case.claim.as_of if case.claim else None
    day = stated or as_of or case.as_of
    if day is None:
        raise ValueError("no date: give as_of=…, or a case with as_of or a dated statement")
    return day
