"""A letter as a Word document, with the styles of its parts (needs the extra `docx`)."""

from __future__ import annotations

import io
from typing import Any

from debtcheck.letters.letter import Block, Letter, LetterRefused, Shape
from debtcheck.words.text import text

_LATIN, _CHINESE = "Times New Roman", "宋体"
_STYLES = {
    Shape.TITLE: "Title",
    Shape.HEADING: "Heading 2",
    Shape.ITEM: "List Paragraph",
    Shape.LINE: "List Paragraph",
    Shape.LISTED: "List Paragraph",
}
_CHARACTER = 12  # points; a Chinese paragraph is indented by two


def to_docx(letter: Letter) -> bytes:
    """The document's bytes.

    Raises:
        LetterRefused: the package is not installed.
    """
    try:
        import docx
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt
    except ImportError:
        raise LetterRefused(text("letter.refuse.no_docx")) from None

    document = docx.Document()
    for name in ("Normal", "Title", "Heading 2", "List Paragraph"):
        _font(document.styles[name], Pt, big=name == "Title")
    document.core_properties.author = ""
    document.core_properties.title = letter.title
    for block in letter.blocks:
        paragraph = document.add_paragraph(
            _words(block, letter.lang), style=_STYLES.get(block.shape, "Normal")
        )
        form = paragraph.paragraph_format
        if block.shape is Shape.TITLE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.shape is Shape.RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif block.shape is Shape.PARAGRAPH and letter.lang == "zh":
            form.first_line_indent = Pt(2 * _CHARACTER)
        elif block.shape is Shape.LINE:
            form.left_indent = Pt(4 * _CHARACTER)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _words(block: Block, lang: str) -> str:
    if block.shape is Shape.LINE:
        colon = "：" if lang == "zh" else ": "
        return f"{block.mark}{colon}{block.text}" if block.mark else block.text
    return f"{block.mark} {block.text}" if block.mark else block.text


def _font(style: Any, points: Any, *, big: bool) -> None:
    """Times New Roman beside 宋体, black, whatever the template's theme says."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name = _LATIN
    style.font.size = points(18 if big else _CHARACTER)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)
    fonts.set(qn("w:ascii"), _LATIN)
    fonts.set(qn("w:hAnsi"), _LATIN)
