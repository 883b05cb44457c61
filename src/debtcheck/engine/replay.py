"""The replay: terms, payments and conventions in, a Ledger out. Nothing else counts days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from debtcheck.case.kinds import Head
from debtcheck.engine.accrual import Fixed
from debtcheck.engine.agenda import Act, Agenda, Late
from debtcheck.engine.allocation import Allocation
from debtcheck.engine.allowance import Allowance
from debtcheck.engine.book import Book
from debtcheck.engine.card_replay import card_heads, replay_card
from debtcheck.engine.closing import charges_of, line_of, sums
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.ledger import Heads, Ledger, Line
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.schedule import build_schedule, share_of
from debtcheck.engine.slices import Slice
from debtcheck.engine.terms import Cap, FeeTerm, Inputs, Paid, Tranche
from debtcheck.engine.working import Given


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
    `lines` keeps one line an event (a ledger to print). A card has no such replay of its own:
    `caps` are for loans.
    """
    if inputs.terms.card is not None:
        return replay_card(inputs, as_of, lines=lines)
    run = _Replay(inputs, as_of, caps, outside, lines=lines)
    run.to(as_of)
    return run.ledger(as_of)


def heads(
    inputs: Inputs,
    as_of: date,
    *,
    caps: tuple[Cap, ...] = (),
    outside: tuple[tuple[date, Decimal], ...] = (),
) -> Heads:
    """What the same replay owes by head, without how it came about: for the sums alone."""
    if inputs.terms.card is not None:
        return card_heads(inputs, as_of)
    run = _Replay(inputs, as_of, caps, outside)
    run.to(as_of)
    return run.heads(as_of)


def replay_with_day_after(inputs: Inputs, as_of: date) -> tuple[Ledger, Heads]:
    """The replay to `as_of`, and what is owed if nothing more is done for one day."""
    if inputs.terms.card is not None:
        return replay_card(inputs, as_of), card_heads(inputs, as_of + ONE_DAY)
    run = _Replay(inputs, as_of + ONE_DAY)
    run.to(as_of)
    ledger = run.ledger(as_of)
    run.to(as_of + ONE_DAY)
    return ledger, run.heads(as_of + ONE_DAY)


