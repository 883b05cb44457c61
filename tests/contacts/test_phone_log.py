"""Call lists of telephones and carriers, in the shapes they come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.contacts.phone_log import read_calls, same_number
from debtcheck.contacts.rows import duration
from debtcheck.statements.bad_value import BadValue

from .build import NOW

LISTS = {
    "android": (
        "Name,Number,Type,Date,Duration\n"
        ",4001234567,INCOMING,2026-11-20 22:30:00,95\n"
        ",4001234567,MISSED,2026-11-20 23:00:00,0\n"
    ),
    "numbered": (
        "number,date,duration,type\n"
        "4001234567,2026-11-20 22:30:00,95,1\n"
        "4001234567,2026-11-20 23:00:00,12,3\n"
    ),
    "two columns": (
        "电话号码,日期,时间,通话类型,通话时长\n"
        "4001234567,2026-11-20,22:30:00,来电,00:01:35\n"
        "4001234567,2026-11-20,23:00:00,未接来电,00:00:00\n"
    ),
    "carrier": (
        "某某运营商通话详单,,,,\n客户：张三,,,,\n"
        "起始时间,通信地点,通信方式,对方号码,通信时长\n"
        "2026-11-20 22:30:00,北京,被叫,4001234567,1分35秒\n"
        "2026-11-20 23:00:00,北京,未接,4001234567,0秒\n合计,,,,95\n"
    ),
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_calls_are_read_with_time_and_length(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(text, encoding="utf-8")
    calls = read_calls(path, NOW)
    taken, missed = calls.contacts
    assert calls.notes == ()
    assert (taken.connected, taken.duration_s, taken.direction) == (True, 95, "in")
    assert taken.at is not None
    assert (taken.at.hour, taken.at.minute) == (22, 30)
    assert not missed.connected
    assert missed.answered is False


def test_a_carriers_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(LISTS["carrier"], encoding="gb18030")
    assert len(read_calls(path, NOW).contacts) == 2


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("83", 83), ("83秒", 83), ("00:01:23", 83), ("1:23", 83), ("1分23秒", 83), ("1小时2分", 3720)],
)
def test_durations(text: str, seconds: int) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "很久", "1.5", "-3", "1::2"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(BadValue):
        duration(text)


def test_numbers_are_compared_by_their_digits() -> None:
    assert same_number("+86 138-0013-8000", "13800138000")
    assert same_number("400 123 4567", "4001234567")
    assert not same_number("", "")
    assert not same_number("138", "139")


def test_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("号码,时间,时长\n400,昨天,3\n400,2026-11-20 09:00,3\n", encoding="utf-8")
    calls = read_calls(path, NOW)
    assert len(calls.contacts) == 1
    assert [n.line for n in calls.notes] == [2]


def test_a_list_without_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_calls(path, NOW)
    assert caught.value.problems[0].key == "calls_no_heading"
