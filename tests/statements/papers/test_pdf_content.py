"""PDFs: tables with and without rules, radicals, pages, passwords, bounds, and each bad one."""

from __future__ import annotations

import builtins
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF

from debtcheck.statements.papers import pdf_content, pdf_limits, pdf_page
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.opening import open_paper
from debtcheck.statements.papers.pdf_page import plain

TODAY = date(2026, 9, 28)
OPENING = Opening(today=TODAY)
HEAD = ["no", "due_on", "principal", "interest", "penalty", "status"]
WIDTHS = [15, 30, 30, 30, 30, 30]


def new_pdf() -> FPDF:
    pdf = FPDF()
    pdf.set_font("helvetica", size=9)
    return pdf


def write_line(pdf: FPDF, cells: list[str], align: str = "R") -> None:
    for cell, width in zip(cells, WIDTHS, strict=True):
        pdf.cell(width, 7, cell, align=align)
    pdf.ln()


def opened(tmp_path: Path, raw: bytes, opening: Opening = OPENING) -> Content:
    path = tmp_path / "paper.bin"
    path.write_bytes(raw)
    return open_paper(path, opening)


def drawn(tmp_path: Path, draw: Callable[[FPDF], None]) -> list[tuple[str, list[str]]]:
    pdf = new_pdf()
    pdf.add_page()
    draw(pdf)
    return [tuple(row) for row in opened(tmp_path, bytes(pdf.output())).rows()]


