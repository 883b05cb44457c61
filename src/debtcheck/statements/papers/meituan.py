"""The bill of Meituan (CSV, UTF-8 with a mark): what was paid is 实付金额, not 订单金额."""

from __future__ import annotations

from debtcheck.statements.papers.wallet import Wallet, WalletRow

FORMAT = "meituan"
_REPAYMENT = "还款"


class Meituan(Wallet):
    """A repayment stands under expense: the totals count its row and leave its amount out."""

    def counted(self, row: WalletRow) -> int:
        """What Meituan's own totals take of a row."""
        return 0 if row.kind == _REPAYMENT else row.amount


_wallet = Meituan(FORMAT)
identify, read = _wallet.identify, _wallet.read
