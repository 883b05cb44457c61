"""The borrower's payments on the screen: which instalment each is for, where it is booked."""

from __future__ import annotations

from debtcheck.audit.course.course import Course
from debtcheck.audit.matching.model import Link, State
from debtcheck.report.cells import wrap
from debtcheck.words.catalog import Words

_MARK = {State.MATCHED: " -  ", State.AMBIGUOUS: " ?  ", State.UNMATCHED: " !  "}


def payments_part(course: Course, words: Words, width: int) -> list[str]:
    """Every payment with what it goes with; then the bookings that no payment goes with."""
    matching = course.matching
    lines: list[str] = []
    for link in matching.links:
        if link.why:
            payment = course.case.payments[link.payment]
            said = words(
                "ledger.payment",
                on=payment.paid_on,
                amount=payment.amount,
                why=_said(course, link, words),
            )
            lines += wrap(said, width, _MARK[link.state], "    ")
    for place in matching.unproven:
        booking = matching.bookings[place]
        key = "dated" if booking.on else "undated"
        days = {"on": booking.on} if booking.on else {}
        said = words(f"finding.booking_without_payment.{key}", amount=booking.amount, **days)
        lines += wrap(said, width, " !  ", "    ")
    if not lines:
        return []
    if any(line.startswith((" ?", " !")) for line in lines):
        lines += ["", *wrap(words("ledger.marks"), width)]
    return ["", *wrap(words("ledger.payments"), width), *lines]


def _said(course: Course, link: Link, words: Words) -> str:
    said = [words.say(why) for why in link.why]
    elsewhere = met_elsewhere(course, link)
    if elsewhere:
        numbers = ", ".join(str(no) for no in elsewhere)
        said.append(words("ledger.counted", list=numbers))
    return words("ledger.semicolon").join(said)


def met_elsewhere(course: Course, link: Link) -> list[int]:
    """The instalments that a payment went into by the contract's order, where they are not all
    among those that it is for by day and amount."""
    side = link.instalments
    if side is None or side.state is State.UNMATCHED:
        return []
    meant = {no for no, _ in side.to}
    went = {m.no for m in course.met if course.place(m.payment) == link.payment and m.no}
    return [] if went <= meant else sorted(went)
