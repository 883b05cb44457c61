"""One row of an account as values: its day, its amount with its sign, its balance, its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from debtcheck.case.model import Evidence
from debtcheck.case.problem import Problem
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.cells import is_blank
from debtcheck.statements.days import parse_cell_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width, snippet
from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.bank_layout import Layout, whole, words
from debtcheck.statements.papers.content import Row
from debtcheck.statements.papers.repayment import hints

YUAN = ""  # the currency of a row that names none, or the yuan
_TAIL = 4  # digits of an account number that are shown
_ACCOUNT = re.compile(r"(?<![0-9.,])[0-9]{4}(?:[ *]*[0-9*]){5,}(?![0-9]*[.,][0-9])")
_MOMENTS = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9](?:[0-2][0-9][0-5][0-9]{3})?")
_NUMBERS = re.compile(r"[*0-9][*0-9 ]*[0-9]|[0-9]")
_CENTS = Decimal("0.00")  # added, it gives an amount its two decimals
_PLAIN = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,2})?")
_MOMENT = re.compile(r"[0-9]{1,2}:[0-9]{2}|[0-9]{4}[-/.年][0-9]{1,2}")
_CURRENCY = re.compile(r"[A-Z]{3}|[\u4e00-\u9fff]{1,4}")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_BLANKS = "-—–/\\_－"
_LONGEST_BLANK = 8  # characters of a word that stands for an empty cell


@dataclass(frozen=True, slots=True)
class BankRow:
    """One row of an account. `amount` is signed: below zero is money that went out.

    `unsigned` says that the paper does not show the sign (`amount` is then above zero until the
    balances decide). The words of a row without any word of a loan stay empty but for its `cells`.
    `currency` is YUAN ("") or the foreign one's name. `account` tells several
    accounts of one paper apart.
    """

    place: str
    day: date
    amount: Decimal | None
    balance: Decimal | None
    cells: Sequence[str]
    booked_on: date | None = None
    unsigned: bool = False
    currency: str = YUAN
    account: str = ""
    payee: str = ""
    summary: str = ""
    status: str = ""
    reference: str = ""

    def evidence(self, file: str) -> Evidence:
        """Where the row stands, with its words; account numbers show their last four digits."""
        words = ", ".join(text for cell in self.cells if (text := whole(cell)))
        return Evidence(file, self.place, clean_text(masked(words))[:TEXT_LIMIT])

    def with_sign(self, sign: int) -> BankRow:
        """The row with a sign that was found."""
        assert self.amount is not None
        return replace(self, amount=self.amount.copy_abs() * sign, unsigned=False)


def masked(text: str) -> str:
    """`text` with long numbers (accounts, cards, telephones) cut to their last four digits."""
    return _ACCOUNT.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    digits = "".join(char for char in found.group() if char.isdigit())
    if _MOMENTS.fullmatch(found.group()):
        return found.group()  # 20250210090001 is a time
    return f"****{digits[-_TAIL:]}"


class RowReader:
    """Reads the rows of one table. What cannot be read is kept in `problems`, with its place."""

    def __init__(self, layout: Layout, file: str) -> None:
        self.layout = layout
        self.file = file
        self.problems: list[Problem] = []
        self.no_amount = 0
        self.no_signs = False  # signs as printed do not agree with the balances (bank.py says how)
        self._days = ("day", "booked_on") if "day" in layout.columns else ("booked_on", "time")

    def read(self, row: Row) -> BankRow | None:
        """The row of an account, or None if it is none (a title, a total, a remark)."""
        cells = row.cells
        text = self._cell(cells, self._days[0]) or self._cell(cells, self._days[1])
        if not text or not text[0].isdigit():
            self._no_day(row, text)
            return None
        try:
            day = _day(text)
        except BadValue as problem:
            self._no_day(row, text, problem)
            return None
        booked_text = self._cell(cells, "booked_on")
        before = len(self.problems)
        booked = self._booked(row, booked_text) if booked_text != text else None
        amount, unsigned = self._signed(row)
        balance = self._amount(row, "balance")
        if len(self.problems) > before:
            return None
        if amount is None:
            self.no_amount += 1
        told = self._texts(cells) if _concerns_loans("".join(cells)) else ()
        currency, account = _foreign(self._cell(cells, "currency")), self._cell(cells, "account")
        return BankRow(
            row.place, day, amount, balance, cells, booked, unsigned, currency, account, *told
        )

    def _texts(self, cells: Sequence[str]) -> tuple[str, str, str, str]:
        """Counterparty, summary, status, reference."""
        return (
            self._name(self._cell(cells, "payee")),
            self._joined(cells, ("kind", "summary", "detail", "place")),
            self._cell(cells, "status"),
            self._cell(cells, "reference"),
        )

    def _no_day(self, row: Row, text: str, problem: BadValue | None = None) -> None:
        """A row without a date is none of the account's, unless it has an amount of its own."""
        filled = sum(bool(cell) for cell in row.cells)
        if filled * 2 < len(self.layout.columns) or not any(
            _PLAIN.fullmatch(self._cell(row.cells, key).replace(",", ""))
            for key in ("amount", "income", "expense")
        ):
            return
        first = plain_heading(next(cell for cell in row.cells if cell))
        if any(first.startswith(mark) for mark in words("footer")):
            return
        key = next(key for key in self._days if key in self.layout.columns)
        found = problem or BadValue("date_form", value=snippet(text))
        self._problem(row, key, found)

    def _signed(self, row: Row) -> tuple[Decimal | None, bool]:
        columns = self.layout.columns
        if "amount" in columns:
            amount = self._amount(row, "amount")
            if amount is None or "direction" not in columns:
                return amount, self.no_signs and amount is not None and amount > 0
            mark = "".join(plain_heading(self._cell(row.cells, "direction")).split())
            if mark in words("expense"):
                return -amount.copy_abs() if self.no_signs else -amount, False
            return amount, mark not in words("income") and amount > 0
        income = self._amount(row, "income")
        expense = self._amount(row, "expense")
        if income and expense:
            if income == expense:  # a line of text does not show the column
                return income, True
            return income - expense.copy_abs(), False
        if expense:
            # A debit that is taken back may stand in the same column, with a minus; but some
            # banks print every debit so.
            return -expense.copy_abs() if self.no_signs else -expense, False
        return income if income is not None else expense, False

    def _amount(self, row: Row, key: str) -> Decimal | None:
        text = self._cell(row.cells, key)
        if not text:
            return None
        try:
            return amount_of(text)
        except BadValue as problem:
            self._problem(row, key, problem)
            return None

    def _booked(self, row: Row, text: str) -> date | None:
        if not text:
            return None
        try:
            return _day(text)
        except BadValue as problem:
            self._problem(row, "booked_on", problem)
            return None

    def _problem(self, row: Row, key: str, problem: BadValue) -> None:
        heading = clean_text(self.layout.name(key))
        params = {"key": heading, **problem.params}
        self.problems.append(Problem(problem.key, self.file, f"{row.place}, {heading}", params))

    def _cell(self, cells: Sequence[str], key: str) -> str:
        index = self.layout.columns.get(key, len(cells))
        text = cells[index] if index < len(cells) else ""
        if not text or (text[-1].isdigit() and text.isascii()):
            return text
        return _filled(text)

    def _joined(self, cells: Sequence[str], keys: Iterable[str]) -> str:
        return " ".join(text for key in keys if (text := self._cell(cells, key)))

    @staticmethod
    @lru_cache(maxsize=4096)
    def _name(text: str) -> str:
        """The counterparty without the account number that stands beside its name."""
        shown = clean_text(text[:TEXT_LIMIT])
        parts = [part.strip() for part in shown.split("/") if not _NUMBERS.fullmatch(part.strip())]
        kept = [w for part in parts for w in part.split() if not _NUMBERS.fullmatch(w)]
        return " ".join(kept) or masked(shown)


