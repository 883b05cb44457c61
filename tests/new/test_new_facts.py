"""Answers become facts, facts a file, and the file reads back as the same case."""

from __future__ import annotations

import string
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debtcheck.case.kinds import Source
from debtcheck.case.model import Case, Claim, CreditorChange, Evidence, ScheduleRow
from debtcheck.case.problem import InputError
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.cli.interview import draft, presets
from debtcheck.cli.interview.ask import Asker
from debtcheck.cli.interview.facts import facts
from debtcheck.cli.interview.file import file_text
from debtcheck.cli.interview.flow import questions
from debtcheck.cli.interview.papers import answers_of
from debtcheck.cli.interview.papers import given as from_papers
from debtcheck.cli.interview.parse import parse
from debtcheck.cli.interview.questions import Form, Question
from debtcheck.statements.case_file import load_case
from debtcheck.statements.case_writer import case_text
from debtcheck.statements.foreign_text import clean_text
from debtcheck.statements.papers.paper import Fact, FoundPayment, Paper, State
from debtcheck.statements.rates import parse_rate
from debtcheck.words.catalog import LANGUAGES, Words
from debtcheck.words.text import text

TODAY = date(2025, 11, 24)
ZH = Words("zh")
MONEY = st.integers(1, 9_999_999).map(lambda fen: f"{Decimal(fen) / 100:.2f}")
DAY = st.dates(date(2019, 1, 1), date(2025, 11, 1)).map(date.isoformat)
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
RATE = st.builds(
    lambda n, unit: str(Rate(Decimal(n) / 100_000, unit)),
    st.integers(0, 2000),
    st.sampled_from([RateUnit.MONTH, RateUnit.YEAR]),
)
ANSWERS = {
    Form.AMOUNT: st.one_of(st.just("0.00"), MONEY),
    Form.MONEY: MONEY,
    Form.CLAIM: MONEY,
    Form.DAY: DAY,
    Form.RATE: RATE,
    Form.OVERDUE_RATE: st.one_of(
        RATE, st.integers(1, 40).map(lambda n: str(RateMultiple(Decimal(n) / 4)))
    ),
    Form.SHARE: st.integers(0, 100).map(lambda n: f"{n}%"),
    Form.COUNT: st.integers(1, 60).map(str),
    Form.DAYS: st.integers(0, 30).map(str),
    Form.DAY_OF_MONTH: st.integers(1, 31).map(str),
    Form.TEXT: TEXT,
    Form.WHO: st.one_of(st.sampled_from(presets.offered()), TEXT),
    Form.POSTING: st.builds(
        lambda day, kind, amount: f"{day} {kind} {amount}",
        DAY,
        st.sampled_from(["purchase", "cash", "fee", "refund"]),
        MONEY,
    ),
    Form.DATED: st.builds(lambda day, amount: f"{day} {amount}", DAY, MONEY),
}
EARLY = st.dates(date(2018, 1, 1), date(2018, 12, 31)).map(date.isoformat)
LARGE = st.integers(10_000_000, 20_000_000).map(lambda fen: f"{Decimal(fen) / 100:.2f}")
BY_ID = {  # so that most answers do not contradict each other
    "arrived": EARLY,
    "formed_on": EARLY,
    "principal": LARGE,
    "drawn": st.builds(lambda day, amount: f"{day} {amount}", EARLY, MONEY),
}


def interview(data: st.DataObject) -> tuple[dict[str, str], list[Question]]:
    """A whole way through the questions with any answers, unsure ones among them."""
    answers: dict[str, str] = {}
    while (open_ := questions(answers, TODAY)) and open_[-1].id not in answers:
        question = open_[-1]
        rows = question.id.rpartition(".")[2]
        possible = BY_ID.get(question.key, ANSWERS.get(question.form))
        if possible is None:
            possible = st.sampled_from(question.choices)
        unsure = rows.isdecimal() and int(rows) > 2
        said = "" if unsure or question.id == "fee.2.more" else data.draw(st.just("") | possible)
        answers |= parse(question, said) if said.strip() else {question.id: ""}
    return answers, open_


