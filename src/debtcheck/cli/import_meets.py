"""Which instalment each payment of a case meets, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debtcheck.audit.matching.model import Side
    from debtcheck.case.model import Case
    from debtcheck.words.catalog import Words


def meets(case: Case, words: Words, today: date) -> dict[str, str]:
    """By the place of a payment: `第 3 期`; nothing for a case without instalments."""
    from debtcheck.audit.matching.of_case import matching_of
    from debtcheck.audit.setup.setup import set_up
    from debtcheck.case.kinds import Method
    from debtcheck.law.load import load_lawbook
    from debtcheck.statements.named_place import written_place

    if case.loan.method is Method.CARD:
        return {}
    matching = matching_of(case, set_up(case, today, load_lawbook()))
    found: dict[str, str] = {}
    for link in matching.links:
        where = case.payments[link.payment].evidence
        if where is not None and link.instalments is not None:
            found[written_place(where)] = _said(link.instalments, words)
    return found


def _said(side: Side, words: Words) -> str:
    from debtcheck.audit.matching.model import State

    if side.state is State.AMBIGUOUS:
        return words("import.meets.unsure")
    numbers = sorted({number for number, _ in side.to})
    if side.state is State.UNMATCHED or not numbers:
        return words("import.meets.none")
    if len(numbers) == 1:
        return words("import.meets.instalment", n=numbers[0])
    return words("import.meets.several", list=words("import.meets.join").join(map(str, numbers)))
