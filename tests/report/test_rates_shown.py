"""A rate in a sentence reads as a rate of the language; only files and programs see `%/day`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.rate import Rate, RateUnit
from debtcheck.cli.main import main
from debtcheck.words.catalog import Words

RAW = ("%/day", "%/month", "%/year")
# The overdue rate is not told: 559.44 ÷ 10,000 ÷ 90 days = 0.06216% a day.
NO_PENALTY = """
[loan]
principal = "10000.00"
disbursed_on = 2025-01-10
due_on = 2025-04-10
rate = "0.04%/day"
[statement]
as_of = 2025-07-09
principal = "10000.00"
interest = "360.00"
penalty = "559.44"
"""
# Both drawdowns at the rate of the second: 4,000 × 0.05% × 90 = 180.00, 6,000 × 0.05% × 60 =
# 180.00; as agreed the first is 4,000 × 0.04% × 90 = 144.00.
TWO_RATES = """
[loan]
principal = "10000.00"
[[loan.disbursement]]
id = "1"
on = 2025-01-10
amount = "4000.00"
rate = "0.04%/day"
due_on = 2025-04-10
[[loan.disbursement]]
id = "2"
on = 2025-02-09
amount = "6000.00"
rate = "0.05%/day"
due_on = 2025-04-10
[statement]
as_of = 2025-04-10
principal = "10000.00"
interest = "360.00"
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [NO_PENALTY, TWO_RATES])
def test_no_raw_rate_in_the_terminal_or_on_the_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, case: str, lang: str
) -> None:
    file, page = tmp_path / "a.toml", tmp_path / "a.html"
    file.write_text(case, encoding="utf-8")
    assert main(["check", str(file), "--lang", lang]) == 0
    assert main(["report", str(file), "-o", str(page), "--lang", lang]) == 0
    shown = capsys.readouterr().out + page.read_text(encoding="utf-8")
    assert [raw for raw in RAW if raw in shown] == []
    rate = "0.06216%" if case == NO_PENALTY else "0.05%"
    assert (f"日 {rate}" if lang == "zh" else f"{rate} a day") in " ".join(shown.split())


def test_programs_see_the_unit_behind_a_slash(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.toml"
    # 557.13 ÷ 10,000 ÷ 90 days = 0.0619033…% a day, which no way of counting explains
    known = NO_PENALTY.replace("559.44", "557.13") + '[loan.overdue]\nrate = "0.05%/day"\n'
    file.write_text(known, encoding="utf-8")
    assert main(["check", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    implied = [f["implied"]["rate"] for f in found["findings"] if f["head"] == "penalty"]
    assert implied == ["0.061903%/day"]


@pytest.mark.parametrize(
    ("rate", "zh", "en"),
    [
        (Rate(Decimal("0.0004"), RateUnit.DAY), "日 0.04%", "0.04% a day"),
        (Rate(Decimal("0.015"), RateUnit.MONTH), "月 1.5%", "1.5% a month"),
        (Rate(Decimal("0.24"), RateUnit.YEAR), "年 24%", "24% a year"),
    ],
)
def test_a_rate_reads_with_its_unit(rate: Rate, zh: str, en: str) -> None:
    assert (Words("zh").value(rate), Words("en").value(rate)) == (zh, en)
    assert "/" in str(rate)
