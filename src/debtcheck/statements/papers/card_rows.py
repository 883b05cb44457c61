"""The postings of a card's statement: day (often without a year), kind, amount owed or paid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.model import Evidence
from debtcheck.case.problem import Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_cell_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width
from debtcheck.statements.headings import load_headings, plain_heading
from debtcheck.statements.papers.bank_layout import (
    data,
    heading_keys,
    plain_heading_all,
    split_line,
    whole,
    words,
)
from debtcheck.statements.papers.bank_row import amount_of, masked
from debtcheck.statements.papers.card_facts import year_of
from debtcheck.statements.papers.content import Row

_SHORT = re.compile(r"(?P<m>[0-9]{1,2})(?:[-/.]|月)(?P<d>[0-9]{1,2})日?")
_MONEY = re.compile(  # CNY 12.00, 12.00(CN), 12.00/RMB(支出)
    r"(?P<currency>[A-Z]{3}|[¥$])?\s*(?P<amount>[+-]?[0-9][0-9,]*\.[0-9]{1,2})\s*"
    r"(?P<after>/?\(?(?!存入|支出)[A-Za-z\u4e00-\u9fff]{0,6}\)?)?(?:\((?P<way>存入|支出)\))?"
)
_SIDES = {"存入": -1, "支出": 1, "income": -1, "expense": 1}
_AHEAD = 7  # days that a purchase may lie after its posting, across time zones


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting. `amount` is as printed; `owed` gives it its sign. `way` is 1 (a charge) or −1
    where the row itself says it, else 0."""

    on: date
    posted_on: date | None
    amount: Decimal
    kind: str
    way: int
    currency: str
    text: str
    evidence: Evidence


class PostingReader:
    """Reads the rows of one statement; what cannot be read is kept in `problems`."""

    def __init__(self, file: str, columns: Mapping[str, int], names: Mapping[str, str]) -> None:
        self.file = file
        self.columns = columns
        self.names = names
        self.latest = date.min
        self.foreign = ""  # the currency of the section that is being read
        self.problems: list[Problem] = []
        self.guessed = 0  # rows whose year was filled in

    def section(self, row: Row) -> None:
        """A title between rows: from here on the rows are in another currency."""
        line = plain_heading_all("".join(row.cells)[:200])
        sections = data()["card"]
        if any(word in line for word in sections["foreign_sections"]):
            self.foreign = "USD" if "美元" in line or "usd" in line else "FOREIGN"
        elif any(word in line for word in sections["yuan_sections"]):
            self.foreign = ""

    def is_posting(self, row: Row) -> bool:
        """True if the row has a day where a day belongs."""
        return any(is_day(self._cell(row.cells, key)) for key in ("day", "booked_on"))

    def read(self, row: Row) -> Posting | None:
        """The posting of a row that has a day, or None with a problem kept."""
        before = len(self.problems)
        on = self._day(row, "day")
        posted = self._day(row, "booked_on")
        if on and posted and (on - posted).days > _AHEAD:
            on = on.replace(year=on.year - 1) if on.month != 2 or on.day != 29 else posted  # noqa: PLR2004
        amount, way, currency = self._amount(row)
        day = on or posted
        if len(self.problems) > before or day is None or amount is None:
            return None
        text = self._cell(row.cells, "summary")
        kind = kind_of(text)
        shown = ", ".join(whole(cell) for cell in row.cells if cell)
        evidence = Evidence(self.file, row.place, clean_text(masked(shown))[:TEXT_LIMIT])
        return Posting(
            day, posted, amount, kind, way, currency or self.foreign, clean_text(text), evidence
        )

    def _day(self, row: Row, key: str) -> date | None:
        text = half_width(self._cell(row.cells, key))
        if not text:
            return None
        try:
            if short := _SHORT.fullmatch(text):
                self.guessed += 1
                return year_of(int(short["m"]), int(short["d"]), self.latest)
            return parse_cell_day(text)
        except BadValue as problem:
            self._problem(row, key, problem)
            return None

    def _amount(self, row: Row) -> tuple[Decimal | None, int, str]:
        """The amount, the sign that the row itself shows (0: none), the currency ("" is yuan)."""
        currency = _currency(self._cell(row.cells, "currency"))
        for key in ("amount", "trade_amount", "expense", "income"):
            text = self._cell(row.cells, key)
            if not text or (key in _SIDES and text in ("0", "0.00")):
                continue
            found = _MONEY.fullmatch(half_width(text))
            try:
                amount = amount_of(found["amount"] if found else text)
            except BadValue as problem:
                self._problem(row, key, problem)
                return None, 0, currency
            side = _SIDES.get(key, 0)
            if found:
                after = (found["after"] or "").strip("/()")
                currency = currency or _currency(found["currency"] or "") or _currency(after)
                side = side or _SIDES.get(found["way"] or "", 0)
            return amount, self._side(row) or side, currency
        self._problem(row, "amount", BadValue("amount_bad", value=""))
        return None, 0, currency

    def _side(self, row: Row) -> int:
        mark = plain_heading(self._cell(row.cells, "direction"))
        return (mark in words("expense")) - (mark in words("income"))

    def _cell(self, cells: Sequence[str], key: str) -> str:
        index = self.columns.get(key, len(cells))
        text = whole(cells[index]).strip() if index < len(cells) else ""
        return "" if text in ("-", "--", "/") else text

    def _problem(self, row: Row, key: str, problem: BadValue) -> None:
        heading = clean_text(self.names.get(key, key))
        params = {"key": heading, **problem.params}
        self.problems.append(Problem(problem.key, self.file, f"{row.place}, {heading}", params))


