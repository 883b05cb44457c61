"""The limitation period, each day worked by hand from 民法典 188-195 and 法释〔2018〕12号.

A period that begins with a due day ends on the same day three years later (两年: two years later).
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.audit.limitation import limitation
from debtcheck.audit.limitation_period import Effect, Limitation, State
from debtcheck.case.kinds import LenderKind, Method
from debtcheck.case.loan import Loan, Overdue
from debtcheck.case.model import Agreement, Case, Court, Event, Judgment, Lender, Payment
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

LAW = load_lawbook()
DUE = date(2021, 3, 10)  # three years: 2024-03-10 is the last day


def case(*events: Event, due: date = DUE, **more: object) -> Case:
    loan = Loan(principal=Decimal(10000), due_on=due)
    return replace(Case(loan=loan, events=events), **more)  # type: ignore[arg-type]


def at(found_case: Case, on: date) -> Limitation:
    return limitation(found_case, LAW, on)


def test_the_last_day_still_belongs_to_the_period() -> None:
    assert at(case(), date(2024, 3, 10)).state is State.SOON
    assert at(case(), date(2024, 3, 11)).state is State.PAST
    assert at(case(), date(2023, 9, 9)).state is State.RUNNING  # half a year and a day before
    assert at(case(), DUE).state is State.NOT_BEGUN


def test_a_demand_that_arrived_in_time_begins_it_anew() -> None:
    found = at(case(Event(date(2024, 3, 10), "demand", reached=True)), date(2025, 1, 1))
    assert found.latest == found.earliest == date(2027, 3, 10)
    assert [s.effect for s in found.steps] == [Effect.BEGINS, Effect.RESTARTS]


def test_a_demand_after_the_end_revives_nothing() -> None:
    found = at(case(Event(date(2024, 3, 11), "demand", reached=True)), date(2025, 1, 1))
    assert (found.state, found.latest) == (State.PAST, date(2024, 3, 10))
    assert found.steps[-1].effect is Effect.TOO_LATE
    assert [ref.id for ref in found.steps[-1].law] == ["L04", "L09"]


def test_a_demand_of_which_nobody_knows_whether_it_arrived_leaves_it_open() -> None:
    found = at(case(Event(date(2023, 5, 1), "demand")), date(2025, 1, 1))
    assert (found.state, found.earliest, found.latest) == (
        State.UNSURE,
        date(2024, 3, 10),
        date(2026, 5, 1),
    )
    assert found.may_have_run


def test_a_demand_that_did_not_arrive_changes_nothing() -> None:
    found = at(case(Event(date(2023, 5, 1), "demand", reached=False)), date(2025, 1, 1))
    assert (found.state, found.steps[-1].effect) == (State.PAST, Effect.NONE)


@pytest.mark.parametrize(
    ("on", "effect"),
    [
        (date(2021, 5, 24), Effect.NONE),  # the day before 法释〔2021〕10号
        (date(2021, 5, 25), Effect.RESTARTS),
    ],
)
def test_for_bank_cards_sending_is_enough(on: date, effect: Effect) -> None:
    card = case(
        Event(on, "demand", reached=False),
        lenders=(Lender(kind=LenderKind.BANK),),
    )
    card = replace(card, loan=replace(card.loan, method=Method.CARD))
    assert at(card, date(2022, 1, 1)).steps[-1].effect is effect


@pytest.mark.parametrize("kind", ["promise", "acknowledgement"])
def test_a_promise_after_the_end_is_a_waiver_risk(kind: str) -> None:
    found = at(case(Event(date(2024, 6, 1), kind)), date(2025, 1, 1))
    assert found.state is State.WAIVER_RISK
    assert found.steps[-1].effect is Effect.WAIVER_RISK


def test_a_payment_restarts_in_time_and_risks_a_waiver_after() -> None:
    early = case(payments=(Payment(date(2022, 1, 5), Decimal(100)),))
    assert at(early, date(2023, 1, 1)).latest == date(2025, 1, 5)
    late = case(payments=(Payment(date(2024, 3, 11), Decimal(100)),))
    assert at(late, date(2025, 1, 1)).state is State.WAIVER_RISK


def test_two_years_that_ended_before_the_change_stay_ended() -> None:
    # due 2015-09-29: two years end on 2017-09-29; a day later they end on 2017-09-30
    for due in (date(2015, 9, 29), date(2015, 9, 30)):
        found = at(case(due=due), date(2018, 1, 1))
        assert (found.state, found.latest) == (State.PAST, due.replace(year=2017))
        assert found.steps[-1].effect is Effect.STAYS_PAST


def test_two_years_still_running_on_2017_10_01_become_three() -> None:
    found = at(case(due=date(2015, 10, 1)), date(2018, 1, 1))
    assert (found.state, found.latest) == (State.RUNNING, date(2018, 10, 1))
    assert found.steps[-1].effect is Effect.MADE_LONGER


def test_an_agreement_begins_with_its_last_instalment() -> None:
    plan = Agreement(date(2022, 1, 1), first_due_on=date(2022, 2, 1), instalments=12)
    found = at(case(agreements=(plan,)), date(2024, 1, 1))
    assert found.latest == date(2026, 1, 1)  # the last of twelve is 2023-01-01
    assert found.earliest == date(2025, 1, 1)


def test_an_early_call_runs_by_two_clocks() -> None:
    called = case(due=date(2023, 12, 1))
    loan = replace(called.loan, overdue=Overdue(accelerated_on=date(2021, 6, 1)))
    found = at(replace(called, loan=loan), date(2024, 7, 1))
    assert (found.state, found.earliest, found.latest) == (
        State.UNSURE,
        date(2024, 6, 1),
        date(2026, 12, 1),
    )


def test_a_suit_in_time_stops_the_question() -> None:
    sued = case(court=Court(stage="sued", filed_on=date(2024, 3, 10)))
    assert at(sued, date(2025, 1, 1)).state is State.SUIT
    too_late = case(court=Court(stage="sued", filed_on=date(2024, 3, 11)))
    assert at(too_late, date(2025, 1, 1)).state is State.PAST


def test_after_a_judgment_two_years_to_ask_for_enforcement() -> None:
    found = at(case(judgment=Judgment(perform_by=date(2025, 10, 11))), date(2026, 1, 1))
    assert (found.state, found.latest) == (State.JUDGED, date(2027, 10, 11))
    assert found.steps[0].law[0].cite["zh"] == "《民事诉讼法》（2023年修正）第250条"


@pytest.mark.parametrize("kind", ["complaint", "credit_entry"])
def test_complaints_and_credit_entries_restart_nothing(kind: str) -> None:
    found = at(case(Event(date(2022, 1, 1), kind)), date(2023, 1, 1))
    assert (found.steps[-1].effect, found.latest) == (Effect.NONE, date(2024, 3, 10))


def test_demands_of_the_contact_log_count_too() -> None:
    log = (Event(date(2023, 1, 1), "demand", reached=True),)
    found = limitation(case(), LAW, date(2025, 1, 1), demands=log)
    assert found.latest == date(2026, 1, 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_effect_and_state_has_its_sentence_and_the_warning_its_own(lang: str) -> None:
    words = Words(lang)
    for effect in Effect:
        assert words(f"limitation.{effect}", kind="X")
    for state in State:
        assert words(f"limitation.state.{state}", earliest=DUE, latest=DUE)
    assert "12348" in words("limitation.warning.text")


def test_the_change_of_the_law_is_told_in_its_place() -> None:
    """Due 2015-01-10, two years to 2017-01-10; a demand of 2016-06-01 gives two years to
    2018-06-01, which ran on 2017-10-01 and became three, to 2019-06-01: nothing had ended."""
    told = (Event(date(2016, 6, 1), "demand", reached=True), Event(date(2022, 5, 1), "demand"))
    found = at(case(*told, due=date(2015, 1, 10)), date(2023, 1, 1))
    assert [s.effect for s in found.steps] == [
        Effect.BEGINS, Effect.RESTARTS, Effect.MADE_LONGER, Effect.TOO_LATE,
    ]  # fmt: skip
    assert [s.on for s in found.steps] == sorted(s.on for s in found.steps)
    assert (found.state, found.latest) == (State.PAST, date(2019, 6, 1))


def test_before_the_change_of_the_law_nothing_is_said_of_it() -> None:
    found = at(case(due=date(2015, 1, 10)), date(2016, 6, 1))
    assert [s.effect for s in found.steps] == [Effect.BEGINS]
