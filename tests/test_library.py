"""The public library: small, lazy, without a clock."""

from __future__ import annotations

import importlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

import debtcheck
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case

TEXT = """
[loan]
principal = "10000.00"
rate = "0.04%/day"
formed_on = 2025-01-10
disbursed_on = 2025-01-10
due_on = 2025-04-10
[lender]
kind = "microloan"
"""


def test_everything_named_is_there() -> None:
    for name in debtcheck.__all__:
        assert hasattr(debtcheck, name)


def test_the_function_keeps_its_name_beside_the_package() -> None:
    importlib.import_module("debtcheck.audit.report")
    assert callable(debtcheck.audit)
    assert not isinstance(debtcheck.audit, ModuleType)


def test_without_a_date_there_is_no_answer() -> None:
    case = Case(loan=Loan(principal=Decimal(10000)))
    with pytest.raises(ValueError, match="no date"):
        debtcheck.audit(case)
    with pytest.raises(ValueError, match="no date"):
        debtcheck.ledger(case)


def test_a_case_is_loaded_audited_and_replayed(tmp_path: Path) -> None:
    file = tmp_path / "金条.toml"
    file.write_text(TEXT, encoding="utf-8")
    case = debtcheck.load_case(file)
    report = debtcheck.audit(case, as_of=date(2025, 4, 10))
    # by hand: 10,000 × 0.04% × 90 days
    assert report.contract.total == Decimal("10360.00")
    assert report.as_of == report.report_day == date(2025, 4, 10)
    assert debtcheck.ledger(case, as_of=date(2025, 4, 10)).total == Decimal("10360.00")
    assert report.to_dict("en")["schema"] == "debtcheck.audit"


def test_the_same_input_gives_the_same_report(tmp_path: Path) -> None:
    file = tmp_path / "loan.toml"
    file.write_text(TEXT, encoding="utf-8")
    first, second = (
        debtcheck.audit(debtcheck.load_case(file), as_of=date(2025, 6, 1)).to_dict()
        for _ in range(2)
    )
    assert first == second
