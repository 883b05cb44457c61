"""The sample messages give the verdicts that the samples' page promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from debtcheck.messages.judge import judge
from debtcheck.messages.load import load_rules

FOLDER = Path(__file__).parents[2] / "sample_statements" / "messages"


@pytest.mark.parametrize(
    ("name", "scam", "court"),
    [("scam", "likely", False), ("reminder", "none", False), ("court", "none", True)],
)
def test_a_sample_message(name: str, scam: str, court: bool) -> None:
    found = judge((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), load_rules())
    assert (found.scam.value, found.court) == (scam, court)
