"""What `debtcheck letter` reads: the case and its audit, what can be paid, a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debtcheck.cli import common, options

if TYPE_CHECKING:
    from debtcheck.audit.report import AuditReport
    from debtcheck.contacts.model import Contact
    from debtcheck.law.lawbook import LawBook
    from debtcheck.planning.wishes import Means, Wish
    from debtcheck.words.catalog import Words


@dataclass(frozen=True)
class Given:
    """The report and what a person can pay."""

    report: AuditReport
    law: LawBook
    today: date
    wish: Wish
    means: Means | None


def given(params: Mapping[str, Any]) -> Given:
    """Read case, tables, household and offer, and audit."""
    from debtcheck.audit.audit import audit
    from debtcheck.law.load import load_lawbook
    from debtcheck.planning.offers import Means, Wish
    from debtcheck.statements.amounts import parse_positive
    from debtcheck.statements.case_file import load_case
    from debtcheck.statements.days import parse_day
    from debtcheck.statements.fields import parse_count
    from debtcheck.statements.payment_table import with_payments
    from debtcheck.statements.statement_table import with_statement

    def value(name: str, parse: Any) -> Any:
        return None if params[name] is None else _parsed(name, params[name], parse)

    today = value("today", parse_day) or common.today()
    case = load_case(params["case"])
    if params["statement"] is not None:
        case = with_statement(case, Path(params["statement"]))
    for table in params["payments"] or ():
        case = with_payments(case, Path(table))
    wish = Wish(
        monthly=value("monthly", parse_positive),
        months=value("months", lambda text: parse_count(text, 1, 120)),
        first_on=value("first_on", parse_day),
        lump=value("lump", parse_positive),
    )
    means = None
    if params["household"] is not None:
        from debtcheck.statements.household_file import load_household

        home = load_household(params["household"], today=today)
        means = Means(home.income, home.income - home.surplus, max(home.debts, 1))
    law = load_lawbook()
    return Given(audit(case, law=law, today=today), law, today, wish, means)


def _parsed(name: str, given: str, parse: Any) -> Any:
    """An option's value, or a problem that names the option."""
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.statements.bad_value import BadValue

    flag = options.flag(name)
    try:
        return parse(given)
    except BadValue as bad:
        params = {"key": flag, **bad.params}
        raise InputError(Problem(bad.key, "", "", params)) from None


def template_text(path: str | None) -> str | None:
    """The text of a template of the user's own."""
    if path is None:
        return None
    from debtcheck.letters.render import TEMPLATE_LIMIT
    from debtcheck.statements.reading import decode, read_bytes, shown

    return decode(read_bytes(path, TEMPLATE_LIMIT), shown(path))[0]


def contacts_of(kind: str, path: str | None, today: date, words: Words) -> tuple[Contact, ...]:
    """The contact log for the letters that show one, or that the limitation period matters for;
    what could not be used is said.

    Raises:
        LetterRefused: this kind of letter has no use for a log.
    """
    if path is None:
        return ()
    from debtcheck.contacts.log import read_log
    from debtcheck.contacts.model import CHINA
    from debtcheck.letters.kinds import KINDS
    from debtcheck.letters.letter import LetterRefused
    from debtcheck.words.text import text

    known = KINDS[kind]
    if not (known.log or known.acknowledges or "limitation" in known.basis):
        raise LetterRefused(text("letter.refuse.log_unused"))
    log = read_log(path, datetime.combine(today, time.max, CHINA))
    for note in log.notes:
        common.talk(words("letter.log_note", line=note.line, what=note.what))
    return log.contacts