def card_columns(cells: Sequence[str]) -> dict[str, int]:
    """The columns of a card's heading row, or {} if it is none."""
    columns = heading_keys(cells, load_headings("card"))
    days = {"day", "booked_on"} & columns.keys()
    money = {"amount", "trade_amount"} & columns.keys() or {"income", "expense"} <= columns.keys()
    if not days or not money or "summary" not in columns or "balance" in columns:
        return {}
    return columns


def find_heading(head: Sequence[Row]) -> tuple[Row, dict[str, int]] | None:
    """The first heading row of a card's statement, with its columns."""
    for row in head:
        cells = split_line(row)
        if columns := card_columns(cells):
            return row, columns
    return None


def kind_of(text: str) -> str:
    """What a posting is by its words: payment, refund, interest, fee, cash, else purchase."""
    plain = plain_heading_all(text[:TEXT_LIMIT])
    for entry in data()["card"]["kind"]:
        if any(name in plain for name in entry["names"]):
            return str(entry["kind"])
    return "purchase"


def owed(postings: Sequence[Posting]) -> list[Decimal]:
    """What each posting adds to the debt, in yuan: above zero a charge, below a payment or refund.

    A row that names its side (存入, 支出) decides for itself. In a paper with both signs the
    payments tell which sign is which, and without any the sign of most charges. A paper without
    signs is read by the kind of each posting.
    """
    open_ones = [posting for posting in postings if not posting.way]
    if all(posting.amount >= 0 for posting in open_ones):
        return [
            abs(p.amount) * (p.way or (-1 if p.kind in ("payment", "refund") else 1))
            for p in postings
        ]
    payments = [p.amount for p in open_ones if p.kind == "payment"]
    charges = [p.amount for p in open_ones if p.kind not in ("payment", "refund")]
    votes = sum(1 if a < 0 else -1 for a in payments) or sum(1 if a > 0 else -1 for a in charges)
    side = -1 if votes < 0 else 1
    return [abs(p.amount) * p.way if p.way else p.amount * side for p in postings]


def is_amount(text: str) -> bool:
    """True for a word that is an amount with its decimals."""
    return _MONEY.fullmatch(half_width(text)) is not None


def is_day(text: str) -> bool:
    """True for a day, also one without a year (09/10)."""
    plain = half_width(text)
    if _SHORT.fullmatch(plain):
        return True
    try:
        parse_cell_day(plain)
    except BadValue:
        return False
    return True


def _currency(text: str) -> str:
    plain = plain_heading(text)
    if not plain or plain in words("yuan") or plain in ("￥", "cn", "rmb"):
        return ""
    if plain in ("$", "us", "usd", "美元"):
        return "USD"
    return text.upper() if re.fullmatch(r"[A-Za-z]{3}|[\u4e00-\u9fff]{1,4}", text) else ""
