"""A second opinion: loans replayed a day at a time in fractions, with no code of the engine.

Days are (year, month, day) tuples and move by `next_day` alone. A charge is a meter that takes one
step a day; it is posted (rounded) when its base or its rate changes, or when money goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .oracle_parts import (
    LONG,
    ORDER,
    SCHEDULES,
    Day,
    Item,
    Loan,
    Meter,
    Payout,
    distance,
    fen,
    later,
    month_length,
    next_day,
    next_due,
)

__all__ = [
    "ORDER",
    "SCHEDULES",
    "Day",
    "Loan",
    "Payout",
    "fen",
    "later",
    "next_due",
    "rows",
    "settle",
]

# ── the loan ─────────────────────────────────────────────────────────────────────────────────


@dataclass
class Parcel:
    """Principal with one due day."""

    no: int
    unpaid: Fraction
    due: Day | None
    planned: Day | None
    row: tuple[Fraction, Fraction, Fraction] | None = None  # principal, interest, fee
    is_due: bool = False
    interest: Meter | None = None
    penalty: Meter | None = None
    compound: Meter | None = None
    with_it: list[Item] = field(default_factory=list)
    capital: Fraction = Fraction(0)
    capital_paid: Fraction = Fraction(0)

    def charges(self, day: Day, head: str | None = None) -> Fraction:
        wanted = [i for i in self.with_it if head in (None, i.head)]
        return sum((i.owed(day) for i in wanted), Fraction(0))

    def paid_of(self) -> Fraction:
        items = [*self.with_it, *(m for m in (self.penalty, self.compound) if m)]
        return sum((i.paid for i in items), Fraction(0))


@dataclass
class Result:
    owed: dict[str, Fraction]
    paid: dict[str, Fraction]
    credit: Fraction
    overpaid: Fraction


def rows(loan: Loan) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Principal, interest and fee of each instalment."""
    principal = sum((p.amount for p in loan.payouts), Fraction(0))
    found: list[tuple[Fraction, Fraction, Fraction]] = []
    balance, start, agreed, payment = principal, loan.payouts[0].on, None, Fraction(0)
    left = len(loan.dues)
    for due in loan.dues:
        value, unit = rate = loan.rate_on(start)
        period = value * {"day": 30, "month": 1, "year": Fraction(1, 12)}[unit]
        if unit == "day" and loan.method in ("equal_principal", "interest_only"):
            period = value * distance(start, due)
        interest = fen((principal if loan.method == "flat" else balance) * period)
        if loan.method == "equal_instalment" and rate != agreed:
            agreed = rate
            discount = sum((1 / (1 + period) ** k for k in range(1, left + 1)), Fraction(0))
            payment = fen(balance / discount)
        part = {
            "equal_instalment": payment - interest,
            "interest_only": Fraction(0),
        }.get(loan.method, fen(principal / len(loan.dues)))
        if left == 1:
            part = balance
        found.append((part, interest, loan.fee))
        balance, start, left = balance - part, due, left - 1
    return found


