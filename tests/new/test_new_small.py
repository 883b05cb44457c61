"""What the interview says beside its questions: why a figure moves, a slip, a full disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from debtcheck.cli.interview.remarks import remarks
from debtcheck.statements import safe_write

# product, received, arrived, claim, its day, where seen, no court, one loan, principal
START = ["京东金条", "10000", "2025-01-10", "11279.44", "2025-07-09", "1", "1", "1", "="]
# bullet, due, rate, overdue, not found whether 1.5x, nothing paid, no more questions
REST = ["1", "2025-04-10", "0.04%/day", "1", "3", "2", "2"]
SOURCES = ["1", "1", "1"]


def flat(said: str) -> str:
    return "".join(said.split())


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("zh", "还不知道逾期利率，到期以后暂按借款利率继续算"),
        ("en", "no overdue rate is known yet, so the loan's rate runs on after the due day"),
    ],
)
def test_a_figure_that_runs_on_after_the_due_day_says_so(ask, lang: str, why: str) -> None:  # type: ignore[no-untyped-def]
    # by hand: 10,000 × 0.04% × 180 days = 720.00, of which 90 days lie after the due day
    ran = ask([*START, "=", *REST], "--lang", lang)
    assert "10,720.00" in ran.err
    assert flat(why) in flat(ran.err)


def test_with_an_overdue_rate_the_figure_needs_no_such_line(ask) -> None:  # type: ignore[no-untyped-def]
    # 360.00 of interest to the due day, 10,000 × 0.06% × 90 days = 540.00 of penalty after it
    confirmed = [*REST[:4], "1", "1", "1", "2"]  # 1.5x written, in place of interest, principal
    ran = ask([*START, "=", *confirmed], "--lang", "zh")
    assert "10,900.00" in ran.err
    assert "暂按借款利率" not in flat(ran.err)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "合同日 2025-01-12 在到账日 2025-01-10 之后"),
        ("en", "The day of the contract, 2025-01-12, is after the day the money came, 2025-01-10"),
    ],
)
def test_a_contract_after_its_payout_is_remarked_at_once(ask, lang: str, said: str) -> None:  # type: ignore[no-untyped-def]
    ran = ask([*START, "2025-01-12"], "--lang", lang)
    assert flat(ran.err).count(flat(said)) == 1
    assert flat(said) not in flat(ask([*START, "2025-01-10"], "--lang", lang).err)


def test_a_contract_on_or_before_the_payout_is_no_slip() -> None:
    same = {"arrived": "2025-01-10", "formed_on": "2025-01-10"}
    assert not list(remarks("formed_on", same))
    assert not list(remarks("formed_on", {"formed_on": "2025-01-10", "arrived": ""}))
    assert not list(remarks("due", same | {"formed_on": "2025-01-11"}))


class Disk:
    """A disk that takes nothing while it is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, takes: int) -> None:
        self.takes = takes
        self.real = safe_write._fill
        monkeypatch.setattr(safe_write, "_fill", self.fill)

    def fill(self, handle: int, content: bytes) -> None:
        if not self.takes:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.takes -= 1
        self.real(handle, content)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "回答暂时存不下来"), ("en", "The answers cannot be saved for now")]
)
def test_a_full_disk_is_said_once_and_the_questions_go_on(
    ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:  # type: ignore[no-untyped-def]
    Disk(monkeypatch, takes=2)
    ran = ask([*START, "=", *REST], "--lang", lang)  # the input ends before the questions
    assert ran.code == 0
    assert flat(ran.err).count(flat(said)) == 1
    assert "10,720.00" in ran.err
    assert "--resume" not in ran.err  # nothing is promised that was not kept
    assert "2025-04-10" in ran.err  # the answers, to be noted by hand


def test_a_case_file_that_cannot_be_written_is_shown(
    ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    Disk(monkeypatch, takes=0)
    ran = ask([*START, "=", *REST, *SOURCES], "--lang", "zh", "-o", "a.toml")
    assert ran.code == 2
    assert "a.toml" in ran.err
    assert 'principal = "10000.00"' in ran.out
    assert not list(tmp_path.iterdir())
