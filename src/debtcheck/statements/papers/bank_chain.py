"""Whether the balances of an account follow from its rows: a broken chain shows missing rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from debtcheck.statements.papers.bank_row import BankRow
from debtcheck.words.text import Text, text

SHOWN = 5  # breaks that are told one by one
_MANY = 5  # one break in so many rows: the order is another one, and nothing can be said
_ACCOUNTS = 100  # accounts of one paper that are followed


class Break(NamedTuple):
    """A place where the chain breaks: what the balance should be, what it is."""

    place: str
    expected: Decimal
    printed: Decimal


@dataclass(slots=True)
class _Order:
    """One direction of reading: its breaks."""

    count: int = 0
    first: list[Break] = field(default_factory=list)

    def check(self, place: str, expected: Decimal, printed: Decimal) -> None:
        if expected != printed:
            self.count += 1
            if len(self.first) < SHOWN:
                self.first.append(Break(place, expected, printed))


class Chain:
    """Follows the balances, the oldest row first and the newest first at once.

    Oldest first: balance before + amount = balance. Newest first: the row below has the balance
    from before, so balance − amount = balance of the row below. The reading with fewer breaks is
    the paper's own.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], BankRow] = {}
        self._oldest, self._newest = _Order(), _Order()
        self._checked = 0

    def add(self, row: BankRow) -> None:
        """The next row, its sign known; rows without a balance are passed over."""
        if row.balance is None or row.amount is None or row.unsigned:
            return
        key = (row.account, row.currency)
        last = self._last.get(key)
        if last is None and len(self._last) >= _ACCOUNTS:
            return
        self._last[key] = row
        if last is None or last.balance is None or last.amount is None:
            return
        self._checked += 1
        self._oldest.check(row.place, last.balance + row.amount, row.balance)
        self._newest.check(row.place, last.balance - last.amount, row.balance)

    def notices(self, file: str) -> Iterator[Text]:
        """What to say of the breaks: each with its place, or that nothing can be told."""
        order = min(self._oldest, self._newest, key=lambda order: order.count)
        if not order.count:
            return
        if order.count * _MANY > self._checked:
            yield text("papers_bank.chain_unclear", file=file, count=order.count)
            return
        for place, expected, printed in order.first:
            yield text(
                "papers_bank.chain_broken",
                file=file,
                place=place,
                expected=expected,
                printed=printed,
                difference=abs(printed - expected),
            )
        if order.count > len(order.first):
            yield text("papers_bank.chain_more", file=file, count=order.count - len(order.first))


def with_signs(rows: Iterable[BankRow], *, newest_first: bool) -> Iterator[BankRow]:
    """The rows, those without a sign given the one that their balance shows.

    A sign stands only where the balances differ by exactly the amount.
    """
    before: BankRow | None = None
    waiting: BankRow | None = None
    for row in rows:
        if waiting is not None:
            yield _signed(waiting, row if newest_first else before)
            before = waiting
        waiting = row
    if waiting is not None:
        yield _signed(waiting, None if newest_first else before)


def _signed(row: BankRow, older: BankRow | None) -> BankRow:
    if not row.unsigned or row.amount is None or row.balance is None:
        return row
    if older is None or older.balance is None:
        return row
    change = row.balance - older.balance
    if abs(change) != row.amount:
        return row
    return row.with_sign(1 if change > 0 else -1)
