"""A notice as text: a dunning message, an app's notice, a lawyer's letter, a guarantor's notice.

Only what the text states becomes a figure, each with the words that state it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim, CreditorChange, Evidence
from debtcheck.case.problem import InputError, Problem
from debtcheck.engine.money import round_money
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import clean_text
from debtcheck.statements.papers.claim_text import Spans, read_stated
from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.paper import Fact, Paper
from debtcheck.statements.papers.plan_table import facts_of
from debtcheck.statements.papers.stated_claim import Change, MessageClaim
from debtcheck.statements.papers.sums import sum_notices
from debtcheck.statements.papers.text_lines import Lines, lines_of
from debtcheck.statements.writing import Normal, load_folding, normalise
from debtcheck.words.text import Text

FORMAT = "notice"
MAX_LENGTH = 200_000  # characters
_TABLE_CELLS, _TABLE_ROWS = 4, 2  # fewer are no table
_LETTER = (
    "律师函", "律师事务所", "催告函", "催收函", "告知书", "通知书", "代偿通知", "债权转让通知",
    "致:", "特此函告", "本函",
)  # fmt: skip
_SMS = ("退订", "回t", "拒收请回复")
_TITLE = re.compile(r".*(?:提醒|通知|提示|告知|公告|函|书)")  # in 【】, and nobody's name
_COURT = re.compile(
    "法院|法庭|支付令|传票|调解|仲裁|开庭|应诉|起诉状|立案|判决|裁定|执行通知|强制执行|"
    "court|mediation|arbitration|summons|payment order"
)
_DATE = r"(?P<y>20[0-9]{2})[年./-](?P<m>[0-9]{1,2})[月./-](?P<d>[0-9]{1,2})日?"
_CHANGED_ON = (
    re.compile(rf"{_DATE}[^。;\n]{{0,30}}?(?:代偿|担保责任|受让|转让|委托)"),
    re.compile(rf"(?:代偿|转让|委托)(?:日期|时间|日|基准日)?(?:为|是|:)?{_DATE}"),
)
_CHANGED_AMOUNT = re.compile(
    r"代偿(?:了|金额|款项|款|本息|总额|为|共计|合计|:|人民币|您|全部|的|欠款|¥){0,6}"
    r"(?P<n>[0-9][0-9,]{0,14}(?:\.[0-9]{1,2})?) ?元"
)
_KINDS = {
    Change.GUARANTOR_PAID: "guarantor_paid",
    Change.ASSIGNED: "assigned",
    Change.ENTRUSTED: "entrusted",
}
_PLATFORM = re.compile(r"(?:平台|platform) ?[:：] ?(?P<name>[^:：]{1,40})", re.IGNORECASE)
_WORDS = 200  # characters of quoted words


def identify(content: Content) -> bool:
    """True for any text that is no table; whether it states something is seen in reading it."""
    if content.kind == "image":
        return False
    return not _is_table(content.head)


def _is_table(rows: Sequence[Row]) -> bool:
    """True if most rows have the same number of cells; sentences have commas as it comes."""
    wide = Counter(len(row.cells) for row in rows if len(row.cells) >= _TABLE_CELLS)
    most = max(wide.values(), default=0)
    return most >= _TABLE_ROWS and most * 2 > len(rows)


def read(content: Content, opening: Opening) -> Paper:
    """The paper: one claim for each message in it.

    Raises:
        InputError: far too long, or it states nothing about a debt.
    """
    lines = lines_of(content)
    if len(lines.text) > MAX_LENGTH:
        raise InputError(Problem("paper_text_long", content.file))
    claims: list[Claim] = []
    changes: list[CreditorChange] = []
    facts: dict[str, Fact] = {}
    notices: list[Text] = []
    days: int | None = None
    court = False
    for start, message in _messages(lines.text):
        reading = _Reading(content.file, lines, start, message)
        court = court or _COURT.search(reading.plain) is not None
        days = days if days is not None else reading.stated.overdue_days
        if change := reading.change():
            changes.append(change)
        found = {fact.key: fact for fact in reversed(list(reading.facts()))}
        day = found.pop("as_of", None)
        facts = {**found, **facts}
        if claim := reading.claim():
            if claim.as_of is None and day:
                claim = replace(claim, as_of=date.fromisoformat(day.value))
            claims.append(claim)
            notices.extend(sum_notices(content.file, claim))
    if not claims and not changes and not court and days is None:
        raise InputError(Problem("text_no_claim", content.file))
    if any(claim.as_of is None for claim in claims):
        notices.append(Text("papers_doc.notice_no_as_of", {"file": content.file}))
    if not claims:
        notices.append(Text("papers_doc.no_figure", {"file": content.file}))
    return Paper(
        file=content.file,
        format=FORMAT,
        encoding=content.encoding,
        rows=sum(1 for line in lines.text.split("\n") if line.strip()),
        claims=tuple(claims),
        changes=tuple(changes),
        facts=tuple(facts.values()),
        notices=tuple(notices),
        overdue_days=days,
        court=court,
    )


def _messages(text: str) -> Iterator[tuple[int, str]]:
    """The messages of a pasted thread: each begins with its sender in 【】 on a line of its own."""
    starts = [match.start() for match in re.finditer(r"(?m)^[ \t]*【", text)]
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if text[start:end].strip():
            yield start, text[start:end]


class _Reading:
    """One message, read."""

    def __init__(self, file: str, lines: Lines, start: int, message: str) -> None:
        self._file, self._lines, self._start = file, lines, start
        self._normal: Normal = normalise(message, load_folding())
        self.plain = self._normal.text
        self.stated: MessageClaim
        self._spans: Spans
        self.stated, self._spans = read_stated(self.plain)
        sender = clean_text(self.stated.sender or "")
        self._sender = "" if _TITLE.fullmatch(sender) else sender

    def claim(self) -> Claim | None:
        """The stated figures; None if there is no amount."""
        heads = tuple(
            (head, round_money(amount))
            for head in Head
            if (amount := getattr(self.stated, head.value)) is not None
        )
        total = self.stated.total
        if not heads and total is None:
            return None
        return Claim(
            as_of=self.stated.as_of,
            kind=self._kind(),
            claimant=clean_text(self.stated.creditor or self._sender),
            heads=heads,
            total=round_money(total) if total is not None else None,
            evidence=tuple(
                (name, self._evidence(*span))
                for name, span in self._spans.items()
                if name not in ("overdue_days", "as_of")
            ),
        )

    def change(self) -> CreditorChange | None:
        """Who claims now, and how that came about."""
        if self.stated.change is None:
            return None
        paid = _CHANGED_AMOUNT.search(self.plain)
        try:
            amount = parse_amount(paid["n"]) if paid else None
        except BadValue:
            amount = None
        return CreditorChange(
            kind=_KINDS[self.stated.change],
            to=clean_text(self.stated.creditor or ""),
            on=next((day for p in _CHANGED_ON if (day := _day(p.search(self.plain)))), None),
            amount=amount if self.stated.change is Change.GUARANTOR_PAID else None,
        )

    def facts(self) -> Iterator[Fact]:
        """Labels with their values, and the sender in 【】 as the platform."""
        at = 0
        for line in self._normal.raw.split("\n"):
            place = Evidence(
                self._file, self._lines.place(self._start + at), clean_text(line)[:_WORDS]
            )
            yield from facts_of([line], place)
            if platform := _PLATFORM.fullmatch(line.strip()):
                yield Fact("lender.platform", clean_text(platform["name"]), place)
            at += len(line) + 1
        if self._sender:
            name = self._sender
            place = Evidence(self._file, self._lines.place(self._start), f"【{name}】")
            yield Fact("lender.platform", name, place)

    def _kind(self) -> str:
        if any(word in self.plain for word in _LETTER):
            return "letter"
        is_sms = self._sender or any(word in self.plain for word in _SMS)
        return "sms" if is_sms else "app"

    def _evidence(self, start: int, end: int) -> Evidence:
        first, last = self._normal.span(start, end)
        words = clean_text(self._normal.raw[first:last])[:_WORDS]
        return Evidence(self._file, self._lines.place(self._start + first), words)


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
