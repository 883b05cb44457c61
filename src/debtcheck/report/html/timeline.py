"""The course of the loan as a picture: principal owed, due days, payments, days overdue."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.report.html.markup import Html, el, join
from debtcheck.report.html.svg import WHOLE, box, dot, picture, swatch, upright
from debtcheck.report.sheet import Sheet

_MARGIN = 200  # ten-thousandths kept free on both sides, for the marks at the ends
_TOP, _BASE = 8, 88
_DUES, _PAYMENTS, _OVERDUE = 104, 122, 136
_HEIGHT = 150


def timeline_figure(sheet: Sheet, ledger: Ledger) -> Html | None:
    """The picture with its legend; None if no time passes in it."""
    if not ledger.lines:
        return None
    start, end = ledger.lines[0].on, ledger.as_of
    if end <= start:
        return None
    words = sheet.words
    axis = _Axis(start, end)
    label = words("page.timeline.figure", start=start, end=end)
    drawn = join(
        [
            *_balance(ledger, axis),
            *_overdue(ledger, axis),
            el("line", x1="0", x2="100%", y1=_BASE, y2=_BASE, class_="axis"),
            upright(axis.at(end), _TOP, _OVERDUE + 10, "day"),
            *(dot(axis.at(x.on), _DUES, 5, "due") for x in ledger.lines if x.event == "due"),
            *(
                dot(axis.at(x.on), _PAYMENTS, 5, "payment")
                for x in ledger.lines
                if x.event == "payment"
            ),
        ]
    )
    ends = el("p", el("span", start.isoformat()), el("span", end.isoformat()), class_="ends")
    most = max((line.balance for line in ledger.lines), default=ZERO)
    return el(
        "figure",
        el("figcaption", label),
        picture(label, drawn, height=_HEIGHT, class_="timeline"),
        ends,
        _legend(sheet, words("page.timeline.highest", amount=most), ledger),
    )


class _Axis:
    """Days as ten-thousandths of the picture's width."""

    def __init__(self, start: date, end: date) -> None:
        self.start = start
        self.days = (end - start).days

    def at(self, day: date) -> int:
        """Where a day stands; one outside stands at the end."""
        gone = max(0, min(self.days, (day - self.start).days))
        return _MARGIN + gone * (WHOLE - 2 * _MARGIN) // self.days


def _balance(ledger: Ledger, axis: _Axis) -> list[Html]:
    """Principal owed, as steps."""
    most = max((line.balance for line in ledger.lines), default=ZERO)
    if most <= ZERO:
        return []
    room = _BASE - _TOP
    drawn = []
    for line, following in pairwise(ledger.lines):
        left, right = axis.at(line.on), axis.at(following.on)
        height = int(line.balance * room / most)
        if right > left and height > 0:
            drawn.append(box(left, right - left, _BASE - height, height, "balance"))
    return drawn


def _overdue(ledger: Ledger, axis: _Axis) -> list[Html]:
    """The days for which something was charged for being late."""
    spans = sorted({(c.start, c.end) for c in ledger.charges if c.overdue and c.end > c.start})
    merged: list[tuple[date, date]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [
        box(axis.at(start), max(30, axis.at(end) - axis.at(start)), _OVERDUE, 8, "overdue")
        for start, end in merged
    ]


def _legend(sheet: Sheet, highest: str, ledger: Ledger) -> Html:
    words = sheet.words
    events = {line.event for line in ledger.lines}
    entries = [(swatch("balance"), words("page.timeline.balance", highest=highest))]
    if "due" in events:
        entries.append((swatch("due", round_=True), words("page.timeline.due")))
    if "payment" in events:
        entries.append((swatch("payment", round_=True), words("page.timeline.payment")))
    if any(c.overdue for c in ledger.charges):
        entries.append((swatch("overdue"), words("page.timeline.overdue")))
    items = (el("span", mark, text, class_="entry") for mark, text in entries)
    return el("p", *items, class_="legend")