def plain(case: Case) -> Case:
    """The facts of a case, without where they stand."""
    return replace(
        case,
        file="",
        stated={},
        sources={},
        options=(),
        payments=tuple(replace(payment, evidence=None) for payment in case.payments),
        claims=tuple(replace(claim, evidence=()) for claim in case.claims),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(LANGUAGES))
def test_what_is_written_reads_back_as_the_same_case(data: st.DataObject, lang: str) -> None:
    answers, asked = interview(data)
    words = Words(lang)
    asker = Asker(words)
    for question in asked:  # every question of the way has its words
        assert asker.name(question)
        assert asker.where(question)
        assert words(f"new.q.{question.key}.ask", **asker.blanks(question))
        assert all(asker.chosen(question, choice) for choice in question.choices)
        said = answers[question.id]
        if said:  # an answer that is kept reads back as itself
            assert parse(question, said) == {question.id: said}
    found = facts(answers, TODAY, str)
    try:
        expected = load_case(None, found.options)
    except InputError:  # answers that contradict each other, or no principal
        return
    written = file_text(found, words, TODAY)
    case = load_case("-", stdin=written.encode)
    assert plain(case) == plain(expected)
    assert case.sources == {key: Source(value) for key, value in found.sources.items()}
    assert tomllib.loads(written).keys() <= {"format", *found.tables()}


def test_the_order_of_the_format_and_what_is_missing() -> None:
    answers = {"who": "jd_jintiao", "received": "9000.00", "arrived": "2025-01-10", "claim": ""}
    answers |= {"claim_on": "", "court": "", "several": "", "principal": "10000.00"}
    answers |= {"formed_on": "", "method": "", "count": "1", "due": "2025-04-10", "rate": ""}
    written = file_text(facts(answers, TODAY), ZH, TODAY)
    lines = written.splitlines()
    assert 'principal = "10000.00"  # 合同本金' in lines
    assert "# 合同成立日：还不知道。看借款合同的签署日期。有的法律规定按这一天适用。" in lines
    assert any(line.startswith("# 利率：还不知道。") for line in lines)
    assert "rate" not in tomllib.loads(written)["loan"]
    assert "statement" not in tomllib.loads(written)  # nothing was claimed: no empty table
    tables = [line for line in lines if line.startswith("[")]
    assert tables == ["[lender]", "[loan]"]


def test_drawdowns_add_up_to_the_principal() -> None:
    # by hand: 4,000 + 8,000 = 12,000
    answers = {"who": "jiebei", "several": "many", "claim": "", "received": "", "arrived": ""}
    answers |= {"claim_on": "", "court": "none", "drawn.0": "2025-01-10 4000.00"}
    answers |= {"drawn.1": "2025-02-10 8000.00", "drawn.2": ""}
    case = load_case(None, facts(answers, TODAY).options)
    assert case.loan.principal == Decimal("12000.00")
    assert [(d.id, d.amount) for d in case.loan.disbursements] == [
        ("1", Decimal("4000.00")),
        ("2", Decimal("8000.00")),
    ]
    # more arrived than is told of: the list is not whole, and the sum is not held against it
    more = load_case(None, facts(answers | {"received": "15000.00"}, TODAY).options)
    assert more.loan.received is None


def test_a_principal_taken_from_what_arrived_is_a_guess() -> None:
    answers = {"who": "x", "received": "9000.00", "arrived": "", "claim": "", "claim_on": ""}
    answers |= {"court": "none", "several": "one", "principal": "", "principal_guess": "yes"}
    found = facts(answers, TODAY)
    assert load_case(None, found.options).loan.principal == Decimal("9000.00")
    assert found.sources == {"default": "memory", "loan.principal": "guess"}


