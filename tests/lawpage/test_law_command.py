"""The law as a reader looks it up: by day, lender, words, and what a date changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

SRC = Path(__file__).parents[2] / "src"


def run(*args: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "debtcheck", "law", *args, "--lang", lang]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environ, check=False
    )


def ids(*args: str) -> set[str]:
    return {rule["id"] for rule in json.loads(run(*args, "--json").stdout)["rules"]}


def test_private_loans_have_another_limit_on_both_sides_of_2020_08_20() -> None:
    """18号 (24% / 36%) ends on 2020-08-19, four times the LPR begins the day after."""
    before, after = ids("private", "--on", "2020-08-19"), ids("private", "--on", "2020-08-20")
    assert "P1" in before
    assert "P1" not in after
    assert "P3" not in before
    assert "P3" in after


def test_what_a_date_changes() -> None:
    days = ("--diff", "2020-08-19", "2020-08-20", "--lender", "private", "--json")
    found = json.loads(run(*days).stdout)
    assert "P1" in {rule["id"] for rule in found["ended"]}
    assert "P3" in {rule["id"] for rule in found["began"]}
    # one day later nothing more changes
    later = json.loads(run("--diff", "2020-08-20", "2020-08-21", "--lender", "private",
                           "--json").stdout)  # fmt: skip
    assert (later["ended"], later["began"]) == ([], [])


def test_a_rule_with_all_its_versions() -> None:
    rules = json.loads(run("P3", "--json").stdout)["rules"]
    assert [(r["since"], r["until"]) for r in rules] == [
        ("2020-08-20", "2020-12-31"), ("2021-01-01", None),
    ]  # fmt: skip
    assert all(r["cite"] and r["source"] and r["confidence"] for r in rules)


def test_words_are_looked_for_in_both_languages() -> None:
    assert "principal_received" in ids("--search", "本金")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "args", [(), ("private", "--on", "2026-11-01"), ("--codes",), ("licensed_cap",),
             ("--diff", "2020-08-19", "2020-08-20")]
)  # fmt: skip
def test_the_screen_fits(args: tuple[str, ...], lang: str) -> None:
    ran = run(*args, lang=lang)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert max(cell_len(line) for line in ran.stdout.splitlines()) <= 80


def test_stale_lpr_is_said_for_a_day_after_it() -> None:
    assert "2026-09-21" in run("private", "--on", "2026-11-01").stdout
    assert "--lpr" in run("private", "--on", "2026-11-01").stdout


@pytest.mark.parametrize("args", [("--on", "2025-02-30"), ("--lender", "banc"), ("--diff", "x")])
def test_bad_options_are_said_plainly(args: tuple[str, ...]) -> None:
    ran = run(*args, lang="zh")
    assert ran.returncode == 2
    assert ran.stderr.startswith("错误：")
