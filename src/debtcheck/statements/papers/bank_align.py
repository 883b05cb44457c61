"""The words of one line of an account, each put to its column.

Days, times, amounts, currencies and marks are known by their shape; the words between them belong
to the text columns between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.bank_layout import Layout, words

_DAY = re.compile(r"[0-9]{4}(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{4})(?:[0-9:]{6,8})?")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{6}")
_AMOUNT = re.compile(r"[+-]?[¥￥]?[0-9][0-9,]*\.[0-9]{2}(?:[+-]?[0-9][0-9,]*\.[0-9]{2})?")
_COUNT = re.compile(r"[0-9]{1,6}")
_CURRENCY = re.compile(r"[A-Z]{3}|[\u4e00-\u9fff]{1,2}[元币]")
_DATED_WITHIN = 4  # words before the date of a row
_PAIR = 2  # amounts on a line: the row's own and the balance


def is_dated(tokens: Sequence[str]) -> bool:
    """True if a line begins with a date and holds an amount: a row of the account begins."""
    return any(_DAY.fullmatch(token) for token in tokens[:_DATED_WITHIN]) and any(
        _AMOUNT.fullmatch(token) for token in tokens
    )


def cells_of(
    tokens: Sequence[str],
    above: Sequence[Sequence[str]],
    below: Sequence[Sequence[str]],
    layout: Layout,
) -> list[str]:
    """The cells of a row; `above` and `below` are the words of the rests of a cell."""
    keys = sorted(layout.columns, key=lambda key: layout.columns[key])
    moment = "time" if "day" not in layout.columns and "booked_on" not in layout.columns else ""
    cells: dict[str, str] = {}
    pending: list[str] = []
    at = 0
    for key in keys:
        shape = _shape("day" if key == moment else key)
        if shape is None or (key == "no" and (at or pending)):
            pending.append(key)
            continue
        found = next((i for i in range(at, len(tokens)) if shape(tokens[i])), None)
        # A time or a mark that is left out is not looked for behind other words.
        if found is None or (key in ("time", "direction") and found > at and not pending):
            continue
        _share(tokens[at:found], pending, cells)
        pending = []
        cells[key] = tokens[found]
        at = found + 1
        if _DAY.fullmatch(tokens[found]) and "time" not in keys[keys.index(key) + 1 :]:
            at += at < len(tokens) and _TIME.fullmatch(tokens[at]) is not None
    _share(tokens[at:], pending, cells)
    _one_amount(tokens, cells)
    _join_rests(above, below, keys, cells)
    row = [""] * (max(layout.columns.values()) + 1)
    for key, place in layout.columns.items():
        row[place] = cells.get(key, "")
    return row


def _shape(key: str) -> Callable[[str], object] | None:
    shapes: dict[str, Callable[[str], object]] = {
        "time": _TIME.fullmatch,
        "no": _COUNT.fullmatch,
        "currency": _is_currency,
        "direction": _is_direction,
    }
    if key in ("day", "booked_on"):
        return _DAY.fullmatch
    if key in ("amount", "income", "expense", "balance"):
        return _AMOUNT.fullmatch
    return shapes.get(key)


def _is_currency(token: str) -> bool:
    return token.lower() in words("yuan") or _CURRENCY.fullmatch(token) is not None


def _is_direction(token: str) -> bool:
    return plain_heading(token) in words("income") | words("expense")


def _share(tokens: Sequence[str], keys: Sequence[str], cells: dict[str, str]) -> None:
    """One word a column, in order; words that are too many stay together in the second."""
    if len(tokens) <= len(keys):
        cells.update(zip(keys, tokens, strict=False))
    elif len(keys) > 1:
        cells[keys[0]] = tokens[0]
        cells[keys[1]] = " ".join(tokens[1:])
    elif keys:
        cells[keys[0]] = " ".join(tokens)


def _one_amount(tokens: Sequence[str], cells: dict[str, str]) -> None:
    """A line does not say in which of two columns its one amount stands: both get it."""
    if "amount" in cells or not {"income", "expense"} & cells.keys():
        return
    amounts = [token for token in tokens if _AMOUNT.fullmatch(token)]
    if len(amounts) == _PAIR:
        cells["income"] = cells["expense"] = amounts[0]
        cells["balance"] = amounts[1]


def _join_rests(
    above: Sequence[Sequence[str]],
    below: Sequence[Sequence[str]],
    keys: Sequence[str],
    cells: dict[str, str],
) -> None:
    """The rests of a cell: around a line they are the counterparty's, below it the summary's."""
    names = ("payee", "summary", "detail") if above else ("kind", "summary", "payee", "detail")
    key = next((key for key in names if key in keys), "")
    if key and (above or below):
        head = "".join(" ".join(tokens) for tokens in above)
        tail = "".join(" ".join(tokens) for tokens in below)
        cells[key] = f"{head}{cells.get(key, '')}{tail}"