def test_a_card_and_a_person_are_what_was_chosen() -> None:
    card = load_case(None, facts({"who": "card", "bill_principal": "100.00"}, TODAY).options)
    assert (card.lender.kind, card.loan.method) == ("bank", "card")
    bill = {"who": "card", "bill_principal": "500.00", "claim": "", "claim_on": "", "court": ""}
    bill |= dict.fromkeys(("statement_day", "due_day", "rate", "minimum", "damages"), "")
    bill |= {"full_interest": "yes", "bill": "yes", "posting.1": "", "overdue": "yes"}
    line = Question("posting.0", Form.POSTING)
    bill |= parse(line, "2025年3月30日 消费 1,000元")
    (posted,) = load_case(None, facts(bill, TODAY).options).card.transactions  # type: ignore[union-attr]
    assert (posted.on, posted.kind, posted.amount) == (date(2025, 3, 30), "purchase", 1000)
    asked = {q.id for q in questions(bill | {"posting.0": ""}, TODAY)}
    assert not asked & {"paid", "payment.0"}  # without lines the unpaid sum holds the payments
    person = {"who": "private", "received": "", "arrived": "", "claim": "", "claim_on": ""}
    person |= {"court": "", "principal": "100.00"}
    assert load_case(None, facts(person, TODAY).options).lender.kind == "private"


def test_products_are_questions_only() -> None:
    for product in presets.products().values():
        assert product.confidence in ("V2", "M")
        assert product.kinds
        if product.penalty:
            assert parse_rate(product.penalty, multiple=True)
        assert presets.find(product.name) == presets.find(product.latin) == product.id


def test_a_name_that_is_typed_finds_its_product() -> None:
    assert presets.find("金条") == "jd_jintiao"  # the only one with it
    assert presets.find("京东") is None  # two have it
    assert presets.find("某某银行信用卡") == presets.CARD
    assert presets.find("某某借条") is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(TEXT.filter(str.strip), TEXT.map(clean_text), max_size=5))
def test_kept_answers_come_back(tmp_path: Path, answers: dict[str, str]) -> None:
    kept = {clean_text(key): said for key, said in answers.items()}
    draft.save(tmp_path / "a.draft.toml", kept, ("流水 1.csv",))
    assert draft.load(tmp_path / "a.draft.toml") == (kept, ("流水 1.csv",))


# ── papers ───────────────────────────────────────────────────────────────────────────────


def paper() -> Paper:
    where = Evidence("短信.txt", "line 1", "合计应还9876.00元")
    row = Evidence("流水.csv", "line 27")
    return Paper(
        file="短信.txt",
        format="notice",
        claims=(
            Claim(
                as_of=date(2025, 7, 1), kind="sms", total=Decimal("9876.00"),
                evidence=(("total", where),),
            ),
        ),
        payments=(
            FoundPayment(
                date(2025, 2, 10), Decimal("500.00"), State.TAKEN, text("import.why.new"), row
            ),
            FoundPayment(
                date(2025, 3, 10), Decimal("7.00"), State.ASK, text("import.why.new"), row
            ),
        ),
        facts=(
            Fact("loan.rate", "万分之四", where),
            Fact("lender.platform", "京东金条", where),
            Fact("loan.due_on", "someday", where),
        ),
        changes=(CreditorChange("guarantor_paid", "某某融资担保有限公司", date(2025, 6, 1)),),
        schedule=tuple(ScheduleRow(n, date(2025, n + 1, 10)) for n in (1, 2, 3)),
        court=True,
    )  # fmt: skip


def test_papers_answer_what_they_state() -> None:
    answers = answers_of([paper()])
    assert answers["who"] == "jd_jintiao"
    assert answers["rate"] == "0.04%/day"
    assert answers["from.rate"] == "短信.txt:1"
    assert (answers["claim"], answers["claim_on"]) == ("9876.00", "2025-07-01")
    assert answers["claim_where"] == "sms"
    assert answers["payment.0"] == "2025-02-10 500.00"
    assert "payment.1" not in answers  # that it may be a repayment is asked when it is written
    assert "due" not in answers  # no date
    assert answers["seen.court"] == "yes"
    assert (answers["count"], answers["first_due"]) == ("3", "2025-02-10")
    assert (answers["creditor"], answers["creditor_on"]) == ("guarantor_paid", "2025-06-01")


