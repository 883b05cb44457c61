"""The line of every key, for each way TOML may write one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from debtcheck.statements.positions import key_lines

TEXT = '''# a comment with [brackets] and = signs
as_of = 2025-01-10 08:00:00 # two parts

[loan]
principal = "1" # "x
overdue.rate = "1.5x"
"quoted.key" = 'C:\\\\ # no comment'
note = """
[not.a.table]
key = "no key" \\""" still
"""
lit = \'\'\'
x = 1
\'\'\'
due_dates = [ # first
  2025-02-01, # ]
  2025-03-01,
]

[[payment]]
amount = "1"
[[payment]]
heads = { principal = "4", interest = "5" }
[payment.more]
deep = 1

[[statement]]
[[statement.line]]
days = 1
[[statement.line]]
days = 2
[[statement]]
[[statement.line]]
days = 3
'''


def test_lines_of_keys() -> None:
    tomllib.loads(TEXT)  # the text is valid
    lines = key_lines(TEXT)
    rows = TEXT.split("\n")
    at = {path: rows[line - 1] for path, line in lines.items()}
    assert at["as_of"].startswith("as_of")
    assert at["loan"] == "[loan]"
    assert at["loan.overdue.rate"].startswith("overdue.rate")
    assert at["loan.quoted.key"].startswith('"quoted.key"')
    assert at["loan.note"].startswith("note")
    assert at["loan.lit"].startswith("lit")
    assert at["loan.due_dates.1"] == "  2025-03-01,"
    assert at["payment.0.amount"] == 'amount = "1"'
    assert at["payment.1.heads.interest"].startswith("heads")
    assert at["payment.1.more.deep"] == "deep = 1"
    assert [rows[lines[f"statement.{i}"] - 1] for i in (0, 1)] == ["[[statement]]"] * 2
    assert at["statement.0.line.1.days"] == "days = 2"
    assert at["statement.1.line.0.days"] == "days = 3"
    assert not any("not.a" in path or path in {"loan.key", "loan.x"} for path in lines)


def test_windows_line_ends() -> None:
    assert key_lines("a = 1\r\n[b]\r\nc = 2\r\n") == {"a": 1, "b": 2, "b.c": 3}


@pytest.mark.parametrize("text", ["", "[", "a", 'a = "', "a = [", "a = {", "[[x", "a = '''"])
def test_a_broken_text_ends_the_map_quietly(text: str) -> None:
    key_lines(text)


def test_every_key_of_the_standard_reader_is_found() -> None:
    """Every TOML file of the project: each key path the standard reader gives has a line."""
    root = Path(__file__).parents[2] / "src"
    for path in sorted(root.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        lines = key_lines(text)
        missing = [key for key in _paths("", tomllib.loads(text)) if key not in lines]
        assert not missing, path


def _paths(path: str, node: object) -> list[str]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if _is(node) else ()
    found = []
    for key, value in items:
        below = f"{path}.{key}" if path else str(key)
        found += [below, *_paths(below, value)]
    return found


def _is(node: object) -> bool:
    return isinstance(node, list)
