"""`debtcheck doctor`: every line says what was found and, where it is not right, what to do."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from debtcheck.cli import common, doctor_checks
from debtcheck.cli.doctor_checks import State, checks
from debtcheck.cli.help import cells
from debtcheck.words.catalog import LANGUAGES, Words

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
CASE = '[loan]\nprincipal = "100.00"\n'
POSIX = pytest.mark.skipif(os.name == "nt", reason="no modes there")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def found(name: str, path: str | None = None, today: date = date(2026, 9, 1)) -> Any:
    """The one check of a name."""
    (check,) = [c for c in checks(today, "zh", path) if c.name == name]
    return check


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_fits_and_ends_with_a_verdict(run: Run, lang: str) -> None:
    ran = run("doctor", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    commands = [line for line in ran.out.splitlines() if " -m pip " in line or "chmod" in line]
    rest = [line for line in ran.out.splitlines() if line not in commands]
    assert [line for line in rest if cells(line) > 80] == []
    last = ran.out.strip().splitlines()[-1]
    assert ("没有联网" if lang == "zh" else "changed") in last


def test_json_has_a_line_for_each_check(run: Run) -> None:
    report = json.loads(run("doctor", "--json", "--lang", "en").out)
    assert (report["schema"], report["version"]) == ("debtcheck.doctor", 1)
    names = [check["name"] for check in report["checks"]]
    assert names[:2] == ["debtcheck", "python"]
    assert {"parts", "language", "encoding", "width", "colour", "law", "folder"} <= set(names)
    for check in report["checks"]:
        assert check.keys() == {"name", "state", "found", "do", "command"}
        assert check["state"] in {state.value for state in State}


def test_every_extra_of_the_project_is_named_in_both_languages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - {"all", "dev"}
    for lang in LANGUAGES:
        words = Words(lang)
        assert {e for e in extras if not words.has(f"doctor.extra.{e}")} == set()


def without(monkeypatch: pytest.MonkeyPatch, *gone: str) -> None:
    """As if some libraries were not installed."""
    real = metadata.version

    def version(name: str) -> str:
        if name in gone:
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(doctor_checks.metadata, "version", version)


def test_a_missing_extra_comes_with_its_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "python-docx")
    ran = run("doctor", "--lang", "en")
    assert ran.code == 0
    assert "missing: python-docx" in " ".join(ran.out.split())
    assert '[docx]"' in ran.out
    assert "-m pip install" in ran.out


def test_a_missing_core_library_is_a_broken_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "pyxirr")
    ran = run("doctor", "--lang", "zh")
    assert ran.code == 1
    assert "缺 pyxirr" in ran.out
    assert "--force-reinstall" in ran.out


def test_law_data_are_fresh_to_their_day_and_old_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from debtcheck.law.load import load_lawbook

    day = load_lawbook().verified_through
    assert found("law", today=day).state is State.OK
    old = found("law", today=date.fromordinal(day.toordinal() + 1))
    assert old.state is State.NOTE
    assert old.found.params["days"] == 1
    assert "--upgrade" in old.command


@pytest.mark.parametrize(
    ("encoding", "state"),
    [("utf-8", State.OK), ("gbk", State.NOTE), ("cp936", State.NOTE), ("ascii", State.ACT),
     ("cp1252", State.ACT), ("no such", State.ACT)],
)  # fmt: skip
def test_the_console_is_judged_by_what_it_can_show(encoding: str, state: State) -> None:
    check = doctor_checks._encoding(encoding)
    assert check.state is state
    assert bool(check.command) == (state is State.ACT)


def test_a_narrow_window_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(common, "width", lambda: 60)
    assert found("width").state is State.NOTE
    monkeypatch.setattr(common, "width", lambda: 80)
    assert found("width").state is State.OK


@POSIX
def test_private_files_that_others_can_read_are_named_with_the_cure(tmp_path: Path) -> None:
    files = {"a b.toml": CASE, "house.toml": '[income]\nmonthly = "1.00"\n',
             "contacts.csv": "at\n", "pyproject.toml": "[project]\n"}  # fmt: skip
    for name, content in files.items():
        Path(name).write_text(content, encoding="utf-8")
        Path(name).chmod(0o600)
    assert found("private").state is State.OK
    assert found("private").found.params["n"] == 3  # pyproject.toml is no private paper
    Path("a b.toml").chmod(0o644)
    Path("pyproject.toml").chmod(0o644)
    check = found("private")
    assert check.state is State.ACT
    assert check.command == f'chmod 600 "{tmp_path / "a b.toml"}"'


def test_a_case_is_read(run: Run) -> None:
    Path("a.toml").write_text(CASE, encoding="utf-8")
    assert found("case", "a.toml").state is State.OK
    Path("a.toml").write_text('[loan]\nprincipl = "1"\n', encoding="utf-8")
    check = found("case", "a.toml")
    assert check.state is State.ACT
    assert "debtcheck check" in check.command
    ran = run("doctor", "none.toml", "--lang", "en")
    assert ran.code == 2
    assert "none.toml" in ran.err


def test_nothing_is_changed(tmp_path: Path, run: Run) -> None:
    Path("a.toml").write_text(CASE, encoding="utf-8")
    before = {p: (p.read_bytes(), p.stat().st_mode) for p in tmp_path.iterdir()}
    run("doctor", ".")
    assert {p: (p.read_bytes(), p.stat().st_mode) for p in tmp_path.iterdir()} == before
