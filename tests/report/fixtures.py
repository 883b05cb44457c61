"""Audit reports built by hand, one a situation, with figures that can be followed on paper.

A finding's own sentences belong to the audit; here they are stand-ins under the topic `sample`
(see conftest.py), so that these tests hold whatever the audit's sentences become.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.openness.values import Open, Range
from debtcheck.audit.report import (
    Assumption,
    AuditReport,
    Cause,
    Ceiling,
    CeilingStep,
    Cost,
    Explanation,
    Finding,
    Force,
    HeadTotals,
    Implied,
    LawRef,
    OwedOn,
    Reading,
    Split,
    Unchecked,
)
from debtcheck.case.kinds import Head, LenderKind, Method, OverdueMode, PenaltyBase, Source
from debtcheck.case.loan import Loan, Overdue
from debtcheck.case.model import Borrower, Case, Claim, ClaimLine, Codebtor, Court, Evidence, Lender
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.ledger import Ledger, Row
from debtcheck.engine.working import Given, Share, Simple, Sum, Working
from debtcheck.words.text import text

D = Decimal
DAY = date(2025, 7, 9)
COMMANDS = frozenset({"check", "letter", "verify", "plan", "rights", "ledger"})
NO_COST = Cost(None, None, None)

SAMPLE = {
    "zh": {
        "stacked": "利息多 {amount} 元：到期后仍在计息，与罚息重复",
        "base": "罚息多 {amount} 元：罚息的基数里含有利息",
        "twice": "到期前 {first} + 到期后又计 90 天 {second}",
        "ask": "扣除这部分，或出示约定的条款",
        "what_fee": "费用（担保费、会员费、服务费）",
        "why_fee": "没有填。有没有？",
        "what_term": "利息",
        "why_term": "没有填利率",
        "silent": "合同未写明",
        "old": "合同成立于规定修改之前，有一方请求适用当时的规定",
        "new": "没有人请求适用当时的规定",
        "received": "放款时先扣了 {amount} 元",
        "over": "利息超过上限 {amount} 元",
        "from_start": "从放款起、连同已付的一起算",
        "note": "账单按 {code} 读取",
        "foreign": "账单写着 {said}",
        "paid_ahead": "没有按月的现金流",
    },
    "en": {
        "stacked": "interest is {amount} too much: after the due date it runs beside the penalty",
        "base": "penalty is {amount} too much: its base contains interest",
        "twice": "before the due date {first} + another 90 days after it {second}",
        "ask": "take this off, or show the clause",
        "what_fee": "fees (guarantee, membership, service)",
        "why_fee": "not entered; are there any?",
        "what_term": "interest",
        "why_term": "no rate was entered",
        "silent": "not in the contract",
        "old": "the contract is older than the change, and a party asks for the rule of that time",
        "new": "nobody asks for the rule of that time",
        "received": "{amount} were taken off at payout",
        "over": "interest exceeds the limit by {amount}",
        "from_start": "counted from payout, with what was paid",
        "note": "the statement was read as {code}",
        "foreign": "the statement says {said}",
        "paid_ahead": "no monthly cash flow",
    },
}


def totals(total: str, **heads: str) -> HeadTotals:
    """Totals by head, as strings."""
    return HeadTotals({Head(k): D(v) for k, v in heads.items()}, D(total))


def whole(total: str, **heads: str) -> HeadTotals:
    """The same with every head, as the recomputation has them: nothing is unknown."""
    return totals(total, **(dict.fromkeys((head.value for head in Head), "0.00") | heads))


def simple(base: str, rate: Rate, days: int, amount: str, start: date, end: date) -> Simple:
    """A working of simple interest by a day rate or by a year of 365 days."""
    share = Share(days, 0, days, 1 if rate.unit is RateUnit.DAY else 365)
    return Simple(D(base), rate, share, D(amount), start, end)


DAILY = Rate(D("0.0004"), RateUnit.DAY)
TERM = simple("10000", DAILY, 90, "360.00", date(2025, 1, 10), date(2025, 4, 10))
OVERDUE = simple(
    "10000", Rate(D("0.0006"), RateUnit.DAY), 90, "540.00", date(2025, 4, 10), date(2025, 7, 9)
)
LAW_PENALTY = LawRef(
    "penalty_rate_251",
    Force.REG,
    date(2025, 4, 10),
    "V2",
    {"zh": "银发〔2003〕251号第三条", "en": "银发〔2003〕251号 item 3"},
    {"zh": "罚息利率在合同利率上加收", "en": "the penalty rate is the contract rate raised"},
)
LAW_24 = LawRef(
    "licensed_24",
    Force.REDUCE,
    date(2025, 7, 9),
    "V2",
    {"zh": "法发〔2017〕22号第二条", "en": "法发〔2017〕22号 item 2"},
    on_request=True,
)
LAW_LPR = LawRef(
    "private_4lpr",
    Force.HARD,
    date(2024, 3, 1),
    "V",
    {
        "zh": "《民间借贷规定》（2020年第二次修正）第25条",
        "en": "Provisions on private lending (2020年第二次修正) article 25",
    },
)


def case_a() -> AuditReport:
    """A: 10,000 at 0.04%/day, 90 days in term, 90 overdue; claimed 11,279.44."""
    loan = Loan(
        principal=D("10000"),
        id="JT-2025-0001",
        formed_on=date(2025, 1, 10),
        disbursed_on=date(2025, 1, 10),
        rate=DAILY,
        method=Method.BULLET,
        due_on=date(2025, 4, 10),
        overdue=Overdue(
            rate=RateMultiple(D("1.5")),
            mode=OverdueMode.REPLACES,
            base=PenaltyBase.OVERDUE_PRINCIPAL,
        ),
    )
    line = Evidence("/home/zhang/账单.csv", "line 12", "利息 720.00")
    claim = Claim(
        as_of=DAY,
        heads=(
            (Head.PRINCIPAL, D("10000.00")),
            (Head.INTEREST, D("720.00")),
            (Head.PENALTY, D("559.44")),
        ),
        total=D("11279.44"),
        lines=(ClaimLine("interest", D("720.00"), evidence=line),),
    )
    case = Case(
        loan=loan,
        file="/home/zhang/金条.toml",
        borrower=Borrower(name="张三", id_number="110101199001011234", phone="13800001234"),
        lenders=(
            Lender(name="某某小额贷款有限公司", kind=LenderKind.MICROLOAN, platform="京东金条"),
        ),
        claims=(claim,),
        sources={"default": Source.CONTRACT},
    )
    contract = whole("10900.00", principal="10000.00", interest="360.00", penalty="540.00")
    step = CeilingStep(date(2025, 4, 10), DAY, LAW_24, "24%/year", None)
    return AuditReport(
        case=case,
        as_of=DAY,
        report_day=DAY,
        law_verified_through=date(2026, 9, 21),
        claimed=totals("11279.44", principal="10000.00", interest="720.00", penalty="559.44"),
        contract=contract,
        contract_due=contract,
        ceiling=Ceiling(contract, binds=False, on_request=True, steps=(step,)),
        undisputed=D("10900.00"),
        disputed=D("379.44"),
        split=Split(D(0), D("379.44"), D(0), D(0), D(0)),
        open=Open(),
        owed_on_report_day=None,
        cost_per_day=D("6.00"),
        cost_contract=Cost(D("14.6"), D("15.5"), D("14.6001")),
        cost_all_payees=Cost(D("14.6"), D("15.5"), D("14.6001")),
        readings=(),
        findings=(_base(), _stacked(line)),
        unchecked=(Unchecked(text("sample.what_fee"), text("sample.why_fee"), "fee"),),
        assumptions=(Assumption("loan.ends", "start", text("sample.silent"), D("6.00")),),
        notes=(),
        next=(
            "rights 法院",
            "verify {case}",
            "letter dispute {case}",
            "plan",
            "timetravel {case}",
        ),
        ledger=Ledger(
            as_of=DAY,
            rows=(
                Row(
                    1, date(2025, 4, 10), D("10000"), D("360"), D(0), D(0), date(2025, 1, 10), TERM
                ),
            ),
            lines=(),
            charges=(),
            owed={Head.PRINCIPAL: D("10000")},
            due={Head.PRINCIPAL: D("10000")},
            paid={},
            balances=(),
        ),
    )


def _stacked(line: Evidence) -> Finding:
    return Finding(
        code="interest_and_penalty_stacked",
        cause=Cause.CONTRACT,
        head=Head.INTEREST,
        claimed=D("720.00"),
        recomputed=D("360.00"),
        difference=D("360.00"),
        summary=text("sample.stacked", amount=D("360.00")),
        ask=text("sample.ask"),
        working=TERM,
        span=(TERM.start, TERM.end),
        certainty=Source.CONTRACT,
        basis=(("loan.overdue.mode", Source.CONTRACT), ("loan.rate", Source.CONTRACT)),
        law=(LAW_PENALTY,),
        evidence=(line,),
        explanations=(
            Explanation(
                text("sample.twice", first=D("360.00"), second=D("360.00")),
                ("interest_goes_on",),
                D("720.00"),
            ),
        ),
        tried=120,
        expected_by_chance=D("0.02"),
    )


def _base() -> Finding:
    return Finding(
        code="penalty_base",
        cause=Cause.CONTRACT,
        head=Head.PENALTY,
        claimed=D("559.44"),
        recomputed=D("540.00"),
        difference=D("19.44"),
        summary=text("sample.base", amount=D("19.44")),
        ask=text("sample.ask"),
        working=OVERDUE,
        span=(OVERDUE.start, OVERDUE.end),
        certainty=Source.MEMORY,
        basis=(
            ("loan.overdue.base", Source.MEMORY),
            ("loan.overdue.rate", Source.SCREENSHOT),
        ),
        implied=Implied("0.06%/day", D("10360.00"), 90),
    )


def reduce_case() -> AuditReport:
    """A microloan of 10,000 at 30% a year for 366 days: 3,008.22, or 2,406.58 if reduced."""
    report = case_a()
    yearly = Rate(D("0.30"), RateUnit.YEAR)
    start, end = date(2024, 1, 1), date(2025, 1, 1)
    term = simple("10000", yearly, 366, "3008.22", start, end)
    limit = simple("10000", Rate(D("0.24"), RateUnit.YEAR), 366, "2406.58", start, end)
    loan = replace(
        report.case.loan, rate=yearly, formed_on=start, disbursed_on=start, due_on=end, id=""
    )
    claimed = totals("13008.22", principal="10000.00", interest="3008.22")
    contract = whole("13008.22", principal="10000.00", interest="3008.22")
    ceiling = Ceiling(
        whole("12406.58", principal="10000.00", interest="2406.58"),
        binds=True,
        on_request=True,
        steps=(CeilingStep(start, end, LAW_24, "24%/year", limit),),
        cut=D("601.64"),
        beside=((text("sample.from_start"), D("2406.58")),),
    )
    finding = Finding(
        code="ceiling_on_request",
        cause=Cause.CEILING_ON_REQUEST,
        head=None,
        claimed=D("13008.22"),
        recomputed=D("12406.58"),
        difference=D("601.64"),
        summary=text("sample.over", amount=D("601.64")),
        ask=text("sample.ask"),
        working=limit,
        certainty=Source.CONTRACT,
        law=(LAW_24,),
    )
    return replace(
        report,
        case=replace(report.case, loan=loan),
        as_of=end,
        report_day=end,
        claimed=claimed,
        contract=contract,
        contract_due=contract,
        ceiling=ceiling,
        undisputed=D("12406.58"),
        disputed=D("601.64"),
        split=Split(D(0), D(0), D(0), D("601.64"), D(0)),
        findings=(finding,),
        unchecked=(),
        assumptions=(),
        cost_contract=Cost(None, None, D("30.0822"), text("sample.paid_ahead")),
        cost_all_payees=Cost(None, None, D("30.0822"), text("sample.paid_ahead")),
        cost_per_day=D("8.22"),
        ledger=replace(report.ledger, rows=(Row(1, end, D("10000"), term.amount, D(0), D(0)),)),
    )


def hard_case() -> AuditReport:
    """A private loan whose limit binds, with two readings; two steps of days."""
    report = case_a()
    yearly = Rate(D("0.24"), RateUnit.YEAR)
    first = simple("100000", yearly, 597, "39254.79", date(2019, 1, 1), date(2020, 8, 20))
    second = simple(
        "100000",
        Rate(D("0.134"), RateUnit.YEAR),
        1594,
        "58519.45",
        date(2020, 8, 20),
        date(2024, 12, 31),
    )
    both: Working = Sum((first, second), D("97774.24"))
    day = date(2024, 12, 31)
    loan = Loan(
        principal=D("100000"),
        formed_on=date(2019, 1, 1),
        disbursed_on=date(2019, 1, 1),
        rate=yearly,
        due_on=date(2020, 1, 1),
    )
    high = whole("197774.24", principal="100000.00", interest="97774.24")
    low = whole("180436.44", principal="100000.00", interest="80436.44")
    case = Case(
        loan=loan,
        file="my loan.toml",
        lenders=(Lender(name="李四", kind=LenderKind.PRIVATE, natural_person=True),),
        claims=(Claim(as_of=day, claimant="李四", total=D("244065.75")),),
        borrower=Borrower(name="张三"),
        codebtors=(Codebtor("surety", "王五"),),
    )
    finding = Finding(
        code="ceiling_exceeded",
        cause=Cause.CEILING_HARD,
        head=None,
        claimed=D("244065.75"),
        recomputed=D("197774.24"),
        difference=D("46291.51"),
        summary=text("sample.over", amount=D("46291.51")),
        ask=text("sample.ask"),
        working=both,
        span=(first.start, second.end),
        certainty=Source.MEMORY,
        basis=(("loan.rate", Source.MEMORY),),
        law=(LAW_LPR,),
    )
    steps = (
        CeilingStep(first.start, date(2020, 8, 19), LAW_LPR, "24%/year", first),
        CeilingStep(second.start, day, LAW_LPR, "13.4%/year", second),
    )
    contract = whole("244065.75", principal="100000.00", interest="144065.75")
    return replace(
        report,
        case=case,
        as_of=day,
        report_day=day,
        claimed=totals("244065.75"),
        contract=contract,
        contract_due=contract,
        ceiling=Ceiling(high, binds=True, on_request=False, steps=steps, cut=D("46291.51")),
        undisputed=D("197774.24"),
        disputed=D("46291.51"),
        split=Split(D(0), D(0), D("46291.51"), D(0), D(0)),
        findings=(finding,),
        unchecked=(),
        assumptions=(
            Assumption("court.filed_on", "2024-12-31", text("sample.silent"), None),
            Assumption("loan.day_count", "actual/365", text("sample.silent"), D("2001.00")),
        ),
        readings=(
            Reading("split_2020", high, text("sample.old"), (LAW_LPR,)),
            Reading("new_rule", low, text("sample.new"), (LAW_LPR,)),
        ),
        cost_per_day=D("65.75"),
        cost_contract=NO_COST,
        cost_all_payees=NO_COST,
        ledger=replace(report.ledger, rows=(Row(1, date(2020, 1, 1), D(0), D(0), D(0), D(0)),)),
    )


def clean_case() -> AuditReport:
    """A correct statement: nothing to explain."""
    report = case_a()
    claimed = totals("10900.00", principal="10000.00", interest="360.00", penalty="540.00")
    return replace(
        report,
        claimed=claimed,
        undisputed=D("10900.00"),
        disputed=D("0.00"),
        split=Split(D(0), D(0), D(0), D(0), D(0)),
        findings=(),
        unchecked=(),
    )


def above_case() -> AuditReport:
    """The recomputation is above the claim."""
    report = clean_case()
    claimed = totals("10400.00", principal="9500.00", interest="360.00", penalty="540.00")
    return replace(report, claimed=claimed, undisputed=D("10400.00"), disputed=D("0.00"))


def no_claim() -> AuditReport:
    """No statement at all; checked from options alone, before anything is due."""
    report = clean_case()
    case = replace(report.case, claims=(), file="", borrower=Borrower())
    contract = whole("10200.00", principal="10000.00", interest="200.00")
    day = date(2025, 3, 1)
    return replace(
        report,
        case=case,
        as_of=day,
        report_day=day,
        claimed=None,
        contract=contract,
        contract_due=whole("0.00"),
        ceiling=None,
        undisputed=None,
        disputed=None,
        split=None,
        cost_per_day=D("4.00"),
    )


def unknown_case() -> AuditReport:
    """No rate was given: the claim cannot be judged."""
    report = case_a()
    return replace(
        report,
        contract=totals("10000.00", principal="10000.00", damages="0.00", fee="0.00", costs="0.00"),
        ceiling=None,
        undisputed=D("10000.00"),
        disputed=D("1279.44"),
        split=Split(D(0), D(0), D(0), D(0), D("1279.44")),
        findings=(),
        unchecked=(
            Unchecked(text("sample.what_term"), text("sample.why_term"), "loan.rate"),
            Unchecked(text("sample.what_term"), text("sample.why_term"), "loan.overdue.rate"),
        ),
        cost_per_day=None,
    )


def deducted_case() -> AuditReport:
    """A microloan: 10,000 by the contract, 9,000 arrived, nothing above the limit."""
    report = case_a()
    arrived = whole("9900.00", principal="9000.00", interest="360.00", penalty="540.00")
    claimed = totals("10900.00", principal="10000.00", interest="360.00", penalty="540.00")
    finding = Finding(
        code="principal_pre_deducted",
        cause=Cause.CEILING_HARD,
        head=Head.PRINCIPAL,
        claimed=D("10000.00"),
        recomputed=D("9000.00"),
        difference=D("1000.00"),
        summary=text("sample.received", amount=D("1000.00")),
        ask=text("sample.ask"),
        certainty=Source.CONTRACT,
    )
    return replace(
        report,
        claimed=claimed,
        ceiling=Ceiling(arrived, binds=True, on_request=True, cut=D(0)),
        undisputed=D("9900.00"),
        disputed=D("1000.00"),
        split=Split(D(0), D(0), D("1000.00"), D(0), D(0)),
        findings=(finding,),
        unchecked=(),
    )


def part_unknown_no_claim() -> AuditReport:
    """No statement, and no rate for the penalty."""
    report = no_claim()
    heads = dict(report.contract.heads)
    del heads[Head.PENALTY]
    return replace(report, contract=HeadTotals(heads, report.contract.total))


def range_case() -> AuditReport:
    """Most terms are remembered: a range."""
    found = Range(D("10500.00"), D("11100.00"), "loan.overdue.mode")
    return replace(case_a(), open=Open(remembered=True, make_range=lambda: found))


def court_case(
    stage: str = "sued", served: date | None = date(2025, 7, 1), kind: str = "lawsuit"
) -> AuditReport:
    """A court paper has come."""
    report = case_a()
    case = replace(
        report.case,
        court=Court(stage=stage, served_on=served, hearing_on=date(2025, 9, 10)),
        claims=tuple(replace(c, kind=kind) for c in report.case.claims),
    )
    return replace(report, case=case)


def lawsuit_only() -> AuditReport:
    """A claim from a lawsuit, and nothing known of the court."""
    report = case_a()
    claims = tuple(replace(c, kind="lawsuit") for c in report.case.claims)
    return replace(report, case=replace(report.case, claims=claims))


def huge_case() -> AuditReport:
    """Amounts at the far end of what a table has to hold, with the ceiling column."""
    report = hard_case()
    most = "999999999.99"
    heads = {head.value: most for head in Head}
    return replace(
        report,
        claimed=totals(most, **heads),
        contract=totals(most, **heads),
        ceiling=replace(report.ceiling, totals=totals("999999000.00", **heads))
        if report.ceiling
        else None,
        undisputed=D("999999000.00"),
        disputed=D("999.99"),
        owed_on_report_day=OwedOn(date(2025, 1, 31), totals(most)),
        report_day=date(2025, 1, 31),
    )


def hostile_case() -> AuditReport:
    """Foreign text that tries markup, escape codes, direction marks, format fields."""
    report = case_a()
    bad = "[red]张三[/red] \x1b[31m{total}\x1b[0m \u202e13800001234\x07\nsecond {0} %s"
    lender = replace(report.case.lender, platform=bad)
    loan = replace(report.case.loan, id="110101199001011234\r\nX")
    finding = replace(
        report.findings[0],
        summary=text("sample.foreign", said=bad),
        evidence=(Evidence(f"账单\x1b]0;x\x07{bad}.csv", "row 3, 罚息[bold]\x1b[1m", bad),),
    )
    case = replace(report.case, lenders=(lender,), loan=loan)
    return replace(report, case=case, findings=(finding,), notes=(text("sample.note", code=bad),))


def several_parts() -> Given:
    """A working without arithmetic."""
    return Given(D("150.00"))


ALL = {
    "case_a": case_a,
    "reduce": reduce_case,
    "hard": hard_case,
    "clean": clean_case,
    "above": above_case,
    "no_claim": no_claim,
    "unknown": unknown_case,
    "range": range_case,
    "court": court_case,
    "payment_order": lambda: court_case("payment_order", None),
    "mediation": lambda: court_case("mediation"),
    "judged": lambda: court_case("judged"),
    "enforcement": lambda: court_case("enforcement"),
    "arbitration": lambda: court_case("arbitration"),
    "lawsuit": lawsuit_only,
    "deducted": deducted_case,
    "part_unknown": part_unknown_no_claim,
    "huge": huge_case,
}
