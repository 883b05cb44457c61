"""The evidence table as rows of text: what the conduct letter attaches."""

from __future__ import annotations

from collections.abc import Mapping

from debtcheck.contacts.evidence import Sealed
from debtcheck.contacts.model import Contact, Log
from debtcheck.contacts.result import Checked
from debtcheck.contacts.times import show
from debtcheck.words.catalog import Words

COLUMNS = (
    *("no", "row", "at", "creditor", "channel", "direction", "who", "number", "answered"),
    *("seconds", "third_party", "visitors", "flags", "content", "rules", "file", "sha256"),
)


def evidence_rows(
    log: Log, checked: Checked, files: Mapping[str, Sealed], words: Words
) -> list[list[str]]:
    """The heading, then a row a contact; one with several evidence files takes several rows."""
    rules: dict[int, list[str]] = {}
    for finding in checked.findings:
        for row in finding.rows:
            entry = f"{finding.rule} ({finding.force})"
            if entry not in rules.setdefault(row, []):
                rules[row].append(entry)
    table = [[words(f"contact.export.column.{name}") for name in COLUMNS]]
    ordered = sorted(log.contacts, key=lambda c: (show(c.at) if c.at else "", c.row))
    for no, contact in enumerate(ordered, 1):
        cells = _cells(no, contact, rules.get(contact.row, []), words)
        names = contact.evidence or ("",)
        table.extend([*cells, name, _hash(files.get(name), words)] for name in names)
    return table


def _cells(no: int, contact: Contact, rules: list[str], words: Words) -> list[str]:
    answered = contact.answered if contact.duration_s is None else contact.connected
    yes = {True: "yes", False: "no"}
    return [
        str(no),
        str(contact.row),
        show(contact.at, contact.timed) if contact.at else "",
        contact.creditor,
        words(f"contact.channel.{contact.channel}"),
        words(f"contact.direction.{contact.direction}"),
        contact.who,
        contact.number,
        words(f"contact.list.{yes[answered]}") if answered is not None and contact.is_call else "",
        "" if contact.duration_s is None else str(contact.duration_s),
        contact.third_party,
        "" if contact.visitors is None else str(contact.visitors),
        "; ".join(words(f"contact.flag.{flag}") for flag in contact.flags),
        contact.content,
        "; ".join(rules),
    ]


def _hash(file: Sealed | None, words: Words) -> str:
    if file is None:
        return ""
    if not file.found:
        return words("contact.export.missing")
    return file.sha256 or words("contact.export.unreadable")
