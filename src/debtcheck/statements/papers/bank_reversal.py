"""Payments that the bank took back: a reversal cancels the payment it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from debtcheck.statements.papers.bank_layout import plain_heading_all, words
from debtcheck.statements.papers.bank_row import BankRow
from debtcheck.statements.papers.paper import FoundPayment, State
from debtcheck.words.text import Text, text

_REPAYMENT = "还款"
_WITHIN = 30  # days in which a bank takes a payment back


def is_reversal(row: BankRow) -> bool:
    """True if a row brings money and its words say that it takes another row back."""
    return bool(row.amount and row.amount > 0) and (_says(row, "reversal") or _says(row, "refund"))


def without_reversed(
    payments: Sequence[FoundPayment], reversals: Sequence[BankRow], file: str
) -> tuple[tuple[FoundPayment, ...], tuple[Text, ...]]:
    """The payments, those that were taken back marked so; a notice for each reversal of none.

    A reversal belongs to the nearest earlier payment of the same amount that no other has taken.
    """
    left = list(payments)
    notices: list[Text] = []
    for reversal in sorted(reversals, key=lambda row: row.day):
        found = max(_fitting(left, reversal), default=None)
        if found is None:
            if _REPAYMENT not in f"{reversal.summary}{reversal.payee}":
                continue  # something bought was taken back
            notices.append(
                text(
                    "papers_bank.reversal_alone",
                    file=file,
                    place=reversal.place,
                    amount=reversal.amount,
                )
            )
            continue
        index = found[1]
        left[index] = replace(
            left[index],
            state=State.LEFT_OUT,
            status="refunded",
            why=text("papers_bank.reversed", day=reversal.day),
        )
    return tuple(left), tuple(notices)


def _says(row: BankRow, name: str) -> bool:
    plain = plain_heading_all(f"{row.summary}{row.status}")
    return any(word in plain for word in words(name))


def _fitting(payments: Sequence[FoundPayment], reversal: BankRow) -> Iterator[tuple[int, int]]:
    """(minus the days between, index) of the payments that a reversal may take back.

    A refund, which a shop gives too, must come from the one who was paid.
    """
    anyone = _says(reversal, "reversal")
    for index, payment in enumerate(payments):
        days = (reversal.day - payment.paid_on).days
        if (
            payment.amount == reversal.amount
            and payment.status in ("settled", "unknown")
            and (anyone or payment.payee == reversal.payee)
            and not payment.is_payout
            and 0 <= days <= _WITHIN
        ):
            yield -days, index
