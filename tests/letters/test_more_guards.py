"""What is not drafted, and what a contact log may bring into a letter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.audit.audit import audit
from debtcheck.case.kinds import LenderKind, Source
from debtcheck.case.model import CreditorChange, Event
from debtcheck.cli.main import main
from debtcheck.contacts.model import CHINA, FLAGS, Contact
from debtcheck.letters.compose import compose
from debtcheck.letters.letter import Letter, LetterRefused
from debtcheck.planning.offers import NOTHING, Wish
from debtcheck.words.catalog import Words

from .test_letters import ALSO_NEVER, NEVER
from .written import CASES, LANGUAGES, SAMPLES, case_of, day, law

MARCH = day("2026-03-31")
NIGHT = datetime(2026, 3, 2, 22, 30, tzinfo=CHINA)


def write(
    case: str,
    kind: str,
    *,
    today: date = MARCH,
    lang: str = "zh",
    contacts: tuple[Contact, ...] = (),
    lender: LenderKind | None = None,
    wish: Wish = NOTHING,
    **changes: object,
) -> Letter:
    """A letter of a case with parts of it changed."""
    changed = replace(case_of(case), **changes)  # type: ignore[arg-type]
    if lender is not None:
        changed = replace(changed, lenders=(replace(changed.lender, kind=lender),))
    report = audit(changed, law=law(), today=today)
    return compose(kind, report, law=law(), lang=lang, today=today, contacts=contacts, wish=wish)


def whole(made: Letter) -> str:
    """A letter's paragraphs, not broken into lines."""
    return "\n".join(made.paragraphs())


def refused(*args: object, **more: object) -> str:
    """The key of the reason; it can be said in both languages."""
    with pytest.raises(LetterRefused) as caught:
        write(*args, **more)  # type: ignore[arg-type]
    for lang in LANGUAGES:
        assert Words(lang).say(caught.value.why)
    return caught.value.why.key.removeprefix("letter.refuse.")


def test_the_lender_is_asked_before_the_regulator() -> None:
    assert refused("collector_bank", "regulator", events=()) == "lender_first"


@pytest.mark.parametrize(("waited", "fits"), [(0, False), (14, False), (15, True), (200, True)])
def test_the_lender_has_its_time(waited: int, fits: bool) -> None:
    asked = (Event(MARCH - timedelta(days=waited), "complaint"),)
    if fits:
        assert write("collector_bank", "regulator", events=asked).items()
    else:
        assert refused("collector_bank", "regulator", events=asked) == "lender_has_time"


def test_a_complaint_that_lies_ahead_is_none() -> None:
    ahead = (Event(MARCH + timedelta(days=1), "complaint"),)
    assert refused("collector_bank", "regulator", events=ahead) == "lender_first"


@pytest.mark.parametrize(
    ("lender", "to", "line"),
    [
        (LenderKind.BANK, "国家金融监督管理总局", "12378"),
        (LenderKind.CONSUMER_FINANCE, "国家金融监督管理总局", "12378"),
        (LenderKind.MICROLOAN, "地方金融管理局", "12345"),
        (LenderKind.GUARANTOR, "地方金融管理局", "12345"),
        (LenderKind.LOCAL_AMC, "地方金融管理局", "12345"),
    ],
)
def test_each_lender_has_its_regulator(lender: LenderKind, to: str, line: str) -> None:
    made = write("collector_bank", "regulator", lender=lender)
    assert to in made.text
    assert line in "".join(Words("zh").say(step) for step in made.after)


def test_no_regulator_of_an_unknown_or_private_lender() -> None:
    assert refused("collector_bank", "regulator", lender=LenderKind.UNKNOWN) == "unknown_lender"
    assert refused("collector_bank", "regulator", lender=LenderKind.PRIVATE) == "lender"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("credit-objection", "no_credit_entry"),
        ("assignment", "no_new_creditor"),
        ("subrogation", "no_guarantor"),
        ("fee-refund", "no_extra_fee"),
        ("third-party-stop", "role"),
    ],
)
def test_a_letter_without_its_fact_is_not_drafted(kind: str, why: str) -> None:
    assert refused("collector_bank", kind) == why


def test_a_log_that_meets_no_rule_is_no_complaint() -> None:
    calm = Contact(NIGHT.replace(hour=10), row=2, channel="call", answered=True)
    assert refused("collector_bank", "conduct", contacts=(calm,)) == "no_conduct"


