"""A user's law file: what it adds, what it replaces, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from debtcheck.law.caps import private_caps
from debtcheck.law.lawbook import LawDataError
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

GOOD = """
[[version]]
id = "Z1"
topic = "licensed_cap"
since = 2030-01-01
looked_up_by = "accrued_on"
lenders = ["bank"]
kind = "percent"
value = "20%/year"
covers = ["interest"]
force = "REDUCE"
on_request = true
cite_zh = "某规定第3条"
cite_en = "Some rule, Art. 3"
says_zh = "可请求调减。"
says_en = "One can ask the court to reduce it."
source = "test"
confidence = "M"
"""


def load(tmp_path: Path, content: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(content, encoding="utf-8")
    load_lawbook(law_file=path)


def test_a_version_is_added(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(GOOD, encoding="utf-8")
    book = load_lawbook(law_file=path)
    rule = book.find("Z1", date(2030, 1, 1))
    assert str(rule.value) == "20%/year"
    assert rule.file == str(path)
    assert book.user_files == (str(path),)
    assert "Z1" not in load_lawbook().ids


def test_a_version_of_the_same_day_is_replaced_and_can_be_ended(tmp_path: Path) -> None:
    ended = GOOD.replace('"Z1"', '"B1"').replace("2030-01-01", "2017-08-09\nuntil = 2029-12-31")
    new = GOOD.replace('"Z1"', '"B1"')
    path = tmp_path / "my.toml"
    path.write_text(ended + new, encoding="utf-8")
    book = load_lawbook(law_file=path)
    assert [v.since for v in book.versions("B1")] == [date(2017, 8, 9), date(2030, 1, 1)]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("lenders", "lender", "unknown_key_near"),
        ("source =", "zzz = 1\nsource =", "unknown_key"),
        ('cite_zh = "某规定第3条"\n', "", "missing"),
        ("某规定第3条", "某规定", "no_article"),
        ("Some rule, Art. 3", "Some rule", "no_article"),
        ("某规定第3条", " ", "not_text"),
        ('"bank"', '"banks"', "not_one_of"),
        ('["bank"]', "[]", "missing"),
        ('["bank"]', '"bank"', "not_list"),
        ('"20%/year"', "0.2", "not_text"),
        ('"20%/year"', '"20%"', "not_rate"),
        ('"20%/year"', '"1e9%/year"', "not_rate"),
        ('value = "20%/year"\n', "", "kind_needs"),
        ('value = "20%/year"', 'value = "20%/year"\ntimes = "four"', "not_number"),
        ("2030-01-01", '"2030-01-01"', "not_date"),
        ("2030-01-01", "2030-01-01T00:00:00", "not_date"),
        ("2030-01-01", "2101-01-01", "bad_year"),
        ("2030-01-01", "2030-01-01\nuntil = 2029-01-01", "ends_early"),
        ("on_request = true", 'on_request = "yes"', "not_flag"),
        ('force = "REDUCE"', 'force = "STRONG"', "not_one_of"),
        ('source = "test"', 'source = "test"\ndoubt_zh = "x"', "both_languages"),
        ('source = "test"', 'source = "test"\nshort_months = 0', "not_number"),
        ('"Z1"', '"B1"', "overlap"),  # B1 runs without an end
        ('"Z1"', '"P1"', "gap"),  # P1 ends on 2020-08-19
        ("[[version]]", "x = 1\n[[version]]", "unknown_key"),
        ("[[version]]", "[version]", "not_tables"),
        ("[[version]]", "[[version]", "not_toml"),
        (GOOD, "", "empty"),
        (GOOD, GOOD + GOOD, "overlap"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    with pytest.raises(LawDataError) as caught:
        load(tmp_path, GOOD.replace(old, new))
    error = caught.value
    assert error.why.key == f"law.error.{key}"
    assert error.file.endswith("my.toml")
    assert error.key
    for lang in ("zh", "en"):
        assert Words(lang).say(error.why)


def test_versions_of_one_rule_turn_on_one_kind_of_day(tmp_path: Path) -> None:
    # follows P1 day by day, but P1 is looked up by the day of filing
    follower = GOOD.replace('"Z1"', '"P1"').replace("2030-01-01", "2020-08-20")
    with pytest.raises(LawDataError) as caught:
        load(tmp_path, follower)
    assert caught.value.why.key == "law.error.axes"


def test_the_place_names_version_and_key(tmp_path: Path) -> None:
    with pytest.raises(LawDataError) as caught:
        load(tmp_path, GOOD.replace('"20%/year"', '"20%"'))
    assert caught.value.key == "version 1 (Z1).value"
    assert "20%" in str(caught.value)


def test_the_built_in_book_is_read_once() -> None:
    assert load_lawbook() is load_lawbook()


def test_a_limit_without_its_figure_is_the_files_fault(tmp_path: Path) -> None:
    # P1 replaced by a version that states no figure
    bare = GOOD.replace('"Z1"', '"P1"').replace("2030-01-01", "2015-09-01\nuntil = 2020-08-19")
    bare = bare.replace("accrued_on", "filed_on").replace('"percent"', '"rule"')
    bare = bare.replace('value = "20%/year"\n', "")
    path = tmp_path / "my.toml"
    path.write_text(bare, encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        private_caps(
            load_lawbook(law_file=path),
            formed_on=date(2018, 1, 1),
            filed_on=date(2019, 1, 1),
            old_rule_requested=None,
            start=date(2018, 1, 1),
            end=date(2019, 1, 1),
        )
    assert (caught.value.file, caught.value.key) == (str(path), "P1.value")
