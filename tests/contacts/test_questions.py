"""`debtcheck contact add` with questions: read one by one, and nothing of a person is lost."""

from __future__ import annotations

import csv
import io
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debtcheck.cli.contact_questions import CHANNELS, questions
from debtcheck.cli.interview.ask import Asker
from debtcheck.cli.main import main
from debtcheck.contacts.log import read_log
from debtcheck.words.catalog import LANGUAGES, Words

from .build import NOW

Run = Callable[..., tuple[int, str, str]]
DISTRESS = {"zh": "我不想活了", "en": "I want to die"}
# time, call, creditor, who, number, answered, length, third party, content, evidence, agreed
ANSWERS = ["2026-11-20 22:30", "1", "某某公司", "", "4001234567", "1", "95", "", "请还款", "", "2"]


@pytest.fixture
def add(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`add(["2026-11-20 22:30", "1"], "zh")` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(answers: list[str], lang: str, *args: str) -> tuple[int, str, str]:
        typed = "".join(f"{said}\n" for said in answers).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        code = main(["contact", "add", "--lang", lang, *args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def the_command(err: str) -> list[str]:
    """The last line that was said: the command that writes the answers down."""
    line = err.rstrip().splitlines()[-1].strip()
    assert line.startswith("debtcheck contact add")
    return shlex.split(line)[1:]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("at", range(len(ANSWERS)))
def test_words_of_distress_at_any_question_lead_to_the_calm_screen(
    add: Run, tmp_path: Path, at: int, lang: str
) -> None:
    code, out, err = add([*ANSWERS[:at], DISTRESS[lang], *ANSWERS[at + 1 :]], lang)
    assert (code, out) == (0, "")
    assert "12356" in err
    assert "! " not in err
    assert not list(tmp_path.iterdir())


def test_words_of_distress_among_options_come_before_the_line(add: Run) -> None:
    args = ("--now", "--channel", "call", "--content", "他们逼我去跳楼")
    code, out, err = add([], "zh", *args)
    assert code == 0
    assert "12356" in err
    assert "第 2 行" in out


@pytest.mark.parametrize(
    ("lang", "wrong", "said"),
    [
        ("zh", {0: "昨晚"}, "“昨晚”读不成时间"),
        ("zh", {0: "2099-01-01"}, "2099-01-01 还没有到"),
        ("zh", {1: "飞鸽"}, "1 到 9 之间"),
        ("zh", {5: "也许"}, "1 到 2 之间"),
        ("zh", {6: "很久"}, "“很久”读不成时长"),
        ("en", {0: "last night"}, '"last night" cannot be read as a time'),
        ("en", {0: "2099-01-01"}, "2099-01-01 has not come yet"),
        ("en", {6: "long"}, '"long" cannot be read as a length of time'),
        ("en", {10: "perhaps"}, "from 1 to 2"),
    ],
)
def test_an_unreadable_answer_is_asked_again_and_loses_no_other(
    add: Run, lang: str, wrong: dict[int, str], said: str
) -> None:
    typed = [
        line
        for n, right in enumerate(ANSWERS)
        for line in ([wrong[n], right] if n in wrong else [right])
    ]
    code, _, err = add(typed, lang)
    assert code == 0
    assert said in " ".join(err.split()) or said in "".join(err.split())
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.creditor, read.number, read.duration_s) == ("某某公司", "4001234567", 95)
    assert (read.channel, read.answered, read.consent) == ("call", True, False)
    assert (read.content, read.at is not None and read.at.isoformat()[:16]) == (
        "请还款",
        "2026-11-20T22:30",
    )


def test_names_of_the_log_are_read_too_and_b_goes_back(add: Run) -> None:
    # the creditor is put right after the next question was seen
    typed = ["2026-11-20", "上门", "甲", "b", "乙公司", "", "2人", "", "请还款", "", "是"]
    assert add(typed, "zh")[0] == 0
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.channel, read.creditor, read.visitors) == ("visit", "乙公司", 2)
    assert (read.timed, read.consent) == (False, True)


def test_s_writes_what_was_answered_and_nothing_where_nothing_was(add: Run, tmp_path: Path) -> None:
    code, out, err = add(["s"], "zh")
    assert (code, out, "什么也没有写" in err) == (0, "", True)
    assert not list(tmp_path.iterdir())
    assert add(["2026-11-20 22:30", "3", "s"], "zh")[0] == 0
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.channel, read.creditor) == ("sms", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_end_of_the_input_says_what_was_answered_and_how_to_write_it(
    add: Run, tmp_path: Path, lang: str
) -> None:
    code, out, err = add(["2026-11-20 22:30", "1", 'A "B" 公司'], lang)
    assert (code, out) == (130, "")
    assert not list(tmp_path.iterdir())
    assert Words(lang)("contact.channel.call") in err
    assert main(the_command(err)) == 0  # as it was printed
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.channel, read.creditor) == ("call", 'A "B" 公司')
    assert read.at is not None
    assert read.at.isoformat() == "2026-11-20T22:30:00+08:00"


def test_ctrl_c_says_calmly_that_nothing_was_written(
    add: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["2026-11-20 22:30", "1"])

    def typed(*args: Any, **kwargs: Any) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("debtcheck.cli.interview.ask.read_line", typed)
    code, out, err = add([], "zh")
    assert (code, out) == (130, "")
    assert "好，先停在这里。记录里什么也没有写" in err
    assert the_command(err)[2:] == ["--at", "2026-11-20T22:30:00+08:00", "--channel", "call"]
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_half_line_and_loses_no_answer(
    add: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert add(ANSWERS, "zh")[0] == 0
    before = (tmp_path / "contacts.csv").read_bytes()
    real, room = os.write, [20]

    def full(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        written = real(descriptor, data[: room[0]])
        room[0] = 0
        return written

    monkeypatch.setattr("debtcheck.contacts.log.os.write", full)
    code, out, err = add(ANSWERS, "zh")
    assert (code, out) == (2, "")
    assert (tmp_path / "contacts.csv").read_bytes() == before
    assert "没有写进记录，您的回答在这里" in err
    assert "--creditor 某某公司" in err


def test_a_word_of_a_court_brings_the_days_of_its_papers(add: Run) -> None:
    typed = ["2026-11-20 22:30", "3", "", "", "", "", "法院传票已寄出", "", ""]
    code, out, _ = add(typed, "zh")
    assert code == 0
    assert "15 天内答辩" in out
    with open("contacts.csv", encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_its_words(lang: str) -> None:
    asker = Asker(Words(lang), "contact")
    for channel in ("", *CHANNELS):
        for question in questions({"channel": channel}):
            assert asker.name(question)
            assert asker.where(question)
            assert asker.words(f"contact.q.{question.key}.ask")
            assert all(asker.chosen(question, choice) for choice in question.choices)