def data_rows(rows: Iterable[Row], reader: RowReader) -> Iterator[BankRow]:
    """The rows of the account among all rows of a paper."""
    for row in rows:
        found = reader.read(row)
        if found is not None:
            yield found


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(f"{hints().pattern}|[冲抹撤退返反失]")


def _concerns_loans(text: str) -> bool:
    """A cheap first look: False where no word of a loan, a reversal or a radical can stand."""
    return not text.isascii() and (_letters().search(text) or _RADICALS.search(text)) is not None


@lru_cache(maxsize=4096)
def _filled(text: str) -> str:
    """A cell's words; "" for what stands in the place of nothing: ----, （空）."""
    text = whole(text).strip()
    if len(text) > _LONGEST_BLANK and text[0] not in _BLANKS:
        return text
    return "" if is_blank(text) or plain_heading(text) in words("empty") else text


@lru_cache(maxsize=256)
def _foreign(text: str) -> str:
    plain = text.strip().lower()
    if not text or plain in words("yuan") or not _CURRENCY.fullmatch(text.upper()):
        return YUAN
    return text.upper()


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """A day, with or without a time right behind it (`2026-09-1009:00:00` in some PDFs)."""
    plain = half_width(text)
    try:
        return parse_cell_day(plain)
    except BadValue:
        if len(plain) > 10 and _MOMENT.match(plain[:10]):  # noqa: PLR2004
            return parse_cell_day(plain[:10])
        raise


def amount_of(text: str) -> Decimal:
    """An amount; one that was read twice (printed over itself) counts once."""
    plain = text.replace(",", "")
    if _PLAIN.fullmatch(plain) and "," not in text:
        return Decimal(plain) + _CENTS
    joined = "".join(half_width(text).split())
    half = len(joined) // 2
    if len(joined) % 2 == 0 and "." in joined[:half] and joined[:half] == joined[half:]:
        return parse_amount(joined[:half])
    if joined[-1:] in "+-" and joined[:1].isdigit():
        return parse_amount(joined[-1] + joined[:-1])
    return parse_amount(text)
