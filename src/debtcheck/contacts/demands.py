"""What of a contact log matters for limitation: days on which the other side asked for money."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debtcheck.case.model import Case, Event
from debtcheck.contacts.model import Contact
from debtcheck.words.catalog import LANGUAGES, Words

_WRITTEN = frozenset({"sms", "im", "letter", "email", "app", "visit"})


def demands(contacts: Iterable[Contact], case: Case) -> tuple[Event, ...]:
    """Demands to the borrower of this case, by day; each day once.

    A row counts if it came in, concerns the borrower and not a third party, belongs to this case
    or its creditor, and its words ask for payment. What was written to the borrower, spoken or
    said at the door arrived; of a call that nobody took nobody knows, nor of a row that names
    neither case nor creditor.
    """
    found: dict[object, Event] = {}
    for contact in contacts:
        if contact.at is None or contact.direction != "in" or contact.third_party:
            continue
        belongs = _belongs(contact, case)
        if belongs is False or not _asks(contact.content):
            continue
        arrived = contact.channel in _WRITTEN or contact.connected
        on = contact.at.date()
        event = Event(on, "demand", True if arrived and belongs else None)
        if on not in found or event.reached:
            found[on] = event
    return tuple(sorted(found.values(), key=lambda e: e.on))


def _belongs(contact: Contact, case: Case) -> bool | None:
    """Whether a row is about this debt; None where it does not say."""
    if contact.case:
        return _stem(contact.case) in {_stem(case.file), case.loan.id}
    if contact.creditor:
        names = {lender.name for lender in case.lenders} | {x.platform for x in case.lenders}
        names |= {change.to for change in case.creditor_changes}
        return contact.creditor in names - {""} if names - {""} else None
    return None


def _stem(name: str) -> str:
    """A file's name without its folder and ending."""
    return re.split(r"[\\/]", name)[-1].removesuffix(".toml")


def _asks(content: str) -> bool:
    """True if the words ask for payment, in one of the languages."""
    patterns = (Words(lang)("limitation.demand.pattern") for lang in LANGUAGES)
    return any(re.search(pattern, content, re.IGNORECASE) for pattern in patterns)
