"""A schedule's months inside the limit's own replay, which counts interest by days.

A period of 28 days is a twelfth of the year all the same, as the contract charges it: it must not
look like less than was agreed, nor one of 31 days like more.
"""

from __future__ import annotations

from dataclasses import replace

from debtcheck.case.kinds import DayCount, Method, OverdueMode
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.terms import Inputs, RateStep

_DAYS_OF_MONTH = 30  # what a day rate is multiplied by in an equal instalment
_BY_DAYS = (Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY)  # a day rate is counted by days there


def by_months(inputs: Inputs) -> Inputs:
    """The same loan with the interest of its periods by whole months.

    Where interest also runs on overdue money it stays by days.
    """
    terms, conv = inputs.terms, inputs.conventions
    if not terms.scheduled or conv.mode is OverdueMode.ADDS or conv.interest_after_due:
        return inputs
    rates = terms.rates
    if any(step.rate.unit is RateUnit.DAY for step in rates):
        if terms.method in _BY_DAYS:
            return inputs
        rates = tuple(RateStep(step.on, _monthly(step.rate)) for step in rates)
    penalty = terms.penalty_on(terms.start)
    other = conv.counted(penalty, penalty=True) if penalty is not None else conv.penalty_day_count
    counted = replace(conv, day_count=DayCount.WHOLE_MONTHS, penalty_day_count=other)
    return replace(inputs, terms=replace(terms, rates=rates), conventions=counted)


def _monthly(rate: Rate) -> Rate:
    if rate.unit is not RateUnit.DAY:
        return rate
    return Rate(rate.value * _DAYS_OF_MONTH, RateUnit.MONTH)
