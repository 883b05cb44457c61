"""The contract's schedule of instalments, by method.

Sources of the formulas: equal instalment A = P·i·(1+i)^n / ((1+i)^n − 1) (等额本息), equal
principal P/n (等额本金), interest first (先息后本), flat: interest on the original principal. A
period is one month: month rate as it stands, year rate / 12, day rate × 30 for equal instalments
and flat, by actual days for the other two. The last row clears the balance.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from debtcheck.case.kinds import Method
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import add_months
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import Terms
from debtcheck.engine.working import Given, Part, Periodic, Share, Simple, Working

_BY_DAYS = frozenset({Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY})
_PERIODS = {RateUnit.DAY: (30, 1), RateUnit.MONTH: (1, 1), RateUnit.YEAR: (1, 12)}


@lru_cache(maxsize=256)  # one loan is replayed many times
def build_schedule(terms: Terms) -> tuple[Row, ...]:
    """The rows of a loan by instalments, oldest first; empty for loans without a schedule."""
    if terms.plan:
        return _from_plan(terms)
    if not terms.scheduled:
        return ()
    principal, count, rows = terms.principal, len(terms.dues), list[Row]()
    fee = sum((f.amount for f in terms.fees if f.on is None and f.owed), ZERO)
    balance, start, payment, known = principal, terms.start, ZERO, None
    for k, due in enumerate(terms.dues):
        rate = terms.rate_on(start)
        base = principal if terms.method is Method.FLAT else balance
        interest, working = _interest(terms.method, base, rate, start, due)
        if terms.method is Method.EQUAL_INSTALMENT and rate != known:
            payment, known = _annuity(balance, rate, count - k), rate
        part = _principal_part(terms.method, principal, count, payment, interest)
        if k == count - 1:
            part = balance
        balance -= part
        rows.append(Row(k + 1, due, part, interest, fee, balance, start, working))
        start = due
    return tuple(rows)


def _from_plan(terms: Terms) -> tuple[Row, ...]:
    balance, start, rows = terms.principal, terms.start, list[Row]()
    for row in terms.plan:
        balance -= row.principal
        rows.append(
            Row(
                row.no,
                row.due_on,
                row.principal,
                row.interest,
                row.fee,
                balance,
                start,
                Given(row.interest),
            )
        )
        start = row.due_on
    return tuple(rows)


def _interest(
    method: Method, base: Decimal, rate: Rate | None, start: date, due: date
) -> tuple[Decimal, Working]:
    """Interest of one period, rounded to the fen, with its working."""
    if rate is None:
        return ZERO, Given(ZERO)
    if rate.unit is RateUnit.DAY and method in _BY_DAYS:
        share = Share((due - start).days, 0, (due - start).days, 1)
        amount = round_money(share.of(base, rate))
        return amount, Simple(base, rate, share, amount, start, due)
    times, per = _PERIODS[rate.unit]
    amount = round_money(base * rate.value * times / per)
    return amount, Periodic(base, rate, amount, start, due)


def _annuity(balance: Decimal, rate: Rate | None, count: int) -> Decimal:
    """The equal instalment, rounded half up to the fen."""
    if rate is None or not rate.value:
        return round_money(balance / count)
    times, per = _PERIODS[rate.unit]
    growth = (1 + rate.value * times / per) ** count
    return round_money(balance * rate.value * times * growth / (per * (growth - 1)))


def _principal_part(
    method: Method, principal: Decimal, count: int, payment: Decimal, interest: Decimal
) -> Decimal:
    if method is Method.EQUAL_INSTALMENT:
        return payment - interest
    if method is Method.INTEREST_ONLY:
        return ZERO
    return round_money(principal / count)


def period_before(first_due: date) -> date:
    """One month before the first due date: the first period's start if nothing else is known."""
    return add_months(first_due, -1)


def share_of(base: Decimal, fraction: Decimal) -> Part:
    """`fraction` of `base`, rounded to the fen, as a working."""
    return Part(base, fraction, round_money(base * fraction))
