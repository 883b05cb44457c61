"""Forty-odd statements with known mistakes, over all methods, and what made each of them wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport, Cause, Explanation
from debtcheck.case.kinds import Grace, Head, LenderKind, Method, OverdueMode, PenaltyBase
from debtcheck.case.loan import Loan, Overdue
from debtcheck.case.model import Case, Claim, Fee, Lender, Payment
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.law.load import load_lawbook
from debtcheck.words.text import Text

from .oracle import INSTALMENTS, LAWFUL, Agreed, Slips, both, month_later, statement

D = Decimal
F = Fraction
LAW = load_lawbook()
BASES = {
    "principal": PenaltyBase.OVERDUE_PRINCIPAL,
    "instalment": PenaltyBase.OVERDUE_INSTALMENT,
    "all": PenaltyBase.OUTSTANDING_PRINCIPAL,
}
GRACES = {"never": Grace.NEVER_CHARGED, "free": Grace.FREE_IF_PAID_WITHIN}
UNJUST = ("fee", "penalty", "compound", "interest", "principal")


def day(text: str) -> date:
    return date.fromisoformat(text)


def paid(*rows: str) -> tuple[tuple[date, str], ...]:
    return tuple((day(row.split()[0]), row.split()[1]) for row in rows)


LOANS = {
    # 随借随还: interest by the day, money paid as it came
    "daily": Agreed(
        "daily",
        "12000.00",
        day("2025-01-10"),
        ("0.0005", "day"),
        day("2025-11-05"),
        due_on=day("2025-08-10"),
        paid=paid("2025-03-14 1500.00", "2025-06-03 2200.00", "2025-09-01 200.00"),
    ),
    # 等额本息: 12 instalments, five paid in full, the sixth in part and late
    "equal_instalment": Agreed(
        "equal_instalment",
        "24000.00",
        day("2025-01-15"),
        ("0.012", "month"),
        day("2025-12-03"),
        dues=12,
        paid=paid(
            "2025-02-15 2159.31",
            "2025-03-15 2159.31",
            "2025-04-14 2159.31",
            "2025-05-15 2159.31",
            "2025-06-18 2159.31",
            "2025-07-29 900.00",
        ),
    ),
    # 等额本金, by the day, with a charged grace of none
    "equal_principal": Agreed(
        "equal_principal",
        "18000.00",
        day("2025-01-20"),
        ("0.0004", "day"),
        day("2025-10-11"),
        dues=10,
        grace=3,
        paid=paid("2025-02-20 2023.20", "2025-03-20 1981.44", "2025-04-23 1980.00"),
    ),
    # 先息后本, a year rate
    "interest_only": Agreed(
        "interest_only",
        "30000.00",
        day("2025-02-08"),
        ("0.146", "year"),
        day("2025-12-20"),
        dues=8,
        paid=paid("2025-03-08 365.00", "2025-04-08 365.00", "2025-05-12 365.00"),
    ),
    # 到期一次还本付息, a year rate by actual days
    "bullet": Agreed(
        "bullet",
        "40000.00",
        day("2025-01-06"),
        ("0.18", "year"),
        day("2025-12-01"),
        due_on=day("2025-07-06"),
        paid=paid("2025-09-10 3000.00"),
    ),
    # the same by months, between private people
    "bullet_months": Agreed(
        "bullet",
        "50000.00",
        day("2025-01-06"),
        ("0.01", "month"),
        day("2025-10-06"),
        due_on=day("2025-07-06"),
        penalty="1.3",
    ),
    # 等本等息 with a service fee in each instalment
    "flat": Agreed(
        "flat",
        "15000.00",
        day("2025-01-25"),
        ("0.008", "month"),
        day("2025-11-13"),
        dues=12,
        fee="45.00",
        paid=paid("2025-02-25 1415.00", "2025-03-25 1415.00", "2025-04-28 1415.00"),
    ),
    # called in after two missed instalments
    "called_in": Agreed(
        "equal_instalment",
        "20000.00",
        day("2025-01-12"),
        ("0.01", "month"),
        day("2025-10-20"),
        dues=12,
        paid=paid("2025-02-12 1776.98", "2025-03-12 1776.98"),
        called_in=day("2025-06-20"),
    ),
    # free if paid within five days: one was, one was not
    "grace_free": Agreed(
        "equal_principal",
        "9000.00",
        day("2025-03-05"),
        ("0.009", "month"),
        day("2025-11-28"),
        dues=6,
        grace=5,
        grace_kind="free",
        paid=paid("2025-04-08 1581.00", "2025-05-16 1567.50"),
    ),
    # 10,000 of it came as 9,200
    "short_paid_out": Agreed(
        "bullet",
        "10000.00",
        day("2025-02-01"),
        ("0.0006", "day"),
        day("2025-09-15"),
        due_on=day("2025-06-01"),
        received="9200.00",
    ),
}


@dataclass(frozen=True)
class Wrong:
    """A statement of a loan with slips, and the departures that made it."""

    loan: str
    slips: Slips
    truth: tuple[str, ...]
    part: str = "whole"  # whole: all that is outstanding; due: only what is due
    shows: str = "heads"  # heads, or a bare total
    alone: tuple[Slips, ...] = ()  # of a pair
    booked: tuple[tuple[int, int], ...] = ()  # booking days that the borrower knows


def one(loan: str, truth: str, part: str = "whole", shows: str = "heads", **slips: object) -> Wrong:
    return Wrong(loan, Slips(**slips), (truth,), part, shows)  # type: ignore[arg-type]


def two(first: Wrong, second: Wrong) -> Wrong:
    """Both mistakes in one statement."""
    return replace(
        first,
        slips=both(first.slips, second.slips),
        truth=first.truth + second.truth,
        alone=(first.slips, second.slips),
    )


# ── the statements ───────────────────────────────────────────────────────────────────────────


def late(loan: str, place: int, days: int, **slips: object) -> Wrong:
    on = LOANS[loan].paid[place][0]
    to = date.fromordinal(on.toordinal() + days)
    return one(loan, f"payment_late {on}>{to}", late=((place, days),), **slips)


def missing(loan: str, place: int, part: str = "whole", shows: str = "heads") -> Wrong:
    truth = f"payment_missing {LOANS[loan].paid[place][0]}"
    return one(loan, truth, part, shows, left_out=(place,))


def adds(loan: str, **more: str) -> Wrong:
    return one(loan, "mode_adds", mode="adds", **more)


def base(loan: str, which: str, **more: str) -> Wrong:
    names = {"instalment": "overdue_instalment", "all": "outstanding_principal"}
    return one(loan, f"base_{names.get(which, which)}", base=which, **more)


def year_360(loan: str) -> Wrong:
    return one(loan, "day_count_360", year=360)


def ends(loan: str, which: str) -> Wrong:
    return one(loan, f"ends_{which}", ends=which)


def times(loan: str, name: str, factor: Fraction, **more: str) -> Wrong:
    slip = "rate_times" if name.startswith("rate") else "penalty_times"
    return one(loan, name, **more, **{slip: factor})  # type: ignore[arg-type]


def monthly(loan: str) -> Wrong:
    return one(loan, "compound_monthly", compound="month")


SINGLES = (
    adds("daily"),
    base("daily", "instalment"),
    ends("daily", "both"),
    late("daily", 1, 3),
    missing("daily", 0),
    times("daily", "rate_365_360", F(365, 360)),
    one("daily", "interest_on_repaid", on_original=True),
    one("daily", "penalty_first", order=UNJUST),
    times("daily", "rate_x10", F(10), shows="total"),
    base("equal_instalment", "all"),
    one("equal_instalment", "remaining_interest", to_come=True),
    times("equal_instalment", "penalty_1_5_twice", F(3, 2)),
    late("equal_instalment", 3, 4),
    monthly("equal_instalment"),
    times("equal_instalment", "rate_x12", F(12), part="due"),
    missing("equal_instalment", 5, "due"),
    one("equal_instalment", "interest_on_repaid", on_original=True),
    one("equal_principal", "grace_ignored", grace_ignored=True),
    adds("equal_principal", part="due"),
    ends("equal_principal", "last"),
    one("equal_principal", "month_more", "due", end_months=1),
    one("equal_principal", "interest_on_repaid", on_original=True),
    year_360("interest_only"),
    base("interest_only", "instalment"),
    times("interest_only", "penalty_x10", F(10)),
    missing("interest_only", 1),
    ends("bullet", "both"),
    one("bullet", "penalty_day_rate 0.1%", penalty_a_day="0.001"),
    one("bullet_months", "start_month_more", start_months=-1),
    one("bullet_months", "day_less", end_days=-1),
    base("flat", "fee"),
    base("flat", "interest"),
    one("flat", "rounded_up", yuan_up="penalty"),
    times("flat", "penalty_doubled", F(2), shows="total"),
    adds("called_in"),
    one("grace_free", "grace_ignored", grace_ignored=True),
    one("short_paid_out", "on_received", principal="9200.00"),
)

PAIRS = (
    two(base("daily", "instalment"), late("daily", 1, 3)),
    two(base("equal_instalment", "all"), late("equal_instalment", 3, 3)),
    two(adds("equal_principal"), ends("equal_principal", "both")),
    two(year_360("interest_only"), adds("interest_only")),
    two(ends("bullet", "both"), times("bullet", "penalty_1_5_twice", F(3, 2))),
    two(times("bullet_months", "rate_x12", F(12)), ends("bullet_months", "last")),
    two(base("flat", "fee"), times("flat", "penalty_doubled", F(2))),
    two(missing("flat", 2), base("flat", "all")),
    two(times("daily", "rate_365_360", F(365, 360)), one("daily", "penalty_first", order=UNJUST)),
    two(monthly("equal_instalment"), missing("equal_instalment", 5)),
    two(
        one("equal_principal", "grace_ignored", grace_ignored=True),
        times("equal_principal", "penalty_x10", F(10)),
    ),
    two(adds("equal_instalment", shows="total"), missing("equal_instalment", 5)),
    two(year_360("interest_only"), one("interest_only", "rounded_up", yuan_up="penalty")),
    two(adds("bullet"), one("bullet", "penalty_first", order=UNJUST)),
    two(one("flat", "remaining_interest", to_come=True), ends("flat", "last")),
    two(adds("called_in"), base("called_in", "instalment")),
)

EVERY = (*SINGLES, *PAIRS)


# ── a case of it ─────────────────────────────────────────────────────────────────────────────


def case(agreed: Agreed, claim: Claim, booked: dict[int, int] | None = None) -> Case:
    booked = booked or {}
    value, unit = agreed.rate
    scheduled = agreed.method in INSTALMENTS
    loan = Loan(
        principal=D(agreed.principal),
        received=D(agreed.received or agreed.principal),
        formed_on=agreed.start,
        disbursed_on=agreed.start,
        rate=Rate(D(value), RateUnit(unit)),
        method=Method(agreed.method),
        instalments=agreed.dues if scheduled else None,
        first_due_on=month_later(agreed.start, 1) if scheduled else None,
        due_on=agreed.due_on,
        allocation=tuple(Head(h) for h in agreed.order) if agreed.order != LAWFUL else None,
        overdue=Overdue(
            rate=RateMultiple(D(agreed.penalty)),
            mode=OverdueMode(agreed.mode),
            base=BASES[agreed.base],
            grace_days=agreed.grace,
            grace=GRACES[agreed.grace_kind],
            accelerated_on=agreed.called_in,
        ),
    )
    fees = (Fee("服务费", D(agreed.fee), payee_relation="claimant"),) if D(agreed.fee) else ()
    payments = tuple(
        Payment(
            on,
            D(amount),
            booked_on=date.fromordinal(on.toordinal() + booked[k]) if k in booked else None,
        )
        for k, (on, amount) in enumerate(agreed.paid)
    )
    lenders = (Lender(kind=LenderKind.CONSUMER_FINANCE),)
    return Case(loan=loan, lenders=lenders, fees=fees, payments=payments, claims=(claim,))


def claim(agreed: Agreed, slips: Slips, *, part: str, shows: str) -> Claim:
    heads = statement(agreed, slips, due_only=part == "due")
    money = {head: D(a.numerator) / D(a.denominator) for head, a in heads.items()}
    if money["compound"] and not shows.endswith("compound"):
        money["penalty"] += money.pop("compound")  # as platforms print it
    total = sum(money.values(), D(0)).quantize(D("0.01"))
    if shows == "total":
        up = total.to_integral_value("ROUND_CEILING") if slips.yuan_up == "total" else total
        return Claim(as_of=agreed.as_of, total=up.quantize(D("0.01")))
    wanted = [h for h in LAWFUL if money.get(h) or h in ("principal", "interest", "penalty")]
    printed = tuple((Head(h), money[h].quantize(D("0.01"))) for h in wanted)
    return Claim(as_of=agreed.as_of, heads=printed, total=total)


def audited(wrong: Wrong) -> AuditReport:
    agreed = LOANS[wrong.loan]
    made = claim(agreed, wrong.slips, part=wrong.part, shows=wrong.shows)
    return audit(case(agreed, made, dict(wrong.booked)), law=LAW, as_of=agreed.as_of)


# ── what the report says ─────────────────────────────────────────────────────────────────────


def label(said: Text) -> str:
    """A departure's sentence as `payment_late 2025-06-03>2025-06-06`."""
    params = said.params
    name = said.key.removeprefix("departure.")
    days = [str(params[key]) for key in ("on", "booked") if key in params]
    more = [str(params[key]) for key in ("days", "rate") if key in params]
    return " ".join([name, *([">".join(days)] if days else []), *more])


def labels(explanation: Explanation) -> frozenset[str]:
    said = explanation.text
    if said.key == "departure.both":
        return frozenset(label(said.params[k]) for k in ("first", "second"))  # type: ignore[arg-type]
    return frozenset({label(said)})


def rank(report: AuditReport, truth: tuple[str, ...]) -> int:
    """The place at which the true cause stands (1 is first), 0 if it does not.

    Every finding that an explanation belongs to must have one made of the true departures alone,
    and together they must name all of them. The place is that of the worst.
    """
    worst, named = 1, set[str]()
    causes = (Cause.CONTRACT, Cause.ARITHMETIC)
    explained = [f for f in report.findings if f.difference and f.cause in causes]
    for finding in explained:
        places = [
            (place, labels(e))
            for place, e in enumerate(finding.explanations, 1)
            if labels(e) <= set(truth)
        ]
        if not places:
            return 0
        worst = max(worst, places[0][0])
        named |= places[0][1]
    return worst if named == set(truth) else 0
