"""The check of the contact log: for the terminal, and as `contact check --json`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debtcheck.contacts.model import Contact, Log, Note
from debtcheck.contacts.result import Checked, Finding, Remark
from debtcheck.contacts.times import show
from debtcheck.report.foreign import clean
from debtcheck.report.plainpage import Page
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text

_SHOWN = 12  # rows or times that are listed one by one
_DANGER = ("threatened", "entered", "detained", "refused_to_leave", "extorted", "followed")


def rows_named(rows: Sequence[object], words: Words) -> str:
    """`第3、7行`."""
    return words("contact.row", rows=_joined(rows, words)) if rows else ""


def _joined(items: Iterable[object], words: Words) -> str:
    every = [str(item) for item in items]
    line = words("contact.row_join").join(every[:_SHOWN])
    return line if len(every) <= _SHOWN else words("contact.row_more", list=line)


def say(what: Text, words: Words) -> str:
    """A sentence of the checks: rows, flags and times become words; foreign text is harmless."""
    params: dict[str, object] = {}
    for name, value in what.params.items():
        if name == "rows" and isinstance(value, tuple):
            params[name] = rows_named(sorted(value), words)
        elif name == "flags" and isinstance(value, tuple):
            params[name] = _joined((words(f"contact.flag.{flag}") for flag in value), words)
        elif name == "flag":
            params[name] = words(f"contact.flag.{value}")
        elif isinstance(value, tuple):
            params[name] = _joined(value, words)
        else:
            params[name] = clean(value) if isinstance(value, str) else value
    sentence = words(what.key, **params)
    return sentence[:1].upper() + sentence[1:] if words.lang == "en" else sentence


def said_note(note: Note, words: Words) -> str:
    """`第 5 行，时间：…`."""
    heading = words("contact.note.heading", name=clean(note.heading, 40)) if note.heading else ""
    return words("contact.note.line", line=note.line, heading=heading, what=say(note.what, words))


def render_check(
    log: Log,
    checked: Checked,
    page: Page,
    *,
    known_lender: bool,
    commands: frozenset[str],
) -> str:
    """The result as text: findings, what is no breach, what to ask for, what to record."""
    words = page.words
    lines = page.strong(words("contact.title", file=page.foreign(log.file)))
    lines += page.para(words("contact.counts", **checked.counts), "")
    if checked.findings:
        lines += page.strong(words("contact.found", n=len(checked.findings)))
    else:
        lines += page.strong(words("contact.none"))
    if not known_lender:
        lines += page.para(words("contact.unsure_lender"), "")
    if _dangerous(log.contacts):
        lines += page.strong(words("contact.next.danger"))
    if checked.findings:
        lines += page.heading(words("contact.part.findings"))
        told: set[str] = set()
        for finding in checked.findings:
            lines += _finding(finding, page, told)
    for key, remarks in (
        ("fine", checked.fine),
        ("offered", checked.offered),
        ("asks", checked.asks),
        ("record", checked.record),
    ):
        if remarks:
            lines += page.heading(words(f"contact.part.{key}"))
        for remark in remarks:
            lines += _remark(remark, page)
    lines += notes_part(log.notes, page)
    lines += _next(checked, page, commands)
    return "\n".join(lines) + "\n"


def notes_part(notes: Sequence[Note], page: Page) -> list[str]:
    """What is to be said about the reading of a file."""
    if not notes:
        return []
    lines = page.heading(page.words("contact.part.notes"))
    if any(note.lost for note in notes):
        lines += page.para(page.words("contact.kept"))
    for note in notes:
        lines += page.bullet(said_note(note, page.words))
    return lines


def _finding(finding: Finding, page: Page, told: set[str]) -> list[str]:
    """One finding: what happened, what its rule says, its basis; a doubt is told once."""
    lang = page.words.lang
    lines = page.bullet(f"{finding.rule}  {say(finding.what, page.words)}")
    for law in finding.laws:
        if finding.what.key == "contact.finding.flagged":
            lines += page.para(law.says[lang], "    ")
        doubt = law.doubt.get(lang, "")
        lines += page.quiet(page.basis(law, finding.on, doubts=doubt not in told))
        told.add(doubt)
    if not finding.certain:
        lines += page.quiet(page.words("contact.if_bound"))
    return lines


def _remark(remark: Remark, page: Page) -> list[str]:
    lines = page.bullet(say(remark.what, page.words))
    for law in remark.laws:
        lines += page.quiet(page.basis(law))
    return lines


def _dangerous(contacts: Sequence[Contact]) -> bool:
    return any(flag in _DANGER for contact in contacts for flag in contact.flags)


def _next(checked: Checked, page: Page, commands: frozenset[str]) -> list[str]:
    keys = [("export", "contact"), ("letter", "letter")] if checked.findings else []
    keys.append(("rights", "rights"))
    shown = [key for key, command in keys if command in commands]
    lines = page.heading(page.words("contact.part.next")) if shown else []
    for key in shown:
        lines += page.bullet(page.words(f"contact.next.{key}"))
    return lines


def render_list(log: Log, page: Page) -> str:
    """The contacts, newest last, each on its line or two."""
    words = page.words
    if not log.contacts:
        lines = page.para(words("contact.list.empty"), "")
        return "\n".join([*lines, *notes_part(log.notes, page)]) + "\n"
    title = words("contact.list.title", file=page.foreign(log.file), n=len(log.contacts))
    lines = page.strong(title)
    for contact in sorted(log.contacts, key=lambda c: (show(c.at) if c.at else "", c.row)):
        lines += page.para(described(contact, page), f"{contact.row:>4}  ")
    return "\n".join([*lines, *notes_part(log.notes, page)]) + "\n"


def described(contact: Contact, page: Page) -> str:
    """One contact in one line."""
    words = page.words
    at = contact.at
    shape = "%Y-%m-%d %H:%M" if contact.timed else "%Y-%m-%d"
    parts = [at.strftime(shape) if at else "", words(f"contact.channel.{contact.channel}")]
    if contact.direction == "out":
        parts.append(words("contact.direction.out"))
    parts += [page.foreign(t, 40) for t in (contact.creditor, contact.who, contact.number) if t]
    if contact.duration_s is not None:
        parts.append(words("contact.list.seconds", n=contact.duration_s))
    if contact.third_party:
        parts.append(page.foreign(contact.third_party, 30))
    if contact.flags:
        parts.append(_joined((words(f"contact.flag.{f}") for f in contact.flags), words))
    if contact.content:
        parts.append(page.foreign(contact.content, 80))
    return "  ".join(part for part in parts if part)


def to_dict(log: Log, checked: Checked, words: Words) -> dict[str, object]:
    """`contact check --json`: schema debtcheck.contacts, version 1."""

    def remarks(items: Sequence[Remark]) -> list[dict[str, object]]:
        return [{"rows": list(item.rows), "text": say(item.what, words)} for item in items]

    return {
        "schema": "debtcheck.contacts",
        "version": 1,
        "findings": [
            {
                "rule": f.rule,
                "rows": list(f.rows),
                "force": f.force,
                "text": say(f.what, words),
                "on": f.on.isoformat(),
                "certain": f.certain,
                "law": [
                    {
                        "id": law.id,
                        "cite": law.cite[words.lang],
                        "says": law.says[words.lang],
                        "force": law.force,
                        "confidence": law.confidence,
                    }
                    for law in f.laws
                ],
            }
            for f in checked.findings
        ],
        "counts": dict(checked.counts),
        "not_breaches": remarks(checked.fine),
        "offered_flags": remarks(checked.offered),
        "ask": remarks(checked.asks),
        "record_next": remarks(checked.record),
        "notes": [
            {"line": n.line, "heading": n.heading, "text": said_note(n, words), "lost": n.lost}
            for n in log.notes
        ],
    }
