"""The replay: terms, payments and conventions in, a Ledger out. Nothing else counts days.

On one day the order is: payout, accrual to the day, dues and fees, acceleration, payments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.kinds import Compound, Grace, Head
from debtcheck.engine.accrual import Account, Fixed
from debtcheck.engine.allocation import Allocation
from debtcheck.engine.allowance import Allowance
from debtcheck.engine.book import Book, Slice
from debtcheck.engine.dates import ONE_DAY, add_months
from debtcheck.engine.ledger import Charge, Ledger, Line
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.schedule import build_schedule, share_of
from debtcheck.engine.terms import CUT_ORDER, Cap, DunningFee, FeeTerm, Inputs, Paid, Tranche
from debtcheck.engine.working import Given

_PAYOUT, _TURN, _DUE, _ACCELERATION, _CREDIT, _PAYMENT = range(6)
_MONTHS = {Compound.MONTHLY: 1, Compound.QUARTERLY: 3}


def replay(
    inputs: Inputs,
    as_of: date,
    *,
    caps: tuple[Cap, ...] = (),
    outside: tuple[tuple[date, Decimal], ...] = (),
    lines: bool = False,
) -> Ledger:
    """Replay a loan to the beginning of `as_of`.

    `caps` turns it into the ceiling's own replay: rates are held to the cap, all charges together
    to principal × cap × days (term and overdue days apart, each legal stretch apart), and what was
    paid above goes to principal. `outside` are charges paid to others, which use up the same room.
    `lines` keeps one line an event (a ledger to print).
    """
    return _Replay(inputs, as_of, caps, outside, lines).run()


@dataclass(frozen=True, slots=True)
class _Event:
    on: date
    rank: int
    act: Callable[[date], None]


class _Replay:
    def __init__(
        self,
        inputs: Inputs,
        as_of: date,
        caps: tuple[Cap, ...],
        outside: tuple[tuple[date, Decimal], ...],
        lines: bool,
    ) -> None:
        self.terms, self.conv, self.as_of = inputs.terms, inputs.conventions, as_of
        self.payments = inputs.payments
        self.rows = build_schedule(inputs.terms)
        self.book = Book(inputs.terms, inputs.conventions, caps)
        self.allowance = Allowance(self.book, outside)
        self.allocation = Allocation(self.book)
        self.lines: list[Line] | None = [] if lines else None
        numbers = [r.no for r in self.rows] or [t.no for t in self.terms.tranches]
        self.places = {no: place for place, no in enumerate(numbers)}

    def run(self) -> Ledger:
        for event in sorted(self._events(), key=lambda e: (e.on, e.rank)):
            event.act(event.on)
        self.allowance.trim(self.as_of, final=True)
        self._line(self.as_of, "end", None, ZERO)
        return self._ledger()

    # ── the events ───────────────────────────────────────────────────────────────────────

    def _events(self) -> list[_Event]:
        events: list[_Event] = []

        def add(on: date | None, rank: int, act: Callable[[date], None]) -> None:
            if on is not None and on <= self.as_of:
                events.append(_Event(on, rank, act))

        for tranche in self.terms.tranches:
            add(tranche.on, _PAYOUT, self._payout(tranche))
        limits = {max(c.start, self.terms.start) for c in self.book.caps}
        for turn in {max(s.on, self.terms.start) for s in self.terms.rates[1:]} - limits:
            add(turn, _TURN, self.book.set_rates)
        for turn in limits:
            add(turn, _TURN, self._turn)
        self._add_dues(add)
        for fee in self.terms.fees:
            if fee.on is not None and fee.owed:
                add(max(fee.on, self.terms.start), _DUE, self._fee(fee))
        add(self.terms.accelerated_on, _ACCELERATION, self._accelerate)
        add(self.terms.accelerated_on, _CREDIT, self._spend_credit)
        for paid in self.payments:
            on = (paid.booked_on or paid.paid_on) if self.conv.booked else paid.paid_on
            add(on, _PAYMENT, self._payment(paid))
        return events

    def _add_dues(self, add: Callable[[date | None, int, Callable[[date], None]], None]) -> None:
        """Due dates, and what follows on each of them: once-only damages, dunning, compounding."""
        dues = [(r.due_on, r.no) for r in self.rows]
        dues += [(t.due_on, t.no) for t in self.terms.tranches if t.due_on and not self.rows]
        stop = self.terms.accelerated_on
        for due, no in dues:
            if stop is None or due <= stop:
                add(due, _DUE, self._due(no))
                add(due, _CREDIT, self._spend_credit)
                self._add_late(add, due, no)
        if stop is not None:
            self._add_late(add, stop, None)

    def _add_late(
        self,
        add: Callable[[date | None, int, Callable[[date], None]], None],
        due: date,
        no: int | None,
    ) -> None:
        grace = 0 if self.conv.grace is Grace.CHARGED else self.conv.grace_days
        if self.terms.once is not None:
            add(due + timedelta(days=grace + 1), _DUE, self._once(due, no))
        for fee in self.terms.dunning:
            on = due + timedelta(days=max(fee.after_days, 1))
            while on <= self.as_of:
                add(on, _DUE, self._dun(due, no, fee))
                if not fee.every_days:
                    break
                on += timedelta(days=fee.every_days)
        months, on, k = _MONTHS.get(self.conv.compound), due, 0
        while (months or self.conv.compound is Compound.DAILY) and on < self.as_of:
            k += 1
            on = add_months(due, k * months) if months else due + k * ONE_DAY
            add(on, _TURN, self._capitalise(due, no))
        if self.conv.grace is Grace.FREE_IF_PAID_WITHIN and grace:
            add(due + timedelta(days=grace + 1), _TURN, self._follow)

    def _follow(self, on: date) -> None:
        self.book.follow(on)
        self.allowance.follow(on)

    def _turn(self, on: date) -> None:
        """A legal limit begins: every running charge is posted, and the room begins anew."""
        self.allowance.trim(on)
        self.book.close(on)
        self.book.set_rates(on)
        self.allowance.turn(on)

    def _payout(self, tranche: Tranche) -> Callable[[date], None]:
        def act(on: date) -> None:
            book = self.book
            if self.rows:
                book.slices = [Slice(r.no, r.principal, r.due_on, tranche, r) for r in self.rows]
                book.start_running(self.rows[0].no, on)
            else:
                s = Slice(tranche.no, tranche.amount, tranche.due_on, tranche)
                s.interest = book.stream(Head.INTEREST, tranche.no, tranche.due_on, on)
                book.slices.append(s)
                book.set_slice_rates(s, on)
            self._follow(on)
            self._line(on, "disbursement", tranche.no, tranche.amount)

        return act

    def _due(self, no: int) -> Callable[[date], None]:
        def act(on: date) -> None:
            s = self._of(no)[0]
            if s.is_due:
                return
            amount = s.row.payment if s.row else s.unpaid
            self._row_due(s, on)
            self.book.go_overdue(s, on)
            self._line(on, "due", no, amount)
            self._follow(on)

        return act

    def _row_due(self, s: Slice, on: date) -> None:
        """The interest and fees of an instalment become due."""
        row, book = s.row, self.book
        if row is None:
            return
        start = row.start or self.terms.start
        if book.by_day:
            book.post_running(s, on)
        else:
            book.drop_running()
            working = row.working or Given(row.interest)
            fixed = Fixed(Head.INTEREST, row.no, on, row.interest, working, start=start)
            book.add(fixed)
            s.with_it.append(fixed)
        if row is not self.rows[-1]:
            book.start_running(row.no + 1, on)
        if row.fee:
            fee = Fixed(Head.FEE, row.no, on, row.fee, Given(row.fee), start=start)
            book.add(fee)
            s.with_it.append(fee)

    def _accelerate(self, on: date) -> None:
        """All principal becomes due; interest of the running period is counted to this day."""
        undue = self.book.undue()
        if not undue:
            return
        self.book.post_running(undue[0], on)
        for s in undue:
            self.book.go_overdue(s, on)
        self._line(on, "acceleration", None, self.book.principal(due=True))
        self._follow(on)

    def _spend_credit(self, on: date) -> None:
        """Money paid ahead meets what has fallen due, after everything that falls due that day."""
        if self.allocation.credit:
            self.allocation.spend_credit(on)
            self._follow(on)

    def _fee(self, fee: FeeTerm) -> Callable[[date], None]:
        def act(on: date) -> None:
            given = Given(fee.amount)
            self.book.add(Fixed(Head.FEE, 0, on, fee.amount, given, start=on))
            self._line(on, "fee", None, fee.amount)

        return act

    def _late(self, due: date, no: int | None) -> list[Slice]:
        """The slices of a due date that still owe something."""
        found = [s for s in self._of(no) if s.is_due and s.due_on == due]
        if no is None:  # called in; what was due on that day anyway has its own turn
            found = [s for s in found if (s.row or s.tranche).due_on != due]
        return [s for s in found if s.unpaid or s.charges_with_it()]

    def _of(self, no: int | None) -> list[Slice]:
        """The slice of a number; all of them for None."""
        if no is None:
            return self.book.slices
        return [self.book.slices[self.places[no]]]

    def _once(self, due: date, no: int | None) -> Callable[[date], None]:
        def act(on: date) -> None:
            for s in self._late(due, no):
                whole = self.terms.once_base == "instalment"
                base = s.unpaid + (s.charges_with_it() if whole else ZERO)
                part = share_of(base, self.terms.once or ZERO)
                charge = Fixed(Head.DAMAGES, s.no, on, part.amount, part, start=due, overdue=True)
                self.book.add(charge)

        return act

    def _dun(self, due: date, no: int | None, fee: DunningFee) -> Callable[[date], None]:
        def act(on: date) -> None:
            if self._late(due, no):
                given = Given(fee.amount)
                charge = Fixed(Head.FEE, no or 0, on, fee.amount, given, start=on, overdue=True)
                self.book.add(charge)

        return act

    def _capitalise(self, due: date, no: int | None) -> Callable[[date], None]:
        def act(on: date) -> None:
            for s in self._of(no):
                if s.is_due and s.due_on == due:
                    self.book.capitalise(s, on)

        return act

    def _payment(self, paid: Paid) -> Callable[[date], None]:
        def act(on: date) -> None:
            cut = self.allowance.trim(on)
            used = self.allocation.spend(on, paid.amount, paid)
            self.allowance.restore(cut)
            self._follow(on)
            self._line(on, "payment", paid.instalment, paid.amount, used)

        return act

    # ── the result ───────────────────────────────────────────────────────────────────────

    def _line(
        self,
        on: date,
        event: str,
        no: int | None,
        amount: Decimal,
        used: dict[Head, Decimal] | None = None,
    ) -> None:
        if self.lines is None:
            return
        final, interest, penalty = on == self.as_of, ZERO, ZERO
        for account in self.book.accounts:
            owed = account.owed(on, final=final)
            if account.head is Head.INTEREST:
                interest += owed
            elif account.head is not Head.FEE:
                penalty += owed
        balance = sum((s.unpaid for s in self.book.slices), ZERO)
        heads = tuple((used or {}).items())
        self.lines.append(Line(on, event, no, amount, heads, balance, interest, penalty))

    def _ledger(self) -> Ledger:
        on, book, allocation = self.as_of, self.book, self.allocation
        owed = dict.fromkeys(Head, ZERO)
        due = dict.fromkeys(Head, ZERO)
        charges: list[Charge] = []
        for account in book.accounts:
            amount, is_due = account.owed(on, final=True), self._is_due(account)
            owed[account.head] += amount
            if is_due:
                due[account.head] += amount
            charges.extend(account.charges(on, due=is_due))
        for s in book.slices:
            owed[Head.PRINCIPAL] += s.unpaid
            if s.is_due or s.due_on is None:
                due[Head.PRINCIPAL] += s.unpaid
        left = allocation.credit
        for head in (Head.PRINCIPAL, *reversed(CUT_ORDER)):
            part = max(min(left, owed[head]), ZERO)
            owed[head] -= part
            left -= part
        return Ledger(
            as_of=on,
            rows=self.rows,
            lines=tuple(self.lines or ()),
            charges=tuple(sorted(charges, key=lambda c: (c.start, c.end, c.no))),
            owed={head: round_money(amount) for head, amount in owed.items()},
            due={head: round_money(amount) for head, amount in due.items()},
            paid={head: round_money(amount) for head, amount in allocation.paid.items()},
            balances=tuple(book.balances),
            credit=allocation.credit,
            overpaid=allocation.overpaid,
        )

    def _is_due(self, account: Account) -> bool:
        if account.due_on is not None:
            return account.due_on <= self.as_of
        return not self.terms.scheduled and all(s.due_on is None for s in self.book.slices)
