"""Offers of a plan become letters: an instalment letter for each creditor concerned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from debtcheck.audit.audit import audit
from debtcheck.case.household import Owing
from debtcheck.cli.usage import UsageProblem
from debtcheck.law.lawbook import LawBook
from debtcheck.letters.compose import compose
from debtcheck.letters.letter import Letter, LetterRefused
from debtcheck.planning.offers import Means, OfferRefused, Wish
from debtcheck.planning.plan import Plan
from debtcheck.statements.safe_write import safe_write
from debtcheck.words.catalog import Words

KIND = "instalment"
_STRANGE = re.compile(r"[^\w.-]+")


def write_letters(
    plan: Plan, law: LawBook, params: Mapping[str, Any], *, today: date, words: Words
) -> tuple[list[str], list[tuple[date, str]]]:
    """Write the letters into the folder; what was not written is said with its reason.

    Returns:
        What to say, and the days until which an answer is due, by debt.

    Raises:
        UsageProblem: the note on limitation was not confirmed.
    """
    offers = concerned(plan, today)
    if not offers:
        return [words("plan.file.no_letters")], []
    if not params["acknowledge_limitation"]:
        raise UsageProblem("letter", what=words("plan.file.confirm"))
    folder = Path(params["letters"])
    folder.mkdir(parents=True, exist_ok=True)
    house = plan.household
    income = house.lowest_income(today)
    means = Means(income, house.needs + house.buffer, len(plan.debts))
    told: list[str] = []
    answers: list[tuple[date, str]] = []
    for owing, amount, first in offers:
        if owing.case is None:
            told.append(words("plan.file.no_letter_inline", debt=owing.name))
            continue
        report = audit(owing.case, law=law, today=today)
        wish = Wish(monthly=amount, first_on=first)
        try:
            letter: Letter = compose(
                KIND, report, law=law, lang=words.lang, today=today, wish=wish, means=means
            )
        except (LetterRefused, OfferRefused) as error:
            why = words.say(error.why)
            told.append(words("plan.file.no_letter", debt=owing.name, why=why))
            continue
        path = folder / f"{_STRANGE.sub('-', owing.name)}.{KIND}.txt"
        safe_write(path, letter.text.encode("utf-8"), force=params["force"])
        told.append(words("plan.file.written", path=path))
        answers += [(d.on, owing.name) for d in letter.deadlines if d.on and d.kind == "answer"]
    return told, answers


def concerned(plan: Plan, today: date) -> list[tuple[Owing, Decimal, date]]:
    """The debts that need an agreement: what they are offered a month, and from which day.

    Where the plan does not fit: every creditor with an offer, from the next payment day. Where it
    fits: what is overdue, from its first payment in the plan, with the smallest before the last.
    """
    by_name = {owing.name: owing for owing in plan.household.debts}
    if plan.shortfall is not None:
        no = plan.budget.month_of(max(today + timedelta(days=1), plan.start))
        first = plan.budget.on(no)
        return [(by_name[o.debt], o.amount, first) for o in plan.shortfall.offers if o.amount]
    found: list[tuple[Owing, Decimal, date]] = []
    for debt in plan.debts:
        name = debt.facts.name
        paid = [r for r in plan.chosen.rows if r.debt == name and r.payment and r.on > today]
        if debt.facts.overdue and paid:
            least = min(row.payment for row in paid[:-1] or paid)
            found.append((by_name[name], least, paid[0].on))
    return found
