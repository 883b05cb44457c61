"""A ledger on the screen, as a table of commas, and as JSON."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger, Line
from debtcheck.engine.money import round_money, show
from debtcheck.report.cells import cells, left, right, wrap
from debtcheck.words.catalog import Words

_COLUMNS = ("on", "event", "amount", "into", "principal", "interest", "penalty")


def to_dict(ledger: Ledger, words: Words) -> dict[str, object]:
    """Events, charges with their workings, and what is owed: money as strings, dates ISO."""
    return {
        "schema": "debtcheck.ledger",
        "version": 1,
        "as_of": ledger.as_of.isoformat(),
        "owed": {head.value: _money(amount) for head, amount in ledger.owed.items()},
        "due": {head.value: _money(amount) for head, amount in ledger.due.items()},
        "total": _money(ledger.total),
        "paid_ahead": _money(ledger.credit),
        "overpaid": _money(ledger.overpaid),
        "events": [
            {
                "on": line.on.isoformat(),
                "event": line.event,
                "no": line.no,
                "amount": _money(line.amount),
                "into": {head.value: _money(part) for head, part in line.paid},
                "principal": _money(line.balance),
                "interest": _money(line.interest),
                "penalty": _money(line.penalty),
            }
            for line in ledger.lines
        ],
        "charges": [
            {
                "head": charge.head.value,
                "instalment": charge.no,
                "from": charge.start.isoformat(),
                "to": charge.end.isoformat(),
                "amount": _money(charge.amount),
                "paid": _money(charge.paid),
                "working": charge.working.say(words),
            }
            for charge in ledger.charges
        ],
    }


def _money(amount: Decimal) -> str:
    return f"{round_money(amount):.2f}"


def to_csv(ledger: Ledger, words: Words) -> str:
    """One row an event; headings in the language, amounts without thousands separators."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(f"ledger.column.{name}") for name in _COLUMNS])
    for line in ledger.lines:
        into = "; ".join(f"{words(f'head.{head}')} {_money(part)}" for head, part in line.paid)
        figures = (line.balance, line.interest, line.penalty)
        writer.writerow(
            [line.on.isoformat(), _event(line, words), _money(line.amount), into,
             *(_money(figure) for figure in figures)]
        )  # fmt: skip
    return out.getvalue()


def render(ledger: Ledger, words: Words, *, width: int) -> str:
    """The events as a table, then every charge with its arithmetic, then what is owed."""
    lines = [words("ledger.title", on=ledger.as_of), "", *_table(ledger, words)]
    lines += _into(ledger, words, width)
    lines += ["", words("ledger.charges")]
    for charge in ledger.charges:
        said = words(
            "ledger.charge",
            head=words(f"head.{charge.head}"),
            start=charge.start,
            end=charge.end,
            working=charge.working.say(words),
        )
        if charge.paid:
            said += words("ledger.paid_of_it", amount=charge.paid)
        lines += wrap(said, width, " -  ", "    ")
    lines += ["", words("ledger.owed")]
    lines += [
        f"  {words(f'head.{head}')} {show(amount)}"
        for head, amount in ledger.owed.items()
        if amount or head is Head.PRINCIPAL
    ]
    lines.append(f"  {words('head.total')} {show(ledger.total)}")
    if ledger.credit:
        lines += wrap(words("note.paid_ahead", amount=ledger.credit), width, " -  ", "    ")
    if ledger.overpaid:
        lines += wrap(words("note.overpaid", amount=ledger.overpaid), width, " -  ", "    ")
    return "\n".join(line.replace("\N{MINUS SIGN}", "-") for line in lines)


def _event(line: Line, words: Words) -> str:
    name = words(f"ledger.event.{line.event}")
    if line.no and line.event == "due":
        return words("ledger.event_no", event=name, no=line.no)
    return name


def _table(ledger: Ledger, words: Words) -> list[str]:
    names = ("on", "event", "amount", "principal", "interest", "penalty")
    table = [[words(f"ledger.column.{name}") for name in names]]
    for line in ledger.lines:
        figures = (line.amount, line.balance, line.interest, line.penalty)
        shown = [show(figure) for figure in figures]
        if line.event == "end":
            shown[0] = ""
        table.append([line.on.isoformat(), _event(line, words), *shown])
    widths = [max(cells(row[k]) for row in table) for k in range(len(names))]
    return [
        "  ".join(
            left(cell, widths[k]) if k <= 1 else right(cell, widths[k])
            for k, cell in enumerate(row)
        ).rstrip()
        for row in table
    ]


def _into(ledger: Ledger, words: Words, width: int) -> list[str]:
    """What each payment went into."""
    lines: list[str] = []
    for line in ledger.lines:
        if line.event == "payment":
            comma = words("ledger.comma")
            parts = comma.join(f"{words(f'head.{h}')} {show(a)}" for h, a in line.paid)
            said = words(
                "ledger.went", on=line.on, amount=line.amount, parts=parts or words("ledger.ahead")
            )
            lines += wrap(said, width, " -  ", "    ")
    return ["", words("ledger.payments"), *lines] if lines else []
