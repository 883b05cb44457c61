"""One pass over the rows of a wallet's export, whatever their number.

Every row is counted and its amount added; only a row with a word of credit is read whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.cells import is_blank
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.papers.content import Content
from debtcheck.statements.papers.paper import Paper, Sums
from debtcheck.statements.papers.repayment import Direction, hints, is_credit
from debtcheck.statements.papers.wallet import AROUND, Wallet, WalletRow, fen_of, yuan
from debtcheck.statements.papers.wallet_layout import Columns, direction_of, fits, realigned
from debtcheck.statements.papers.wallet_payments import WalletPayments
from debtcheck.statements.papers.wallet_totals import Printed, differences
from debtcheck.statements.table import MAX_SHOWN
from debtcheck.words.text import text

_FEW = 3  # cells: a row with fewer is a remark
_REMEMBERED = 4096  # different texts of one column
_POINT = -3  # where an amount of two decimals has its point

T = TypeVar("T")


class _Known:
    """What the texts of some columns mean, so far as rows have shown them; the rest is read whole.

    A direction whose rows the wallet counts by their words never becomes known.
    """

    def __init__(
        self, columns: Columns, wallet: Wallet, tallies: dict[Direction, list[int]]
    ) -> None:
        self._columns = columns
        self._tallies = tallies
        self._by_words = wallet.counts_by_words
        self.directions: dict[str, list[int]] = {}  # where its amounts are added
        self.kinds: dict[str, bool] = {}  # it may be about a loan
        self.methods: dict[str, bool] = {}  # it makes a new debt
        self.strips = False  # something stands around the amounts

    def learn(self, cells: Sequence[str]) -> None:
        """The texts of one row."""
        places = self._columns.places
        if len(cells) < self._columns.width:
            return
        way, amount = cells[places["direction"]], cells[places["amount"]]
        direction = direction_of(way)
        if direction is not None and direction not in self._by_words:
            _keep(self.directions, way, self._tallies[direction])
        kind, method = (cells[places.get(key, places["direction"])] for key in ("kind", "method"))
        _keep(self.kinds, kind, "kind" in places and hints().search(kind) is not None)
        _keep(self.methods, method, "method" in places and is_credit(method))
        self.strips = self.strips or amount.strip(AROUND) != amount


def _keep(known: dict[str, T], cell: str, meaning: T) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[cell] = meaning


class WalletReading:
    """The reading of one paper."""

    def __init__(self, wallet: Wallet, content: Content) -> None:
        self._wallet = wallet
        self._content = content
        self._printed = Printed()
        self._payments = WalletPayments(content.file)
        self._tallies = {direction: [0] for direction in Direction}  # fen
        self._read = 0
        self._problems: list[Problem] = []
        self._more = 0
        self._new_debts = 0
        self._twice = 0
        self._rows, self._place = content.records()
        if content.kind != "text":
            self._rows = self._once(self._rows)

    def paper(self) -> Paper:
        """The paper.

        Raises:
            InputError: as `Wallet.read`.
        """
        columns: Columns | None = self._heading()
        while columns is not None:
            columns = self._table(columns)
        file, added = self._content.file, self._sums()
        if self._problems:
            more = [Problem("table_more", file, params={"count": self._more})] if self._more else []
            raise InputError(*self._problems, *more)
        if not added.rows:
            raise InputError(Problem("table_no_rows", file))
        printed = self._printed.sums()
        notices = [*self._payments.notices()]
        if self._twice:
            notices.append(text("papers.rows_twice", file=file, count=self._twice))
        if printed is not None:
            cut = self._content.is_cut_off
            notices += differences(file, self._wallet.name, added, printed, cut_off=cut)
        return Paper(
            file=file,
            format=self._wallet.name,
            encoding=self._content.encoding,
            rows=added.rows,
            sums=added,
            printed=printed,
            payments=self._payments.found(),
            left_out=self._payments.left_out(added.rows, self._new_debts),
            notices=tuple(notices),
        )

    def _heading(self) -> Columns:
        for cells in self._rows:
            columns = self._wallet.layout.find(cells)
            if columns is not None:
                return columns
            self._printed.look(cells)
        known = self._wallet.layout.examples
        raise InputError(Problem("wallet_no_heading", self._content.file, params={"known": known}))

    def _table(self, columns: Columns) -> Columns | None:
        """The rows under a heading; the columns of the next heading, None at the end."""
        places = columns.places
        direction, amount, words = places["direction"], places["amount"], places.get("words", 0)
        kind, method = (places.get(key, direction) for key in ("kind", "method"))
        payee = places.get("payee", words)
        known = _Known(columns, self._wallet, self._tallies)
        look, last = hints().search, columns.width - 1
        tallies, kinds, credits = known.directions, known.kinds, known.methods
        income = self._tallies[Direction.IN]
        plain, new_debts, found = 0, 0, None
        self._payments.begin(columns, self._printed.owner)
        for cells in self._rows:
            try:
                cells[last]
                tally = tallies[cells[direction]]
                is_hinted, is_on_credit = kinds[cells[kind]], credits[cells[method]]
                figure = cells[amount].strip(AROUND) if known.strips else cells[amount]
                if figure[_POINT] != ".":
                    raise ValueError
                fen = int(figure.replace(".", "", 1))
            except (LookupError, ValueError):
                known.learn(cells)
                if (found := self._odd(cells, columns)) is not None:
                    break
                continue
            if is_hinted or look(cells[words] + cells[payee]):
                self._whole(cells, columns)
                continue
            tally[0] += fen
            plain += 1
            if is_on_credit and tally is not income:
                new_debts += 1
        self._read += plain
        self._new_debts += new_debts
        return found

    def _odd(self, cells: list[str], columns: Columns) -> Columns | None:
        """A row that is not plain: empty, a remark, another heading, shifted, or damaged."""
        filled = sum(not cell.isspace() for cell in cells if cell)
        if not filled:
            return None
        heading = self._wallet.layout.find(cells)
        if heading is not None:
            return heading
        moment = columns.cell(cells, "moment") or columns.cell(cells, "created")
        way = columns.cell(cells, "direction")
        if filled < _FEW or not (moment[:1].isdigit() or (way and direction_of(way))):
            self._printed.look(cells)
            return None
        if len(cells) < columns.width:
            params: dict[str, object] = {"found": len(cells), "expected": columns.width}
            self._problem("table_short_row", cells, params=params)
            return None
        if not fits(cells, columns):
            cells = realigned(cells, columns) or cells
        self._whole(cells, columns)
        return None

    def _whole(self, cells: Sequence[str], columns: Columns) -> None:
        """A row that is read cell by cell."""
        direction = direction_of(columns.cell(cells, "direction"))
        if direction is None:
            value = snippet(columns.cell(cells, "direction"))
            self._problem("cell_direction", cells, columns.names["direction"], {"value": value})
            return
        try:
            amount, refunded = self._wallet.amounts(columns.cell(cells, "amount"))
            back = columns.cell(cells, "refund")
            refunded += 0 if is_blank(back) else fen_of(back)
        except BadValue as bad:
            self._problem(bad.key, cells, columns.names["amount"], bad.params)
            return
        row = WalletRow(
            direction,
            amount,
            refunded,
            *(columns.cell(cells, key) for key in ("kind", "payee", "words", "method", "status")),
        )
        self._tallies[direction][0] += self._wallet.counted(row)
        self._read += 1
        try:
            self._payments.add(row, cells, self._place(cells))
        except BadValue as bad:
            self._problem(bad.key, cells, columns.names[self._payments.day_column], bad.params)

    def _problem(
        self,
        key: str,
        cells: Sequence[str],
        heading: str = "",
        params: dict[str, object] | None = None,
    ) -> None:
        if len(self._problems) >= MAX_SHOWN:
            self._more += 1
            return
        place = self._place(cells)
        if heading:
            place, params = f"{place}, {heading}", {"key": heading, **(params or {})}
        self._problems.append(Problem(key, self._content.file, place, params or {}))

    def _sums(self) -> Sums:
        fen = {direction: yuan(tally[0]) for direction, tally in self._tallies.items()}
        return Sums(self._read, fen[Direction.IN], fen[Direction.OUT], fen[Direction.NEUTRAL])

    def _once(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """The rows without those that stand on an earlier sheet as well."""
        sheets: dict[str, set[tuple[str, ...]]] = {}
        for cells in rows:
            sheet = self._place(cells).partition(",")[0] if "," in self._place(cells) else ""
            key = tuple(cells)
            earlier = any(key in seen for name, seen in sheets.items() if name != sheet)
            if earlier and sum(map(bool, cells)) > _FEW and self._wallet.layout.find(cells) is None:
                self._twice += 1
                continue
            sheets.setdefault(sheet, set()).add(key)
            yield cells
