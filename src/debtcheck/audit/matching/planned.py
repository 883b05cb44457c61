"""Payments held against the instalments of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from debtcheck.audit.matching import days
from debtcheck.audit.matching.groups import share
from debtcheck.audit.matching.model import Due, Numbered, Side, State
from debtcheck.audit.matching.pairing import Fit, Pairs, pair
from debtcheck.case.model import Payment
from debtcheck.words.text import Text, text


def in_the_plan(payments: Numbered, dues: Sequence[Due]) -> dict[int, Side]:
    """Which instalment each payment is for, by its place in the case."""
    return _Plan(dues).sides(payments)


class _Plan:
    """The instalments."""

    def __init__(self, dues: Sequence[Due]) -> None:
        self.dues = {due.no: due for due in dues}

    def sides(self, payments: Numbered) -> dict[int, Side]:
        """Which instalment each payment is for, by what it says, its amount and its day."""
        found = self._stated(payments)
        left = dict(self.dues)
        for side in found.values():
            for no, amount in side.to:
                rest = left[no].amount - amount if no in left else Decimal(0)
                left.pop(no, None)
                if rest > 0:
                    left[no] = replace(self.dues[no], amount=rest)
        order = sorted((k for k in payments if k not in found), key=lambda k: payments[k].paid_on)
        numbers = sorted(left)
        by_day = sorted(left.values(), key=lambda due: due.on)
        fits = [self._fits(payments[k], by_day) for k in order]
        pairs = pair(fits)
        for i, k in enumerate(order):
            found[k] = self._side(payments[k], pairs, i, left)
        used = {no for to in pairs.to for no in to}
        self._shared(payments, found, {no: left[no] for no in numbers if no not in used})
        return found

    def _stated(self, payments: Numbered) -> dict[int, Side]:
        why = text("ledger.match.stated")
        return {
            k: Side(State.MATCHED, why, ((p.instalment, p.amount),))
            for k, p in sorted(payments.items(), key=lambda item: item[1].paid_on)
            if p.instalment in self.dues and p.instalment is not None
        }

    @staticmethod
    def _fits(payment: Payment, by_day: Sequence[Due]) -> dict[int, Fit]:
        fits = {due.no: days.due_fit(payment, due) for due in days.due_near(payment, by_day)}
        return {no: fit for no, fit in fits.items() if fit is not None}

    @staticmethod
    def _side(payment: Payment, pairs: Pairs, i: int, left: Mapping[int, Due]) -> Side:
        to = pairs.to[i]
        if not to:
            return Side(State.UNMATCHED, text("ledger.match.no_instalment"))
        if i in pairs.options:
            options = tuple((no, left[no].amount) for no in sorted(pairs.options[i]))
            numbers = [no for no, _ in options]
            return Side(State.AMBIGUOUS, _numbered("instalments", numbers), options)
        late = (payment.paid_on - left[to[0]].on).days
        key = "late" if late > 0 else "early" if late < 0 else "on_time"
        why = text(f"ledger.match.{key}", no=to[0], days=abs(late))
        return Side(State.MATCHED, why, ((to[0], payment.amount),))

    @staticmethod
    def _shared(payments: Numbered, found: dict[int, Side], free: Mapping[int, Due]) -> None:
        """Two payments for one instalment, one payment for two on end."""

        def fits(lefts: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
            some = tuple(payments[k] for k in lefts)
            return days.shares_dues(some, tuple(free[no] for no in numbers))

        def said(numbers: tuple[int, ...]) -> Text:
            return _numbered("two_instalments" if len(numbers) > 1 else "part", numbers)

        amounts = {no: due.amount for no, due in free.items()}
        share(payments, found, amounts, fits, said, oldest=True)


def _numbered(key: str, numbers: Iterable[int]) -> Text:
    return text(f"ledger.match.{key}", list=", ".join(str(no) for no in numbers))
