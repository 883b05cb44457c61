"""Start-up stays light: what a short command does not need is not imported."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import debtcheck

SHOW = """
import contextlib, io, json, sys
from debtcheck.cli.main import main
with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
    code = main(json.loads(sys.argv[1]))
print(json.dumps([code, len(out.getvalue()), sorted({m.split(".")[0] for m in sys.modules})]))
"""


def loaded(*args: str) -> tuple[int, int, set[str]]:
    """Exit code, length of the output and the packages a run imports."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW, json.dumps(args)], capture_output=True, check=True, timeout=60
    )
    code, length, modules = json.loads(done.stdout)
    return code, length, set(modules)


@pytest.mark.parametrize(
    "args", [("--help",), ("check", "--help"), ("schema", "--help"), (), ("--lang", "zh", "--help")]
)
def test_help_imports_neither_pydantic_nor_rich(args: tuple[str, ...]) -> None:
    code, length, modules = loaded(*args)
    assert code == 0
    assert length > 100
    assert modules.isdisjoint({"pydantic", "rich", "pyxirr", "dateutil"})


def test_version_imports_not_even_the_parser() -> None:
    code, length, modules = loaded("--version")
    assert code == 0
    assert length == len(f"debtcheck {debtcheck.__version__}\n")
    assert modules.isdisjoint({"typer", "pydantic", "rich"})


def test_a_wrong_command_imports_no_more_than_help() -> None:
    code, _, modules = loaded("chek")
    assert code == 2
    assert modules.isdisjoint({"pydantic", "rich", "pyxirr"})


def test_the_library_is_light_to_import() -> None:
    probe = "import sys, debtcheck; print('pydantic' in sys.modules, 'typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False", "False"]
