"""Running the program inside the test, and alone in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from debtcheck.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE_VARIABLES = ("DEBTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LANGUAGE_VARIABLES, "DEBTCHECK_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """`run("check", "--help")` in this process."""

    def call(*args: str) -> Ran:
        code = main(args)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`process(["check", "--help"], env={…})`: `python -m debtcheck …` in a process of its own."""

    def call(
        args: Sequence[str], *, env: dict[str, str] | None = None, data: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        clean = {k: v for k, v in os.environ.items() if k not in LANGUAGE_VARIABLES}
        return subprocess.run(
            [sys.executable, "-m", "debtcheck", *args],
            input=data,
            capture_output=True,
            env=clean | (env or {}),
            cwd=ROOT,
            timeout=120,
            check=False,
        )

    return call
