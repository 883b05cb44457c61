"""Facts of a case that cannot stand together: dates in an impossible order, shares above 100%."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from debtcheck.case.problem import Problem
from debtcheck.case.rate import RateMultiple, plain
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.places import Places
from debtcheck.statements.problems import unknown_source
from debtcheck.statements.rates import parse_not_agreed, parse_rate, parse_share

T = TypeVar("T")


class Facts:
    """The values of a case as far as they can be read.

    The checks look at the written values and not at the finished model, so that they speak even
    when another value of the file is bad; what cannot be read is absent here and reported there.
    """

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data

    def get(self, path: str) -> object:
        """The value as written, or None."""
        node: object = self._data
        for part in path.split("."):
            if isinstance(node, Mapping):
                node = node.get(part)
            elif isinstance(node, list) and part.isdigit() and int(part) < len(node):
                node = node[int(part)]
            else:
                return None
        return node

    def day(self, path: str) -> date | None:
        """The date under a path, if it is one."""
        return self._read(path, parse_day)

    def amount(self, path: str) -> Decimal | None:
        """The amount in yuan under a path, if it is one."""
        return self._read(path, parse_amount)

    def share(self, path: str) -> Decimal | None:
        """The fraction under a path, if it is one."""
        return self._read(path, parse_share)

    def rows(self, path: str) -> list[str]:
        """The paths of a repeated table's rows."""
        value = self.get(path)
        return [f"{path}.{index}" for index in range(len(value))] if isinstance(value, list) else []

    def payout(self) -> date | None:
        """The day the money came, or the contract was made, or of the first drawdown."""
        day = self.day("loan.disbursed_on") or self.day("loan.formed_on")
        drawn = [self.day(f"{row}.on") for row in self.rows("loan.disbursement")]
        return day or min((on for on in drawn if on), default=None)

    def _read(self, path: str, parse: Callable[[object], T]) -> T | None:
        value = self.get(path)
        try:
            return None if value is None else parse(value)
        except BadValue:
            return None


def inconsistencies(data: Mapping[str, object], places: Places) -> list[Problem]:
    """Every contradiction between the facts of a case (repeated tables are lists)."""
    facts = Facts(data)
    found: list[Problem] = []
    checks = (_payout, _due_dates, _amounts, _shares, _court, _order, _fees, _no_rate, _rolled)
    for check in (*checks, _sources):
        found.extend(check(facts, places))
    return found


def _payout(facts: Facts, places: Places) -> Iterator[Problem]:
    payout = facts.payout()
    if payout is None:
        return
    dues = ["loan.due_on", "loan.first_due_on", *facts.rows("loan.due_dates")]
    dues += [f"{row}.due_on" for row in facts.rows("schedule")]
    paid = [f"{row}.paid_on" for row in facts.rows("payment")]
    claims = [f"{row}.as_of" for row in facts.rows("statement")]
    for key, paths in (
        ("due_before_payout", dues),
        ("payment_before_payout", paid),
        ("claim_before_payout", claims),
    ):
        for path in paths:
            day = facts.day(path)
            if day and day < payout:
                yield places.problem(path, key, day=day, payout=payout)
    for row in facts.rows("loan.disbursement"):
        day, drawn = facts.day(f"{row}.due_on"), facts.day(f"{row}.on")
        if day and drawn and day < drawn:
            yield places.problem(f"{row}.due_on", "due_before_payout", day=day, payout=drawn)


def _due_dates(facts: Facts, places: Places) -> Iterator[Problem]:
    rows = facts.rows("loan.due_dates")
    days = [facts.day(row) for row in rows]
    for (_, before), (path, day) in pairwise(zip(rows, days, strict=True)):
        if before and day and day <= before:
            yield places.problem(path, "due_dates_order", day=day, before=before)
    first, last = facts.day("loan.first_due_on"), facts.day("loan.due_on")
    if first and days and days[0] and first != days[0]:
        yield places.problem("loan.first_due_on", "first_due_differs", day=first, other=days[0])
    if first and last and last < first:
        yield places.problem("loan.due_on", "due_before_first", day=last, first=first)
    count = facts.get("loan.instalments")
    if isinstance(count, str) and count.strip().isdecimal():
        count = int(count.strip()[:12])
    if rows and isinstance(count, int) and not isinstance(count, bool) and count != len(rows):
        yield places.problem("loan.due_dates", "due_dates_count", count=len(rows), stated=count)


