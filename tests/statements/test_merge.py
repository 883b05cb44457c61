"""Papers held against a case: what is written once is never written again."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Evidence
from debtcheck.statements.case_edit import OpenCase, added_to, open_case, save
from debtcheck.statements.consistency import Facts
from debtcheck.statements.papers.merge import merge
from debtcheck.statements.papers.merged import Merged
from debtcheck.statements.papers.paper import Fact, FoundPayment, Paper, State
from debtcheck.words.text import text

D = Decimal
START = date(2025, 1, 10)
CASE = """\
# 张三的金条
[lender]
platform = "京东金条"
[loan]
principal = "1500.00"
formed_on = 2025-01-10
[[payment]]
paid_on = 2025-01-14
amount = "2.00"
"""


def opened(folder: Path) -> OpenCase:
    """The case, as it lies on the disk."""
    path = folder / "a.toml"
    if not path.exists():
        path.write_text(CASE, encoding="utf-8")
    return open_case(path)


def merged(case: OpenCase, papers: list[Paper], *yes: str) -> Merged:
    """The papers beside the case."""
    return merge(papers, case.case, Facts(case.data), yes, (), case.text)


@st.composite
def paper(draw: st.DrawFn, file: str) -> Paper:
    """Rows that look alike: few days, two amounts, numbers that may repeat, three payees."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-1, 8),
                st.sampled_from(["1.00", "2.00"]),
                st.sampled_from(["", "2025000001", "2025000002", "7"]),
                st.sampled_from(["京东金条", "花呗", "网银在线"]),
                st.sampled_from([State.TAKEN, State.TAKEN, State.ASK]),
                st.sampled_from(["settled", "settled", "unknown", "refunded"]),
            ),
            max_size=7,
        )
    )
    found = tuple(
        FoundPayment(
            START + timedelta(day),
            D(amount),
            state,
            text("import.why.new"),
            Evidence(file, f"line {line}", payee),
            payee=payee,
            reference=reference,
            status=status,
        )
        for line, (day, amount, reference, payee, state, status) in enumerate(rows, 2)
    )
    fact = Fact("loan.id", draw(st.sampled_from(["A1", "B2"])), Evidence(file, "line 1"))
    return Paper(file, "wallet", payments=found, facts=(fact,) if draw(st.booleans()) else ())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paper("流水.csv"), paper("银行.csv"), st.sampled_from([(), ("all",), ("花呗",)]))
def test_the_same_papers_twice_change_no_byte(a: Paper, b: Paper, yes: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        case = opened(Path(name))
        extra = merged(case, [a, b], *yes).additions()
        save(case, added_to(case, extra))
        once = case.path.read_bytes()
        again = opened(Path(name))
        for papers in ([a, b], [a], [b], [b, a]):
            if papers != [a, b] and yes != ("all",):
                continue  # in another order another row of a pair may be the one that is asked
            assert not merged(again, papers, *yes).additions().payments
        assert not merged(again, [a, b], *yes).additions()
        assert case.path.read_bytes() == once


@settings(max_examples=100, deadline=None)
@given(paper("流水.csv"), paper("银行.csv"))
def test_no_payment_before_the_contract_and_none_of_another_lender_unasked(
    a: Paper, b: Paper
) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = merged(opened(Path(name)), [a, b])
        for payment in found.additions().payments:
            assert payment.paid_on >= START
            assert payment.payee == "京东金条"
        tokens = [question.token for question in found.questions]
        assert len(tokens) == len(set(tokens))


def test_a_paper_that_is_only_looked_at_asks_nothing_about_payees() -> None:
    rows = tuple(
        FoundPayment(START, D("1.00"), State.TAKEN, text("import.why.new"),
                     Evidence("a.csv", f"line {n}"), payee=payee)
        for n, payee in enumerate(("花呗", "借呗"))
    )  # fmt: skip
    found = merge([Paper("a.csv", "wallet", payments=rows)], None, Facts({}))
    assert found.questions == ()
    assert [row.state for row in found.papers[0].payments] == [State.TAKEN, State.TAKEN]


def test_who_the_lender_is_may_come_from_another_paper() -> None:
    """The case names nobody, the message names 借呗: what went to 借呗 needs no question."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.toml"
        path.write_text('[loan]\nprincipal = "1500.00"\n', encoding="utf-8")
        rows = tuple(
            FoundPayment(START, D("1.00"), State.TAKEN, text("import.why.new"),
                         Evidence("a.csv", f"line {n}"), payee=payee)
            for n, payee in enumerate(("花呗", "借呗"))
        )  # fmt: skip
        fact = Fact("lender.0.platform", "借呗", Evidence("短信.txt", "line 1"))
        papers = [
            Paper("a.csv", "wallet", payments=rows),
            Paper("短信.txt", "notice", facts=(fact,)),
        ]
        found = merged(opened(Path(name)), papers)
        assert [payment.payee for payment in found.additions().payments] == ["借呗"]
        assert [question.token for question in found.questions] == ["花呗"]


def card_paper(carried: str | None, *days: int) -> Paper:
    """A card's statement: a purchase of 100 and a payment of 40 on each of some days."""
    rows, paid = [], []
    for day in days:
        on = START + timedelta(days=day)
        rows += [CardTransaction(on, D(100), "purchase"), CardTransaction(on, D(40), "payment")]
        why, where = text("import.why.new"), Evidence("账单.csv", f"line {day}", "")
        paid.append(FoundPayment(on, D(40), State.TAKEN, why, where))
    before = None if carried is None else D(carried)
    return Paper("账单.csv", "card", card=tuple(rows), payments=tuple(paid), carried=before)


def test_a_card_statement_that_begins_with_a_debt_waits_for_the_one_before(tmp_path: Path) -> None:
    # its payments went to the 60.00 that it begins with: counted against its own purchases alone
    # they would make the debt 60.00 too low
    case = opened(tmp_path)
    later = card_paper("60.00", 30)
    alone = merged(case, [later])
    assert not alone.additions()
    assert {row.why.key for row in alone.papers[0].payments} == {"import.why.carried"}
    both = merged(case, [card_paper("0.00", 5), later]).additions()
    assert [row.amount for row in both.card] == [D(100), D(40), D(100), D(40)]
    assert len(both.payments) == 2
    assert merged(case, [card_paper(None, 30)]).additions().card
