"""The bill of JD (CSV, UTF-8 with a mark): an amount may carry what was refunded of it."""

from __future__ import annotations

import re

from debtcheck.statements.foreign_text import half_width
from debtcheck.statements.papers.repayment import Direction
from debtcheck.statements.papers.wallet import Wallet, WalletRow, fen_of

FORMAT = "jd"
_REFUNDED = re.compile(r"(?P<amount>[^(]{1,40})\((?:已全额退款|已退款(?P<part>[^)]{1,40}))\)")
_LATER = "先享后付"


class Jd(Wallet):
    """Expense is counted net of refunds; 不计收支 without full refunds and without 先享后付."""

    counts_by_words = frozenset({Direction.NEUTRAL})

    def amounts(self, cell: str) -> tuple[int, int]:
        """`100.00(已退款89.84)` is 100.00 and 89.84."""
        found = _REFUNDED.fullmatch(half_width(cell))
        if found is None:
            return fen_of(cell), 0
        amount = fen_of(found["amount"])
        return amount, fen_of(found["part"]) if found["part"] else amount

    def counted(self, row: WalletRow) -> int:
        """What JD's own totals take of a row."""
        if row.direction is not Direction.NEUTRAL:
            return row.amount - row.refunded
        later = any(_LATER in cell for cell in (row.kind, row.words, row.method, row.status))
        return 0 if later or row.refunded == row.amount else row.amount


_wallet = Jd(FORMAT)
identify, read = _wallet.identify, _wallet.read
