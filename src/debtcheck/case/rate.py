"""Rates with their unit. A rate never loses the unit it was agreed in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words


class RateUnit(StrEnum):
    """The span of time a rate is agreed for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


#: Keys of a case whose number is a fraction that is said in percent, and no amount.
SHARES = frozenset({"card.damages_rate", "loan.overdue.once"})
DAYS_OF_YEAR = 365
MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Rate:
    """A fixed rate: `value` is a fraction per `unit` (0.04%/day is Decimal("0.0004"), DAY)."""

    value: Decimal
    unit: RateUnit

    def yearly(self) -> Decimal:
        """The simple yearly fraction: day × 365, month × 12 (for comparing with a yearly limit)."""
        if self.unit is RateUnit.DAY:
            return self.value * DAYS_OF_YEAR
        if self.unit is RateUnit.MONTH:
            return self.value * MONTHS_OF_YEAR
        return self.value

    def times(self, factor: Decimal) -> Rate:
        """The same unit, `factor` times the value (a penalty of 1.5x)."""
        return Rate(self.value * factor, self.unit)

    def percent(self) -> str:
        """The figure alone, in percent and without useless zeros: `0.04%`."""
        return f"{plain(self.value * 100)}%"

    def say(self, words: Words) -> str:
        """As it reads in a sentence: 日 0.04%; the form with a slash is for files and programs."""
        return words(f"report.rate.{self.unit}", rate=self.percent())

    def __str__(self) -> str:
        return f"{self.percent()}/{self.unit}"


@dataclass(frozen=True, slots=True)
class FloatingRate:
    """A rate that follows an index: `times` × index + `plus` (a fraction a year): LPR1Y+5.25%."""

    index: str  # "LPR1Y" or "LPR5Y"
    times: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)
    reprices: str = "fixed"  # fixed | yearly | each_change

    def __str__(self) -> str:
        head = self.index if self.times == 1 else f"{plain(self.times)}x{self.index}"
        return head if not self.plus else f"{head}{self.plus * 100:+f}%"


class NotAgreed(StrEnum):
    """In the place of a rate: the parties agreed none, or named one that cannot be made out."""

    NONE = "none"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class RateMultiple:
    """A penalty rate agreed as a multiple of the loan's rate: `1.5x`."""

    times: Decimal

    def __str__(self) -> str:
        return f"{plain(self.times)}x"


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"
