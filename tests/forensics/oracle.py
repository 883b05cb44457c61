"""A platform that makes up statements, right ones and wrong ones, in fractions.

It shares no code with the engine or the search: it counts its own days, builds its own schedules
and spends its own payments. A loan is replayed from event to event; a charge that runs is a list
of stretches (from, to, base). What it does wrong is said by `Slips`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

F = Fraction
NONE, ONE = F(0), F(1)
LAWFUL = ("interest", "penalty", "compound", "fee", "principal")
MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
INSTALMENTS = ("equal_instalment", "equal_principal", "interest_only", "flat")


@dataclass(frozen=True)
class Agreed:
    """What the contract says. Rates are (fraction, "day" | "month" | "year")."""

    method: str
    principal: str
    start: date
    rate: tuple[str, str]
    as_of: date
    dues: int = 0  # monthly from the month after the start
    due_on: date | None = None  # of a loan repaid at once
    penalty: str = "1.5"  # times the loan's rate
    base: str = "principal"  # principal instalment all interest fee
    mode: str = "replaces"
    fee: str = "0"  # with each instalment
    grace: int = 0
    grace_kind: str = "never"  # never | free
    order: tuple[str, ...] = LAWFUL
    paid: tuple[tuple[date, str], ...] = ()
    received: str | None = None
    called_in: date | None = None  # all principal due


@dataclass(frozen=True)
class Slips:
    """What a statement does otherwise than agreed; nothing, by default."""

    year: int = 365
    months_by_days: bool = False
    ends: str = "start"  # start both last
    mode: str | None = None
    base: str | None = None
    compound: str = ""  # interest | month
    grace_ignored: bool = False
    order: tuple[str, ...] | None = None
    left_out: tuple[int, ...] = ()
    late: tuple[tuple[int, int], ...] = ()  # (payment, days)
    all_late: int = 0
    rate_times: Fraction = ONE  # the loan's rate, the penalty keeping its size
    penalty_times: Fraction = ONE
    penalty_a_day: str | None = None
    on_original: bool = False
    to_come: bool = False
    principal: str | None = None
    end_days: int = 0
    end_months: int = 0
    start_months: int = 0
    yuan_up: str = ""  # a head, or "total"


def month_later(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12
    leap = month == 1 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)
    return date(year, month + 1, min(day.day, MONTH_ENDS[month] + leap))


def number_of(day: date) -> int:
    """Days since 1 March of the year 0."""
    year, month = (day.year, day.month - 3) if day.month > 2 else (day.year - 1, day.month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day.day


def fen(amount: Fraction) -> Fraction:
    """To the fen, half up (amounts are not negative)."""
    return F((amount * 100 + F(1, 2)).__floor__(), 100)


def of_unit(start: date, end: date, unit: str, slips: Slips) -> Fraction:
    """A span as a share of a rate's unit."""
    days = number_of(end) - number_of(start)
    if unit == "day":
        return F(days)
    if unit == "year":
        return F(days, slips.year)
    if slips.months_by_days or slips.year == 360:
        return F(days * 12, slips.year)
    months = 0
    while month_later(start, months + 1) <= end:
        months += 1
    odd = number_of(end) - number_of(month_later(start, months))
    return months + F(odd * 12, 365)


