"""The kinds of values a case file holds: each reads what a person types, and has a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from debtcheck.case.kinds import Head, Source
from debtcheck.case.rate import FloatingRate, NotAgreed, Rate, RateMultiple
from debtcheck.statements.amounts import parse_amount, parse_positive, parse_unsigned
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import NOTE_LIMIT, TEXT_LIMIT, parse_text, snippet
from debtcheck.statements.rates import parse_not_agreed, parse_rate, parse_share

T = TypeVar("T")
MAX_INSTALMENTS = 600
MAX_DAYS = 36_600


@dataclass(frozen=True, eq=False)
class Typed:
    """A field read by `parse(value, context)`; `json` is its JSON Schema."""

    parse: Callable[[object, Mapping[str, object]], object]
    json: Mapping[str, Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """A plain validator: nothing of pydantic's own leniency is left."""

        def read(value: object, info: core_schema.ValidationInfo) -> object:
            return self.parse(value, info.context or {})

        return core_schema.with_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The JSON Schema as given."""
        return dict(self.json)


class OneOrMany:
    """A table that may repeat, and may also stand alone."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """One table is a list of one."""

        def many(value: object) -> object:
            return [value] if isinstance(value, dict) else value

        return core_schema.no_info_before_validator_function(many, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either the table or a list of it."""
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


Many = Annotated[list[T], OneOrMany()]


def _simple(parse: Callable[[object], object], json: Mapping[str, Any]) -> Typed:
    return Typed(lambda value, context: parse(value), json)


def parse_count(value: object, low: int, high: int) -> int:
    """A whole number between `low` and `high`, as an int or as digits.

    Raises:
        BadValue: no whole number, or outside.
    """
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:12])
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValue("count_type", value=snippet(value))
    if not low <= value <= high:
        raise BadValue("count_range", value=snippet(value), low=low, high=high)
    return value


def parse_flag(value: object) -> bool:
    """true or false.

    Raises:
        BadValue: anything else.
    """
    if isinstance(value, bool):
        return value
    raise BadValue("flag_type", value=snippet(value))


def parse_word(value: object, allowed: tuple[str, ...]) -> str:
    """One of the `allowed` words.

    Raises:
        BadValue: another one; the nearest is suggested.
    """
    if isinstance(value, str) and value in allowed:
        return value
    shown = snippet(value)
    near = get_close_matches(shown.lower(), allowed, 1, 0.6)
    if near:
        raise BadValue("choice_near", value=shown, near=near[0], allowed=", ".join(allowed))
    raise BadValue("choice", value=shown, allowed=", ".join(allowed))


def parse_allocation(value: object) -> tuple[Head, ...] | None:
    """None for statutory, else all heads of a claim, each once, in the order they are paid.

    Raises:
        BadValue: a head is missing, unknown or repeated.
    """
    heads = tuple(head.value for head in Head)
    if value == "statutory":
        return None
    if not isinstance(value, list):
        raise BadValue("allocation_type", value=snippet(value), heads=", ".join(heads))
    order = [parse_word(item, heads) for item in value]
    twice = sorted({head for head in order if order.count(head) > 1})
    if twice:
        raise BadValue("allocation_twice", twice=", ".join(twice))
    missing = [head for head in heads if head not in order]
    if missing:
        raise BadValue("allocation_missing", missing=", ".join(missing))
    return tuple(Head(head) for head in order)


def parse_early_fee(value: object) -> str:
    """The fee for settling early: a word, a percentage, or an amount, as text.

    Raises:
        BadValue: none of them.
    """
    words = ("none", "remaining_fees", "remaining_interest")
    if isinstance(value, str) and value in words:
        return value
    if isinstance(value, str) and "%" in value.replace("％", "%"):
        parse_share(value)
        return value.replace("％", "%").strip()
    if isinstance(value, str | int | float | Decimal):
        return f"{parse_unsigned(value):.2f}"
    raise BadValue("choice", value=snippet(value), allowed=", ".join(words))


def _accepts(context: Mapping[str, object]) -> bool:
    return context.get("accept_rate") is True


def words(*allowed: str) -> Typed:
    """A field that takes one of the words."""
    return _simple(lambda value: parse_word(value, allowed), {"type": "string", "enum": [*allowed]})