class Oracle:
    """One loan, day by day."""

    def __init__(self, loan: Loan) -> None:
        self.loan = loan
        self.items: list[Item] = []
        self.parcels: list[Parcel] = []
        self.running: Meter | None = None
        self.lump: Meter | None = None
        self.rows = rows(loan) if loan.scheduled else []
        self.credit = self.overpaid = Fraction(0)
        self.paid: dict[str, Fraction] = {}

    def run(self, as_of: Day) -> Result:
        day = min(p.on for p in self.loan.payouts)
        while True:
            self._day(day, as_of)
            if day == as_of:
                break
            for item in self.items:
                if isinstance(item, Meter):
                    item.step(day)
            day = next_day(day)
        owed = dict.fromkeys(ORDER, Fraction(0))
        for item in self.items:
            owed[item.head] += item.owed(day, final=True)
        owed["principal"] = sum((p.unpaid for p in self.parcels), Fraction(0))
        left = self.credit
        for head in ("principal", "interest", "penalty", "compound", "damages", "fee"):
            part = min(left, owed[head])
            owed[head] -= part
            left -= part
        rounded = {head: fen(amount) for head, amount in owed.items()}
        paid = {head: fen(amount) for head, amount in self.paid.items()}
        return Result(rounded, paid, self.credit, self.overpaid)

    def _day(self, day: Day, as_of: Day) -> None:
        loan = self.loan
        for k, payout in enumerate(loan.payouts):
            if payout.on == day:
                self._payout(k + 1, payout)
        self._capitalise(day)
        self._bases(day)
        for parcel in [p for p in self.parcels if not p.is_due and p.due == day]:
            self._due(parcel, day)
        self._late(day)
        if loan.accelerated == day:
            undue = [p for p in self.parcels if not p.is_due]
            if undue and self.running is not None:
                self._end_running(undue[0], day)
            for parcel in undue:
                self._overdue(parcel, day)
        self._spend_credit(day)
        self._bases(day)
        for on, amount in loan.payments:
            if on == day:
                self._pay(day, amount)
                self._bases(day)

    def _meter(self, head: str, no: int, due: Day | None, since: Day) -> Meter:
        meter = Meter(self.loan, head, no, due, since)
        self.items.append(meter)
        return meter

    def _payout(self, no: int, payout: Payout) -> None:
        if self.rows:
            for k, (row, due) in enumerate(zip(self.rows, self.loan.dues, strict=True)):
                self.parcels.append(Parcel(k + 1, row[0], due, due, row))
            self.running = self._meter("interest", 1, None, payout.on)
            return
        parcel = Parcel(no, payout.amount, payout.due, payout.due)
        parcel.interest = self._meter("interest", no, payout.due, payout.on)
        self.parcels.append(parcel)

    # ── falling due ──────────────────────────────────────────────────────────────────────

    def _end_running(self, parcel: Parcel, day: Day) -> None:
        meter = self.running
        assert meter is not None
        self._stop(meter, day)
        meter.due = day
        parcel.with_it.append(meter)
        self.running = None

    @staticmethod
    def _stop(meter: Meter, day: Day) -> None:
        meter.post(day)
        meter.what = None

    def _due(self, parcel: Parcel, day: Day) -> None:
        if parcel.row is not None:
            assert self.running is not None
            self.items.remove(self.running)
            self.running = None
            for head, amount in (("interest", parcel.row[1]), ("fee", parcel.row[2])):
                if amount or head == "interest":
                    item = Item(head, parcel.no, day, amount)
                    self.items.append(item)
                    parcel.with_it.append(item)
            if parcel.no < len(self.rows):
                self.running = self._meter("interest", parcel.no + 1, None, day)
        self._overdue(parcel, day)

    def _overdue(self, parcel: Parcel, day: Day) -> None:
        loan = self.loan
        parcel.is_due, parcel.due = True, day
        if parcel.interest is not None:
            self._stop(parcel.interest, day)
            parcel.interest.due = day
            parcel.with_it.append(parcel.interest)
            parcel.interest = None
        end_of_grace = later(day, loan.grace_days)
        since = end_of_grace if loan.grace == "never_charged" else day
        free = loan.grace == "free_if_paid_within" and loan.grace_days > 0
        hidden = end_of_grace if free else None
        if loan.mode == "adds":
            parcel.interest = self._meter("interest", parcel.no, day, day)
        if loan.penalty is None:
            return
        if loan.base in ("overdue_principal", "overdue_instalment"):
            parcel.penalty = self._meter("penalty", parcel.no, day, since)
            parcel.penalty.hidden = hidden
        elif not self._something_due(day, but=parcel):
            self.lump = self._meter("penalty", parcel.no, day, since)
            self.lump.hidden = hidden
        if loan.compound != "none":
            parcel.compound = self._meter("compound", parcel.no, day, since)
            parcel.compound.hidden = hidden
            parcel.capital = parcel.charges(day)
            parcel.capital_paid = parcel.paid_of()

    def _something_due(self, day: Day, but: Parcel) -> bool:
        """Something was unpaid before today, or a sibling of today's has opened the meter."""
        if self.lump is not None and self.lump.due == day:
            return True
        old = [p for p in self.parcels if p.is_due and p is not but]
        return any(p.unpaid or p.charges(day) for p in old)

    def _capitalise(self, day: Day) -> None:
        if self.loan.compound not in ("daily", "monthly"):
            return
        for parcel in self.parcels:
            if parcel.compound is None or parcel.due is None or day <= parcel.due:
                continue
            anchor = min(parcel.due[2], month_length(day[0], day[1]))
            if self.loan.compound == "monthly" and day[2] != anchor:
                continue
            base = parcel.charges(day) + parcel.compound.owed(day)
            if parcel.penalty is not None:
                base += parcel.penalty.owed(day)
            parcel.capital, parcel.capital_paid = base, parcel.paid_of()

    def _late(self, day: Day) -> None:
        """Once-only damages and dunning fees: the parcel still owes something on their day."""
        loan = self.loan
        grace = 0 if loan.grace == "charged" else loan.grace_days
        groups: dict[tuple[Day, int], list[Parcel]] = {}
        for parcel in self.parcels:
            if parcel.is_due and parcel.due is not None and parcel.due < day:
                own = parcel.no if parcel.due == parcel.planned else 0
                if own or parcel.due == loan.accelerated:
                    groups.setdefault((parcel.due, own), []).append(parcel)
        for (due, no), parcels in groups.items():
            unpaid = [p for p in parcels if p.unpaid or p.charges(day)]
            days = distance(due, day)
            if loan.once is not None and days == grace + 1:
                for parcel in unpaid:
                    base = parcel.unpaid
                    if loan.once_base == "instalment":
                        base += parcel.charges(day)
                    self.items.append(Item("damages", parcel.no, day, fen(base * loan.once)))
            for amount, after, every in loan.dunning:
                first = max(after, 1)
                if unpaid and (
                    days == first or (every and days > first and (days - first) % every == 0)
                ):
                    self.items.append(Item("fee", no, day, amount))

    # ── bases ────────────────────────────────────────────────────────────────────────────

    def _bases(self, day: Day) -> None:
        loan, rate, penalty = self.loan, self.loan.rate_on(day), self.loan.penalty_on(day)
        undue = sum((p.unpaid for p in self.parcels if not p.is_due), Fraction(0))
        due = sum((p.unpaid for p in self.parcels if p.is_due), Fraction(0))
        if self.running is not None:
            whole = loan.payouts[0].amount if loan.method == "flat" and undue else undue
            self.running.set(day, whole, rate, penalty=False)
        for parcel in self.parcels:
            if parcel.interest is not None:
                parcel.interest.set(day, parcel.unpaid, rate, penalty=False)
            charges = parcel.charges(day)
            if parcel.penalty is not None and penalty is not None:
                whole = parcel.unpaid + (charges if loan.base == "overdue_instalment" else 0)
                parcel.penalty.set(day, whole, penalty, penalty=True)
            if parcel.compound is not None and penalty is not None:
                base = parcel.charges(day, "interest")
                if loan.compound != "on_interest":
                    base = max(parcel.capital + parcel.capital_paid - parcel.paid_of(), Fraction(0))
                parcel.compound.set(day, base, penalty, penalty=True)
            if parcel.is_due and not parcel.unpaid and not charges:
                self._forgive(day, parcel.penalty, parcel.compound)
        if self.lump is not None and penalty is not None:
            charges = sum((p.charges(day) for p in self.parcels if p.is_due), Fraction(0))
            base = Fraction(0)
            if due or charges:
                base = due + (undue if loan.base == "outstanding_principal" else charges)
            self.lump.set(day, base, penalty, penalty=True)
            if not base:
                self._forgive(day, self.lump)

    @staticmethod
    def _forgive(day: Day, *meters: Meter | None) -> None:
        for meter in meters:
            if meter is not None and meter.hidden is not None and day <= meter.hidden:
                meter.posted = Fraction(0)

    # ── payments ─────────────────────────────────────────────────────────────────────────

    def _spend_credit(self, day: Day) -> None:
        if self.credit:
            amount, self.credit = self.credit, Fraction(0)
            self._pay(day, amount)

    def _pay(self, day: Day, amount: Fraction) -> None:
        loan = self.loan
        undue = [p for p in self.parcels if not p.is_due]
        if loan.scheduled and len(undue) > 1 and amount + self.credit >= self._to_close(day):
            self._close(day, undue)
            amount, self.credit = amount + self.credit, Fraction(0)
        for head in loan.order:
            before = amount
            if head == "principal":
                for p in sorted(self.parcels, key=lambda p: (p.due or (LONG, 0, 0), p.no)):
                    if p.is_due or not loan.scheduled:
                        part = min(amount, p.unpaid)
                        p.unpaid, amount = p.unpaid - part, amount - part
            else:
                amount = self._pay_items(day, head, amount)
            if amount != before:
                self.paid[head] = self.paid.get(head, Fraction(0)) + before - amount
        if any(p.unpaid for p in self.parcels):
            self.credit += amount
        else:
            self.overpaid += amount

    def _close(self, day: Day, undue: list[Parcel]) -> None:
        """All that is left is due today: interest to today, of a flat loan all that was agreed."""
        if self.loan.method == "flat":
            assert self.running is not None
            self.items.remove(self.running)
            self.running = None
            for p in undue:
                assert p.row is not None
                self.items.append(Item("interest", p.no, day, p.row[1]))
                self.items.append(Item("fee", p.no, day, p.row[2]))
        else:
            self._end_running(undue[0], day)
        for p in undue:
            p.is_due, p.due = True, day

    def _pay_items(self, day: Day, head: str, amount: Fraction) -> Fraction:
        payable = [i for i in self.items if i.head == head]
        if self.loan.scheduled:
            payable = [i for i in payable if i.due is not None and i.due <= day]
        for item in sorted(payable, key=lambda i: (i.due or (LONG, 0, 0), i.no)):
            part = min(amount, item.owed(day))
            if part > 0:
                item.post(day)
                item.paid += part
                amount -= part
        return amount

    def _to_close(self, day: Day) -> Fraction:
        owed = sum((p.unpaid for p in self.parcels), Fraction(0))
        items = [i for i in self.items if i is not self.running]
        owed += sum((i.owed(day) for i in items), Fraction(0))
        if self.loan.method == "flat":
            left = [p.row for p in self.parcels if not p.is_due and p.row]
            return owed + sum((r[1] + r[2] for r in left), Fraction(0))
        return owed + (self.running.owed(day) if self.running else 0)


def settle(loan: Loan, as_of: Day) -> Result:
    """What is owed and was paid at the beginning of `as_of`."""
    return Oracle(loan).run(as_of)
