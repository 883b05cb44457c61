"""Whole runs, nothing replaced: a loan from options, bad paths, and no way to the network."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

LOAN = (
    *("check", "--principal", "10000", "--rate", "0.04%/day", "--lender", "microloan"),
    *("--formed-on", "2025-01-10", "--disbursed-on", "2025-01-10", "--due-on", "2025-04-10"),
    *("--penalty", "1.5x", "--penalty-mode", "replaces", "--method", "bullet"),
    *("--claimed-principal", "10000", "--claimed-interest", "720"),
    *("--claimed-penalty", "559.44", "--claimed-total", "11279.44", "--as-of", "2025-07-09"),
)


def test_a_loan_from_options_alone(run) -> None:  # type: ignore[no-untyped-def]
    # by hand: 10,000 × 0.04% × 90 days = 360.00; 10,000 × 0.06% × 90 days = 540.00
    ran = run(*LOAN, "--json")
    assert (ran.code, ran.err) == (0, "")
    totals = json.loads(ran.out)["totals"]
    assert totals["contract"]["interest"] == "360.00"
    assert totals["contract"]["penalty"] == "540.00"
    assert totals["contract"]["total"] == "10900.00"
    assert totals["claimed"]["total"] == "11279.44"


def test_next_names_only_commands_that_exist(run) -> None:  # type: ignore[no-untyped-def]
    for line in json.loads(run(*LOAN, "--json").out)["next"]:
        assert line.split()[:2] in (["debtcheck", "check"], ["debtcheck", "schema"])


@pytest.mark.parametrize(("lang", "figure"), [("zh", "379.44"), ("en", "379.44")])
def test_the_screen_goes_to_stdout_alone(run, lang: str, figure: str) -> None:  # type: ignore[no-untyped-def]
    ran = run(*LOAN, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert figure in ran.out
    assert "\x1b" not in ran.out


def test_findings_and_the_exit_code(run) -> None:  # type: ignore[no-untyped-def]
    assert run(*LOAN, "--exit-code").code == 1


def test_nothing_reaches_for_the_network(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert run(*LOAN).code == 0
    assert run(*LOAN, "--json").code == 0
    assert run("schema", "case").code == 0


def test_a_gbk_console_shows_chinese(process) -> None:  # type: ignore[no-untyped-def]
    done = process([*LOAN, "--lang", "zh"], env={"PYTHONIOENCODING": "gbk"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "利息" in done.stdout.decode("gbk")


def test_json_is_utf8_on_any_console(process) -> None:  # type: ignore[no-untyped-def]
    done = process([*LOAN, "--json", "--lang", "zh"], env={"PYTHONIOENCODING": "gbk"})
    assert json.loads(done.stdout.decode("utf-8"))["schema"] == "debtcheck.audit"


def bad_files(folder: Path) -> dict[str, Path]:
    """One file for each way of being wrong."""
    contents = {
        "empty": b"",
        "binary": b"\x7fELF\x00\x01\x02\xff\xfe" * 20,
        "broken": b"[loan\nprincipal = ",
        "encoding": b"[loan]\nprincipal = \"\xff\xfe\x81\"\n",
        "no principal": b"[loan]\nrate = \"1%/month\"\n",
        "unknown key": b"[loan]\nprincipal = \"100.00\"\nprincipel = \"1\"\n",
        "float": b"[loan]\nprincipal = 100.5\n",
    }  # fmt: skip
    files = {name: folder / f"{name}.toml" for name in contents}
    for name, content in contents.items():
        files[name].write_bytes(content)
    return files | {"missing": folder / "none.toml", "folder": folder}


KINDS = (
    "empty", "binary", "broken", "encoding", "no principal", "unknown key", "float", "missing",
    "folder",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_said_plainly(run, tmp_path: Path, kind: str, lang: str) -> None:  # type: ignore[no-untyped-def]
    file = bad_files(tmp_path)[kind]
    before = sorted(os.listdir(tmp_path))
    ran = run("check", str(file), "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert file.name in ran.err
    assert ran.err.startswith("错误：" if lang == "zh" else "Error: ")
    assert "Traceback" not in ran.err
    assert "pydantic" not in ran.err
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("option", ["--statement", "--payments", "--lpr", "--law-file"])
def test_a_missing_table_is_said_plainly(run, tmp_path: Path, option: str) -> None:  # type: ignore[no-untyped-def]
    ran = run(*LOAN, option, str(tmp_path / "none.csv"))
    assert (ran.code, ran.out) == (2, "")
    assert "none.csv" in ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_code_is_said_plainly(run, lang: str) -> None:  # type: ignore[no-untyped-def]
    ran = run("check", "--explain", "no_such_code", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert "no_such_code" in ran.err


def test_a_case_from_standard_input(process) -> None:  # type: ignore[no-untyped-def]
    data = b'[loan]\nprincipal = "10000.00"\nrate = "0.04%/day"\nformed_on = 2025-01-10\n'
    done = process(["check", "-", "--json", "--as-of", "2025-03-01"], data=data)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["as_of"] == "2025-03-01"