@dataclass
class Charge:
    """What is charged under a head: a sum that fell due, or stretches at a rate."""

    head: str
    due: date | None
    rate: tuple[Fraction, str]
    book: Book
    fixed: Fraction = NONE
    stretches: list[tuple[date, date, Fraction]] = field(default_factory=list)
    since: date = date.min
    base: Fraction = NONE
    paid: Fraction = NONE
    free_until: date | None = None

    def amount(self, on: date, *, last: bool = False) -> Fraction:
        if self.free_until is not None and on <= self.free_until:
            return F(0)
        open_ = [(self.since, on, self.base)] if self.base and on >= self.since else []
        parts = [self._of(*stretch, last=False) for stretch in self.stretches]
        parts += [self._of(*stretch, last=last) for stretch in open_]
        by_stretch = self.book.agreed.method not in INSTALMENTS
        whole = sum((fen(p) if by_stretch else p for p in parts), F(0))
        return self.fixed + fen(whole)

    def _of(self, start: date, end: date, base: Fraction, *, last: bool) -> Fraction:
        slips = self.book.slips
        more = 1 if (slips.ends == "both" and end > start) or (slips.ends == "last" and last) else 0
        end += timedelta(days=more)
        return base * self.rate[0] * of_unit(start, end, self.rate[1], slips)

    def owed(self, on: date, *, last: bool = False) -> Fraction:
        return self.amount(on, last=last) - self.paid

    def cut(self, on: date) -> None:
        if self.base and on > self.since:
            self.stretches.append((self.since, on, self.base))
        self.since = max(self.since, on)

    def rest_on(self, on: date, base: Fraction) -> None:
        if base != self.base:
            self.cut(on)
            self.base = base


@dataclass
class Part:
    """Principal with one due day, and the charges that hang on it."""

    principal: Fraction
    due: date | None
    interest: Fraction = NONE
    fee: Fraction = NONE
    is_due: bool = False
    in_term: Charge | None = None
    after: Charge | None = None
    penalty: Charge | None = None
    compound: Charge | None = None
    with_it: list[Charge] = field(default_factory=list)
    capital: Fraction = NONE
    capital_paid: Fraction = NONE

    def unpaid(self, on: date, *heads: str) -> Fraction:
        return sum((c.owed(on) for c in self.with_it if not heads or c.head in heads), F(0))

    def has_paid(self) -> Fraction:
        late = [c for c in (self.penalty, self.compound) if c]
        return sum((c.paid for c in (*self.with_it, *late)), F(0))


