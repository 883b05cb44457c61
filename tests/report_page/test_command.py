"""`debtcheck report`: formats by the ending, files whole, private and never over another."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from debtcheck.cli.main import main

from .pages import SAMPLES

CASE = str(SAMPLES / "jd_jintiao_overdue.toml")


def run(*args: str) -> int:
    """The exit code of `debtcheck report …` in Chinese."""
    return main(["report", *args, "--lang", "zh"])


def test_a_page_is_written_and_its_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "核对.html"
    assert run(CASE, "-o", str(target)) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert str(target) in err
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    assert run(CASE, "-o", str(target)) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_a_file_that_is_there_stays_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.html"
    target.write_text("mine")
    assert run(CASE, "-o", str(target)) == 2
    assert target.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert run(CASE, "-o", str(target), "--force") == 0
    assert target.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.html.exe"])
def test_an_unknown_ending_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(CASE, "-o", str(tmp_path / name)) == 2
    assert ".docx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(CASE, "-o", str(tmp_path / "none" / "a.html")) == 2
    assert "写不进" in capsys.readouterr().err


def test_an_unknown_reader_is_told_of(tmp_path: Path) -> None:
    assert run(CASE, "-o", str(tmp_path / "a.html"), "--for", "court") == 2


def test_a_draft_is_written_under_a_name_without_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(SAMPLES / "lawsuit_private.toml")
    named = tmp_path / "李四的借款.html"
    assert run(case, "-o", str(named), "--for", "creditor") == 2
    assert "人名" in capsys.readouterr().err
    assert not named.exists()
    assert run(case, "-o", str(tmp_path / "draft.html"), "--for", "creditor") == 0
    assert "李四" not in (tmp_path / "draft.html").read_text(encoding="utf-8")


def test_a_draft_of_a_right_claim_is_not_written(tmp_path: Path) -> None:
    right = str(SAMPLES / "correct_statement.toml")
    assert run(right, "-o", str(tmp_path / "a.html"), "--for", "creditor") == 2
    assert list(tmp_path.iterdir()) == []
