"""The records that the Alipay web site exports (CSV, GB18030): 16 columns, no funding account.

A row that is neither income nor expense has nothing under 收/支. What was paid back stands in a
column of its own, and the totals count the amounts without it.
"""

from __future__ import annotations

from debtcheck.statements.papers.wallet import Wallet

FORMAT = "alipay_web"
_wallet = Wallet(FORMAT)
identify, read = _wallet.identify, _wallet.read
