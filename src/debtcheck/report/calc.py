"""A single computation on the screen and as JSON (schema debtcheck.calc, version 1)."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.calc.result import Result, Span
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import show
from debtcheck.engine.working import Sum, Working
from debtcheck.report.cells import cells, left, right, wrap
from debtcheck.words.catalog import Words


def to_dict(found: Result, words: Words) -> dict[str, object]:
    """The object of `calc … --json`."""
    out: dict[str, object] = {
        "schema": "debtcheck.calc",
        "version": 1,
        "kind": found.kind,
        "amount": _money(found.amount),
        "working": found.working.say(words) if found.working else None,
        "law": [
            {
                "id": law.id,
                "cite": law.cite[words.lang],
                "force": law.force.value,
                "on": law.on.isoformat() if law.on else None,
                "confidence": law.confidence,
            }
            for law in found.law
        ],
        "assumptions": [words.say(said) for said in found.assumptions],
    }
    if found.days is not None:
        out["days"] = found.days
    if found.rate is not None:
        out["rate"] = str(found.rate)
    if found.rows:
        out["rows"] = [_row(row) for row in found.rows]
    if found.segments:
        out["segments"] = [_segment(span, words) for span in found.segments]
    if found.cost is not None:
        out |= {
            "nominal": _percent(found.cost.nominal),
            "effective": _percent(found.cost.effective),
            "xirr": _percent(found.cost.xirr),
            "residual": _exact(found.cost.residual),
            "roots": [_percent(root) for root in found.cost.roots],
            "why": words(f"cost.{found.cost.why}") if found.cost.why else None,
        }
    out |= {name: _money(amount) for name, amount in found.parts}
    if found.readings:
        out["readings"] = [{"id": name, "amount": _money(a)} for name, a in found.readings]
    return out


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else f"{value}%"


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.6f}"


def _row(row: Row) -> dict[str, object]:
    return {
        "no": row.no,
        "due_on": row.due_on.isoformat(),
        "principal": _money(row.principal),
        "interest": _money(row.interest),
        "fee": _money(row.fee),
        "payment": _money(row.payment),
        "balance": _money(row.balance),
    }


def _segment(span: Span, words: Words) -> dict[str, object]:
    return {
        "from": span.start.isoformat(),
        "to": span.end.isoformat(),
        "days": span.days,
        "rate": str(span.rate),
        "amount": _money(span.amount),
        "working": span.working.say(words),
        "law": None if span.law is None else span.law.id,
    }


def render(found: Result, words: Words, *, width: int) -> str:
    """The figure first, then its arithmetic, its law and what was assumed."""
    lines: list[str] = []
    if found.amount is not None:
        asked = found.kind == "ceiling" and any(law.on_request for law in found.law)
        kind = "ceiling_request" if asked else found.kind
        lines += wrap(words(f"calc.answer.{kind}", amount=found.amount), width)
    if found.cost is not None:
        lines += _cost(found, words)
    lines += [words(f"calc.part.{name}", amount=amount) for name, amount in found.parts]
    if found.rows:
        lines += ["", *_table(found.rows, words)]
    elif found.segments:
        lines += [""] + [
            f"{span.start} - {span.end}  {_plain(span.working.say(words))}"
            for span in found.segments
        ]
        lines += _sum_line(found.working, words)
    elif found.working is not None and found.kind != "schedule":
        lines += ["", *(_plain(line) for line in _lines(found.working, words))]
    if found.readings:
        own = f"calc.readings_{found.kind}"
        lines += ["", words(own if words.has(own) else "calc.readings")]
        for name, amount in found.readings:
            lines += wrap(f"{_reading(name, words)}: {show(amount)}", width, " -  ", "    ")
    laws = [_law(found, k, words) for k in range(len(found.law))]
    lines += _list(words("calc.law"), laws, width)
    lines += _list(words("calc.assumed"), [words.say(said) for said in found.assumptions], width)
    lines += ["", words("calc.last")]
    return "\n".join(lines)


def _reading(name: str, words: Words) -> str:
    keys = [f"calc.reading.{part}" for part in name.split("+")]
    if not all(words.has(key) for key in keys):
        return name
    return words("calc.reading.and").join(words(key) for key in keys)


def _plain(text: str) -> str:
    """The minus sign as the consoles of old Windows know it."""
    return text.replace("\N{MINUS SIGN}", "-")


def _cost(found: Result, words: Words) -> list[str]:
    cost = found.cost
    if cost is None:
        return []
    named = (("nominal", cost.nominal), ("effective", cost.effective), ("xirr", cost.xirr))
    lines = [words(f"calc.cost.{name}", rate=f"{value}%") for name, value in named
             if value is not None]  # fmt: skip
    if cost.why:
        lines.append(words(f"cost.{cost.why}"))
    if len(cost.roots) > 1:
        roots = ", ".join(f"{root}%" for root in cost.roots)
        lines.append(words("calc.cost.roots", roots=roots))
    return lines


def _lines(working: Working, words: Words) -> list[str]:
    if isinstance(working, Sum):
        return [*working.lines(words), working.say(words)]
    return [working.say(words)]


def _sum_line(working: Working | None, words: Words) -> list[str]:
    return [_plain(working.say(words))] if isinstance(working, Sum) else []


def _law(found: Result, place: int, words: Words) -> str:
    law = found.law[place]
    says = law.says.get(words.lang, "")
    doubt = "" if law.confidence == "V" else words(f"report.confidence.{law.confidence}")
    body = f"{law.cite[words.lang]}{words('calc.colon')}{says}" if says else law.cite[words.lang]
    return f"{body} ({doubt})" if doubt else body


def _list(title: str, items: list[str], width: int) -> list[str]:
    """A heading and its items, each told once; nothing without items."""
    lines = [line for item in dict.fromkeys(items) for line in wrap(item, width, " -  ", "    ")]
    return ["", title, *lines] if lines else []


def _table(rows: tuple[Row, ...], words: Words) -> list[str]:
    names = ("no", "due_on", "principal", "interest", "fee", "payment", "balance")
    heads = [words(f"calc.column.{name}") for name in names]
    body = [
        [str(r.no), r.due_on.isoformat(), *(show(a) for a in
         (r.principal, r.interest, r.fee, r.payment, r.balance))]
        for r in rows
    ]  # fmt: skip
    table = [heads, *body]
    widths = [max(cells(line[k]) for line in table) for k in range(len(names))]
    return [
        "  ".join(
            left(cell, widths[k]) if k == 1 else right(cell, widths[k])
            for k, cell in enumerate(line)
        ).rstrip()
        for line in table
    ]
