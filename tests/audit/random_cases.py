"""Cases drawn at random: every lender kind, method, fee and payment, with figures claimed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from debtcheck.case.kinds import (
    Compound,
    Head,
    LenderKind,
    Method,
    OverdueMode,
    PenaltyBase,
    Source,
)
from debtcheck.case.loan import Loan, Overdue, RolledFrom
from debtcheck.case.model import Case, Claim, Court, Evidence, Fee, Lender, Payment
from debtcheck.case.rate import NotAgreed, Rate, RateMultiple, RateUnit

LOANS = [method for method in Method if method is not Method.CARD]
CHARGES = (Head.INTEREST, Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.FEE)


def money(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Yuan and fen between two whole amounts of yuan."""
    return st.integers(low * 100, high * 100).map(lambda fen: Decimal(fen) / 100)


def rates() -> st.SearchStrategy[Rate]:
    """1% to 60% a year, by day, month or year."""
    yearly = st.integers(1, 60).map(lambda n: Rate(Decimal(n) / 100, RateUnit.YEAR))
    daily = st.integers(1, 16).map(lambda n: Rate(Decimal(n) / 10_000, RateUnit.DAY))
    monthly = st.integers(1, 50).map(lambda n: Rate(Decimal(n) / 1000, RateUnit.MONTH))
    return st.one_of(yearly, daily, monthly)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with a claim; the day of the totals is the claim's."""
    kind = draw(st.sampled_from([*LenderKind, None]))
    start = date(2015, 1, 1) + timedelta(days=draw(st.integers(0, 4000)))
    as_of = start + timedelta(days=draw(st.integers(1, 1500)))
    principal = draw(money(1000, 50_000))
    taken = draw(st.sampled_from([Decimal(0), Decimal(0), principal / 10]))
    method = draw(st.sampled_from(LOANS))
    loan = Loan(
        principal=principal,
        formed_on=start,
        disbursed_on=start,
        received=(principal - taken).quantize(Decimal("0.01")),
        rate=draw(st.one_of(rates(), st.sampled_from(NotAgreed))),
        method=method,
        overdue=draw(overdue(start)),
        rolled_from=draw(rolled(principal, start)),
        **draw(dues(method, start)),
    )
    filed = start + timedelta(days=draw(st.integers(0, 4000)))
    asked = draw(st.sampled_from([None, True, False]))
    return Case(
        loan=loan,
        lenders=(Lender("某某", kind, natural_person=draw(st.sampled_from([True, None]))),),
        fees=draw(fees(start)),
        payments=draw(payments(start, as_of)),
        claims=(draw(claims(as_of, principal)),),
        court=Court("sued", filed_on=filed, old_rule_requested=asked),
        stated={"loan.rate": Evidence("case.toml", "line 1")},
        sources={"default": Source.CONTRACT},
    )


@st.composite
def overdue(draw: st.DrawFn, start: date) -> Overdue:
    """An overdue clause, or none."""
    multiple = st.integers(10, 30).map(lambda n: RateMultiple(Decimal(n) / 10))
    later = start + timedelta(days=draw(st.integers(60, 700)))
    return Overdue(
        rate=draw(st.one_of(st.none(), multiple, rates(), st.just(NotAgreed.NONE))),
        once=draw(st.sampled_from([None, None, Decimal("0.05"), Decimal("0.3")])),
        mode=draw(st.sampled_from(OverdueMode)),
        base=draw(st.sampled_from([base for base in PenaltyBase if base != "statement"])),
        compound=draw(st.sampled_from(Compound)),
        accelerated_on=draw(st.sampled_from([None, None, later])),
    )


@st.composite
def dues(draw: st.DrawFn, method: Method, start: date) -> dict[str, object]:
    """The keys of the due dates that a method needs."""
    if method is Method.DAILY:
        return {}
    if method is Method.BULLET:
        return {"due_on": start + timedelta(days=draw(st.integers(1, 700)))}
    first = start + timedelta(days=draw(st.integers(20, 40)))
    return {"instalments": draw(st.integers(1, 24)), "first_due_on": first}


@st.composite
def rolled(draw: st.DrawFn, principal: Decimal, start: date) -> RolledFrom | None:
    """An older debt within this principal, now and then."""
    if draw(st.integers(0, 4)):
        return None
    old = (principal * draw(st.integers(50, 80)) / 100).quantize(Decimal("0.01"))
    interest = (principal * draw(st.integers(1, 20)) / 100).quantize(Decimal("0.01"))
    return RolledFrom(old, interest, start - timedelta(days=draw(st.integers(1, 900))))


@st.composite
def fees(draw: st.DrawFn, start: date) -> tuple[Fee, ...]:
    """Up to two fees, of the claimant or of others."""
    return tuple(
        Fee(
            f"费用{number}",
            draw(money(1, 500)),
            draw(st.sampled_from(["upfront", "instalment", "once"])),
            start + timedelta(days=draw(st.integers(0, 300))),
            payee_relation=draw(st.sampled_from(["claimant", "third_party"])),
        )
        for number in range(draw(st.integers(0, 2)))
    )


@st.composite
def payments(draw: st.DrawFn, start: date, as_of: date) -> tuple[Payment, ...]:
    """Up to six payments by the day of the claim."""
    days = st.integers(0, (as_of - start).days)
    return tuple(
        Payment(start + timedelta(days=draw(days)), draw(money(1, 4000)))
        for _ in range(draw(st.integers(0, 6)))
    )


@st.composite
def claims(draw: st.DrawFn, as_of: date, principal: Decimal) -> Claim:
    """A principal and some heads, or a total alone."""
    if not draw(st.integers(0, 3)):
        return Claim(as_of, total=draw(money(1, 90_000)))
    asked = draw(st.lists(st.sampled_from(CHARGES), unique=True))
    heads = [(Head.PRINCIPAL, principal), *((head, draw(money(0, 9000))) for head in asked)]
    return Claim(as_of, heads=tuple(heads))
