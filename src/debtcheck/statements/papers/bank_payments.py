"""The rows of an account that concern a loan, and the count of those that do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.bank_layout import plain_heading_all, whole
from debtcheck.statements.papers.bank_reversal import is_reversal, without_reversed
from debtcheck.statements.papers.bank_row import BankRow
from debtcheck.statements.papers.content import Row
from debtcheck.statements.papers.paper import FoundPayment, State
from debtcheck.statements.papers.repayment import Direction, Judgement, Transaction, judge
from debtcheck.words.text import Text, text

_FAILED = "失败"
_OTHER = text("papers.why.other")
_OWNER = re.compile(r"(?:户名|姓名|客户名称|客户姓名)[:：]?([\u4e00-\u9fff·]{2,12})")
_LABELS = ("户名", "姓名", "客户姓名", "客户名称", "账户名称")


class LoanRows:
    """Gathers what becomes of each row, one at a time; only rows on loans are kept."""

    def __init__(self, file: str, owner: str) -> None:
        """`owner` is the name of whose account it is, as far as it is printed."""
        self._file = file
        self._owner = owner
        self._found: list[FoundPayment] = []
        self._reversals: list[BankRow] = []
        self._left_out: dict[str, tuple[Text, int]] = {}

    def add(self, row: BankRow) -> None:
        """The next row, its sign known where it can be."""
        if row.currency:
            self._count(text("papers_bank.foreign_row"))
            return
        if row.summary and is_reversal(row):
            self._reversals.append(row)
            self._count(text("papers_bank.reversal"))
            return
        if not row.summary and not row.payee:  # nothing in it is a word of a loan
            self._count(_OTHER)
            return
        judgement = self._judge(row)
        if judgement.state is None or not row.amount:
            self._count(judgement.why)
            return
        self._found.append(
            FoundPayment(
                paid_on=row.day,
                amount=abs(row.amount),
                state=judgement.state,
                why=judgement.why,
                evidence=row.evidence(self._file),
                booked_on=row.booked_on,
                payee=row.payee,
                reference=row.reference,
                is_payout=judgement.is_payout,
                status=judgement.status,
            )
        )

    def _judge(self, row: BankRow) -> Judgement:
        amount = row.amount or Decimal(0)
        direction = Direction.OUT if amount < 0 else Direction.IN
        found = judge(
            Transaction(
                direction=Direction.NEUTRAL if row.unsigned else direction,
                amount=amount,
                payee=row.payee,
                words=row.summary,
                status=row.status,
                owner=self._owner,
            )
        )
        if found.state is State.TAKEN and row.unsigned:
            return Judgement(State.ASK, text("papers_bank.no_sign"))
        if found.state is State.TAKEN and _FAILED in row.summary:
            return Judgement(State.ASK, text("papers_bank.says_failed"), status="unknown")
        return found

    def doubt_last(self, place: str) -> None:
        """The row at `place` was cut off: what it says of money is asked about, never taken."""
        if self._found and self._found[-1].evidence.place == place:
            why = text("papers_bank.cut_off_row")
            self._found[-1] = replace(self._found[-1], state=State.ASK, why=why)

    def payments(self) -> tuple[tuple[FoundPayment, ...], tuple[Text, ...]]:
        """The rows on loans, and what there is to say of reversals."""
        return without_reversed(self._found, self._reversals, self._file)

    def left_out(self) -> tuple[tuple[Text, int], ...]:
        """Why rows are no payment on a loan, each reason with its count."""
        return tuple(self._left_out.values())

    def _count(self, why: Text) -> None:
        known, count = self._left_out.get(why.key, (why, 0))
        self._left_out[why.key] = (known, count + 1)


def owner_of(head: Iterable[Row]) -> str:
    """The account holder's name as it is printed above the table, or an empty text."""
    for row in head:
        line = plain_heading_all("|".join(whole(cell) for cell in row.cells)[:500])
        if found := _OWNER.search(line):
            return found[1]
        for label, value in zip(row.cells, row.cells[1:], strict=False):
            if plain_heading(label) in _LABELS and value:
                return plain_heading_all(value[:40])
    return ""
