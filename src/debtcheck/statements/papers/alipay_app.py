"""The bill that the Alipay app exports (CSV, GB18030). Its totals count every row by 收/支."""

from __future__ import annotations

from debtcheck.statements.papers.wallet import Wallet

FORMAT = "alipay_app"
_wallet = Wallet(FORMAT)
identify, read = _wallet.identify, _wallet.read
