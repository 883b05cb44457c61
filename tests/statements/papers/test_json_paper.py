"""Statements as JSON: exact figures, tolerant names, strict form."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head

from .text_papers import Read, reader

D = Decimal


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def test_numbers_are_read_by_their_digits(read: Read) -> None:
    """As a binary fraction 1.10 + 2.20 is 3.3000000000000003."""
    found = read(
        '{"as_of": "2026-09-27", "total": 3.30, "rows": ['
        '{"no": 1, "due_on": "2026-08-15", "principal": 1.10, "status": "逾期"},'
        '{"no": 2, "due_on": "2026-09-15", "principal": 2.2, "status": "逾期"}]}'
    )
    (claim,) = found.claims
    assert (claim.head(Head.PRINCIPAL), claim.total) == (D("3.30"), D("3.30"))
    assert (claim.as_of, found.notices) == (date(2026, 9, 27), ())


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"code": 0, "data": {"list": x}}])
def test_rows_wherever_they_are_with_chinese_names(read: Read, wrap) -> None:
    rows = [
        {"期数": 1, "应还日": "2026-08-15", "本金": "800", "利息": None, "已还": "0"},
        {"期数": 2, "应还日": "2026-09-15", "本金": "800", "利息": "8.00", "已还": "0"},
    ]
    found = read(json.dumps(wrap(rows), ensure_ascii=False))
    assert found.format == "json"
    assert [row.principal for row in found.schedule] == [D(800), D(800)]
    assert found.claims[0].head(Head.INTEREST) == D("8.00")


def test_a_statement_without_rows(read: Read) -> None:
    found = read(
        '{"data": {"合计": 1006.08, "本金": "833.33", "利息": 121.50, "罚息": 6.25, "担保费": 40,'
        ' "服务费": 5, "截止日期": "2026年9月27日", "借据号": "A1"}}'
    )
    (claim,) = found.claims
    assert claim.head(Head.FEE) == D(45)  # 40 + 5; 833.33 + 121.50 + 6.25 + 45 = 1006.08
    assert (claim.total, claim.as_of) == (D("1006.08"), date(2026, 9, 27))
    assert [(f.key, f.value) for f in found.facts] == [("loan.id", "A1")]
    assert found.notices == ()


def test_a_total_that_is_not_the_sum(read: Read) -> None:
    (notice,) = read('{"total": "110", "principal": "100", "interest": "9.5"}').notices
    assert (notice.key, notice.params["gap"]) == ("papers_doc.sum_differs", D("0.50"))


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ('{"total": 1,\n "total": 2}', "json_twice", ""),
        ('{"total": NaN}', "json_twice", ""),
        ('{"total": "7 89.04"}', "amount_space", "text total"),
        ('{"total": 1.999}', "amount_decimals", "text total"),
        ('{"total": 1e30}', "amount_bad", "text total"),
        ('{"total": ' + "9" * 5000 + "}", "amount_too_large", "text total"),
        ('{"a": 1,\n "b": }', "json_broken", "line 2"),
        ('[{"no": 1, "due_on": "2026-13-14", "principal": "1"}]', "date_month", "row 1, due_on"),
        ('[{"no": 1, "due_on": "2026-09-14", "fee": "=1+1"}]', "cell_formula", "row 1, fee"),
        ('{"hello": "world"}', "json_no_figures", ""),
        ("[" * 100 + "]" * 100, "json_deep", ""),
        ("[" * 5000, "json_deep", ""),
        ('{"a": ' * 20 + "{}" + "}" * 20, "json_deep", ""),
    ],
)  # fmt: skip
def test_bad_json(read: Read, refused, text: str, key: str, place: str) -> None:
    (problem,) = refused(lambda: read(text))
    assert (problem.key, problem.place) == (key, place)
