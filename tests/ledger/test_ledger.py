"""The ledger of a daily loan: 5,000 at 0.05% a day, 1,000 paid after 31 days.

Interest 5,000 × 0.05% × 31 = 77.50; 922.50 goes to principal; 4,077.50 × 0.05% × 30 = 61.16.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
CASE = """
as_of = 2025-05-01
[loan]
principal = "5000.00"
formed_on = 2025-03-01
disbursed_on = 2025-03-01
rate = "0.05%/day"
method = "daily"
[[payment]]
paid_on = 2025-04-01
amount = "1000.00"
"""


def run(*args: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "debtcheck", "ledger", *args, "--lang", lang]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environ, check=False
    )


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def test_events_and_what_a_payment_went_into(case: str) -> None:
    found = json.loads(run(case, "--json").stdout)
    payment = next(e for e in found["events"] if e["event"] == "payment")
    assert payment["into"] == {"interest": "77.50", "principal": "922.50"}
    assert payment["principal"] == "4077.50"
    assert found["charges"][1]["working"] == "4,077.50 × 0.05% × 30 days = 61.16"
    assert (found["owed"]["interest"], found["total"]) == ("61.16", "4138.66")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_fits_and_carries_the_figures(case: str, lang: str) -> None:
    from rich.cells import cell_len

    ran = run(case, lang=lang)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert all(cell_len(line) <= 80 for line in ran.stdout.splitlines())
    for figure in ("77.50", "922.50", "4,077.50", "61.16", "4,138.66"):
        assert figure in ran.stdout


def test_a_table_is_written_whole_and_never_over_another(case: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert run(case, "--csv", str(target)).returncode == 0
    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert rows[2][2:5] == ["1000.00", "Interest 77.50; Principal 922.50", "4077.50"]
    again = run(case, "--csv", str(target), lang="zh")
    assert again.returncode == 2
    assert again.stderr.startswith("错误：")


def test_another_day_may_be_asked_for(case: str) -> None:
    """To the day of payment only: 77.50 were just paid, nothing new has run."""
    found = json.loads(run(case, "--json", "--as-of", "2025-04-01").stdout)
    assert (found["owed"]["principal"], found["owed"]["interest"]) == ("4077.50", "0.00")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_by_instalment(case: str, lang: str) -> None:
    """A daily loan has one part, without a due day: 4,138.66 are left of it."""
    ran = run(case, "--by", "instalment", lang=lang)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "4,138.66" in ran.stdout


def test_another_way_is_refused(case: str) -> None:
    ran = run(case, "--by", "week")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "instalment" in ran.stderr


def test_the_statement_and_payments_may_come_as_tables(tmp_path: Path) -> None:
    """Without the payment of the case file, the same one from a table: 21,200.00 for the first."""
    sample = Path(__file__).parents[2] / "sample_statements" / "payments_and_bookings"
    text = sample.with_suffix(".toml").read_text(encoding="utf-8")
    bare = text[: text.index("[[payment]]")] + text[text.index("[statement]") :]
    (tmp_path / "bare.toml").write_text(bare, encoding="utf-8")
    table = tmp_path / "bank.csv"
    table.write_text("还款时间,金额,收款方\n2025-01-10,21200.00,网银在线\n", encoding="utf-8")
    tables = ("--statement", str(sample.with_suffix(".csv")), "--payments", str(table))
    found = json.loads(run(str(tmp_path / "bare.toml"), *tables, "--json").stdout)
    (paid,) = found["payments"]
    assert (paid["state"], paid["evidence"]["file"]) == ("matched", str(table))
    assert paid["instalments"] == [{"no": 1, "amount": "21200.00"}]
    assert [b["no"] for b in paid["bookings"]] == [1]
    booked = [b["amount"] for b in found["bookings_without_payment"]]
    assert booked == ["21000.00", "20800.00", "20600.00", "20400.00"]
