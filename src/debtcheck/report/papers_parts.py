"""The claims, plans, postings, changes and facts of a paper, and what became of each."""

from __future__ import annotations

from debtcheck.case.model import Claim, CreditorChange
from debtcheck.engine.money import show
from debtcheck.report.columns import aligned
from debtcheck.report.papers_shown import Shown, listed, place
from debtcheck.statements.named_place import file_name
from debtcheck.statements.papers.merged import MergedPaper, Part, Plan, Postings
from debtcheck.statements.papers.paper import Fact, State


def parts(merged: MergedPaper, shown: Shown) -> list[str]:
    lines: list[str] = []
    claims = [part for part in merged.parts if isinstance(part.what, Claim)]
    if claims:
        lines += shown.page.para(shown.t("part.claims"))
    for part in claims:
        lines += _claim(part, shown)
    for name, kind, said in (
        ("plan", Plan, _plan),
        ("card", Postings, _card),
        ("changes", CreditorChange, _change),
        ("facts", Fact, _fact),
    ):
        parts = [part for part in merged.parts if isinstance(part.what, kind)]
        lines += listed(name, [said(part, shown) for part in parts], shown)
    return lines


def _plan(part: Part, shown: Shown) -> str:
    assert isinstance(part.what, Plan)
    rows = part.what.rows
    days = [row.due_on for row in rows if row.due_on]
    if not days:
        return _fated(shown.t("plan.undated", n=len(rows)), part, shown)
    line = shown.t("plan.line", n=len(rows), first=min(days), last=max(days))
    return _fated(line, part, shown)


def _card(part: Part, shown: Shown) -> str:
    assert isinstance(part.what, Postings)
    rows = part.what.rows
    first, last = min(row.on for row in rows), max(row.on for row in rows)
    line = shown.t("card.line", n=len(rows), first=first, last=last)
    return _fated(line, part, shown)


def _change(part: Part, shown: Shown) -> str:
    change = part.what
    assert isinstance(change, CreditorChange)
    line = shown.t("change.line", kind=shown.t(f"change.{change.kind}"), to=change.to)
    if change.on:
        line = shown.t("change.dated", line=line, day=change.on)
    return _fated(line, part, shown)


def _fact(part: Part, shown: Shown) -> str:
    fact = part.what
    assert isinstance(fact, Fact)
    at = f"{file_name(fact.evidence.file)} {place(fact.evidence, shown)}"
    key = "fact.line" if part.state is State.TAKEN else "fact.left"
    name = fact_name(fact, shown)
    return shown.t(key, name=name, value=fact.value, place=at, why=part.why)


def fact_name(fact: Fact, shown: Shown) -> str:
    """What a fact is called; one without a name of its own goes by its key."""
    parts = fact.key.split(".")
    probe = ".".join(part for part in parts if not part.isdigit())
    words = shown.page.words
    named = (key for key in (f"import.name.{probe}", f"report.key.{probe}") if words.has(key))
    return words(next(named, "report.key.other"))


def _claim(part: Part, shown: Shown) -> list[str]:
    claim = part.what
    assert isinstance(claim, Claim)
    kind = shown.t(f"kind.{claim.kind}")
    key = "claim.line" if claim.as_of else "claim.undated"
    line = shown.t(key, kind=kind, day=claim.as_of)
    if claim.claimant:
        line = shown.t("claim.by", line=line, who=claim.claimant)
    lines = shown.page.bullet(_fated(line, part, shown))
    places = dict(reversed(claim.evidence))
    figures = [(head.value, amount) for head, amount in claim.heads]
    figures += [("total", claim.total)] if claim.total is not None else []
    rows = [[shown.t("column.head"), shown.t("column.amount"), shown.t("column.place")]]
    for name, amount in figures:
        at = place(places[name], shown) if name in places else "-"
        rows.append([shown.page.words(f"head.{name}"), show(amount), at])
    if figures:
        lines += ["    " + row for row in aligned(rows, shown.page.room - 4)]
    for key, items in (("claim.lines", claim.lines), ("claim.booked", claim.booked)):
        if items:
            lines += shown.page.para(shown.t(key, n=len(items)), "      ")
    return lines


def _fated(line: str, part: Part, shown: Shown) -> str:
    """A line, with what became of its part where that is not simply taken."""
    if part.state is State.TAKEN:
        return line
    key = "claim.asked" if part.state is State.ASK else "claim.not_taken"
    return f"{line}  {shown.t(key, why=part.why)}"
