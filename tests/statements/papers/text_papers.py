"""Papers made of a text or of bytes, read as a person's file would be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.paper import Paper
from debtcheck.statements.papers.readers import read_paper

TODAY = date(2026, 9, 28)
OPENING = Opening(today=TODAY)
Read = Callable[[str | bytes], Paper]


def reader(folder: Path) -> Read:
    """Writes a paper and reads it; the name says nothing of its kind."""

    def read(content: str | bytes) -> Paper:
        path = folder / "paper.bin"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_paper(path, OPENING)

    return read
