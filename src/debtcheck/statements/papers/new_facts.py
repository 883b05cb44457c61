"""Which facts of a paper a case lacks; what it has is never overwritten, a difference is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from debtcheck.case.kinds import Source
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.consistency import Facts
from debtcheck.statements.days import parse_day
from debtcheck.statements.papers.belongs import plain_name
from debtcheck.statements.papers.paper import Fact, Paper, State
from debtcheck.statements.rates import parse_rate
from debtcheck.statements.schema import repeated
from debtcheck.words.text import Text, text

_PARSERS: tuple[Callable[[object], object], ...] = (parse_day, parse_amount, parse_rate)
_SOURCES = {"sms": Source.SMS, "app": Source.APP, "pdf": Source.APP, "card": Source.APP}
_LETTERS = ("letter", "lawsuit", "settlement", "other")


def new_facts(
    facts: Sequence[Fact], own: Facts, brought: dict[str, str]
) -> Iterator[tuple[Fact, State, Text]]:
    """What becomes of each fact.

    Args:
        facts: The paper's.
        own: The case's.
        brought: What earlier papers brought, by key; the new facts are put into it.
    """
    for fact in facts:
        have, key = own.get(first_row(fact.key)), "fact_differs"
        if have is None:
            have, key = brought.get(fact.key), "fact_two_papers"
        if have is None:
            brought[fact.key] = fact.value
            yield fact, State.TAKEN, text("import.why.new")
        elif same_value(have, fact.value):
            yield fact, State.LEFT_OUT, text("import.why.fact_known")
        else:
            yield fact, State.LEFT_OUT, text(f"import.why.{key}", own=str(have))


def first_row(key: str) -> str:
    """A key of a repeated table as a key of its first row: `lender.kind` is `lender.0.kind`."""
    table, _, name = key.rpartition(".")
    return f"{table}.0.{name}" if table in repeated() else key


def same_value(one: object, other: object) -> bool:
    """True if two values mean the same: as days, amounts, rates, or as names."""
    for parse in _PARSERS:
        try:
            return parse(one) == parse(other)
        except BadValue:
            continue
    return plain_name(str(one)) == plain_name(str(other))


def source_of(paper: Paper) -> Source:
    """Where the facts of a paper come from.

    A letter is neither contract nor app: what it says of the terms is to be verified, as what is
    remembered is.
    """
    if paper.format == "image":
        return Source.SCREENSHOT
    kinds = {claim.kind for claim in paper.claims}
    if kinds & set(_LETTERS):
        return Source.MEMORY
    return next((_SOURCES[kind] for kind in sorted(kinds) if kind in _SOURCES), Source.APP)
