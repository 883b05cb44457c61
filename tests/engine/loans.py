"""Loans for tests: one description, given to the engine and to the oracle; and loans at random."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Head,
    Method,
    OverdueMode,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import (
    Conventions,
    DunningFee,
    FeeTerm,
    Inputs,
    Paid,
    RateStep,
    Terms,
    Tranche,
)

from . import oracle
from .oracle import Day, Loan, Payout

many = settings(max_examples=100, deadline=None, database=None, derandomize=True)
some = settings(max_examples=80, deadline=None, database=None, derandomize=True)


def frac(text: str) -> Fraction:
    """An amount or a rate, exactly."""
    return Fraction(text)


def tup(day: date) -> Day:
    return (day.year, day.month, day.day)


def _date(day: Day) -> date:
    return date(*day)


def _dec(value: Fraction) -> Decimal:
    """Exact: every fraction of a test is a short decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _rate(value: Fraction, unit: str) -> Rate:
    return Rate(_dec(value), RateUnit(unit))


def inputs(loan: Loan) -> Inputs:
    """The engine's form of a loan."""
    penalty: Rate | RateMultiple | None = None
    if loan.penalty is not None:
        unit, value = loan.penalty
        penalty = RateMultiple(_dec(value)) if unit == "x" else _rate(value, unit)
    terms = Terms(
        method=Method(loan.method),
        tranches=tuple(
            Tranche(k, _date(p.on), _dec(p.amount), _date(p.due) if p.due else None)
            for k, p in enumerate(loan.payouts, start=1)
        ),
        rates=tuple(RateStep(_date(on), _rate(value, unit)) for on, value, unit in loan.rates),
        dues=tuple(_date(d) for d in loan.dues),
        fees=(FeeTerm("fee", _dec(loan.fee), None, True),) if loan.fee else (),
        penalty=penalty,
        once=None if loan.once is None else _dec(loan.once),
        once_base=loan.once_base,
        dunning=tuple(DunningFee("dun", _dec(a), n, e or None) for a, n, e in loan.dunning),
        accelerated_on=_date(loan.accelerated) if loan.accelerated else None,
    )
    conventions = Conventions(
        day_count=DayCount(loan.day_count) if loan.day_count else None,
        penalty_day_count=DayCount(loan.penalty_day_count) if loan.penalty_day_count else None,
        ends=Ends(loan.ends),
        rounding=Rounding(loan.rounding),
        mode=OverdueMode(loan.mode),
        base=PenaltyBase(loan.base),
        grace_days=loan.grace_days,
        grace=Grace(loan.grace),
        compound=Compound(loan.compound),
        allocation=tuple(Head(h) for h in loan.order),
    )
    payments = tuple(Paid(_date(on), _dec(a)) for on, a in loan.payments)
    return Inputs(terms, conventions, payments)


def run(loan: Loan, as_of: date) -> Ledger:
    return replay(inputs(loan), as_of)


def agree(loan: Loan, as_of: date) -> None:
    """Engine and oracle give the same figures, to the fen."""
    ledger, second = run(loan, as_of), oracle.settle(loan, tup(as_of))
    heads = {str(h): Fraction(a) for h, a in ledger.owed.items()}
    assert heads == second.owed
    assert {str(h): Fraction(a) for h, a in ledger.paid.items() if a} == {
        h: a for h, a in second.paid.items() if a
    }
    assert oracle.fen(Fraction(ledger.credit)) == oracle.fen(second.credit)
    assert oracle.fen(Fraction(ledger.overpaid)) == oracle.fen(second.overpaid)


# ── at random ────────────────────────────────────────────────────────────────────────────────

FIRST = date(2023, 11, 28)
COUNTS = ["actual/365", "actual/360", "actual/actual", "30/360", "whole_months"]
ROUNDINGS = ["segment", "instalment", "end"]
ENDS = ["start", "start", "both", "last_inclusive"]
BASES = ["overdue_principal", "overdue_instalment", "outstanding_principal", "statement"]
GRACES = ["charged", "never_charged", "free_if_paid_within"]
ORDERS = [
    oracle.ORDER,
    ("penalty", "compound", "damages", "fee", "interest", "costs", "principal"),
    ("principal", "interest", "penalty", "compound", "damages", "fee", "costs"),
    ("fee", "interest", "principal", "penalty", "damages", "compound", "costs"),
]

days = st.integers(0, 70).map(lambda n: FIRST + timedelta(days=n))
amounts = st.integers(100, 3_000_000).map(lambda n: Fraction(n, 100))
small = st.integers(1, 150_000).map(lambda n: Fraction(n, 100))


@st.composite
def rates(draw: st.DrawFn) -> tuple[Fraction, str]:
    unit = draw(st.sampled_from(["day", "month", "year"]))
    top = {"day": 12, "month": 300, "year": 4000}[unit]  # in 1/10,000
    return Fraction(draw(st.integers(0, top)), 10_000), unit


@st.composite
def paid(draw: st.DrawFn, start: date, span: int, most: int = 3) -> list[tuple[Day, Fraction]]:
    found = [
        (start + timedelta(days=draw(st.integers(0, span))), draw(st.one_of(small, amounts)))
        for _ in range(draw(st.integers(0, most)))
    ]
    return [(tup(on), amount) for on, amount in sorted(found, key=lambda f: f[0])]