def _amounts(facts: Facts, places: Places) -> Iterator[Problem]:
    pairs = [("loan.received", "loan.principal")]
    pairs += [(f"{row}.received", f"{row}.amount") for row in facts.rows("loan.disbursement")]
    for path, whole in pairs:
        received, principal = facts.amount(path), facts.amount(whole)
        if received is not None and principal is not None and received > principal:
            yield places.problem(
                path, "received_above_principal", received=received, principal=principal
            )


def _shares(facts: Facts, places: Places) -> Iterator[Problem]:
    shares = [facts.share(f"{row}.share") for row in facts.rows("lender")]
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total > 1:
        yield places.problem("lender", "shares_above_whole", total=f"{plain(total * 100)}%")


def _court(facts: Facts, places: Places) -> Iterator[Problem]:
    formed = facts.day("loan.formed_on") or facts.day("loan.disbursed_on")
    for path in ("court.filed_on", "court.accepted_on"):
        day = facts.day(path)
        if formed and day and day < formed:
            yield places.problem(path, "filed_before_formed", day=day, formed=formed)


def _no_rate(facts: Facts, places: Places) -> Iterator[Problem]:
    """A multiple needs a rate that it is a multiple of."""
    rate, overdue = facts.get("loan.rate"), facts.get("loan.overdue.rate")
    if parse_not_agreed(rate) is None or not isinstance(overdue, str):
        return
    try:
        multiple = isinstance(parse_rate(overdue, multiple=True, accept=True), RateMultiple)
    except BadValue:
        return
    if multiple:
        yield places.problem("loan.overdue.rate", "multiple_of_no_rate", value=snippet(overdue))


def _rolled(facts: Facts, places: Places) -> Iterator[Problem]:
    """An older debt lies before this one, and within its principal."""
    table = "loan.rolled_from"
    day, payout = facts.day(f"{table}.disbursed_on"), facts.payout()
    if day and payout and day >= payout:
        yield places.problem(f"{table}.disbursed_on", "rolled_after_payout", day=day, payout=payout)
    old, rolled = facts.amount(f"{table}.principal"), facts.amount(f"{table}.capitalised_interest")
    principal = facts.amount("loan.principal")
    if old is None or rolled is None or principal is None or old + rolled <= principal:
        return
    path = f"{table}.capitalised_interest"
    amounts = {"old": old, "rolled": rolled, "principal": principal}
    yield places.problem(path, "rolled_above_principal", **amounts)


def _order(facts: Facts, places: Places) -> Iterator[Problem]:
    """A judgment before the day it is to be performed by, an agreement before its breach."""
    pairs = [("judgment.on", "judgment.perform_by")]
    pairs += [(f"{row}.on", f"{row}.broken_on") for row in facts.rows("agreement")]
    pairs += [(f"{row}.on", f"{row}.first_due_on") for row in facts.rows("agreement")]
    for before, path in pairs:
        first, day = facts.day(before), facts.day(path)
        if first and day and day < first:
            yield places.problem(path, "paper_order", day=day, before=first)


def _fees(facts: Facts, places: Places) -> Iterator[Problem]:
    for row in facts.rows("fee"):
        if facts.get(f"{row}.when") == "once" and facts.get(f"{row}.on") is None:
            yield places.problem(f"{row}.when", "fee_once_without_day")


def _sources(facts: Facts, places: Places) -> Iterator[Problem]:
    sources = facts.get("sources")
    for key in sources if isinstance(sources, Mapping) else ():
        problem = unknown_source(f"sources.{key}", str(key), places)
        if problem:
            yield problem
