"""What was taken where the case is silent, and the most that another choice would change.

Each effect is a replay of its own, so they are measured when somebody first looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from debtcheck.audit.context import Context
from debtcheck.audit.openness.measure import Measure
from debtcheck.audit.openness.sides import sides
from debtcheck.audit.openness.values import Open
from debtcheck.audit.report import Assumption
from debtcheck.case.kinds import Source
from debtcheck.words.text import text

_TERMS = ("loan.rate", "loan.method", "loan.overdue.rate", "loan.overdue.mode", "loan.overdue.base")
_WEAK = (Source.MEMORY, Source.GUESS)


class Assumptions(Sequence[Assumption]):
    """A fixed sequence that is made when it is first read; the same whenever that is."""

    def __init__(self, make: Callable[[], tuple[Assumption, ...]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Assumption, ...]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Assumption: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Assumption]: ...
    def __getitem__(self, at: int | slice) -> Assumption | Sequence[Assumption]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as its texts

    def __repr__(self) -> str:
        return repr(self._made)

    def __reduce__(self) -> tuple[type, tuple[tuple[Assumption, ...]]]:
        """Stored, or sent to another process, as what it says."""
        return tuple, (self._made,)


def assumptions(ctx: Context) -> tuple[Sequence[Assumption], Open]:
    """What each default changes at most, and what is open."""
    measure, dates = Measure(ctx), tuple(_dates(ctx))
    known = [key for key in _TERMS if key in ctx.case.stated]
    weak = [key for key in known if ctx.case.source(key) in _WEAK]
    taken = tuple(ctx.setup.assumed)

    def measured() -> tuple[Assumption, ...]:
        return tuple(Assumption(a.key, a.value, a.why, measure.effect(a)) for a in taken)

    opened = Open(
        remembered=2 * len(weak) > len(known),
        make_range=measure.range,
        make_sides=lambda: sides(measure),
    )
    return Assumptions(lambda: (*measured(), *dates)), opened


def _dates(ctx: Context) -> Iterator[Assumption]:
    """Dates of the law that were stood in for by others."""
    case, day = ctx.case, ctx.as_of
    if ctx.due_only:
        yield Assumption("statement", "due", text("assume.due_only"), None)
    if case.loan.formed_on is None and case.loan.originated_on is not None:
        start = case.loan.originated_on
        yield Assumption("loan.formed_on", start.isoformat(), text("assume.formed_on"), None)
    court = case.court
    private = any(r.law.id.startswith("P") for r in (ctx.ceiling.steps if ctx.ceiling else ()))
    if private and not (court and (court.filed_on or court.accepted_on)):
        yield Assumption("court.filed_on", day.isoformat(), text("assume.filed_on"), None)
