"""The day on which the reports of these tests are made, and where they are written."""

from __future__ import annotations

from datetime import date

import pytest

from debtcheck.cli import common

from .pages import TODAY


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after every sample's statement."""
    monkeypatch.setattr(common, "today", lambda: date.fromisoformat(TODAY))
