"""The bill of WeChat Pay: CSV, and two generations of XLSX.

The amount is `¥28.16` as text, since 2026-03 a number; the heading is row 17 or 18; moments are
text, true dates or bare day numbers. 收/支 is `/` for what WeChat calls neutral.
"""

from __future__ import annotations

from debtcheck.statements.papers.wallet import Wallet

FORMAT = "wechat"
_wallet = Wallet(FORMAT)
identify, read = _wallet.identify, _wallet.read
