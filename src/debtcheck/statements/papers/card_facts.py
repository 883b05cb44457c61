"""What a card's statement says beside its postings: its day, its due day, what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.model import Evidence
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width
from debtcheck.statements.papers.bank_layout import whole
from debtcheck.statements.papers.bank_row import masked
from debtcheck.statements.papers.content import Row

_LONGEST = 2000  # characters of a line that is looked through
_DATE = r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
_AMOUNT = r"[+-]?[0-9][0-9,]{0,15}\.[0-9]{2}(?![0-9.])"
_GAP = r"[^0-9+-]{0,20}"
_SUM = r"(?:款)?(?:总?金?额|总额)?"
_NAMES = {
    "statement_on": r"(?:本期)?账单(?:日期?|生成日)",
    "due_on": r"(?:到期还款日|最后还款日|还款到期日|还款截止日)",
    "total": rf"(?:本期(?:全部)?应还{_SUM}|本期应缴{_SUM}|(?:全部)?应还款额|newbalance)",
    "minimum": r"最低(?:应)?还款(?:金)?额",
    "before": rf"(?:上期账单(?:金额|余额)|上期应还{_SUM}|上期余额|上期欠款)",
}
_DAYS = ("statement_on", "due_on", "period_end")
_SHAPES = {
    name: re.compile(f"{label}{_GAP}({_DATE if name in _DAYS else _AMOUNT})", re.IGNORECASE)
    for name, label in _NAMES.items()
}
_PERIOD = re.compile(
    rf"(?:账单周期|账单期间|对账期间|起止日期|记账期间|交易期间){_GAP}({_DATE})[^0-9]{{1,6}}({_DATE})"
)
_MONTH = re.compile(r"([0-9]{4})年([0-9]{1,2})月(?!份?[0-9]{1,2}日)")
_LABELS = re.compile(r"账单日|到期还款日|最后还款日|应还|还款额|上期")


@dataclass(slots=True)
class CardFacts:
    """The figures of one statement, each with where it stands. Amounts in yuan."""

    file: str
    days: dict[str, date] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    where: dict[str, Evidence] = field(default_factory=dict)
    month_end: date | None = None

    @property
    def as_of(self) -> date | None:
        """The day of the statement: printed, or the end of its period."""
        return self.days.get("statement_on") or self.days.get("period_end")

    @property
    def latest(self) -> date | None:
        """No posting is later than this day."""
        return self.as_of or self.month_end

    def look(self, row: Row) -> None:
        """One row that is no posting; of several figures of one name the first counts."""
        line = _plain(row.cells)
        for name, shape in _SHAPES.items():
            found = shape.search(line) if name not in self.where else None
            if found:
                self._keep(name, found[1], row)
        if (found := _PERIOD.search(line)) and "period_end" not in self.days:
            self._keep("period_end", found[2], row)
        if self.month_end is None and "账" in line and (found := _MONTH.search(line)):
            self.month_end = _month_end(int(found[1]), int(found[2]))

    def look_below(self, labels: Row, values: Row) -> None:
        """A row of labels with the values in the row below it."""
        for label, value in zip(labels.cells, values.cells, strict=False):
            if _LABELS.search(label) and value:
                self.look(Row(values.place, [label, value]))

    def _keep(self, name: str, text: str, row: Row) -> None:
        try:
            if name in _DAYS:
                self.days[name] = parse_day(text)
            else:
                self.amounts[name] = parse_amount(text)
        except BadValue:
            return  # a figure of the letterhead that is none, such as a year 0000
        words = ", ".join(whole(cell) for cell in row.cells if cell)
        self.where[name] = Evidence(self.file, row.place, clean_text(masked(words))[:TEXT_LIMIT])


def year_of(month: int, day: int, latest: date) -> date:
    """The last MM/DD that is not after `latest`: a statement of January holds December's rows.

    Raises:
        BadValue: there is no such day within the year before.
    """
    for year in (latest.year, latest.year - 1):
        try:
            found = parse_day(f"{year:04d}-{month:02d}-{day:02d}")
        except BadValue:
            if year != latest.year:
                raise
            continue
        if found <= latest:
            return found
    raise BadValue("date_form", value=f"{month:02d}/{day:02d}")


def labels_only(cells: Sequence[str]) -> bool:
    """True for a row that names figures and holds none."""
    line = _plain(cells)
    return bool(_LABELS.search(line)) and not any(char.isdigit() for char in line)


def _plain(cells: Sequence[str]) -> str:
    text = " ".join(whole(cell) for cell in cells if cell)[:_LONGEST]
    return "".join(half_width(text).split())


def _month_end(year: int, month: int) -> date | None:
    try:
        first = parse_day(f"{year:04d}-{month:02d}-01")
    except BadValue:
        return None
    after = (first + timedelta(days=31)).replace(day=1)
    return after - timedelta(days=1)
