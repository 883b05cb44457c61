"""The log as a file: headings, broken lines, two writers at once, a kill in the middle."""

from __future__ import annotations

import codecs
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.contacts.log import append, chinese_headings, read_log
from debtcheck.contacts.model import COLUMNS
from debtcheck.contacts.names import names

from .build import NOW, contact

WRITER = """
import sys
from datetime import datetime, timedelta
from debtcheck.contacts.log import append
from debtcheck.contacts.model import CHINA, Contact
start = datetime(2026, 11, 1, tzinfo=CHINA)
who, count = sys.argv[2], int(sys.argv[3])
for n in range(count):
    at = start + timedelta(minutes=n)
    append(sys.argv[1], [Contact(at=at, who=who, content="，\\"引号\\"" * 20)])
    print(n, flush=True)
"""


def log_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "contacts.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_new_log_opens_in_a_spreadsheet_and_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    written = [
        contact("22:30", content='他说："今天，还款"', flags=("threatened", "insulted")),
        contact(
            "09:00", third_party="母亲", refused_at=contact("09:05").at, evidence=("a.mp3", "b.png")
        ),
        contact(
            "10:00", channel="visit", visitors=2, answered=None, duration_s=None, consent=False
        ),
    ]
    assert append(path, written[:1], "zh") == 2
    assert append(path, written[1:], "zh") == 4
    raw = path.read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    assert raw.decode("utf-8-sig").splitlines()[0].split(",") == list(chinese_headings())
    log = read_log(path, NOW)
    assert log.notes == ()
    assert [c.row for c in log.contacts] == [2, 3, 4]
    for read, meant in zip(log.contacts, written, strict=True):
        for field in ("at", "channel", "content", "flags", "third_party", "refused_at", "evidence"):
            assert getattr(read, field) == getattr(meant, field)
    assert log.contacts[2].consent is False


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_a_new_log_is_for_its_owner_alone(tmp_path: Path) -> None:
    append(tmp_path / "contacts.csv", [contact("09:00")])
    assert (tmp_path / "contacts.csv").stat().st_mode & 0o777 == 0o600


def test_chinese_and_english_headings_read_the_same(tmp_path: Path) -> None:
    zh = log_of(
        tmp_path, "时间,方式,接通,时长,标记\n2026-11-20 22:30,电话,是,00:01:35,威胁；辱骂\n"
    )
    one = read_log(zh, NOW).contacts[0]
    en = log_of(
        tmp_path,
        "at,channel,answered,duration_s,flags\n2026-11-20T22:30:00+08:00,call,yes,95,threatened;insulted\n",
    )
    two = read_log(en, NOW).contacts[0]
    assert one == two
    assert len(set(names("column").values())) == len(COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_that_excel_saved_again_is_kept_in_its_own_shape(
    tmp_path: Path, encoding: str
) -> None:
    path = log_of(
        tmp_path, "方式\t时间\t内容\t时长\t接通\r\n电话\t2026/11/20 22:30\t你好\t5\t是", encoding
    )
    append(path, [contact("23:00", content="又来电")])
    text = path.read_bytes().decode(encoding)
    assert text.splitlines()[1:] == [
        "电话\t2026/11/20 22:30\t你好\t5\t是",
        "call\t2026-11-20T23:00:00+08:00\t又来电\t30\tyes",
    ]


def test_a_column_that_is_needed_and_missing_is_refused_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    path = log_of(tmp_path, "at,channel\n")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        append(path, [contact("09:00", content="x")])
    assert caught.value.problems[0].key == "log_missing_column"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("cells", "key", "lost"),
    [
        ("昨天晚上,call", "bad_time", True),
        (",call", "no_time", True),
        ("2026-13-40 09:00,call", "bad_time", True),
        ("2026-11-20 25:00,call", "bad_time", True),
        ("2027-01-01 09:00,call", "future", True),
        ("2026-11-20,call", "no_clock", False),
        ("2026-11-20T14:30:00Z,call", "zone", False),
        ("2026-11-20T09:30:00-05:00,call", "zone", False),
        ("2026-11-20 22:30,飞鸽传书", "unknown_channel", False),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_costs_no_other(
    tmp_path: Path, cells: str, key: str, lost: bool
) -> None:
    path = log_of(tmp_path, f"at,channel\n{cells}\n2026-11-19 09:00,sms\n")
    log = read_log(path, NOW)
    (note,) = log.notes
    assert (note.what.key, note.line, note.lost) == (f"contact.note.{key}", 2, lost)
    assert note.heading in ("at", "channel")
    assert len(log.contacts) == (1 if lost else 2)
    assert log.contacts[-1].channel == "sms"


def test_another_time_zone_is_converted(tmp_path: Path) -> None:
    path = log_of(tmp_path, "at,channel\n2026-11-20T14:30:00Z,call\n")
    at = read_log(path, NOW).contacts[0].at
    assert at is not None
    assert at.isoformat() == "2026-11-20T22:30:00+08:00"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20 下午10:30",
        "2026年11月20日 22时30分",
        "2026/11/20 22:30:00",
        "2026-11-20 10:30 PM",
    ],
)
def test_times_as_people_write_them(tmp_path: Path, written: str) -> None:
    path = log_of(tmp_path, f"at,channel\n{written},call\n")
    at = read_log(path, NOW).contacts[0].at
    assert at is not None
    assert (at.hour, at.minute) == (22, 30)


