"""Dates, method, payouts and rates of the contract, as the replay takes them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from debtcheck.audit.setup import no_rate
from debtcheck.audit.setup.facts import Assumed, Facts
from debtcheck.case.kinds import Head, Method
from debtcheck.case.model import Payment
from debtcheck.case.rate import FloatingRate, NotAgreed, Rate, RateUnit, plain
from debtcheck.engine.dates import ONE_DAY, add_months, due_dates
from debtcheck.engine.money import ZERO
from debtcheck.engine.schedule import period_before
from debtcheck.engine.terms import (
    SCHEDULED,
    PlanRow,
    RateStep,
    Terms,
    Tranche,
)
from debtcheck.law.lawbook import NoRate
from debtcheck.law.reference import reference_on, references
from debtcheck.words.text import text


def dues(facts: Facts) -> tuple[date, ...]:
    loan = facts.loan
    if loan.due_dates:
        return loan.due_dates
    count = loan.instalments or 1
    if loan.first_due_on is not None:
        return due_dates(loan.first_due_on, count)
    if loan.due_on is not None and count > 1:
        first = add_months(loan.due_on, 1 - count)
        return tuple(add_months(first, k, loan.due_on.day) for k in range(count))
    if loan.due_on is not None:
        return (loan.due_on,)
    planned = tuple(r.due_on for r in facts.case.schedule if r.due_on is not None)
    return planned if len(planned) == len(facts.case.schedule) else ()


def start(facts: Facts, dues: tuple[date, ...]) -> date | None:
    start = facts.loan.originated_on
    if start is None and facts.loan.disbursements:
        start = min(d.on for d in facts.loan.disbursements)
    if start is not None:
        return start
    if len(dues) > 1:
        start = period_before(dues[0])
        why = text("assume.start", day=start)
        facts.assume(Assumed("loan.disbursed_on", start.isoformat(), why))
        return start
    facts.gap("interest", "no_start", "loan.disbursed_on")
    return None


def earliest(facts: Facts, dues: tuple[date, ...] = ()) -> date:
    """The first day that is known of; nothing can fall due before the loan begins."""
    days = [p.paid_on for p in facts.case.payments]
    return min([*days, *dues, facts.as_of])


def method(facts: Facts, dues: tuple[date, ...]) -> Method | None:
    method = facts.loan.method
    if method is not None and method in SCHEDULED and not dues:
        facts.gap("interest", "no_dues", "loan.first_due_on")
        return None
    if method is not None:
        return method
    if not dues:
        why = text("assume.method_open")
        facts.assume(Assumed("loan.method", Method.DAILY, why))
        return Method.DAILY
    if len(dues) == 1:
        why = text("assume.method_bullet")
        facts.assume(Assumed("loan.method", Method.BULLET, why))
        return Method.BULLET
    if _is_whole_plan(facts, dues):
        why = text("assume.method_plan")
        facts.assume(Assumed("loan.method", "schedule", why))
        return Method.EQUAL_INSTALMENT
    facts.gap("interest", "no_method", "loan.method")
    return None


def plan(facts: Facts, method: Method | None, dues: tuple[date, ...]) -> tuple[PlanRow, ...]:
    """The platform's own plan stands in for a method that is not known."""
    rows = facts.case.schedule
    if facts.loan.method is not None or method is None or len(dues) <= 1:
        return ()
    if not _is_whole_plan(facts, dues):
        return ()
    return tuple(
        PlanRow(r.no, r.due_on or dues[k], r.principal or ZERO, r.interest or ZERO, ZERO)
        for k, r in enumerate(rows)
    )


def _is_whole_plan(facts: Facts, dues: tuple[date, ...]) -> bool:
    """True if every row of the platform's plan has a number and a day, in their order."""
    rows = facts.case.schedule
    if not rows or (len(rows) > len(dues) and any(r.due_on is None for r in rows)):
        return False
    days = [r.due_on or dues[k] for k, r in enumerate(rows)]
    return all(
        a.no < b.no and x < y for (a, b), (x, y) in zip(pairwise(rows), pairwise(days), strict=True)
    )


