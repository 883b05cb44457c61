"""What a ceiling is asked of, and how it closes: never above the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.audit.report import Ceiling, CeilingStep, HeadTotals
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.terms import Cap
from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Ask:
    case: Case
    setup: Setup
    as_of: date
    law: LawBook
    ledger: Ledger
    due_only: bool
    contract: HeadTotals

    def part(self, ledger: Ledger) -> dict[Head, Decimal]:
        """The figures of the part that is compared."""
        return ledger.due if self.due_only else ledger.owed


def caps_of(reading: CapReading, start: date, as_of: date) -> tuple[Cap, ...]:
    """The limits of a reading for a replay to `as_of`; the last one governs its payments too."""
    return tuple(
        Cap(max(s.start, start), None if s.end == as_of else s.end, s.yearly, s.paid_line)
        for s in reading.steps
    )


def closed(
    ask: Ask, heads: dict[Head, Decimal], steps: tuple[CeilingStep, ...], *, on_request: bool
) -> Ceiling:
    """A ceiling never raises a total: where it would, the contract's figures stand."""
    unknown = [h for h in Head if h not in ask.contract.heads]
    found = totals(heads, unknown)
    if found.total >= ask.contract.total:
        return Ceiling(ask.contract, binds=False, on_request=on_request, steps=steps)
    cut = ask.contract.total - found.total
    return Ceiling(found, binds=True, on_request=on_request, steps=steps, cut=cut)