class _Replay:
    def __init__(
        self,
        inputs: Inputs,
        last: date,
        caps: tuple[Cap, ...] = (),
        outside: tuple[tuple[date, Decimal], ...] = (),
        *,
        lines: bool = False,
    ) -> None:
        self.terms = inputs.terms
        self.rows = build_schedule(inputs.terms)
        self.agenda = Agenda(inputs, self.rows, caps, last)
        self.book = Book(inputs.terms, inputs.conventions, caps)
        self.allowance = Allowance(self.book, outside) if caps else None
        self.allocation = Allocation(self.book)
        self.lines: list[Line] | None = [] if lines else None
        self.acts: dict[Act, Callable[[date, Any], bool | None]] = {
            Act.PAYOUT: self._payout,
            Act.RATES: self._rates,
            Act.LIMIT: self._limit,
            Act.DUE: self._due,
            Act.ONCE: self._once,
            Act.REMIND: self._remind,
            Act.CAPITALISE: self._capitalise,
            Act.FOLLOW: self._follow,
            Act.FEE: self._fee,
            Act.ACCELERATE: self._accelerate,
            Act.CREDIT: self._credit,
            Act.PAYMENT: self._payment,
        }

    def to(self, day: date) -> None:
        """Let everything happen up to the end of `day`."""
        for event in self.agenda.until(day):
            if self.acts[event.act](event.on, event.what):
                self.agenda.repeat(event)

    # ── what events do; True: the event comes again ──────────────────────────────────────

    def _follow(self, on: date, _: object = None) -> None:
        self.book.follow(on)
        if self.allowance is not None:
            self.allowance.follow(on)

    def _rates(self, on: date, _: object) -> None:
        self.book.set_rates(on)

    def _limit(self, on: date, _: object) -> None:
        """A legal limit begins: every running charge is posted, and the room begins anew."""
        if self.allowance is not None:
            self.allowance.trim(on)
            self.book.close(on)
            self.book.set_rates(on)
            self.allowance.turn(on)

    def _payout(self, on: date, tranche: Tranche) -> None:
        book = self.book
        if self.rows:
            book.enter([Slice(r.no, r.principal, r.due_on, tranche, r) for r in self.rows])
            book.start_period(self.rows[0].no, on)
        else:
            s = Slice(tranche.no, tranche.amount, tranche.due_on, tranche)
            s.interest = book.stream(Head.INTEREST, tranche.no, tranche.due_on, on)
            book.enter([s])
            book.set_slice_rates(s, on)
        self._follow(on)
        self._line(on, "disbursement", tranche.no, tranche.amount)

    def _due(self, on: date, no: int) -> None:
        s = self.book.slices[no]
        if s.is_due:
            return
        amount = s.row.payment if s.row else s.unpaid
        self._row_due(s, on)
        self.book.go_overdue(s, on)
        self._line(on, "due", no, amount)
        self._follow(on)
        if self.allocation.credit:
            self.agenda.meet_credit(on)

    def _row_due(self, s: Slice, on: date) -> None:
        """The interest and fees of an instalment become due."""
        row, book = s.row, self.book
        if row is None:
            return
        start = row.start or self.terms.start
        if book.by_day:
            book.post_period(s, on)
        else:
            book.drop_period()
            working = row.working or Given(row.interest)
            fixed = Fixed(Head.INTEREST, row.no, on, row.interest, working, start=start)
            book.charges.add(fixed)
            s.with_it.append(fixed)
        if row is not self.rows[-1]:
            book.start_period(row.no + 1, on)
        if row.fee:
            fee = Fixed(Head.FEE, row.no, on, row.fee, Given(row.fee), start=start)
            book.charges.add(fee)
            s.with_it.append(fee)

    def _accelerate(self, on: date, _: object) -> None:
        """All principal becomes due; interest of the running period is counted to this day."""
        undue = list(self.book.undue.values())
        if undue:
            self.book.post_period(undue[0], on)
            for s in undue:
                self.book.go_overdue(s, on)
            self._line(on, "acceleration", None, self.book.due_principal)
            self._follow(on)
        if self.allocation.credit:
            self.agenda.meet_credit(on)

    def _credit(self, on: date, _: object) -> None:
        """Money paid ahead meets what has fallen due, after everything that falls due that day."""
        if self.allocation.credit:
            self.allocation.spend_credit(on)
            self._follow(on)

    def _fee(self, on: date, fee: FeeTerm) -> None:
        self.book.charges.add(Fixed(Head.FEE, 0, on, fee.amount, Given(fee.amount), start=on))
        self._line(on, "fee", None, fee.amount)

    def _of(self, late: Late) -> list[Slice]:
        """The slice of a due date; of principal that was called in, all that fell due with it.

        What was due on that day anyway has its own turn.
        """
        slices = self.book.slices
        if late.no is not None:
            s = slices[late.no]
            return [s] if s.is_due and s.due_on == late.due else []
        return [s for s in slices.values() if s.is_due and s.due_on == late.due]

    def _owing(self, late: Late) -> list[Slice]:
        """Those of a due date that still owe something."""
        found = self._of(late)
        if late.no is None:
            found = [s for s in found if (s.row or s.tranche).due_on != late.due]
        return [s for s in found if s.owes()]

    def _once(self, on: date, late: Late) -> None:
        for s in self._owing(late):
            whole = self.terms.once_base == "instalment"
            base = s.unpaid + (s.charges_with_it() if whole else ZERO)
            part = share_of(base, self.terms.once or ZERO)
            charge = Fixed(Head.DAMAGES, s.no, on, part.amount, part, start=late.due, overdue=True)
            self.book.charges.add(charge)

    def _remind(self, on: date, late: Late) -> bool:
        if late.fee is None or not self._owing(late):
            return False
        amount, no = late.fee.amount, late.no or 0
        self.book.charges.add(
            Fixed(Head.FEE, no, on, amount, Given(amount), start=on, overdue=True)
        )
        return True

    def _capitalise(self, on: date, late: Late) -> bool:
        found = self._of(late)
        for s in found:
            self.book.capitalise(s, on)
        return any(not s.is_paid or s.capital for s in found)

    def _payment(self, on: date, paid: Paid) -> None:
        cut = self.allowance.trim(on) if self.allowance is not None else []
        used = self.allocation.spend(on, paid.amount, paid)
        if self.allowance is not None:
            self.allowance.restore(cut)
        self._follow(on)
        self._line(on, "payment", paid.instalment, paid.amount, used)

    # ── the result ───────────────────────────────────────────────────────────────────────

    def _line(
        self,
        on: date,
        event: str,
        no: int | None,
        amount: Decimal,
        used: dict[Head, Decimal] | None = None,
    ) -> None:
        if self.lines is not None:
            final = on == self.agenda.last
            self.lines.append(line_of(self.book, on, event, no, amount, used or {}, final=final))

    def heads(self, on: date) -> Heads:
        """The sums of the day that was reached."""
        if self.allowance is not None:
            self.allowance.trim(on, final=True)
        return sums(self.book, on, self.allocation.credit)

    def ledger(self, on: date) -> Ledger:
        """The sums of the day that was reached, and how they came about."""
        allocation, found = self.allocation, self.heads(on)
        self._line(on, "end", None, ZERO)
        return Ledger(
            as_of=on,
            rows=self.rows,
            lines=tuple(self.lines or ()),
            charges=charges_of(self.book, on),
            owed=found.owed,
            due=found.due,
            paid={head: round_money(amount) for head, amount in allocation.paid.items()},
            balances=tuple(self.book.balances),
            credit=allocation.credit,
            overpaid=allocation.overpaid,
        )
