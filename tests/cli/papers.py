"""Papers made by hand, as a reader would give them: what import does with them is worked out here.

The reader takes a file whose first line is `paper NAME` and gives the paper of that name, with the
file's own name in every evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim, CreditorChange, Evidence, ScheduleRow
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.paper import Fact, FoundPayment, Paper, State, Sums
from debtcheck.words.text import text

D = Decimal
REPAID = text("import.why.new")

# One debt of 3 × 500 from 2025-01-10; all rows below belong to it unless they say otherwise.
CASE = """\
# 张三的金条
format = 1

[lender]
name = "某某小额贷款有限公司"
platform = "京东金条"   # App 上的名字

[loan]
principal = "1500.00" # 合同第一页
formed_on = 2025-01-10

# 逾期
[loan.overdue]
rate = "1.5x"

[sources]
default = "contract"
"""


def row(
    file: str,
    line: int,
    day: str,
    amount: str,
    payee: str = "京东金条",
    state: State = State.TAKEN,
    **more: object,
) -> FoundPayment:
    """A row of a paper; its words name the payee."""
    where = Evidence(file, f"line {line}", f"还款 {payee} {amount}")
    return FoundPayment(
        date.fromisoformat(day),
        D(amount),
        state,
        REPAID,
        where,
        payee=payee,
        **more,  # type: ignore[arg-type]
    )


def wallet(file: str) -> Paper:
    """Two repayments, one in doubt, one failed, and a payout."""
    return Paper(
        file,
        "wallet",
        "GB18030",
        rows=9,
        sums=Sums(9, D("20.00"), D("300.00"), D("1500.00")),
        printed=Sums(9, D("20.00"), D("300.00"), D("1410.16")),
        payments=(
            row(file, 27, "2025-02-10", "500.00", reference="2025021022001"),
            row(file, 31, "2025-03-10", "500.00", reference="2025031022001"),
            row(file, 33, "2025-03-15", "200.00", state=State.ASK, reference="2025031522009"),
            row(file, 35, "2025-03-09", "500.00", state=State.LEFT_OUT, status="failed"),
            row(file, 40, "2025-01-10", "1500.00", is_payout=True),
        ),
        left_out=((text("import.kind.other"), 4),),
        notices=(text("import.why.plan_differs"),),
    )


def bank(file: str) -> Paper:
    """The same two repayments, booked a day later, and a third one."""
    return Paper(
        file,
        "bank",
        rows=3,
        payments=(
            row(file, 5, "2025-02-11", "500.00", "网银在线"),
            row(file, 8, "2025-03-11", "500.00", "网银在线"),
            row(file, 12, "2025-04-10", "500.00", "网银在线"),
        ),
    )


def sms(file: str) -> Paper:
    """A claim, a number of the loan and a day of its plan."""
    words = "【某某】您的借款已逾期，应还总额1006.08元，其中罚息28.75元"
    where = Evidence(file, "line 1", words)
    claim = Claim(
        date(2025, 5, 1),
        "sms",
        "某某小额贷款有限公司",
        ((Head.PENALTY, D("28.75")),),
        D("1006.08"),
        evidence=(("total", where), ("penalty", where)),
    )
    facts = (
        Fact("loan.id", "JT-2025-0001", where),
        Fact("loan.principal", "1,500", where),
        Fact("loan.formed_on", "2025-01-09", where),
        Fact("loan.overdue.grace_days", "3", where),
    )
    return Paper(file, "notice", claims=(claim,), facts=facts, overdue_days=12)


def plan(file: str) -> Paper:
    """Three instalments and a change of creditor."""
    rows = tuple(
        ScheduleRow(no, date(2025, 1 + no, 10), D("490.00"), D("10.00")) for no in (1, 2, 3)
    )
    change = CreditorChange("assigned", "某某资产管理有限公司", date(2025, 5, 2))
    return Paper(file, "plan", schedule=rows, changes=(change,), court=True)


def several(file: str) -> Paper:
    """Repayments to three lenders."""
    return Paper(
        file,
        "wallet",
        rows=4,
        payments=(
            row(file, 3, "2025-02-10", "500.00", "京东金条"),
            row(file, 4, "2025-02-12", "80.00", "花呗"),
            row(file, 5, "2025-03-12", "80.00", "花呗"),
            row(file, 6, "2025-03-20", "9.00", "\x1b[31m微粒贷\u202e6222020200112233445"),
        ),
    )


def other_loan(file: str) -> Paper:
    """A claim on a loan of another number."""
    paper = sms(file)
    return replace(paper, facts=(Fact("loan.id", "HB-9", paper.facts[0].evidence),))


PAPERS: dict[str, Callable[[str], Paper]] = {
    made.__name__: made for made in (wallet, bank, sms, plan, several, other_loan)
}


def read(path: str | Path, opening: Opening) -> Paper:
    """The reader of these papers."""
    try:
        first = Path(path).read_text(encoding="utf-8").split("\n", 1)[0]
    except OSError:
        raise InputError(Problem("no_file", str(path))) from None
    word, _, name = first.partition(" ")
    if word != "paper":
        raise InputError(Problem("encoding", str(path)))
    opening.progress(1, 2)
    if name == "locked" and opening.password(str(path)) != "1234":
        raise InputError(Problem("paper_wrong_password", str(path)))
    return PAPERS["sms" if name == "locked" else name](str(path))
