"""The whole case file as a model: every key, its JSON Schema, and which keys a table knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel, Field

from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.fields import Day, Many, Note, SourceWord, Typed
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.schema_claim import (
    AgreementTable,
    PaymentTable,
    ScheduleTable,
    StatementTable,
)
from debtcheck.statements.schema_loan import FeeTable, LoanTable, Table
from debtcheck.statements.schema_other import (
    BorrowerTable,
    CardTable,
    CodebtorTable,
    CourtTable,
    CreditorChangeTable,
    EventTable,
    JudgmentTable,
    LenderTable,
)

FORMAT = 1


def parse_format(value: object, context: Mapping[str, object]) -> int:
    """The version of the file's form.

    Raises:
        BadValue: a version that is not known.
    """
    if value == FORMAT and isinstance(value, int) and not isinstance(value, bool):
        return FORMAT
    raise BadValue("format_version", value=snippet(value), known=FORMAT)


class CaseFile(Table):
    """A case file, version 1: one debt."""

    format: Annotated[int, Typed(parse_format, {"const": FORMAT})] = FORMAT
    as_of: Day | None = None
    private_note: Note = ""
    borrower: BorrowerTable = BorrowerTable()
    lender: Many[LenderTable] = Field(default_factory=list)
    creditor_change: Many[CreditorChangeTable] = Field(default_factory=list)
    loan: LoanTable
    fee: Many[FeeTable] = Field(default_factory=list)
    payment: Many[PaymentTable] = Field(default_factory=list)
    schedule: Many[ScheduleTable] = Field(default_factory=list)
    agreement: Many[AgreementTable] = Field(default_factory=list)
    statement: Many[StatementTable] = Field(default_factory=list)
    card: CardTable | None = None
    court: CourtTable | None = None
    judgment: JudgmentTable | None = None
    event: Many[EventTable] = Field(default_factory=list)
    codebtor: Many[CodebtorTable] = Field(default_factory=list)
    sources: dict[str, SourceWord] = Field(default_factory=dict)


def case_json_schema() -> dict[str, Any]:
    """The JSON Schema of a case file (of its TOML, read as JSON with dates as text)."""
    schema: dict[str, Any] = _without_null(CaseFile.model_json_schema())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "debtcheck.case"
    return schema


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """The keys of each table: {"": (…), "loan": (…), "loan.overdue": (…), "statement.line": …}."""
    found: dict[str, tuple[str, ...]] = {}
    _walk(CaseFile, "", found, set())
    return found


@cache
def repeated() -> frozenset[str]:
    """The tables that may repeat: payment, statement, statement.line …"""
    many: set[str] = set()
    _walk(CaseFile, "", {}, many)
    return frozenset(many)


def _walk(
    model: type[BaseModel], path: str, found: dict[str, tuple[str, ...]], many: set[str]
) -> None:
    found[path] = tuple(model.model_fields)
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is None:
            continue
        below = f"{path}.{name}" if path else name
        if getattr(field.annotation, "__origin__", None) is list:
            many.add(below)
        _walk(inner, below, found, many)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (inner := _model_in(part)) is not None:
            return inner
    return None


def _without_null(node: Any) -> Any:
    """TOML knows no null: an absent key is simply absent."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_null(value) for key, value in node.items() if key != "default"}
    options = kept.get("anyOf")
    if isinstance(options, list):
        options = [option for option in options if option != {"type": "null"}]
        if len(options) == 1:
            del kept["anyOf"]
            return {**options[0], **kept}
        kept["anyOf"] = options
    return kept
