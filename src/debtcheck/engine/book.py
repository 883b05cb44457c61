"""Book: what is owed at a moment of the replay, and the bases that follow it.

Slices hold principal by due date; accounts hold the charges. `follow` sets the base of every
running charge to what is unpaid now. Only what an event touched is looked at again, so that a long
loan costs no more an event than a short one.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

from debtcheck.case.kinds import Compound, Grace, Head, Method, OverdueMode, PenaltyBase
from debtcheck.engine.accounts import Accounts
from debtcheck.engine.accrual import Stream
from debtcheck.engine.money import ZERO
from debtcheck.engine.prices import Price, Prices
from debtcheck.engine.slices import Slice
from debtcheck.engine.terms import Cap, Conventions, Terms

_LUMPS = (PenaltyBase.OUTSTANDING_PRINCIPAL, PenaltyBase.STATEMENT)


class Book:
    """The state of a loan during its replay."""

    def __init__(self, terms: Terms, conventions: Conventions, caps: tuple[Cap, ...]) -> None:
        self.terms, self.conv, self.caps = terms, conventions, caps
        self.prices = Prices(terms, conventions, caps)
        self.by_day = not terms.scheduled or bool(caps)
        self.keeps_zones = any(cap.paid_line is not None for cap in caps)
        self.slices: dict[int, Slice] = {}  # by their number
        self.undue: dict[int, Slice] = {}  # those that are not due yet
        self.late: dict[int, Slice] = {}  # those that are due and not paid
        self.queue: list[Slice] = []  # those with unpaid principal, in the order of payment
        self.touched: set[int] = set()  # numbers of slices that an event may have changed
        self.undue_principal = self.due_principal = ZERO
        self.charges = Accounts()
        self.zones: list[Stream] = []  # paid voluntarily it stays paid, unpaid it is not owed
        self._period: tuple[int, date] | None = None  # of a schedule: number and first day
        self._running: Stream | None = None  # its interest, once somebody asks
        self.lump: Stream | None = None  # a penalty on the whole balance or the whole bill
        self.balances: list[tuple[date, Decimal]] = []

    # ── running charges ──────────────────────────────────────────────────────────────────

    def stream(
        self, head: Head, no: int, due_on: date | None, since: date, *, overdue: bool = False
    ) -> Stream:
        """A running charge enters the book."""
        stream = self._stream(head, no, due_on, since, overdue=overdue)
        self.charges.add(stream)
        return stream

    def _stream(
        self, head: Head, no: int, due_on: date | None, since: date, *, overdue: bool = False
    ) -> Stream:
        """A running charge; where voluntary payments stay paid, with its twin."""
        stream = Stream(head, no, due_on, since, self.conv, overdue=overdue)
        if self.keeps_zones:
            stream.twin = Stream(head, no, due_on, since, self.conv, overdue=overdue)
            self.zones.append(stream.twin)
        return stream

    def set_rates(self, on: date) -> None:
        """Every running charge gets the rate of `on`."""
        for s in self.slices.values():
            if not s.is_paid:
                self.set_slice_rates(s, on)
        running = self.period()
        if running is not None and (price := self.prices.interest(on)):
            price.put_on(running, on)
        if self.lump is not None and (price := self.prices.penalty(on)):
            price.put_on(self.lump, on)

    def set_slice_rates(self, s: Slice, on: date) -> None:
        """The running charges of one slice get the rates of `on`."""
        prices, tranche = self.prices, s.tranche
        if s.interest is not None and (price := prices.interest(on, tranche)):
            price.put_on(s.interest, on)
        if s.penalty is not None and (price := prices.penalty(on, tranche)):
            price.put_on(s.penalty, on)
        if s.compound is not None and (price := prices.compound(on, tranche)):
            price.put_on(s.compound, on)

    def close(self, on: date) -> None:
        """Post what ran until `on` of every running charge."""
        for account in self.charges.every:
            if isinstance(account, Stream):
                account.close(on)

    # ── principal ────────────────────────────────────────────────────────────────────────

    def enter(self, slices: list[Slice]) -> None:
        """Principal is paid out."""
        for s in slices:
            self.slices[s.no] = self.undue[s.no] = s
            self.undue_principal += s.unpaid
            self.touched.add(s.no)
        self.queue.extend(s for s in slices if s.unpaid)
        self.queue.sort(key=Slice.place)

    def repay(self, s: Slice, amount: Decimal) -> None:
        """`amount` of a slice's principal is paid; `sum_up` must follow."""
        s.unpaid -= amount
        self.touched.add(s.no)

    def sum_up(self) -> None:
        """After payments on principal: what is left of it. What is due stands first."""
        queue, paid = self.queue, 0
        while paid < len(queue) and not queue[paid].unpaid:
            paid += 1
        del queue[:paid]
        due = takewhile(lambda s: s.is_due, queue)
        self.due_principal = sum((s.unpaid for s in due), ZERO)
        if self.by_day:
            self.undue_principal = sum((s.unpaid for s in queue if not s.is_due), ZERO)

    def make_due(self, s: Slice, on: date) -> None:
        """A slice's principal is due from `on`."""
        self.undue.pop(s.no, None)
        self.undue_principal = self.undue_principal - s.unpaid if self.undue else ZERO
        self.due_principal += s.unpaid
        self.late[s.no] = s
        s.is_due = True
        if s.due_on != on:
            s.due_on = on
            self.queue.sort(key=Slice.place)
        self.touched.add(s.no)

    # ── interest of the period that runs ─────────────────────────────────────────────────

    def start_period(self, no: int, on: date) -> None:
        """Interest of the next period of a schedule begins to run.

        Where periods are not counted by days, it only enters the book if it is ever due so.
        """
        self._period, self._running = (no, on), None
        if self.by_day:
            running = self.period()
            if running is not None:
                self.charges.add(running)

    def period(self) -> Stream | None:
        """The interest that runs by days and is not due: on all principal that is not due."""
        if self._running is None and self._period is not None:
            no, on = self._period
            self._running = self._stream(Head.INTEREST, no, None, on)
            if price := self.prices.interest(on):
                price.put_on(self._running, on)
            self._running.set_base(on, self._period_base())
        return self._running

    def _period_base(self) -> Decimal:
        flat = self.conv.on_original or self.terms.method is Method.FLAT
        return self.terms.principal if flat and self.undue_principal else self.undue_principal

    def post_period(self, s: Slice, on: date) -> None:
        """What ran in the period is due with `s`, by days."""
        running = self.period()
        if running is not None:
            running.stop(on)
            self.charges.fall_due(running, on)
            if not self.by_day:
                self.charges.add(running)
            s.with_it.append(running)
        self.drop_period()

    def aside(self) -> tuple[Stream, ...]:
        """What runs and is not in the book: the interest of a period not counted by days."""
        running = None if self.by_day else self.period()
        return () if running is None else (running,)

    def drop_period(self) -> None:
        """The period is charged in another way (a fixed amount), or is over."""
        self._period = self._running = None

    # ── falling due ──────────────────────────────────────────────────────────────────────

    def go_overdue(self, s: Slice, on: date) -> None:
        """From its due day on, unpaid principal bears the penalty (or interest beside it)."""
        self.make_due(s, on)
        conv = self.conv
        since, hidden = on, None
        if conv.grace is not Grace.CHARGED and conv.grace_days:
            end = on + timedelta(days=conv.grace_days)
            since = end if conv.grace is Grace.NEVER_CHARGED else on
            hidden = end if conv.grace is Grace.FREE_IF_PAID_WITHIN else None
        if s.interest is not None:
            s.interest.stop(on)
            self.charges.fall_due(s.interest, on)
            s.with_it.append(s.interest)
            s.interest = None
        if conv.mode is OverdueMode.ADDS or conv.interest_after_due:
            s.interest = self.stream(Head.INTEREST, s.no, on, on, overdue=True)
        price = self.prices.penalty(on, s.tranche)
        if price is not None:
            self._start_penalty(s, on, since, hidden, price)
        if conv.compound is not Compound.NONE:
            s.compound = self.stream(Head.COMPOUND, s.no, on, since, overdue=True)
            s.compound.hidden_until = hidden
        if s.interest is not None or s.compound is not None:
            self.set_slice_rates(s, on)
            self.capitalise(s, on)

    def _start_penalty(
        self, s: Slice, on: date, since: date, hidden: date | None, price: Price
    ) -> None:
        if self.conv.base not in _LUMPS:
            s.penalty = self.stream(Head.PENALTY, s.no, on, since, overdue=True)
            s.penalty.hidden_until = hidden
            price.put_on(s.penalty, on)
        elif self.lump is None or (not self.lump.base and self.lump.due_on != on):
            # nothing was overdue before: the grace of this due date begins
            self.lump = self.stream(Head.PENALTY, s.no, on, since, overdue=True)
            self.lump.hidden_until = hidden
            first = self.prices.penalty(since)
            if first is not None:
                first.put_on(self.lump, since)

    def capitalise(self, s: Slice, on: date) -> None:
        """Compound interest runs on what is unpaid now: interest, and later penalty on it too."""
        if s.compound is None:
            return
        s.capital, s.capital_paid = s.charges_with_it(), s.paid_of_charges()
        if s.due_on and on > s.due_on:
            s.capital += sum((a.owed(on) for a in (s.penalty, s.compound) if a), ZERO)
        s.compound.set_base(on, s.bears_compound(self.conv.compound))
        if s.compound.base:
            self.charges.restore(s.compound)  # it was settled, and runs again on an unpaid penalty
        self.touched.add(s.no)

    # ── following the balance ────────────────────────────────────────────────────────────

    def follow(self, on: date) -> None:
        """Set every base to what is unpaid now."""
        undue, due = self.undue_principal, self.due_principal
        if self._running is not None:
            self._running.set_base(on, self._period_base())
        if self.touched:
            touched, self.touched = self.touched, set()
            for no in touched:
                s = self.slices.get(no)
                if s is not None and not s.is_paid and (s.is_due or s.interest is not None):
                    self._follow_slice(s, on)
        if self.lump is not None:
            self._follow_lump(self.lump, on, undue, due)
        balance = undue + due
        if not self.balances or self.balances[-1][1] != balance:
            self.balances.append((on, balance))

    def _follow_slice(self, s: Slice, on: date) -> None:
        conv, charges = self.conv, s.charges_with_it()
        if s.interest is not None:
            original = conv.on_original and not s.is_due and s.unpaid
            s.interest.set_base(on, s.tranche.amount if original else s.unpaid)
        if s.penalty is not None:
            whole = conv.base is PenaltyBase.OVERDUE_INSTALMENT
            base = s.unpaid
            if whole:
                base += sum((s.charges_with_it(head) for head in conv.base_charges), ZERO)
            s.penalty.set_base(on, base)
        if s.compound is not None:
            s.compound.set_base(on, s.bears_compound(conv.compound))
        if not s.unpaid and not charges:
            s.is_paid = s.is_due and not (s.compound and s.compound.base)
            self._forgive(on, s.penalty, s.compound)
            if s.is_paid:
                self._leave(s, on)

    def _leave(self, s: Slice, on: date) -> None:
        """A slice is paid; what of its charges is settled is looked at no more."""
        self.late.pop(s.no, None)
        for account in (*s.with_it, s.interest, s.penalty, s.compound):
            if account is not None and account.is_settled(on):
                self.charges.retire(account)

    def _follow_lump(self, lump: Stream, on: date, undue: Decimal, due: Decimal) -> None:
        with_due = sum((s.charges_with_it() for s in self.late.values()), ZERO)
        base = ZERO
        if due or with_due:
            whole = self.conv.base is PenaltyBase.OUTSTANDING_PRINCIPAL
            base = undue + due if whole else due + with_due
        lump.set_base(on, base)
        if not base:
            self._forgive(on, lump)

    @staticmethod
    def _forgive(on: date, *streams: Stream | None) -> None:
        for stream in streams:
            if stream and stream.hidden_until is not None and on <= stream.hidden_until:
                stream.forgive()
