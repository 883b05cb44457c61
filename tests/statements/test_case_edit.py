"""What is added to a case file reads back the same, and what was there stays byte for byte."""

from __future__ import annotations

import difflib
import os
import signal
import stat
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debtcheck.case.card import CardTransaction
from debtcheck.case.kinds import Head, Source
from debtcheck.case.model import (
    BookedPayment,
    Claim,
    ClaimLine,
    CreditorChange,
    Evidence,
    Payment,
    ScheduleRow,
)
from debtcheck.case.problem import InputError
from debtcheck.statements.case_edit import added_to, open_case, save
from debtcheck.statements.case_file import load_case
from debtcheck.statements.case_values import Additions
from debtcheck.statements.papers.paper import Fact

D = Decimal
START = date(2025, 1, 10)
_FOLDER = tempfile.TemporaryDirectory()  # goes with the process; each example writes its file anew

# Comments in every place where an editor could lose or move one; tables out of the usual order,
# payments in two places, one of them with a table of its own.
CASE = """\
# 第一行的话


format = 1   # 版本
private_note = '''
多行的话 [[payment]] # 不是注释
'''

[sources]
default = "contract"
"loan.rate" = "app"   # 截图在手机里

[[payment]]   # 第一笔
  paid_on = 2025-02-10
  amount = "500.00"  # 工资卡
[payment.heads]
principal = "500.00"

# 合同
[loan]
principal = "10000.00" # 第一页
formed_on = 2025-01-10
due_dates = [
  2025-04-10, # 一
  2025-05-10,
]
# 空着的一行说明

[[payment]]
amount = "20.00"
paid_on = "2025年3月1日"
# 最后一笔的说明

[loan.overdue]
rate = '1.5x'
#结尾
"""
MINIMAL = '# 借款\n[loan]\nprincipal = "10000.00"\n'
ALONE = (
    '[loan]\nprincipal = "10000.00"\n[payment] # 唯一一笔\npaid_on = 2025-02-10\namount = "1.00"\n'
    '[statement]\ntotal = "5.00"\n[[statement.line]]\nhead = "fee"\namount = "5.00"\n[lender]'
)

