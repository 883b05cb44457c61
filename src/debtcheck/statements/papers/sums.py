"""A total beside its parts: kept as the paper prints it, and said where it is not their sum."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim, Evidence
from debtcheck.statements.papers.paper import Paper
from debtcheck.words.text import Text


def with_total(paper: Paper, total: tuple[Decimal, Evidence] | None) -> Paper:
    """The paper whose first claim has the printed total."""
    if total is None or not paper.claims:
        return paper
    amount, place = total
    first = replace(
        paper.claims[0],
        total=amount,
        evidence=(*paper.claims[0].evidence, ("total", place)),
    )
    claims = (first, *paper.claims[1:])
    return replace(paper, claims=claims, notices=(*paper.notices, *sum_notices(paper.file, first)))


def sum_notices(file: str, claim: Claim) -> tuple[Text, ...]:
    """A notice if the stated parts do not add up to the stated total.

    A principal alone is no sum, and so is a text without a principal.
    """
    parts = dict(claim.heads)
    if claim.total is None or Head.PRINCIPAL not in parts or len(parts) == 1:
        return ()
    added = sum(parts.values(), Decimal(0))
    deducted = sum(
        (line.amount for line in claim.lines if line.head in ("payment", "waiver")), Decimal(0)
    )
    if claim.total in (added, added - deducted):
        return ()
    params = {"file": file, "total": claim.total, "parts": added, "gap": claim.total - added}
    return (Text("papers_doc.sum_differs", params),)
