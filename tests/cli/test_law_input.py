"""A user's own law and rate files, and dates, through the program: said, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

VERSION = """
[[version]]
id = "{id}"
topic = "licensed_cap"
since = {since}
looked_up_by = "{axis}"
lenders = ["bank"]
kind = "percent"
value = "20%/year"
force = "REDUCE"
on_request = true
cite_zh = "{cite}"
cite_en = "Some rule, Art. 3"
says_zh = "可请求调减。"
says_en = "One can ask the court to reduce it."
source = "test"
confidence = "M"
{more}
"""
LOAN = (
    *("check", "--principal", "36500", "--rate", "22%/year", "--lender", "bank"),
    *("--formed-on", "2030-01-01", "--disbursed-on", "2030-01-01", "--as-of", "2030-04-11"),
    *("--method", "daily"),
)
LPR = "publish_date,lpr_1y,lpr_5y\n"


def law(folder: Path, **changes: str) -> str:
    row = {
        "id": "Z1",
        "since": "2030-01-01",
        "axis": "accrued_on",
        "cite": "某规定第3条",
        "more": "",
    }
    file = folder / "law.toml"
    file.write_text(VERSION.format(**{**row, **changes}), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("command", [LOAN, ("law", "B1")])
@pytest.mark.parametrize(("lang", "mark"), [("zh", "错误"), ("en", "Error")])
@pytest.mark.parametrize(
    ("changes", "place", "zh", "en"),
    [
        ({"id": "B1"}, "B1.since", "重叠", "overlaps"),
        ({"id": "P1", "axis": "filed_on"}, "P1.since", "空档", "gap"),
        ({"cite": "某规定"}, "version 1 (Z1).cite_zh", "没有写明条款", "article"),
        ({"more": "limt = 1"}, "version 1 (Z1).limt", "没有“limt”这个键", "limt"),
        ({"since": "2101-01-01"}, "version 1 (Z1).since", "2100", "2100"),
    ],
)
def test_a_bad_law_file_is_named_with_its_key(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, command: tuple[str, ...], lang: str, mark: str, changes: dict[str, str],
    place: str, zh: str, en: str,
) -> None:  # fmt: skip
    file = law(tmp_path, **changes)
    ran = run(*command, "--law-file", file, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    said = "".join(ran.err.split("\n"))
    assert said.startswith(mark)
    assert file in said
    assert place.rpartition(".")[2] in said
    assert {"zh": zh, "en": en}[lang] in said
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", [LOAN, ("law", "B1")])
@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (LPR + "2026-10-20,2.90\n", "第 2 行", "line 2"),
        (LPR + "2019-08-19,4.25,4.85\n", "2019-08-20", "2019-08-20"),
        (LPR + "2026-10-20,2.90,3.40\n2026-10-20,2.80,3.40\n", "两次", "twice"),
        ("date,lpr\n2026-10-20,2.90\n", "表头", "heading"),
        ("", "没有数据", "no data"),
    ],
)
def test_a_broken_lpr_file_is_named_with_its_line(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, command: tuple[str, ...], content: str, zh: str, en: str
) -> None:
    file = tmp_path / "lpr.csv"
    file.write_text(content, encoding="utf-8")
    for lang, words in (("zh", zh), ("en", en)):
        ran = run(*command, "--lpr", str(file), "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert str(file) in ran.err
        assert words in ran.err.replace("\n", "")


def test_a_law_file_that_holds_changes_the_answer_and_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    # a line of 20% beside the one of 24%: 36,500 at 22% for 100 days is 2,200.00, at 20% 2,000.00
    replaced = law(tmp_path, id="B1", since="2017-08-09")
    for lang, amount in (("zh", "200.00"), ("en", "200.00")):
        ran = run(*LOAN, "--law-file", replaced, "--lang", lang)
        assert ran.code == 0
        assert amount in ran.out
        assert Path(replaced).name in ran.out.replace("\n", "")
    assert "2,000.00" not in run(*LOAN, "--lang", "en").out


@pytest.mark.parametrize(
    ("options", "zh", "en"),
    [
        (("--disbursed-on", "1989-12-31"), "1990", "1990"),
        (("--as-of", "2101-01-01"), "2100", "2100"),
        (("--formed-on", "2030-01-02", "--filed-on", "2030-01-01"), "合同成立日", "contract"),
        (("--lender", "bank,private"), "lender.kind", "lender.kind"),
    ],
)
def test_dates_and_kinds_that_cannot_be(  # type: ignore[no-untyped-def]
    run, options: tuple[str, ...], zh: str, en: str
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        ran = run("check", "--principal", "36500", *options, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err.replace("\n", "")
        assert "Traceback" not in ran.err
