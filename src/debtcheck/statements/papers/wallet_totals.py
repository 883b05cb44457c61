"""What a wallet prints of its rows (how many, how much), held against what they add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import clean_text, half_width
from debtcheck.statements.papers.paper import Sums
from debtcheck.words.text import Text, text

_LINE = 500  # characters of a line that are looked at
_ROWS = re.compile(r"共:? ?(?P<rows>[0-9]{1,9}) ?笔")
_SUM = re.compile(
    r"(?P<name>收入|支出|不计收支|中性交易|其他):? ?(?:[0-9]{1,9} ?笔)?[,: ]*¥?"
    r"(?P<amount>-?[0-9][0-9,]{0,20}(?:\.[0-9]{1,2})?) ?元"
)
_NAMES = {"收入": "income", "支出": "expense"}
_OWNER = re.compile(r"(?:真实姓名|用户姓名|姓名|户名): ?\[?(?P<owner>[^\],: ]{2,20})")
_SUMS = ("income", "expense", "neutral")


class Printed:
    """Gathers what the lines around a table say."""

    def __init__(self) -> None:
        self.owner = ""
        self._rows: int | None = None
        self._sums: dict[str, Decimal] = {}

    def look(self, cells: Sequence[str]) -> None:
        """One row outside of the table."""
        line = half_width(",".join(cell for cell in cells if cell)[:_LINE])
        if self._rows is None and (found := _ROWS.search(line)):
            self._rows = int(found["rows"])
        for found in _SUM.finditer(line):
            key = _NAMES.get(found["name"], "neutral")
            try:
                self._sums.setdefault(key, parse_amount(found["amount"]))
            except BadValue:
                continue
        if not self.owner and (found := _OWNER.search(line)):
            self.owner = clean_text(found["owner"])

    def sums(self) -> Sums | None:
        """The printed totals, None if nothing is printed."""
        if self._rows is None and not self._sums:
            return None
        return Sums(
            self._rows,
            self._sums.get("income"),
            self._sums.get("expense"),
            self._sums.get("neutral"),
        )


def differences(
    file: str, name: str, added: Sums, printed: Sums, *, cut_off: bool
) -> Iterator[Text]:
    """A notice for each printed total that the rows do not add up to, with its likely reason."""
    same_rows = printed.rows is None or printed.rows == added.rows
    if not same_rows:
        fewer = (added.rows or 0) < (printed.rows or 0)
        reason = "cut" if fewer and cut_off else "fewer" if fewer else "more"
        yield text(
            "papers.rows_differ",
            file=file,
            printed=printed.rows,
            read=added.rows,
            reason=text(f"papers.reason.{reason}"),
        )
    for key in _SUMS:
        ours, theirs = getattr(added, key), getattr(printed, key)
        if ours is None or theirs is None or ours == theirs:
            continue
        reason = name if same_rows else "rows"
        yield text(
            f"papers.{key}_differs",
            file=file,
            printed=theirs,
            read=ours,
            difference=abs(ours - theirs),
            reason=text(f"papers.reason.{reason}"),
        )
