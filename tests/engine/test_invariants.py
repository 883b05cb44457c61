"""What holds for every loan, whatever its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.kinds import Head
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Cap, Inputs, Paid

from .loans import inputs, instalment_loans, open_loans, overdue_loans, run, some
from .oracle import ORDER, Loan, Payout

CHARGES = [h for h in Head if h is not Head.PRINCIPAL]
Drawn = tuple[Loan, date]
any_loan = st.one_of(open_loans(), overdue_loans(), instalment_loans())
by_day = st.one_of(open_loans(), overdue_loans())


def paid_out(loan: Loan, as_of: date) -> Decimal:
    day = (as_of.year, as_of.month, as_of.day)
    cents = sum(p.amount * 100 for p in loan.payouts if p.on <= day)
    assert cents == int(cents)
    return Decimal(int(cents)) / 100


def simple(loan: Loan) -> Loan:
    """Without fixed sums and without compounding: every charge is principal × rate × days."""
    loan.once, loan.dunning, loan.compound, loan.fee = None, [], "none", Fraction(0)
    loan.base = "overdue_principal"
    return loan


# ── money ────────────────────────────────────────────────────────────────────────────────────


@some
@given(any_loan)
def test_principal_is_repaid_or_outstanding(drawn: Drawn) -> None:
    loan, as_of = drawn
    ledger = run(loan, as_of)
    repaid = ledger.paid.get(Head.PRINCIPAL, Decimal(0))
    outstanding = ledger.balances[-1][1]
    if loan.rounding != "end":  # then charges may end in parts of a fen
        assert repaid + outstanding == paid_out(loan, as_of)
    assert abs(repaid + outstanding - paid_out(loan, as_of)) < Decimal("0.01")
    assert all(amount >= 0 for amount in ledger.owed.values())
    assert all(ledger.due[h] <= ledger.owed[h] for h in Head if not ledger.credit)


@some
@given(any_loan)
def test_every_fen_paid_is_somewhere(drawn: Drawn) -> None:
    loan, as_of = drawn
    ledger = run(loan, as_of)
    money_in = sum((p.amount for p in inputs(loan).payments if p.paid_on <= as_of), Decimal(0))
    found = sum(ledger.paid.values(), Decimal(0)) + ledger.credit + ledger.overpaid
    assert abs(money_in - found) <= Decimal("0.005") * len(Head)
    if loan.rounding != "end":
        assert money_in == found


@some
@given(any_loan)
def test_charges_of_a_head_add_up_to_what_is_owed_and_paid(drawn: Drawn) -> None:
    loan, as_of = drawn
    loan.rounding = "segment"
    ledger = run(loan, as_of)
    if ledger.credit:  # already taken off what is owed
        return
    for head in CHARGES:
        charges = [c for c in ledger.charges if c.head is head]
        assert sum((c.unpaid for c in charges), Decimal(0)) == ledger.owed[head]
        assert sum((c.paid for c in charges), Decimal(0)) == ledger.paid.get(head, Decimal(0))
        assert all(c.amount == c.working.amount and c.paid <= c.amount for c in charges)


# ── events without an effect ─────────────────────────────────────────────────────────────────


@some
@given(any_loan, st.lists(st.integers(0, 300), min_size=1, max_size=4))
def test_a_payment_of_nothing_changes_nothing(drawn: Drawn, offsets: list[int]) -> None:
    loan, as_of = drawn
    given_in = inputs(loan)
    start = given_in.terms.start
    nothing = [Paid(start + timedelta(days=n), Decimal(0)) for n in offsets]
    added = sorted([*given_in.payments, *nothing], key=lambda p: p.paid_on)
    assert same(given_in, replace(given_in, payments=tuple(added)), as_of)


@some
@given(any_loan, st.integers(1, 300))
def test_cutting_a_span_changes_nothing(drawn: Drawn, offset: int) -> None:
    """A rate that changes to itself cuts nothing, with rounding a segment and both ends as well."""
    loan, as_of = drawn
    first = loan.rates[0]
    loan.rates = [first]
    given_in = inputs(loan)
    on = given_in.terms.start + timedelta(days=offset)
    step = replace(given_in.terms.rates[0], on=on)
    terms = replace(given_in.terms, rates=(*given_in.terms.rates, step))
    assert same(given_in, replace(given_in, terms=terms), as_of)


@some
@given(any_loan, st.data())
def test_the_order_within_a_day_is_nothing(drawn: Drawn, data: st.DataObject) -> None:
    """Before rounding: what is paid on one day comes in any order."""
    loan, as_of = drawn
    loan.rounding, loan.ends = "end", "start"
    loan.payments = [(on, part) for on, a in loan.payments for part in (a / 4, a / 4, a / 2)]
    given_in = inputs(loan)
    shuffled = data.draw(st.permutations(given_in.payments))
    by_date = tuple(sorted(shuffled, key=lambda p: p.paid_on))
    assert same(given_in, replace(given_in, payments=by_date), as_of)


def same(one: Inputs, other: Inputs, as_of: date) -> bool:
    a, b = replay(one, as_of), replay(other, as_of)
    assert (a.owed, a.due) == (b.owed, b.due)
    assert {h: x for h, x in a.paid.items() if x} == {h: x for h, x in b.paid.items() if x}
    assert abs(a.credit - b.credit) + abs(a.overpaid - b.overpaid) < Decimal("1e-15")
    return True


# ── time ─────────────────────────────────────────────────────────────────────────────────────


@some
@given(by_day, st.integers(1, 40))
def test_a_debt_never_shrinks_by_waiting(drawn: Drawn, wait: int) -> None:
    """Without payments, later is never less, head by head.

    Whole months are left out: 28 odd days of February cost less than the month they become, but
    30 odd days of January cost more (30 × 12/365 of the rate, not 30/31).
    """
    loan, as_of = drawn
    loan.payments, loan.day_count, loan.penalty_day_count = [], "actual/365", None
    early, late = run(loan, as_of), run(loan, as_of + timedelta(days=wait))
    assert all(late.owed[h] >= early.owed[h] for h in Head)
    assert all(late.due[h] >= early.due[h] for h in Head)


@some
@given(instalment_loans(), st.integers(1, 40))
def test_what_is_due_never_shrinks_by_waiting(drawn: Drawn, wait: int) -> None:
    loan, as_of = drawn
    loan.payments, loan.day_count, loan.penalty_day_count = [], "actual/365", None
    early, late = run(loan, as_of), run(loan, as_of + timedelta(days=wait))
    assert all(late.due[h] >= early.due[h] for h in Head)


# ── ceilings ─────────────────────────────────────────────────────────────────────────────────


def held(loan: Loan, as_of: date, yearly: str) -> Decimal:
    """The total of a ceiling replay under one limit."""
    given_in = inputs(loan)
    caps = (Cap(given_in.terms.start, None, Decimal(yearly)),)
    return replay(given_in, as_of, caps=caps).total


@some
@given(by_day)
def test_a_limit_above_every_rate_leaves_the_contract(drawn: Drawn) -> None:
    loan, as_of = drawn
    simple(loan)
    loan.ends = "start"
    ledger = run(loan, as_of)
    # 36.5 is 3,650% a year; the highest rate at random is 54.75% × 1.5, by 360 days or by months
    assert held(loan, as_of, "36.5") == ledger.total


@some
@given(by_day, st.sampled_from(["0.04", "0.134", "0.24"]))
def test_a_limit_never_raises_the_total(drawn: Drawn, yearly: str) -> None:
    """Loans by the day; a schedule's ceiling counts by days and is held to the contract later."""
    loan, as_of = drawn
    loan.ends, loan.compound, loan.order = "start", "none", ORDER
    ledger = run(loan, as_of)
    # money that a limit frees goes to principal: rounding falls elsewhere, a fen a payment and head
    slack = Decimal("0.01") * (4 + 4 * len(loan.payments) + 4 * len(loan.rates))
    assert held(loan, as_of, yearly) <= ledger.total + slack


