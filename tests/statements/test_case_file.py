"""Case files and options: what is read, and how each bad input is told."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head, LenderKind, Method, Source
from debtcheck.case.model import BookedPayment, ClaimLine, Evidence
from debtcheck.case.rate import FloatingRate, Rate, RateMultiple, RateUnit
from debtcheck.statements.case_file import Option, load_case
from debtcheck.statements.schema import case_json_schema, repeated, tables

D = Decimal
LOAN = '[loan]\nprincipal = "10000.00"\n'

FULL = """format = 1
as_of = 2025-07-09
private_note = "不外传"

[borrower]
name = "张三"
role = "borrower"
student = false

[lender]
name = "某某小额贷款有限公司"
kind = "microloan"
share = "100%"
facilitated = true

[[creditor_change]]
kind = "assigned"
to = "某某资产管理有限公司"
on = 2025-06-01
notified_on = 2025-06-03

[loan]
id = "JT-2025-0001"
formed_on = 2025-01-10
disbursed_on = "2025年1月10日"
principal = "10,000.00"
received = 10000
rate = "万分之四"
method = "bullet"
instalments = 1
due_on = 2025-04-10
allocation = ["costs", "penalty", "interest", "compound", "damages", "fee", "principal"]
rate_change = [{ on = 2025-03-01, rate = "0.05%/day" }]

[loan.overdue]
rate = "1.5x"
once = "5%"
once_base = "instalment"
mode = "replaces"
grace_days = 3

[[loan.overdue.fee]]
name = "催告费"
amount = "10.00"
after_days = 10
every_days = 10

[loan.early]
fee = "3%"
cap = "0.1%/day"

[loan.rolled_from]
principal = "8000.00"

[[loan.disbursement]]
id = "1"
on = 2025-01-10
amount = "4000.00"

[[fee]]
name = "融资担保费"
kind = "guarantee"
amount = "150.00"

[[payment]]
paid_on = 2025-02-10
amount = "500.00"
heads = { principal = "400.00", interest = "100.00" }
evidence = "流水.csv:27"

[[payment]]
paid_on = 2025-02-11
amount = "1.00"

[[schedule]]
no = 1
due_on = 2025-04-10
principal = "10000.00"

[[agreement]]
on = 2025-06-20
waived = "500.00"

[[statement]]
as_of = 2025-07-09
claimant = "某某公司"
interest = "720.00"
total = "11279.44"
[[statement.line]]
head = "penalty"
amount = "180.00"
days = 30
[[statement.line]]
head = "payment"
amount = "-500.00"
date = 2025-02-12

[card]
due_day = 25
minimum = { rate = "10%", floor = "50.00" }
[[card.transaction]]
on = 2025-03-30
amount = "1000.00"
kind = "purchase"

[court]
stage = "sued"
filed_on = 2025-08-01

[judgment]
award = { principal = "10000.00", costs = "50.00" }
general_interest = "4xLPR1Y"
stays = [[2025-01-01, 2025-02-01]]

[[event]]
on = 2024-05-01
kind = "demand"

[[codebtor]]
role = "surety"
name = "李四"