text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")),
    max_size=40,
).map(str.strip)
day = st.integers(0, 900).map(lambda n: START + timedelta(n))
money = st.integers(0, 10**9).map(lambda fen: D(fen) / 100)
place = st.builds(
    Evidence,
    st.sampled_from(["流水.csv", "a b.xlsx", "12:30 截图.png", "账单.pdf"]),
    st.one_of(
        st.integers(1, 99999).map("line {}".format),
        st.just("sheet 2, row 5"),
        st.just("page 3, row 2"),
    ),
)
said = st.builds(lambda where, words: replace(where, text=words), place, text)
maybe = st.none() | day
count = st.none() | st.integers(1, 60)
payments = st.builds(
    Payment,
    paid_on=day,
    amount=money,
    booked_on=maybe,
    payee=text,
    instalment=count,
    status=st.sampled_from(["settled", "failed", "refunded", "unknown"]),
    reference=text,
    evidence=place,
)
lines = st.builds(
    ClaimLine,
    head=st.sampled_from([*Head, "waiver"]).map(str),
    amount=money,
    date=maybe,
    no=count,
    days=st.none() | st.integers(0, 900),
    text=text,
    evidence=place,
)
heads = st.dictionaries(st.sampled_from(list(Head)), money).map(
    lambda d: tuple((head, d[head]) for head in Head if head in d)
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim whose every figure has its place."""
    by_head, total = draw(heads), draw(st.none() | money)
    figures = [head.value for head, _ in by_head] + (["total"] if total is not None else [])
    return Claim(
        as_of=draw(maybe),
        kind=draw(st.sampled_from(["app", "sms", "letter", "pdf", "card"])),
        claimant=draw(text),
        heads=by_head,
        total=total,
        lines=tuple(draw(st.lists(lines, max_size=3))),
        booked=tuple(
            draw(st.lists(st.builds(BookedPayment, money, maybe, count, place), max_size=2))
        ),
        evidence=tuple((figure, draw(said)) for figure in figures),
    )


plans = st.integers(0, 3).map(
    lambda n: tuple(ScheduleRow(no, START + timedelta(30 * no), D(no), D("0.10"), None)
                    for no in range(1, n + 1))
)  # fmt: skip
changes = st.builds(
    CreditorChange, st.sampled_from(["assigned", "entrusted"]), text, maybe, st.none() | money,
    proof=st.just("函.txt:3"),
)  # fmt: skip
additions = st.builds(
    Additions,
    payments=st.lists(payments, max_size=3).map(tuple),
    schedule=plans,
    changes=st.lists(changes, max_size=2).map(tuple),
    claims=st.lists(claims(), max_size=2).map(tuple),
    card=st.lists(
        st.builds(CardTransaction, day, money, st.sampled_from(["purchase", "payment"]), maybe),
        max_size=2,
    ).map(tuple),
    facts=st.sets(st.sampled_from([
        ("loan.id", "JT 1"), ("loan.disbursed_on", "2025-01-10"), ("loan.instalments", "2"),
        ("loan.overdue.grace_days", "3"), ("loan.early.fee", "3%"), ("lender.name", "某某"),
        ("card.statement_day", "5"), ("loan.rate", "0.04%/day"), ("borrower.student", "true"),
    ])).map(lambda s: tuple(Fact(k, v, Evidence("短信.txt", "line 1")) for k, v in sorted(s))),
    sources=st.sampled_from([(), (("loan.id", Source.SMS),)]),
)  # fmt: skip

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8-sig",
    "gb18030": "gb18030",
    "utf-16": "utf-16",
}


def written(text_: str, extra: Additions, encoding: str = "utf-8") -> tuple[str, Path]:
    """The text after adding, and the file."""
    path = Path(_FOLDER.name) / "案件.toml"
    path.write_bytes(text_.encode(encoding))
    opened = open_case(path)
    save(opened, added_to(opened, extra))
    return path.read_bytes().decode(encoding), path


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(additions, st.sampled_from([CASE, MINIMAL, CASE.rstrip("\n")]))
def test_what_is_added_reads_back_the_same(extra: Additions, source: str) -> None:
    _, path = written(source, extra)
    before, after = load_case("-", stdin=source.encode), load_case(path)
    old = len(before.payments)
    assert after.payments[old:] == extra.payments
    assert [replace(p, evidence=None) for p in after.payments[:old]] == [
        replace(p, evidence=None) for p in before.payments
    ]
    assert after.schedule == extra.schedule
    assert after.creditor_changes == extra.changes
    assert after.claims == extra.claims
    assert (after.card.transactions if after.card else ()) == extra.card
    values = {fact.key: fact.value for fact in extra.facts}
    assert (after.loan.id or "JT 1") == values.get("loan.id", "JT 1")
    assert (after.loan.instalments is not None) == ("loan.instalments" in values)
    assert after.lender.name == values.get("lender.name", "")
    if extra.sources and extra.facts:
        assert after.sources["loan.id"] is Source.SMS


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(additions, st.sampled_from([CASE, MINIMAL]), st.booleans(), st.sampled_from([*ENCODINGS]))
def test_nothing_that_was_there_is_touched(
    extra: Additions, source: str, windows: bool, encoding: str
) -> None:
    """The old text is the new one with whole lines taken out; line ends and encoding are kept."""
    before = source.replace("\n", "\r\n") if windows else source
    after, path = written(before, extra, ENCODINGS[encoding])
    differ = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    assert not [line for line in differ if line.startswith(("- ", "? "))]
    if windows:
        assert after.count("\n") == after.count("\r\n")
    else:
        assert "\r" not in after
    if ENCODINGS[encoding] == "utf-8-sig":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def payment(line: int = 27) -> Payment:
    """A payment of a bank's paper."""
    return Payment(date(2025, 3, 9), D("30.00"), evidence=Evidence("流水.csv", f"line {line}"))


def test_a_table_that_stands_alone_becomes_the_first_of_several() -> None:
    claim = Claim(date(2025, 6, 1), "sms", total=D("6.00"))
    after, path = written(ALONE, Additions(payments=(payment(),), claims=(claim,)))
    assert "[[payment]] # 唯一一笔" in after
    case = load_case(path)
    assert [p.amount for p in case.payments] == [D("1.00"), D("30.00")]
    assert [c.total for c in case.claims] == [D("5.00"), D("6.00")]
    assert [len(c.lines) for c in case.claims] == [1, 0]


@pytest.mark.parametrize(
    "source",
    [
        'payment = [{ paid_on = 2025-02-10, amount = "1.00" }]\n' + MINIMAL,
        'sources = { default = "app" }\n' + MINIMAL,
        'loan = { principal = "100.00" }\n',
        'loan.principal = "100.00"\nloan.overdue.rate = "1.5x"\n',
    ],
)
def test_a_file_with_tables_in_one_line_is_refused_and_kept(tmp_path: Path, source: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(source, encoding="utf-8")
    opened = open_case(path)
    fact = Fact("loan.overdue.mode", "adds", Evidence("a.txt", "line 1"))
    extra = Additions((payment(),), facts=(fact,), sources=(("loan.id", Source.APP),))
    with pytest.raises(InputError) as caught:
        added_to(opened, extra)
    assert caught.value.problems[0].key == "case_form"
    assert path.read_text(encoding="utf-8") == source


def test_what_the_case_contradicts_is_refused_and_the_file_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CASE, encoding="utf-8")
    early = replace(payment(), paid_on=date(2024, 12, 31))  # ten days before the contract
    with pytest.raises(InputError) as caught:
        added_to(open_case(path), Additions((early,)))
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["case_refuses", "payment_before_payout"]
    assert {problem.place for problem in caught.value.problems} == {""}
    assert path.read_text(encoding="utf-8") == CASE


def test_nothing_to_add_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CASE, encoding="utf-8")
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    opened = open_case(path)
    assert save(opened, added_to(opened, Additions())) is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp


