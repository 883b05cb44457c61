"""Formulas of a workbook that nobody has computed yet, and which sheet they stand on."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from xml.etree import ElementTree

from debtcheck.statements.foreign_text import SNIPPET, clean_text

Formulas = dict[int, dict[int, str]]  # row -> column (from 1) -> "=SUM(A1:A3)"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PART_LIMIT = 2_000_000  # bytes
# A cell with a formula and without a value: a program wrote it, and no spreadsheet has opened it.
_EMPTY = re.compile(
    rb"<(?:[a-z]{1,9}:)?c\s(?P<cell>[^<>]{0,300})>\s{0,9}"
    rb"<(?:[a-z]{1,9}:)?f(?:\s[^<>]{0,300})?(?:/>|>(?P<text>[^<]{0,8000})</(?:[a-z]{1,9}:)?f>)\s{0,9}"
    rb"(?:<(?:[a-z]{1,9}:)?v\s{0,3}/>|<(?:[a-z]{1,9}:)?v></(?:[a-z]{1,9}:)?v>)?\s{0,9}"
    rb"</(?:[a-z]{1,9}:)?c>"
)
_WHERE = re.compile(rb"(?:^|\s)r\s{0,9}=\s{0,9}[\"']([A-Z]{1,4})([0-9]{1,9})[\"']")
_FROM_1904 = re.compile(rb"date1904=[\"'](?:1|true)[\"']", re.IGNORECASE)


def find_formulas(part: bytes, found: Formulas) -> None:
    """Adds the formulas without a value of a piece of a sheet to `found`."""
    if b"<f" not in part and b":f" not in part:
        return
    for match in _EMPTY.finditer(part):
        if where := _WHERE.search(match["cell"]):
            text = clean_text(unescape((match["text"] or b"").decode("utf-8", "replace")))
            row = found.setdefault(int(where[2]), {})
            row[column_number(where[1])] = f"={text[:SNIPPET]}"


def by_sheet(parts: zipfile.ZipFile, found: dict[str, Formulas]) -> dict[str, Formulas]:
    """The formulas by the name of their sheet, from those by the part that holds it.

    Raises:
        ValueError, KeyError: the workbook does not name its sheets.
    """
    if not found:
        return {}
    targets = {
        node.get("Id"): f"xl/{node.get('Target', '').removeprefix('/xl/')}"
        for node in _parse(parts, _RELATIONS)
    }
    named: dict[str, Formulas] = {}
    for node in _parse(parts, _WORKBOOK).iter():
        if node.tag.rpartition("}")[2] == "sheet":
            link = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            if formulas := found.get(targets.get(link, "")):
                named[node.get("name", "")] = formulas
    return named


def counts_from_1904(parts: zipfile.ZipFile) -> bool:
    """True if the day numbers of the workbook count from 1904-01-01."""
    try:
        with parts.open(_WORKBOOK) as stream:
            return _FROM_1904.search(stream.read(_PART_LIMIT)) is not None
    except KeyError:
        return False


def column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _parse(parts: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with parts.open(name) as stream:
        raw = stream.read(_PART_LIMIT + 1)
    if len(raw) > _PART_LIMIT or b"<!" in raw:  # no workbook needs a document type or entities
        raise ValueError(name)
    try:
        return ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise ValueError(name) from error
