"""A plan copied out of an app as text: each instalment with its day, its parts and its state.

第3期 2026-09-15 应还999.83 本金833.33 利息121.50 担保费45.00 逾期12天
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import TypeVar

from debtcheck.case.model import Claim, Evidence
from debtcheck.case.problem import InputError
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width
from debtcheck.statements.headings import load_headings, status_words
from debtcheck.statements.numerals import parse_number
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.paper import Fact, Paper
from debtcheck.statements.papers.plan_table import facts_of
from debtcheck.statements.papers.table_paper import table_paper
from debtcheck.statements.papers.text_lines import Lines, lines_of
from debtcheck.statements.table import Placed, table_of
from debtcheck.words.text import Text

FORMAT = "pasted"
E = TypeVar("E", Evidence, Evidence | None)
_MIN_BLOCKS = 2  # one instalment alone is a notice
MAX_BLOCKS = 2000
_LONGEST_BLOCK = 600  # characters
# A number of an instalment at the beginning of a line: within a sentence it is a notice's.
_NO = re.compile(
    r"^[ \t*·•-]{0,8}(?:第 ?(?P<a>[0-9]{1,3}|[一二三四五六七八九十]{1,4}) ?(?:/ ?[0-9]{1,3} ?)?期"
    r"|(?P<b>[0-9]{1,3}) ?/ ?[0-9]{1,3} ?期"
    r"|(?:instal?lment|period) ?#?(?P<c>[0-9]{1,3}))",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(
    r"\n[ \t]*(?:\n|(?:合计|总计|共计|total|注[:：]|说明[:：]|温馨提示))", re.IGNORECASE
)
_DAY = re.compile(
    r"(?P<full>20[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?日?"
    r"|(?<![0-9])20[0-9]{6}(?![0-9]))"
    r"|(?<![0-9])(?P<month>[0-9]{1,2})(?:月|[-/])(?P<day>[0-9]{1,2})(?:日|(?![-/0-9.]))"
)
_AMOUNT = (
    r" ?[:：]?(?:为|是|共)? ?[¥]? ?"
    r"(?P<amount>[0-9][0-9,]{0,14}(?:\.[0-9]{1,2})?)(?![0-9.%]) ?元?"
)
_BARE = re.compile(r"(?<![0-9.,])¥? ?([0-9][0-9,]{0,14}\.[0-9]{2})(?![0-9%])")
_OVERDUE = re.compile(r"(?:已?逾期|overdue) ?([0-9]{1,4}) ?(?:天|日|days?)", re.IGNORECASE)
_MORE_NAMES = {"应还": "due_total", "还款金额": "due_total", "已还款": "paid_total"}
_MIN_STATUS = 2  # characters
_NO_STATUS = ("到期", "due", "open")  # parts of other words


@dataclass(frozen=True, slots=True)
class _Block:
    """One instalment: its number, the words about it, and where they stand in the text."""

    no: int
    words: str
    start: int
    end: int


def identify(content: Content) -> bool:
    """True for a text in which at least two instalments stand with an amount each."""
    if content.kind == "image":
        return False
    try:
        lines = lines_of(content)
    except InputError:  # too long for a text
        return False
    blocks = (block for block in _blocks(lines) if _BARE.search(block.words))
    return len(list(islice(blocks, _MIN_BLOCKS))) == _MIN_BLOCKS


def read(content: Content, opening: Opening) -> Paper:
    """The paper.

    Raises:
        InputError: figures that cannot be read.
    """
    lines = lines_of(content)
    blocks = list(_blocks(lines))[:MAX_BLOCKS]
    years = _Years(opening.today)
    rows = [(lines.place(block.start), _values(block, years)) for block in blocks]
    keys = list(dict.fromkeys(key for _, values in rows for key in values))
    grid: Placed = [("line 0", [_heading(key) for key in keys])] + [
        (place, [values.get(key, "") for key in keys]) for place, values in rows
    ]
    facts: dict[str, Fact] = {}
    above = lines.text[: blocks[0].start]
    for line in above.split("\n"):
        place = Evidence(content.file, lines.place(above.find(line)), clean_text(line))
        for fact in facts_of([line], place):
            facts.setdefault(fact.key, fact)
    day = facts.pop("as_of", None)
    paper = table_paper(
        table_of([grid], content.file, "statement"),
        FORMAT,
        opening,
        as_of=date.fromisoformat(day.value) if day else None,
        facts=list(facts.values()),
    )
    notices = paper.notices
    if years.filled:
        params: dict[str, object] = {"file": content.file, "first": years.first}
        params["last"] = years.last
        notices = (*notices, Text("papers_doc.years", params))
    words = {
        place: clean_text(" ".join(lines.text[block.start : block.end].split()))[:TEXT_LIMIT]
        for (place, _), block in zip(rows, blocks, strict=True)
    }
    return replace(_with_words(paper, words), encoding=content.encoding, notices=notices)


class _Years:
    """Fills the years that a plan leaves out: the first day is the one nearest to today, each
    later instalment comes after the one before."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.filled = False
        self.first: date | None = None
        self.last: date | None = None

    def day(self, month: int, day: int) -> str:
        """The day in its year.

        Raises:
            BadValue: no such day.
        """
        years = range(self._today.year - 1, self._today.year + 3)
        days = [found for year in years if (found := _date(year, month, day))]
        if not days:
            raise BadValue("date_form", value=f"{month}-{day}")
        if self.last is None:
            found = min(days, key=lambda d: abs((d - self._today).days))
            self.first = found
        else:
            last = self.last
            found = next((d for d in days if d > last), days[-1])
        self.filled, self.last = True, found
        return found.isoformat()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _blocks(lines: Lines) -> Iterator[_Block]:
    text = half_width(f".{lines.text}.")[1:-1]  # as long as it was: places stay
    found = list(islice(_NO.finditer(text), MAX_BLOCKS + 1))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        words = text[match.end() : min(end, match.end() + _LONGEST_BLOCK)]
        cut = _END.search(words)
        words = words[: cut.start()] if cut else words
        number = parse_number(match["a"] or match["b"] or match["c"])
        if number is not None:
            yield _Block(int(number), words, match.start(), match.end() + len(words))


