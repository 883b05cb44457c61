"""Every text is judged as it should be, and how often: the table is printed with `-s`."""

from __future__ import annotations

import re

import pytest

from debtcheck.messages.judge import judge
from debtcheck.messages.load import load_rules
from debtcheck.messages.model import Judgement

from .texts import ALL, Case

BOOK = load_rules()
SCAM_IDS = {f"SC{n:02}" for n in (*range(1, 16), *range(17, 23))}
PRESSURE_IDS = {f"UP{n:02}" for n in range(1, 16)}


def judged(case: Case) -> Judgement:
    return judge(case.text, BOOK)


@pytest.mark.parametrize("case", ALL, ids=[case.id for case in ALL])
def test_a_text_is_judged_as_it_should_be(case: Case) -> None:
    found = judged(case)
    assert found.scam.value in case.scam, case.why
    assert found.pressure.value in case.pressure, case.why
    assert (found.court, found.distress, found.sent) == (case.court, case.distress, case.sent)
    assert set(case.signs) <= {sign.id for sign in found.signs}, case.why


def test_there_are_enough_texts_and_each_is_another() -> None:
    assert len(ALL) >= 260
    assert len({case.text for case in ALL}) == len(ALL)
    assert len({case.id for case in ALL}) == len(ALL)
    assert all(case.why for case in ALL)


def test_every_kind_of_sign_has_a_text() -> None:
    seen = {sign.id for case in ALL for sign in judged(case).signs}
    labelled = {sign for case in ALL for sign in case.signs}
    # haste is shown only beside another sign, so no text is labelled with it
    assert SCAM_IDS - {"SC15"} <= labelled
    assert labelled >= PRESSURE_IDS
    assert "SC15" in seen


def test_no_fraud_is_missed_and_no_genuine_text_is_called_fraud() -> None:
    fraud = [case for case in ALL if "none" not in case.scam]
    benign = [case for case in ALL if case.scam == ("none",)]
    assert [c.id for c in fraud if judged(c).scam.value == "none"] == []
    assert [c.id for c in benign if judged(c).scam.value == "likely"] == []


def share(cases: list[Case], right: list[bool]) -> str:
    return f"{sum(right)} of {len(cases)} ({100 * sum(right) // max(1, len(cases))}%)"


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    for name, cases in (("all texts", ALL), ("put aside", [c for c in ALL if c.held])):
        fraud = [c for c in cases if "none" not in c.scam]
        benign = [c for c in cases if c.scam == ("none",)]
        pressed = [c for c in cases if "none" not in c.pressure]
        calm = [c for c in cases if c.pressure == ("none",)]
        found = [judged(c).scam.value != "none" for c in fraud]
        called = [judged(c).scam.value == "likely" for c in benign]
        misconduct = [judged(c).pressure.value != "none" for c in pressed]
        wrongly = [judged(c).pressure.value == "likely" for c in calm]
        rows += [
            f"{name}: {len(cases)}",
            f"  fraud found                    {share(fraud, found)}",
            f"  benign called likely fraud     {share(benign, called)}",
            f"  misconduct found               {share(pressed, misconduct)}",
            f"  others called likely pressure  {share(calm, wrongly)}",
        ]
        assert sum(found) >= 0.95 * len(fraud)
        assert sum(called) <= 0.02 * len(benign)
        assert sum(misconduct) >= 0.9 * len(pressed)
        assert sum(wrongly) <= 0.02 * len(calm)
    with capsys.disabled():
        print("\n" + "\n".join(rows))


@pytest.mark.parametrize("case", [c for c in ALL if c.court], ids=lambda c: c.id)
def test_with_court_papers_the_date_comes_first(case: Case) -> None:
    first = judged(case).do_first
    assert first[0].startswith("court_")
    assert first[1] == "court_verify"


@pytest.mark.parametrize("case", [c for c in ALL if c.distress], ids=lambda c: c.id)
def test_with_words_of_distress_figures_stop(case: Case) -> None:
    found = judged(case)
    assert all(key.startswith("calm_") for key in found.do_first)
    assert found.claim.total is None


@pytest.mark.parametrize("case", [c for c in ALL if c.sent], ids=lambda c: c.id)
def test_with_money_gone_the_emergency_list_comes_first(case: Case) -> None:
    found = judged(case)
    assert found.do_first[0] == "sent_police"
    assert found.scam.value == "likely"


@pytest.mark.parametrize("case", ALL, ids=[case.id for case in ALL])
def test_a_sign_shows_the_users_own_words(case: Case) -> None:
    line = re.sub(r"\s", "", case.text)
    for sign in judged(case).signs:
        shown = sign.text.replace("[.]", ".").replace("hxxp", "http")
        for piece in re.split(r"\.\.\.|\*{4}|\s", shown):
            assert piece.replace("。", ".") in line.replace("。", ".").replace("．", ".")


def test_the_names_are_those_that_may_be_used() -> None:
    telling = re.compile("[王赵陈刘杨黄周吴](?:先生|女士|经理|主任|法官|某)")
    assert [case.id for case in ALL if telling.search(case.text)] == []
