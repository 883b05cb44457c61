"""The account of a card during its replay: what entered, what was billed, what was paid."""

from __future__ import annotations

from bisect import insort
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Compound, Head
from debtcheck.engine.card import CardTerms, Posting
from debtcheck.engine.card_parts import Base, Bill, Lot, Posted, rate_steps, simple_interest
from debtcheck.engine.ledger import Line
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import Conventions, Terms
from debtcheck.engine.working import Given, Part, Simple, Working

PENAL = (Head.PENALTY, Head.COMPOUND, Head.DAMAGES)


class CardAccount:
    """The state of a card. Its events come in the order of `card_replay`."""

    def __init__(self, terms: Terms, card: CardTerms, conv: Conventions, *, lines: bool) -> None:
        self.card, self.conv = card, conv
        self.rates = rate_steps(terms.rates)
        own = terms.compound_on(card.start)
        self.compound_rates = [(card.start, own)] if terms.compound_rate and own else self.rates
        apart = card.cash_rate is not None and any(r != card.cash_rate for _, r in self.rates)
        self.cash_rates = [(card.start, card.cash_rate)] if card.cash_rate else self.rates
        self.spending, self.charged = Base(), Base()  # the pools
        self.cash = Base() if apart else self.spending
        self.fresh: list[Lot] = []  # in no pool yet
        self.lots: list[Lot] = []  # unpaid, in the order of payment
        self.posted: list[Posted] = []
        self.open: dict[Head, list[Posted]] = {head: [] for head in Head}  # unpaid
        self.bills: list[Bill] = []
        self.billed = date.min  # the last statement
        self.no = 0
        self.principal = self.credit = ZERO
        self.paid: dict[Head, Decimal] = dict.fromkeys(Head, ZERO)
        self.lines: list[Line] | None = [] if lines else None
        self.balances: list[tuple[date, Decimal]] = []

    # ── entries ──────────────────────────────────────────────────────────────────────────

    def enter(self, on: date, posting: Posting) -> None:
        """A purchase or cash; what was paid ahead meets it at once. A refund is a payment."""
        if posting.kind == "refund":
            self.pay(on, posting.amount, event="refund")
            return
        runs = posting.traded if self.card.from_trade and posting.traded else on
        lot = self._lot(self.card.statement_on(on), cash=posting.kind == "cash")
        lot.spend(runs, posting.amount)
        if lot not in self.lots:
            insort(self.lots, lot, key=lambda x: (x.statement, not x.cash))
        self.principal += posting.amount
        self._line(on, posting.kind, posting.amount)
        self._use_credit(on)

    def fee(self, on: date, amount: Decimal) -> None:
        """A fee that was agreed."""
        self._post(Head.FEE, self.no + 1, on, on, Given(amount), self.card.statement_on(on))
        self._line(on, "fee", amount)
        self._use_credit(on)

    def _lot(self, statement: date, *, cash: bool) -> Lot:
        for lot in self.fresh:
            if lot.statement == statement and lot.cash == cash:
                return lot
        lot = Lot(statement, cash, bears=cash)
        self.fresh.append(lot)
        return lot

    def _post(
        self, head: Head, no: int, start: date, end: date, working: Working, statement: date
    ) -> Posted:
        posted = Posted(head, no, start, end, working.amount, working, statement)
        self.posted.append(posted)
        self.open[head].append(posted)
        return posted

    # ── the cycle ────────────────────────────────────────────────────────────────────────

    def statement(self, on: date) -> None:
        """Interest to this day is posted; the balance and the minimum are set."""
        self.no += 1
        for working in self._on_spending(on):
            self._post(Head.INTEREST, self.no, working.start, working.end, working, on)
        for working in self._on_charges(on):
            head = self.card.compound_head
            posted = self._post(head, self.no, working.start, working.end, working, on)
            posted.on_charges = True
        self._pool(on)
        unpaid = [posted for line in self.open.values() for posted in line]
        new = sum((p.unpaid for p in unpaid if self.billed < p.statement), ZERO)
        self.billed = on
        balance = self.principal + sum((p.unpaid for p in unpaid), ZERO)
        short = sum((bill.short for bill in self.bills), ZERO)
        minimum = self.card.minimum(balance, short=short, charges=new)
        own = max(minimum - short, ZERO)
        self.bills.append(Bill(on, self.card.due_of(on), balance, minimum, own))
        self._line(on, "statement", balance)

    def _pool(self, on: date) -> None:
        """What has its interest posted bears it together from now on."""
        for pool in (self.spending, self.cash, self.charged):
            pool.post(on)
        for lot in self.fresh:
            if lot.bears:
                lot.pool = self.cash if lot.cash else self.spending
                lot.pool.change(on, lot.unpaid)
        self.fresh = [lot for lot in self.fresh if lot.pool is None]
        for posted in reversed(self.posted):
            if posted.statement <= self.billed:
                break
            if self._compounds(posted):
                posted.pool = self.charged
                self.charged.change(on, posted.unpaid)

    def _compounds(self, posted: Posted) -> bool:
        if posted.head in (Head.DAMAGES, Head.FEE):
            return self.card.charges_bear
        if self.conv.compound is Compound.ON_INTEREST:  # not on compound interest again
            return not posted.on_charges
        return self.conv.compound is not Compound.NONE

    @property
    def overdue_since(self) -> date | None:
        """The due day of the oldest minimum that was not met; it may still be to come."""
        return next((bill.due for bill in self.bills if bill.short), None)

    @property
    def minimum_left(self) -> Decimal | None:
        """What of the minimum payments so far is unpaid; None where none is known."""
        if not self.card.minimum_rate and not self.card.minimum_floor:
            return None
        return sum((bill.short for bill in self.bills), ZERO)

    def test(self, on: date, statement: date) -> None:
        """The day after the last one in time: was the statement paid, was the minimum?"""
        card = self.card
        bill = next(b for b in self.bills if b.statement == statement)
        missed = bill.balance - bill.paid > card.tolerance
        for lot in self.fresh:
            if lot.statement > statement or lot.bears:
                continue
            if not missed and card.free_period:
                lot.base.counted_to = bill.due  # what the tolerance leaves is free up to here
                continue
            lot.bears = True
            if missed and not card.full_interest:
                lot.keep_unpaid()
        if not missed:
            for earlier in self.bills:
                earlier.short = ZERO if earlier.due <= bill.due else earlier.short
        short = sum((b.short for b in self.bills if b.due <= bill.due), ZERO)
        if short:
            self._damages(on, bill, short)

    def _damages(self, on: date, bill: Bill, short: Decimal) -> None:
        """Damages on what is short of the minimum, at least what is agreed as the least."""
        card = self.card
        base = {"minimum": bill.minimum, "balance": bill.balance}.get(card.damages_base, short)
        amount = round_money(base * card.damages_rate)
        working: Working = Part(base, card.damages_rate, amount)
        if amount < card.damages_min:
            working = Given(card.damages_min)
        if working.amount:
            shown = card.statement_on(on)
            self._post(Head.DAMAGES, self.no, bill.due, on, working, shown)
            self._line(on, "damages", working.amount)

    # ── payments ─────────────────────────────────────────────────────────────────────────

    def pay(self, on: date, amount: Decimal, *, event: str = "payment") -> None:
        """A payment meets what is billed, then what is not, in the agreed order, oldest first."""
        order = self._order(on)
        self._counts(amount)
        into = self._spend(on, amount, order)
        self.credit += amount - sum(into.values(), ZERO)
        self._line(on, event, amount, into)

    def _use_credit(self, on: date) -> None:
        """What was paid ahead; it has counted as paid already."""
        if self.credit:
            amount = self.credit
            into = self._spend(on, amount, self.conv.allocation)
            used = sum(into.values(), ZERO)
            self.credit -= used
            if used:
                self._line(on, "credit", used, into)

    def _spend(self, on: date, amount: Decimal, order: tuple[Head, ...]) -> dict[Head, Decimal]:
        left, into = amount, dict.fromkeys(order, ZERO)
        for billed in (True, False):
            for head in order:
                for owed in self._owed(head, billed=billed):
                    part = min(left, owed.unpaid)
                    if part:
                        owed.pay(on, part)
                        into[head] += part
                        left -= part
        self.principal -= into[Head.PRINCIPAL]
        self.lots = [lot for lot in self.lots if lot.unpaid]
        for head, part in into.items():
            self.paid[head] += part
            if part and head is not Head.PRINCIPAL:
                self.open[head] = [p for p in self.open[head] if p.unpaid]
        return into

    def _owed(self, head: Head, *, billed: bool) -> list[Lot] | list[Posted]:
        """What a payment of a head may meet, oldest first, cash before purchases."""
        if head is Head.PRINCIPAL:
            return [lot for lot in self.lots if (lot.statement <= self.billed) is billed]
        return [p for p in self.open[head] if (p.statement <= self.billed) is billed]

    def _counts(self, amount: Decimal) -> None:
        """It is paid since every statement so far, and makes up for minimums, the oldest first."""
        for bill in self.bills:
            bill.paid += amount
        for bill in self.bills:
            part = min(amount, bill.short)
            bill.short -= part
            amount -= part

    def _order(self, on: date) -> tuple[Head, ...]:
        order, after = self.conv.allocation, self.card.principal_first_after
        since = self.overdue_since
        if after is None or since is None or (on - since).days < after:
            return order
        return (Head.PRINCIPAL, *(h for h in order if h is not Head.PRINCIPAL))

    # ── what is owed ─────────────────────────────────────────────────────────────────────

    def _on_spending(self, on: date) -> list[Simple]:
        """Interest on spending that is not posted, up to `on`."""
        found = simple_interest(self.spending, self.rates, self.conv, on)
        if self.cash is not self.spending:
            found += simple_interest(self.cash, self.cash_rates, self.conv, on)
        for lot in self.fresh:
            if lot.bears:
                rates = self.cash_rates if lot.cash else self.rates
                found += simple_interest(lot.base, rates, self.conv, on)
        return found

    def _on_charges(self, on: date) -> list[Simple]:
        """Interest on charges that is not posted, up to `on`."""
        return simple_interest(self.charged, self.compound_rates, self.conv, on)

    def running(self, on: date) -> list[tuple[Head, Simple]]:
        """Everything that runs and is on no statement yet, up to `on`."""
        head = self.card.compound_head
        found = [(Head.INTEREST, working) for working in self._on_spending(on)]
        return found + [(head, working) for working in self._on_charges(on)]

    @property
    def billed_principal(self) -> Decimal:
        """Unpaid spending of the statements so far, in yuan."""
        return sum((lot.unpaid for lot in self.lots if lot.statement <= self.billed), ZERO)

    def _line(
        self, on: date, event: str, amount: Decimal, into: dict[Head, Decimal] | None = None
    ) -> None:
        balance = self.principal
        if self.balances and self.balances[-1][0] == on:
            self.balances[-1] = (on, balance)
        elif not self.balances or self.balances[-1][1] != balance:
            self.balances.append((on, balance))
        if self.lines is None:
            return
        paid = tuple((h, a) for h, a in (into or {}).items() if a)
        interest = sum((p.unpaid for p in self.open[Head.INTEREST]), ZERO)
        penalty = sum((p.unpaid for head in PENAL for p in self.open[head]), ZERO)
        no = self.no or None
        self.lines.append(Line(on, event, no, amount, paid, balance, interest, penalty))

    def end(self, on: date) -> None:
        """The last line: with what runs up to the day."""
        if self.lines is None:
            return
        self._line(on, "end", ZERO)
        last, running = self.lines.pop(), self.running(on)
        interest = sum((w.amount for h, w in running if h is Head.INTEREST), ZERO)
        penalty = sum((w.amount for h, w in running if h in PENAL), ZERO)
        self.lines.append(
            Line(
                on,
                "end",
                None,
                ZERO,
                (),
                last.balance,
                last.interest + interest,
                last.penalty + penalty,
            )
        )
