"""How the loan is counted: what the contract says, and the default where it is silent."""

from __future__ import annotations

from dataclasses import replace

from debtcheck.audit.setup.facts import Assumed, Facts, Other
from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Head,
    LenderKind,
    OverdueMode,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.rate import NotAgreed, RateUnit
from debtcheck.engine.terms import (
    STATUTORY,
    Conventions,
    Inputs,
    Terms,
)
from debtcheck.words.text import text

_COMMON_GRACE = 3  # days, where a contract has such a clause; only to show what it would change


def conventions(facts: Facts, terms: Terms, *, overdue: bool) -> Conventions:
    loan, clause = facts.loan, facts.loan.overdue
    conv = Conventions(
        day_count=loan.day_count,
        penalty_day_count=clause.day_count,
        ends=loan.ends or Ends.START,
        rounding=loan.rounding or (Rounding.INSTALMENT if terms.scheduled else Rounding.SEGMENT),
        mode=clause.mode or OverdueMode.REPLACES,
        base=clause.base or PenaltyBase.OVERDUE_PRINCIPAL,
        grace_days=clause.grace_days or 0,
        grace=clause.grace or Grace.CHARGED,
        compound=clause.compound or Compound.NONE,
        allocation=loan.allocation or STATUTORY,
        interest_after_due=overdue and _loan_rate_runs_on(facts),
    )
    _say_conventions(facts, terms, conv, overdue=overdue)
    return conv


def _loan_rate_runs_on(facts: Facts) -> bool:
    """Without an agreed overdue rate the loan's rate runs on (17号 28(2)(2)), unless the
    claim of a licensed lender has a penalty apart, whose rate is then simply not known."""
    loan, penalty = facts.loan.rate, facts.loan.overdue.rate
    if isinstance(loan, NotAgreed) or penalty is not None:
        return False
    if facts.case.lender.kind is LenderKind.PRIVATE:
        return True
    return facts.claim is None or not facts.claim.head(Head.PENALTY)


def _say_conventions(facts: Facts, terms: Terms, conv: Conventions, *, overdue: bool) -> None:
    rate = terms.rate_on(facts.as_of)
    penalty = terms.penalty_on(facts.as_of) if overdue else None

    def other(value: str, **changes: object) -> Other:
        def change(inputs: Inputs) -> Inputs:
            return replace(inputs, conventions=replace(inputs.conventions, **changes))  # type: ignore[arg-type]

        return Other(value, change)

    def say(key: str, value: str, name: str, *others: Other) -> None:
        if key not in facts.case.stated:
            facts.assume(Assumed(key, value, text(f"assume.{name}"), others))

    counted = [r for r in (rate, penalty) if r is not None and r.unit is not RateUnit.DAY]
    by_days = not terms.scheduled and rate is not None and rate.unit is not RateUnit.DAY
    if by_days or (penalty is not None and penalty.unit is not RateUnit.DAY):
        first = conv.counted(counted[0])
        by_360 = DayCount.ACT_360
        alternative = other(by_360, day_count=by_360, penalty_day_count=by_360)
        name = "months" if first is DayCount.WHOLE_MONTHS else "day_count"
        if "loan.overdue.day_count" not in facts.case.stated or by_days:
            say("loan.day_count", first, name, alternative)
    by_months = all(conv.counted(r) is DayCount.WHOLE_MONTHS for r in counted) and bool(counted)
    if rate is not None and not by_months and (not terms.scheduled or penalty is not None):
        say("loan.ends", conv.ends, "ends", other(Ends.BOTH, ends=Ends.BOTH))
    if penalty is not None:
        adds, wider = OverdueMode.ADDS, PenaltyBase.OVERDUE_INSTALMENT
        say("loan.overdue.mode", conv.mode, "mode", other(adds, mode=adds))
        say("loan.overdue.base", conv.base, "base", other(wider, base=wider))
        free = other(f"{_COMMON_GRACE}", grace_days=_COMMON_GRACE, grace=Grace.FREE_IF_PAID_WITHIN)
        say("loan.overdue.grace_days", str(conv.grace_days), "grace", free)
    none = isinstance(facts.loan.overdue.rate, NotAgreed) and rate is not None
    if penalty is not None and none and not terms.penalty_steps:
        why = text("assume.none_runs_on")
        facts.assume(Assumed("loan.overdue.rate", str(rate), why))
    if conv.interest_after_due:
        why = text("assume.runs_on")
        facts.assume(Assumed("loan.overdue.rate", str(rate), why))
    if facts.case.payments and rate is not None:
        first_principal = (Head.COSTS, Head.PRINCIPAL, *STATUTORY[1:-1])
        principal_first = other("principal_first", allocation=first_principal)
        say("loan.allocation", "statutory", "allocation", principal_first)