def test_a_line_that_was_cut_off_costs_itself_only(tmp_path: Path) -> None:
    whole = "2026-11-20 09:00,call,一\n"
    path = log_of(
        tmp_path, f'at,channel,content\n{whole}2026-11-20 10:00,call,"他说\n{whole}{whole}'
    )
    log = read_log(path, NOW)
    assert len(log.contacts) == 3
    assert [(n.line, n.lost) for n in log.notes] == [(3, True)]


def test_a_character_that_was_cut_off_costs_its_line_only(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    append(path, [contact("09:00", content="你好")])
    path.write_bytes(path.read_bytes() + "2026-11-20T10:00:00+08:00,某".encode()[:-1])
    append(path, [contact("11:00", content="之后")])
    log = read_log(path, NOW)
    assert [c.content for c in log.contacts] == ["你好", "之后"]
    assert [n.lost for n in log.notes] == [True]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    path = log_of(
        tmp_path, 'at,channel,content\n2026-11-20 09:00,call,"一\n二"\n2026-11-20 10:00,sms,三\n'
    )
    log = read_log(path, NOW)
    assert [c.content for c in log.contacts] == ["一 二", "三"]
    assert [c.row for c in log.contacts] == [2, 3]


def test_formulas_are_written_as_text_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    evil = ["=HYPERLINK(1)", "+8613800138000", "-1", "@x"]
    append(path, [contact("09:00", content=cell) for cell in evil])
    for line in path.read_text("utf-8-sig").splitlines()[1:]:
        assert not any(
            cell.lstrip('"').startswith(("=", "+", "-", "@")) for cell in line.split(",")
        )
    assert [c.content for c in read_log(path, NOW).contacts] == evil


def test_hostile_text_is_kept_as_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    append(path, [contact("09:00", content='\x1b[31m红\u202e[bold]x[/]\r\n换行,"引号"')])
    (read,) = read_log(path, NOW).contacts
    assert read.content == '红[bold]x[/] 换行,"引号"'
    assert len(path.read_text("utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n1,2\n", "名字,年龄\n张三,3\n"])
def test_what_is_no_log_is_refused_in_words(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError):
        read_log(log_of(tmp_path, content), NOW)


def _start(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), who, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    writers = [_start(path, who, 60) for who in ("甲", "乙", "丙")]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    log = read_log(path, NOW)
    assert log.notes == ()
    assert sorted(c.who for c in log.contacts) == sorted(["甲", "乙", "丙"] * 60)
    assert path.read_text("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_kill_leaves_every_line_that_was_reported_as_written(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    writer = _start(path, "甲", 100_000)
    assert writer.stdout is not None
    for _ in range(20):
        writer.stdout.readline()
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=60)
    reported = 20 + len(rest.splitlines())
    log = read_log(path, NOW)
    assert len(log.contacts) >= reported - 1
    assert sum(note.lost for note in log.notes) <= 1
    append(path, [contact("09:00", content="之后")])  # the lock died with its holder
    assert read_log(path, NOW).contacts[-1].content == "之后"


def test_a_log_that_is_held_is_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from debtcheck.contacts import lock

    monkeypatch.setattr(lock, "_take", lambda descriptor: False)
    monkeypatch.setattr(lock, "PAUSE_MS", 1)
    monkeypatch.setattr(lock.locked.__wrapped__, "__defaults__", (0,))
    with pytest.raises(InputError) as caught:
        append(tmp_path / "contacts.csv", [contact("09:00")])
    assert caught.value.problems[0].key == "log_busy"
