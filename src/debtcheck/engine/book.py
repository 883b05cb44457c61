"""Book: what is owed at a moment of the replay, and the bases that follow it.

Slices hold principal by due date; accounts hold the charges. `follow` sets every running charge's
base to what is unpaid now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.kinds import Compound, DayCount, Grace, Head, Method, OverdueMode, PenaltyBase
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import Account, Stream
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Cap, Conventions, Terms, Tranche

_LUMPS = (PenaltyBase.OUTSTANDING_PRINCIPAL, PenaltyBase.STATEMENT)


@dataclass(slots=True)
class Slice:
    """Principal with one due date: an instalment's, or a whole payout."""

    no: int
    unpaid: Decimal
    due_on: date | None
    tranche: Tranche
    row: Row | None = None
    is_due: bool = False
    interest: Stream | None = None  # runs by the day, in the term or on after it
    penalty: Stream | None = None
    compound: Stream | None = None
    with_it: list[Account] = field(default_factory=list)  # interest and fees due with it
    is_paid: bool = False  # principal and what fell due with it; its penalty may still be owed

    capital: Decimal = ZERO  # charges on which compound interest runs, as last capitalised
    capital_paid: Decimal = ZERO  # what had been paid of the charges then

    def charges_with_it(self, head: Head | None = None) -> Decimal:
        """What is unpaid of the interest and fees (or one of them) that fell due with it."""
        wanted = (a for a in self.with_it if head is None or a.head is head)
        return sum((a.owed(self.due_on or date.max) for a in wanted), ZERO)

    def paid_of_charges(self) -> Decimal:
        """What was paid so far of the charges that can bear compound interest."""
        late = (a for a in (self.penalty, self.compound) if a is not None)
        return sum((a.paid for a in (*self.with_it, *late)), ZERO)

    def bears_compound(self, compound: Compound) -> Decimal:
        """The base of compound interest now: what is unpaid of the interest, or of the capital."""
        if compound is Compound.ON_INTEREST:
            return self.charges_with_it(Head.INTEREST)
        return max(self.capital - (self.paid_of_charges() - self.capital_paid), ZERO)