[sources]
default = "app"
"loan.rate" = "contract"
"lender.kind" = "sms"
"""


def test_every_part_of_a_case_is_read(case_toml) -> None:
    case = load_case(case_toml(FULL))
    loan = case.loan
    assert (loan.principal, loan.received) == (D("10000.00"), D("10000.00"))
    assert loan.disbursed_on == date(2025, 1, 10)
    assert loan.rate == Rate(D("0.0004"), RateUnit.DAY)
    assert loan.method is Method.BULLET
    assert loan.allocation is not None
    assert loan.allocation[:2] == (Head.COSTS, Head.PENALTY)
    assert loan.rate_changes[0].rate == Rate(D("0.0005"), RateUnit.DAY)
    assert loan.overdue.rate == RateMultiple(D("1.5"))
    assert (loan.overdue.once, loan.overdue.grace_days) == (D("0.05"), 3)
    assert loan.overdue.fees[0].every_days == 10
    assert loan.early is not None
    assert (loan.early.fee, loan.early.cap) == ("3%", Rate(D("0.001"), RateUnit.DAY))
    assert loan.rolled_from is not None
    assert loan.disbursements[0].amount == D(4000)
    assert case.lender.kind is LenderKind.MICROLOAN
    assert case.lender.share == 1
    assert case.creditor_changes[0].notified_on == date(2025, 6, 3)
    assert case.fees[0].when == "instalment"
    assert case.payments[0].heads == ((Head.PRINCIPAL, D(400)), (Head.INTEREST, D(100)))
    assert case.schedule[0].no == 1
    assert case.agreements[0].waived == D(500)
    assert case.card is not None
    assert (case.card.minimum_rate, case.card.minimum_floor) == (D("0.1"), D(50))
    assert case.court is not None
    assert case.judgment is not None
    assert case.judgment.general_interest == FloatingRate("LPR1Y", D(4))
    assert case.judgment.stays == ((date(2025, 1, 1), date(2025, 2, 1)),)
    assert (case.events[0].kind, case.codebtors[0].name) == ("demand", "李四")
    assert case.private_note == "不外传"
    assert not case.notices


def test_every_fact_carries_its_place(case_toml) -> None:
    path = case_toml(FULL)
    case = load_case(path)
    rows = FULL.split("\n")
    rate = rows.index('rate = "万分之四"') + 1
    assert case.stated["loan.rate"] == Evidence(str(path), f"line {rate}", 'rate = "万分之四"')
    assert case.stated["loan.rate_change.0.rate"].place == f"line {rate + 5}"
    assert "loan.ends" not in case.stated
    assert "不外传" not in case.stated["private_note"].text
    assert case.payments[0].evidence == Evidence("流水.csv", "line 27")
    assert case.payments[1].evidence == case.stated["payment.1.amount"]
    claim = case.claim
    assert claim is not None
    assert claim.heads == ((Head.INTEREST, D("720.00")),)
    total = rows.index('total = "11279.44"') + 1
    assert claim.where("total") == (Evidence(str(path), f"line {total}", 'total = "11279.44"'),)
    assert isinstance(claim.lines[0], ClaimLine)
    assert claim.lines[0].evidence == case.stated["statement.0.line.0.amount"]
    place = case.stated["statement.0.line.1.amount"]
    assert claim.booked == (BookedPayment(D(500), date(2025, 2, 12), evidence=place),)
    assert case.source("loan.rate") is Source.CONTRACT
    assert case.source("loan.principal") is Source.APP
    assert case.source("lender.0.kind") is Source.SMS


def test_a_floating_rate_reprices_as_the_file_says(case_toml) -> None:
    case = load_case(case_toml(LOAN + 'rate = "LPR1Y+5.25%"\nreprices = "yearly"\n'))
    assert case.loan.rate == FloatingRate("LPR1Y", D(1), D("0.0525"), "yearly")


def test_options_stand_above_the_file(case_toml) -> None:
    options = [
        Option("loan.principal", "9000", "--principal"),
        Option("loan.rate", "0.05%/day", "--rate"),
        Option("statement.0.interest", "700", "--claimed-interest"),
        Option("payment.+", {"paid_on": "2025-03-01", "amount": "50"}, "--paid"),
        Option("payment.+", {"paid_on": "2025-03-02", "amount": "60"}, "--paid"),
        Option("loan.ends", None, "--ends"),
    ]
    text = LOAN + '[statement]\ninterest = "720.00"\n[sources]\n"loan.principal" = "contract"\n'
    case = load_case(case_toml(text), options)
    assert case.loan.principal == D(9000)
    assert case.options == ("--principal", "--claimed-interest")
    assert case.source("loan.principal") is Source.MEMORY
    assert case.source("payment.1.amount") is Source.MEMORY
    assert case.stated["loan.rate"] == Evidence("", "option --rate", "0.05%/day")
    assert [payment.amount for payment in case.payments] == [D(50), D(60)]
    assert case.claims[0].heads == ((Head.INTEREST, D(700)),)


def test_a_bad_option_is_named(refused) -> None:
    options = [
        Option("loan.principal", "10000", "--principal"),
        Option("loan.rate", "0.04%", "--rate"),
        Option("payment.+", {"paid_on": "2025-02-30", "amount": "1"}, "--paid"),
    ]
    found = refused(lambda: load_case(None, options))
    assert [(p.key, p.place) for p in found] == [
        ("rate_no_unit", "option --rate"),
        ("date_impossible", "option --paid"),
    ]


def test_without_file_and_principal(refused) -> None:
    assert [p.key for p in refused(lambda: load_case(None))] == ["missing_principal"]


def test_standard_input() -> None:
    assert load_case("-", stdin=LOAN.encode).loan.principal == D(10000)


@pytest.mark.parametrize(
    ("codec", "notice"),
    [("utf-8", None), ("utf-8-sig", "UTF-8-SIG"), ("utf-16", "UTF-16"), ("gb18030", "GB18030")],
)
def test_encodings(case_toml, codec: str, notice: str | None) -> None:
    case = load_case(case_toml((LOAN + '[borrower]\nname = "张三"\n').encode(codec)))
    assert case.borrower.name == "张三"
    assert [blanks["encoding"] for _, blanks in case.notices] == ([notice] if notice else [])


def test_files_that_are_no_case(tmp_path: Path, case_toml, refused) -> None:
    (tmp_path / "金条.toml").write_text(LOAN, encoding="utf-8")
    tried = {
        tmp_path / "no" / "x.toml": "no_file",
        tmp_path / "金条1.toml": "no_file_near",
        tmp_path: "is_folder",
        "a\0b": "unreadable",
    }
    for path, key in tried.items():
        assert [p.key for p in refused(lambda path=path: load_case(path))] == [key]
    for content, key in (
        (b"", "empty_file"),
        (b" \n\t", "empty_file"),
        (b"\x00\x01\x02", "binary_file"),
        (b"%PDF-1.7\n", "binary_file"),
        (b"\x81\xff\xff", "encoding"),
        (b"#" * 5_000_001, "too_large"),
    ):
        assert [p.key for p in refused(lambda raw=content: load_case(case_toml(raw)))] == [key]


@pytest.mark.parametrize(
    ("line", "key", "place", "suggest"),
    [
        ("rate = 0.04%/day", "toml_value", "line 3, column 12", 'rate = "0.04%/day"'),
        ("rate = “18%/year”", "toml_value", "line 3, column 8", 'rate = "18%/year"'),
        ("received = 10,000.00", "toml_value", "line 3, column 14", 'received = "10,000.00"'),
        ("due_on = 2025-02-30", "date_impossible", "line 3, column 10", None),
        ('principal = "1"', "toml_twice", "line 3, column 16", None),
        ('id = "a', "toml_unclosed", "line 3, column 8", None),
        ('id = "C:\\dir"', "toml_backslash", "line 3, column 11", None),
        ('本金 = "1"', "toml_equals", "line 3, column 1", None),
        ("id = ]", "toml_value", "line 3, column 6", 'id = "]"'),
        ('id = "a" "b"', "toml_syntax", "line 3, column 10", None),
        ('id = "a\x01"', "toml_character", "line 3, column 8", None),
        ("x = " + "[" * 5000, "toml_nested", "", None),
        ("x = " + "9" * 5000, "toml_number", "", None),
    ],
)
def test_broken_toml(case_toml, refused, line: str, key: str, place: str, suggest) -> None:
    (found,) = refused(lambda: load_case(case_toml(LOAN + line + "\n")))
    assert (found.key, found.place) == (key, place)
    assert suggest is None or found.params["suggest"] == suggest


def test_all_problems_of_a_file_together(case_toml, refused) -> None:
    text = """[loan]