@st.composite
def open_loans(draw: st.DrawFn) -> tuple[Loan, date]:
    """Repayable at any time, without a maturity."""
    start = draw(days)
    span = draw(st.integers(0, 500))
    payouts = [Payout(tup(start), draw(amounts))]
    steps = [(tup(start), *draw(rates()))]
    if draw(st.booleans()):
        on = start + timedelta(days=draw(st.integers(1, 200)))
        payouts.append(Payout(tup(on), draw(amounts)))
    if draw(st.booleans()):
        on = start + timedelta(days=draw(st.integers(1, 300)))
        steps.append((tup(on), *draw(rates())))
    loan = Loan(
        "daily",
        payouts,
        steps,
        payments=draw(paid(start, span)),
        day_count=draw(st.sampled_from([None, *COUNTS])),
        ends=draw(st.sampled_from(ENDS)),
        rounding=draw(st.sampled_from(ROUNDINGS)),
        order=draw(st.sampled_from(ORDERS)),
    )
    return loan, start + timedelta(days=span)


def _with_clause(draw: st.DrawFn, loan: Loan) -> None:
    """An overdue clause at random."""
    loan.penalty = draw(
        st.sampled_from(
            [
                None,
                ("x", Fraction(3, 2)),
                ("x", Fraction(3, 2)),
                ("day", Fraction(1, 2000)),
                ("year", Fraction(9, 50)),
                ("month", Fraction(1, 50)),
            ]
        )
    )
    loan.mode = draw(st.sampled_from(["replaces", "adds"]))
    loan.base = draw(st.sampled_from(BASES))
    loan.grace = draw(st.sampled_from(GRACES))
    loan.grace_days = draw(st.integers(0, 5))
    if loan.penalty is not None:
        loan.compound = draw(
            st.sampled_from(["none", "none", "on_interest", "on_interest", "monthly", "daily"])
        )
    if draw(st.integers(0, 3)) == 0:
        loan.once = Fraction(1, 20)
        loan.once_base = draw(st.sampled_from(["instalment", "overdue_principal"]))
    if draw(st.integers(0, 3)) == 0:
        loan.dunning = [(Fraction(5), draw(st.integers(0, 3)), 0), (Fraction(10), 10, 10)]
    loan.penalty_day_count = draw(st.sampled_from([None, None, *COUNTS]))
    loan.ends = draw(st.sampled_from(ENDS))
    loan.rounding = draw(st.sampled_from(ROUNDINGS))
    loan.order = draw(st.sampled_from(ORDERS))


@st.composite
def overdue_loans(draw: st.DrawFn) -> tuple[Loan, date]:
    """One or two payouts with a maturity, mostly overdue."""
    start = draw(days)
    due = start + timedelta(days=draw(st.integers(1, 120)))
    span = draw(st.integers(0, 300))
    loan = Loan(
        "bullet", [Payout(tup(start), draw(amounts), tup(due))], [(tup(start), *draw(rates()))]
    )
    if draw(st.booleans()):
        on = start + timedelta(days=draw(st.integers(0, 60)))
        end = on + timedelta(days=draw(st.integers(1, 120)))
        loan.payouts.append(Payout(tup(on), draw(amounts), tup(end)))
    if draw(st.integers(0, 3)) == 0:
        on = start + timedelta(days=draw(st.integers(1, 200)))
        loan.rates.append((tup(on), *draw(rates())))
    loan.payments = draw(paid(start, span))
    loan.day_count = draw(st.sampled_from([None, *COUNTS]))
    _with_clause(draw, loan)
    return loan, start + timedelta(days=span)


@st.composite
def instalment_loans(draw: st.DrawFn) -> tuple[Loan, date]:
    """A schedule, paid in any way, perhaps called in."""
    start = draw(days)
    first = start + timedelta(days=draw(st.integers(20, 40)))
    dues, due = [tup(first)], tup(first)
    for _ in range(draw(st.integers(0, 7))):
        due = oracle.next_due(due, first.day)
        dues.append(due)
    loan = Loan(
        draw(st.sampled_from(oracle.SCHEDULES)),
        [Payout(tup(start), draw(amounts))],
        [(tup(start), *draw(rates()))],
        dues,
    )
    if draw(st.integers(0, 3)) == 0:
        on = start + timedelta(days=draw(st.integers(1, 200)))
        loan.rates.append((tup(on), *draw(rates())))
    span = draw(st.integers(0, 330))
    loan.payments = draw(paid(start, span, 4))
    if draw(st.booleans()):  # the first instalments exactly and on time
        for row, due in list(zip(oracle.rows(loan), dues, strict=True))[: draw(st.integers(1, 3))]:
            loan.payments.append((due, sum(row, Fraction(0))))
        loan.payments.sort(key=lambda p: p[0])
        loan.payments = [p for p in loan.payments if p[1] > 0]
    if draw(st.integers(0, 2)) == 0:
        loan.fee = Fraction(draw(st.integers(1, 20_000)), 100)
        loan.payments = [p for p in loan.payments if p[1] > 0]
    if draw(st.integers(0, 2)) == 0:
        k = draw(st.integers(0, len(dues) - 1))
        days_on = draw(st.integers(0, 20))
        loan.accelerated = oracle.later(dues[k], days_on)
    loan.day_count = draw(st.sampled_from([None, *COUNTS]))
    _with_clause(draw, loan)
    end = start + timedelta(days=span)
    loan.payments = [p for p in loan.payments if p[0] <= tup(end)]
    return loan, end
