"""What the README prints is what the program prints.

A block of the form

    ```console
    $ debtcheck check sample_statements/… --lang zh
    …
    ```

is run on the day that it names (今天 2025-07-09, today 2025-07-09) and compared. A line that is
only `…` stands for any lines. The folder of the repository reads `/home/zhang/debtcheck`.
"""

from __future__ import annotations

import os
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from debtcheck.cli import common
from debtcheck.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SHOWN_ROOT = "/home/zhang/debtcheck"
BLOCK = re.compile(
    r"^```console\n\$ (?P<command>debtcheck [^\n]*)\n(?P<printed>.*?)^```$", re.M | re.S
)
TODAY = re.compile(r"(?:今天|[Tt]oday)\s*(\d{4}-\d{2}-\d{2})")
ANY = "…"


def blocks() -> list[tuple[str, str]]:
    """(command, output) of every block of the README."""
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    return [(m["command"], m["printed"]) for m in BLOCK.finditer(text)]


def pattern(printed: str) -> re.Pattern[str]:
    """The output as a pattern: white space counts for nothing, a line `…` for any text."""
    parts = [[]]
    for line in printed.splitlines():
        if line.strip() == ANY:
            parts.append([])
        else:
            parts[-1].append(squeeze(line))
    return re.compile(".*".join(re.escape("".join(part)) for part in parts), re.S)


def squeeze(text: str) -> str:
    """The text without white space: lines break elsewhere where the folder's name is longer."""
    return "".join(text.split())


def test_the_readme_shows_a_run() -> None:
    assert [c for c, _ in blocks() if c.startswith("debtcheck check sample_statements/")]


@pytest.mark.parametrize(("command", "printed"), blocks())
def test_the_printed_output_is_true(
    command: str,
    printed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = TODAY.search(printed)
    if day:
        monkeypatch.setattr(common, "today", lambda: date.fromisoformat(day[1]))
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DEBTCHECK_LANG", "en")
    assert main(shlex.split(command)[1:]) == 0
    out = capsys.readouterr().out.replace(str(ROOT), SHOWN_ROOT).replace(os.sep, "/")
    assert pattern(printed).fullmatch(squeeze(out)), out
    for line in printed.splitlines()[:3]:  # the answer, exactly as it is laid out
        assert line in out.splitlines()


def test_the_two_commands_are_there() -> None:
    text = README.read_text(encoding="utf-8")
    setup = "python3 -m venv .venv && .venv/bin/pip install"
    assert f"{setup} . && .venv/bin/debtcheck check sample_statements/" in text
    assert f"{setup} -e '.[dev]' && .venv/bin/pytest" in text


def test_the_samples_named_in_the_readme_exist() -> None:
    named = re.findall(r"sample_statements/[\w.\-]+\.\w+", README.read_text(encoding="utf-8"))
    assert named
    assert [n for n in named if not (ROOT / n).is_file()] == []


@pytest.mark.parametrize(
    ("printed", "out", "same"),
    [
        ("a\nb", "a b", True),
        ("a\n…\nd", "a b c d", True),
        ("a\n…", "a b c", True),
        ("a", "a b", False),
        ("b\n…", "a b", False),
        ("1.00", "1x00", False),
    ],
)
def test_how_output_is_compared(printed: str, out: str, same: bool) -> None:
    assert bool(pattern(printed).fullmatch(squeeze(out))) is same
