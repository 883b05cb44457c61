"""Plans and statements as tables: what claims, what is only a plan, and each bad cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head
from debtcheck.case.model import Evidence
from debtcheck.statements.papers.plan_table import facts_of, is_plan_heading

from .text_papers import Read, reader

D = Decimal
HEAD = "期数,到期日,应还本金,应还利息,罚息,状态\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def test_a_plan_without_a_state_claims_nothing(read: Read) -> None:
    found = read("期数,日期,应还款额,应还本金,应还利息,剩余本金\n1,2026-08-15,110,100,10,100\n")
    assert (found.claims, len(found.schedule)) == ((), 1)
    assert [n.key for n in found.notices] == ["papers_doc.plan_only"]


def test_rows_that_are_not_due_on_the_day_claim_nothing(read: Read) -> None:
    rows = "1,2026-09-15,100,10,1,待还\n2,2026-10-15,100,9,0,待还\n"
    for above, as_of in (("", None), ("查询日期,2026-09-20\n", date(2026, 9, 20))):
        found = read(above + HEAD + rows)
        (claim,) = found.claims
        assert claim.head(Head.PRINCIPAL) == D(100)
        assert claim.as_of == as_of
        keys = [n.key for n in found.notices]
        assert keys == ([] if above else ["papers_doc.no_as_of"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_signs(read: Read, encoding: str) -> None:
    text = HEAD + "第３期,2026年9月15日,￥８３３．３３,１２１．５０元,6.25,逾期\r\n"
    (claim,) = read(text.encode(encoding)).claims
    assert claim.head(Head.PRINCIPAL) == D("833.33")
    assert claim.lines[0].no == 3


def test_a_formula_stays_text(read: Read, refused) -> None:
    (problem,) = refused(lambda: read(HEAD + '1,2026-09-15,"=HYPERLINK(""x"")",10,1,逾期\n'))
    assert (problem.key, problem.place) == ("cell_formula", "line 2, 应还本金")


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("1,13/14/2025,100,10,1,逾期", [("date_form", "line 2, 到期日")]),
        ("1,2026-02-30,100,10,1,逾期", [("date_impossible", "line 2, 到期日")]),
        ("1,2026-09-15,7 89.04,10,1,逾期", [("amount_space", "line 2, 应还本金")]),
        ("一百零一万,2026-09-15,1,10,1,逾期", [("cell_count", "line 2, 期数")]),
        ("1,2026-09-15,1.005,1e5,1,逾期", [
            ("amount_decimals", "line 2, 应还本金"), ("amount_bad", "line 2, 应还利息"),
        ]),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_read(read: Read, refused, row: str, problems: list[object]) -> None:
    assert [(p.key, p.place) for p in refused(lambda: read(HEAD + row + "\n"))] == problems


def test_a_file_that_breaks_off_in_a_row(read: Read) -> None:
    """15.00 of interest may have been 15.50: the row is left out, and that is said."""
    found = read(HEAD + "1,2026-08-15,100,10,1,逾期\n2,2026-09-15,100,15.")
    assert [row.no for row in found.schedule] == [1]
    assert found.notices[0].key == "papers_doc.cut_off"


def test_several_loans_are_not_mixed(read: Read, refused) -> None:
    text = "借据号,期数,到期日,应还本金\nA1,1,2026-08-15,1\nA2,1,2026-08-15,2\n"
    (problem,) = refused(lambda: read(text))
    assert (problem.key, problem.params["ids"]) == ("table_several_loans", "A1, A2")


def test_printed_sums_are_held_against_the_rows(read: Read) -> None:
    # 100 + 100 = 200; the paper says 250.
    found = read(HEAD + "1,2026-08-15,100,10,1,逾期\n2,2026-09-15,100,9,1,逾期\n合计,,250,19,2,\n")
    (notice,) = [n for n in found.notices if n.key == "notice.table_sum"]
    assert (notice.params["printed"], notice.params["added"]) == (D(250), D(200))


def test_headings_of_an_account_are_no_plan() -> None:
    assert is_plan_heading(["期数", "到期日", "应还本金"])
    assert not is_plan_heading(["交易日期", "摘要", "交易金额", "余额", "对方户名"])
    assert not is_plan_heading(["交易时间", "商户名称", "金额", "交易状态"])
    assert not is_plan_heading(["期数", "到期日"])


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        (["借据号：A1", "出借人:某某小贷"], {"loan.id": "A1", "lender.name": "某某小贷"}),
        (["合同编号", "B-2"], {"loan.id": "B-2"}),
        (["借款金额：６，０００．００元，分六期"], {"loan.principal": "6000.00"}),
        (["（借据号：A1）逾期，代偿"], {"loan.id": "A1"}),
        (["截至2026年9月27日"], {"as_of": "2026-09-27"}),
        (["导出时间：2026-09-27 10:00"], {"as_of": "2026-09-27"}),
        (["借款金额：很多"], {}),
        (["截至2026年2月30日"], {}),
    ],
)
def test_facts_above_a_table(cells: list[str], facts: dict[str, str]) -> None:
    assert {f.key: f.value for f in facts_of(cells, Evidence("a", "line 1"))} == facts


def test_columns_of_the_loan_itself_become_facts(read: Read) -> None:
    text = "借据号,出借人,借款金额,到账金额,期数,到期日,应还本金\n"
    text += "A1,甲,1000,950,1,2026-08-15,500\nA1,甲,1000,950,2,2026-09-15,500\n"
    assert {f.key: f.value for f in read(text).facts} == {
        "loan.id": "A1",
        "lender.name": "甲",
        "loan.principal": "1000.00",
        "loan.received": "950.00",
    }