@pytest.mark.skipif(os.name == "nt", reason="no modes and links there")
def test_the_file_stays_private_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path, link = tmp_path / "real" / "a.toml", tmp_path / "link.toml"
    path.write_text(CASE, encoding="utf-8")
    link.symlink_to(path)
    opened = open_case(link)
    save(opened, added_to(opened, Additions((payment(),))))
    assert link.is_symlink()
    assert len(load_case(path).payments) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_change_by_another_program_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CASE, encoding="utf-8")
    opened = open_case(path)
    ready = added_to(opened, Additions((payment(),)))
    path.write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        save(opened, ready)
    assert caught.value.problems[0].key == "file_changed"
    assert path.read_text(encoding="utf-8") == MINIMAL


KILLED = """
import os, signal, sys
from datetime import date
from decimal import Decimal
from debtcheck.case.model import Payment
from debtcheck.statements.case_edit import added_to, open_case, save
from debtcheck.statements.case_values import Additions
opened = open_case(sys.argv[1])
ready = added_to(opened, Additions((Payment(date(2025, 3, 9), Decimal("30.00")),)))
def die(*args, **named):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[2], die)
save(opened, ready)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize("call", ["write", "fsync", "link", "replace"])
def test_a_kill_while_writing_leaves_the_case_as_it_was(tmp_path: Path, call: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CASE, encoding="utf-8")
    args = [sys.executable, "-c", KILLED, str(path), call]
    done = subprocess.run(args, check=False, timeout=60)
    assert done.returncode == (-signal.SIGKILL if call != "link" or sys.platform == "linux" else 0)
    assert path.read_text(encoding="utf-8") == CASE
    assert len(load_case(path).payments) == 2
