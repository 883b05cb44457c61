"""A figure below the contract's: nothing is asked for, and nobody is told to pay more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debtcheck.cli.main import main

from .case_file import arguments, read

FILE = Path(__file__).parent / "units" / "a_tenth_of_one_per_mille.toml"


@pytest.mark.parametrize(("lang", "never"), [("zh", "扣除"), ("en", "take off")])
def test_a_lower_figure_is_not_to_be_taken_off(
    lang: str, never: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """10.00 is claimed where the contract gives 100.00: there is no 90.00 to take off."""
    assert main([*arguments(read(FILE)["input"], tmp_path), "--json", "--lang", lang]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    slip = next(f for f in found if f["code"] == "rate_unit_slip")
    assert slip["difference"] == "-90.00"
    assert never not in slip["ask"]
    assert "不要因此多付" in slip["ask"] or "do not pay more" in slip["ask"]
