"""The report as a PDF, in a Chinese font of the borrower's own machine."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from debtcheck.case.problem import InputError, Problem
from debtcheck.report.blocks import Block, Command, Item, Labelled, Para, Step, Table, Way
from debtcheck.report.cells import atoms, tied
from debtcheck.report.extras import needed
from debtcheck.report.fonts import Font, find_font
from debtcheck.report.paper import Paper, Point, Section

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import FontFace

_FAMILY = "report"
_SIZE, _LINE = 10, 6  # points; millimetres
_LABEL = {"zh": 20, "en": 28}
_INSIDE = 4


@dataclass(frozen=True, slots=True)
class Pdf:
    """The bytes of a PDF, and the characters that its font has no picture for."""

    content: bytes
    missing: tuple[str, ...]


def render_pdf(paper: Paper, font: Path | None = None) -> Pdf:
    """A report as a PDF.

    Args:
        paper: Its parts.
        font: A font file; None: a known Chinese font of the system.

    Returns:
        The whole file, and what the font could not show.

    Raises:
        InputError: fpdf2 is not installed, there is no Chinese font, or the file is none.
    """
    fpdf = needed("fpdf", "pdf")
    found = find_font(font)
    _quiet()
    pdf: FPDF = fpdf.FPDF(format="A4")
    _set_up(pdf, paper, found)
    writer = _Writer(pdf, paper)
    writer.whole()
    return Pdf(bytes(pdf.output()), writer.missing())


def _face() -> FontFace:
    """The head of a table in the same font as the rest: there is no bold one."""
    from fpdf.fonts import FontFace

    return FontFace(emphasis="")


def _quiet() -> None:
    """The font libraries talk of tables that they leave out; that is nobody's concern here."""
    for name in ("fontTools", "fpdf"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _set_up(pdf: FPDF, paper: Paper, font: Font) -> None:
    pdf.set_margins(18, 16)
    pdf.set_auto_page_break(True, 18)
    try:
        pdf.add_font(_FAMILY, "", str(font.path), collection_font_number=font.number)
    except Exception as error:
        what = type(error).__name__
        raise InputError(Problem("font_bad", file=str(font.path), params={"why": what})) from None
    pdf.set_title(paper.title.name)
    pdf.set_author("debtcheck")
    pdf.set_lang("zh-CN" if paper.words.lang == "zh" else "en")
    pdf.set_font(_FAMILY, size=_SIZE)
    pdf.add_page()


class _Writer:
    """Writes the parts one under the other."""

    def __init__(self, pdf: FPDF, paper: Paper) -> None:
        self.pdf = pdf
        self.paper = paper
        self.written: set[str] = set()

    def whole(self) -> None:
        """The report from its first line to its last."""
        paper = self.paper
        if paper.banner:
            self._framed(paper.words("page.creditor.title"), paper.banner)
        self._blocks(paper.court)
        self._heading(paper.title.name, 15)
        self._text(paper.title.days)
        for section in paper.sections:
            self._section(section)
        self.pdf.ln(3)
        self._blocks(paper.last)
        self._numbers()

    def missing(self) -> tuple[str, ...]:
        """The characters written that the font has no picture for."""
        glyphs = getattr(self.pdf.fonts[_FAMILY], "cmap", {})
        return tuple(sorted(c for c in self.written if c > " " and ord(c) not in glyphs))

    def _section(self, section: Section) -> None:
        self._heading(section.title, 13)
        self._blocks(section.blocks)
        for point in section.points:
            self._point(point)

    def _point(self, point: Point) -> None:
        self._heading(f"{point.number}  {point.title}", 11)
        self._blocks(point.blocks)
        for key, blocks in (("evidence", point.evidence), ("means", point.meaning)):
            if blocks:
                self._text(self.paper.words(f"page.finding.{key}"))
                self._blocks(blocks)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Para():
                large = 12 if block.kind in ("answer", "court") else _SIZE
                self._text(block.text, indent=6 if block.indent >= _INSIDE else 0, size=large)
            case Item() | Way():
                self._hanging("•", block.text, 6)
            case Step():
                self._hanging(f"{block.number}.", block.text, 8)
            case Labelled():
                self._hanging(block.label, block.text, _LABEL[self.paper.words.lang])
            case Table():
                self._table(block)
            case Command():
                self._text(block.text, indent=6)
            case _:
                pass

    def _note(self, text: str) -> str:
        self.written.update(text)
        return text

    def _heading(self, text: str, size: int) -> None:
        pdf = self.pdf
        pdf.ln(3)
        if pdf.will_page_break(3 * _LINE):
            pdf.add_page()
        self._text(text, size=size)
        pdf.ln(1)

    def _text(self, text: str, *, indent: int = 0, size: int = _SIZE) -> None:
        pdf = self.pdf
        pdf.set_font(_FAMILY, size=size)
        for line in self._lines(self._note(text), pdf.epw - indent):
            pdf.set_x(pdf.l_margin + indent)
            pdf.cell(0, _LINE * size / _SIZE, line, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(_FAMILY, size=_SIZE)

    def _lines(self, text: str, width: float) -> list[str]:
        """The text in lines, broken where Chinese and English may be."""
        room = width - 2 * self.pdf.c_margin
        lines, line = [], ""
        for spaced, atom in atoms(tied(text)):
            longer = f"{line} {atom}" if spaced and line else line + atom
            if line and self.pdf.get_string_width(longer) > room:
                lines.append(line)
                longer = atom
            line = longer
        return [*lines, line]

    def _framed(self, *texts: str) -> None:
        """Texts between two lines."""
        self._ruled()
        for text in texts:
            self._text(text)
        self._ruled()

    def _ruled(self) -> None:
        pdf = self.pdf
        pdf.ln(1.5)
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
        pdf.ln(1.5)

    def _numbers(self) -> None:
        """The number of every page, below its text."""
        pdf = self.pdf
        pdf.set_auto_page_break(False)
        for number in range(1, pdf.page + 1):
            pdf.page = number
            pdf.set_font(_FAMILY, size=_SIZE)
            pdf.set_font(_FAMILY, size=8)  # written anew for each page
            pdf.set_y(-12)
            line = self.paper.words("page.document.page", n=number)
            pdf.cell(0, 5, self._note(line), align="C")

    def _hanging(self, mark: str, text: str, indent: int) -> None:
        """A mark or label, its text hanging beside it; a long label stands above."""
        pdf = self.pdf
        if pdf.will_page_break(_LINE):
            pdf.add_page()
        if mark and pdf.get_string_width(self._note(mark)) > indent - 1:
            self._text(mark)
        elif mark:
            pdf.cell(indent, _LINE, mark)
        self._text(text, indent=indent)

    def _table(self, block: Table) -> None:
        pdf = self.pdf
        rows = (block.header, *block.body) if block.headed else block.body
        columns = len(block.rows[0])
        align = ["LEFT" if i in block.texts else "RIGHT" for i in range(columns)]
        with pdf.table(
            text_align=align,
            first_row_as_headings=block.headed,
            line_height=_LINE,
            headings_style=_face(),
            borders_layout="HORIZONTAL_LINES",
        ) as table:
            for row in rows:
                table.row([self._note(text) for text in row])
        pdf.ln(3)
