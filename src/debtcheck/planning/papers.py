"""Debts by a judgment, a renegotiated plan or a guarantor's payment, as a plan runs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.basis import Basis
from debtcheck.audit.papers.agreement import governing
from debtcheck.audit.report import Paper
from debtcheck.audit.totals import totals
from debtcheck.case.household import Minimum, Owing
from debtcheck.case.model import Case
from debtcheck.case.rate import DAYS_OF_YEAR
from debtcheck.engine.money import ZERO, round_money
from debtcheck.planning.debts import Facts, PlainDebt
from debtcheck.words.text import text


def by_paper(owing: Owing, case: Case, facts: Facts, figures: Basis, start: date) -> PlainDebt:
    """The paper's balance; what a day adds as a yearly rate; a plan's instalment as the minimum.

    A judgment whose time to perform is over is due as a whole.
    """
    balance = totals(figures.ledger.owed).total
    due = totals(figures.ledger.due).total
    a_day = totals(figures.after.owed).total - balance
    rate = a_day * DAYS_OF_YEAR / balance if balance else ZERO
    notes = (*facts.notes, text(f"plan.note.by_{figures.paper}", debt=owing.name))
    own = replace(
        facts,
        balance=balance,
        overdue=due > ZERO,
        overdue_since=owing.overdue_since,
        called_in=figures.paper is not Paper.AGREEMENT and due == balance > ZERO,
        notes=notes,
    )
    return PlainDebt(own, rate, owing.minimum or Minimum(_instalment(case, start)))


def _instalment(case: Case, start: date) -> Decimal:
    """What a renegotiated plan asks for a month; zero where it does not say."""
    plan = governing(case, start)
    if plan is None or plan.balance is None or plan.instalments is None:
        return ZERO
    return round_money(plan.balance / plan.instalments)
