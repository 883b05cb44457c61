"""A card's account: the published example, cycles worked by hand, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.kinds import Compound, Ends, Head, Method, Rounding
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.card import CardTerms, Posting
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.replay import heads, replay, replay_with_day_after
from debtcheck.engine.terms import Conventions, FeeTerm, Inputs, Paid, RateStep, Terms, Tranche

D = Decimal
RATE = Rate(D("0.0005"), RateUnit.DAY)
EXAMPLE = CardTerms(5, 25, (Posting(date(2025, 3, 30), D("1000"), "purchase"),))


def inputs(
    card: CardTerms,
    *payments: Paid,
    conventions: Conventions | None = None,
    fees: tuple[FeeTerm, ...] = (),
    rates: tuple[RateStep, ...] = (),
) -> Inputs:
    entries = [p for p in card.postings if p.kind != "refund"]
    terms = Terms(
        method=Method.CARD,
        tranches=tuple(Tranche(k, p.on, p.amount) for k, p in enumerate(entries, start=1)),
        rates=rates or (RateStep(card.start, RATE),),
        fees=fees,
        card=card,
    )
    return Inputs(terms, conventions or Conventions(), payments)


def paid(month: int, day: int, amount: str, year: int = 2025) -> Paid:
    return Paid(date(year, month, day), D(amount))


def said(ledger: Ledger, head: Head) -> list[str]:
    """The charges of a head: from, to, amount."""
    return [f"{c.start} {c.end} {c.amount}" for c in ledger.charges if c.head is head]


# ── the published example: 1,000 spent 03-30, statement 04-05, 100 paid 04-23, to 05-05 ──────


@pytest.mark.parametrize(
    ("ends", "interest"),
    [
        (Ends.START, "17.40"),  # 1,000 × 0.05% × 24 = 12.00; 900 × 0.05% × 12 = 5.40
        (Ends.LAST_INCLUSIVE, "17.85"),  # 900 × 0.05% × 13 = 5.85
        (Ends.BOTH, "18.35"),  # 1,000 × 0.05% × 25 = 12.50, and 5.85
    ],
)
def test_the_published_example_and_its_rivals(ends: Ends, interest: str) -> None:
    run = inputs(EXAMPLE, paid(4, 23, "100"), conventions=Conventions(ends=ends))
    ledger = replay(run, date(2025, 5, 5))
    assert ledger.owed[Head.INTEREST] == D(interest)
    assert ledger.owed[Head.PRINCIPAL] == ledger.due[Head.PRINCIPAL] == D("900")
    assert ledger.due[Head.INTEREST] == D(interest)  # it stands on the statement of that day


def test_before_the_test_of_the_due_day_nothing_runs() -> None:
    run = inputs(EXAMPLE, paid(4, 23, "100"))
    assert replay(run, date(2025, 4, 25)).owed[Head.INTEREST] == 0
    # the day after, 1,000 × 24 + 900 × 3 days × 0.05% = 13.35 runs and is on no statement yet
    ledger = replay(run, date(2025, 4, 26))
    assert (ledger.owed[Head.INTEREST], ledger.due[Head.INTEREST]) == (D("13.35"), 0)


def test_the_day_after_is_the_same_replay_a_day_later() -> None:
    run = inputs(EXAMPLE, paid(4, 23, "100"))
    ledger, after = replay_with_day_after(run, date(2025, 5, 5))
    assert ledger.owed == heads(run, date(2025, 5, 5)).owed
    assert after.owed[Head.INTEREST] == D("17.85")  # 900 × 0.05% = 0.45 more


# ── the free period ──────────────────────────────────────────────────────────────────────────


def test_a_statement_paid_in_full_bears_nothing() -> None:
    ledger = replay(inputs(EXAMPLE, paid(4, 25, "1000")), date(2025, 6, 5))
    assert sum(ledger.owed.values()) == 0
    assert ledger.charges == ()


def test_grace_days_and_tolerance_save_the_free_period() -> None:
    late = inputs(EXAMPLE, paid(4, 28, "1000"))
    # paid three days late: 1,000 × 0.05% × 29 days (03-30 to 04-28) = 14.50
    assert replay(late, date(2025, 5, 5)).owed[Head.INTEREST] == D("14.50")
    graced = replace(EXAMPLE, grace_days=3)
    assert replay(inputs(graced, paid(4, 28, "1000")), date(2025, 5, 5)).total == 0
    short = replace(EXAMPLE, tolerance=D("10"))
    ledger = replay(inputs(short, paid(4, 25, "990")), date(2025, 5, 5))
    assert (ledger.owed[Head.PRINCIPAL], ledger.owed[Head.INTEREST]) == (D("10"), 0)
    # one fen more than the tolerance: 1,000 × 0.05% × 26 + 10.01 × 0.05% × 10 = 13.00 + 0.05
    ledger = replay(inputs(short, paid(4, 25, "989.99")), date(2025, 5, 5))
    assert ledger.owed[Head.INTEREST] == D("13.05")


def test_what_the_tolerance_left_bears_only_from_the_due_day_if_it_is_never_paid() -> None:
    # 10 left on 04-25; the next statement (05-05, due 05-25) is not paid: 10 × 0.05% × 41 = 0.21,
    # 04-25 to 06-05. Not from 03-30 on the whole 1,000, which was paid in time.
    card = replace(EXAMPLE, tolerance=D("10"), postings=(
        *EXAMPLE.postings, Posting(date(2025, 5, 1), D("100"), "purchase"),
    ))  # fmt: skip
    ledger = replay(inputs(card, paid(4, 25, "990")), date(2025, 6, 5))
    # 100 × 0.05% × 35 (05-01 to 06-05) = 1.75
    assert said(ledger, Head.INTEREST) == [
        "2025-04-25 2025-06-05 0.21",
        "2025-05-01 2025-06-05 1.75",
    ]


def test_partial_counting_takes_the_oldest_spending_as_paid() -> None:
    card = replace(
        EXAMPLE,
        full_interest=False,
        postings=(
            Posting(date(2025, 3, 10), D("500"), "purchase"),
            Posting(date(2025, 3, 30), D("500"), "purchase"),
        ),
    )
    ledger = replay(inputs(card, paid(4, 20, "600")), date(2025, 5, 5))
    # only 400 of the second purchase were unpaid on 04-25: 400 × 0.05% × 36 (03-30 to 05-05) = 7.20
    assert ledger.owed[Head.INTEREST] == D("7.20")
    full = replay(inputs(replace(card, full_interest=True), paid(4, 20, "600")), date(2025, 5, 5))
    # 500 × 20 + 1,000 × 21 + 400 × 15 days = 5.00 + 10.50 + 3.00
    assert full.owed[Head.INTEREST] == D("18.50")


def test_cash_has_no_free_period_and_its_own_rate() -> None:
    card = replace(
        EXAMPLE,
        postings=(Posting(date(2025, 3, 30), D("1000"), "cash"),),
        cash_rate=Rate(D("0.0004"), RateUnit.DAY),
    )
    ledger = replay(inputs(card, paid(4, 23, "1002.40")), date(2025, 5, 5))
    # on 04-05 1,000 × 0.04% × 6 = 2.40; paid with the cash on 04-23: 1,000 × 0.04% × 18 = 7.20
    assert said(ledger, Head.INTEREST) == [
        "2025-03-30 2025-04-05 2.40",
        "2025-04-05 2025-04-23 7.20",
    ]
    assert ledger.total == D("7.20")


def test_a_refund_works_as_a_payment() -> None:
    card = replace(
        EXAMPLE, postings=(*EXAMPLE.postings, Posting(date(2025, 4, 10), D("300"), "refund"))
    )
    ledger = replay(inputs(card, paid(4, 20, "700")), date(2025, 5, 5))
    assert ledger.total == 0
    assert card.spending(date(2025, 5, 5)) == ((1, date(2025, 4, 25), D("700")),)


def test_money_paid_ahead_meets_the_next_entry() -> None:
    card = replace(
        EXAMPLE, postings=(*EXAMPLE.postings, Posting(date(2025, 4, 20), D("400"), "purchase"))
    )
    ledger = replay(inputs(card, paid(4, 10, "1300")), date(2025, 5, 5), lines=True)
    assert ledger.owed[Head.PRINCIPAL] == D("100")
    assert ledger.overpaid == 0
    assert [(x.event, x.amount) for x in ledger.lines if x.event == "credit"] == [
        ("credit", D("300"))
    ]


def test_a_changed_rate_cuts_the_stretch() -> None:
    rates = (
        RateStep(date(2025, 3, 30), RATE),
        RateStep(date(2025, 5, 1), Rate(D("0.0004"), RateUnit.DAY)),
    )
    ledger = replay(inputs(EXAMPLE, paid(4, 23, "100"), rates=rates), date(2025, 5, 5))
    # 12.00 as before; 900 × 0.05% × 8 = 3.60; 900 × 0.04% × 4 = 1.44
    assert ledger.owed[Head.INTEREST] == D("17.04")


# ── minimum, damages, compounding, order ─────────────────────────────────────────────────────

FULL = CardTerms(
    statement_day=5,
    due_day=25,
    postings=(
        Posting(date(2025, 10, 20), D("5000"), "purchase", date(2025, 10, 19)),
        Posting(date(2025, 11, 10), D("3000"), "cash"),
    ),
    minimum_rate=D("0.10"),
    minimum_floor=D("50"),
    damages_rate=D("0.05"),
    damages_min=D("5"),
    grace_days=3,
    tolerance=D("10"),
    principal_first_after=91,
)
CASH_FEE = FeeTerm("cash fee", D("30"), date(2025, 11, 10), owed=True)
MONTHLY = Conventions(compound=Compound.MONTHLY)


def full(*payments: Paid, card: CardTerms = FULL) -> Inputs:
    return inputs(card, *payments, conventions=MONTHLY, fees=(CASH_FEE,))


def test_four_statements_over_the_new_year_by_hand() -> None:
    """Statement 11-05: 5,000, minimum 500, not paid: 25.00.

    12-05: 5,000 × 46 days = 115.00, cash 3,000 × 25 = 37.50; balance 8,207.50; minimum
    10% × 7,707.50 + 500 = 1,270.75; 300 paid on 12-20 go to 152.50, 25.00, 30.00, principal 92.50;
    short 970.75: 48.54. 01-05: 8,000 × 15 = 60.00, 7,907.50 × 16 = 63.26 and 152.50 × 15 days =
    1.14: 124.40; minimum 10% × 7,109.69 + 970.75 = 1,681.72: 84.09.
    02-05: 7,907.50 × 31 = 122.57, 124.40 × 31 = 1.93: 124.50.
    """
    ledger = replay(full(paid(12, 20, "300")), date(2026, 2, 5))
    assert said(ledger, Head.DAMAGES) == [
        "2025-11-25 2025-11-29 25.00",
        "2025-12-25 2025-12-29 48.54",
        "2026-01-25 2026-01-29 84.09",
    ]
    assert said(ledger, Head.COMPOUND) == [
        "2025-12-05 2025-12-20 1.14",
        "2026-01-05 2026-02-05 1.93",
    ]
    assert ledger.owed[Head.PRINCIPAL] == D("7907.50")
    assert ledger.owed[Head.INTEREST] + ledger.owed[Head.COMPOUND] == D("248.90")
    assert ledger.owed[Head.DAMAGES] == D("132.63")
    assert ledger.overdue_since == date(2025, 11, 25)
    # (8,289.03 − 1,681.72) × 10% + 1,681.72
    assert ledger.minimum_left == D("2342.45")


def test_interest_on_interest_follows_a_payment_within_the_cycle() -> None:
    ledger = replay(full(paid(12, 20, "100")), date(2026, 1, 5))
    # 152.50 × 15 days = 1.14 to 12-20, then 52.50 × 16 days = 0.42
    assert said(ledger, Head.COMPOUND) == [
        "2025-12-05 2025-12-20 1.14",
        "2025-12-20 2026-01-05 0.42",
    ]


def test_damages_and_fees_bear_no_interest_unless_somebody_lets_them() -> None:
    bearing = replace(FULL, charges_bear=True)
    # 207.50 × 15 = 1.56 instead of 1.14; 01-05: (124.82 + 48.54) × 31 = 2.69 instead of 1.93
    ledger = replay(full(paid(12, 20, "300"), card=bearing), date(2026, 2, 5))
    assert [c.amount for c in ledger.charges if c.head is Head.COMPOUND] == [D("1.56"), D("2.69")]


def test_damages_have_their_least_amount_and_the_minimum_its_floor() -> None:
    card = replace(FULL, postings=(Posting(date(2025, 10, 20), D("400"), "purchase"),))
    # minimum 50 (10% would be 40); 5% of 50 = 2.50, at least 5.00
    ledger = replay(inputs(card), date(2025, 12, 1))
    assert ledger.owed[Head.DAMAGES] == D("5.00")
    nearly = replay(inputs(card, paid(11, 20, "50")), date(2025, 12, 1))
    assert nearly.owed[Head.DAMAGES] == 0
    assert nearly.overdue_since is None


def test_what_was_short_and_is_paid_later_is_not_asked_for_again() -> None:
    late = replay(full(paid(12, 2, "500")), date(2025, 12, 29))
    # balance on 12-05: 4,525 + … ; the first minimum is made up, so only the second one is short
    first, second = (c for c in late.charges if c.head is Head.DAMAGES)
    assert first.amount == D("25.00")
    # the 500 go to the billed purchase: 4,500. 12-05: 5,000 × 43 + 4,500 × 3 = 107.50 + 6.75,
    # cash 37.50, 25.00, 30.00: balance 7,706.75, minimum 770.68 (10%), 5% = 38.53
    assert second.amount == D("38.53")


def test_charges_may_count_in_full_in_the_minimum() -> None:
    share = FULL.minimum(D("8207.50"), short=D("500"), charges=D("207.50"))
    assert share == D("500") + D("770.75")
    whole = replace(FULL, charges_in_full=True)
    # 500 + 207.50 + 10% × 7,500
    assert whole.minimum(D("8207.50"), short=D("500"), charges=D("207.50")) == D("1457.50")


@pytest.mark.parametrize(
    ("on", "into"),
    [
        # the minimum of 11-05 was due 11-25: 02-23 is day 90, 02-24 day 91
        (date(2026, 2, 23), {Head.INTEREST, Head.COMPOUND, Head.DAMAGES, Head.FEE}),
        (date(2026, 2, 24), {Head.PRINCIPAL}),
    ],
)
def test_from_day_91_a_payment_meets_principal_first(on: date, into: set[Head]) -> None:
    ledger = replay(full(Paid(on, D("200"))), date(2026, 2, 25))
    assert {head for head, amount in ledger.paid.items() if amount} <= into
    assert sum(ledger.paid.values()) == 200


def test_rounding_by_statement_keeps_the_sum_exact() -> None:
    card = replace(
        EXAMPLE,
        postings=tuple(Posting(date(2025, 3, day), D("3.33"), "purchase") for day in (10, 12, 14)),
    )
    conv = Conventions(rounding=Rounding.INSTALMENT)
    ledger = replay(inputs(card, conventions=conv), date(2025, 5, 5))
    # 3.33 × 0.05% × (2 + 4 + 3 × 52 days) = 0.2697 → 0.27
    assert ledger.owed[Head.INTEREST] == D("0.27")


def test_days_at_the_end_of_short_months() -> None:
    card = replace(EXAMPLE, statement_day=31, due_day=20)
    assert card.statement_on(date(2025, 2, 10)) == date(2025, 2, 28)
    assert card.next_statement(date(2025, 2, 28)) == date(2025, 3, 31)
    assert card.due_of(date(2025, 2, 28)) == date(2025, 3, 20)
    assert card.due_of(date(2025, 12, 31)) == date(2026, 1, 20)


def test_a_due_day_after_the_next_statement_tests_the_older_one() -> None:
    # statement 20, due 15 of the next month, grace 8: the test is on 04-24, after 04-20
    card = replace(EXAMPLE, statement_day=20, due_day=15, grace_days=8)
    ledger = replay(inputs(card, paid(5, 23, "1000")), date(2025, 6, 20))
    assert ledger.total == 0
    late = replay(inputs(card, paid(5, 24, "1000")), date(2025, 6, 20))
    assert late.owed[Head.INTEREST] == D("27.50")  # 1,000 × 0.05% × 55 (03-30 to 05-24)


# ── what must always hold ────────────────────────────────────────────────────────────────────

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 240).map(lambda n: FIRST + timedelta(days=n))
YUAN = st.integers(1, 500_000).map(lambda fen: D(fen).scaleb(-2))
ENTRIES = st.lists(
    st.builds(Posting, DAYS, YUAN, st.sampled_from(["purchase", "cash"])), min_size=1, max_size=6
)
PAYMENTS = st.lists(st.builds(Paid, DAYS, YUAN), max_size=6)
CARDS = st.builds(
    CardTerms,
    st.integers(1, 31),
    st.integers(1, 31),
    ENTRIES.map(tuple),
    minimum_rate=st.sampled_from([D("0.05"), D("0.10")]),
    minimum_floor=st.sampled_from([D(0), D(50)]),
    damages_rate=st.sampled_from([D(0), D("0.05")]),
    full_interest=st.booleans(),
    grace_days=st.integers(0, 5),
    tolerance=st.sampled_from([D(0), D(10)]),
    principal_first_after=st.sampled_from([None, 91]),
)
COUNTED = st.builds(
    Conventions,
    ends=st.sampled_from(list(Ends)),
    compound=st.sampled_from([Compound.NONE, Compound.ON_INTEREST, Compound.MONTHLY]),
)
END = FIRST + timedelta(days=300)


@given(CARDS, PAYMENTS, COUNTED)
def test_what_is_repaid_and_what_is_left_is_what_was_spent(
    card: CardTerms, payments: list[Paid], conv: Conventions
) -> None:
    ledger = replay(inputs(card, *payments, conventions=conv), END)
    spent = sum((p.amount for p in card.postings), D(0))
    assert ledger.owed[Head.PRINCIPAL] + ledger.paid[Head.PRINCIPAL] == spent
    given_ = sum((p.amount for p in payments), D(0))
    assert sum(ledger.paid.values()) + ledger.overpaid == given_
    assert sum((p for _, _, p in card.spending(END)), D(0)) == spent


@given(CARDS, PAYMENTS, COUNTED)
def test_charges_make_up_the_heads(
    card: CardTerms, payments: list[Paid], conv: Conventions
) -> None:
    ledger = replay(inputs(card, *payments, conventions=conv), END)
    for head in (Head.INTEREST, Head.COMPOUND, Head.DAMAGES, Head.FEE):
        mine = [c for c in ledger.charges if c.head is head]
        assert sum((c.unpaid for c in mine), D(0)) == ledger.owed[head] >= 0
        assert sum((c.paid for c in mine), D(0)) == ledger.paid[head]
        assert all(c.working.amount == c.amount for c in mine)
    assert all(ledger.due[head] <= ledger.owed[head] for head in Head)


@given(CARDS, PAYMENTS, COUNTED, DAYS)
def test_a_payment_of_nothing_changes_nothing(
    card: CardTerms, payments: list[Paid], conv: Conventions, on: date
) -> None:
    run = inputs(card, *payments, conventions=conv)
    more = inputs(card, *payments, Paid(on, D(0)), conventions=conv)
    assert heads(more, END) == heads(run, END)


@given(CARDS, PAYMENTS, COUNTED)
def test_interest_on_all_is_never_below_interest_on_what_is_unpaid(
    card: CardTerms, payments: list[Paid], conv: Conventions
) -> None:
    conv = replace(conv, rounding=Rounding.INSTALMENT, ends=Ends.START)
    partly = heads(inputs(replace(card, full_interest=False), *payments, conventions=conv), END)
    wholly = heads(inputs(replace(card, full_interest=True), *payments, conventions=conv), END)
    assert sum(wholly.owed.values()) >= sum(partly.owed.values())


@given(CARDS, PAYMENTS, COUNTED, DAYS)
def test_the_sums_alone_are_those_of_the_ledger(
    card: CardTerms, payments: list[Paid], conv: Conventions, on: date
) -> None:
    run = inputs(card, *payments, conventions=conv)
    ledger, sums = replay(run, on, lines=True), heads(run, on)
    assert (sums.owed, sums.due) == (ledger.owed, ledger.due)
