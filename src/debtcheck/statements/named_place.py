"""A place in a paper as a text of the case file: `流水.csv:27`, `账单.xlsx:sheet 2, row 5`."""

from __future__ import annotations

import re

from debtcheck.case.model import Evidence
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text

_PLACE = re.compile(
    r"(?P<file>.*?[^:]):(?P<place>[0-9]{1,9}|[a-z]{3,12} [^:]{1,60})"
    r"(?:: ?(?P<text>.*))?"
)
_LINE = re.compile(r"line ([0-9]{1,9})")
_LONGEST_NAME = 120
_SEPARATORS = re.compile(r"[/\\]")


def written_place(evidence: Evidence, *, words: bool = False) -> str:
    """An evidence as a case file writes it: the file's own name, its place, `words` on top.

    Folders are left out: a case is sent to others, and moves.
    """
    file = file_name(evidence.file)
    place = clean_text(evidence.place)
    line = _LINE.fullmatch(place)
    shown = f"{file}:{line[1] if line else place}" if place else file
    said = clean_text(evidence.text) if words and place else ""
    return f"{shown}: {said}"[:TEXT_LIMIT].strip() if said else shown


def file_name(path: str) -> str:
    """The name of a file without its folders, as it may be shown and written."""
    return clean_text(_SEPARATORS.split(path)[-1])[:_LONGEST_NAME]


def named_place(text: str) -> Evidence | None:
    """What `written_place` wrote, or a person; a text of another form is the name of a file."""
    if not text:
        return None
    found = _PLACE.fullmatch(text.strip())
    if not found:
        return Evidence(text, "")
    place = found["place"].strip()
    where = f"line {place}" if place.isdigit() else place
    return Evidence(found["file"].strip(), where, (found["text"] or "").strip())