def members(enum: type[StrEnum]) -> Typed:
    """A field that takes one of the values of `enum`."""
    allowed = tuple(member.value for member in enum)
    return _simple(
        lambda value: enum(parse_word(value, allowed)), {"type": "string", "enum": [*allowed]}
    )


def count(low: int, high: int) -> Typed:
    """A field that takes a whole number between the two."""
    json = {"type": "integer", "minimum": low, "maximum": high}
    return _simple(lambda value: parse_count(value, low, high), json)


_MONEY = {"type": ["string", "integer"], "description": 'yuan, e.g. "10000.00"; never a float'}
_DAY = {"type": "string", "format": "date", "description": "a TOML date, or text: 2025-01-10"}
_RATE = {"type": "string", "description": "with its unit: 0.04%/day, 18%/year, LPR1Y+5.25%"}
_SHARE = {"type": "string", "description": "a percentage: 5%"}

Amount = Annotated[Decimal, _simple(parse_amount, _MONEY)]
Unsigned = Annotated[Decimal, _simple(parse_unsigned, _MONEY)]
Positive = Annotated[Decimal, _simple(parse_positive, _MONEY)]
Day = Annotated[date, _simple(parse_day, _DAY)]
Share = Annotated[Decimal, _simple(parse_share, _SHARE)]
Words = Annotated[str, _simple(parse_text, {"type": "string", "maxLength": TEXT_LIMIT})]
Note = Annotated[
    str,
    _simple(
        lambda value: parse_text(value, NOTE_LIMIT, lines=True),
        {"type": "string", "maxLength": NOTE_LIMIT},
    ),
]
Flag = Annotated[bool, _simple(parse_flag, {"type": "boolean"})]
IndexedRate = Annotated[
    Rate | FloatingRate,
    Typed(lambda value, context: parse_rate(value, accept=_accepts(context)), _RATE),
]
LoanRate = Annotated[
    Rate | FloatingRate | NotAgreed,
    Typed(
        lambda value, context: (
            parse_not_agreed(value) or parse_rate(value, accept=_accepts(context))
        ),
        {
            **_RATE,
            "description": "with its unit: 0.04%/day, 18%/year, LPR1Y+5.25%; "
            "none: no interest was agreed; unclear: what was agreed cannot be made out",
        },
    ),
]
CompoundRate = Annotated[
    Rate | RateMultiple,
    Typed(
        lambda value, context: _no_index(
            parse_rate(value, accept=_accepts(context), multiple=True), value
        ),
        {**_RATE, "description": "a rate with its unit, or of the loan's rate: 1.5x"},
    ),
]
OverdueRate = Annotated[
    Rate | RateMultiple | NotAgreed,
    Typed(
        lambda value, context: (
            parse_not_agreed(value)
            or _no_index(parse_rate(value, accept=_accepts(context), multiple=True), value)
        ),
        {
            **_RATE,
            "description": "a rate with its unit, or of the loan's rate: 1.5x; "
            "none: no overdue rate was agreed",
        },
    ),
]
FixedRate = Annotated[
    Rate,
    Typed(
        lambda value, context: _no_index(parse_rate(value, accept=_accepts(context)), value), _RATE
    ),
]
Allocation = Annotated[
    tuple[Head, ...] | None,
    _simple(
        parse_allocation,
        {
            "anyOf": [
                {"const": "statutory"},
                {
                    "type": "array",
                    "items": {"enum": [head.value for head in Head]},
                    "minItems": len(Head),
                    "maxItems": len(Head),
                    "uniqueItems": True,
                },
            ]
        },
    ),
]
EarlyFee = Annotated[str, _simple(parse_early_fee, {"type": ["string", "integer"]})]
SourceWord = Annotated[Source, members(Source)]
Instalments = Annotated[int, count(1, MAX_INSTALMENTS)]
Days = Annotated[int, count(0, MAX_DAYS)]
DayOfMonth = Annotated[int, count(1, 31)]


def _no_index(rate: object, value: object) -> object:
    if isinstance(rate, FloatingRate):
        raise BadValue("rate_index_here", value=snippet(value))
    return rate
