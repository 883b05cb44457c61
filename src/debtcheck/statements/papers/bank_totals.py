"""The totals that a bank prints above or below its table."""

from __future__ import annotations

import re
from decimal import Decimal

from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.bank_layout import Layout, plain_heading_all
from debtcheck.statements.papers.bank_row import BankRow, amount_of
from debtcheck.statements.papers.content import Row
from debtcheck.statements.papers.paper import Sums

_LONGEST = 2000  # characters of a line that is looked through
_NUMBER = r"[:：]?[¥￥]?([+-]?[0-9][0-9,]{0,15}\.[0-9]{2})(?![0-9.])"
_OF = r"(?:总额|总金额|金额合计|合计金额|合计|发生额合计|发生额|总计|金额)(?:\(元\))?"
_INCOME = re.compile(rf"(?:总收入|收入{_OF}|贷方{_OF}|存入{_OF}|转入{_OF}|总转入|总存入){_NUMBER}")
_EXPENSE = re.compile(rf"(?:总支出|支出{_OF}|借方{_OF}|支取{_OF}|转出{_OF}|总转出|总支取){_NUMBER}")
_COUNT = re.compile(
    r"(?:共(?:计)?([0-9][0-9,]{0,9})[笔条]|(?:总笔数|记录总数|总记录数|交易笔数|明细笔数)[:：]?([0-9][0-9,]{0,9}))"
)
_COUNTS = re.compile(r"(?:收入|支出|借方|贷方|转入|转出)(?:总)?笔数[:：]?([0-9][0-9,]{0,9})")
_BOTH = 2  # a count of what came in, a count of what went out
_TOTAL = ("合计", "总计", "人民币合计")
_PAGE = ("本页", "小计")


class PrintedTotals:
    """Gathers printed totals from the rows that are no data; of several the last counts."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._rows: int | None = None
        self._income: Decimal | None = None
        self._expense: Decimal | None = None

    def look(self, row: Row) -> None:
        """One row that is none of the account's own."""
        line = plain_heading_all("".join(row.cells)[:_LONGEST])
        if not any(char.isdigit() for char in line) or any(word in line for word in _PAGE):
            return
        first = plain_heading(next(cell for cell in row.cells if cell))
        if first.startswith(_TOTAL) and len(row.cells) > 1:
            self._income = self._cell(row, "income") or self._income
            self._expense = self._cell(row, "expense") or self._expense
        if found := _INCOME.search(line):
            self._income = abs(Decimal(found[1].replace(",", "")))
        if found := _EXPENSE.search(line):
            self._expense = abs(Decimal(found[1].replace(",", "")))
        if found := _COUNT.search(line):
            self._rows = int((found[1] or found[2]).replace(",", ""))
        elif len(counts := _COUNTS.findall(line)) == _BOTH:
            self._rows = sum(int(count.replace(",", "")) for count in counts)

    def _cell(self, row: Row, key: str) -> Decimal | None:
        index = self._layout.columns.get(key, len(row.cells))
        if index >= len(row.cells) or not row.cells[index]:
            return None
        try:
            return abs(amount_of(row.cells[index]))
        except BadValue:
            return None

    def sums(self) -> Sums | None:
        """What was printed, or None."""
        if self._rows is None and self._income is None and self._expense is None:
            return None
        return Sums(self._rows, self._income, self._expense)


class Added:
    """What the rows add up to: yuan that came in, yuan that went out, rows of any kind."""

    def __init__(self) -> None:
        self.rows = 0
        self.income = Decimal(0)
        self.expense = Decimal(0)
        self.unsigned = 0
        self.foreign: dict[str, int] = {}

    def add(self, row: BankRow) -> None:
        """One row."""
        self.rows += 1
        if row.amount is None:
            return
        if row.currency:
            self.foreign[row.currency] = self.foreign.get(row.currency, 0) + 1
        elif row.unsigned:
            self.unsigned += 1
        elif row.amount > 0:
            self.income += row.amount
        else:
            self.expense -= row.amount

    def sums(self) -> Sums:
        """The totals."""
        return Sums(self.rows, self.income, self.expense)
