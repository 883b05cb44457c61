"""The borrower's own flags, each with the rules it touches, and flags that a text may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from debtcheck.contacts.binding import Binding
from debtcheck.contacts.model import Contact
from debtcheck.contacts.names import lists
from debtcheck.contacts.result import Finding, Remark
from debtcheck.law.lawbook import Rule
from debtcheck.words.text import text

#: flag → the codes it touches; further rules only strengthen the first
TOUCHES: dict[str, tuple[tuple[str, ...], ...]] = {
    "asked_third_party_to_pay": (("C01", "C26"),),
    "relative_asked_to_pay": (("C25",),),
    "disclosed": (("C02",),),
    "posted": (("C03",),),
    "threatened": (("C04", "C27"), ("C14",)),
    "insulted": (("C04", "C27"), ("C14",)),
    "followed": (("C13",),),
    "impersonated": (("C05",),),
    "posed_as_lender": (("C06",),),
    "refused_identity": (("C06",),),
    "false_threat": (("C07",), ("C24",)),
    "extra_fee": (("C08",),),
    "pushed_new_loan": (("C09",),),
    "private_channel": (("C10",),),
    "entered": (("C11",),),
    "refused_to_leave": (("C11",),),
    "searched": (("C11",),),
    "workplace": (("C11_self",),),
    "detained": (("C12",),),
    "contact_list_used": (("C15",), ("C30",)),
    "extorted": (("C17",),),
    "agency_not_listed": (("C18", "C28"),),
    "new_creditor_no_notice": (("C20",),),
    "letter_incomplete": (("C21",),),
    "agreement_kept": (("C22",),),
    "reported_without_notice": (("C23",),),
}
_HOME_ONLY = ("C11",)  # a workplace has a rule of its own


def flagged(contacts: Sequence[Contact], binding: Binding) -> Iterator[Finding]:
    """A finding for each rule that flags touch, its rows together, by the law of each day."""
    seen: dict[tuple[str, tuple[str, ...]], list[tuple[Contact, str]]] = {}
    for contact in contacts:
        if contact.direction != "in":
            continue
        for flag in contact.flags:
            for codes in TOUCHES.get(flag, ()):
                day = _day(contact)
                laws = _laws(codes, binding, day)
                if laws:
                    key = (codes[0], tuple(f"{r.id}@{r.since}" for r in laws))
                    seen.setdefault(key, []).append((contact, flag))
    for (code, _), entries in seen.items():
        day = _day(entries[-1][0])
        rows = tuple(dict.fromkeys(contact.row for contact, _ in entries))
        flags = tuple(dict.fromkeys(flag for _, flag in entries))
        what = text("contact.finding.flagged", flags=flags, rows=rows)
        laws = _laws(TOUCHES_BY_CODE[code], binding, day)
        certain = binding.known or all(law.force == "LAW" for law in laws)
        yield Finding(code.partition("_")[0], rows, day, what, laws, certain)


TOUCHES_BY_CODE = {codes[0]: codes for entry in TOUCHES.values() for codes in entry}


def _laws(codes: tuple[str, ...], binding: Binding, day: date) -> tuple[Rule, ...]:
    found = binding.rules(*codes, on=day)
    if codes == _HOME_ONLY:
        return tuple(rule for rule in found if rule.id != "C11_self")
    return found


def _day(contact: Contact) -> date:
    assert contact.at is not None
    return contact.at.date()


def repeated(contacts: Sequence[Contact], binding: Binding) -> Iterator[Finding]:
    """C13: insulting or threatening messages, as often as the law calls repeated."""
    rows = [
        c
        for c in contacts
        if c.direction == "in"
        and {"threatened", "insulted"} & set(c.flags)
        and c.channel != "visit"
    ]
    if not rows:
        return
    day = _day(rows[-1])
    laws = binding.rules("C13", on=day)
    least = min((law.least for law in laws if law.least), default=None)
    if least is not None and len(rows) >= least:
        what = text(
            "contact.finding.C13", n=len(rows), least=least, rows=tuple(c.row for c in rows)
        )
        yield Finding("C13", tuple(c.row for c in rows), day, what, laws)


def offered(contacts: Sequence[Contact]) -> Iterator[Remark]:
    """Flags that the words of a contact may mean and that were not set."""
    for flag, words in lists("seen").items():
        rows = tuple(
            c.row
            for c in contacts
            if c.direction == "in"
            and flag not in c.flags
            and (flag != "disclosed" or c.third_party)
            and any(word in c.content for word in words)
        )
        if rows:
            yield Remark(text("contact.offer.line", flag=flag, code=flag, rows=rows), rows)
