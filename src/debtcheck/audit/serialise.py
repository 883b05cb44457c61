"""An AuditReport as the plain object that `check --json` prints. Pure: no files, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from debtcheck.case.kinds import Head
from debtcheck.case.model import Evidence
from debtcheck.engine.money import round_money
from debtcheck.engine.working import Sum, Working

if TYPE_CHECKING:
    from debtcheck.audit.limitation_period import Limitation
    from debtcheck.audit.openness.values import Range, Side
    from debtcheck.audit.report import (
        AuditReport,
        Ceiling,
        Cost,
        Explanation,
        Finding,
        HeadTotals,
        LawRef,
        Reading,
    )
    from debtcheck.words.catalog import Words

SCHEMA = "debtcheck.audit"
VERSION = 1
_RATE_PLACES = Decimal("0.0001")
_WIDE = Context(prec=400)  # a slip of a thousandfold has a rate of many digits


def to_dict(
    report: AuditReport,
    words: Words,
    *,
    path: str | None = None,
    commands: frozenset[str] | None = None,
    sides: bool = False,
) -> dict[str, object]:
    """The report as JSON-ready values (schema debtcheck.audit, version 1).

    Args:
        report: What the audit found.
        words: The language of the sentences in it.
        path: The case file as the user named it, for `next`; else the case's own.
        commands: The commands that exist; None: `next` is not filtered.
        sides: Add the lender's, the borrower's and a court's likely reading to `readings`.

    Returns:
        One object: money as strings with two decimals, dates ISO, null where unknown.
    """
    claimed = report.claimed
    later = report.owed_on_report_day
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "as_of": report.as_of.isoformat(),
        "report_day": report.report_day.isoformat(),
        "law_verified_through": report.law_verified_through.isoformat(),
        "totals": {
            "claimed": None if claimed is None else _totals(claimed),
            "contract": _totals(report.contract),
            "ceiling": None if report.ceiling is None else _ceiling(report.ceiling, words),
        },
        "contract_due": _totals(report.contract_due),
        "undisputed": _money(report.undisputed),
        "disputed": _money(report.disputed),
        "disputed_split": _split(report),
        "range": None if report.range is None else _range(report.range, words),
        "owed_on_report_day": None
        if later is None
        else {"on": later.on.isoformat(), "totals": _totals(later.totals)},
        "cost_per_day": _money(report.cost_per_day),
        "annual_cost": {
            "contract": _cost(report.cost_contract, words),
            "all_payees": _cost(report.cost_all_payees, words),
        },
        "readings": [
            *(_reading(r, words) for r in report.readings),
            *(_side(s, words) for s in (report.open.sides if sides else ())),
        ],
        "findings": [_finding(f, words) for f in report.findings],
        "unchecked": [
            {
                "what": words.say(u.what),
                "why": words.say(u.why),
                "needs": u.needs,
                "implied": None if u.implied is None else words.say(u.implied),
            }
            for u in report.unchecked
        ],
        "assumptions": [
            {"key": a.key, "value": a.value, "why": words.say(a.why), "effect": _money(a.effect)}
            for a in report.assumptions
        ],
        "notes": [words.say(n) for n in report.notes],
        "paper": report.paper.value,
        "limitation": None if report.limitation is None else _limitation(report.limitation, words),
        "next": next_commands(report, path=path, commands=commands),
    }


def next_commands(
    report: AuditReport, *, path: str | None = None, commands: frozenset[str] | None = None
) -> list[str]:
    """The report's next commands as they can be typed.

    Args:
        report: What the audit found.
        path: The case file as the user named it; else the case's own. Without either, commands
            that need a file are left out.
        commands: The commands that exist; None: all.

    Returns:
        Lines such as `debtcheck letter dispute "my loan.toml"`.
    """
    file = path or report.case.file
    found: list[str] = []
    for entry in report.next:
        name = entry.split(" ", 1)[0]
        if commands is not None and name not in commands:
            continue
        if "{case}" in entry and not file:
            continue
        found.append(f"debtcheck {entry.replace('{case}', quote(file))}")
    return found


def quote(path: str) -> str:
    """A path as a shell takes it: bare when plain, else in double quotes (POSIX and Windows)."""
    if path and all(c.isalnum() or c in "._-/\\:~+,@=" for c in path):
        return path if not path.startswith("-") else f"./{path}"
    if any(c in path for c in '"$`'):
        return "'" + path.replace("'", "'\\''") + "'"
    return f'"{path}"'


def _money(amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    rounded = round_money(amount)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _totals(totals: HeadTotals) -> dict[str, object]:
    found: dict[str, object] = {head.value: _money(totals.get(head)) for head in Head}
    found["total"] = _money(totals.total)
    return found


def _ceiling(ceiling: Ceiling, words: Words) -> dict[str, object]:
    return _totals(ceiling.totals) | {
        "binds": ceiling.binds,
        "on_request": ceiling.on_request,
        "cut": _money(ceiling.cut),
        "steps": [
            {
                "from": step.start.isoformat(),
                "to": step.end.isoformat(),
                "limit": step.limit,
                "working": _say(step.working, words),
                "law": _law(step.law, words),
            }
            for step in ceiling.steps
        ],
        "beside": [{"text": words.say(t), "amount": _money(a)} for t, a in ceiling.beside],
        "notes": [words.say(n) for n in ceiling.notes],
    }


def _split(report: AuditReport) -> dict[str, object] | None:
    split = report.split
    if split is None:
        return None
    return {
        "arithmetic": _money(split.arithmetic),
        "contract": _money(split.contract),
        "ceiling_hard": _money(split.ceiling_hard),
        "ceiling_on_request": _money(split.ceiling_on_request),
        "unverified": _money(split.unverified),
    }


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(_RATE_PLACES, ROUND_HALF_UP, _WIDE):f}%"


def _cost(cost: Cost, words: Words) -> dict[str, object]:
    return {
        "nominal": _percent(cost.nominal),
        "effective": _percent(cost.effective),
        "xirr": _percent(cost.xirr),
        "why": None if cost.why is None else words.say(cost.why),
        "roots": [_percent(root) for root in cost.roots],
    }


def _say(working: Working | None, words: Words) -> str | None:
    return None if working is None else working.say(words)


def _law(law: LawRef, words: Words) -> dict[str, object]:
    return {
        "id": law.id,
        "cite": _in(law.cite, words),
        "says": _in(law.says, words) or None,
        "force": law.force.value,
        "on_request": law.on_request,
        "on": _day(law.on),
        "confidence": law.confidence,
        "source": law.source or None,
    }


def _in(by_language: dict[str, str], words: Words) -> str:
    """The sentence in the language of `words`, else in the one there is."""
    return by_language.get(words.lang) or next(iter(by_language.values()), "")


def _laws(laws: Iterable[LawRef], words: Words) -> list[dict[str, object]]:
    return [_law(law, words) for law in laws]


def _reading(reading: Reading, words: Words) -> dict[str, object]:
    return {
        "id": reading.id,
        "totals": _totals(reading.totals),
        "why": words.say(reading.why),
        "law": _laws(reading.law, words),
        "choices": [],
    }


def _side(side: Side, words: Words) -> dict[str, object]:
    return {
        "id": side.id,
        "totals": _totals(side.totals),
        "why": words(f"open.why.{side.id}"),
        "law": _laws(side.law, words),
        "choices": [words.say(choice) for choice in side.choices],
    }


def _range(found: Range, words: Words) -> dict[str, object]:
    limit = found.ceiling
    return {
        "low": _money(found.low),
        "high": _money(found.high),
        "settled_by": found.settled_by,
        "ceiling": None if limit is None else {"low": _money(limit[0]), "high": _money(limit[1])},
        "facts": [
            {
                "key": fact.key,
                "of": "ceiling" if fact.of_ceiling else "contract",
                "what": words.say(fact.what),
                "low": _money(fact.low),
                "high": _money(fact.high),
                "worth": _money(fact.worth),
            }
            for fact in found.facts
        ],
    }


def _limitation(found: Limitation, words: Words) -> dict[str, object]:
    return {
        "state": found.state.value,
        "as_of": found.as_of.isoformat(),
        "since": _day(found.since),
        "earliest": _day(found.earliest),
        "latest": _day(found.latest),
        "events": [
            {
                "on": step.on.isoformat(),
                "kind": step.kind,
                "effect": step.effect.value,
                "until": _day(step.until),
                "why": words.say(step.why),
                "law": _laws(step.law, words),
            }
            for step in found.steps
        ],
        "notes": [words.say(note) for note in found.notes],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {"file": evidence.file, "place": evidence.place, "text": evidence.text}


def _finding(finding: Finding, words: Words) -> dict[str, object]:
    working = finding.working
    return {
        "code": finding.code,
        "cause": finding.cause.value,
        "head": None if finding.head is None else finding.head.value,
        "claimed": _money(finding.claimed),
        "recomputed": _money(finding.recomputed),
        "difference": _money(finding.difference),
        "certainty": finding.certainty.value,
        "summary": words.say(finding.summary),
        "working": _say(working, words),
        "working_lines": working.lines(words) if isinstance(working, Sum) else [],
        "span": None
        if finding.span is None
        else {"from": finding.span[0].isoformat(), "to": finding.span[1].isoformat()},
        "basis": [{"key": key, "source": source.value} for key, source in finding.basis],
        "law": _laws(finding.law, words),
        "evidence": [_evidence(e) for e in finding.evidence],
        "explanations": [_explanation(e, words) for e in finding.explanations],
        "hypotheses": {
            "tried": finding.tried,
            "expected_by_chance": _money(finding.expected_by_chance),
        },
        "implied": {
            "rate": finding.implied.rate,
            "base": _money(finding.implied.base),
            "days": finding.implied.days,
        },
        "nearest": None if finding.nearest is None else _explanation(finding.nearest, words),
        "ask": words.say(finding.ask),
    }


def _explanation(explanation: Explanation, words: Words) -> dict[str, object]:
    return {
        "text": words.say(explanation.text),
        "departures": list(explanation.departures),
        "reproduces": _money(explanation.reproduces),
        "mended": [_money(amount) for amount in explanation.mended],
    }
