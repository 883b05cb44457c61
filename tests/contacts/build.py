"""Contacts for the tests, as short as the point needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from debtcheck.case.kinds import LenderKind
from debtcheck.contacts.checks import check_log
from debtcheck.contacts.model import CHINA, Contact
from debtcheck.contacts.result import Checked
from debtcheck.law.load import load_lawbook

LAW = load_lawbook()
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
DAY = "2026-11-20"  # every rule is in force


def contact(at: str, row: int = 2, **more: Any) -> Contact:
    """A call from a collector; `at` is `22:30` of DAY, or a whole moment."""
    whole = at if len(at) > 8 else f"{DAY}T{at}"
    values: dict[str, Any] = {"channel": "call", "answered": True, "duration_s": 30} | more
    return Contact(at=datetime.fromisoformat(whole).replace(tzinfo=CHINA), row=row, **values)


def checked(*contacts: Contact, lender: str | None = "bank", **more: Any) -> Checked:
    """The log against the law."""
    return check_log(contacts, law=LAW, lender=LenderKind(lender) if lender else None, **more)


def rules(*contacts: Contact, lender: str | None = "bank", **more: Any) -> list[str]:
    """The codes of the findings."""
    return [f.rule for f in checked(*contacts, lender=lender, **more).findings]
