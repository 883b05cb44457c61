"""The report as a Word document: real headings, lists and tables, with a Chinese font named."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from debtcheck.report.blocks import Block, Command, Item, Labelled, Para, Step, Table, Way
from debtcheck.report.extras import needed
from debtcheck.report.paper import Paper, Point, Section

if TYPE_CHECKING:
    from docx.document import Document

LATIN = "Times New Roman"
CHINESE = "宋体"
CHINESE_HEADINGS = "黑体"
_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
_INSIDE = 4


def render_docx(paper: Paper) -> bytes:
    """A report as the bytes of a .docx file.

    Args:
        paper: Its parts.

    Returns:
        The whole file.

    Raises:
        InputError: python-docx is not installed; it says how to get it.
    """
    docx = needed("docx", "docx")
    document = docx.Document()
    _set_up(document, paper)
    if paper.banner:
        _strong(document, paper.words("page.creditor.title"))
        document.add_paragraph(paper.banner)
    _blocks(document, paper.court)
    document.add_heading(paper.title.name, level=0)
    document.add_paragraph(paper.title.days)
    for section in paper.sections:
        _section(document, section, paper)
    _blocks(document, paper.last)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    """A4, fonts for both scripts, and no trace of a person in the properties."""
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    body = document.styles["Normal"]
    body.font.size = Pt(11)
    for style in document.styles:
        if hasattr(style, "font") and style.element.rPr is not None:
            _fonts(style, CHINESE_HEADINGS if style.name in _HEADINGS else CHINESE)
    _fonts(body, CHINESE)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "debtcheck"
    properties.title = paper.title.name
    properties.comments = ""
    properties.language = paper.words("page.lang")


def _fonts(style: Any, chinese: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = LATIN
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _section(document: Document, section: Section, paper: Paper) -> None:
    document.add_heading(section.title, level=1)
    _blocks(document, section.blocks)
    for point in section.points:
        _point(document, point, paper)


def _point(document: Document, point: Point, paper: Paper) -> None:
    document.add_heading(f"{point.number}  {point.title}", level=2)
    _blocks(document, point.blocks)
    for key, blocks in (("evidence", point.evidence), ("means", point.meaning)):
        if blocks:
            document.add_heading(paper.words(f"page.finding.{key}"), level=3)
            _blocks(document, blocks)


def _blocks(document: Document, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _block(document, block)


def _block(document: Document, block: Block) -> None:
    match block:
        case Para():
            _paragraph(document, block)
        case Item() | Way():
            document.add_paragraph(block.text, style="List Bullet")
        case Step():
            document.add_paragraph(f"{block.number}.  {block.text}", style="List Continue")
        case Labelled():
            _labelled(document, block)
        case Table():
            _table(document, block)
        case Command():
            document.add_paragraph(block.text, style="No Spacing")
        case _:
            pass


def _paragraph(document: Document, block: Para) -> None:
    if block.kind in ("answer", "court"):
        _strong(document, block.text)
        return
    document.add_paragraph(
        block.text, style="List Continue" if block.indent >= _INSIDE else "Normal"
    )


def _strong(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _labelled(document: Document, block: Labelled) -> None:
    """A label before its text, both hanging; a text without one stands under the one before."""
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(24), Mm(-24)
    shape.space_after = Mm(1)
    shape.tab_stops.add_tab_stop(Mm(24))
    paragraph.add_run(block.label).bold = True
    paragraph.add_run(f"\t{block.text}")


def _table(document: Document, block: Table) -> None:
    """Figures to the right; the header is repeated on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    rows = (block.header, *block.body) if block.headed else block.body
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        strong = (block.headed and number == 0) or (block.total and number == len(rows) - 1)
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = strong
            if column not in block.texts:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.headed:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()
