"""A repayment plan or a statement as a table: CSV, TSV, a workbook, the table of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from debtcheck.case.model import Evidence
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.cells import is_blank
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width
from debtcheck.statements.headings import load_headings, plain_heading
from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.paper import Fact, Paper
from debtcheck.statements.papers.table_paper import table_paper
from debtcheck.statements.place_words import place_words
from debtcheck.statements.statement_rows import HEAD_OF
from debtcheck.statements.table import table_of
from debtcheck.words.text import Text

FORMAT = "plan"
_MIN_COLUMNS = 3
_OTHERS = ("payments", "bank", "card")
_NAMED = re.compile(r"([\u4e00-\u9fffA-Za-z_ ]{2,16})[:：]\s*([^\s:：，。；、）)(（]{1,60})")
_WIDE_COMMA = re.compile("(?<=[0-9０-９])，(?=[0-9０-９]{3})")
_LABEL = re.compile(r"[\u4e00-\u9fffA-Za-z_ ]{2,16}")
_AS_OF = re.compile(
    r"(?:截至|截止|as of) ?(?:日期|时间)?[:：]? ?"
    r"(20[0-9]{2} ?[年./-] ?[0-9]{1,2} ?[月./-] ?[0-9]{1,2}|20[0-9]{6})"
)
_DAY_LABELS = {
    plain_heading(label)
    for label in (
        "截止日期", "截至日期", "截止日", "截至", "截止", "查询日期", "查询时间", "统计日期",
        "账单日期", "数据日期", "导出日期", "导出时间", "打印日期", "as_of", "as of",
    )
}  # fmt: skip
_FACTS = {
    "loan_id": "loan.id",
    "lender": "lender.name",
    "loan_principal": "loan.principal",
    "disbursed": "loan.received",
}


def identify(content: Content) -> bool:
    """True for rows under the headings of a plan: an instalment or its day, and amounts."""
    rows = content.rows() if content.kind == "pdf" else content.head
    return any(is_plan_heading(row.cells) for row in rows)


def read(content: Content, opening: Opening) -> Paper:
    """The paper.

    Raises:
        InputError: cells that cannot be read, several loans, no row.
    """
    rows = _sheet(content)
    at = next(index for index, row in enumerate(rows) if is_plan_heading(row.cells))
    body = rows[at:]
    if content.kind == "pdf":  # a lone cell is a page's number or a line of words
        body = [row for row in body if sum(1 for cell in row.cells if not is_blank(cell)) > 1]
    cut: list[Text] = []
    if content.is_cut_off and len(body[-1].cells) < len(body[0].cells):
        params: dict[str, object] = {"file": content.file, "place": place_words(body[-1].place)}
        cut.append(Text("papers_doc.cut_off", params))
        body = body[:-1]
    facts = list(_facts(content.file, rows[:at]))
    as_of = next((fact for fact in facts if fact.key == "as_of"), None)
    paper = table_paper(
        table_of([body], content.file, "statement", remarks=content.kind == "pdf"),
        FORMAT,
        opening,
        as_of=date.fromisoformat(as_of.value) if as_of else None,
        kind="pdf" if content.kind == "pdf" else "app",
        facts=[fact for fact in facts if fact is not as_of],
    )
    return replace(paper, encoding=content.encoding, notices=(*cut, *paper.notices))


def is_plan_heading(cells: Sequence[str]) -> bool:
    """True if the cells name the columns of a plan, and not rather those of an account."""
    headings = load_headings("statement")
    keys = {key for cell in cells if (key := headings.key(cell))}
    if len(keys) < _MIN_COLUMNS or not keys & {"no", "due_on"}:
        return False
    if not keys & {"due_total", *HEAD_OF}:
        return False
    return all(load_headings(topic).count(list(cells)) <= len(keys) for topic in _OTHERS)


def facts_of(cells: Sequence[str], evidence: Evidence) -> Iterator[Fact]:
    """What a line above a table names: `借据号：A1`, or a label and its value side by side."""
    pairs: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        plain = half_width(cell)
        pairs.extend(
            (found[1], found[2])
            for found in _NAMED.finditer(_WIDE_COMMA.sub(",", cell[:TEXT_LIMIT]))
        )
        follower = cells[index + 1] if index + 1 < len(cells) else ""
        if follower and _LABEL.fullmatch(plain.rstrip(":")):
            pairs.append((plain, follower))
        if found := _AS_OF.search(plain):
            pairs.append(("as of", "".join(found[1].split())))
    for label, value in pairs:
        if fact := named_fact(label, value, evidence):
            yield fact


def named_fact(label: str, value: str, evidence: Evidence) -> Fact | None:
    """A label and its value as a fact of a case (`as_of` for the day of the figures), or None."""
    plain = plain_heading(label)
    key = "as_of" if plain in _DAY_LABELS else _FACTS.get(load_headings("statement").key(label))
    if key is None or is_blank(value):
        return None
    try:
        if key == "as_of":
            return Fact(key, parse_day(value).isoformat(), evidence)
        if key in ("loan.principal", "loan.received"):
            return Fact(key, f"{parse_amount(value):.2f}", evidence)
    except BadValue:
        return None
    return Fact(key, clean_text(value), evidence)


def _facts(file: str, rows: Iterable[Row]) -> Iterator[Fact]:
    """The facts above the heading, each once."""
    known: set[str] = set()
    for row in rows:
        words = clean_text(" ".join(cell for cell in row.cells if cell))
        for fact in facts_of(row.cells, Evidence(file, row.place, words)):
            if fact.key not in known:
                known.add(fact.key)
                yield fact


def _sheet(content: Content) -> list[Row]:
    """The rows of the sheet that has the plan; of a file without sheets, all."""
    if content.kind != "sheets":
        return list(content.rows())
    for _, group in groupby(content.rows(), key=lambda row: row.place.rpartition(",")[0]):
        rows = list(group)
        if any(is_plan_heading(row.cells) for row in rows):
            return rows
    return []
