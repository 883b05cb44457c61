"""From the facts of a case to what the replay runs on, with every assumption and every gap said.

The defaults are those of the case format's own table: what an absent key means is decided here and
nowhere else. Nothing is taken silently: each default is an `Assumed`, each gap an `Unchecked`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.report import Unchecked
from debtcheck.case.model import (
    Case,
    Claim,
    Compound,
    DayCount,
    Ends,
    Fee,
    Grace,
    Head,
    LenderKind,
    Method,
    OverdueMode,
    Payment,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.rate import FloatingRate, Rate, RateUnit
from debtcheck.engine.dates import add_months, due_dates
from debtcheck.engine.money import ZERO
from debtcheck.engine.schedule import period_before
from debtcheck.engine.terms import (
    SCHEDULED,
    STATUTORY,
    Conventions,
    DunningFee,
    FeeTerm,
    Inputs,
    Paid,
    PlanRow,
    RateStep,
    Terms,
    Tranche,
)
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

Change = Callable[[Inputs], Inputs]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A default, and the other choices that show how much it matters."""

    key: str
    value: str
    why: Text
    others: tuple[Change, ...] = ()


@dataclass(slots=True)
class Setup:
    """What the replay runs on, and what had to be assumed or left out."""

    inputs: Inputs
    received: Decimal
    interest_known: bool = True
    penalty_known: bool = True
    assumed: list[Assumed] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    outside: tuple[tuple[date, Decimal], ...] = ()  # charges paid to others, condition of the loan
    taken: tuple[Payment, ...] = ()  # the payments that count, in the order of inputs.payments
    twice: tuple[Payment, ...] = ()  # the same payment listed again
    later: tuple[Payment, ...] = ()  # after the day

    def on_received(self) -> Inputs:
        """The same run with the cash received as principal (民法典670)."""
        terms = self.inputs.terms
        if self.received == terms.principal:
            return self.inputs
        left, tranches = terms.principal - self.received, list[Tranche]()
        for tranche in terms.tranches:
            off = min(left, tranche.amount)
            left -= off
            tranches.append(replace(tranche, amount=tranche.amount - off))
        plan, left = list(terms.plan), terms.principal - self.received
        for k in range(len(plan) - 1, -1, -1):
            off = min(left, plan[k].principal)
            left -= off
            plan[k] = replace(plan[k], principal=plan[k].principal - off)
        kept = replace(terms, tranches=tuple(tranches), plan=tuple(plan))
        return replace(self.inputs, terms=kept)


def set_up(case: Case, as_of: date, law: LawBook) -> Setup:
    """Decide terms, conventions and payments for a replay to `as_of`."""
    return _Builder(case, as_of, law).build()


