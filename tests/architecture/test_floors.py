"""The house stands as it is drawn: imports go down only, and the pure floors are pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "debtcheck"
FLOORS = {
    "words": 0,
    "case": 1,
    "engine": 2,
    "law": 3,
    "statements": 4,
    "audit": 5,
    "calc": 6,
    "contacts": 6,
    "messages": 6,
    "planning": 7,
    "letters": 8,
    "report": 9,
    "batch": 10,
    "cli": 11,
}
TOP = 12  # debtcheck/__init__.py and __main__.py: the library and the program
PURE_FLOORS = {"case", "engine", "audit", "calc", "planning"}
READS_FILES = {"law/load.py"}  # the one door through which law data comes in
IMPURE_MODULES = {
    "asyncio", "builtins", "ctypes", "glob", "importlib", "io", "locale", "logging",
    "multiprocessing", "os", "pathlib", "pydantic", "random", "rich", "shutil", "subprocess",
    "sys", "tempfile", "threading", "time", "typer", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"print", "open", "input", "exec", "eval", "breakpoint", "__import__"}
CLOCK_CALLS = {"today", "now", "utcnow", "fromtimestamp"}
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "nntplib", "paramiko", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser",
    "websocket", "websockets", "xmlrpc",
}  # fmt: skip
NO_FLOAT_FLOORS = {"engine", "case", "audit", "calc", "law", "planning", "statements"}
FLOAT_ALLOWED = {
    "planning/optimum.py",  # the solver's; its plan is rounded and replayed in Decimal
    "engine/yields.py",  # a solved rate may be one; its residual is checked in Decimal
    "statements/problems.py",  # how alike two names are, for "did you mean"
}
LIMITS = ("24", "36", "15.4", "14.8", "13.8", "13.4", "12.4")
PERCENT = re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, LIMITS))})(?:\.?0*)\s*[%％]")
FRACTIONS = {
    "0.24", "0.36", "0.154", "0.148", "0.138", "0.134", "0.124", "24", "36", "15.4", "13.8",
}  # fmt: skip


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(SRC.rglob("*.py"))


def name(path: Path) -> str:
    """`engine/money.py`."""
    return path.relative_to(SRC).as_posix()


def floor(path: Path) -> str:
    """The floor a file stands on; empty for the top."""
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else ""


def tree(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module named by an import, wherever it stands, with its line."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            for alias in found.names:
                yield alias.name, found.lineno
        elif isinstance(found, ast.ImportFrom):
            if found.level:
                yield "." * found.level + (found.module or ""), found.lineno
            elif found.module == "debtcheck":
                for alias in found.names:
                    yield f"debtcheck.{alias.name}", found.lineno
            else:
                yield found.module or "", found.lineno


def upward(node: ast.AST, here: str) -> list[str]:
    """Imports of a file on floor `here` that do not go down, or stay on it."""
    rank = FLOORS.get(here, TOP)
    wrong = []
    for module, line in imports(node):
        if module.startswith("."):
            wrong.append(f"line {line}: relative import {module}")
            continue
        parts = module.split(".")
        if parts[0] != "debtcheck" or module == "debtcheck.__version__":
            continue
        there = parts[1] if len(parts) > 1 else ""
        if there != here and FLOORS.get(there, TOP) >= rank:
            wrong.append(f"line {line}: {here or 'top'} imports {module}")
    return wrong


def impure(node: ast.AST) -> list[str]:
    """What reaches outside: files, clock, environment, printing, the libraries of the border."""
    wrong = [
        f"line {line}: import {module}"
        for module, line in imports(node)
        if module.split(".")[0] in IMPURE_MODULES
    ]
    for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
        called = call.func
        if isinstance(called, ast.Name) and called.id in IMPURE_CALLS:
            wrong.append(f"line {call.lineno}: {called.id}()")
        if isinstance(called, ast.Attribute) and called.attr in CLOCK_CALLS:
            wrong.append(f"line {call.lineno}: .{called.attr}()")
    return wrong


def floats(node: ast.AST) -> list[str]:
    """Float literals and conversions; how alike two names must be is no money."""
    wrong = []
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    likeness = {
        id(argument)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "get_close_matches"
        for argument in (*call.args, *(k.value for k in call.keywords))
    }
    for found in ast.walk(node):
        if (
            isinstance(found, ast.Constant)
            and isinstance(found.value, float | complex)
            and id(found) not in likeness
        ):
            wrong.append(f"line {found.lineno}: {found.value}")
        if (
            isinstance(found, ast.Call)
            and isinstance(found.func, ast.Name)
            and found.func.id == "float"
        ):
            wrong.append(f"line {found.lineno}: float()")
    return wrong


def docstrings(node: ast.AST) -> set[int]:
    """The constants that are documentation, by identity."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(n.body[0].value)
        for n in ast.walk(node)
        if isinstance(n, owners) and n.body and isinstance(n.body[0], ast.Expr)
    }