principal = 10000.5
due_on = "2025-02-30"
rate = "0.04%"
methd = "bullet"
method = "bulet"
kind = "bank"
lender = "x"
instalments = 601
[lendr]
name = "x"
[[payment]]
amount = "-5"
[borrower]
name = 5
student = "yes"
[court]
filed_on = 2025-13-14T00:00:00
"""
    text = text.replace("2025-13-14T00:00:00", '"13/14/2025"')
    found = refused(lambda: load_case(case_toml(text)))
    assert [(p.place, p.key) for p in found] == [
        ("line 2", "amount_float"),
        ("line 3", "date_impossible"),
        ("line 4", "rate_no_unit"),
        ("line 5", "unknown_key_near"),
        ("line 6", "choice_near"),
        ("line 7", "unknown_key_home"),
        ("line 8", "unknown_key_table"),
        ("line 9", "count_range"),
        ("line 10", "unknown_key_near"),
        ("line 12", "missing_key"),
        ("line 13", "amount_negative"),
        ("line 15", "text_type"),
        ("line 16", "flag_type"),
        ("line 18", "date_form"),
    ]
    assert found[0].params["suggest"] == '"10000.50"'
    assert found[3].params["near"] == "method"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("loan = 5\n", ["table_type"]),
        ('[[loan]]\nprincipal = "1"\n', ["table_type"]),
        ("format = 2\n" + LOAN, ["format_version"]),
        ('principal = "1"\n', ["missing_principal", "unknown_key_home"]),
        (LOAN + "[statement]\nzzz = 1\n", ["unknown_key"]),
        (LOAN + 'due_dates = "x"\n', ["list_type"]),
        (LOAN + "[judgment]\nstays = [[2025-01-01]]\n", ["list_type"]),
        (LOAN + "sources = 5\n", ["unknown_key_table"]),
        ("sources = 5\n" + LOAN, ["table_type"]),
        (LOAN + 'allocation = "x"\n', ["allocation_type"]),
        (LOAN + 'allocation = ["costs"]\n', ["allocation_missing"]),
        (LOAN + 'allocation = ["costs", "costs"]\n', ["allocation_twice"]),
        (LOAN + 'rate = "3%/day"\n', ["rate_too_high"]),
        (LOAN + 'rate = "1.5x"\n', ["rate_multiple_here"]),
        (LOAN + '[loan.overdue]\nrate = "LPR1Y"\n', ["rate_index_here"]),
        (LOAN + '[loan.overdue]\nrate = "150x"\n', ["rate_multiple_high"]),
        (LOAN + 'instalments = "many"\n', ["count_type"]),
        (LOAN + 'method = "xyz"\n', ["choice"]),
        (LOAN + 'id = "' + "长" * 501 + '"\n', ["text_too_long"]),
        ('private_note = "' + "长" * 20001 + '"\n' + LOAN, ["text_too_long"]),
        ('[loan]\nprincipal = "0"\n', ["amount_zero"]),
        ('[loan]\nprincipal = "1000000000000.01"\n', ["amount_too_large"]),
        ('[loan]\nprincipal = "7 89.04"\n', ["amount_space"]),
        (LOAN + '[sources]\n"loan.rte" = "contract"\n', ["unknown_source_near"]),
        (LOAN + '[sources]\nxyzzy = "contract"\n', ["unknown_source"]),
        (LOAN + '[sources]\n"loan.rate" = "contrat"\n', ["choice_near"]),
    ],
)
def test_each_bad_value(case_toml, refused, text: str, keys: list[str]) -> None:
    assert [p.key for p in refused(lambda: load_case(case_toml(text)))] == keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("formed_on = 2025-01-10\ndue_on = 2025-01-09\n", ("line 4", "due_before_payout")),
        (
            'disbursed_on = 2025-01-10\n[payment]\npaid_on = 2025-01-09\namount = "1"\n',
            ("line 5", "payment_before_payout"),
        ),
        (
            "disbursed_on = 2025-01-10\n[statement]\nas_of = 2025-01-09\n",
            ("line 5", "claim_before_payout"),
        ),
        (
            "formed_on = 2025-01-10\n[court]\nfiled_on = 2025-01-09\n",
            ("line 5", "filed_before_formed"),
        ),
        (
            "[judgment]\non = 2025-10-01\nperform_by = 2025-09-30\n",
            ("line 5", "paper_order"),
        ),
        (
            "[[agreement]]\non = 2025-10-01\nbroken_on = 2025-09-30\n",
            ("line 5", "paper_order"),
        ),
        ('received = "10000.01"\n', ("line 3", "received_above_principal")),
        ("due_dates = [2025-03-01,\n 2025-02-01]\n", ("line 4", "due_dates_order")),
        ("due_dates = [2025-02-01]\ninstalments = 2\n", ("line 3", "due_dates_count")),
        (
            "first_due_on = 2025-02-02\ndue_dates = [2025-02-01]\n",
            ("line 3", "first_due_differs"),
        ),
        ("first_due_on = 2025-03-01\ndue_on = 2025-02-01\n", ("line 4", "due_before_first")),
        (
            '[[lender]]\nshare = "60%"\n[[lender]]\nshare = "40.01%"\n',
            ("line 3", "shares_above_whole"),
        ),
        ('[fee]\nname = "x"\namount = "1"\nwhen = "once"\n', ("line 6", "fee_once_without_day")),
    ],
)
def test_facts_that_cannot_stand_together(case_toml, refused, text: str, found) -> None:
    problems = refused(lambda: load_case(case_toml(LOAN + text)))
    assert [(p.place, p.key) for p in problems] == [found]


def test_contradictions_are_told_beside_bad_values(case_toml, refused) -> None:
    text = LOAN + 'rate = "0.04%"\nformed_on = 2025-01-10\ndue_on = 2025-01-09\n'
    problems = refused(lambda: load_case(case_toml(text)))
    assert [p.key for p in problems] == ["rate_no_unit", "due_before_payout"]


def test_facts_that_are_no_contradiction(case_toml) -> None:
    text = """formed_on = 2025-01-11
