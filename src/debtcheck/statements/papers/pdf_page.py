"""One page of a PDF as rows: its ruled tables by their lines, its other text by its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from debtcheck.statements.headings import load_headings

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]  # left, top, right, bottom
MAX_EDGES = 3000  # more lines on a page are a drawing
_MIN_TABLE = 2  # rows, and columns
_CLOSE = 7  # tenths of a letter's height between words of one cell
_WRAPPED = re.compile(
    r"(?<=[\u4e00-\u9fff])\n|\n(?=[\u4e00-\u9fff])|(?<=[.,\-/])\n|\n(?=[.,][0-9])"
)
# Radicals that some fonts give in place of the character, without a mapping in the standard.
_RADICALS = dict(
    zip(
        "⺠⻓⻔⻚⻛⻜⻝⻢⻥⻦⻬⻮⻰⻋⻅⻆⻉⻘⻄⻩⻨⻳⻙",
        "民长门页风飞食马鱼鸟齐齿龙车见角贝青西黄麦龟韦",
        strict=True,
    )
)
_STANDARD = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line that stand close together."""

    words: tuple[tuple[float, float, str], ...]  # left, right, the word

    @property
    def left(self) -> float:
        return self.words[0][0]

    @property
    def right(self) -> float:
        return self.words[-1][1]

    @property
    def text(self) -> str:
        return " ".join(word for _, _, word in self.words)


@dataclass(slots=True)
class Columns:
    """The headings that the lines below stand under, from page to page."""

    spans: list[tuple[float, float]] = field(default_factory=list)


def page_rows(page: Page, columns: Columns) -> list[list[str]]:
    """The rows of a page from top to bottom; a line outside of tables is a row of one cell.

    `columns` is carried from page to page: a table without rules goes on under the same headings.
    """
    page = _without_turned(page)
    tables = list(_ruled(page))
    boxes = [table.bbox for table in tables]
    found: list[tuple[float, list[str]]] = []
    for table in tables:
        for row, cells in zip(table.rows, table.extract(), strict=True):
            found.append((row.bbox[1], [_cell(cell) for cell in cells]))
    for top, line in _lines(_words(page, boxes)):
        found.append((top, _under(_chunks(line), columns)))
    found.sort(key=lambda item: item[0])
    return [cells for _, cells in found if any(cells)]


def plain(text: str) -> str:
    """The words of a page, radicals put back to characters."""
    return _STANDARD.sub(lambda m: _RADICALS.get(m[0]) or normalize("NFKC", m[0]), text)


def _without_turned(page: Page) -> Page:
    """The page without letters that stand askew (a watermark), unless most of them do."""
    turned = sum(1 for char in page.chars if _is_turned(char))
    if not 0 < turned * 2 < len(page.chars):
        return page
    return page.filter(lambda thing: thing["object_type"] != "char" or not _is_turned(thing))


def _is_turned(char: dict[str, Any]) -> bool:
    across, up = char["matrix"][:2]
    return bool(abs(up) * 10 > abs(across))


def _ruled(page: Page) -> Iterator[Table]:
    """The tables that lines are drawn around; a frame around the page is none."""
    if not 0 < len(page.edges) <= MAX_EDGES:
        return
    for table in page.find_tables():
        widest = max((len(row.cells) for row in table.rows), default=0)
        if len(table.rows) >= _MIN_TABLE and widest >= _MIN_TABLE:
            yield table


def _cell(text: str | None) -> str:
    return " ".join(_WRAPPED.sub("", plain(text or "").strip()).split())


def _words(page: Page, tables: Sequence[Box]) -> list[dict[str, Any]]:
    """The words outside of the tables."""
    return [
        word
        for word in page.extract_words(keep_blank_chars=False)
        if not any(_inside(word, box) for box in tables)
    ]


def _inside(word: dict[str, Any], box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _lines(words: list[dict[str, Any]]) -> Iterator[tuple[float, list[dict[str, Any]]]]:
    """Words whose middles are level, each line from left to right, with its top."""
    line: list[dict[str, Any]] = []
    middle: float = 0
    for word in sorted(words, key=lambda w: (w["top"] + w["bottom"]) / 2):
        here = (word["top"] + word["bottom"]) / 2
        if line and here - middle > (word["bottom"] - word["top"]) / 2:
            yield min(w["top"] for w in line), sorted(line, key=lambda w: w["x0"])
            line = []
        if not line:
            middle = here
        line.append(word)
    if line:
        yield min(w["top"] for w in line), sorted(line, key=lambda w: w["x0"])


def _chunks(line: list[dict[str, Any]]) -> list[Chunk]:
    """The words of a line, those apart by less than a letter together."""
    groups: list[list[tuple[float, float, str]]] = []
    for word in line:
        size = word["bottom"] - word["top"]
        piece = (word["x0"], word["x1"], plain(word["text"]))
        if groups and (piece[0] - groups[-1][-1][1]) * 10 < size * _CLOSE:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Chunk(tuple(group)) for group in groups]


def _under(chunks: list[Chunk], columns: Columns) -> list[str]:
    """The cells of a line under the headings; a line of another kind is one cell."""
    headings = [name for chunk in chunks for name in _split_headings(chunk)]
    names = [name.text for name in headings]
    if _is_heading(names):
        columns.spans = [(name.left, name.right) for name in headings]
        return names
    texts = [chunk.text for chunk in chunks]
    spans = columns.spans
    if not spans or len(chunks) < _MIN_TABLE:
        return [" ".join(texts)]
    cells = [""] * len(spans)
    for chunk in chunks:
        over = sum(1 for span in spans if _overlap(chunk.left, chunk.right, span) > 0)
        if over > _MIN_TABLE and len(chunk.words) == 1:
            return [" ".join(texts)]  # a sentence
        pieces = [(chunk.left, chunk.right, chunk.text)] if over < _MIN_TABLE else chunk.words
        for left, right, text in pieces:
            at = _nearest(left, right, spans)
            cells[at] = f"{cells[at]} {text}".strip()
    return cells


def _split_headings(chunk: Chunk) -> list[Chunk]:
    """Headings that stand so near each other that they seem one, each for itself."""
    words = [Chunk((word,)) for word in chunk.words]
    known = sum(1 for word in words if _is_known(word.text))
    return words if known > 1 and not _is_known(chunk.text) else [chunk]


def _is_known(text: str) -> bool:
    return any(load_headings(topic).key(text) for topic in ("statement", "payments"))


def _is_heading(texts: list[str]) -> bool:
    """True for the headings of a plan or of payments: accounts have readers of their own."""
    known = max(load_headings(topic).count(texts) for topic in ("statement", "payments"))
    return known > _MIN_TABLE and known >= max(
        load_headings(topic).count(texts) for topic in ("bank", "card")
    )


def _nearest(left: float, right: float, spans: list[tuple[float, float]]) -> int:
    """The heading that a piece stands under most, else the one whose middle is nearest."""
    middle = left + right
    return max(
        range(len(spans)),
        key=lambda i: (_overlap(left, right, spans[i]), -abs(middle - sum(spans[i]))),
    )


def _overlap(left: float, right: float, span: tuple[float, float]) -> float:
    return max(0, min(right, span[1]) - max(left, span[0]))