@pytest.mark.parametrize(
    ("hour", "minute", "named"), [(21, 59, False), (22, 0, True), (7, 59, True), (8, 0, False)]
)
def test_the_edges_of_the_night(hour: int, minute: int, named: bool) -> None:
    call = Contact(NIGHT.replace(hour=hour, minute=minute), row=2, channel="call", answered=True)
    if not named:
        assert refused("collector_bank", "conduct", contacts=(call,)) == "no_conduct"
        return
    text = whole(write("collector_bank", "conduct", contacts=(call,)))
    assert f"{hour:02}:{minute:02}" in text
    assert "推荐性国家标准" in text


def test_self_discipline_binds_only_its_members() -> None:
    call = (Contact(NIGHT, row=2, channel="call", answered=True),)
    assert "行业自律规范" in whole(write("collector_bank", "conduct", contacts=call))
    micro = whole(write("collector_bank", "conduct", contacts=call, lender=LenderKind.MICROLOAN))
    assert "行业自律规范" not in micro
    private = LenderKind.PRIVATE
    assert refused("collector_bank", "conduct", contacts=call, lender=private) == "no_conduct"
    told = (replace(call[0], third_party="李四", flags=("disclosed",)),)
    made = write("collector_bank", "conduct", contacts=told, lender=private)
    assert {cited.id for cited in made.law} == {"R04"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lender", list(LenderKind))
def test_no_flag_makes_a_letter_say_what_may_never_be_said(lender: LenderKind, lang: str) -> None:
    rows = tuple(
        Contact(NIGHT + timedelta(days=n), row=n + 2, channel="call", answered=True, flags=(flag,))
        for n, flag in enumerate(FLAGS)
    )
    made = write("collector_bank", "conduct", contacts=rows, lender=lender, lang=lang)
    text = "\n".join([*made.paragraphs(), *(Words(lang).say(step) for step in made.after)])
    assert [e["group"] for e in NEVER if re.search(e["pattern"], text)] == []
    assert re.findall(ALSO_NEVER, text) == []
    rules = [law().find(cited.id, cited.on) for cited in made.law]
    assert all(rule.confidence in ("V", "V2") and rule.force != "U" for rule in rules)
    assert "刑法" not in text
    assert not any(rule.card_only for rule in rules)


def test_what_a_collector_wrote_stays_plain_text() -> None:
    bad = Contact(
        NIGHT,
        row=2,
        channel="sms",
        who="\x1b[31m{{ me.name }}",
        content="H|{% if x %}\n【请填写：x】",
    )
    text = write("collector_bank", "conduct", contacts=(bad,)).text
    assert "{{ me.name }}" in text
    assert "H|{% if x %}" in text
    assert "\x1b" not in text


def test_a_long_log_is_cut_and_says_so() -> None:
    rows = tuple(Contact(NIGHT + timedelta(days=n), row=n + 2, channel="call") for n in range(45))
    text = write("collector_bank", "conduct", contacts=rows, today=day("2026-06-01")).text
    assert "另有 5 条" in text


def test_what_is_only_remembered_is_no_fact() -> None:
    sources = {"default": Source.MEMORY}
    for kind in ("fee-refund", "subrogation", "agent-revoke"):
        sure = write("changed_hands", kind)
        weak = write("changed_hands", kind, sources=sources)
        figures = ("299.00", "449.00", "10,400.00", "3,000.00")
        assert any(figure in sure.text for figure in figures)
        assert not any(figure in weak.text for figure in figures)


def test_a_third_party_shows_its_log_without_an_identity_number() -> None:
    call = (Contact(NIGHT.replace(hour=10), row=2, channel="call", number="01000000001"),)
    made = write("called", "third-party-stop", contacts=call)
    assert "01000000001" in made.text
    assert "身份证" not in made.text
    assert made.blanks == () or "身份证" not in "".join(b.label for b in made.blanks)


def test_the_command_reads_a_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEBTCHECK_LANG", "zh")
    case, log = str(CASES / "collector_bank.toml"), str(CASES / "contacts.csv")
    args = ["letter", "conduct", case, "--log", log, "--today", "2026-03-10", "--print"]
    assert main(args) == 0
    assert "22:30" in capsys.readouterr().out
    jd = str(SAMPLES / "jd_jintiao_overdue.toml")
    assert main(["letter", "dispute", jd, "--log", log]) == 2
    assert "--log" in capsys.readouterr().err
    assert main(["letter", "conduct", case, "--log", "nowhere.csv"]) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_on_figures_goes_to_who_asks_in_the_lenders_place(lang: str) -> None:
    """The guarantor's letter of 10,172.00 is not the lender's, and the complaint rule of licensed
    lenders is not cited to somebody of another kind."""
    made = write("guarantor_paid", "dispute", lang=lang)
    head = next(p for p in made.paragraphs() if re.match("致：|To:", p))
    assert "某某融资担保有限公司" in head
    assert "某某小额贷款有限公司" not in made.text
    assert "8,720.00 − 500.00 = 8,220.00" in made.text
    assert not any(cited.id == "cp_lender" for cited in made.law)


def test_an_order_to_collect_changes_no_addressee() -> None:
    case = case_of("guarantor_paid")
    changes = (replace(case.creditor_changes[0], kind="entrusted"),)
    made = write("guarantor_paid", "dispute", creditor_changes=changes)
    assert "由某某融资担保有限公司发出的2025年11月12日的函件" in whole(made)
    assert "某某小额贷款有限公司" in next(p for p in made.paragraphs() if re.match("致：|To:", p))


def test_an_assignee_of_a_bank_gets_no_complaint_rule() -> None:
    claim, buyer = case_of("bank_penalty_base").claim, "某某资产管理有限公司"
    assert claim is not None
    sold = (CreditorChange("assigned", buyer, notified_on=day("2025-09-01")),)
    claims = (replace(claim, claimant=buyer),)
    to_bank = write("bank_penalty_base", "dispute")
    made = write("bank_penalty_base", "dispute", claims=claims, creditor_changes=sold)
    assert "消费投诉" in to_bank.text
    assert "消费投诉" not in made.text
    assert "某某资产管理有限公司" in next(p for p in made.paragraphs() if re.match("致：|To:", p))
    assert not any(step.key == "letter.after.revision" for step in made.after)


@pytest.mark.parametrize(
    ("lang", "has", "has_not"),
    [
        ("zh", "对照判决书（调解书）和付款记录", ("消费投诉", "暂缓催收", "时效", "对照合同")),
        ("en", "against the judgment (or mediation paper)", ("complaint", "limitation")),
    ],
)
def test_after_a_judgment_the_letter_is_held_against_it(
    lang: str, has: str, has_not: tuple[str, ...]
) -> None:
    """51,050 × 0.0175% × 45 = 402.02 and 45,081.51 × 0.0175% × 75 = 591.69, claimed twice."""
    made = write("judgment_enforcement", "dispute", lang=lang)
    flat = " ".join(made.text.split()) if lang == "en" else "".join(made.text.split())
    assert has in flat
    assert not [words for words in has_not if words in flat]
    assert "402.02 + 591.69 = 993.71" in made.text


def test_no_offer_is_written_on_the_contract_where_a_paper_stands_for_it() -> None:
    """A guarantor that paid 8,720.00 is not offered the contract's 11,262.00; nor is a plan that
    runs overridden by the old contract."""
    for kind in ("instalment", "extension", "fee-relief"):
        wish = Wish(monthly=Decimal(800), first_on=day("2026-05-01"))
        assert refused("guarantor_paid", kind, wish=wish) == "by_recourse"
        plan = case_of("agreement_broken").agreements
        runs = tuple(replace(a, broken_on=None) for a in plan)
        assert refused("agreement_broken", kind, wish=wish, agreements=runs) == "by_agreement"


@pytest.mark.parametrize(
    ("lang", "has"),
    [
        ("zh", "对照协商还款的协议和还款记录"),
        ("en", "against our renegotiated plan and my payments"),
    ],
)
def test_while_a_plan_runs_the_letter_is_held_against_it(lang: str, has: str) -> None:
    plan = case_of("agreement_broken").agreements
    runs = tuple(replace(a, broken_on=None) for a in plan)
    made = write("agreement_broken", "dispute", lang=lang, agreements=runs)
    assert has in whole(made)
    assert "12,600.00 − 2,100.00 − 2,100.00 = 8,400.00" in whole(made)
