"""Workings: a computation as a value that yields its amount and prints as arithmetic.

Figure and explanation are one object, so they cannot drift apart. Nothing is formatted until
somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.case.rate import Rate, RateUnit, plain
from debtcheck.engine.money import ZERO, round_money, show

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

_YEAR_OF_BANKS, _COMMON_YEAR = 360, 365


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a rate's unit a span is: the rate is multiplied by numerator / denominator.

    `months` whole months and `days` (odd days, or all days when months is 0) are what is printed;
    `leap` of the days lie in leap years where those are counted apart.
    """

    days: int
    months: int
    numerator: int
    denominator: int
    leap: int | None = None

    def of(self, base: Decimal, rate: Rate) -> Decimal:
        """base × rate × share, unrounded: multiplied first, divided once."""
        return base * rate.value * self.numerator / self.denominator

    def say(self, unit: RateUnit, words: Words) -> str:
        """`90 天`, `597/365`, `12 个月`, `(3 个月 + 10 × 12/365)`."""
        per_month = unit is RateUnit.MONTH
        if unit is RateUnit.DAY:
            return words("working.days", n=self.days)
        if self.months:
            whole = words("working.months", n=self.months) if per_month else f"{self.months}/12"
            if not self.days:
                return whole
            return f"({whole} + {self.days}{' × 12' if per_month else ''}/{_COMMON_YEAR})"
        if self.leap is not None:
            times = " × 12" if per_month else ""
            return f"({self.days - self.leap}/365 + {self.leap}/366){times}"
        if self.denominator == _YEAR_OF_BANKS:
            return f"{self.days}/{30 if per_month else _YEAR_OF_BANKS}"
        return f"{self.days} × 12/{_COMMON_YEAR}" if per_month else f"{self.days}/{_COMMON_YEAR}"


@dataclass(frozen=True, slots=True)
class Simple:
    """Simple interest of one span: base × rate × share. `amount` is rounded where the terms say."""

    base: Decimal
    rate: Rate
    share: Share
    amount: Decimal
    start: date
    end: date

    def say(self, words: Words) -> str:
        """`10,000.00 × 0.04% × 90 天 = 360.00`."""
        return (
            f"{show(self.base)} × {self.rate.percent()} × "
            f"{self.share.say(self.rate.unit, words)} = {show(self.amount)}"
        )


@dataclass(frozen=True, slots=True)
class Periodic:
    """Interest of one instalment: balance × rate of one period (month rate, or year rate / 12)."""

    base: Decimal
    rate: Rate
    amount: Decimal
    start: date
    end: date

    def say(self, words: Words) -> str:
        """`6,000.00 × 1.5% = 90.00`, `12,000.00 × 8% ÷ 12 = 80.00`."""
        per = {RateUnit.MONTH: "", RateUnit.YEAR: " ÷ 12", RateUnit.DAY: " × 30"}[self.rate.unit]
        return f"{show(self.base)} × {self.rate.percent()}{per} = {show(self.amount)}"


@dataclass(frozen=True, slots=True)
class Part:
    """A share of an amount that no time enters: 5% of an instalment."""

    base: Decimal
    fraction: Decimal
    amount: Decimal

    def say(self, words: Words) -> str:
        """`2,000.00 × 5% = 100.00`."""
        return f"{show(self.base)} × {plain(self.fraction * 100)}% = {show(self.amount)}"


@dataclass(frozen=True, slots=True)
class Given:
    """A figure taken as it stands (in the contract, the statement), with no arithmetic."""

    amount: Decimal

    def say(self, words: Words) -> str:
        """`150.00`."""
        return show(self.amount)


@dataclass(frozen=True, slots=True)
class Sum:
    """Several workings added up; `less` are taken off."""

    parts: tuple[Working, ...]
    amount: Decimal
    less: tuple[Working, ...] = ()

    def say(self, words: Words) -> str:
        """`360.00 + 180.00 − 20.00 = 520.00`."""
        line = " + ".join(show(p.amount) for p in self.parts if p.amount != ZERO) or show(ZERO)
        line += "".join(f" − {show(p.amount)}" for p in self.less)
        return f"{line} = {show(self.amount)}"

    def lines(self, words: Words) -> list[str]:
        """Every part that is arithmetic, one line each, in order."""
        found: list[str] = []
        for part in (*self.parts, *self.less):
            if isinstance(part, Sum):
                found.extend(part.lines(words))
            elif not isinstance(part, Given):
                found.append(part.say(words))
        return found


Working = Simple | Periodic | Part | Given | Sum


def added(parts: tuple[Working, ...], less: tuple[Working, ...] = ()) -> Working:
    """The sum of workings as a working; one part alone stays as it is, none is nothing."""
    if len(parts) == 1 and not less:
        return parts[0]
    amount = sum((p.amount for p in parts), ZERO) - sum((p.amount for p in less), ZERO)
    return Sum(parts, round_money(amount), less)
