"""Running the program on a message, in this process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debtcheck.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
JINTIAO = ROOT / "sample_statements" / "jd_jintiao_overdue.toml"


class Given(io.StringIO):
    """Standard input that holds bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)  # type: ignore[misc]


def runner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`run("scam", text="…")` gives exit code, output and talk."""

    def call(*args: str, text: str | bytes = "") -> tuple[int, str, str]:
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr("sys.stdin", Given(data))
        code = main([*args, *(() if "--lang" in args else ("--lang", "zh"))])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def as_json(out: str) -> dict[str, Any]:
    """The object that was printed."""
    found: dict[str, Any] = json.loads(out)
    return found
