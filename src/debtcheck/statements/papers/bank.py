"""A bank's account statement: which rows pay a loan, and whether its balances and totals hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.bank_chain import Chain, with_signs
from debtcheck.statements.papers.bank_layout import Layout, find_layout, is_heading, split_line
from debtcheck.statements.papers.bank_lines import aligned
from debtcheck.statements.papers.bank_payments import LoanRows, owner_of
from debtcheck.statements.papers.bank_row import BankRow, RowReader
from debtcheck.statements.papers.bank_totals import Added, PrintedTotals
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.paper import Paper, Sums
from debtcheck.statements.table import MAX_SHOWN
from debtcheck.words.text import Text, text

FORMAT = "bank"
_IMAGE = "image"


def identify(content: Content) -> bool:
    """True if the headings or a title are those of a bank that is known."""
    return content.kind != _IMAGE and find_layout(content.head, known=True) is not None


def read(content: Content, opening: Opening) -> Paper:
    """The statement; its format is the bank's name, "bank" if only the headings are known.

    Raises:
        InputError: days or amounts that cannot be read, each with its place; no rows at all.
    """
    head = content.head
    layout = find_layout(head, known=True) or find_layout(head, known=False)
    if layout is None:
        raise InputError(Problem("table_no_rows", content.file))
    source = _Source(content, layout)
    added, chain, loans = Added(), Chain(), LoanRows(content.file, owner_of(head))
    last: BankRow | None = None
    newest_first = _survey(content, layout, source.reader)
    for row in with_signs(source.rows(), newest_first=newest_first):
        added.add(row)
        chain.add(row)
        loans.add(row)
        last = row
    source.check()
    if not added.rows:
        raise InputError(Problem("table_no_rows", content.file))
    cut_off = _cut_off(content, layout, last)
    if cut_off:
        loans.doubt_last(cut_off)
    payments, reversals = loans.payments()
    printed = source.totals.sums()
    return Paper(
        file=content.file,
        format=layout.format,
        encoding=content.encoding,
        rows=added.rows,
        sums=added.sums(),
        printed=printed,
        payments=payments,
        left_out=loans.left_out(),
        notices=(
            *([text("papers_bank.cut_off", file=content.file, place=cut_off)] if cut_off else ()),
            *_rows_notices(content.file, added, source.reader.no_amount),
            *(_differences(content.file, added.sums(), printed) if printed else ()),
            *chain.notices(content.file),
            *reversals,
        ),
    )


class _Source:
    """The rows of the table; what stands around it goes to the printed totals."""

    def __init__(self, content: Content, layout: Layout) -> None:
        self._content = content
        self._layout = layout
        self.reader = RowReader(layout, content.file)
        self.totals = PrintedTotals(layout)

    def rows(self) -> Iterator[BankRow]:
        """The rows with their values.

        Raises:
            InputError: too many cells that cannot be read.
        """
        rows = self._content.rows()
        inside = self._layout.lines
        for row in aligned(rows, self._layout) if self._layout.lines else rows:
            found = self.reader.read(row) if inside else None
            if found is not None:
                yield found
                continue
            self.totals.look(row)
            inside = inside or is_heading(split_line(row), self._layout.columns, "bank")
            if len(self.reader.problems) > MAX_SHOWN:
                self.check()

    def check(self) -> None:
        """Raises the problems that were met."""
        problems = self.reader.problems
        if problems:
            more = len(problems) - MAX_SHOWN
            rest = Problem("table_more", self._content.file, params={"count": more})
            raise InputError(*problems[:MAX_SHOWN], *([rest] if more > 0 else []))


def _survey(content: Content, layout: Layout, reader: RowReader) -> bool:
    """Learns from the first rows: True if the newest stands first; whether amounts have signs.

    A paper has no signs if nothing goes out by them, and yet a balance falls by exactly an amount:
    one column without minus signs, or a column of debits that are all printed with one.
    """
    trial = RowReader(layout, content.file)
    rows = aligned(content.head, layout) if layout.lines else content.head
    found = [row for each in rows if (row := trial.read(each)) is not None]
    newest_first = bool(found) and found[0].day > found[-1].day
    by_age = found[::-1] if newest_first else found
    reader.no_signs = all((row.amount or 0) >= 0 for row in found) and any(
        older.balance is not None
        and row.balance is not None
        and row.amount is not None
        and row.amount > 0
        and older.balance - row.balance == row.amount
        for older, row in pairwise(by_age)
    )
    return newest_first


def _cut_off(content: Content, layout: Layout, last: BankRow | None) -> str:
    """The place of the last row if the file ends in the middle of it, else ""."""
    if not content.is_cut_off or last is None or last.balance is not None:
        return ""
    return last.place if "balance" in layout.columns else ""


def _rows_notices(file: str, added: Added, no_amount: int) -> Iterator[Text]:
    if added.foreign:
        names = ", ".join(sorted(added.foreign))
        count = sum(added.foreign.values())
        yield text("papers_bank.foreign", file=file, count=count, currencies=names)
    if added.unsigned:
        yield text("papers_bank.unsigned", file=file, count=added.unsigned)
    if no_amount:
        yield text("papers_bank.no_amount", file=file, count=no_amount)


def _differences(file: str, read_sums: Sums, printed: Sums) -> Iterator[Text]:
    """What was printed and does not agree; a total that was not printed says nothing."""
    if printed.rows is not None and printed.rows != read_sums.rows:
        yield text("papers_bank.rows_differ", file=file, printed=printed.rows, read=read_sums.rows)
    for key, said, found in (
        ("papers_bank.income_differ", printed.income, read_sums.income),
        ("papers_bank.expense_differ", printed.expense, read_sums.expense),
    ):
        if said is not None and found is not None and said != found:
            yield text(
                key,
                file=file,
                printed=said,
                read=found,
                difference=abs(said - found),
            )
