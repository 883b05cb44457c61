"""The rows of a wallet that concern a loan, each order once, and why the others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from debtcheck.case.model import Evidence
from debtcheck.statements.days import parse_cell_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text
from debtcheck.statements.papers.paper import FoundPayment
from debtcheck.statements.papers.repayment import Judgement, Transaction, judge
from debtcheck.statements.papers.wallet import WalletRow, yuan
from debtcheck.statements.papers.wallet_layout import Columns
from debtcheck.words.text import Text, text

_SHOWN = ("moment", "kind", "payee", "words", "direction", "amount", "method", "status")
_INSTALMENT = re.compile(r"第([0-9]{1,3})期|(?<![0-9/])([0-9]{1,3})/[0-9]{1,3}期")
_OTHER, _NEW_DEBT = "papers.why.other", "papers.why.new_debt"
_FULL_REFUND = "全额退款"
_REMEMBERED = 4096  # rows of different words
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")


class WalletPayments:
    """Gathers them, row by row."""

    day_column = "moment"

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[FoundPayment] = []
        self._seen: set[tuple[object, ...]] = set()
        self._again: list[str] = []
        self._left: Counter[str] = Counter()
        self._judgements: dict[tuple[object, ...], Judgement] = {}

    def begin(self, columns: Columns, owner: str) -> None:
        """The columns of the rows that follow, and whose paper it is."""
        self._columns = columns
        self._owner = owner

    def add(self, row: WalletRow, cells: Sequence[str], place: str) -> None:
        """A row with a word of credit.

        Raises:
            BadValue: it concerns a loan, and its day cannot be read.
        """
        columns = self._columns
        judgement = self._judged(row)
        if judgement.state is None:
            self._left[judgement.why.key] += 1
            return
        day = self._day(cells)
        reference = clean_text(columns.cell(cells, "reference"))[:TEXT_LIMIT]
        payment = FoundPayment(
            paid_on=day,
            amount=abs(yuan(row.amount - row.refunded or row.amount)),
            state=judgement.state,
            why=judgement.why,
            evidence=Evidence(self._file, place, self._words(cells)),
            payee=clean_text(row.payee)[:TEXT_LIMIT],
            reference="" if reference in ("/", "-") else reference,
            instalment=_instalment(row.words),
            is_payout=judgement.is_payout,
            status=judgement.status,
        )
        key = (payment.reference, payment.state, payment.amount, day)
        if payment.reference and key in self._seen:
            self._again.append(place)
            return
        self._seen.add(key)
        self._found.append(payment)

    def found(self) -> tuple[FoundPayment, ...]:
        """The rows on loans, as the paper orders them."""
        return tuple(self._found)

    def left_out(self, rows: int | None, new_debts: int) -> tuple[tuple[Text, int], ...]:
        """Why rows are no payment on a loan, the most frequent first; `rows` is how many there
        are, `new_debts` how many of those not added were paid on credit."""
        counts = Counter(self._left)
        counts[_NEW_DEBT] += new_debts
        known = len(self._found) + len(self._again) + sum(counts.values())
        counts[_OTHER] += (rows or 0) - known
        return tuple((Text(key), count) for key, count in counts.most_common() if count)

    def notices(self) -> Iterator[Text]:
        """What is odd about them."""
        if self._again:
            places = ", ".join(self._again[:8])
            yield text(
                "papers.orders_twice", file=self._file, count=len(self._again), places=places
            )

    def _judged(self, row: WalletRow) -> Judgement:
        """The judgement of a row; rows of the same words are judged once."""
        status = row.status if not row.amount or row.amount > row.refunded else _FULL_REFUND
        words = (row.payee, row.words, row.kind, row.method, status, self._owner)
        key = (row.direction, bool(row.amount), *words)
        if key not in self._judgements:
            if len(self._judgements) >= _REMEMBERED:
                self._judgements.clear()
            self._judgements[key] = judge(Transaction(row.direction, yuan(row.amount), *words))
        return self._judgements[key]

    def _day(self, cells: Sequence[str]) -> date:
        cell = self._columns.cell
        self.day_column = "moment" if cell(cells, "moment") else "created"
        if self.day_column not in self._columns.places:
            self.day_column = "moment" if "moment" in self._columns.places else "created"
        text = cell(cells, self.day_column)
        return _day(text[:10] if _ISO.fullmatch(text) else text)

    def _words(self, cells: Sequence[str]) -> str:
        shown = (self._columns.cell(cells, key) for key in _SHOWN)
        return clean_text(", ".join(cell for cell in shown if cell and cell != "/"))[:TEXT_LIMIT]


@lru_cache(maxsize=_REMEMBERED)
def _day(text: str) -> date:
    return parse_cell_day(text)


def _instalment(words: str) -> int | None:
    """The instalment that a row names: 第3期, 3/12期."""
    found = _INSTALMENT.search(words)
    return int(found[1] or found[2]) if found else None
