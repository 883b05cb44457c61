"""The interview from the first question to the report, driven by lines on stdin."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import LenderKind, Method, Source
from debtcheck.cli.help import cells
from debtcheck.statements.case_file import load_case

PROMPT = {"zh": "（回车=不清楚）>", "en": "(Enter = not sure) >"}
FIRST = {
    "zh": ["京东金条", "1万", "2025年1月10日", "11279.44", "2025-07-09"],
    "en": ["JD Jintiao", "10000", "2025-1-10", "11,279.44", "2025-07-09"],
}
# where seen, no court, one loan, principal and contract day as before, bullet, due, rate
TERMS = {
    "zh": ["1", "1", "1", "=", "=", "1", "2025年4月10日", "万分之四"],
    "en": ["1", "1", "1", "=", "=", "1", "2025-04-10", "0.04%/day"],
}
OVERDUE = ["1", "1", "1", "1"]  # overdue, 1.5x confirmed, in place of interest, overdue principal
NOT_PAID, MORE, ENOUGH = ["2"], ["1"], ["2"]
SPLIT = ["1", "10000", "720", "559.44"]  # adds up to the total: nothing more is asked
# no fees; lender, kind, number not known; no agreement, no change; borrower; all from the contract
REST = ["2", "", "5", "", "2", "1", "1", "1", "1", "1"]


def whole(lang: str) -> list[str]:
    return [*FIRST[lang], *TERMS[lang], *OVERDUE, *NOT_PAID, *MORE, *SPLIT, *REST, "1"]


def only_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


@pytest.mark.parametrize(
    ("lang", "first", "reached", "by_contract"),
    [
        ("zh", "还不能核对，因为还不知道利率", "10,900.00 元（来源：您的回答", "379.44 元"),
        ("en", "cannot be checked yet, because", "10,900.00 yuan (source: your", "379.44 yuan"),
    ],
)
def test_from_the_first_question_to_the_report(
    ask, tmp_path: Path, lang: str, first: str, reached: str, by_contract: str
) -> None:  # type: ignore[no-untyped-def]
    # by hand: 10,000 × 0.04% × 90 days = 360.00 of interest, 10,000 × 0.06% × 90 days = 540.00 of
    # penalty, 10,900.00 in all, which is 379.44 below 11,279.44
    ran = ask(whole(lang), "--lang", lang)
    assert ran.code == 0
    before, _, after = ran.err.partition(first)
    assert before.count(PROMPT[lang]) == 5  # three questions, five short answers
    assert "1,279.44" in before  # 11,279.44 − 10,000.00
    assert reached in after
    file = only_file(tmp_path)
    assert file.name == "京东金条-2025-01.toml"
    assert str(file) in ran.out
    assert by_contract in ran.out
    assert f"debtcheck check {file}" in ran.err
    case = load_case(file)
    assert case.loan.principal == case.loan.received == Decimal("10000.00")
    assert (case.loan.formed_on, case.loan.due_on) == (date(2025, 1, 10), date(2025, 4, 10))
    assert str(case.loan.rate) == "0.04%/day"
    assert case.loan.method is Method.BULLET
    assert str(case.loan.overdue.rate) == "1.5x"
    assert case.lender.kind is LenderKind.MICROLOAN
    assert case.source("loan.rate") is Source.CONTRACT
    assert case.source("statement.total") is Source.APP  # seen in the app
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_passes_the_edge_of_80_columns(ask, lang: str) -> None:  # type: ignore[no-untyped-def]
    ran = ask(whole(lang)[:-1], "--lang", lang)
    wide = [line for line in ran.err.splitlines() if cells(line) > 80 and "debtcheck " not in line]
    assert wide == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_not_sure_everywhere_comes_to_an_end(ask, tmp_path: Path, lang: str) -> None:  # type: ignore[no-untyped-def]
    ran = ask([""] * 80, "--lang", lang)
    assert (ran.code, ran.out) == (0, "")
    assert only_file(tmp_path).name == "debtcheck.draft.toml"  # no principal: no case yet
    assert "debtcheck new --resume" in ran.err


def test_what_is_often_said_of_a_product_is_never_filled_in(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for said in ("3", ""):  # not found, not sure
        answers = [*FIRST["zh"], *TERMS["zh"], "1", said, *NOT_PAID, *ENOUGH, "", "", ""]
        ran = ask(answers, "-o", "a.toml", "--force")
        assert ran.code == 0
        case = load_case(tmp_path / "a.toml")
        assert case.loan.overdue.rate is None
        assert case.lender.kind is None  # nor is the kind that its lenders often are
        assert "overdue" not in tomllib.loads((tmp_path / "a.toml").read_text("utf-8"))["loan"]


def test_another_penalty_than_the_usual_is_asked_for(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answers = [*FIRST["zh"], *TERMS["zh"], "1", "2", "日息千分之一", "", "", *NOT_PAID, *ENOUGH]
    ask([*answers, *[""] * 5], "-o", "a.toml")
    assert str(load_case(tmp_path / "a.toml").loan.overdue.rate) == "0.1%/day"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["1", "一堆"], "“一堆”读不成金额"),
        (["1", "1万", "2025-02-30"], "没有“2025-02-30”这一天"),
        (["99"], "请输入 1 到 17 之间的数字"),
        (["1", "1万", "2025-3-1", "9000", "2025-2-1"], "要求的日期：账单截止日 2025-02-01 早于"),
        (["1", "1万", "2025-3-1", "这是一段没有写金额的催收文字"], "没有读到金额"),
    ],
)
def test_a_bad_answer_is_told_and_asked_again(ask, answers: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    ran = ask(answers, "--lang", "zh")
    assert ran.code == 0
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.count("没有更多输入了") <= 1


def test_a_rate_without_its_unit_keeps_the_parsers_words(ask) -> None:  # type: ignore[no-untyped-def]
    ran = ask([*FIRST["zh"], *TERMS["zh"][:-1], "0.04%", "2000%/year"], "--lang", "zh")
    assert "没有写是按日、按月还是按年" in ran.err
    assert "一年超过 1,000%" in ran.err
    assert "rate_confirmed" not in ran.err  # no key of the file on the screen


def test_where_back_and_save(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = ask(["b", "借呗", "？", "9000", "B", "8000", "s"], "--lang", "zh")
    assert "这是第一个问题" in ran.err
    assert "App 里叫“放款金额”" in ran.err
    assert "已保存 2 个回答" in ran.err
    kept = tomllib.loads((tmp_path / "debtcheck.draft.toml").read_text("utf-8"))
    assert kept["answers"] == {"who": "jiebei", "received": "8000.00"}


def test_left_and_gone_on_with(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answers = whole("zh")
    left = ask(answers[:9], "-o", "我的 借款.toml", "--lang", "zh")
    draft = tmp_path / "我的 借款.draft.toml"
    assert left.code == 0
    assert draft.exists()
    if os.name != "nt":
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert f'debtcheck new --resume -o "{tmp_path / "我的 借款.toml"}"' in left.err
    ran = ask(answers[9:], "-o", "我的 借款.toml", "--resume", "--lang", "zh")
    assert ran.code == 0
    assert only_file(tmp_path).name == "我的 借款.toml"
    assert "379.44" in ran.out


def test_a_draft_that_is_there_is_offered(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ask(["1", "9000"], "--lang", "zh")
    assert "留下了 2 个回答" in ask(["1"], "--lang", "zh").err
    ask(["2", "3", "s"], "--lang", "zh")  # anew
    kept = tomllib.loads((tmp_path / "debtcheck.draft.toml").read_text("utf-8"))
    assert kept["answers"] == {"who": "huabei"}


def test_a_draft_spoilt_by_hand_is_asked_again(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    draft = tmp_path / "debtcheck.draft.toml"
    draft.write_text('draft = 1\n[answers]\nwho = "jiebei"\nreceived = "many"\n', "utf-8")
    ran = ask(["7000", "s"], "--resume", "--lang", "zh")
    assert "已保存 2 个回答" in ran.err
    draft.write_text("draft = 7\n", "utf-8")
    assert ask([], "--resume", "--lang", "zh").code == 2


def test_ctrl_c_keeps_the_answers(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from debtcheck.cli import prompt

    lines = iter(["1\n", "9000\n"])

    def pressed() -> str:
        line = next(lines, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr(prompt, "_raw_line", pressed)
    ran = ask([], "--lang", "en")
    assert ran.code == 130
    assert "2 answers saved" in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "debtcheck.draft.toml").exists()


def test_a_file_that_is_there_is_refused_before_any_question(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.toml").write_text("mine", "utf-8")
    ran = ask(whole("zh"), "-o", "a.toml", "--lang", "zh")
    assert (ran.code, ran.out) == (2, "")
    assert PROMPT["zh"] not in ran.err
    assert (tmp_path / "a.toml").read_text("utf-8") == "mine"
    assert ask(whole("zh"), "-o", "a.toml", "--force", "--lang", "zh").code == 0


def test_the_same_name_is_not_taken_twice(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ask(whole("zh")[:-1], "--lang", "zh")
    ask(whole("zh")[:-1], "--lang", "zh")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["京东金条-2025-01-2.toml", "京东金条-2025-01.toml"]


@pytest.mark.parametrize(
    ("lang", "typed"), [("zh", "我真的不想活了"), ("en", "I want to end it all")]
)
def test_words_of_distress_stop_the_figures(ask, tmp_path: Path, lang: str, typed: str) -> None:  # type: ignore[no-untyped-def]
    ran = ask([*FIRST[lang][:4], typed, *TERMS[lang]], "--lang", lang)
    assert ran.code == 0
    tail = ran.err.split(PROMPT[lang])[-1]
    assert all(number in tail for number in ("12356", "110", "120"))
    assert ("凭记忆" if lang == "zh" else "from memory") in tail
    assert "11,279.44" not in tail
    assert (tmp_path / "debtcheck.draft.toml").exists()


def test_words_of_a_court_bring_its_questions_first(ask) -> None:  # type: ignore[no-untyped-def]
    # by hand: fifteen days after 2025-11-10 is 2025-11-25
    ran = ask(["法院发来的短信", "2", "2025-11-10", "", "", ""], "--lang", "zh")
    assert ran.err.index("法院或仲裁的东西") < ran.err.index("实际到您手里")
    assert "2025-11-25" in ran.err
    assert "12368" in ran.err


def test_a_pasted_message_gives_its_figures(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    message = "【某某】您的借款已逾期，截至2025-07-01本金8000元，罚息500元，合计应还9876.00元。"
    ask(["某某借条", "8000", "2025-01-02", message, "s"], "--lang", "zh")
    kept = tomllib.loads((tmp_path / "debtcheck.draft.toml").read_text("utf-8"))["answers"]
    assert (kept["claim"], kept["claim_on"]) == ("9876.00", "2025-07-01")
    assert (kept["claimed_principal"], kept["claimed_penalty"]) == ("8000.00", "500.00")
    assert kept["claimed_interest"] == ""  # not stated


def test_a_person_is_no_platform_and_gives_no_file_its_name(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answers = ["李四", "2", "1万", "2025-1-10", "", "", "1", "=", "=", "1", "2025-4-10", "月息2分"]
    ran = ask([*answers, "2", "2", "2", "", "", "2"], "--lang", "zh")
    assert ran.code == 0
    file = only_file(tmp_path)
    assert file.name == "借款-2025-01.toml"
    lender = load_case(file).lender
    assert (lender.kind, lender.name, lender.natural_person) == (LenderKind.PRIVATE, "李四", True)
    assert not lender.platform


def test_a_message_in_a_file_is_where_it_begins(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    # the figures of the first test, of which the claim comes from a text message
    (tmp_path / "短信.txt").write_text(
        "【京东金条】您的借款已逾期90天，截至2025年7月9日，剩余本金10000.00元，利息720.00元，"
        "罚息559.44元，合计11279.44元。\n",
        "utf-8",
    )
    answers = ["1万", "2025-1-10", *TERMS["zh"][1:], *OVERDUE, *NOT_PAID, *MORE, *REST, "1"]
    ran = ask(answers, "--from", "短信.txt", "-o", "c.toml", "--lang", "zh")
    assert ran.code == 0
    assert "11,279.44 元（2025-07-09，来源：短信.txt:1）" in ran.err
    assert "379.44" in ran.out
    assert "短信.txt 第 1 行" in ran.out  # the evidence line of the report
    claim = load_case(tmp_path / "c.toml").claim
    assert claim is not None
    assert claim.where("total")[0].file == "短信.txt"


def test_a_wallet_and_a_message_give_the_figure_on_the_way(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    # By hand: 6,000 in six parts of 1,000; 93 + 75 + 62 of interest and three parts are paid, to
    # 借呗 only. On 2026-07-27, 12 days after the fourth day: 1,000 + 3,000 × 0.05% × 30 = 45 of
    # interest + 1,000 × 0.075% × 12 = 9 of penalty = 1,054. The 320.50 paid to 花呗 count nowhere.
    samples = Path(__file__).parents[2] / "sample_statements" / "papers"
    papers = [str(samples / name) for name in ("alipay_app.csv", "sms.txt")]
    # no court, one loan, principal and contract day as before, equal principal, six parts
    terms = ["1", "1", "=", "=", "5", "6", "2026-4-15", "日息万分之五"]
    given = ["--from", papers[0], "--from", papers[1], "-o", "c.toml", "--lang", "zh"]
    left = ask([*terms, "s"], *given)
    assert "6,000.00 元 alipay_app.csv:41" in left.err
    assert "花呗" not in left.err.split("1/3")[0].split("从资料里读到")[1].split("下面只问")[0]
    assert left.err.count("先看一眼") == 1
    # overdue, 1.5 times, in place of interest, on the overdue principal, not called in, no more
    again = ask([*OVERDUE, "2", "", "2", "1", "1", "1", "2"], "-o", "c.toml", "--resume",
                "--lang", "zh")  # fmt: skip
    assert again.code == 0
    assert "因为还不知道利率" not in again.err  # it was told before
    assert "按合同算  1,054.00 元" in again.err
    paid = [payment.amount for payment in load_case(tmp_path / "c.toml").payments]
    assert paid == [Decimal("1093.00"), Decimal("1075.00"), Decimal("1062.00")]


def test_a_pasted_message_is_kept_as_evidence(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    said = "【借呗】截至2026年7月27日，您的借款已逾期12天，应还1072.00元。"
    ran = ask([said], "--from", "-", "--lang", "zh")  # the message is all there is to read
    assert ran.code == 0
    (kept,) = tmp_path.glob("*.txt")
    assert kept.read_text("utf-8").strip() == said
    assert str(kept) in ran.err.replace("\n", "")
    assert "1,072.00 元 粘贴的文字.txt:1" in ran.err


def test_a_paste_that_says_nothing_leaves_no_file(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = ask(["今天天气很好"], "--from", "-", "--lang", "zh")
    assert (ran.code, [*tmp_path.iterdir()]) == (2, [])
    assert "错误" in ran.err


def test_a_paper_that_is_not_there_stops_before_any_question(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = ask(["1"], "--from", "none.txt", "--lang", "zh")
    assert (ran.code, ran.out) == (2, "")
    assert PROMPT["zh"] not in ran.err
    assert "none.txt" in ran.err
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(os.name == "nt", reason="a GBK console as a variable")
def test_a_gbk_console(tmp_path: Path) -> None:
    answers = "\n".join(["借呗", "1万2", "2025年3月1日", "一万三千五", "", ""])
    done = subprocess.run(
        [sys.executable, "-m", "debtcheck", "new", "--lang", "zh"],
        input=answers.encode("gbk"),
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "gbk"},
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    said = done.stderr.decode("gbk")
    assert done.returncode == 0
    assert "12,000.00" in said
    assert "13,500.00" in said
    assert "?" not in said.replace("? 在哪里找", "")  # nothing that the console cannot show