def hand_made(page: bytes, objects: str = "", *, resources: str = "") -> bytes:
    """A PDF of one page, its content packed; `objects` begin at number 6."""
    packed = zlib.compress(page)
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>" + resources.encode() + b">>>>endobj",
        f"4 0 obj<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
        + packed
        + b"\nendstream endobj",
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        objects.encode(),
    ]
    return b"%PDF-1.4\n" + b"\n".join(parts) + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def test_columns_without_rules_and_with_empty_cells(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.cell(0, 8, "Repayment plan", new_x="LMARGIN", new_y="NEXT")
        write_line(pdf, HEAD)
        write_line(pdf, ["1", "2026-08-15", "833.33", "", "6.25", "overdue"])
        write_line(pdf, ["2", "2026-09-15", "1,833.33", "121.50", "", ""])

    assert drawn(tmp_path, draw) == [
        ("page 1, row 1", ["Repayment plan"]),
        ("page 1, row 2", HEAD),
        ("page 1, row 3", ["1", "2026-08-15", "833.33", "", "6.25", "overdue"]),
        ("page 1, row 4", ["2", "2026-09-15", "1,833.33", "121.50", "", ""]),
    ]


def test_columns_go_on_over_the_page_without_a_heading(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        write_line(pdf, HEAD)
        write_line(pdf, ["1", "2026-08-15", "833.33", "", "6.25", "overdue"])
        pdf.add_page()
        write_line(pdf, ["2", "2026-09-15", "833.33", "", "2.10", ""])

    assert drawn(tmp_path, draw)[-1] == (
        "page 2, row 1",
        ["2", "2026-09-15", "833.33", "", "2.10", ""],
    )


def test_a_ruled_table_with_a_cell_of_two_lines(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        with pdf.table(col_widths=(10, 30, 20), first_row_as_headings=False) as table:
            for cells in (["no", "due_on", "status"], ["1", "2026-08-15 09:30:00", "open"]):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        pdf.cell(0, 8, "Figures as of today", new_x="LMARGIN", new_y="NEXT")

    assert drawn(tmp_path, draw) == [
        ("page 1, row 1", ["no", "due_on", "status"]),
        ("page 1, row 2", ["1", "2026-08-15 09:30:00", "open"]),
        ("page 1, row 3", ["Figures as of today"]),
    ]


def test_a_frame_around_the_page_is_no_table(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.rect(5, 5, 200, 280)
        write_line(pdf, HEAD)

    assert drawn(tmp_path, draw) == [("page 1, row 1", HEAD)]


def test_turned_words_over_a_page_are_left_out(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        write_line(pdf, HEAD)
        with pdf.rotation(45, 100, 100):
            pdf.text(60, 100, "WATERMARK")

    assert drawn(tmp_path, draw) == [("page 1, row 1", HEAD)]


def test_radicals_become_characters() -> None:
    # U+2F47 sun, U+2F6D gold by the standard's own mapping; U+2ED3 long, U+2EDA page by ours.
    assert plain("\u2f47期 \u2fa6额 \u2ed3期 \u2eda10²") == "日期 金额 长期 页10²"


def test_progress_page_by_page(tmp_path: Path) -> None:
    pdf = new_pdf()
    for number in range(5):
        pdf.add_page()
        pdf.cell(0, 8, f"page {number}")
    seen: list[tuple[int, int]] = []
    opening = Opening(today=TODAY, progress=lambda done, whole: seen.append((done, whole)))
    content = opened(tmp_path, bytes(pdf.output()), opening)
    assert len(list(content.rows())) == 5
    assert list(content.rows())[4].place == "page 5, row 1"  # and not read a second time
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.slow
def test_two_hundred_pages_in_bounded_memory(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a program alone is only known where /proc says it")
    pdf = new_pdf()
    for page in range(200):
        pdf.add_page()
        if not page:
            write_line(pdf, HEAD)
        for line in range(20):
            no = str(page * 20 + line + 1)
            write_line(pdf, [no, "2026-09-15", "833.33", "121.50", "6.25", "overdue"])
    path = tmp_path / "paper.pdf"
    pdf.output(str(path))
    program = (
        "import sys, datetime, pathlib\n"
        "from debtcheck.statements.papers.content import Opening\n"
        "from debtcheck.statements.papers.opening import open_paper\n"
        "content = open_paper(sys.argv[1], Opening(today=datetime.date(2026, 9, 28)))\n"
        "print(sum(1 for row in content.rows() if row.cells[2] == '833.33'))\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    count, peak = map(int, done.stdout.split())
    assert count == 4000
    assert peak * 1024 < 150_000_000


def test_a_page_of_a_scan_among_pages_of_words(tmp_path: Path) -> None:
    from PIL import Image

    pdf = new_pdf()
    pdf.add_page()
    pdf.cell(0, 8, "words")
    pdf.add_page()
    pdf.image(Image.new("1", (50, 50)), x=10, y=10, w=50)
    content = opened(tmp_path, bytes(pdf.output()))
    assert [row.cells for row in content.rows()] == [["words"]]
    (notice,) = content.notices
    assert (notice.key, notice.params["pages"]) == ("papers_doc.picture_pages", "2")


def test_a_lock_against_changes_only_needs_no_password(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.set_encryption(owner_password="owner")
    pdf.add_page()
    pdf.cell(0, 8, "words")
    assert [row.cells for row in opened(tmp_path, bytes(pdf.output())).rows()] == [["words"]]


def test_letters_without_a_meaning(tmp_path: Path, refused, monkeypatch) -> None:
    monkeypatch.setattr(
        pdf_content, "page_rows", lambda page, columns: [["(cid:12)(cid:7)(cid:9)"]]
    )
    pdf = new_pdf()
    pdf.add_page()
    pdf.cell(0, 8, "words")
    raw = bytes(pdf.output())
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "pdf_no_letters"


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"%PDF-1.4\ntrailer<</Root 9 0 R>>"],
)
def test_a_broken_file(tmp_path: Path, refused, raw: bytes) -> None:
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "pdf_broken"


def test_a_file_cut_off(tmp_path: Path, refused) -> None:
    pdf = new_pdf()
    for _ in range(3):
        pdf.add_page()
        pdf.cell(0, 8, "words")
    raw = bytes(pdf.output())
    problems = refused(lambda: list(opened(tmp_path, raw[: len(raw) // 3]).rows()))
    assert problems[0].key in ("pdf_broken", "pdf_scan")


def test_a_stream_that_unpacks_without_end(tmp_path: Path, refused) -> None:
    raw = hand_made(b" " * (pdf_limits.STREAM_LIMIT + 10))
    assert len(raw) < 100_000
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert (problem.key, problem.place) == ("pdf_too_large", "page 1")


def test_streams_that_are_too_much_together(tmp_path: Path, refused, monkeypatch) -> None:
    monkeypatch.setattr(pdf_limits, "WHOLE_LIMIT", 1000)
    (problem,) = refused(lambda: opened(tmp_path, hand_made(b" " * 2000)))
    assert problem.key == "pdf_too_large"


def test_forms_that_draw_each_other(tmp_path: Path, refused) -> None:
    """Ten levels of forms, each drawing the next ten times: 10^10 in a few kilobytes."""
    objects = []
    for level in range(6, 16):
        inside = f"/F{level + 1} Do " * 10 if level < 15 else "BT /F1 9 Tf (x) Tj ET"
        link = f"/XObject<</F{level + 1} {level + 1} 0 R>>" if level < 15 else ""
        objects.append(
            f"{level} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<{link}>>"
            f"/Length {len(inside)}>>stream\n{inside}\nendstream endobj"
        )
    raw = hand_made(b"/F6 Do", "\n".join(objects), resources="/XObject<</F6 6 0 R>>")
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "pdf_too_large"


@pytest.mark.parametrize(
    "widths",
    ["[0 999999999 500]", "[" + "0 400000 500 " * 20 + "]", "[0 99999999999999999999 500]"],
)
def test_a_font_of_endless_letters(tmp_path: Path, refused, widths: str) -> None:
    """One line of the file makes the library write down a width for each letter."""
    font = (
        "6 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
        "endobj\n7 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)"
        f"/Ordering(I)/Supplement 0>>/W {widths}/FontDescriptor 8 0 R>>endobj\n"
        "8 0 obj<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 9 9]>>endobj"
    )
    page = b"BT /F1 9 Tf (x) Tj ET"
    raw = hand_made(page, font).replace(b"/Font<</F1 5 0 R>>", b"/Font<</F1 6 0 R>>")
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "pdf_too_large"


@pytest.mark.parametrize("password", ["密码", "x" * 200])
def test_a_password_that_cannot_be_one(tmp_path: Path, refused, password: str) -> None:
    pdf = new_pdf()
    pdf.set_encryption(owner_password="owner", user_password="202609")
    pdf.add_page()
    pdf.cell(0, 8, "words")
    opening = Opening(today=TODAY, password=lambda file: password)
    raw = bytes(pdf.output())
    (problem,) = refused(lambda: opened(tmp_path, raw, opening))
    assert problem.key == "paper_wrong_password"


def test_too_many_pages(tmp_path: Path, refused, monkeypatch) -> None:
    monkeypatch.setattr(pdf_content, "MAX_PAGES", 2)
    pdf = new_pdf()
    for _ in range(3):
        pdf.add_page()
    raw = bytes(pdf.output())
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "pdf_pages"


def test_more_lines_than_a_table_has_are_a_drawing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_EDGES", 3)

    def draw(pdf: FPDF) -> None:
        with pdf.table(col_widths=(10, 30), first_row_as_headings=False) as table:
            for cells in (["a", "b"], ["c", "d"]):
                row = table.row()
                for cell in cells:
                    row.cell(cell)

    assert [cells for _, cells in drawn(tmp_path, draw)] == [["a b"], ["c d"]]


def test_the_library_outside_is_as_it_was(tmp_path: Path) -> None:
    """The bounds hold only while a paper is read."""
    from pdfminer import pdftypes

    pdf = new_pdf()
    pdf.add_page()
    pdf.cell(0, 8, "words")
    opened(tmp_path, bytes(pdf.output()))
    big = zlib.compress(bytes(pdf_limits.STREAM_LIMIT + 1))
    assert len(pdftypes.zlib.decompress(big)) == pdf_limits.STREAM_LIMIT + 1


def test_the_library_is_absent(tmp_path: Path, refused, monkeypatch) -> None:
    real = builtins.__import__

    def fake(name: str, *args: object, **kwargs: object) -> object:
        if name == "pdfplumber":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fake)
    (problem,) = refused(lambda: opened(tmp_path, b"%PDF-1.4\n"))
    assert problem.key == "pdf_extra"
