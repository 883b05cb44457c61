"""What is not drafted: letters that do not fit, untrue claims, promises that cannot be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from debtcheck.audit.audit import audit
from debtcheck.audit.limitation import limitation
from debtcheck.case.model import Agreement, Court, Event, Payment
from debtcheck.contacts.model import CHINA, Contact
from debtcheck.letters.compose import compose
from debtcheck.letters.kinds import KINDS
from debtcheck.letters.letter import Letter, LetterRefused
from debtcheck.planning.offers import NOTHING, Means, OfferRefused, Wish
from debtcheck.words.catalog import Words

from .written import LANGUAGES, case_of, day, law

JULY = day("2025-07-10")
PAYS = Wish(monthly=Decimal(600), first_on=day("2025-08-10"))
ACKNOWLEDGING = [kind.id for kind in KINDS.values() if kind.acknowledges]


def write(
    case: str,
    kind: str,
    today: date = JULY,
    *,
    lang: str = "zh",
    wish: Wish = NOTHING,
    means: Means | None = None,
    ground: str = "",
    answers: dict[str, str] | None = None,
    **changes: object,
) -> Letter:
    """A letter of a case with parts of it changed."""
    changed = replace(case_of(case), **changes)  # type: ignore[arg-type]
    report = audit(changed, law=law(), today=today)
    return compose(
        kind, report, law=law(), lang=lang, today=today, wish=wish, means=means, ground=ground,
        answers=answers,
    )  # fmt: skip


def refused(*args: object, **more: object) -> str:
    """The key of the reason; the reason can be said in both languages."""
    with pytest.raises((LetterRefused, OfferRefused)) as caught:
        write(*args, **more)  # type: ignore[arg-type]
    why = caught.value.why
    for lang in LANGUAGES:
        assert Words(lang).say(why)
    return why.key.removeprefix("letter.")


def test_nothing_overcharged_is_no_dispute() -> None:
    assert refused("correct_statement", "dispute") == "refuse.nothing_to_dispute"


def test_a_dispute_needs_a_claim() -> None:
    assert refused("settled", "dispute") == "refuse.no_claim"


def test_not_yet_repaid_is_not_settled() -> None:
    assert refused("correct_statement", "settlement-proof") == "refuse.not_settled"


# ── letters that acknowledge ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ACKNOWLEDGING)
def test_they_need_to_know_what_can_be_paid(kind: str) -> None:
    wish = Wish(first_on=day("2025-08-10"))
    assert refused("jd_jintiao_overdue", kind, wish=wish) == "refuse.no_surplus"


@pytest.mark.parametrize("kind", ACKNOWLEDGING)
@pytest.mark.parametrize("stage", ["sued", "payment_order", "mediation", "judged", "enforcement"])
def test_they_are_no_answer_to_a_court(kind: str, stage: str) -> None:
    court = Court(stage=stage)
    key = refused("jd_jintiao_overdue", kind, wish=PAYS, court=court)
    assert key == "refuse.court_pending"


@pytest.mark.parametrize("kind", ACKNOWLEDGING)
def test_they_are_not_offered_when_the_period_may_have_run(kind: str) -> None:
    today = day("2028-07-10")
    wish = Wish(monthly=Decimal(600), first_on=day("2028-08-10"))
    assert refused("long_overdue", kind, today, wish=wish) == "refuse.may_have_run"


@pytest.mark.parametrize("kind", ACKNOWLEDGING)
def test_a_demand_in_the_contact_log_shows_that_it_still_runs(kind: str) -> None:
    """Asked in writing on 2027-05-01: to 2030-05-01."""
    today = day("2028-07-10")
    wish = Wish(monthly=Decimal(6000), first_on=day("2028-08-10"))
    at = datetime.combine(day("2027-05-01"), time(9), CHINA)
    row = Contact(at, creditor="某某小额贷款有限公司", channel="sms", content="请尽快还款")
    report = audit(case_of("long_overdue"), law=law(), today=today)
    given = {"law": law(), "lang": "zh", "today": today, "wish": wish}
    letter = compose(kind, report, contacts=(row,), **given)
    assert letter.kind == kind
    with pytest.raises(LetterRefused):
        compose(kind, report, contacts=(replace(row, third_party="父亲"),), **given)


@pytest.mark.parametrize("kind", ACKNOWLEDGING)
@pytest.mark.parametrize("role", ["spouse", "relative", "name_used", "surety"])
def test_only_the_borrower_writes_them(kind: str, role: str) -> None:
    borrower = replace(case_of("jd_jintiao_overdue").borrower, role=role)
    assert refused("jd_jintiao_overdue", kind, wish=PAYS, borrower=borrower) == "refuse.role"


def test_no_surplus_no_promise() -> None:
    means = Means(Decimal(3000), Decimal(3200))
    assert refused("jd_jintiao_overdue", "instalment", means=means) == "refuse.surplus_negative"


def test_a_promise_above_the_surplus_is_refused() -> None:
    means = Means(Decimal(3500), Decimal(3000))
    key = refused("jd_jintiao_overdue", "instalment", wish=PAYS, means=means)
    assert key == "refuse.above_surplus"


def test_several_debts_share_a_surplus() -> None:
    means = Means(Decimal(6000), Decimal(3000), debts=3)
    assert refused("jd_jintiao_overdue", "instalment", means=means) == "refuse.shared_surplus"


def test_the_surplus_of_a_household_is_what_is_offered() -> None:
    made = write("jd_jintiao_overdue", "instalment", means=Means(Decimal(6000), Decimal(5400)))
    assert "每月还 600.00 元" in made.text
    assert "每月收入6,000.00 元" in made.text


def test_more_time_needs_a_day() -> None:
    wish = Wish(monthly=Decimal(600))
    assert refused("jd_jintiao_overdue", "extension", wish=wish) == "refuse.needs_first_on"


def test_a_debt_higher_than_they_claim_is_not_acknowledged() -> None:
    case = case_of("jd_jintiao_overdue")
    lower = replace(case.claims[0], heads=(), total=Decimal("9000.00"))
    key = refused("jd_jintiao_overdue", "instalment", wish=PAYS, claims=(lower,))
    assert key == "refuse.ours_above"


# ── the court ────────────────────────────────────────────────────────────────────────────


def test_court_letters_need_court_papers_of_their_stage() -> None:
    assert refused("jd_jintiao_overdue", "court-answer") == "refuse.needs_court"
    assert refused("sued_far_away", "payment-order-objection") == "refuse.other_stage"
    assert refused("payment_order", "court-answer") == "refuse.other_stage"


def test_an_untrue_objection_is_not_drafted() -> None:
    assert refused("payment_order_right", "payment-order-objection") == "refuse.no_true_dispute"


@pytest.mark.parametrize(
    "ground",
    ["我没钱", "现在没有能力偿还", "请求分期", "想晚点还", "家里困难，请宽限", "I cannot pay now",
     "I need more time", "please let me pay in instalments", "I have no money"],
)  # fmt: skip
def test_cannot_pay_is_no_objection(ground: str) -> None:
    for case in ("payment_order", "payment_order_right"):
        key = refused(case, "payment-order-objection", ground=ground)
        assert key == "refuse.cannot_pay"
        key = refused(case, "payment-order-objection", answers={"ground": ground})
        assert key == "refuse.cannot_pay"


def test_a_true_reason_of_the_persons_own_is_drafted() -> None:
    reason = "本人已于到期日还清，附银行流水"
    made = write("payment_order_right", "payment-order-objection", ground=reason)
    assert reason in made.text.replace("\n", "")


def test_the_objection_never_talks_of_paying() -> None:
    text = write("payment_order", "payment-order-objection").text
    for word in ("没钱", "分期", "延期", "愿意", "困难"):
        assert word not in text


def test_the_courts_day_comes_first_in_what_to_do() -> None:
    made = write("payment_order", "payment-order-objection", day("2025-07-05"))
    assert "2025-07-16" in Words("zh").say(made.after[0])
    assert "2025-07-16" in Words("zh").say(write("payment_order", "dispute").after[0])


def test_no_day_of_service_no_last_day() -> None:
    made = write("payment_order", "payment-order-objection", court=Court(stage="payment_order"))
    assert [d.on for d in made.deadlines] == [None]
    assert any(b.key == "served_on" for b in made.blanks)


def test_limitation_is_pleaded_only_where_it_may_have_run() -> None:
    assert "诉讼时效抗辩" not in write("sued_far_away", "court-answer").text
    court = Court(stage="sued", filed_on=day("2028-06-01"), served_on=day("2028-06-10"))
    old = write("sued_far_away", "court-answer", day("2028-06-12"), court=court)
    assert "提出诉讼时效抗辩" in old.text.replace("\n", "")
    assert "2025年4月10日" in old.text


def test_jurisdiction_needs_the_clause() -> None:
    court = Court(stage="sued", served_on=day("2025-07-01"))
    key = refused("sued_far_away", "jurisdiction-objection", court=court)
    assert key == "refuse.no_clause"


# ── the limitation period ────────────────────────────────────────────────────────────────

DUE = day("2025-04-10")


def ends(today: str, **changes: object) -> tuple[date | None, bool]:
    """Where the period of a loan due on 2025-04-10 ends."""
    case = replace(case_of("long_overdue"), **changes)  # type: ignore[arg-type]
    found = limitation(case, law(), day(today))
    return found.earliest, found.may_have_run


def test_three_years_from_the_due_day_both_sides() -> None:
    assert ends("2028-04-09") == (day("2028-04-10"), False)
    assert ends("2028-04-10") == (day("2028-04-10"), True)


def test_a_demand_that_arrived_restarts_it_and_one_that_may_not_have_does_not() -> None:
    demand = Event(day("2026-05-01"), "demand", reached=True)
    assert ends("2028-07-01", events=(demand,)) == (day("2029-05-01"), False)
    assert ends("2028-07-01", events=(replace(demand, reached=None),))[1]


def test_what_comes_after_the_end_revives_nothing() -> None:
    late = Event(day("2028-05-01"), "demand", reached=True)
    assert ends("2028-07-01", events=(late,)) == (day("2028-04-10"), True)


def test_a_payment_or_an_agreement_restarts_it() -> None:
    paid = Payment(day("2027-01-05"), Decimal(100))
    assert ends("2028-07-01", payments=(paid,)) == (day("2030-01-05"), False)
    agreed = Agreement(day("2026-02-01"))
    assert ends("2028-07-01", agreements=(agreed,)) == (day("2029-02-01"), False)


@pytest.mark.parametrize(
    ("due", "until"), [("2015-09-30", "2017-09-30"), ("2015-10-01", "2018-10-01")]
)
def test_two_years_before_october_2017(due: str, until: str) -> None:
    case = case_of("long_overdue")
    loan = replace(case.loan, due_on=day(due))
    assert limitation(replace(case, loan=loan), law(), day("2028-01-01")).earliest == day(until)


def test_a_late_paper_does_not_say_that_it_is_in_time() -> None:
    late = write("payment_order", "payment-order-objection", day("2025-07-17"))
    assert "15 日内" not in late.text
    assert late.deadlines[0].notes[0].key == "letter.deadline.passed"
    assert "15 日内" in write("payment_order", "payment-order-objection", day("2025-07-16")).text