@some
@given(any_loan, st.sampled_from([("0.04", "0.134"), ("0.134", "0.24"), ("0.24", "0.36")]))
def test_a_lower_limit_never_gives_more(drawn: Drawn, pair: tuple[str, str]) -> None:
    loan, as_of = drawn
    loan.ends, loan.compound, loan.order = "start", "none", ORDER
    slack = Decimal("0.01") * (6 + 4 * len(loan.payments) + 4 * len(loan.dues))
    low, high = (held(loan, as_of, y) for y in pair)
    assert low <= high + slack


@some
@given(by_day, st.sampled_from(["0.134", "0.24"]))
def test_a_payment_of_nothing_changes_nothing_under_a_limit(drawn: Drawn, yearly: str) -> None:
    loan, as_of = drawn
    loan.ends = "start"
    given_in = inputs(loan)
    caps = (Cap(given_in.terms.start, None, Decimal(yearly)),)
    offsets = (1, 15, 40, 130)
    nothing = [Paid(given_in.terms.start + timedelta(days=n), Decimal(0)) for n in offsets]
    added = tuple(sorted([*given_in.payments, *nothing], key=lambda p: p.paid_on))
    plain = replay(given_in, as_of, caps=caps)
    assert replay(replace(given_in, payments=added), as_of, caps=caps).owed == plain.owed


@some
@given(by_day, st.sampled_from(["0.134", "0.24"]))
def test_all_charges_stay_below_principal_times_limit_times_days(drawn: Drawn, yearly: str) -> None:
    """Over the whole life: what was charged (paid or not, less what was cut) keeps to the limit."""
    loan, as_of = drawn
    loan.ends = "start"
    given_in = inputs(loan)
    ledger = replay(given_in, as_of, caps=(Cap(given_in.terms.start, None, Decimal(yearly)),))
    room = Fraction(0)
    stretches = [*ledger.balances, (as_of, Decimal(0))]
    for (day, balance), (until, _) in pairwise(stretches):
        room += Fraction(balance) * Fraction(yearly) * (until - day).days / 365
    charged = sum((c.amount - c.cut for c in ledger.charges), Decimal(0))
    assert Fraction(charged) <= room + Fraction(len(ledger.charges) + len(stretches), 50)


@pytest.mark.parametrize(("outside", "interest"), [("300.00", "1000.00"), ("500.00", "880.00")])
def test_charges_of_others_use_the_same_room(outside: str, interest: str) -> None:
    # 10,000 at 10%/year for 365 days, limit 13.8%: interest 1,000.00, room 1,380.00.
    # 300.00 paid to a third party on the first day fit in; 500.00 leave 880.00 of interest
    first = (2024, 1, 1)
    loan = Loan("daily", [Payout(first, Fraction(10_000))], [(first, Fraction(1, 10), "year")])
    caps = (Cap(date(*first), None, Decimal("0.138")),)
    paid_to_others = ((date(*first), Decimal(outside)),)
    ledger = replay(inputs(loan), date(2024, 12, 31), caps=caps, outside=paid_to_others)
    assert ledger.owed[Head.INTEREST] == Decimal(interest)
