"""The oracle's calendar, its loan as data, and charges that take one step a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

Day = tuple[int, int, int]
ORDER = ("costs", "interest", "penalty", "compound", "damages", "fee", "principal")
SCHEDULES = ("equal_instalment", "equal_principal", "interest_only", "flat")
LONG = 10**9


# ── calendar ─────────────────────────────────────────────────────────────────────────────────


def leap(year: int) -> bool:
    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)


def month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def next_day(day: Day) -> Day:
    y, m, d = day
    if d < month_length(y, m):
        return (y, m, d + 1)
    return (y, m + 1, 1) if m < 12 else (y + 1, 1, 1)


def next_due(day: Day, anchor: int) -> Day:
    """One month on, on day `anchor` of the month or the month's last."""
    y, m, _ = day
    y, m = (y, m + 1) if m < 12 else (y + 1, 1)
    return (y, m, min(anchor, month_length(y, m)))


def later(day: Day, days: int) -> Day:
    for _ in range(days):
        day = next_day(day)
    return day


def distance(start: Day, end: Day) -> int:
    n = 0
    while start < end:
        start, n = next_day(start), n + 1
    return n


def fen(amount: Fraction) -> Fraction:
    """Half up to the fen (amounts are never negative here)."""
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


# ── what was agreed ──────────────────────────────────────────────────────────────────────────


@dataclass
class Payout:
    on: Day
    amount: Fraction
    due: Day | None = None


@dataclass
class Loan:
    method: str
    payouts: list[Payout]
    rates: list[tuple[Day, Fraction, str]]  # from a day on: fraction, unit
    dues: list[Day] = field(default_factory=list)
    payments: list[tuple[Day, Fraction]] = field(default_factory=list)
    fee: Fraction = Fraction(0)  # with each instalment
    penalty: tuple[str, Fraction] | None = None  # ("x", 3/2), or ("day", 1/2000)
    once: Fraction | None = None
    once_base: str = "instalment"
    dunning: list[tuple[Fraction, int, int]] = field(default_factory=list)  # amount, after, every
    accelerated: Day | None = None
    day_count: str | None = None
    penalty_day_count: str | None = None
    ends: str = "start"
    rounding: str = "segment"
    mode: str = "replaces"
    base: str = "overdue_principal"
    grace_days: int = 0
    grace: str = "charged"
    compound: str = "none"
    order: tuple[str, ...] = ORDER

    @property
    def scheduled(self) -> bool:
        return self.method in SCHEDULES

    def rate_on(self, day: Day) -> tuple[Fraction, str]:
        value, unit = self.rates[0][1:]
        for start, v, u in self.rates:
            if start <= day:
                value, unit = v, u
        return value, unit

    def penalty_on(self, day: Day) -> tuple[Fraction, str] | None:
        if self.penalty is None:
            return None
        unit, value = self.penalty
        if unit != "x":
            return value, unit
        loan, loan_unit = self.rate_on(day)
        return loan * value, loan_unit

    def counting(self, unit: str, *, penalty: bool) -> str:
        stated = self.day_count
        if penalty and self.penalty_day_count is not None:
            stated = self.penalty_day_count
        return stated or ("whole_months" if unit == "month" else "actual/365")


# ── a charge that runs by the day ────────────────────────────────────────────────────────────


@dataclass
class Count:
    """The days a meter has run since it was last posted, in every way of counting."""

    first: Day
    days: int = 0
    leap_days: int = 0
    thirtieths: int = 0
    months: int = 0
    odd: int = 0

    def step(self, day: Day) -> None:
        after = next_day(day)
        self.days += 1
        self.leap_days += leap(day[0])
        self.thirtieths += (after[0] - day[0]) * 360 + (after[1] - day[1]) * 30
        self.thirtieths += min(after[2], 30) - min(day[2], 30)
        anchor = min(self.first[2], month_length(after[0], after[1]))
        if after[2] == anchor:
            self.months, self.odd = self.months + 1, 0
        else:
            self.odd += 1

    def years(self, how: str) -> Fraction:
        if how == "actual/365":
            return Fraction(self.days, 365)
        if how == "actual/360":
            return Fraction(self.days, 360)
        if how == "actual/actual":
            return Fraction(self.days - self.leap_days, 365) + Fraction(self.leap_days, 366)
        if how == "30/360":
            return Fraction(self.thirtieths, 360)
        return Fraction(self.months, 12) + Fraction(self.odd, 365)

    def amount(self, base: Fraction, value: Fraction, unit: str, how: str) -> Fraction:
        if unit == "day":
            return base * value * self.days
        return base * value * self.years(how) * (12 if unit == "month" else 1)


class Item:
    """A charge of a known amount."""

    def __init__(self, head: str, no: int, due: Day | None, amount: Fraction) -> None:
        self.head, self.no, self.due, self.amount = head, no, due, amount
        self.paid = Fraction(0)

    def accrued(self, day: Day, *, final: bool = False) -> Fraction:
        return self.amount

    def owed(self, day: Day, *, final: bool = False) -> Fraction:
        return self.accrued(day, final=final) - self.paid

    def post(self, day: Day) -> None:
        pass


class Meter(Item):
    """A charge that grows by one day's amount a day."""

    def __init__(self, loan: Loan, head: str, no: int, due: Day | None, since: Day) -> None:
        super().__init__(head, no, due, Fraction(0))
        self.loan, self.since = loan, since
        self.hidden: Day | None = None
        self.what: tuple[Fraction, Fraction, str, str] | None = None  # base, rate, unit, counting
        self.count = Count(since)
        self.posted = Fraction(0)

    def set(self, day: Day, base: Fraction, rate: tuple[Fraction, str], *, penalty: bool) -> None:
        what = (base, *rate, self.loan.counting(rate[1], penalty=penalty))
        if what != self.what:
            self.post(day)
            self.what = what

    def step(self, day: Day) -> None:
        if day >= self.since:
            self.count.step(day)

    def _open(self, day: Day, *, final: bool) -> Fraction:
        if self.what is None:
            return Fraction(0)
        count, last = self.count, self.loan.ends == "last_inclusive" and final
        if (last and day >= self.since) or (self.loan.ends == "both" and count.days):
            count = Count(**vars(count))
            count.step(day)
        exact = count.amount(*self.what)
        return fen(exact) if self.loan.rounding == "segment" else exact

    def post(self, day: Day) -> None:
        self.posted += self._open(day, final=False)
        self.count = Count(max(day, self.since))

    def accrued(self, day: Day, *, final: bool = False) -> Fraction:
        if self.hidden is not None and day <= self.hidden:
            return Fraction(0)
        amount = self.posted + self._open(day, final=final)
        return fen(amount) if self.loan.rounding == "instalment" else amount
