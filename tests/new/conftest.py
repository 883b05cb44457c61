"""Answers on stdin, in an empty folder of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from debtcheck.cli.main import main

VARIABLES = ("DEBTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "DEBTCHECK_DEBUG", "NO_COLOR")


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """`ask(["1", "10000"], "--lang", "zh")`: `debtcheck new` in `tmp_path` with these answers."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def call(answers: Sequence[str], *args: str) -> Ran:
        typed = "".join(f"{said}\n" for said in answers).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        code = main(["new", *args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call
