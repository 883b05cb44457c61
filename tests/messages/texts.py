"""The texts of tests/cases/messages, with what each should be judged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases" / "messages"


@dataclass(frozen=True)
class Case:
    """A text; `scam` and `pressure` hold every verdict that is right."""

    id: str
    text: str
    scam: tuple[str, ...]
    pressure: tuple[str, ...]
    court: bool
    distress: bool
    sent: bool
    signs: tuple[str, ...]
    why: str
    held: bool  # of the third that was put aside before the rules were written


def read(file: str) -> list[Case]:
    """The texts of one file."""
    cases = []
    for line in (CASES / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row.pop("channel")
        lists = {key: tuple(row.pop(key)) for key in ("scam", "pressure", "signs")}
        cases.append(Case(**row, **lists))
    return cases


FILES = sorted(path.name for path in CASES.glob("*.jsonl"))
ALL = [case for file in FILES for case in read(file)]
