"""More questions of `letters.guards`: for letters about conduct, data, records and creditors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from debtcheck.case.kinds import LenderKind
from debtcheck.letters.basis import days_of
from debtcheck.letters.conduct import rulings
from debtcheck.letters.deadlines import ASKED_DAYS
from debtcheck.letters.letter import LetterRefused
from debtcheck.letters.more import asked_fees, events, new_creditor, payer
from debtcheck.words.text import text

if TYPE_CHECKING:
    from debtcheck.letters.guards import Ask


def _no(key: str, **params: object) -> LetterRefused:
    return LetterRefused(text(f"letter.refuse.{key}", **params))


def _conduct(ask: Ask) -> None:
    """Without a log the rows are blanks; a log that breaks no rule is no complaint."""
    if ask.contacts and not rulings(ask):
        raise _no("no_conduct")


def _regulated(ask: Ask) -> None:
    if ask.report.case.lender.kind in (None, LenderKind.UNKNOWN):
        raise _no("unknown_lender")


def _asked_before(ask: Ask) -> None:
    """The lender comes first, and has its time."""
    days = days_of(ask.law, ask.report.case, ask.today, "complaint") or ASKED_DAYS
    asked = [e.on for e in events(ask.report.case, "complaint") if e.on <= ask.today]
    if not asked:
        raise _no("lender_first", n=days)
    due = min(asked) + timedelta(days=days)
    if due > ask.today:
        raise _no("lender_has_time", asked=min(asked), n=days, due=due)


def _credit_entry(ask: Ask) -> None:
    if not events(ask.report.case, "credit_entry"):
        raise _no("no_credit_entry")


def _new_creditor(ask: Ask) -> None:
    if not new_creditor(ask.report.case) and not events(ask.report.case, "assignment_notice"):
        raise _no("no_new_creditor")


def _guarantor(ask: Ask) -> None:
    if payer(ask.report.case) is None:
        raise _no("no_guarantor")


def _extra_fee(ask: Ask) -> None:
    if not asked_fees(ask.report.case):
        raise _no("no_extra_fee")


FITS: dict[str, Callable[[Ask], None]] = {
    "conduct": _conduct,
    "regulated": _regulated,
    "asked_before": _asked_before,
    "credit_entry": _credit_entry,
    "new_creditor": _new_creditor,
    "guarantor": _guarantor,
    "extra_fee": _extra_fee,
}
