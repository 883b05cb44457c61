"""The shapes of a contact log and of `contact check --json`, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from debtcheck.contacts.log import chinese_headings
from debtcheck.contacts.model import CHANNELS, COLUMNS, DIRECTIONS, FLAGS

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
ForceName = Literal["LAW", "REG", "STD", "SELF"]
Confidence = Literal["V", "V2", "M", "U"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Law(_Model):
    """A rule in its version of the day."""

    id: str
    cite: str
    says: str
    force: ForceName
    confidence: Confidence


class Finding(_Model):
    """Contacts that may not meet a rule; `rows` as a spreadsheet counts, the heading is row 1."""

    rule: str = Field(pattern=r"^[TC]\d{2}$")
    rows: list[int]
    force: ForceName
    text: str
    on: Day
    certain: bool = Field(description="false: it depends on what kind of lender it is")
    law: list[Law]


class Remark(_Model):
    """A sentence about some rows."""

    rows: list[int]
    text: str


class Note(_Model):
    """A remark on reading a line; `lost`: the line could not be used."""

    line: int
    heading: str
    text: str
    lost: bool


class Contacts(_Model):
    """The whole object."""

    schema_: Literal["debtcheck.contacts"] = Field(alias="schema")
    version: Literal[1]
    findings: list[Finding]
    counts: dict[str, int]
    not_breaches: list[Remark]
    offered_flags: list[Remark]
    ask: list[Remark]
    record_next: list[Remark]
    notes: list[Note]


def contacts_json_schema() -> dict[str, Any]:
    """The JSON Schema of `contact check --json`; `x-log` describes the columns of the log."""
    schema = Contacts.model_json_schema(by_alias=True)
    schema["x-log"] = {
        "columns": list(COLUMNS),
        "columns_zh": list(chinese_headings()),
        "channel": list(CHANNELS),
        "direction": list(DIRECTIONS),
        "flags": list(FLAGS),
        "times": "2026-11-20T22:30:00+08:00",
    }
    return schema
