"""Which of several lenders a repayment went to: a wallet's paper holds the payments to all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debtcheck.case.model import Case
from debtcheck.statements.foreign_text import half_width
from debtcheck.statements.papers.paper import FoundPayment, Paper

_NOISE = re.compile(r"[\s()（）·\-—_.,，。]+")
_SHORTEST = 2  # characters of a name that says something
_PRODUCT = re.compile(r"(?:金条|白条|花呗|借呗|备用金|微粒贷|借条|借钱|月付|有钱花|网商贷|信用购)")


def plain_name(name: str) -> str:
    """A name without spaces, brackets and case, to compare."""
    return _NOISE.sub("", half_width(name)).lower()


def names_of(case: Case, papers: Iterable[Paper] = ()) -> frozenset[str]:
    """The names under which the other side of a case appears; empty if nobody is named.

    What the case leaves open a paper may say, if no other paper says otherwise.
    """
    named = [n for lender in case.lenders for n in (lender.name, lender.platform)]
    facts = [fact for paper in papers for fact in paper.facts]
    for key, own in (("lender.name", case.lender.name), ("lender.platform", case.lender.platform)):
        stated = {f.value for f in facts if f.key.replace(".0.", ".") == key}
        named += stated if not own and len(stated) == 1 else ()
    named += [payment.payee for payment in case.payments]
    named += [change.to for change in case.creditor_changes]
    return plain_names(named)


def plain_names(named: Iterable[str]) -> frozenset[str]:
    """Names to compare rows with, and the products they hold."""
    whole = list(named)
    products = [product for name in whole for product in _PRODUCT.findall(name)]
    return frozenset(n for n in map(plain_name, [*whole, *products]) if len(n) >= _SHORTEST)


def is_own_paper(paper: Paper) -> bool:
    """True if it is the creditor's own: what it lists without a payee was paid to that creditor."""
    return bool(paper.claims or paper.card) and not any(row.payee for row in paper.payments)


def one_payee(rows: Iterable[FoundPayment]) -> bool:
    """True if all of them went to the same."""
    return len({plain_name(row.payee) for row in rows}) <= 1


def belongs(row: FoundPayment, names: Iterable[str]) -> bool:
    """True if a row names one of them, as payee or in its words."""
    payee, words = plain_name(row.payee), plain_name(row.evidence.text)
    whole = len(payee) >= _SHORTEST
    return any(name in payee or name in words or (whole and payee in name) for name in names)