disbursed_on = 2025-01-10
due_on = 2025-01-10
instalments = 600
[[lender]]
share = "60%"
[[lender]]
share = "40%"
[statement]
as_of = 2025-02-01
[payment]
paid_on = 2025-03-01
amount = "1"
"""
    assert load_case(case_toml(LOAN + text)).loan.instalments == 600


def test_a_confirmed_rate_is_taken(case_toml) -> None:
    high = Rate(D("0.03"), RateUnit.DAY)
    path = case_toml(LOAN + 'rate = "3%/day"\n')
    assert load_case(path, accept_rate=True).loan.rate == high
    confirmed = case_toml(LOAN + 'rate = "3%/day"\nrate_confirmed = true\n')
    assert load_case(confirmed).loan.rate == high


def test_escapes_in_names_do_not_reach_the_case(case_toml) -> None:
    name = r'"[red]张三\u001b[31m\u202e\u200b"'
    case = load_case(case_toml(LOAN + f"[borrower]\nname = {name}\n"))
    assert case.borrower.name == "[red]张三"
    assert all("\x1b" not in place.text for place in case.stated.values())


def test_the_schema_names_every_key() -> None:
    schema = case_json_schema()
    assert schema["required"] == ["loan"]
    assert set(schema["properties"]) == set(tables()[""])
    assert "statement.line" in repeated()
    assert set(tables()["loan.overdue"]) >= {"rate", "once", "compound_rate", "fee"}
    loan = schema["$defs"]["LoanTable"]
    assert loan["required"] == ["principal"]
    assert loan["properties"]["method"]["enum"] == [method.value for method in Method]
    assert "null" not in str(schema)


def test_a_case_is_frozen(case_toml) -> None:
    case = load_case(case_toml(LOAN))
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.file = "x"  # type: ignore[misc]