def _values(block: _Block, years: _Years) -> dict[str, str]:
    """The cells of an instalment by the key of their column."""
    words = f" {block.words} "
    values = {"no": str(block.no)}
    if overdue := _OVERDUE.search(words):
        values["overdue_days"] = overdue[1]
        values["status"] = "逾期"
    words = _take_days(words, values, years)
    for match in _labelled().finditer(words):
        name = match["name"]
        key = _MORE_NAMES.get(name) or load_headings("statement").key(name)
        values.setdefault(key, match["amount"])
    rest = _labelled().sub(" ", words)
    bare = _BARE.search(rest)
    if bare and "due_total" not in values:
        values["due_total"] = bare[1]
    if "status" not in values and (status := _status(rest)):
        values["status"] = status
    return values


def _heading(key: str) -> str:
    """A column as it is called in a message: the first of its Chinese names."""
    names = load_headings("statement").columns
    return next(name for name, (meant, _) in names.items() if meant == key and not name.isascii())


def _take_days(words: str, values: dict[str, str], years: _Years) -> str:
    """Puts the days to their columns; gives the words without them."""
    kept: list[str] = []
    at = 0
    for match in _DAY.finditer(words):
        before = words[at : match.start()]
        label = before.rstrip(" :：于").rpartition(" ")[2].rpartition("，")[2]
        key = load_headings("statement").key(label)
        key = key if key in ("due_on", "paid_on", "booked_on") else ""
        try:
            if match["full"]:
                day = parse_day("".join(match["full"].split())).isoformat()
            else:
                day = years.day(int(match["month"]), int(match["day"]))
        except BadValue:
            continue
        if key in ("", "paid_on") and "due_on" not in values:
            key = "due_on" if not key or "已还" not in words else key
        values.setdefault(key or "paid_on", day)
        kept.append(before)
        at = match.end()
    return "".join([*kept, words[at:]])


def _status(words: str) -> str:
    known = sorted(status_words(), key=len, reverse=True)
    return next(
        (
            word
            for word in known
            if len(word) >= _MIN_STATUS and word not in _NO_STATUS and word in words.lower()
        ),
        "",
    )


@cache
def _labelled() -> re.Pattern[str]:
    """A name of a column of amounts, and the amount after it; the longest name wins."""
    headings = load_headings("statement")
    names = {name for name, (_, kind) in headings.columns.items() if kind == "amount"}
    ordered = sorted(names | _MORE_NAMES.keys(), key=len, reverse=True)
    return re.compile(f"(?P<name>{'|'.join(map(re.escape, ordered))}){_AMOUNT}", re.IGNORECASE)


def _with_words(paper: Paper, words: dict[str, str]) -> Paper:
    """The paper whose evidence quotes the words as they were pasted, by their place."""

    def quoted(evidence: E) -> E:
        if evidence is None:
            return evidence
        return replace(evidence, text=words.get(evidence.place, evidence.text))

    def of_claim(claim: Claim) -> Claim:
        return replace(
            claim,
            lines=tuple(replace(x, evidence=quoted(x.evidence)) for x in claim.lines),
            booked=tuple(replace(x, evidence=quoted(x.evidence)) for x in claim.booked),
            evidence=tuple((figure, quoted(place)) for figure, place in claim.evidence),
        )

    return replace(paper, claims=tuple(map(of_claim, paper.claims)))
