"""The figures that the whole chain must reach: facts in, law in, totals out, to the fen.

Each is worked by hand in its comment. Year rates are actual/365.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport, Cause, HeadTotals
from debtcheck.case.kinds import Compound, DayCount, Head, LenderKind, Method
from debtcheck.case.loan import Loan, Overdue
from debtcheck.case.model import Case, Claim, Court, Fee, Lender, Payment
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.law.load import load_lawbook

D = Decimal
LAW = load_lawbook()
PRINCIPAL, INTEREST, PENALTY = Head.PRINCIPAL, Head.INTEREST, Head.PENALTY


def day(text: str) -> date:
    return date.fromisoformat(text)


def yearly(value: str) -> Rate:
    return Rate(D(value), RateUnit.YEAR)


def monthly(value: str) -> Rate:
    return Rate(D(value), RateUnit.MONTH)


def daily(value: str) -> Rate:
    return Rate(D(value), RateUnit.DAY)


def lent_by(kind: LenderKind | None) -> tuple[Lender, ...]:
    return (Lender(kind=kind),)


def checked(case: Case, as_of: str) -> AuditReport:
    return audit(case, law=LAW, as_of=day(as_of))


def heads(totals: HeadTotals) -> dict[str, str]:
    """The heads that are not zero, and the total."""
    found = {str(h): f"{a:.2f}" for h, a in totals.heads.items() if a}
    return found | {"total": f"{totals.total:.2f}"}


def limit(report: AuditReport) -> dict[str, str]:
    assert report.ceiling is not None
    return heads(report.ceiling.totals)


def readings(report: AuditReport) -> dict[str, str]:
    return {r.id: f"{r.totals.total:.2f}" for r in report.readings}


# ── A ────────────────────────────────────────────────────────────────────────────────────────


def case_a() -> Case:
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2025-01-10"),
        disbursed_on=day("2025-01-10"),
        rate=daily("0.0004"),
        method=Method.BULLET,
        due_on=day("2025-04-10"),
        overdue=Overdue(rate=RateMultiple(D("1.5"))),
    )
    claim = Claim(
        as_of=day("2025-07-09"),
        heads=((PRINCIPAL, D("10000.00")), (INTEREST, D("720.00")), (PENALTY, D("559.44"))),
        total=D("11279.44"),
    )
    return Case(loan=loan, lenders=lent_by(LenderKind.MICROLOAN), claims=(claim,))


def test_a_interest_beside_penalty_and_a_wrong_base() -> None:
    # 10 Jan to 10 April: 90 days; to 9 July: 90 more.
    # interest 10,000 × 0.04% × 90 = 360.00; penalty 10,000 × 0.06% × 90 = 540.00
    # limit: W is 180 days, 10,000 × 24% × 180/365 = 1,183.56 ≥ 900.00: no cut
    report = checked(case_a(), "2025-07-09")
    assert heads(report.contract) == {
        "principal": "10000.00",
        "interest": "360.00",
        "penalty": "540.00",
        "total": "10900.00",
    }
    assert limit(report) == heads(report.contract)
    assert (report.undisputed, report.disputed) == (D("10900.00"), D("379.44"))
    # 720.00 − 360.00 interest on top of the penalty; 559.44 − 540.00: 10,360.00 × 0.06% × 90
    assert D("10360.00") * D("0.0006") * 90 == D("559.44")
    moved = {f.head: f.difference for f in report.findings if f.cause is not Cause.NOTE}
    assert moved == {INTEREST: D("360.00"), PENALTY: D("19.44")}
    assert report.split is not None
    assert (report.split.contract, report.split.ceiling_on_request) == (D("379.44"), D("0.00"))
    assert report.cost_per_day == D("6.00")  # 10,000 × 0.06%


# ── B ────────────────────────────────────────────────────────────────────────────────────────


def test_b_interest_deducted_at_payout() -> None:
    # contract: 50,000 × 2% × 12 months = 12,000.00
    # limit: cash 45,000; 4 × 3.45% (LPR of February 2024) = 13.8%: 45,000 × 13.8% = 6,210.00
    loan = Loan(
        principal=D("50000.00"),
        received=D("45000.00"),
        formed_on=day("2024-03-01"),
        rate=monthly("0.02"),
        due_on=day("2025-03-01"),
    )
    claim = Claim(as_of=day("2025-03-01"), total=D("62000.00"))
    case = Case(loan=loan, lenders=lent_by(LenderKind.PRIVATE), claims=(claim,))
    report = checked(case, "2025-03-01")
    assert heads(report.contract) == {
        "principal": "50000.00",
        "interest": "12000.00",
        "total": "62000.00",
    }
    assert limit(report) == {"principal": "45000.00", "interest": "6210.00", "total": "51210.00"}
    # 10,790.00 = 5,000.00 never received + 12,000.00 − 6,210.00
    assert (report.undisputed, report.disputed) == (D("51210.00"), D("10790.00"))
    assert report.split is not None
    assert report.split.ceiling_hard == D("10790.00")


# ── C ────────────────────────────────────────────────────────────────────────────────────────


def case_c(*fees: Fee) -> Case:
    loan = Loan(
        principal=D("12000.00"),
        formed_on=day("2025-01-15"),
        disbursed_on=day("2025-01-15"),
        rate=yearly("0.08"),
        method=Method.EQUAL_INSTALMENT,
        instalments=12,
        first_due_on=day("2025-02-15"),
    )
    return Case(loan=loan, lenders=lent_by(LenderKind.CONSUMER_FINANCE), fees=fees)


GUARANTEE = Fee(
    "融资担保费", D("150.00"), payee="担保公司", payee_relation="third_party", kind="guarantee"
)
UPFRONT = Fee(
    "服务费",
    D("600.00"),
    when="upfront",
    payee="咨询公司",
    payee_relation="third_party",
    kind="service",
)


def test_c_schedule_of_equal_instalments() -> None:
    # i = 8%/12; 12,000 × i × (1+i)^12 ÷ ((1+i)^12 − 1) = 1,043.8612: 1,043.86
    # row 1: 12,000 × 8%/12 = 80.00, principal 963.86; row 2: 11,036.14 × 8%/12 = 73.57 (73.574…)
    rows = checked(case_c(), "2025-01-15").ledger.rows
    first = [(str(r.principal), str(r.interest), str(r.balance)) for r in rows[:2]]
    assert first == [("963.86", "80.00", "11036.14"), ("970.29", "73.57", "10065.85")]
    assert {str(r.payment) for r in rows[:11]} == {"1043.86"}
    # the last clears the balance; 11 × 1,043.86 + 1,043.87 − 12,000 = 526.33
    assert str(rows[11].payment) == "1043.87"
    assert sum(r.interest for r in rows) == D("526.33")
    assert sum(r.principal for r in rows) == D("12000.00")


def worth(received: str, payment: str, last: str, rate: Decimal) -> Decimal:
    """Present value of twelve payments less the cash, at a monthly rate: zero at the right one."""
    paid = [D(payment)] * 11 + [D(last)]
    return sum((p / (1 + rate) ** k for k, p in enumerate(paid, start=1)), D(0)) - D(received)


@pytest.mark.parametrize(
    ("fees", "received", "nominal", "effective"),
    [
        # 1,043.86 + 150.00 = 1,193.86 (the last 1,193.87) for 12,000
        ((GUARANTEE,), "12000.00", "34.0467", "39.8956"),
        # with 600 paid on the first day: for 11,400
        ((GUARANTEE, UPFRONT), "11400.00", "44.4370", "54.7035"),
    ],
)
def test_c_what_all_the_payees_cost(
    fees: tuple[Fee, ...], received: str, nominal: str, effective: str
) -> None:
    # the root is hemmed in: worth something a ten-thousandth of a percent below, nothing above
    step = D("0.00005") / 1200
    rate = D(nominal) / 1200
    assert worth(received, "1193.86", "1193.87", rate - step) > 0
    assert worth(received, "1193.86", "1193.87", rate + step) < 0
    assert abs(((1 + rate) ** 12 - 1) * 100 - D(effective)) < D("0.0001")
    report = checked(case_c(*fees), "2025-01-15")
    cost = report.cost_all_payees
    assert (cost.nominal, cost.effective) == (D(nominal), D(effective))


def test_c_the_contract_alone_costs_what_it_says() -> None:
    # rounding of the instalments apart it is 8%: (1 + 8%/12)^12 − 1 = 8.30%
    cost = checked(case_c(GUARANTEE, UPFRONT), "2025-01-15").cost_contract
    assert cost.nominal is not None
    assert abs(cost.nominal - 8) < D("0.001")
    assert cost.effective is not None
    assert abs(cost.effective - D("8.3000")) < D("0.001")


# ── D ────────────────────────────────────────────────────────────────────────────────────────


def case_d(requested: bool | None = None) -> Case:
    loan = Loan(
        principal=D("100000.00"),
        formed_on=day("2019-01-01"),
        disbursed_on=day("2019-01-01"),
        rate=yearly("0.24"),
    )
    court = Court(filed_on=day("2024-09-10"), old_rule_requested=requested)
    return Case(loan=loan, lenders=lent_by(LenderKind.PRIVATE), court=court)


def test_d_a_private_loan_across_2020_08_20() -> None:
    # contract: 2,191 days (six years less a day, with 2020 and 2024): 24,000 × 2,191/365
    # = 144,065.75
    report = checked(case_d(), "2024-12-31")
    assert heads(report.contract) == {
        "principal": "100000.00",
        "interest": "144065.75",
        "total": "244065.75",
    }
    # 597 days before 2020-08-20, 1,594 from it; LPR of filing 3.35%: 4 × 3.35% = 13.4%
    # with the old rule: 24,000 × 597/365 = 39,254.79; 13,400 × 1,594/365 = 58,519.45: 97,774.24
    # without it: 13,400 × 597/365 = 21,917.26; + 58,519.45 = 80,436.71
    assert sorted(readings(report).values()) == ["180436.71", "197774.24"]
    assert limit(report) == {"principal": "100000.00", "interest": "97774.24", "total": "197774.24"}
    found = {r.id: r.totals.heads[INTEREST] for r in report.readings}
    assert found == {"split_2020": D("97774.24"), "no_split_2020": D("80436.71")}


@pytest.mark.parametrize(("requested", "interest"), [(True, "97774.24"), (False, "80436.71")])
def test_d_once_the_request_is_known(requested: bool, interest: str) -> None:
    report = checked(case_d(requested), "2024-12-31")
    assert report.readings == ()
    assert limit(report)["interest"] == interest


# ── both sides of 2020-08-20 ─────────────────────────────────────────────────────────────────


def at_30_percent(formed: str, filed: str) -> Case:
    """36,500: 1% a year is one yuan a day."""
    loan = Loan(
        principal=D("36500.00"),
        formed_on=day(formed),
        disbursed_on=day(formed),
        rate=yearly("0.30"),
    )
    return Case(loan=loan, lenders=lent_by(LenderKind.PRIVATE), court=Court(filed_on=day(filed)))


def test_formed_on_the_last_day_of_the_old_rule() -> None:
    # 2020-08-19 to 2021-08-19, 365 days; LPR 3.85%: 15.4%.
    # The old rule for one day: 24.00 + 364 × 15.40 = 5,629.60; without: 365 × 15.40 = 5,621.00
    report = checked(at_30_percent("2020-08-19", "2021-06-01"), "2021-08-19")
    assert readings(report) == {"split_2020": "42129.60", "no_split_2020": "42121.00"}
    assert limit(report)["interest"] == "5629.60"


def test_formed_on_the_first_day_of_the_new_rule() -> None:
    report = checked(at_30_percent("2020-08-20", "2021-06-01"), "2021-08-20")
    assert report.readings == ()
    assert limit(report)["interest"] == "5621.00"


def test_filed_on_the_last_day_of_the_old_rule_and_on_the_next() -> None:
    # 2019-01-01 to 2020-08-31: 365 + 243 = 608 days. Filed 2020-08-19: 24.00 a day = 14,592.00;
    # filed 2020-08-20: 4 × 3.85% = 15.4% of the filing's LPR for all days: 9,363.20
    old = checked(at_30_percent("2019-01-01", "2020-08-19"), "2020-08-31")
    assert (limit(old)["interest"], old.readings) == ("14592.00", ())
    new = checked(at_30_percent("2019-01-01", "2020-08-20"), "2020-08-31")
    assert (limit(new)["interest"], new.readings) == ("9363.20", ())


# ── E ────────────────────────────────────────────────────────────────────────────────────────


def test_e_daily_with_a_payment() -> None:
    # 1 March to 1 April 31 days: 5,000 × 0.05% × 31 = 77.50; 1,000 − 77.50 = 922.50 principal
    # 1 April to 1 May 30 days: 4,077.50 × 0.05% × 30 = 61.16 (61.1625)
    loan = Loan(
        principal=D("5000.00"),
        formed_on=day("2025-03-01"),
        disbursed_on=day("2025-03-01"),
        rate=daily("0.0005"),
        method=Method.DAILY,
    )
    case = Case(
        loan=loan,
        lenders=lent_by(LenderKind.MICROLOAN),
        payments=(Payment(day("2025-04-01"), D("1000.00")),),
    )
    report = checked(case, "2025-05-01")
    assert report.ledger.paid == {INTEREST: D("77.50"), PRINCIPAL: D("922.50")}
    assert heads(report.contract) == {
        "principal": "4077.50",
        "interest": "61.16",
        "total": "4138.66",
    }
    assert limit(report) == heads(report.contract)


# ── F and H ──────────────────────────────────────────────────────────────────────────────────


def case_f(method: Method = Method.EQUAL_INSTALMENT) -> Case:
    loan = Loan(
        principal=D("6000.00"),
        formed_on=day("2025-03-10"),
        disbursed_on=day("2025-03-10"),
        rate=monthly("0.015"),
        method=method,
        instalments=3,
        first_due_on=day("2025-04-10"),
        overdue=Overdue(rate=RateMultiple(D("1.5")), day_count=DayCount.ACT_365),
    )
    return Case(loan=loan, lenders=lent_by(LenderKind.MICROLOAN))


def test_f_two_instalments_overdue() -> None:
    # 6,000 × 1.5% × 1.015³ ÷ (1.015³ − 1) = 2,060.30; rows 90.00, 60.45 (4,029.70 × 1.5% = 60.4455)
    # and 30.45 (2,029.85 × 1.5% = 30.44775)
    case = replace(case_f(), payments=(Payment(day("2025-04-10"), D("2060.30")),))
    report = checked(case, "2025-07-10")
    rows = [(str(r.principal), str(r.interest)) for r in report.ledger.rows]
    assert rows == [("1970.30", "90.00"), ("1999.85", "60.45"), ("2029.85", "30.45")]
    # penalty 1.5% × 1.5 = 2.25%/month = 27%/year: 1,999.85 × 27% × 61/365 = 90.24 (90.2398…);
    # 2,029.85 × 27% × 30/365 = 45.05 (45.0460…)
    amounts = [c.amount for c in report.ledger.charges if c.head is PENALTY]
    assert amounts == [D("90.24"), D("45.05")]
    assert heads(report.contract) == {
        "principal": "4029.70",
        "interest": "90.90",
        "penalty": "135.29",
        "total": "4255.89",
    }


def test_f_ceiling() -> None:
    # W from the first unpaid charge: interest of instalment 2, from 10 April; 91 days to 10 July
    # 4,029.70 × 24% × 91/365 = 241.12 (241.1199…); charges 60.45 + 30.45 + 90.24 + 45.05 = 226.19
    case = replace(case_f(), payments=(Payment(day("2025-04-10"), D("2060.30")),))
    report = checked(case, "2025-07-10")
    assert report.ceiling is not None
    (step,) = report.ceiling.steps
    assert (step.start, step.end, step.limit) == (day("2025-04-10"), day("2025-07-10"), "24%/year")
    assert step.working is not None
    assert step.working.amount == D("241.12")
    assert not report.ceiling.binds
    assert limit(report)["total"] == "4255.89"


@pytest.mark.parametrize(
    ("method", "interest"),
    [
        (Method.EQUAL_INSTALMENT, "180.90"),  # 90.00 + 60.45 + 30.45
        (Method.EQUAL_PRINCIPAL, "180.00"),  # 6,000, 4,000, 2,000 × 1.5%: 90 + 60 + 30
        (Method.INTEREST_ONLY, "270.00"),  # 6,000 × 1.5% three times
        (Method.FLAT, "270.00"),  # on the original principal
    ],
)
def test_h_the_same_loan_by_other_methods(method: Method, interest: str) -> None:
    rows = checked(case_f(method), "2025-03-10").ledger.rows
    assert sum(r.interest for r in rows) == D(interest)


# ── G, and a lender whose kind is not known ──────────────────────────────────────────────────


def case_g(kind: LenderKind | None) -> Case:
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2024-01-01"),
        disbursed_on=day("2024-01-01"),
        rate=yearly("0.30"),
        day_count=DayCount.ACT_365,
    )
    return Case(loan=loan, lenders=lent_by(kind))


def test_g_a_leap_year_at_30_percent() -> None:
    # 366 days: 10,000 × 30% × 366/365 = 3,008.22 (3,008.219…); × 24%: 2,406.58 (2,406.575…)
    report = checked(case_g(LenderKind.MICROLOAN), "2025-01-01")
    assert heads(report.contract)["interest"] == "3008.22"
    assert limit(report) == {"principal": "10000.00", "interest": "2406.58", "total": "12406.58"}
    assert report.ceiling is not None
    assert report.ceiling.on_request


@pytest.mark.parametrize("kind", [None, LenderKind.UNKNOWN])
def test_an_unknown_lender_gives_readings_and_no_guess(kind: LenderKind | None) -> None:
    # private: LPR of December 2023 3.45%, 13.8%: 10,000 × 13.8% × 366/365 = 1,383.78 (1,383.780…)
    report = checked(case_g(kind), "2025-01-01")
    assert sorted(readings(report).values()) == ["11383.78", "12406.58"]
    assert limit(report)["total"] == "12406.58"
    assert "lender.kind" in {u.needs for u in report.unchecked}


# ── I ────────────────────────────────────────────────────────────────────────────────────────


def test_i_unused_room_of_the_term_does_not_pass_over() -> None:
    # 365 days at 10% = 1,000.00, 365 at 20% = 2,000.00; cap 4 × 3.45% = 13.8%: 1,380.00 a year
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2023-09-01"),
        disbursed_on=day("2023-09-01"),
        rate=yearly("0.10"),
        due_on=day("2024-08-31"),
        overdue=Overdue(rate=yearly("0.20")),
    )
    report = checked(Case(loan=loan, lenders=lent_by(LenderKind.PRIVATE)), "2025-08-31")
    assert heads(report.contract) == {
        "principal": "10000.00",
        "interest": "1000.00",
        "penalty": "2000.00",
        "total": "13000.00",
    }
    assert limit(report) == {
        "principal": "10000.00",
        "interest": "1000.00",
        "penalty": "1380.00",
        "total": "12380.00",
    }
    assert report.ceiling is not None
    assert not report.ceiling.on_request


# ── J ────────────────────────────────────────────────────────────────────────────────────────


def test_j_what_was_paid_is_not_reopened() -> None:
    # 90 days to 1 April: 10,000 × 30% × 90/365 = 739.73, paid; 90 days to 30 June: 739.73 again
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2025-01-01"),
        disbursed_on=day("2025-01-01"),
        rate=yearly("0.30"),
        method=Method.DAILY,
    )
    case = Case(
        loan=loan,
        lenders=lent_by(LenderKind.BANK),
        payments=(Payment(day("2025-04-01"), D("739.73")),),
    )
    report = checked(case, "2025-06-30")
    assert heads(report.contract) == {
        "principal": "10000.00",
        "interest": "739.73",
        "total": "10739.73",
    }
    # W from 1 April: 10,000 × 24% × 90/365 = 591.78
    assert limit(report) == {"principal": "10000.00", "interest": "591.78", "total": "10591.78"}
    assert report.ceiling is not None
    assert report.ceiling.on_request
    # counted from payout: 1,479.46 charged, 10,000 × 24% × 180/365 = 1,183.56 allowed, 295.90 over:
    # 739.73 − 295.90 = 443.83
    beside = {t.key: a for t, a in report.ceiling.beside}
    assert beside["ceiling.from_payout"] == D("443.83")
    # with the excess credited: on 1 April 591.78 is interest, 147.95 goes to principal; 9,852.05
    # stay, and 9,852.05 × 24% × 90/365 = 583.03 (583.0254…)
    assert beside["ceiling.paid_credited"] == D("10435.08")


# ── the order of the cut ─────────────────────────────────────────────────────────────────────


def test_the_cut_falls_on_fee_damages_compound_penalty_interest() -> None:
    # 90 days in the term, 90 overdue. interest 10,000 × 20% × 90/365 = 493.15; penalty at 30%:
    # 739.73; compound 493.15 × 30% × 90/365 = 36.48; once 5% = 500.00; fee 100.00: 1,869.36
    # allowance 10,000 × 24% × 180/365 = 1,183.56; over by 685.80 = 100.00 + 500.00 + 36.48 + 49.32
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2025-01-01"),
        disbursed_on=day("2025-01-01"),
        rate=yearly("0.20"),
        due_on=day("2025-04-01"),
        overdue=Overdue(
            rate=yearly("0.30"),
            once=D("0.05"),
            once_base="overdue_principal",
            compound=Compound.ON_INTEREST,
        ),
    )
    fee = Fee("管理费", D("100.00"), when="once", on=day("2025-04-01"), payee_relation="claimant")
    report = checked(Case(loan=loan, lenders=lent_by(LenderKind.BANK), fees=(fee,)), "2025-06-30")
    assert heads(report.contract) == {
        "principal": "10000.00",
        "interest": "493.15",
        "penalty": "739.73",
        "compound": "36.48",
        "damages": "500.00",
        "fee": "100.00",
        "total": "11869.36",
    }
    assert limit(report) == {
        "principal": "10000.00",
        "interest": "493.15",
        "penalty": "690.41",
        "total": "11183.56",
    }
    assert report.ceiling is not None
    assert report.ceiling.cut == D("685.80")


def test_a_private_loan_with_a_fee_to_others_paid_on_the_first_day() -> None:
    # 10,000 at 13%/year, 365 days: 1,300.00; cap 13.8% (LPR 3.45%): room 1,380.00.
    # 300.00 to a third party as a condition of the loan leave 1,080.00 of interest
    loan = Loan(
        principal=D("10000.00"),
        formed_on=day("2024-03-01"),
        disbursed_on=day("2024-03-01"),
        rate=yearly("0.13"),
    )
    fee = Fee(
        "咨询费",
        D("300.00"),
        when="upfront",
        payee="咨询公司",
        payee_relation="third_party",
        condition_of_loan=True,
    )
    case = Case(loan=loan, lenders=lent_by(LenderKind.PRIVATE), fees=(fee,))
    report = checked(case, "2025-03-01")
    assert heads(report.contract)["interest"] == "1300.00"
    assert limit(report) == {"principal": "10000.00", "interest": "1080.00", "total": "11080.00"}
