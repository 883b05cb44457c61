"""Payments, instalments and bookings: what is certain is matched, what is not is shown."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import debtcheck
from debtcheck.audit import matching
from debtcheck.audit.matching.days import due_fit, due_near
from debtcheck.audit.matching.match import match
from debtcheck.audit.matching.model import Due, Matching, State
from debtcheck.audit.matching.of_case import places
from debtcheck.audit.matching.papers import in_two_papers
from debtcheck.case.loan import Loan
from debtcheck.case.model import BookedPayment, Case, Evidence, Payment
from debtcheck.words.catalog import Words

D = Decimal
FOLDER = Path(matching.__file__).parent
WORDS = Path(debtcheck.__file__).parent / "words" / "zh" / "ledger.toml"
DUES = [Due(1, date(2025, 4, 10), D("800")), Due(2, date(2025, 5, 10), D("790")),
        Due(3, date(2025, 6, 10), D("780")), Due(4, date(2025, 7, 10), D("770"))]  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def paid(on: str, amount: str, **more: object) -> Payment:
    return Payment(day(on), D(amount), **more)  # type: ignore[arg-type]


def listed(on: str | None, amount: str, no: int | None = None, text: str = "") -> BookedPayment:
    return BookedPayment(
        D(amount), day(on) if on else None, no, Evidence("账单.csv", "line 2", text)
    )


def run(
    payments: list[Payment],
    bookings: list[BookedPayment] | None = None,
    dues: list[Due] | None = None,
    to: str = "12-31",
) -> Matching:
    known = {k: p for k, p in enumerate(payments) if p.status == "settled"}
    asked = {k: p for k, p in enumerate(payments) if p.status == "unknown"}
    found = match(known, dues or [], bookings or [], offered=asked, listed_to=day(to))
    for link in found.links:
        for why in link.why:  # every sentence has its words and its blanks
            assert all(Words(lang).say(why) for lang in ("zh", "en"))
    return found


def booked(found: Matching) -> list[tuple[State, list[int]]]:
    """What each payment meets in the list."""
    sides = [link.booked for link in found.links]
    return [(s.state, [k for k, _ in s.to]) for s in sides if s]


def planned(found: Matching) -> list[tuple[State, list[tuple[int, str]]]]:
    """What each payment meets in the plan."""
    sides = [link.instalments for link in found.links]
    return [(s.state, [(no, str(a)) for no, a in s.to]) for s in sides if s]


# ── with the statement's list ────────────────────────────────────────────────────────────────


def test_a_booking_up_to_three_days_later_is_the_same_payment() -> None:
    found = run([paid("04-10", "800", payee="网银在线")], [listed("04-13", "800")])
    assert booked(found) == [(State.MATCHED, [0])]
    assert (found.unproven, found.links[0].why[0].params["days"]) == ((), 3)


def test_the_payee_alone_matches_nothing() -> None:
    """Another amount through the same payee on the same day is another payment."""
    found = run([paid("04-10", "800", payee="网银在线")], [listed("04-10", "790", text="网银在线")])
    assert booked(found) == [(State.UNMATCHED, [])]
    assert found.unproven == (0,)


def test_a_booking_before_the_payment_or_weeks_later_is_not_it() -> None:
    payments, lines = [paid("04-10", "800")], [listed("04-01", "800"), listed("05-02", "800")]
    assert booked(run(payments, lines)) == [(State.UNMATCHED, [])]


def test_the_best_over_all_leaves_nobody_without() -> None:
    """The first payment is nearest to the first line, but the second fits no other."""
    payments = [paid("04-09", "500"), paid("04-04", "500")]
    found = run(payments, [listed("04-11", "500"), listed("04-16", "500")])
    assert booked(found) == [(State.MATCHED, [1]), (State.MATCHED, [0])]


def test_a_reference_in_the_line_decides() -> None:
    payments = [paid("04-10", "500", reference="7000000001"), paid("04-10", "500")]
    found = run(
        payments, [listed("04-10", "500"), listed("04-10", "500", text="70000, 7000000001")]
    )
    assert booked(found)[0] == (State.MATCHED, [1])


def test_of_two_alike_with_one_line_it_is_not_said_which_is_missing() -> None:
    found = run([paid("04-10", "500"), paid("04-10", "500")], [listed("04-11", "500")])
    assert booked(found) == [(State.AMBIGUOUS, [0]), (State.AMBIGUOUS, [0])]
    assert found.links[0].why[0].params == {"n": 2, "amount": D(500), "listed": 1}


def test_within_the_usual_days_it_is_not_said_which_of_two_alike_is_booked() -> None:
    """A line of the 10th may be the payment of the 8th, two days later, or that of the 10th."""
    found = run([paid("04-08", "500"), paid("04-10", "500")], [listed("04-10", "500")])
    assert booked(found) == [(State.AMBIGUOUS, [0]), (State.AMBIGUOUS, [0])]


def test_a_usual_booking_goes_before_an_unusually_late_one() -> None:
    found = run([paid("04-05", "500"), paid("04-10", "500")], [listed("04-10", "500")])
    assert booked(found) == [(State.UNMATCHED, []), (State.MATCHED, [0])]


def test_a_booking_day_that_the_case_states_decides() -> None:
    payments = [paid("04-08", "500", booked_on=day("04-10")), paid("04-10", "500")]
    assert booked(run(payments, [listed("04-10", "500")]))[0] == (State.MATCHED, [0])


def test_two_lines_that_fit_one_payment_are_asked_about() -> None:
    found = run([paid("04-10", "500")], [listed("04-10", "500"), listed("04-10", "500")])
    assert booked(found) == [(State.AMBIGUOUS, [0, 1])]
    assert found.unproven == (1,)


def test_one_payment_in_two_lines_and_two_payments_in_one() -> None:
    one = run([paid("04-10", "1590")], [listed("04-10", "800", 1), listed("04-10", "790", 2)])
    assert booked(one) == [(State.MATCHED, [0, 1])]
    two = run([paid("04-02", "500"), paid("04-10", "300")], [listed("04-10", "800", 1)])
    assert booked(two) == [(State.MATCHED, [0]), (State.MATCHED, [0])]
    assert (one.unproven, two.unproven) == ((), ())


def test_sums_that_are_possible_several_ways_are_asked_about() -> None:
    """300 + 500 and 350 + 450 both make 800."""
    payments = [paid("04-10", a) for a in ("300", "500", "350", "450")]
    found = run(payments, [listed("04-10", "800")])
    assert {state for state, _ in booked(found)} == {State.AMBIGUOUS}


def test_a_payment_of_yesterday_may_not_be_booked_yet() -> None:
    found = run([paid("04-09", "500"), paid("04-01", "300")], [listed("04-02", "1")], to="04-10")
    assert [link.why[0].key for link in found.links] == [
        "ledger.match.recent",
        "ledger.match.not_listed",
    ]


def test_a_payment_of_unknown_status_is_offered_and_takes_no_line_from_another() -> None:
    payments = [paid("04-10", "500", status="unknown"), paid("04-10", "500")]
    found = run(payments, [listed("04-10", "500")])
    assert booked(found) == [(State.AMBIGUOUS, []), (State.MATCHED, [0])]
    alone = run(payments[:1], [listed("04-10", "500")])
    assert alone.links[0].why[0].key == "ledger.match.unknown_listed"
    assert alone.unproven == (0,)


# ── with the plan ────────────────────────────────────────────────────────────────────────────


def test_each_payment_meets_its_instalment_by_amount_and_day() -> None:
    found = run([paid("05-09", "790"), paid("04-12", "800")], dues=DUES)
    assert planned(found) == [
        (State.MATCHED, [(2, "790")]),
        (State.MATCHED, [(1, "800")]),
    ]


def test_one_payment_for_two_instalments_and_two_for_one() -> None:
    found = run([paid("05-10", "1590"), paid("06-08", "400"), paid("06-10", "380")], dues=DUES)
    assert planned(found) == [
        (State.MATCHED, [(1, "800"), (2, "790")]),
        (State.MATCHED, [(3, "400")]),
        (State.MATCHED, [(3, "380")]),
    ]


def test_a_late_payment_with_its_charges_meets_its_instalment() -> None:
    """20 days late: 800 and 8.00 of penalty, 0.05% a day."""
    found = run([paid("04-30", "808")], dues=DUES)
    assert planned(found) == [(State.MATCHED, [(1, "808")])]
    assert found.links[0].why[0].params == {"no": 1, "days": 20}


def test_equal_instalments_of_which_two_fit_are_asked_about() -> None:
    dues = [Due(k, date(2025, 3 + k, 10), D("800")) for k in (1, 2, 3)]
    found = run([paid("04-10", "800"), paid("06-05", "800")], dues=dues)
    assert planned(found) == [
        (State.MATCHED, [(1, "800")]),
        (State.AMBIGUOUS, [(2, "800"), (3, "800")]),
    ]


def test_an_instalment_that_is_stated_is_kept() -> None:
    payments = [paid("06-10", "780", instalment=1), paid("06-10", "780")]
    found = run(payments, dues=DUES)
    assert planned(found) == [(State.MATCHED, [(1, "780")]), (State.MATCHED, [(3, "780")])]


def test_a_sum_that_fits_nothing_is_not_forced() -> None:
    assert planned(run([paid("05-10", "123.45")], dues=DUES)) == [(State.UNMATCHED, [])]


# ── twice ────────────────────────────────────────────────────────────────────────────────────


def test_a_second_debit_for_one_instalment_is_seen() -> None:
    payments = [paid("05-10", "790", payee="某某支付"), paid("05-12", "790", payee="某某支付")]
    assert run(payments, dues=DUES).twice == ((0, 1),)


@pytest.mark.parametrize(
    ("on", "amount", "payee"),
    [("05-14", "790", "某某支付"), ("05-12", "791", "某某支付"), ("05-12", "790", "另一家")],
    ids=["four days", "another amount", "another payee"],
)
def test_what_only_comes_near_is_no_double_debit(on: str, amount: str, payee: str) -> None:
    payments = [paid("05-10", "790", payee="某某支付"), paid(on, amount, payee=payee)]
    assert run(payments, dues=DUES).twice == ()


def test_two_equal_instalments_paid_together_are_no_double_debit() -> None:
    dues = [Due(k, date(2025, 3 + k, 10), D("800")) for k in (1, 2)]
    payments = [paid("05-10", "800", payee="某某支付"), paid("05-11", "800", payee="某某支付")]
    assert run(payments, dues=dues).twice == ()


def in_paper(file: str, on: str, amount: str = "500", **more: object) -> Payment:
    return paid(on, amount, evidence=Evidence(file, "line 2"), **more)


def test_a_payment_in_two_papers_is_one() -> None:
    bank, wallet = in_paper("银行.csv", "04-11"), in_paper("钱包.csv", "04-10")
    assert in_two_papers([bank, wallet]) == {1: 0}


@pytest.mark.parametrize(("on", "count"), [("04-10", 1), ("04-11", 0)])
def test_what_was_typed_by_hand_repeats_a_paper_of_the_same_day_only(on: str, count: int) -> None:
    both = [in_paper("案件.toml", on), in_paper("钱包.csv", "04-10")]
    assert len(in_two_papers(both, "案件.toml")) == count


def test_as_many_as_one_paper_has_are_kept() -> None:
    """Two in the bank's paper and two in the wallet's are two payments; three and two are three."""
    two = [in_paper("银行.csv", "04-10"), in_paper("银行.csv", "04-11")]
    same = [in_paper("钱包.csv", "04-10"), in_paper("钱包.csv", "04-11")]
    assert in_two_papers([*two, *same]) == {2: 0, 3: 1}
    assert len(in_two_papers([*two, in_paper("银行.csv", "04-12"), *same])) == 2


@pytest.mark.parametrize(
    "other",
    [
        in_paper("银行.csv", "04-10"),
        in_paper("钱包.csv", "04-14"),
        in_paper("钱包.csv", "04-10", "500.01"),
        in_paper("钱包.csv", "04-10", instalment=2),
    ],
    ids=["the same paper", "four days", "another amount", "another instalment"],
)
def test_other_payments_are_not_one(other: Payment) -> None:
    assert in_two_papers([in_paper("银行.csv", "04-10", instalment=1), other]) == {}


# ── whatever comes in ────────────────────────────────────────────────────────────────────────

some_payments = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["100", "200", "300"])), max_size=7
)


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(some_payments, some_payments)
def test_a_line_is_met_once_and_the_order_of_the_case_does_not_matter(
    ours: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> None:
    start = date(2025, 4, 1)
    payments = [Payment(start + timedelta(days=n), D(a)) for n, a in sorted(ours)]
    lines = [BookedPayment(D(a), start + timedelta(days=n)) for n, a in theirs]
    known = dict(enumerate(payments))
    found = match(known, [], lines)
    sure = [
        [(k, amount) for k, amount in link.booked.to]
        for link in found.links
        if link.booked and link.booked.state is State.MATCHED
    ]
    for k, line in enumerate(lines):
        met = sum((a for to in sure for place, a in to if place == k), D(0))
        assert met <= line.amount
    backwards = {len(payments) - 1 - k: p for k, p in known.items()}
    again = match(backwards, [], lines)
    states = sorted(str(link.state) for link in found.links)
    assert sorted(str(link.state) for link in again.links) == states
    assert sorted(found.unproven) == sorted(again.unproven)


def test_every_sentence_of_matching_is_used() -> None:
    source = "".join(f.read_text(encoding="utf-8") for f in FOLDER.glob("*.py"))
    sentences = tomllib.loads(WORDS.read_text(encoding="utf-8"))["match"]
    assert [key for key in sentences if not re.search(rf"\b{key}\b", source)] == []


def test_two_hundred_payments_and_bookings_take_no_time() -> None:
    """Of one amount, one a week, booked a day or two later, against as many instalments."""
    start = date(2021, 1, 1)
    payments = {k: Payment(start + timedelta(days=7 * k), D(500)) for k in range(200)}
    lines = [BookedPayment(D(500), start + timedelta(days=7 * k + 1 + k % 2)) for k in range(200)]
    dues = [Due(k + 1, start + timedelta(days=7 * k), D(500)) for k in range(200)]
    began = time.perf_counter()
    found = match(payments, dues, lines)
    assert time.perf_counter() - began < 1
    assert found.unproven == ()


@given(
    st.lists(st.integers(-500, 900), max_size=8),
    st.integers(-400, 800),
)
def test_the_instalments_of_a_window_are_those_whose_day_fits(ends: list[int], at: int) -> None:
    # ten days before the due date to a year (366 days) after it: days.due_fit says the same
    begin = date(2025, 1, 1)
    dues = [Due(no, begin + timedelta(days=d), D("800")) for no, d in enumerate(sorted(ends), 1)]
    payment = Payment(begin + timedelta(days=at), D("800"))
    near = [due.no for due in due_near(payment, dues)]
    assert near == [due.no for due in dues if due_fit(payment, due) is not None]


def test_a_payment_keeps_its_place_when_its_booking_day_has_been_filled_in() -> None:
    first, twin = paid("04-10", "800"), paid("04-10", "800")
    case = Case(loan=Loan(principal=D("800")), payments=(twin, paid("03-10", "5"), first))
    booked_since = paid("03-10", "5", booked_on=day("03-12"))
    assert places(case, (booked_since, first, twin)) == (1, 0, 2)
