"""What the exports of all wallets have in common: how one is known, and what its totals count."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.cells import parse_cell
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.paper import Paper
from debtcheck.statements.papers.repayment import Direction
from debtcheck.statements.papers.wallet_layout import WalletLayout, load_layout

AROUND = " \t¥￥"  # signs around an amount
_DECIMALS = 2
_PLAIN = re.compile(r"[0-9]{1,10}\.[0-9]{2}")
_KINDS = ("text", "sheets", "pdf")


class WalletRow(NamedTuple):
    """A row that is read whole. Amounts in fen: what was paid, and what of it was paid back."""

    direction: Direction
    amount: int
    refunded: int
    kind: str
    payee: str
    words: str
    method: str
    status: str


class Wallet:
    """One kind of export. A wallet that writes or counts amounts its own way overrides a method."""

    # Directions whose rows `counted` must see whole, because its answer hangs on their words.
    counts_by_words: frozenset[Direction] = frozenset()

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def layout(self) -> WalletLayout:
        """Its headings and titles."""
        return load_layout(self.name)

    def identify(self, content: Content) -> bool:
        """True for its heading row, or for a title that only it writes."""
        if content.kind not in _KINDS:
            return False
        head = content.head
        return any(self.layout.find(row.cells) for row in head) or self.layout.is_titled(head)

    def read(self, content: Content, opening: Opening) -> Paper:
        """The paper.

        Raises:
            InputError: no heading, no row, a row cut off, an amount or a day that cannot be read.
        """
        from debtcheck.statements.papers.wallet_rows import WalletReading

        return WalletReading(self, content).paper()

    def amounts(self, cell: str) -> tuple[int, int]:
        """The fen that were paid, and the fen of them that were paid back.

        Raises:
            BadValue: no amount.
        """
        return fen_of(cell), 0

    def counted(self, row: WalletRow) -> int:
        """How many fen of a row the wallet's own totals take."""
        return row.amount


def fen_of(cell: str) -> int:
    """An amount as whole fen.

    Raises:
        BadValue: empty, no amount, or more than two decimals.
    """
    if _PLAIN.fullmatch(cell):
        return int(cell.replace(".", ""))
    amount = parse_cell("amount", cell)
    if not isinstance(amount, Decimal):
        raise BadValue("amount_bad", value=snippet(cell))
    return int(amount.scaleb(_DECIMALS))


def yuan(fen: int) -> Decimal:
    """Whole fen as yuan."""
    return Decimal(fen).scaleb(-_DECIMALS)
