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
from debtcheck.planning.offers import OfferRefused, Wish
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
    offers = concerned(plan)
    if not offers:
        return [words("plan.file.no_letters")], []
    if not params["acknowledge_limitation"]:
        raise UsageProblem("letter", what=words("plan.file.confirm"))
    folder = Path(params["letters"])
    folder.mkdir(parents=True, exist_ok=True)
    told: list[str] = []
    answers: list[tuple[date, str]] = []
    for owing, amount in offers:
        if owing.case is None:
            told.append(words("plan.file.no_letter_inline", debt=owing.name))
            continue
        first = next((m.on for m in plan.chosen.months if m.on > today), None)
        first = first or max(plan.budget.on(1), today + timedelta(days=1))
        report = audit(owing.case, law=law, today=today)
        wish = Wish(monthly=amount, first_on=first)
        try:
            letter: Letter = compose(KIND, report, law=law, lang=words.lang, today=today, wish=wish)
        except (LetterRefused, OfferRefused) as error:
            why = words.say(error.why)
            told.append(words("plan.file.no_letter", debt=owing.name, why=why))
            continue
        path = folder / f"{_STRANGE.sub('-', owing.name)}.{KIND}.txt"
        safe_write(path, letter.text.encode("utf-8"), force=params["force"])
        told.append(words("plan.file.written", path=path))
        answers += [(d.on, owing.name) for d in letter.deadlines if d.on and d.kind == "answer"]
    return told, answers


def concerned(plan: Plan) -> list[tuple[Owing, Decimal]]:
    """The debts that need an agreement, with what they are offered a month.

    Where the plan does not fit: every creditor with an offer. Where it fits: what is overdue, with
    the smallest payment that the plan gives it in the months in which it is paid.
    """
    by_name = {owing.name: owing for owing in plan.household.debts}
    if plan.shortfall is not None:
        return [(by_name[o.debt], o.amount) for o in plan.shortfall.offers if o.amount]
    found: list[tuple[Owing, Decimal]] = []
    for debt in plan.debts:
        if debt.facts.overdue:
            name = debt.facts.name
            paid = [r.payment for r in plan.chosen.rows if r.debt == name and r.payment]
            if paid:
                most = max(paid[:-1] or paid)
                found.append((by_name[name], most))
    return found