class Book:
    """One loan, replayed as a platform with these slips does it."""

    def __init__(self, agreed: Agreed, slips: Slips) -> None:
        self.agreed, self.slips = agreed, slips
        self.start = month_later(agreed.start, slips.start_months)
        end = month_later(agreed.as_of, slips.end_months)
        self.end = end + timedelta(days=slips.end_days)
        value, unit = F(agreed.rate[0]), agreed.rate[1]
        self.rate = (value * slips.rate_times, unit)
        self.late_rate = (value * F(agreed.penalty) * slips.penalty_times, unit)
        if slips.penalty_a_day is not None:
            self.late_rate = (F(slips.penalty_a_day), "day")
        self.base = slips.base or agreed.base
        self.mode = slips.mode or agreed.mode
        self.principal = F(slips.principal or agreed.principal)
        self.charges: list[Charge] = []
        self.ahead = F(0)
        self.running: Charge | None = None
        self.lump: Charge | None = None
        self.parts = self._parts()
        if agreed.method in INSTALMENTS:
            self._run_on(self.start)
        else:
            part = self.parts[0]
            part.in_term = self._charge("interest", part.due, self.rate, self.start)
        self._bases(self.start)

    # ── the plan ─────────────────────────────────────────────────────────────────────────

    def _parts(self) -> list[Part]:
        agreed = self.agreed
        if agreed.method not in INSTALMENTS:
            return [Part(self.principal, agreed.due_on)]
        value, unit = self.rate
        month = value * {"day": F(30), "month": ONE, "year": F(1, 12)}[unit]
        n, left, found = agreed.dues, self.principal, list[Part]()
        each = self._equal(month, n)
        before = self.start
        for k in range(1, n + 1):
            due = month_later(agreed.start, k)
            period = month
            if unit == "day" and agreed.method in ("equal_principal", "interest_only"):
                period = value * (number_of(due) - number_of(before))
            interest = fen(left * period)
            part = {
                "equal_instalment": each - interest,
                "interest_only": F(0),
            }.get(agreed.method, fen(self.principal / n))
            part = left if k == n else part
            if agreed.method == "flat" or self.slips.on_original:
                interest = fen(self.principal * period)
            found.append(Part(part, due, interest, F(agreed.fee)))
            left, before = left - part, due
        return found

    def _equal(self, month: Fraction, n: int) -> Fraction:
        return fen(self.principal / sum((1 / (1 + month) ** k for k in range(1, n + 1)), F(0)))

    # ── the replay ───────────────────────────────────────────────────────────────────────

    def heads(self, *, due_only: bool = False) -> dict[str, Fraction]:
        """What the statement prints, by head."""
        events: list[tuple[date, int, int]] = []
        called_in = self.agreed.called_in
        for k, part in enumerate(self.parts):
            if part.due and (called_in is None or part.due <= called_in):
                events.append((part.due, 1, k))
            late = part.due if called_in is None else min(part.due or called_in, called_in)
            turns = range(1, 80 if late and self.slips.compound == "month" else 1)
            events.extend((month_later(late, months), 0, k) for months in turns if late)
        if called_in is not None:
            events.append((called_in, 2, 0))
        for k, (day, _) in enumerate(self.agreed.paid):
            if k not in self.slips.left_out:
                days = dict(self.slips.late).get(k, self.slips.all_late)
                events.append((day + timedelta(days=days), 3, k))
        for day, what, k in sorted(e for e in events if e[0] <= self.end):
            (self._capitalise, self._falls_due, self._call_in, self._payment)[what](day, k)
            self._bases(day)
        return self._sums(due_only=due_only)

    def _sums(self, *, due_only: bool) -> dict[str, Fraction]:
        on, found = self.end, dict.fromkeys(LAWFUL, F(0))
        for charge in self.charges:
            if not due_only or (charge.due is not None and charge.due <= on):
                found[charge.head] += charge.owed(on, last=True)
        for part in self.parts:
            if part.is_due or part.due is None or not due_only:
                found["principal"] += part.principal
        if self.slips.to_come:
            if self.running is not None and not due_only:
                found["interest"] -= self.running.owed(on, last=True)
            found["interest"] += sum((p.interest for p in self.parts if not p.is_due), F(0))
        found = {head: fen(amount) for head, amount in found.items()}
        for head in ("principal", "interest", "penalty", "compound", "fee"):
            off = min(self.ahead, found[head])
            found[head] -= off
            self.ahead -= off
        if self.slips.yuan_up in found:
            found[self.slips.yuan_up] = F(found[self.slips.yuan_up].__ceil__())
        return found

    def _charge(
        self, head: str, due: date | None, rate: tuple[Fraction, str], since: date
    ) -> Charge:
        charge = Charge(head, due, rate, self, since=since)
        self.charges.append(charge)
        return charge

    def _run_on(self, on: date) -> None:
        self.running = self._charge("interest", None, self.rate, on)

    def _falls_due(self, on: date, k: int) -> None:
        part = self.parts[k]
        if part.in_term is not None:
            part.in_term.cut(on)
            part.in_term.base, part.in_term.due = F(0), on
            part.with_it.append(part.in_term)
            part.in_term = None
        else:
            if self.running is not None:
                self.charges.remove(self.running)
                self.running = None
            for head, amount in (("interest", part.interest), ("fee", part.fee)):
                if amount:
                    charge = Charge(head, on, self.rate, self, fixed=amount)
                    self.charges.append(charge)
                    part.with_it.append(charge)
            if k + 1 < len(self.parts):
                self._run_on(on)
        self._is_late(part, on)
        if self.ahead:
            amount, self.ahead = self.ahead, F(0)
            self._spend(on, amount)

    def _call_in(self, on: date, _: int) -> None:
        first = next(p for p in self.parts if not p.is_due)
        if self.running is not None:
            self.running.cut(on)
            self.running.base, self.running.due = F(0), on
            first.with_it.append(self.running)
            self.running = None
        for part in self.parts:
            if not part.is_due:
                part.due = on
                self._is_late(part, on)

    def _is_late(self, part: Part, on: date) -> None:
        part.is_due = True
        grace = 0 if self.slips.grace_ignored else self.agreed.grace
        never = self.agreed.grace_kind == "never"
        since = on + timedelta(days=grace if never else 0)
        if self.mode == "adds":
            part.after = self._charge("interest", on, self.rate, on)
        free = on + timedelta(days=grace) if grace and not never else None
        if self.base == "all":
            if self.lump is None or not self.lump.base:
                self.lump = self._charge("penalty", on, self.late_rate, since)
                self.lump.free_until = free
        else:
            part.penalty = self._charge("penalty", on, self.late_rate, since)
            part.penalty.free_until = free
        if self.slips.compound:
            part.compound = self._charge("compound", on, self.late_rate, since)
            part.compound.free_until = free
            part.capital, part.capital_paid = part.unpaid(on), part.has_paid()

    def _capitalise(self, on: date, k: int) -> None:
        part = self.parts[k]
        if part.is_due and part.compound is not None and part.due is not None and part.due < on:
            more = sum((c.owed(on) for c in (part.penalty, part.compound) if c), F(0))
            part.capital, part.capital_paid = part.unpaid(on) + more, part.has_paid()

    def _bases(self, on: date) -> None:
        undue = sum((p.principal for p in self.parts if not p.is_due), F(0))
        if self.running is not None:
            whole = undue and (self.agreed.method == "flat" or self.slips.on_original)
            self.running.rest_on(on, self.principal if whole else undue)
        late = False
        for part in self.parts:
            if part.in_term is not None:
                whole = self.slips.on_original and part.principal
                part.in_term.rest_on(on, self.principal if whole else part.principal)
            if not part.is_due:
                continue
            late = late or bool(part.principal or part.unpaid(on))
            if part.after is not None:
                part.after.rest_on(on, part.principal)
            if part.penalty is not None:
                part.penalty.rest_on(on, part.principal + self._with_it(part, on))
            if part.compound is not None:
                base = part.unpaid(on, "interest")
                if self.slips.compound == "month":
                    base = max(part.capital - (part.has_paid() - part.capital_paid), F(0))
                part.compound.rest_on(on, base)
            if not part.principal and not part.unpaid(on):
                self._forgive(on, part.penalty, part.compound)
        if self.lump is not None:
            whole = sum((p.principal for p in self.parts), F(0))
            self.lump.rest_on(on, whole if late else F(0))
            if not late:
                self._forgive(on, self.lump)

    @staticmethod
    def _forgive(on: date, *charges: Charge | None) -> None:
        """All was paid while the days of grace ran."""
        for charge in charges:
            if charge is not None and charge.free_until is not None and on <= charge.free_until:
                charge.stretches.clear()

    def _with_it(self, part: Part, on: date) -> Fraction:
        if self.base in ("interest", "fee"):
            return part.unpaid(on, self.base)
        return part.unpaid(on) if self.base == "instalment" else F(0)

    def _payment(self, on: date, k: int) -> None:
        self._spend(on, F(self.agreed.paid[k][1]))

    def _spend(self, on: date, amount: Fraction) -> None:
        daily = self.agreed.method not in INSTALMENTS
        for head in self.slips.order or self.agreed.order:
            if head == "principal":
                for part in self.parts:
                    if part.is_due or daily:
                        used = min(amount, part.principal)
                        part.principal -= used
                        amount -= used
                continue
            payable = [c for c in self.charges if c.head == head and (daily or c.due)]
            for charge in sorted(payable, key=lambda c: c.due or date.max):
                used = min(amount, charge.owed(on))
                if used > 0:
                    charge.cut(on)
                    charge.paid += used
                    amount -= used
        self.ahead += amount


def statement(
    agreed: Agreed, slips: Slips | None = None, *, due_only: bool = False
) -> dict[str, Fraction]:
    """What a platform with these slips asks for, by head."""
    return Book(agreed, slips or Slips()).heads(due_only=due_only)


def both(one: Slips, other: Slips) -> Slips:
    """Two slips in one statement."""
    plain = Slips()
    changed = {
        name: getattr(other, name)
        for name in Slips.__dataclass_fields__
        if getattr(other, name) != getattr(plain, name)
    }
    return replace(one, **changed)
