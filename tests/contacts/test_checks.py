"""Each rule on both sides of its limit, the day it begins, and whom it binds."""

from __future__ import annotations

import pytest

from debtcheck.contacts.flags import TOUCHES
from debtcheck.contacts.model import FLAGS
from debtcheck.words.catalog import Words

from .build import DAY, checked, contact, rules

TIMES = ("09", "10", "11", "12", "13", "14", "15", "16")


@pytest.mark.parametrize(
    ("at", "night"),
    [
        ("21:59:59", False),
        ("22:00:00", True),
        ("22:30:00", True),
        ("00:00:00", True),
        ("07:59:59", True),
        ("08:00:00", False),
    ],
)
def test_the_night_is_from_22_in_to_8_out(at: str, night: bool) -> None:
    assert ("T01" in rules(contact(at))) is night


def test_an_agreed_call_at_night_is_no_breach_and_is_said_to_be_none() -> None:
    result = checked(contact("22:30", consent=True))
    assert result.findings == ()
    assert "contact.fine.agreed" in [r.what.key for r in result.fine]
    assert rules(contact("22:30", consent=False)) == ["T01"]


def test_a_night_call_names_the_row_the_force_and_both_bases_of_a_bank() -> None:
    (found,) = checked(contact("22:30", row=7)).findings
    assert (found.rule, found.rows) == ("T01", (7,))
    assert found.force == "STD"
    assert [law.force for law in found.laws] == ["STD", "SELF"]
    assert found.certain


@pytest.mark.parametrize(
    ("day", "forces"),
    [
        ("2025-02-27", None),  # no verified rule on hours yet
        ("2025-02-28", ["STD"]),
        ("2026-01-29", ["STD"]),
        ("2026-01-30", ["STD", "SELF"]),
    ],
)
def test_the_rule_of_the_day_of_the_call_counts(day: str, forces: list[str] | None) -> None:
    result = checked(contact(f"{day}T22:30"))
    if forces is None:
        assert result.findings == ()
        assert "contact.fine.before" in [r.what.key for r in result.fine]
        return
    assert [law.force for law in result.findings[0].laws] == forces


@pytest.mark.parametrize(
    ("lender", "forces"),
    [
        ("bank", ["STD", "SELF"]),
        ("consumer_finance", ["STD", "SELF"]),
        ("microloan", ["STD"]),
        ("local_amc", ["STD"]),
        ("private", None),
    ],
)
def test_rules_bind_by_the_kind_of_lender(lender: str, forces: list[str] | None) -> None:
    result = checked(contact("22:30"), lender=lender)
    found = [law.force for f in result.findings for law in f.laws]
    assert found == (forces or [])
    if forces is None:
        keys = [r.what.key for r in result.fine]
        assert "contact.fine.not_bound" in keys
        assert "contact.fine.private" in keys


def test_an_unknown_lender_is_named_as_a_doubt() -> None:
    (found,) = checked(contact("22:30"), lender=None).findings
    assert not found.certain


@pytest.mark.parametrize(("count", "found"), [(3, []), (4, ["T02"])])
def test_three_answered_calls_a_day_are_within_the_rule(count: int, found: list[str]) -> None:
    calls = [contact(f"{hour}:00", row=i) for i, hour in enumerate(TIMES[:count], 2)]
    assert rules(*calls) == found


def test_robots_count_and_other_creditors_other_days_and_third_parties_do_not() -> None:
    calls = [contact(f"{hour}:00", row=i) for i, hour in enumerate(TIMES[:3], 2)]
    assert rules(*calls, contact("15:00", row=9, channel="robot_call")) == ["T02"]
    assert rules(*calls, contact("15:00", row=9, creditor="另一家")) == []
    assert rules(*calls, contact("2026-11-21T15:00", row=9)) == []
    assert rules(*calls, contact("15:00", row=9, direction="out")) == []
    assert "T02" not in rules(*calls, contact("15:00", row=9, third_party="母亲"))
    assert rules(*calls, contact("15:00", row=9, duration_s=0)) == []  # not an effective call


@pytest.mark.parametrize(("count", "found"), [(6, []), (7, ["T03"])])
def test_six_unanswered_tries_a_day_are_within_the_rule(count: int, found: list[str]) -> None:
    tries = [
        contact(f"{hour}:00", row=i, answered=False, duration_s=None)
        for i, hour in enumerate(TIMES[:count], 2)
    ]
    assert rules(*tries) == found
    assert rules(*tries, lender="microloan") == []  # self-discipline of banks' members


