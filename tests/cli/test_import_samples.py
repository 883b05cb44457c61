"""Each sample paper goes into a case, with its places, and a second time changes no byte."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debtcheck.report.import_schema import Import
from debtcheck.statements.case_file import load_case
from debtcheck.statements.named_place import file_name

Run = Callable[..., Any]
FOLDER = Path(__file__).resolve().parents[2] / "sample_statements" / "papers"
SAMPLES = sorted(p for p in FOLDER.iterdir() if p.suffix not in (".md", ".txt.md"))
REFUSED = ("statement_scan.pdf",)  # pictures of pages
CASE = '# 我的案件\n[loan]\nprincipal = "6000.00" # 合同\n'
DAY = ("--today", "2026-11-24", "--password", "123456", "--password", "202609")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_sample_is_imported_once(run: Run, tmp_path: Path, sample: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_text(CASE, encoding="utf-8")
    args = ("import", str(sample), "--into", str(case), "--take", "all", "--json", *DAY)
    ran = run(*args)
    if sample.name in REFUSED:
        assert (ran.code, ran.out) == (2, "")
        assert case.read_text(encoding="utf-8") == CASE
        return
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    Import.model_validate(found)
    (file,) = found["files"]
    name = file_name(file["file"])  # of the paper inside an archive
    once = case.read_bytes()
    assert once.startswith(CASE.encode()[: len("# 我的案件\n[loan]\n".encode())])
    assert found["written"] is True
    read = load_case(case)
    taken = [p for p in file["payments"] if p["state"] == "taken" and not p["payout"]]
    assert len(read.payments) == len(taken) == found["added"]["payments"]
    taken.sort(key=lambda row: str(row["paid_on"]))
    for payment, row in zip(read.payments, taken, strict=True):
        assert payment.evidence is not None
        assert (payment.evidence.file, payment.evidence.place) == (name, row["place"])
        assert f"{payment.amount:.2f}" == row["amount"]
    assert len(read.claims) == found["added"]["claims"]
    assert len(read.card.transactions if read.card else ()) == found["added"]["card"]
    for claim in read.claims:
        for figure in (*(head for head, _ in claim.heads), *(["total"] if claim.total else [])):
            (place,) = claim.where(str(figure))
            assert place.file in (name, str(case))
    again = run(*args)
    assert again.code == 0, again.err
    assert json.loads(again.out)["written"] is False
    assert case.read_bytes() == once


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_samples_are_shown_within_the_page(run: Run, lang: str) -> None:
    from debtcheck.cli.help import cells

    files = [str(p) for p in SAMPLES if p.name not in REFUSED]
    ran = run("import", *files, "--lang", lang, *DAY)
    assert ran.code == 0, ran.err
    paths = (str(FOLDER), "debtcheck ", os.sep)
    lines = [line for line in ran.out.splitlines() if not any(p in line for p in paths)]
    assert [line for line in lines if cells(line) > 80] == []


LOAN = """\
[loan]
principal = "6000.00"
disbursed_on = 2026-03-15
rate = "0.05%/day"
method = "equal_principal"
instalments = 6
first_due_on = 2026-04-15

[loan.overdue]
rate = "1.5x"
base = "overdue_principal"

[sources]
default = "contract"
"""


def test_from_a_wallet_and_a_message_to_a_check_without_editing(run: Run, tmp_path: Path) -> None:
    """Instalments of 1,000.00 and 0.05% a day: 1,093.00 (31 days of 6,000), 1,075.00 (30 of
    5,000), 1,062.00 (31 of 4,000). The message asks 27.00 for 12 days of the fourth; on the
    overdue 1,000.00 it is 1,000.00 x 0.05% x 1.5 x 12 = 9.00, so 18.00 too much: 27.00 is what
    comes out on all 3,000.00 that were left."""
    case = tmp_path / "借呗.toml"
    case.write_text(LOAN, encoding="utf-8")
    files = [str(FOLDER / "alipay_app.csv"), str(FOLDER / "sms.txt")]
    found = json.loads(run("import", *files, "--into", str(case), "--json", "--lang", "zh").out)
    rows = found["files"][0]["payments"]
    meets = {(r["amount"], r["meets"]) for r in rows if r["state"] == "taken" and not r["payout"]}
    assert meets == {("1093.00", "第 1 期"), ("1075.00", "第 2 期"), ("1062.00", "第 3 期")}
    report = json.loads(run("check", str(case), "--json", "--lang", "zh").out)
    assert report["totals"]["claimed"]["total"] == "1072.00"
    assert report["totals"]["contract"]["penalty"] == "9.00"
    (penalty,) = [
        f for f in report["findings"] if f["head"] == "penalty" and f["difference"] == "18.00"
    ]
    assert ("sms.txt", "line 1") in {(e["file"], e["place"]) for e in penalty["evidence"]}
    assert "罚息27.00" in penalty["evidence"][0]["text"]
