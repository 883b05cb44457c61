"""What the terminal report must show, situation by situation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len

from debtcheck.audit.report import Assumption, Finding, HeadTotals
from debtcheck.case.kinds import Head, Method, Source
from debtcheck.case.model import Borrower
from debtcheck.words.text import text

from . import fixtures
from .fixtures import ALL, COMMANDS
from .run import flat, screen

LANGS = ("zh", "en")
AMOUNT = re.compile(r"(?<![\d.,])-?\d[\d,]*\.\d{2}(?!\d)")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def rows(out: str) -> dict[str, list[str]]:
    """The table by its first column."""
    found = {}
    for line in out.splitlines():
        match = re.match(r"^  (\S+)\s{2,}(.*)$", line)
        if match and match[1] not in found:
            found[match[1]] = re.split(r"\s{2,}", match[2].strip())
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
def test_every_line_fits_into_80_cells(name: str, lang: str) -> None:
    out = screen(ALL[name](), lang)
    assert [line for line in out.splitlines() if cell_len(line) > 80] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_other_widths_hold_too(name: str, lang: str, width: int) -> None:
    out = screen(ALL[name](), lang, width=width)
    assert [
        line
        for line in out.splitlines()
        if cell_len(line) > width and "debtcheck " not in line and "/365" not in line
    ] == []


@pytest.mark.parametrize("name", ALL)
def test_a_gbk_console_can_print_all_of_it(name: str) -> None:
    screen(ALL[name](), "zh").encode("gbk")


@pytest.mark.parametrize("lang", LANGS)
def test_piped_output_has_no_escape_codes_and_styles_change_no_word(lang: str) -> None:
    plain = screen(fixtures.case_a(), lang)
    styled = screen(fixtures.case_a(), lang, style=True)
    assert "\x1b" not in plain
    assert "\x1b[1m" in styled
    assert re.sub(r"\x1b\[\d+m", "", styled) == plain


@pytest.mark.parametrize("name", ALL)
def test_both_languages_carry_the_same_figures_in_the_same_order(name: str) -> None:
    zh, en = (screen(ALL[name](), lang) for lang in LANGS)
    assert AMOUNT.findall(zh) == AMOUNT.findall(en)
    assert set(NUMBER.findall(zh)) - set(NUMBER.findall(en)) <= {"1.", "2."}
    assert set(NUMBER.findall(en)) <= set(NUMBER.findall(zh)) | _english_only(en)


def _english_only(out: str) -> set[str]:
    """Figures that stand at a comma or a full stop in English and not in Chinese."""
    return {n for n in NUMBER.findall(out) if not re.fullmatch(r"[\d,]+(\.\d+)?|\d+", n)}


def test_the_same_report_gives_the_same_text() -> None:
    assert screen(fixtures.case_a()) == screen(fixtures.case_a())


def test_no_sentence_begins_a_line_with_a_closing_mark() -> None:
    for make in ALL.values():
        for line in screen(make(), "zh").splitlines():
            assert line.strip()[:1] not in set("，。、；：？！）》”")
            assert line.rstrip()[-1:] not in set("（《“")


# The answer.


def test_the_answer_stands_first_and_is_less_than_claimed() -> None:
    lines = screen(fixtures.case_a()).splitlines()
    assert lines[0].startswith("核对结果 · 京东金条（借据 JT-2025-0001）")
    assert lines[0].endswith("账单日 2025-07-09  今天 2025-07-09")
    assert lines[2] == "按您提供的资料重算是 10,900.00 元，比平台要求的 11,279.44 元少 379.44 元。"
    assert lines[3] == "还有 1 项没有核对（费用），结果可能变。"


def test_the_table_adds_up_by_eye() -> None:
    table = rows(screen(fixtures.case_a()))
    assert table["本金"] == ["10,000.00", "10,000.00", "0.00"]
    assert table["利息"] == ["720.00", "360.00", "360.00"]
    assert table["罚息"] == ["559.44", "540.00", "19.44"]
    assert table["费用"] == ["未核对", "未核对", "-"]
    assert table["合计"] == ["11,279.44", "10,900.00", "379.44"]
    for column in range(3):
        figures = [
            Decimal(table[head][column].replace(",", "")) for head in ("本金", "利息", "罚息")
        ]
        assert sum(figures) == Decimal(table["合计"][column].replace(",", ""))
    assert "复利" not in table


@pytest.mark.parametrize("make", [fixtures.case_a, fixtures.hard_case, fixtures.huge_case])
@pytest.mark.parametrize("lang", LANGS)
def test_the_columns_are_aligned_by_cells(make: object, lang: str) -> None:
    out = screen(make(), lang)  # type: ignore[operator]
    lines = out.splitlines()
    total = next(i for i, line in enumerate(lines) if re.match(r"^  (合计|Total) ", line))
    start = max(i for i in range(total) if not lines[i].strip())
    widths = {cell_len(line) for line in lines[start + 1 : total + 1]}
    assert len(widths) == 1


def test_nothing_found_is_said_as_plainly() -> None:
    zh, en = (screen(fixtures.clean_case(), lang) for lang in LANGS)
    assert "没有发现多算：按您提供的资料重算是10,900.00元，与平台要求的10,900.00元一致" in flat(zh)
    assert "Nothing overcharged was found" in en
    for out in (zh, en):
        assert "没有争议" not in out
        assert "not in dispute" not in out
    assert "需要平台说明" not in zh


def test_a_figure_above_the_claim_never_asks_for_more() -> None:
    zh, en = (flat(screen(fixtures.above_case(), lang)) for lang in LANGS)
    assert "最可能是资料里漏了一笔还款或减免" in zh
    assert "不要因为这个结果多付" in zh
    assert flat("most likely a payment or a waiver is missing") in en
    assert flat("do not pay more because of this result") in en
    assert "相差" in zh
    assert "平台多算" not in zh


def test_without_a_claim_the_contract_is_told() -> None:
    out = screen(fixtures.no_claim(), path=None)
    assert "没有账单可比。按合同，到 2025-03-01 一共还欠 10,200.00 元" in out
    assert rows(out)["合计"] == ["10,200.00", "0.00"]
    assert "计算截止 2025-03-01" in out


def test_a_range_names_the_term_that_would_settle_it() -> None:
    out = flat(screen(fixtures.range_case()))
    assert "10,500.00元到11,100.00元之间" in out
    assert "查到“罚息是代替利息还是另加”" in out
    assert "只是范围内的一种可能" in out
    assert "没有争议的数额暂取10,900.00元，对照合同以后才能定" in out
    assert "有争议379.44元" not in out


def test_a_range_hides_no_limit() -> None:
    report = replace(fixtures.hard_case(), open=fixtures.range_case().open)
    assert "如果打官司，法院最多可支持197,774.24元" in flat(screen(report))


def test_what_cannot_be_said_is_not_said() -> None:
    out = screen(fixtures.unknown_case())
    assert "平台要求的 11,279.44 元对不对，现在还不能说：缺少利率、逾期利率。" in out
    assert rows(out)["利息"] == ["720.00", "未核对", "-"]
    assert rows(out)["合计"] == ["11,279.44", "未核对", "-"]


def test_total_right_but_heads_wrong_is_told() -> None:
    report = fixtures.clean_case()
    report = replace(report, findings=fixtures.case_a().findings)
    assert "总额没有发现多算" in screen(report)
    assert "另有2处需要说明" in flat(screen(report))


def test_a_fen_of_rounding_is_no_overcharge() -> None:
    report = fixtures.clean_case()
    claimed = replace(
        report.claimed or fixtures.totals("0"),
        total=Decimal("10900.02"),
    )
    out = screen(replace(report, claimed=claimed, disputed=Decimal("0.02")))
    assert "只差0.02元，在四舍五入的范围内" in flat(out)


# Court first.


def test_court_papers_are_the_first_line() -> None:
    for lang, first in (("zh", "先看法院文书上的日期"), ("en", "First look at the date")):
        for make in (fixtures.court_case, fixtures.lawsuit_only):
            out = screen(make(), lang)
            assert out.startswith(first)
            assert "12368" in out
            assert "15" in out


def test_a_deadline_is_printed_only_when_the_day_of_service_is_known() -> None:
    known = screen(fixtures.court_case())
    assert "收到日 2025-07-01，按 15 日数到 2025-07-16 为止" in known
    unknown = screen(fixtures.court_case(served=None))
    assert "2025-07-16" not in unknown
    assert "没有填送达日期" in unknown
    assert "没有填送达日期" in screen(fixtures.court_case("payment_order", None))
    assert "2025-07-16" not in screen(fixtures.lawsuit_only())


def test_the_last_day_itself_is_not_too_late_and_the_next_is() -> None:
    report = fixtures.court_case()
    assert "已经过了" not in screen(report, today=date(2025, 7, 16))
    late = screen(report, today=date(2025, 7, 17))
    assert "已经过了：今天就联系法院" in flat(late)


def test_a_payment_order_needs_a_written_and_true_objection() -> None:
    zh = flat(screen(fixtures.court_case("payment_order")))
    assert "15日内，书面向发出支付令的法院提出异议，如实写明" in zh
    assert "只说没钱或要缓，都不起作用" in zh
    en = flat(screen(fixtures.court_case("payment_order"), "en"))
    assert flat("object in writing to the court that issued it, and say truthfully") in en


def test_without_court_papers_the_first_step_asks_for_them() -> None:
    out = screen(fixtures.case_a())
    assert out.startswith("核对结果")
    assert "0  有没有收到法院的传票、支付令、调解通知？" in out
    assert "有没有收到法院的传票" not in screen(fixtures.court_case())


# Ceilings.


def test_a_reduction_shows_three_figures_apart() -> None:
    out = screen(fixtures.reduce_case())
    table = rows(out)
    assert table["合计"] == ["13,008.22", "13,008.22", "12,406.58", "0.00"]
    assert "如获法院调减" in out
    assert re.search(r"按合同不逾期需付（已到期）\s+13,008\.22", out)
    assert re.search(r"可以请求调减\s+601\.64", out)
    assert re.search(r"今天付得出\s+只有您知道", out)
    joined = flat(out)
    assert "调减要由您本人提出；减不减、减多少由法院决定；在法院之外，平台可以不同意" in joined
    assert "法院决定之前，仍按合同计算" in joined
    assert "不是现在能结清的数" in joined
    assert "能做到的" not in joined
    assert "2,406.58 元（只作参考，不计入合计）" in out
    en = flat(screen(fixtures.reduce_case(), "en"))
    assert flat("You must ask for the reduction yourself") in en
    assert flat("outside court the platform may refuse") in en


def test_the_ceiling_column_is_absent_when_it_does_not_bind() -> None:
    out = screen(fixtures.case_a())
    assert "法院最多可支持" not in out
    assert "如获法院调减" not in out
    assert "没有超过可请求法院调减的线（年 24%，须本人提出）" in out


def test_a_hard_limit_works_in_a_lawsuit_and_two_readings_stand_side_by_side() -> None:
    out = screen(fixtures.hard_case())
    joined = flat(out)
    assert rows(out)["合计"] == ["244,065.75", "244,065.75", "197,774.24", "46,291.51"]
    assert "打官司时法院最多可支持197,774.24元" in joined
    assert "进入诉讼后，对方主张的超出部分法院不予支持" in joined
    assert "上限以内的部分仍要还" in joined
    assert re.search(r"算法1\s+算法2", out)
    assert re.search(r"利息\s+97,774\.24\s+80,436\.44", out)
    assert "上面的合计取较高的一种" in joined
    assert rows(out)["本金"][0] == "未分列"


def test_money_taken_off_at_payout_is_no_principal_lent() -> None:
    out = flat(screen(fixtures.deducted_case()))
    assert "其中1,000.00元放款时已先扣掉，没有到账，不算借到的本金" in out
    assert "没有发现多算" not in out
    assert "可以请求调减" not in out


def test_a_head_that_is_not_known_is_never_taken_as_zero() -> None:
    out = screen(fixtures.unknown_case())
    assert "少 1,279.44 元" not in out
    assert "没有超过" not in out
    assert "没有争议" not in out
    assert "按合同，到 2025-03-01 至少还欠 10,200.00 元" in screen(fixtures.part_unknown_no_claim())


def test_a_rule_is_told_whole_once() -> None:
    report = fixtures.case_a()
    both = tuple(replace(f, law=(fixtures.LAW_PENALTY,)) for f in report.findings)
    out = flat(screen(replace(report, findings=both)))
    assert out.count("罚息利率在合同利率上加收") == 1
    assert "银发〔2003〕251号第三条（见上）" in out


def test_open_readings_are_no_all_clear() -> None:
    report = replace(fixtures.case_a(), readings=fixtures.hard_case().readings)
    out = screen(report)
    assert "有几种算法，并列在下面" in out
    assert "没有超过" not in out


def test_an_unknown_ceiling_is_said_to_be_unknown() -> None:
    assert "法院最多能支持多少，现在说不准" in screen(fixtures.no_claim())


# Findings.


def test_findings_come_by_size_with_figure_place_working_and_span() -> None:
    out = screen(fixtures.case_a())
    first = out.index(" 1  利息多 360.00 元")
    second = out.index(" 2  罚息多 19.44 元")
    assert first < second
    assert "利息 720.00（账单.csv 第 12 行）" in out
    assert "/home/zhang/账单.csv" not in out
    assert "10,000.00 × 0.04% × 90 天 = 360.00（2025-01-10 至 2025-04-10）" in out
    assert "这样算能得到同一个数（不等于对方确实这样算）" in out
    assert "到期前 360.00 + 到期后又计 90 天 360.00，得 720.00 元" in out
    assert "您填写的“罚息代替利息”（来源：合同）" in out


def test_a_law_carries_its_force_its_day_and_how_well_it_was_checked() -> None:
    joined = flat(screen(fixtures.case_a()))
    assert "监管要求，可投诉；本身不改变欠款数额；按2025-04-10的规定；按转载文本核对" in joined
    hard = flat(screen(fixtures.hard_case()))
    assert "诉讼中超出部分法院不予支持；按2024-03-01的规定）" in hard  # checked in a stored text


def test_what_rests_on_memory_is_to_be_verified_and_says_when_it_falls_away() -> None:
    out = screen(fixtures.case_a())
    joined = flat(out)
    assert out.count("待核实") == 2  # the doubt line, and the penalty's base
    assert "这一条靠您记得的“罚息的基数”，先对照合同" in joined
    assert "看哪里：合同写的是“逾期本金”" in joined
    assert "这一条不成立" in joined


def test_a_figure_nothing_reproduces_is_counted_backwards() -> None:
    assert "相当于利率日0.06%、基数10,360.00元、90天" in flat(screen(fixtures.case_a()))


def test_several_explanations_are_said_to_be_several() -> None:
    report = fixtures.case_a()
    finding = report.findings[1]
    more = replace(finding, explanations=finding.explanations * 2)
    out = screen(replace(report, findings=(more,)))
    assert "有 2 种算法能得到同一个数（不等于对方确实这样算）" in out


def test_a_sum_shows_its_parts_before_the_sum() -> None:
    out = screen(fixtures.hard_case())
    parts = out.rindex("100,000.00 × 24% × 597/365 = 39,254.79")
    assert parts < out.index("39,254.79 + 58,519.45 = 97,774.24")


def test_an_unmeasured_assumption_says_so() -> None:
    out = flat(screen(fixtures.hard_case()))
    assert "起诉日按2024-12-31算（合同未写明）" in out
    assert "换一种算法最多差2,001.00元" in out


def test_an_assumption_of_a_rate_or_an_unknown_key_still_reads() -> None:
    report = fixtures.case_a()
    some = (
        Assumption("loan.received", "10000.00", text("sample.silent"), Decimal(0)),
        Assumption("loan.overdue.rate", "0.06%/day", text("sample.silent"), None),
        Assumption("loan.brand_new", "x", text("sample.silent"), None),
    )
    out = screen(replace(report, assumptions=some))
    assert "实际到账按 10,000.00 元算（合同未写明）；换一种算法结果不变" in out
    assert "到期后按日 0.06% 计息" in out
    assert "loan." not in out


def test_a_term_that_was_not_given_is_not_called_given() -> None:
    report = fixtures.case_a()
    finding = replace(report.findings[0], basis=(("loan.received", Source.GUESS),))
    out = flat(screen(replace(report, findings=(finding,))))
    assert "您没有填写“实际到账”" in out
    assert "您记得的" not in out


# The amount that is not in dispute, days, steps.


def test_the_undisputed_amount_says_what_paying_it_would_and_would_not_do() -> None:
    zh = flat(screen(fixtures.case_a()))
    assert "没有争议10,900.00元，有争议379.44元" in zh
    assert "先付10,900.00元，能做到的" in zh
    assert "账上可能仍显示逾期，余下部分可能继续计息、上报征信" in zh
    assert "不等于已结清" in zh
    assert "先取得书面或App内的确认" in zh
    assert "写明“保留异议”（多付的能否退回不一定）" in zh
    en = flat(screen(fixtures.case_a(), "en"))
    assert flat("may still show as overdue") in en
    assert flat("does not mean settled") in en


def test_a_stale_day_is_said_with_the_order_of_needs() -> None:
    report = fixtures.case_a()
    assert "已过" not in screen(report)
    out = flat(screen(report, today=date(2025, 7, 19)))
    assert "上面的数算到2025-07-09，今天是2025-07-19，已过10天" in out
    assert "每多一天，按合同大约增加6.00元" in out
    assert "先顾吃饭、房租、看病和孩子" in out


def test_law_data_older_than_the_day_is_said() -> None:
    out = flat(screen(fixtures.case_a(), today=date(2026, 11, 24)))
    assert "法律数据核对至2026-09-21，之后的变化没有算进来" in out


def test_only_commands_that_exist_are_offered_with_the_real_path() -> None:
    out = screen(fixtures.case_a())
    assert "    debtcheck letter dispute /home/zhang/金条.toml\n" in out
    assert "timetravel" not in out
    none = screen(fixtures.case_a(), commands=frozenset({"check"}))
    assert "debtcheck " not in none
    spaced = screen(fixtures.case_a(), path="/home/zhang/my loans/金条.toml")
    assert 'debtcheck verify "/home/zhang/my loans/金条.toml"\n' in spaced
    windows = screen(fixtures.case_a(), path="C:\\Users\\张三\\我的 借款.toml")
    assert 'debtcheck verify "C:\\Users\\张三\\我的 借款.toml"\n' in windows


def test_a_long_path_stays_on_one_line_to_be_copied() -> None:
    path = "/home/zhang/" + "很长的目录/" * 12 + "金条.toml"
    assert f"    debtcheck verify {path}\n" in screen(fixtures.case_a(), path=path)


def test_options_alone_offer_no_command_that_needs_a_file() -> None:
    out = screen(fixtures.no_claim(), path=None)
    assert "{case}" not in out
    assert "debtcheck verify" not in out
    assert "debtcheck plan" in out


def test_no_key_of_the_case_file_stands_on_the_screen() -> None:
    for make in ALL.values():
        for lang in LANGS:
            out = screen(make(), lang)
            assert not re.search(r"\b(loan|overdue|statement|court|lender)\.[a-z_]+", out)


# Sentences that are due at their triggers only.


def test_overdue_for_long_asks_12348_first() -> None:
    report = fixtures.case_a()
    near = flat(screen(report))
    assert "写信、付一部分、答应还款，都可能让诉讼时效重新计算" in near
    far = flat(screen(report, today=date(2028, 5, 1)))
    assert "这笔逾期已久" in far
    assert "放弃时效抗辩" in far
    assert "时效" not in screen(fixtures.no_claim())  # nothing is overdue


def test_not_yet_overdue_pays_on_time_and_disputes() -> None:
    report = fixtures.case_a()
    early = replace(
        report,
        contract_due=fixtures.totals("0.00"),
        as_of=date(2025, 3, 1),
        report_day=date(2025, 3, 1),
    )
    assert "还没逾期的，按时付款，同时提出异议" in flat(screen(early))
    assert "还没逾期的" not in flat(screen(report))


def test_family_who_did_not_sign_is_told_when_others_are_touched() -> None:
    assert "没有签字的家人" not in screen(fixtures.case_a())
    assert "没有签字的家人" in screen(fixtures.hard_case())  # a surety is named
    report = fixtures.case_a()
    relative = replace(report, case=replace(report.case, borrower=Borrower(role="relative")))
    assert "没有签字的家人" in screen(relative)


def test_a_large_card_debt_says_to_stay_reachable() -> None:
    report = fixtures.case_a()
    loan = replace(report.case.loan, method=Method.CARD)
    card = replace(report, case=replace(report.case, loan=loan))
    spent = HeadTotals({**card.contract.heads, Head.PRINCIPAL: Decimal(50000)}, Decimal(50900))
    assert "保持电话畅通" in screen(replace(card, contract=spent))
    assert "保持电话畅通" not in screen(replace(report, contract=spent))
    assert "保持电话畅通" not in screen(card)


@pytest.mark.parametrize("name", ALL)
def test_every_report_says_its_limits_and_where_to_pay(name: str) -> None:
    zh = flat(screen(ALL[name](), "zh"))
    en = flat(screen(ALL[name](), "en"))
    assert "按您提供的资料计算" in zh
    assert "请先对照合同" in zh
    assert "不是法律意见" in zh
    assert "只在您自己打开的官方App内付" in zh
    assert "不转给个人，不给验证码，不共享屏幕" in zh
    assert "12348" in zh
    assert flat("not legal advice") in en
    assert flat("give no code, share no screen") in en


@pytest.mark.parametrize("name", ["case_a", "reduce", "hard", "court", "range"])
def test_every_finding_says_that_a_dispute_stops_nothing_by_itself(name: str) -> None:
    assert "提出异议，本身不会停止计息、催收和上报征信" in flat(screen(ALL[name]()))
    assert flat("A dispute does not by itself stop interest") in flat(screen(ALL[name](), "en"))


# Names and foreign text.


def test_personal_data_is_masked_unless_it_is_asked_for() -> None:
    hidden = screen(fixtures.hard_case(), path="my loan.toml")
    assert "李*" in hidden
    for name in ("李四", "张三", "王五"):
        assert name not in hidden
    assert "李四" in screen(fixtures.hard_case(), show_private=True)
    hostile = screen(fixtures.hostile_case())
    for private in ("张三", "13800001234", "110101199001011234"):
        assert private not in hostile


@pytest.mark.parametrize("lang", LANGS)
def test_foreign_text_stays_text(lang: str) -> None:
    out = screen(fixtures.hostile_case(), lang)
    assert "[red]" in out  # markup is shown, never obeyed
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", out
    )
    assert max(cell_len(line) for line in out.splitlines()) <= 80


def test_a_party_without_a_platform_is_not_called_one() -> None:
    assert "平台" not in screen(fixtures.hard_case()).split("接下来")[0]


def test_sources_are_named() -> None:
    report = fixtures.case_a()
    for source, label in (
        (Source.APP, "App"),
        (Source.SMS, "短信"),
        (Source.GUESS, "猜测"),
        (Source.SCREENSHOT, "截图"),
    ):
        finding: Finding = replace(report.findings[1], basis=(("loan.rate", source),))
        out = flat(screen(replace(report, findings=(finding,))))
        assert f"您填写的“利率日0.04%”（来源：{label}）" in out


def test_a_head_nobody_asked_about_is_not_shown() -> None:
    out = screen(fixtures.case_a())
    assert "实现债权的费用" not in rows(out)
    assert {h.value for h in Head} >= {"costs"}
    assert COMMANDS