def test_tries_are_told_by_creditor_and_by_one_caller() -> None:
    tries = [
        contact(f"{hour}:00", row=i, answered=False, duration_s=0, number=number)
        for i, (hour, number) in enumerate(
            zip(TIMES[:7], ["1", "1", "1", "1", "2", "2", "3"], strict=True), 2
        )
    ]
    (found,) = checked(*tries).findings
    assert (found.what.params["n"], found.what.params["one"]) == (7, 4)


@pytest.mark.parametrize(("visitors", "found"), [(1, ["T04"]), (2, []), (3, []), (9, [])])
def test_one_visitor_is_the_breach_and_there_is_no_upper_limit(
    visitors: int, found: list[str]
) -> None:
    visit = contact("15:00", channel="visit", visitors=visitors, answered=None, duration_s=None)
    assert rules(visit) == found


def test_a_visit_of_unknown_size_is_asked_about_and_not_judged() -> None:
    visit = contact("15:00", channel="visit", answered=None, duration_s=None)
    result = checked(visit)
    assert result.findings == ()
    assert "contact.record.visitors" in [r.what.key for r in result.record]


def test_a_third_party_needs_a_reason_and_refusal_ends_it() -> None:
    first = contact("10:00", 2, third_party="母亲", refused_at=contact("10:05").at)
    again = contact("2026-11-21T10:00", 3, third_party="母亲")
    other = contact("2026-11-21T11:00", 4, third_party="同事")
    result = checked(first, again, other)
    found = {f.rule: f.rows for f in result.findings}
    assert found["T05"] == (2, 3, 4)
    assert found["T06"] == (3,)


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_touches_a_rule_that_exists(flag: str) -> None:
    found = rules(contact("10:00", flags=(flag,)), lender="bank", card=True)
    if flag == "letter_incomplete":
        assert found == ["C21"]
    assert found
    assert set(TOUCHES) == set(FLAGS)


def test_a_threat_is_a_suspicion_that_police_decide_on() -> None:
    result = checked(contact("10:00", flags=("threatened",)))
    laws = [law for f in result.findings for law in f.laws]
    assert {f.rule for f in result.findings} == {"C04", "C14"}
    for law in laws:
        if law.force == "LAW":
            assert "认定" in law.says_zh


@pytest.mark.parametrize(("day", "article"), [("2025-12-31", "第42条"), ("2026-01-01", "第50条")])
def test_the_public_security_law_is_cited_in_the_version_of_the_day(day: str, article: str) -> None:
    result = checked(contact(f"{day}T10:00", flags=("threatened",)))
    cites = [law.cite_zh for f in result.findings if f.rule == "C14" for law in f.laws]
    assert any(article in cite for cite in cites)


@pytest.mark.parametrize(("count", "found"), [(2, False), (3, True)])
def test_repeated_messages_are_three_or_more(count: int, found: bool) -> None:
    sent = [contact(f"{h}:00", i, flags=("insulted",)) for i, h in enumerate(TIMES[:count], 2)]
    assert ("C13" in rules(*sent)) is found


def test_the_home_has_a_statute_and_the_workplace_has_self_discipline() -> None:
    home = checked(contact("10:00", channel="visit", visitors=2, flags=("entered",)))
    assert [law.force for f in home.findings for law in f.laws] == ["LAW"]
    work = checked(contact("10:00", channel="visit", visitors=2, flags=("workplace",)))
    assert [law.force for f in work.findings for law in f.laws] == ["SELF"]


def test_card_rules_bind_a_card_only() -> None:
    call = contact("10:00", flags=("agreement_kept",))
    assert rules(call, card=True) == ["C22"]
    assert rules(call, card=False) == []
    assert rules(call) == []


def test_unlawful_debts_are_never_inferred_from_flags() -> None:
    assert "C16" not in rules(contact("10:00", flags=FLAGS), card=True)


def test_a_flag_seen_in_the_text_is_offered_and_never_set() -> None:
    result = checked(contact("10:00", content="再不还就让你好看"))
    assert result.findings == ()
    assert [r.what.params["flag"] for r in result.offered] == ["threatened"]


def test_what_feels_like_a_breach_and_is_none_is_told() -> None:
    result = checked(
        contact("10:00", 2, content="将向法院起诉"),
        contact("11:00", 3, channel="visit", visitors=3),
        contact("12:00", 4, direction="out"),
    )
    assert result.findings == ()
    keys = {r.what.key for r in result.fine}
    assert {"contact.fine.warning", "contact.fine.door", "contact.fine.own"} <= keys
    assert "contact.fine.visitors" in keys


def test_a_day_without_a_clock_is_never_called_night() -> None:
    assert rules(contact(f"{DAY}T00:00", timed=False)) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_of_the_checks_exists(lang: str) -> None:
    words = Words(lang)
    for name in FLAGS:
        assert words.has(f"contact.flag.{name}")
