"""The rate of a day with its day count, held to the ceiling of the day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from debtcheck.case.kinds import DayCount
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import Stream
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Cap, Conventions, Terms, Tranche


class Price(NamedTuple):
    """What a running charge grows by. `above`: the part over a cap that stays paid once paid."""

    rate: Rate
    day_count: DayCount
    above: Rate

    def put_on(self, stream: Stream, on: date) -> None:
        """The stream grows by it from `on`."""
        stream.set_rate(on, self.rate, self.day_count)
        if stream.twin is not None:
            stream.twin.set_rate(on, self.above, DayCount.ACT_365)


_NOTHING = Rate(ZERO, RateUnit.YEAR)


class Prices:
    """The prices of one replay; each is worked out once for the days between two changes."""

    def __init__(self, terms: Terms, conventions: Conventions, caps: tuple[Cap, ...]) -> None:
        self.terms, self.conv, self.caps = terms, conventions, caps
        days = {s.on for s in (*terms.rates[1:], *terms.penalty_steps[1:])}
        days.update(c.start for c in caps)
        days.update(c.end for c in caps if c.end is not None)
        self._turns = sorted(days)
        self._known: dict[tuple[str, int, int], Price | None] = {}

    def cap_on(self, on: date) -> Cap | None:
        """The ceiling that governs a day, or None."""
        for cap in self.caps:
            if cap.start <= on and (cap.end is None or on < cap.end):
                return cap
        return None

    def interest(self, on: date, tranche: Tranche | None = None) -> Price | None:
        """The loan's price on a day; None if the rate is not known."""
        return self._of("interest", on, tranche)

    def penalty(self, on: date, tranche: Tranche | None = None) -> Price | None:
        """The price of overdue money on a day; None if there is none or it is not known."""
        return self._of("penalty", on, tranche)

    def compound(self, on: date, tranche: Tranche | None = None) -> Price | None:
        """The price of unpaid charges on a day; None if the rate is not known."""
        return self._of("compound", on, tranche)

    def _of(self, kind: str, on: date, tranche: Tranche | None) -> Price | None:
        own = tranche.no if tranche is not None and tranche.rate is not None else 0
        key = (kind, bisect_right(self._turns, on) if self._turns else 0, own)
        if key not in self._known:
            self._known[key] = self._worked_out(kind, on, tranche)
        return self._known[key]

    def _worked_out(self, kind: str, on: date, tranche: Tranche | None) -> Price | None:
        """The rate as agreed; above the cap it is the cap, by actual days / 365."""
        terms = self.terms
        rate = {"interest": terms.rate_on, "penalty": terms.penalty_on}.get(
            kind, terms.compound_on
        )(on, tranche)
        if rate is None:
            return None
        cap, yearly, above = self.cap_on(on), rate.yearly(), _NOTHING
        if cap is not None and cap.paid_line is not None:
            zone = max(min(yearly, cap.paid_line) - cap.yearly, ZERO)
            above = Rate(zone, RateUnit.YEAR)
        if cap is not None and yearly > cap.yearly:
            return Price(Rate(cap.yearly, RateUnit.YEAR), DayCount.ACT_365, above)
        return Price(rate, self.conv.counted(rate, penalty=kind != "interest"), above)
