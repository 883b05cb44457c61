"""The same payment in several papers: in the wallet's and in the bank's, or imported before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.booking import booked_near
from debtcheck.case.model import Payment
from debtcheck.statements.named_place import written_place
from debtcheck.statements.papers.paper import FoundPayment

_SURE_REFERENCE = 8  # characters from which a number names one order, not a page or a batch


@dataclass(frozen=True, slots=True)
class Known:
    """A payment that is in the case already, or comes from a paper read before."""

    day: date
    amount: Decimal
    file: str  # the paper it was found in, without folders
    place: str  # as a case file writes it
    reference: str = ""
    counts: bool = True  # False: it failed or came back, so it stands for no other payment


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be one of these, or none of them."""

    candidates: tuple[Known, ...]


def known_of(payment: Payment | FoundPayment) -> Known:
    """A payment as it is compared."""
    where = payment.evidence
    place = written_place(where) if where else ""
    return Known(
        day=payment.paid_on,
        amount=payment.amount,
        file=place.partition(":")[0],
        place=place,
        reference=payment.reference.strip(),
        counts=payment.status not in ("failed", "refunded"),
    )


def doubles(rows: Sequence[Known], known: Iterable[Known]) -> dict[int, Known | Doubt]:
    """Which rows of one paper are payments that are known: by index, what each is or may be.

    The same place or the same order number with the same amount is the same payment. Else a
    payment has one row in each paper: rows of the same amount are paired, on the same day first,
    then within three days where the papers differ. Where there are more rows than payments there,
    it is open which of the rows is new: each is a doubt.
    """
    pool = _Pool(known)
    found: dict[int, Known | Doubt] = {}
    for key in (_place, _reference, _day):
        pool.sort_by(key)
        for index, row in enumerate(rows):
            match = None if index in found else pool.take(row, key(row))
            if match is not None:
                found[index] = match
    _listed_twice(rows, found)
    pool.sort_by(_amount)
    near = {
        index: [k for k in pool.left(_amount(row)) if _near(row, k)]
        for index, row in enumerate(rows)
        if index not in found
    }
    found |= _paired({i: c for i, c in near.items() if c}, rows)
    return found


def _paired(near: dict[int, list[Known]], rows: Sequence[Known]) -> dict[int, Known | Doubt]:
    """Rows with payments within three days, each payment for one row.

    Taken by days, the earliest payment that is free makes as many pairs as there can be: all rows
    look equally far. A row that gets none could have had that of another, and so on from there:
    of these it is not known which one is new.
    """
    holder: dict[int, int] = {}  # a payment, by identity, and the row that has it
    pairs: dict[int, Known] = {}
    for index in sorted(near, key=lambda i: (rows[i].day, i)):
        free = (k for k in sorted(near[index], key=lambda k: k.day) if id(k) not in holder)
        match = next(free, None)
        if match is not None:
            holder[id(match)], pairs[index] = index, match
    doubtful = [index for index in near if index not in pairs]
    for index in doubtful:  # grows while it is walked
        rivals = {holder[id(k)] for k in near[index] if id(k) in holder}
        doubtful += sorted(rivals.difference(doubtful))
    return pairs | {index: Doubt(tuple(near[index])) for index in doubtful}


class _Pool:
    """The known payments that no row has met yet, found by a key."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = list(known)
        self._met: set[int] = set()
        self._by: dict[Hashable, list[int]] = {}

    def sort_by(self, key: Callable[[Known], Hashable]) -> None:
        """From now on they are found by this key; None is no key."""
        self._by = {}
        for index, one in enumerate(self._known):
            if index not in self._met and (value := key(one)) is not None:
                self._by.setdefault(value, []).append(index)

    def take(self, row: Known, value: Hashable) -> Known | None:
        """The first of a key that may be the row's payment; no other row meets it afterwards."""
        for index in self._by.get(value, ()) if value is not None else ():
            if index not in self._met and not _two_orders(row, self._known[index]):
                self._met.add(index)
                return self._known[index]
        return None

    def left(self, value: Hashable) -> list[Known]:
        """All of a key that no row has met."""
        return [self._known[i] for i in self._by.get(value, ()) if i not in self._met]


def _listed_twice(rows: Sequence[Known], found: dict[int, Known | Doubt]) -> None:
    """The same order on two sheets of one paper: the first counts."""
    first: dict[Hashable, Known] = {}
    for index, row in enumerate(rows):
        key = _reference(row)
        before = first.setdefault((key, row.day), row)
        if key is not None and before is not row and index not in found:
            found[index] = before


def _place(one: Known) -> Hashable:
    return (one.place, one.day, one.amount) if ":" in one.place else None


def _reference(one: Known) -> Hashable:
    return (one.reference, one.amount) if len(one.reference) >= _SURE_REFERENCE else None


def _day(one: Known) -> Hashable:
    return (one.day, one.amount) if one.counts else None


def _amount(one: Known) -> Hashable:
    return one.amount if one.counts else None


def _two_orders(one: Known, other: Known) -> bool:
    """Two orders with numbers of one paper are two, however alike they are."""
    sure = min(len(one.reference), len(other.reference)) >= _SURE_REFERENCE
    return sure and one.file == other.file and one.reference != other.reference


def _near(one: Known, other: Known) -> bool:
    return one.file != other.file and booked_near(one.day, other.day)