def wallet() -> Paper:
    def row(day: str, amount: str, payee: str, *, payout: bool = False) -> FoundPayment:
        on, why = date.fromisoformat(day), text("import.why.new")
        where = Evidence("钱包.csv", f"line {on.month}", payee)
        return FoundPayment(on, Decimal(amount), State.TAKEN, why, where, payee=payee,
                            is_payout=payout)  # fmt: skip

    rows = (
        row("2025-01-10", "6000.00", "借呗", payout=True),
        row("2025-02-10", "1093.00", "借呗"),
        row("2025-03-10", "320.50", "花呗"),
        row("2025-04-10", "1075.00", "借呗"),
    )
    return Paper("钱包.csv", "alipay_app", payments=rows)


@pytest.mark.parametrize("said", ["in another paper", "by the person", "by nobody"])
def test_of_a_wallet_only_what_went_to_this_lender_is_an_answer(said: str) -> None:
    sms = Paper("短信.txt", "notice", facts=(
        Fact("lender.platform", "借呗", Evidence("短信.txt", "line 1", "")),))  # fmt: skip
    papers = [wallet(), sms] if said == "in another paper" else [wallet()]
    answers = answers_of(papers, "借呗" if said == "by the person" else "")
    rows = [answers[id] for id in sorted(answers) if id.startswith("payment.")]
    if said == "by nobody":  # to whom each went is asked when the rows go into the case
        assert (rows, answers.get("received")) == ([], None)
        return
    assert rows == ["2025-02-10 1093.00", "2025-04-10 1075.00"]
    assert (answers["received"], answers["arrived"]) == ("6000.00", "2025-01-10")
    assert answers["from.received"] == "钱包.csv:1"
    asked = {question.id for question in from_papers(answers)}
    assert {"received", "arrived", "payment.0", "payment.1"} <= asked


def test_what_papers_prove_is_left_to_them() -> None:
    answers = answers_of([paper()]) | {"court": "none", "received": "", "arrived": ""}
    answers |= {"several": "one", "principal": "10000.00", "formed_on": "", "method": "bullet"}
    answers |= {"due": "2025-04-10", "overdue": "no", "payment.1": "2025-05-01 20.00"}
    found = facts(answers, TODAY)
    both = load_case(None, found.options)
    assert [p.amount for p in both.payments] == [Decimal("500.00"), Decimal("20.00")]
    assert both.claim is not None
    own = load_case(None, found.without(answers).options)
    assert [p.amount for p in own.payments] == [Decimal("20.00")]
    assert own.claim is None


# ── the writer alone ─────────────────────────────────────────────────────────────────────


def test_every_text_survives_the_file() -> None:
    note = 'first "line"\nsecond \\ # not a comment'
    data: dict[str, object] = {
        "private_note": note,
        "loan": {"principal": "1.00", "due_dates": [date(2025, 1, 1), date(2025, 2, 1)]},
        "payment": [
            {"paid_on": date(2025, 1, 1), "amount": "1.00", "heads": {"principal": "1.00"}}
        ],
    }
    written = case_text(data, head=["a # b", "c\nd"], comments={"loan.principal": "x\n[y]"})
    case = load_case("-", stdin=written.encode)
    assert case.private_note == note
    assert case.loan.due_dates == (date(2025, 1, 1), date(2025, 2, 1))
    assert case.payments[0].heads


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blanks_of_questions_are_filled_by_name(lang: str) -> None:
    words = Words(lang)
    known = {"who", "penalty", "days", "basis", "same", "n"}
    for id in ("penalty_often", "grace_often", "drawn", "payment", "fee.kind", "kept"):
        blanks = {name for _, name, _, _ in string.Formatter().parse(words(f"new.q.{id}.ask"))}
        assert blanks - {None} <= known


def test_a_claim_seen_long_ago_asks_for_the_last_demand() -> None:
    answers: dict[str, str] = {}
    far = (TODAY - timedelta(days=4 * 365)).isoformat()
    while True:
        question = questions(answers, TODAY)[-1]
        if question.id in answers:
            break
        answers[question.id] = far if question.id == "due" else ""
    assert "last_contact" in answers
    answers["due"] = (TODAY - timedelta(days=365)).isoformat()
    assert "last_contact" not in {q.id for q in questions(answers, TODAY)}
