"""`import --json`: schema debtcheck.import, version 1."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.case.model import Claim, CreditorChange, Evidence
from debtcheck.report.papers_shown import Shown
from debtcheck.statements.case_values import Additions
from debtcheck.statements.named_place import written_place
from debtcheck.statements.papers.merged import Merged, MergedPaper, Part, Plan, Postings
from debtcheck.statements.papers.paper import Fact, FoundPayment, Sums


def to_dict(
    merged: Merged, shown: Shown, *, into: str | None, written: bool, additions: Additions
) -> dict[str, object]:
    """The whole object.

    Args:
        merged: The papers with what becomes of each row.
        shown: The language, and whether account numbers are shown.
        into: The case file that was named, as it was named.
        written: Whether it was changed.
        additions: What was, or would be, written.
    """
    return {
        "schema": "debtcheck.import",
        "version": 1,
        "files": [_file(one, shown) for one in merged.papers],
        "into": into,
        "written": written,
        "added": {
            "payments": len(additions.payments),
            "schedule": len(additions.schedule),
            "claims": len(additions.claims),
            "changes": len(additions.changes),
            "facts": len(additions.facts),
            "card": len(additions.card),
            "kept": len(additions.kept),
        },
        "asks": [{"take": q.token, "text": shown.say(q.ask)} for q in merged.questions],
    }


def _file(merged: MergedPaper, shown: Shown) -> dict[str, object]:
    paper = merged.paper
    return {
        "file": paper.file,
        "format": paper.format,
        "encoding": paper.encoding or None,
        "rows": paper.rows,
        "sums": _sums(paper.sums),
        "printed": None if paper.printed is None else _sums(paper.printed, rows=True),
        "payments": [_payment(row, shown) for row in merged.payments],
        "claims": [_claim(p, p.what, shown) for p in merged.parts if isinstance(p.what, Claim)],
        "schedule": [
            {
                "no": row.no,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "principal": _money(row.principal),
                "interest": _money(row.interest),
                "fee": _money(row.fee),
                **_fate(part, shown),
            }
            for part in merged.parts
            if isinstance(part.what, Plan)
            for row in part.what.rows
        ],
        "card": [
            {
                "on": row.on.isoformat(),
                "posted_on": row.posted_on.isoformat() if row.posted_on else None,
                "amount": _money(row.amount),
                "kind": row.kind,
                **_fate(part, shown),
            }
            for part in merged.parts
            if isinstance(part.what, Postings)
            for row in part.what.rows
        ],
        "changes": [
            _change(p, p.what, shown) for p in merged.parts if isinstance(p.what, CreditorChange)
        ],
        "facts": [_fact(p, p.what, shown) for p in merged.parts if isinstance(p.what, Fact)],
        "left_out": [{"why": shown.say(why), "rows": rows} for why, rows in paper.left_out],
        "notices": [shown.say(notice) for notice in merged.notices],
        "digest": paper.digest or None,
        "overdue_days": paper.overdue_days,
        "court": paper.court,
    }


def _sums(sums: Sums, *, rows: bool = False) -> dict[str, object]:
    found: dict[str, object] = {"rows": sums.rows} if rows else {}
    return found | {
        "in": _money(sums.income),
        "out": _money(sums.expense),
        "neutral": _money(sums.neutral),
    }


def _payment(row: FoundPayment, shown: Shown) -> dict[str, object]:
    return {
        "paid_on": row.paid_on.isoformat(),
        "booked_on": row.booked_on.isoformat() if row.booked_on else None,
        "amount": _money(row.amount),
        "payee": shown.foreign(row.payee),
        "text": shown.foreign(row.evidence.text, 300),
        "place": row.evidence.place,
        "take": written_place(row.evidence),
        "state": row.state.value,
        "why": shown.say(row.why),
        "instalment": row.instalment,
        "reference": shown.foreign(row.reference) or None,
        "status": row.status,
        "payout": row.is_payout,
        "meets": shown.meets.get(written_place(row.evidence)),
    }


def _claim(part: Part, claim: Claim, shown: Shown) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "claimant": shown.foreign(claim.claimant) or None,
        "heads": {head.value: _money(amount) for head, amount in claim.heads},
        "total": _money(claim.total),
        "lines": len(claim.lines),
        "booked": len(claim.booked),
        "evidence": [
            {"figure": figure, **_evidence(where, shown)} for figure, where in claim.evidence
        ],
        **_fate(part, shown),
    }


def _change(part: Part, change: CreditorChange, shown: Shown) -> dict[str, object]:
    return {
        "kind": change.kind,
        "to": shown.foreign(change.to),
        "on": change.on.isoformat() if change.on else None,
        "amount": _money(change.amount),
        **_fate(part, shown),
    }


def _fact(part: Part, fact: Fact, shown: Shown) -> dict[str, object]:
    return {
        "key": fact.key,
        "value": shown.foreign(fact.value),
        "evidence": _evidence(fact.evidence, shown),
        **_fate(part, shown),
    }


def _fate(part: Part, shown: Shown) -> dict[str, object]:
    return {"state": part.state.value, "why": shown.say(part.why)}


def _evidence(where: Evidence, shown: Shown) -> dict[str, object]:
    return {"file": where.file, "place": where.place, "text": shown.foreign(where.text, 300)}


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