def legal_percents(node: ast.AST) -> list[str]:
    """Limits of the law written in Python: as text with a percent sign, or as a Decimal."""
    wrong = []
    documentation = docstrings(node)
    for found in ast.walk(node):
        if (
            isinstance(found, ast.Constant)
            and isinstance(found.value, str)
            and id(found) not in documentation
            and PERCENT.search(found.value)
        ):
            wrong.append(f"line {found.lineno}: {found.value!r}")
        if (
            isinstance(found, ast.Call)
            and isinstance(found.func, ast.Name)
            and found.func.id in ("Decimal", "Fraction")
            and found.args
            and isinstance(found.args[0], ast.Constant)
            and isinstance(found.args[0].value, str)
            and re.sub(r"(\.\d*?)0*$", r"\1", found.args[0].value).rstrip(".") in FRACTIONS
        ):
            wrong.append(f"line {found.lineno}: {found.func.id}({found.args[0].value!r})")
    return wrong


def is_pure(path: Path) -> bool:
    """True if a file must reach nothing outside."""
    here = floor(path)
    return here in PURE_FLOORS or (here == "law" and name(path) not in READS_FILES)


ALL = [pytest.param(path, id=name(path)) for path in modules()]


def test_every_folder_is_a_known_floor() -> None:
    found = {p.name for p in SRC.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert found <= FLOORS.keys()
    assert {"words", "case", "engine", "cli"} <= found


@pytest.mark.parametrize("path", ALL)
def test_imports_go_down_only(path: Path) -> None:
    assert upward(tree(path), floor(path)) == []


@pytest.mark.parametrize("path", [p for p in ALL if is_pure(p.values[0])])  # type: ignore[arg-type]
def test_a_pure_floor_reaches_nothing_outside(path: Path) -> None:
    assert impure(tree(path)) == []


@pytest.mark.parametrize("path", ALL)
def test_no_module_that_could_reach_the_network(path: Path) -> None:
    wrong = [m for m, _ in imports(tree(path)) if m.split(".")[0] in NETWORK]
    assert wrong == []


@pytest.mark.parametrize("path", ALL)
def test_no_float_in_money(path: Path) -> None:
    if floor(path) in NO_FLOAT_FLOORS and name(path) not in FLOAT_ALLOWED:
        assert floats(tree(path)) == []


@pytest.mark.parametrize("path", ALL)
def test_no_percent_of_the_law_in_python(path: Path) -> None:
    assert legal_percents(tree(path)) == []


@pytest.mark.parametrize(
    ("source", "here"),
    [
        ("from debtcheck.audit.report import AuditReport", "engine"),
        ("import debtcheck.cli.app", "report"),
        ("def f():\n    from debtcheck.report import terminal", "audit"),
        ("from debtcheck.messages import signs", "contacts"),
        ("from debtcheck import audit", "law"),
        ("from . import model", "case"),
    ],
)
def test_an_upward_arrow_is_seen(source: str, here: str) -> None:
    assert upward(ast.parse(source), here)


def test_a_downward_arrow_is_none() -> None:
    assert upward(ast.parse("from debtcheck.case.model import Case"), "engine") == []
    assert upward(ast.parse("from debtcheck import __version__"), "cli") == []


@pytest.mark.parametrize(
    "source",
    ["import os", "from pathlib import Path", "print(1)", "open('x')", "date.today()",
     "datetime.now()", "def f():\n    import pydantic"],
)  # fmt: skip
def test_what_reaches_outside_is_seen(source: str) -> None:
    assert impure(ast.parse(source))


@pytest.mark.parametrize("source", ["x = 0.5", "float('1')", "y = [1e3]"])
def test_a_float_is_seen(source: str) -> None:
    assert floats(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "x = '24%'",
        "x = '年 36％'",
        "Decimal('0.24')",
        "Decimal('0.1380')",
        "Decimal('36.00')",
        "x = f'{y} 13.8%'",
    ],
)
def test_a_percent_of_the_law_is_seen(source: str) -> None:
    assert legal_percents(ast.parse(source))


@pytest.mark.parametrize(
    "source", ["'''24% in a docstring'''", "x = '0.24%'", "Decimal('0.01')", "Decimal('360')"]
)
def test_other_figures_are_let_be(source: str) -> None:
    assert legal_percents(ast.parse(source)) == []