class Book:
    """The state of a loan during its replay."""

    def __init__(self, terms: Terms, conventions: Conventions, caps: tuple[Cap, ...]) -> None:
        self.terms, self.conv, self.caps = terms, conventions, caps
        self.by_day = not terms.scheduled or bool(caps)
        self.slices: list[Slice] = []
        self.accounts: list[Account] = []
        self.open: dict[Head, list[Account]] = {head: [] for head in Head}  # may still be owed
        self.zones: list[Stream] = []  # paid voluntarily it stays paid, unpaid it is not owed
        self.running: Stream | None = None  # interest on principal of a schedule, not yet due
        self.lump: Stream | None = None  # a penalty on the whole balance or the whole bill
        self.balances: list[tuple[date, Decimal]] = []

    # ── sums ─────────────────────────────────────────────────────────────────────────────

    def principal(self, *, due: bool) -> Decimal:
        """Unpaid principal that is due, or that is not."""
        return sum((s.unpaid for s in self.slices if s.is_due is due), ZERO)

    def add(self, account: Account) -> None:
        """A charge enters the book."""
        self.accounts.append(account)
        self.open[account.head].append(account)

    def undue(self) -> list[Slice]:
        """The slices that are not due yet."""
        return [s for s in self.slices if not s.is_due]

    # ── rates, held to the ceiling of the day ────────────────────────────────────────────

    def cap_on(self, on: date) -> Cap | None:
        """The ceiling that governs a day, or None."""
        for cap in self.caps:
            if cap.start <= on and (cap.end is None or on < cap.end):
                return cap
        return None

    def stream(
        self, head: Head, no: int, due_on: date | None, since: date, *, overdue: bool = False
    ) -> Stream:
        """Open a running charge; where voluntary payments stay paid, with its twin."""
        stream = Stream(head, no, due_on, since, self.conv, overdue=overdue)
        self.add(stream)
        if any(cap.paid_line is not None for cap in self.caps):
            stream.twin = Stream(head, no, due_on, since, self.conv, overdue=overdue)
            self.zones.append(stream.twin)
        return stream

    def set_rate(
        self, stream: Stream, on: date, rate: Rate | None, *, penalty: bool = False
    ) -> None:
        """Give a stream its rate from `on`; above the cap it is the cap, by actual days / 365."""
        if rate is None:
            return
        cap = self.cap_on(on)
        yearly = rate.yearly()
        if cap is not None and yearly > cap.yearly:
            held = Rate(cap.yearly, RateUnit.YEAR)
            stream.change(on, rate=held, day_count=DayCount.ACT_365)
        else:
            stream.change(on, rate=rate, day_count=self.conv.counted(rate, penalty=penalty))
        if stream.twin is not None:
            above = ZERO
            if cap is not None and cap.paid_line is not None:
                above = max(min(yearly, cap.paid_line) - cap.yearly, ZERO)
            stream.twin.change(on, rate=Rate(above, RateUnit.YEAR), day_count=DayCount.ACT_365)

    def set_rates(self, on: date) -> None:
        """Every running charge gets the rate of `on`."""
        for s in self.slices:
            if not s.is_paid:
                self.set_slice_rates(s, on)
        if self.running is not None:
            self.set_rate(self.running, on, self.terms.rate_on(on))
        if self.lump is not None:
            self.set_rate(self.lump, on, self.terms.penalty_on(on), penalty=True)

    def close(self, on: date) -> None:
        """Post what ran until `on` of every running charge."""
        for account in self.accounts:
            account.touch(on)

    def set_slice_rates(self, s: Slice, on: date) -> None:
        """The running charges of one slice get the rates of `on`."""
        if s.interest is not None:
            self.set_rate(s.interest, on, self.terms.rate_on(on, s.tranche))
        if s.penalty is not None:
            self.set_rate(s.penalty, on, self.terms.penalty_on(on, s.tranche), penalty=True)
        if s.compound is not None:
            self.set_rate(s.compound, on, self.terms.compound_on(on, s.tranche), penalty=True)

    # ── falling due ──────────────────────────────────────────────────────────────────────

    def start_running(self, no: int, on: date) -> None:
        """Interest of the next period of a schedule begins to run."""
        self.running = self.stream(Head.INTEREST, no, None, on)
        self.set_rate(self.running, on, self.terms.rate_on(on))

    def post_running(self, s: Slice, on: date) -> None:
        """What ran in the period is due with `s`, by days."""
        if self.running is not None:
            self.running.stop(on)
            self.running.due_on = on
            s.with_it.append(self.running)
            self.running = None

    def drop_running(self) -> None:
        """The running period is charged in another way (a fixed amount)."""
        if self.running is not None:
            self.accounts.remove(self.running)
            self.open[Head.INTEREST].remove(self.running)
            self.running = None

    def go_overdue(self, s: Slice, on: date) -> None:
        """From its due day on, unpaid principal bears the penalty (or interest beside it)."""
        s.is_due, s.due_on = True, on
        conv = self.conv
        days = timedelta(days=conv.grace_days)
        since = on + days if conv.grace is Grace.NEVER_CHARGED else on
        hidden = on + days if conv.grace is Grace.FREE_IF_PAID_WITHIN and days else None
        if s.interest is not None:
            s.interest.stop(on)
            s.interest.due_on = on
            s.with_it.append(s.interest)
            s.interest = None
        if conv.mode is OverdueMode.ADDS or conv.interest_after_due:
            s.interest = self.stream(Head.INTEREST, s.no, on, on, overdue=True)
        if self.terms.penalty_on(on, s.tranche) is not None:
            self._start_penalty(s, on, since, hidden)
        if conv.compound is not Compound.NONE:
            s.compound = self.stream(Head.COMPOUND, s.no, on, since, overdue=True)
            s.compound.hidden_until = hidden
        self.set_slice_rates(s, on)
        self.capitalise(s, on)

    def _start_penalty(self, s: Slice, on: date, since: date, hidden: date | None) -> None:
        if self.conv.base not in _LUMPS:
            s.penalty = self.stream(Head.PENALTY, s.no, on, since, overdue=True)
            s.penalty.hidden_until = hidden
        elif self.lump is None or (not self.lump.base and self.lump.due_on != on):
            # nothing was overdue before: the grace of this due date begins
            self.lump = self.stream(Head.PENALTY, s.no, on, since, overdue=True)
            self.lump.hidden_until = hidden
            self.set_rate(self.lump, since, self.terms.penalty_on(since), penalty=True)

    def capitalise(self, s: Slice, on: date) -> None:
        """Compound interest runs on what is unpaid now: interest, and later penalty on it too."""
        if s.compound is None:
            return
        s.capital, s.capital_paid = s.charges_with_it(), s.paid_of_charges()
        if s.due_on and on > s.due_on:
            s.capital += sum((a.owed(on) for a in (s.penalty, s.compound) if a), ZERO)
        s.compound.change(on, base=s.bears_compound(self.conv.compound))

    # ── following the balance ────────────────────────────────────────────────────────────

    def follow(self, on: date) -> None:
        """Set every base to what is unpaid now."""
        undue, due = self.principal(due=False), self.principal(due=True)
        if self.running is not None:
            flat = self.terms.method is Method.FLAT and not self.caps and undue
            self.running.change(on, base=self.terms.principal if flat else undue)
        for s in self.slices:
            if not s.is_paid and (s.is_due or s.interest is not None):
                self._follow_slice(s, on)
        if self.lump is not None:
            self._follow_lump(self.lump, on, undue, due)
        if not self.balances or self.balances[-1][1] != undue + due:
            self.balances.append((on, undue + due))

    def _follow_slice(self, s: Slice, on: date) -> None:
        if s.interest is not None:
            s.interest.change(on, base=s.unpaid)
        if s.penalty is not None:
            whole = self.conv.base is PenaltyBase.OVERDUE_INSTALMENT
            s.penalty.change(on, base=s.unpaid + (s.charges_with_it() if whole else ZERO))
        if s.compound is not None:
            s.compound.change(on, base=s.bears_compound(self.conv.compound))
        if not s.unpaid and not s.charges_with_it():
            s.is_paid = s.is_due and not (s.compound and s.compound.base)
            self._forgive(on, s.penalty, s.compound)

    def _follow_lump(self, lump: Stream, on: date, undue: Decimal, due: Decimal) -> None:
        with_due = sum((s.charges_with_it() for s in self.slices if s.is_due), ZERO)
        base = ZERO
        if due or with_due:
            whole = self.conv.base is PenaltyBase.OUTSTANDING_PRINCIPAL
            base = undue + due if whole else due + with_due
        lump.change(on, base=base)
        if not base:
            self._forgive(on, lump)

    @staticmethod
    def _forgive(on: date, *streams: Stream | None) -> None:
        for stream in streams:
            if stream and stream.hidden_until is not None and on <= stream.hidden_until:
                stream.forgive()
