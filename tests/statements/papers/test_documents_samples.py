"""The documents among the sample papers, each with figures worked by hand.

The plan: 6,000.00 in six instalments of 1,000.00, interest 1.5% a month of what is left (90, 75,
60, 45, 30, 15), a guarantee fee of 20.00 each. Instalments 1 to 3 are paid (1,110, 1,095, 1,080).
On 2026-09-27 the fourth is 43 days overdue and the fifth 12, at 0.075% a day of 1,000.00:
32.25 + 9.00. Claimed: 2,000.00 + (45 + 30) + 41.25 + (20 + 20) = 2,156.25.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim, CreditorChange
from debtcheck.case.problem import InputError
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.paper import Paper
from debtcheck.statements.papers.readers import read_paper

D = Decimal
SAMPLES = Path(__file__).parents[3] / "sample_statements" / "papers"
OPENING = Opening(today=date(2026, 9, 28), password=lambda file: "202609")
AS_OF = date(2026, 9, 27)
CLAIMED = {
    Head.PRINCIPAL: D("2000.00"),
    Head.INTEREST: D("75.00"),
    Head.PENALTY: D("41.25"),
    Head.FEE: D("40.00"),
}
PLANS = (
    "plan.csv", "plan.tsv", "plan.xlsx", "statement_ruled.pdf", "statement_unruled.pdf",
    "statement_locked.pdf", "statement.json", "plan_pasted.txt",
)  # fmt: skip
# Where the fourth instalment stands.
PLACES = {
    "plan.csv": "line 8",
    "plan.tsv": "line 8",
    "plan.xlsx": "row 8",
    "statement_ruled.pdf": "page 1, row 8",
    "statement_unruled.pdf": "page 1, row 8",
    "statement_locked.pdf": "page 1, row 8",
    "statement.json": "row 4",
    "plan_pasted.txt": "line 9",
}


def paper(name: str) -> Paper:
    return read_paper(SAMPLES / name, OPENING)


def only_claim(found: Paper) -> Claim:
    assert len(found.claims) == 1
    return found.claims[0]


@pytest.mark.parametrize("name", PLANS)
def test_the_claim_is_the_same_in_every_form(name: str) -> None:
    claim = only_claim(paper(name))
    assert dict(claim.heads) == CLAIMED
    assert claim.as_of == AS_OF
    # Only the JSON prints a total of its own; the others leave it to the sum of the heads.
    assert claim.total == (D("2156.25") if name == "statement.json" else None)
    assert sum(CLAIMED.values()) == D("2156.25")
    assert claim.where("penalty")[0].place == PLACES[name]


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_is_the_same_in_every_form(name: str) -> None:
    plan = paper(name).schedule
    assert [row.no for row in plan] == [1, 2, 3, 4, 5, 6]
    assert [row.due_on for row in plan] == [date(2026, month, 15) for month in range(5, 11)]
    assert [row.principal for row in plan] == [D("1000.00")] * 6
    assert [row.interest for row in plan] == [D(n) for n in (90, 75, 60, 45, 30, 15)]
    assert [row.fee for row in plan] == [D("20.00")] * 6


@pytest.mark.parametrize("name", PLANS)
def test_what_the_platform_booked(name: str) -> None:
    booked = only_claim(paper(name)).booked
    assert [(b.no, b.amount) for b in booked] == [(1, D(1110)), (2, D(1095)), (3, D(1080))]
    if name != "plan_pasted.txt":  # it gives no day of payment
        assert [b.on for b in booked] == [
            date(2026, 5, 15),
            date(2026, 6, 15),
            date(2026, 7, 14),
        ]


@pytest.mark.parametrize("name", PLANS)
def test_facts_above_the_table(name: str) -> None:
    facts = {fact.key: fact.value for fact in paper(name).facts}
    assert facts["loan.id"] == "A2026040001"
    assert facts["loan.principal"] == "6000.00"
    if name != "plan_pasted.txt":
        assert facts["lender.name"] == "某某小额贷款有限公司"


def test_encodings() -> None:
    assert (paper("plan.csv").encoding, paper("plan.tsv").encoding) == ("GB18030", "UTF-8")


def test_an_apps_notice() -> None:
    found = paper("app_notice.txt")
    claim = only_claim(found)
    assert (claim.kind, claim.as_of, claim.total) == ("app", AS_OF, D("2156.25"))
    assert dict(claim.heads) == CLAIMED
    assert (found.overdue_days, found.court, found.notices) == (43, False, ())
    assert [(e.place, e.text) for e in claim.where("penalty")] == [("line 6", "罚息41.25元")]
    assert [(e.place, e.text) for e in claim.where("total")] == [("line 2", "应还总额2,156.25元")]


def test_a_lawyers_letter_whose_sum_is_wrong() -> None:
    found = paper("lawyer_letter.txt")
    claim = only_claim(found)
    assert (claim.kind, claim.as_of) == ("letter", AS_OF)
    assert claim.claimant == "某某小额贷款有限公司"
    assert claim.head(Head.COSTS) == D("500.00")
    assert found.changes == (CreditorChange("entrusted", "某某小额贷款有限公司"),)
    assert found.court
    # 3,000 + 90 + 60 + 41.25 + 500 = 3,691.25; the letter says 3,791.25.
    (notice,) = [n for n in found.notices if n.key == "papers_doc.sum_differs"]
    assert (notice.params["parts"], notice.params["gap"]) == (D("3691.25"), D("100.00"))


def test_a_guarantors_notice() -> None:
    found = paper("guarantor_notice.txt")
    claim = only_claim(found)
    assert found.changes == (
        CreditorChange("guarantor_paid", "某某融资担保有限公司", date(2026, 9, 25), D("2150.25")),
    )
    assert (claim.claimant, claim.total) == ("某某融资担保有限公司", D("2156.25"))
    assert dict(claim.heads) == CLAIMED


def test_a_picture_is_kept_as_evidence() -> None:
    found = paper("screenshot.png")
    assert found.format == "image"
    assert len(found.digest) == 64
    assert [n.key for n in found.notices] == [
        "papers_doc.image",
        "papers_doc.image_words",
    ]


def test_a_message_about_the_loan_of_the_wallets_export() -> None:
    """The loan of alipay_app.csv: 6,000.00 at 0.05% a day, 1,000.00 a month from 2026-04-15.

    The fourth instalment: 1,000.00 + 3,000 × 0.05% × 30 = 1,045.00. Its penalty for 12 days is
    1,000 × 0.075% × 12 = 9.00 by the overdue principal; the message says 27.00, which is
    3,000 × 0.075% × 12: by all the principal that is left.
    """
    found = paper("sms.txt")
    claim = only_claim(found)
    assert (claim.kind, claim.claimant, claim.as_of) == ("sms", "借呗", date(2026, 7, 27))
    assert dict(claim.heads) == {
        Head.PRINCIPAL: D("1000.00"),
        Head.INTEREST: D("45.00"),
        Head.PENALTY: D("27.00"),
    }
    assert (claim.total, found.overdue_days, found.notices) == (D("1072.00"), 12, ())


def test_a_wallets_export_in_its_locked_archive() -> None:
    opening = Opening(today=AS_OF, password=lambda file: "123456")
    found = read_paper(SAMPLES / "alipay_locked.zip", opening)
    plain_one = read_paper(SAMPLES / "alipay_app.csv", opening)
    assert found.file.endswith("alipay_locked.zip/支付宝交易明细(20260301-20260720).csv")
    assert (found.format, found.rows, found.sums) == ("alipay_app", 22, plain_one.sums)
    assert [p.amount for p in found.payments] == [p.amount for p in plain_one.payments]


def test_a_scan_says_so() -> None:
    with pytest.raises(InputError) as caught:
        paper("statement_scan.pdf")
    assert [p.key for p in caught.value.problems] == ["pdf_scan"]


@pytest.mark.parametrize(
    ("password", "key"), [(None, "paper_locked"), ("1", "paper_wrong_password")]
)
def test_a_locked_pdf(password: str | None, key: str) -> None:
    opening = Opening(today=AS_OF, password=lambda file: password)
    with pytest.raises(InputError) as caught:
        read_paper(SAMPLES / "statement_locked.pdf", opening)
    assert [p.key for p in caught.value.problems] == [key]
