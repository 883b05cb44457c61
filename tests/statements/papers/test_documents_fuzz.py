"""Damaged papers: whatever the bytes, the answer is a paper or a problem that can be said."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.readers import read_paper
from debtcheck.words.catalog import LANGUAGES, Words

SAMPLES = Path(__file__).parents[3] / "sample_statements" / "papers"
OPENING = Opening(
    today=date(2026, 9, 28),
    password=lambda file: "123456" if file.endswith(".zip") else "202609",
)
TIMES = {".pdf": 12, ".xlsx": 40, ".zip": 40}
USUAL = 25
NAMES = (
    "plan.csv", "plan.tsv", "plan.xlsx", "statement_ruled.pdf", "statement_unruled.pdf",
    "statement_locked.pdf", "statement_scan.pdf", "alipay_locked.zip", "statement.json",
    "plan_pasted.txt", "sms.txt", "app_notice.txt", "lawyer_letter.txt", "guarantor_notice.txt",
    "screenshot.png", "ccb.xls",
)  # fmt: skip
SIGNS = (b'"', b",", b"\n", b"=", b"\x00", b"\xff", "，".encode("gb18030"), b"9" * 40, b"-", b"{")


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece cut out, doubled or cut off, or a sign put in."""
    out = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        at, end = sorted((chance.randrange(len(out) + 1), chance.randrange(len(out) + 1)))
        match chance.randrange(5):
            case 0:
                for _ in range(chance.randint(1, 8)):
                    out[chance.randrange(len(out))] = chance.randrange(256)
            case 1:
                del out[at : min(end, at + 200)]
            case 2:
                out[at:at] = out[at : min(end, at + 200)]
            case 3:
                out[at:at] = chance.choice(SIGNS)
            case _:
                del out[max(at, len(out) // 2) :]
        if not out:
            return b"x"
    return bytes(out)


@pytest.mark.parametrize("name", NAMES)
def test_damage(tmp_path: Path, name: str, caplog, capfd) -> None:
    raw = (SAMPLES / name).read_bytes()
    chance = random.Random(name)
    path = tmp_path / f"damaged{Path(name).suffix}"
    words = [Words(lang) for lang in LANGUAGES]
    for _ in range(TIMES.get(path.suffix, USUAL)):
        path.write_bytes(damaged(raw, chance))
        try:
            found = read_paper(path, OPENING)
        except InputError as error:
            for problem in error.problems:
                for say in words:
                    assert say(f"problem.{problem.key}", **problem.params)
        else:
            for notice in found.notices:
                assert all(say.say(notice) for say in words)
    assert list(tmp_path.iterdir()) == [path]
    assert caplog.records == []  # the libraries' own talk stays off the screen
    assert capfd.readouterr() == ("", "")
