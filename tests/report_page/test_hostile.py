"""Names that somebody else chose cannot become markup, templates or commands, in any format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport
from debtcheck.law.load import load_lawbook
from debtcheck.statements.case_file import load_case

from .pages import LANGS, Tags, page_of, paper_of, text_of

CASE = """
format = 1
private_note = "PRIVATE-NOTE"
[borrower]
name = "张三"
id_number = "110101199003070011"
phone = "13800138000"
[[lender]]
name = "<script>alert(1)</script>"
kind = "microloan"
platform = "<script>alert(1)</script>{{7*7}}"
[loan]
id = '"><img src=x onerror=alert(1)>'
formed_on = 2025-01-10
disbursed_on = 2025-01-10
principal = "10000.00"
received = "10000.00"
rate = "0.04%/day"
due_on = 2025-04-10
[loan.overdue]
rate = "1.5x"
mode = "replaces"
[[fee]]
name = "<b onmouseover=x>{% for a in b %}张三费"
payee = "</style><script>"
payee_relation = "third_party"
amount = "150.00"
when = "upfront"
disclosed = false
condition_of_loan = true
[[payment]]
paid_on = 2025-05-01
amount = "100.00"
payee = "'; alert(1);//"
[[statement]]
as_of = 2025-07-09
interest = "720.00"
penalty = "559.44"
principal = "10000.00"
total = "11279.44"
[[statement.line]]
head = "interest"
amount = "720.00"
text = "<svg onload=alert(1)> 13800138000 \u202e"
[sources]
default = "contract"
"""


@pytest.fixture(name="report")
def hostile(tmp_path: Path) -> AuditReport:
    """The audit of a case full of foreign markup."""
    file = tmp_path / "案.toml"
    file.write_text(CASE, encoding="utf-8")
    return audit(load_case(file, ()), law=load_lawbook())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("for_creditor", [False, True])
def test_foreign_markup_is_text(report: AuditReport, lang: str, for_creditor: bool) -> None:
    page = page_of(report, lang, for_creditor=for_creditor)
    found = Tags(page)
    assert found.wrong == []
    assert not {tag for tag, _ in found.tags} & {"script", "img", "b"}
    assert all(not key.startswith("on") for _, attributes in found.tags for key in attributes)
    text = text_of(page)
    assert "<script>alert(1)</script>{{7*7}}" in text
    assert "49" not in text.partition("借据")[0].partition("loan")[0][:40]
    assert "\u202e" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_personal_data_are_masked_unless_asked_for(report: AuditReport, lang: str) -> None:
    page = page_of(report, lang)
    for private in ("张三", "110101199003070011", "13800138000", "PRIVATE-NOTE"):
        assert private not in page
    assert "张三" in page_of(report, lang, show_private=True)
    assert "PRIVATE-NOTE" not in page_of(report, lang, show_private=True)


def test_a_document_keeps_foreign_text_as_text(report: AuditReport) -> None:
    docx = pytest.importorskip("docx")
    from debtcheck.report.docx import render_docx

    document = docx.Document(BytesIO(render_docx(paper_of(report, "zh"))))
    whole = "\n".join(p.text for p in document.paragraphs)
    assert "<script>alert(1)</script>{{7*7}}" in whole
    assert "张三" not in whole
