"""A case of the tests as the files that a user would have; as a script, `debtcheck check` on it.

python tests/cases/case_file.py tests/cases/units/rounded_up_to_the_yuan.toml --lang en
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from debtcheck.cli.main import main


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def read(file: Path) -> dict[str, Any]:
    """A case of the tests: name, worked, input, expect."""
    return deepcopy(_read(file))


def write(data: dict[str, Any], folder: Path) -> list[Path]:
    """The case file of an input, and its statement table if there is one."""
    case = folder / "case.toml"
    lines = [f"{key} = {toml(value)}" for key, value in data["case"].items()]
    case.write_text("\n".join(lines), encoding="utf-8")
    if "statement_table" not in data:
        return [case]
    table = folder / "statement.csv"
    table.write_text(data["statement_table"], encoding="utf-8")
    return [case, table]


def arguments(data: dict[str, Any], folder: Path) -> list[str]:
    """What `debtcheck` is called with to check an input."""
    case, *table = write(data, folder)
    return ["check", str(case), *(f"--statement={file}" for file in table)]


def toml(value: object) -> str:
    """A value as inline TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(toml(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml(item)}' for key, item in value.items())} }}"
    assert isinstance(value, str)
    assert not set(value) & {'"', "\\", "\n"}
    return f'"{value}"'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        given = read(Path(sys.argv[1]))["input"]
        raise SystemExit(main([*arguments(given, Path(made)), *sys.argv[2:]]))
