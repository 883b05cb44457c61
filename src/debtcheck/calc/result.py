"""What a single computation says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.audit.report import LawRef
from debtcheck.case.rate import Rate
from debtcheck.engine.ledger import Row
from debtcheck.engine.working import Working
from debtcheck.engine.yields import Yield
from debtcheck.words.text import Text


class CannotCompute(ValueError):
    """The options do not make a computation; `why` says what to give."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.key)
        self.why = why


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of days under one rate. `rate` is a rate a year; amounts in yuan."""

    start: date
    end: date
    days: int
    rate: Rate
    amount: Decimal
    working: Working
    law: LawRef | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A figure (yuan; None for an annual cost), how it came about, and what was assumed."""

    kind: str
    amount: Decimal | None
    working: Working | None = None
    law: tuple[LawRef, ...] = ()
    assumptions: tuple[Text, ...] = ()
    days: int | None = None
    rate: Rate | None = None
    rows: tuple[Row, ...] = ()
    segments: tuple[Span, ...] = ()
    cost: Yield | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()  # principal, interest, fee of a settlement
    readings: tuple[tuple[str, Decimal], ...] = field(default=())