class _Builder:
    def __init__(self, case: Case, as_of: date, law: LawBook) -> None:
        self.case, self.loan, self.as_of, self.law = case, case.loan, as_of, law
        self.claim: Claim | None = case.claim
        self.assumed: list[Assumed] = []
        self.unchecked: list[Unchecked] = []
        self.notes: list[Text] = []

    def build(self) -> Setup:
        dues = self._dues()
        start = self._start(dues)
        method = self._method(dues)
        rates = self._rates(start)
        interest_known = bool(rates) and method is not None and start is not None
        begin = start or self._earliest()
        terms = Terms(
            method=method or Method.DAILY,
            tranches=self._tranches(begin, dues, method),
            rates=rates if interest_known else (),
            dues=dues,
            plan=self._plan(method, dues),
            fees=self._fees(begin),
            penalty=self.loan.overdue.rate,
            once=self.loan.overdue.once,
            once_base=self.loan.overdue.once_base or "instalment",
            compound_rate=self.loan.overdue.compound_rate,
            dunning=tuple(
                DunningFee(f.name, f.amount, f.after_days, f.every_days)
                for f in self.loan.overdue.fees
            ),
            accelerated_on=self.loan.overdue.accelerated_on,
        )
        overdue = self._is_overdue(terms)
        conventions = self._conventions(terms, overdue=overdue)
        taken, twice, later = self._payments()
        paid = tuple(
            Paid(p.paid_on, p.amount, p.booked_on, p.instalment, self._tranche_no(p))
            for p in taken
        )
        received = self._received()
        penalty_known = self._penalty_known(terms, overdue=overdue)
        self._later_parts()
        return Setup(
            inputs=Inputs(terms, conventions, paid),
            received=received,
            interest_known=interest_known,
            penalty_known=penalty_known,
            assumed=self.assumed,
            unchecked=self.unchecked,
            notes=self.notes,
            outside=self._outside(begin, terms),
            taken=taken,
            twice=twice,
            later=later,
        )

    # ── dates and method ─────────────────────────────────────────────────────────────────

    def _dues(self) -> tuple[date, ...]:
        loan = self.loan
        if loan.due_dates:
            return loan.due_dates
        count = loan.instalments or 1
        if loan.first_due_on is not None:
            return due_dates(loan.first_due_on, count)
        if loan.due_on is not None and count > 1:
            first = add_months(loan.due_on, 1 - count)
            return tuple(add_months(first, k, loan.due_on.day) for k in range(count))
        if loan.due_on is not None:
            return (loan.due_on,)
        planned = tuple(r.due_on for r in self.case.schedule if r.due_on is not None)
        return planned if len(planned) == len(self.case.schedule) else ()

    def _start(self, dues: tuple[date, ...]) -> date | None:
        start = self.loan.originated_on
        if start is None and self.loan.disbursements:
            start = min(d.on for d in self.loan.disbursements)
        if start is not None:
            return start
        if len(dues) > 1:
            start = period_before(dues[0])
            why = text("assume.start", day=start)
            self.assumed.append(Assumed("loan.disbursed_on", start.isoformat(), why))
            return start
        self._gap("interest", "no_start", "loan.disbursed_on")
        return None

    def _earliest(self) -> date:
        days = [p.paid_on for p in self.case.payments]
        return min([*days, self.as_of])

    def _method(self, dues: tuple[date, ...]) -> Method | None:
        method = self.loan.method
        if method is Method.CARD:
            self._gap("card", "later_part", "card")
            return None
        if method is not None and method in SCHEDULED and not dues:
            self._gap("interest", "no_dues", "loan.first_due_on")
            return None
        if method is not None:
            return method
        if not dues:
            why = text("assume.method_open")
            self.assumed.append(Assumed("loan.method", Method.DAILY, why))
            return Method.DAILY
        if len(dues) == 1:
            why = text("assume.method_bullet")
            self.assumed.append(Assumed("loan.method", Method.BULLET, why))
            return Method.BULLET
        if self.case.schedule:
            why = text("assume.method_plan")
            self.assumed.append(Assumed("loan.method", "schedule", why))
            return Method.EQUAL_INSTALMENT
        self._gap("interest", "no_method", "loan.method")
        return None

    def _plan(self, method: Method | None, dues: tuple[date, ...]) -> tuple[PlanRow, ...]:
        """The platform's own plan stands in for a method that is not known."""
        rows = self.case.schedule
        if self.loan.method is not None or method is None or len(dues) <= 1 or not rows:
            return ()
        return tuple(
            PlanRow(r.no, r.due_on or dues[k], r.principal or ZERO, r.interest or ZERO, ZERO)
            for k, r in enumerate(rows)
        )

    def _tranches(
        self, begin: date, dues: tuple[date, ...], method: Method | None
    ) -> tuple[Tranche, ...]:
        loan = self.loan
        due = dues[-1] if dues and method in (Method.BULLET, Method.DAILY, None) else None
        if not loan.disbursements:
            return (Tranche(1, begin, loan.principal, due),)
        if method in SCHEDULED:
            self._gap("drawdowns", "later_part", "loan.disbursement")
            return (Tranche(1, begin, loan.principal, due),)
        return tuple(
            Tranche(k, d.on, d.amount, d.due_on or due, d.rate)
            for k, d in enumerate(sorted(loan.disbursements, key=lambda d: d.on), start=1)
        )

    def _tranche_no(self, payment: Payment) -> int | None:
        ordered = sorted(self.loan.disbursements, key=lambda d: d.on)
        ids = [d.id for d in ordered]
        return ids.index(payment.disbursement) + 1 if payment.disbursement in ids else None

    # ── rates ────────────────────────────────────────────────────────────────────────────

    def _rates(self, start: date | None) -> tuple[RateStep, ...]:
        rate, loan = self.loan.rate, self.loan
        if rate is None:
            if not (loan.disbursements and all(d.rate for d in loan.disbursements)):
                self._gap("interest", "no_rate", "loan.rate")
                return ()
            rate = next(d.rate for d in loan.disbursements if d.rate)
        if start is None:
            return ()
        steps = self._floating(rate, start) if isinstance(rate, FloatingRate) else None
        if steps is None and isinstance(rate, FloatingRate):
            self._gap("interest", "no_index", "loan.rate")
            return ()
        found = list(steps) if steps else [RateStep(start, rate)]  # type: ignore[arg-type]
        found.extend(RateStep(c.on, c.rate) for c in loan.rate_changes)
        return tuple(sorted(found, key=lambda s: s.on))

    def _floating(self, rate: FloatingRate, start: date) -> list[RateStep] | None:
        """LPR-linked rates as fixed steps: at formation, each year, or at each change."""
        days = [self.loan.formed_on or start]
        if rate.reprices == "yearly":
            k = 1
            while add_months(start, 12 * k) <= self.as_of:
                days.append(add_months(start, 12 * k))
                k += 1
        elif rate.reprices == "each_change":
            days.extend(row.on for row in self.law.lpr if start < row.on <= self.as_of)
        term = "5y" if rate.index.upper().endswith("5Y") else "1y"
        steps: list[RateStep] = []
        for day in days:
            try:
                value = self.law.lpr_on(day, term) * rate.times + rate.plus
            except LookupError:
                return None
            steps.append(RateStep(max(day, start), Rate(value, RateUnit.YEAR)))
        return steps

    def _is_overdue(self, terms: Terms) -> bool:
        days = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
        if terms.accelerated_on is not None:
            days.append(terms.accelerated_on)
        return any(day < self.as_of for day in days)

    def _penalty_known(self, terms: Terms, *, overdue: bool) -> bool:
        if not overdue or self.loan.overdue.once is not None:
            return True
        if terms.penalty is not None and terms.penalty_on(self.as_of) is not None:
            return True
        self._gap("penalty", "no_penalty_rate", "loan.overdue.rate")
        return False

    # ── conventions ──────────────────────────────────────────────────────────────────────

    def _conventions(self, terms: Terms, *, overdue: bool) -> Conventions:
        loan, clause = self.loan, self.loan.overdue
        conv = Conventions(
            day_count=loan.day_count,
            penalty_day_count=clause.day_count,
            ends=loan.ends or Ends.START,
            rounding=loan.rounding
            or (Rounding.INSTALMENT if terms.scheduled else Rounding.SEGMENT),
            mode=clause.mode or OverdueMode.REPLACES,
            base=clause.base or PenaltyBase.OVERDUE_PRINCIPAL,
            grace_days=clause.grace_days or 0,
            grace=clause.grace or Grace.CHARGED,
            compound=clause.compound or Compound.NONE,
            allocation=loan.allocation or STATUTORY,
            interest_after_due=overdue and clause.rate is None and self._loan_rate_runs_on(),
        )
        self._say_conventions(terms, conv, overdue=overdue)
        return conv

    def _loan_rate_runs_on(self) -> bool:
        """Without an agreed overdue rate the loan's rate runs on (17号 28(2)(2)), unless the
        claim of a licensed lender has a penalty apart, whose rate is then simply not known."""
        if self.case.lender.kind is LenderKind.PRIVATE:
            return True
        return self.claim is None or not self.claim.head(Head.PENALTY)

    def _say_conventions(self, terms: Terms, conv: Conventions, *, overdue: bool) -> None:
        rate = terms.rate_on(self.as_of)
        penalty = terms.penalty_on(self.as_of) if overdue else None

        def other(**changes: object) -> Change:
            def change(inputs: Inputs) -> Inputs:
                return replace(inputs, conventions=replace(inputs.conventions, **changes))  # type: ignore[arg-type]

            return change

        def say(key: str, value: str, name: str, *others: Change) -> None:
            if key not in self.case.stated:
                self.assumed.append(Assumed(key, value, text(f"assume.{name}"), others))

        counted = [r for r in (rate, penalty) if r is not None and r.unit is not RateUnit.DAY]
        by_days = not terms.scheduled and rate is not None and rate.unit is not RateUnit.DAY
        if by_days or (penalty is not None and penalty.unit is not RateUnit.DAY):
            first = conv.counted(counted[0])
            alternative = other(day_count=DayCount.ACT_360, penalty_day_count=DayCount.ACT_360)
            name = "months" if first is DayCount.WHOLE_MONTHS else "day_count"
            if "loan.overdue.day_count" not in self.case.stated or by_days:
                say("loan.day_count", first, name, alternative)
        if rate is not None and (not terms.scheduled or penalty is not None):
            say("loan.ends", conv.ends, "ends", other(ends=Ends.BOTH))
        if penalty is not None:
            say("loan.overdue.mode", conv.mode, "mode", other(mode=OverdueMode.ADDS))
            wider = other(base=PenaltyBase.OVERDUE_INSTALMENT)
            say("loan.overdue.base", conv.base, "base", wider)
            say("loan.overdue.grace_days", str(conv.grace_days), "grace")
        if conv.interest_after_due:
            why = text("assume.runs_on")
            self.assumed.append(Assumed("loan.overdue.rate", str(rate), why))
        if self.case.payments and rate is not None:
            first_principal = (Head.COSTS, Head.PRINCIPAL, *STATUTORY[1:-1])
            say("loan.allocation", "statutory", "allocation", other(allocation=first_principal))

    # ── money ────────────────────────────────────────────────────────────────────────────

    def _received(self) -> Decimal:
        loan = self.loan
        drawn = [d.received if d.received is not None else d.amount for d in loan.disbursements]
        deducted = sum((f.amount for f in self.case.fees if f.deducted), ZERO)
        if loan.received is not None:
            received = loan.received
        elif drawn:
            received = sum(drawn, ZERO)
        else:
            received = loan.principal - deducted
            why = text("assume.received_less" if deducted else "assume.received")
            self.assumed.append(Assumed("loan.received", f"{received:.2f}", why))
        if loan.paid_back_same_day:
            self._gap("paid_back", "later_part", "loan.paid_back_same_day")
        return received

    def _owed_to_claimant(self, fee: Fee) -> bool:
        """Fees of the claimant, or that the statement claims (but not what was taken up front)."""
        if fee.deducted or fee.kind == "agent" or fee.when == "upfront":
            return False
        claimed = self.claim.head(Head.FEE) if self.claim else None
        return self._relation(fee) == "claimant" or bool(claimed)

    def _relation(self, fee: Fee) -> str:
        if fee.payee_relation is not None:
            return fee.payee_relation
        own = {lender.name for lender in self.case.lenders}
        if self.claim is not None:
            own.add(self.claim.claimant)
        return "third_party" if fee.payee and fee.payee not in own else "claimant"

    def _fees(self, begin: date) -> tuple[FeeTerm, ...]:
        if not self.case.fees:
            self._gap("fees", "no_fees", "fee")
        return tuple(
            FeeTerm(f.name, f.amount, (f.on or begin) if f.when == "once" else None,
                    self._owed_to_claimant(f))
            for f in self.case.fees
            if not f.deducted and f.kind != "agent" and f.when != "upfront"
        )  # fmt: skip

    def _outside(self, begin: date, terms: Terms) -> tuple[tuple[date, Decimal], ...]:
        """Charges that were a condition of the loan and are not owed to the claimant."""
        found: list[tuple[date, Decimal]] = []
        for fee in self.case.fees:
            if fee.deducted or fee.kind == "agent" or fee.condition_of_loan is False:
                continue
            if self._owed_to_claimant(fee):
                continue
            if fee.when == "upfront":
                found.append((begin, fee.amount))
            elif fee.when == "once":
                found.append((fee.on or begin, fee.amount))
            else:
                found.extend((due, fee.amount) for due in terms.dues)
        return tuple(f for f in found if f[0] <= self.as_of)

    def _payments(self) -> tuple[tuple[Payment, ...], tuple[Payment, ...], tuple[Payment, ...]]:
        """Those that count, those listed twice, those after the day."""
        others = {f.payee for f in self.case.fees if f.payee and not self._owed_to_claimant(f)}
        others -= {lender.name for lender in self.case.lenders}
        taken: list[Payment] = []
        twice: list[Payment] = []
        later: list[Payment] = []
        seen: set[tuple[date, Decimal, str]] = set()
        for k, payment in enumerate(self.case.payments):
            mark = (payment.paid_on, payment.amount, payment.reference)
            if payment.status in ("failed", "refunded"):
                self.notes.append(text("note.payment_void", on=payment.paid_on, amount=payment.amount))
            elif payment.status == "unknown":
                what = text("unchecked.payment", on=payment.paid_on, amount=payment.amount)
                why = text("unchecked.payment_status")
                self.unchecked.append(Unchecked(what, why, f"payment.{k}.status"))
            elif payment.paid_on > self.as_of:
                later.append(payment)
            elif payment.payee and payment.payee in others:
                self.notes.append(
                    text("note.payment_other", on=payment.paid_on, amount=payment.amount)
                )
            elif payment.reference and mark in seen:
                twice.append(payment)
            elif payment.amount:
                seen.add(mark)
                taken.append(payment)
        if later:
            total = sum((p.amount for p in later), ZERO)
            self.notes.append(text("note.payments_later", n=len(later), amount=total))
        taken.sort(key=lambda p: p.paid_on)
        return tuple(taken), tuple(twice), tuple(later)

    # ── what is not looked at yet ────────────────────────────────────────────────────────

    def _later_parts(self) -> None:
        case = self.case
        parts: tuple[tuple[bool, str, str], ...] = (
            (case.card is not None and self.loan.method is not Method.CARD, "card", "card"),
            (case.judgment is not None, "judgment", "judgment"),
            (bool(case.agreements), "agreement", "agreement"),
            (bool(case.creditor_changes), "creditor", "creditor_change"),
            (self.loan.early is not None, "early", "loan.early"),
            (self.loan.rolled_from is not None, "rolled", "loan.rolled_from"),
            (bool(case.codebtors), "codebtor", "codebtor"),
            (bool(case.events), "limitation", "event"),
            (self.loan.purpose_misused, "misused", "loan.purpose_misused"),
            (self.loan.overdue.report_grace_days is not None, "report_grace",
             "loan.overdue.report_grace_days"),
            (len({x.kind for x in case.lenders}) > 1, "joint", "lender"),
        )  # fmt: skip
        for there, what, key in parts:
            if there:
                self._gap(what, "later_part", key)

    def _gap(self, what: str, why: str, needs: str) -> None:
        self.unchecked.append(
            Unchecked(text(f"unchecked.{what}"), text(f"unchecked.why.{why}"), needs)
        )