def tranches(
    facts: Facts, begin: date, dues: tuple[date, ...], method: Method | None
) -> tuple[Tranche, ...]:
    loan = facts.loan
    due = dues[-1] if dues and method in (Method.BULLET, Method.DAILY, None) else None
    if not loan.disbursements:
        return (Tranche(1, begin, loan.principal, due),)
    if method in SCHEDULED:
        facts.gap("drawdowns", "scheduled_drawdowns", "loan.disbursement")
        return (Tranche(1, begin, loan.principal, due),)
    drawn = sorted(loan.disbursements, key=lambda d: d.on)
    days = [d.due_on or due for d in drawn]
    late = [day is not None and day < d.on for day, d in zip(days, drawn, strict=True)]
    if any(late):  # the loan's one due day cannot be that of money that came after it
        facts.gap("drawdown_due", "drawn_after_due", "loan.disbursement")
    return tuple(
        Tranche(k + 1, d.on, d.amount, None if late[k] else days[k], d.rate)
        for k, d in enumerate(drawn)
    )


def tranche_no(facts: Facts, payment: Payment) -> int | None:
    ordered = sorted(facts.loan.disbursements, key=lambda d: d.on)
    ids = [d.id for d in ordered]
    return ids.index(payment.disbursement) + 1 if payment.disbursement in ids else None


def rates(facts: Facts, start: date | None) -> tuple[RateStep, ...]:
    rate, loan = facts.loan.rate, facts.loan
    if isinstance(rate, NotAgreed):
        return no_rate.rates(facts, start)
    if rate is None:
        if not (loan.disbursements and all(d.rate for d in loan.disbursements)):
            facts.gap("interest", "no_rate", "loan.rate")
            return ()
        rate = next(d.rate for d in loan.disbursements if d.rate)
    if start is None:
        return ()
    steps = _floating(facts, rate, start) if isinstance(rate, FloatingRate) else None
    if steps is None and isinstance(rate, FloatingRate):
        facts.gap("interest", "no_index", "loan.rate")
        return ()
    found = list(steps) if steps else [RateStep(start, rate)]  # type: ignore[arg-type]
    found.extend(RateStep(c.on, c.rate) for c in loan.rate_changes)
    return tuple(sorted(found, key=lambda s: s.on))


def _floating(facts: Facts, rate: FloatingRate, start: date) -> list[RateStep] | None:
    """LPR-linked rates as fixed steps: at formation, each year, or at each change."""
    days = [facts.loan.formed_on or start]
    if rate.reprices == "yearly":
        k = 1
        while add_months(start, 12 * k) <= facts.as_of:
            days.append(add_months(start, 12 * k))
            k += 1
    elif rate.reprices == "each_change":
        days.extend(references(facts.law, start, facts.as_of + ONE_DAY)[1:])
    term = "5y" if rate.index.upper().endswith("5Y") else "1y"
    steps: list[RateStep] = []
    for day in days:
        try:
            found = reference_on(facts.law, day, term)
        except NoRate:
            return None
        if found.benchmark:  # no LPR yet: the bank rate of the time stands for it
            shown = f"{plain(found.rate * 100)}%/year"
            facts.assume(Assumed("loan.rate", shown, text("assume.benchmark", on=day)))
        value = found.rate * rate.times + rate.plus
        steps.append(RateStep(max(day, start), Rate(value, RateUnit.YEAR)))
    return steps


def is_overdue(facts: Facts, terms: Terms) -> bool:
    days = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
    if terms.accelerated_on is not None:
        days.append(terms.accelerated_on)
    return any(day < facts.as_of for day in days)


def penalty_known(facts: Facts, terms: Terms, *, overdue: bool) -> bool:
    asked = facts.claim is not None and facts.claim.head(Head.PENALTY)
    if not overdue or (facts.loan.overdue.once is not None and not asked):
        return True
    if terms.penalty is not None and terms.penalty_on(facts.as_of) is not None:
        return True
    reason = "none_at_law" if no_rate.without_any(facts) and terms.rates else "no_penalty_rate"
    facts.gap("penalty", reason, "loan.overdue.rate")
    return False
