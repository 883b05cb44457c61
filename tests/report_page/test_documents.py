"""The Word document and the PDF carry the same parts as the page."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.report import fonts
from debtcheck.report.fonts import Font, find_font

from .pages import LANGS, names, paper_of, report_of

BOTH = pytest.mark.parametrize("lang", LANGS)
EVERY = pytest.mark.parametrize("name", names())
LATIN = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def a_font() -> Path:
    """A Chinese font of this system, or the test is skipped."""
    pytest.importorskip("fpdf")
    try:
        return find_font().path
    except InputError:
        pytest.skip("no Chinese font on this system")


@BOTH
@EVERY
def test_a_document_has_real_headings_tables_and_fonts(name: str, lang: str) -> None:
    docx = pytest.importorskip("docx")
    from docx.oxml.ns import qn

    from debtcheck.report.docx import render_docx

    paper = paper_of(report_of(name), lang)
    document = docx.Document(BytesIO(render_docx(paper)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in paper.sections]
    points = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert len(points) == len(report_of(name).findings)
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    figures = {cell.text for row in table.rows for cell in row.cells}
    assert f"{report_of(name).contract.total:,.2f}" in figures
    fonts_of = document.styles["Normal"].element.rPr.rFonts
    assert fonts_of.get(qn("w:eastAsia")) == "宋体"
    assert document.core_properties.author == "debtcheck"


@BOTH
@pytest.mark.parametrize("name", ["jd_jintiao_overdue", "card_cash_and_compound", "only_a_total"])
def test_a_pdf_is_written_with_a_font_of_the_system(name: str, lang: str) -> None:
    font = a_font()
    from debtcheck.report.pdf import render_pdf

    pdf = render_pdf(paper_of(report_of(name), lang), font)
    assert pdf.content.startswith(b"%PDF-")
    assert b"/FontFile2" in pdf.content or b"/FontFile3" in pdf.content
    assert re.search(rb"/MediaBox \[0 0 595\.\d+ 841\.\d+\]", pdf.content)
    assert pdf.missing == ()


@pytest.mark.skipif(not LATIN.exists(), reason="the Latin font is not there")
def test_a_font_without_chinese_is_told_of() -> None:
    pytest.importorskip("fpdf")
    from debtcheck.report.pdf import render_pdf

    pdf = render_pdf(paper_of(report_of("jd_jintiao_overdue"), "zh"), LATIN)
    assert "核" in pdf.missing
    assert "1" not in pdf.missing


def test_a_font_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find_font(tmp_path / "none.ttf")
    assert caught.value.problems[0].key == "font_missing"


def test_a_file_that_is_no_font_is_told_of(tmp_path: Path) -> None:
    pytest.importorskip("fpdf")
    from debtcheck.report.pdf import render_pdf

    wrong = tmp_path / "wrong.ttf"
    wrong.write_bytes(b"no font at all")
    with pytest.raises(InputError) as caught:
        render_pdf(paper_of(report_of("jd_jintiao_overdue"), "zh"), wrong)
    assert caught.value.problems[0].key == "font_bad"


def test_no_chinese_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_known", lambda: iter([Font(Path("/nowhere/x.ttf"))]))
    with pytest.raises(InputError) as caught:
        find_font()
    assert caught.value.problems[0].key == "font_none"


def test_a_collection_gives_its_simplified_chinese_font(tmp_path: Path) -> None:
    noto = tmp_path / "NotoSansCJK-Bold.ttc"
    noto.write_bytes(b"")
    assert find_font(noto).number == 2
    other = tmp_path / "other.ttc"
    other.write_bytes(b"")
    assert find_font(other).number == 0


@pytest.mark.parametrize(("module", "extra"), [("docx", "docx"), ("fpdf", "pdf")])
def test_an_absent_extra_is_named(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from debtcheck.report.extras import needed

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as caught:
        needed(module, extra)
    assert caught.value.problems[0].params == {"extra": extra}
