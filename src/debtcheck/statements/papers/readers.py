"""The table of readers: a paper is read by the first that recognises it by its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers import (
    alipay_app,
    alipay_web,
    bank,
    bank_unknown,
    card,
    image,
    jd,
    json_paper,
    meituan,
    notice_text,
    pasted,
    plan_table,
    wechat,
)
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.opening import open_paper
from debtcheck.statements.papers.paper import Paper


class Reader(Protocol):
    """A module of this package that reads one kind of paper."""

    FORMAT: str

    def identify(self, content: Content) -> bool:
        """True if the content (never the name) shows that it is this kind of paper."""

    def read(self, content: Content, opening: Opening) -> Paper:
        """The paper.

        Raises:
            InputError: it is of this kind, and cannot be read.
        """


# The surest signs first: what is recognised by headings alone comes last.
READERS: tuple[Reader, ...] = (
    image,
    alipay_app,
    alipay_web,
    wechat,
    jd,
    meituan,
    card,
    bank,
    json_paper,
    plan_table,
    bank_unknown,
    pasted,
    notice_text,
)


def read_paper(path: str | Path, opening: Opening) -> Paper:
    """Read one file.

    Raises:
        InputError: it cannot be opened, or no reader recognises it.
    """
    content = open_paper(path, opening)
    for reader in READERS:
        if reader.identify(content):
            paper = reader.read(content, opening)
            return replace(paper, notices=(*content.notices, *paper.notices))
    raise InputError(Problem("paper_unknown", content.file))
