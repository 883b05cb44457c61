"""A judgment, or a signed mediation paper: the debt is what it says, and what runs on since.

General interest runs only where the judgment says that it does; the doubled part of late
performance runs by law (法释〔2014〕8号 1-4; 民诉法264) on the money without general interest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.papers.against import Against, Notes
from debtcheck.audit.papers.doubled import RULE, doubled_rates
from debtcheck.audit.papers.fixed import FixedDebt
from debtcheck.audit.report import LawRef, Paper
from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.model import Case, Judgment, Payment
from debtcheck.case.rate import FloatingRate, Rate, RateUnit
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import RateStep
from debtcheck.law.lawbook import LawBook, NoRate, NoRule
from debtcheck.words.text import text

KEYS = ("judgment.award",)


def governs(case: Case, day: date) -> bool:
    """True if a judgment with an award is there, and was made by this day."""
    judgment = case.judgment
    if judgment is None or not judgment.award:
        return False
    return judgment.on is None or judgment.on <= day


def by_judgment(
    case: Case, payments: tuple[Payment, ...], law: LawBook, as_of: date
) -> Against | None:
    """What the judgment of a case comes to on a day, or None where none governs."""
    judgment = case.judgment
    if judgment is None or not governs(case, as_of):
        return None
    since = min(_since(judgment, as_of), as_of)
    debt = FixedDebt(since, judgment.award, _dues(judgment), paid_from=since)
    notes = Notes.of(debt, payments, as_of)
    _general(notes, judgment, law)
    refs = _doubled(notes, judgment, law)
    _order(notes)
    keys = (*KEYS, *(("judgment.general_interest",) if notes.debt.interest else ()))
    keys += ("judgment.perform_by",) if notes.debt.doubled else ()
    return notes.against(Paper.JUDGMENT, keys, refs)


def _since(judgment: Judgment, as_of: date) -> date:
    """From when payments are payments on the judgment."""
    return judgment.on or judgment.interest_from or judgment.perform_by or as_of


def _dues(judgment: Judgment) -> tuple[tuple[date, Decimal], ...]:
    if judgment.instalments:
        return tuple((i.due_on, i.amount) for i in judgment.instalments)
    amount = sum((a for _, a in judgment.award), ZERO)
    return ((judgment.perform_by, amount),) if judgment.perform_by else ()


def _general(notes: Notes, judgment: Judgment, law: LawBook) -> None:
    """General interest, on the principal, from the end of what the award has in it already."""
    rate = judgment.general_interest
    if rate is None:
        return
    start = judgment.interest_from or judgment.on
    if start is None:
        notes.gap("general_interest", "no_interest_from", "judgment.interest_from")
        return
    if start >= notes.as_of:
        return
    try:
        steps = _steps(law, rate, start, notes.as_of)
    except NoRate:
        notes.gap("general_interest", "no_index", "judgment.general_interest")
        return
    notes.debt = replace(notes.debt, interest=steps, since=min(notes.debt.since, start))
    if judgment.interest_from is None:
        why = text("assume.judgment_interest_from", on=start)
        notes.assume("judgment.interest_from", start.isoformat(), why)
    if steps[0].rate.unit is not RateUnit.DAY:
        other = replace(notes.debt, day_count=DayCount.ACT_360)
        notes.assume("judgment.day_count", DayCount.ACT_365, text("assume.judgment_365"), other)
    if len(steps) > 1:
        fixed = replace(notes.debt, interest=steps[:1])
        notes.assume("judgment.general_interest", str(rate), text("assume.judgment_lpr"), fixed)


def _steps(law: LawBook, rate: Rate | FloatingRate, start: date, end: date) -> tuple[RateStep, ...]:
    """A fixed rate, or one step for each change of the LPR.

    Raises:
        NoRate: the index has no figure on one of the days.
    """
    if isinstance(rate, Rate):
        return (RateStep(start, rate),)
    term = "5y" if rate.index.upper().endswith("5Y") else "1y"
    days = [start, *(row.on for row in law.lpr if start < row.on < end)]
    steps: list[RateStep] = []
    for day in days:
        yearly = law.lpr_on(day, term) * rate.times + rate.plus
        if not steps or steps[-1].rate.value != yearly:
            steps.append(RateStep(day, Rate(yearly, RateUnit.YEAR)))
    return tuple(steps)


def _doubled(notes: Notes, judgment: Judgment, law: LawBook) -> tuple[LawRef, ...]:
    """The doubled part, from the day the time to perform expires; with its two open readings."""
    debt = notes.debt
    if not debt.dues:
        notes.gap("doubled", "no_perform_by", "judgment.perform_by")
        return ()
    first = min(day for day, _ in debt.dues)
    if first >= notes.as_of:
        return ()
    try:
        rates = doubled_rates(law, first, notes.as_of + timedelta(days=2))
    except NoRule:
        notes.gap("doubled", "no_old_doubled", RULE)
        return ()
    if rates[0].start > first:
        notes.gap("doubled_before", "no_old_doubled", RULE)
    notes.debt = replace(debt, doubled=rates, stays=judgment.stays)
    refs = tuple(ref for span in rates for ref in span.law if ref.on and ref.on < notes.as_of)
    later = tuple((day + ONE_DAY, amount) for day, amount in debt.dues)
    notes.read("from_next_day", replace(notes.debt, dues=later), text("reading.from_next_day"))
    every = tuple(head for head, _ in debt.heads)
    whole = replace(notes.debt, covers=every)
    notes.read("whole_award", whole, text("reading.whole_award"))
    if Head.PENALTY not in every and notes.total().get(Head.PENALTY):
        notes.notes.append(text("note.doubled_head"))
    if judgment.stays:
        notes.notes.append(text("note.stays", n=len(judgment.stays)))
    return refs


def _order(notes: Notes) -> None:
    """The order of what was paid since, where there is a choice."""
    debt = notes.debt
    paid = any(debt.counts_from <= p.paid_on <= notes.as_of for p in notes.payments)
    if paid and debt.doubled:
        first = replace(debt, doubled_last=False)
        notes.assume("judgment.order", "award_first", text("assume.judgment_order"), first)
