"""The statement of a bank that is known by its headings alone: a day, amounts, a balance."""

from __future__ import annotations

from debtcheck.statements.papers.bank import read
from debtcheck.statements.papers.bank_layout import UNKNOWN, find_layout
from debtcheck.statements.papers.content import Content

__all__ = ["FORMAT", "identify", "read"]

FORMAT = UNKNOWN


def identify(content: Content) -> bool:
    """True if there is a heading row with a day, an amount and a balance (or two amounts)."""
    return content.kind != "image" and find_layout(content.head, known=False) is not None
