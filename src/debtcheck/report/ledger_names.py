"""How events, instalments and parts of a payment are called in a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Line
from debtcheck.engine.money import show
from debtcheck.words.catalog import Words


def event_name(line: Line, words: Words) -> str:
    """`第 2 期到期`, `还款`."""
    name = words(f"ledger.event.{line.event}")
    if line.no and line.event == "due":
        return words("ledger.event_no", event=name, no=line.no)
    return name


def instalment_name(no: int, words: Words) -> str:
    """`第 2 期`; what belongs to none has a name of its own."""
    return words("ledger.instalment", no=no) if no else words("ledger.undivided")


def heads_listed(parts: Iterable[tuple[Head, Decimal]], words: Words) -> str:
    """`利息 120.00、本金 1,617.36`."""
    comma = words("ledger.comma")
    return comma.join(f"{words(f'head.{head}')} {show(amount)}" for head, amount in parts)
