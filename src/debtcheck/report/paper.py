"""The parts of a report on paper, in their order: what page, document and PDF have in common.

The sentences and their conditions are those of the terminal; only the order and what stands beside
them differ. Commands are left out: they belong to a screen, and their paths may name a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from debtcheck.audit.report import AuditReport, Finding
from debtcheck.audit.report import Paper as Basis
from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import show
from debtcheck.planning.plan import Plan
from debtcheck.report.answer import answer
from debtcheck.report.blocks import Block, Gap, Heading, Item, Step, Title
from debtcheck.report.course import flows_part, timeline_part
from debtcheck.report.court import court_first
from debtcheck.report.creditor import CreditorWords, without_private
from debtcheck.report.findings import by_size, one
from debtcheck.report.foreign import Mask
from debtcheck.report.frame import last_part, title_part
from debtcheck.report.limit import cost_part, later_part, limit_line, limit_part, readings_part
from debtcheck.report.limitation import limitation_part
from debtcheck.report.lists import assumed_part, notes_part, unchecked_part
from debtcheck.report.money_part import day_cost, undisputed_part
from debtcheck.report.names import place
from debtcheck.report.openness import range_part, sides_part
from debtcheck.report.rules import rules_part
from debtcheck.report.sheet import Sheet
from debtcheck.report.steps import steps_part
from debtcheck.report.table import totals_table
from debtcheck.words.catalog import Words

_MEANING = ("means", "look", "falls", "law")


@dataclass(frozen=True, slots=True)
class Point:
    """One finding: its title, what supports it, and what can be opened beside it."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    evidence: tuple[Block, ...]
    meaning: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part under its heading; the findings have points."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What the pictures of a check are drawn from."""

    sheet: Sheet
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report, ready to be given a shape."""

    words: Words
    subject: Check | Plan
    masked: bool
    title: Title
    banner: str  # above everything in a draft for the other side, else empty
    court: tuple[Block, ...]
    sections: tuple[Section, ...]
    last: tuple[Block, ...]


def paper(
    report: AuditReport,
    ledger: Ledger,
    words: Words,
    *,
    today: date,
    for_creditor: bool = False,
    show_private: bool = False,
) -> Paper:
    """A report, part by part.

    Args:
        report: What the audit found.
        ledger: The replay by the contract, with its lines.
        words: The language.
        today: For stale figures and for deadlines.
        for_creditor: Leave out what is the borrower's own.
        show_private: Names and numbers unmasked.

    Returns:
        Its parts; those that have nothing to say are not among them.
    """
    mask = Mask(report.case, show_private)
    if report.paper is not Basis.CONTRACT:
        ledger = report.ledger
    if for_creditor:
        words, report = CreditorWords(words.lang), without_private(report)
    sheet = Sheet(
        report=report,
        words=words,
        today=today,
        commands=frozenset(),
        path=None,
        mask=mask,
        for_creditor=for_creditor,
    )
    title = next(b for b in title_part(sheet) if isinstance(b, Title))
    return Paper(
        words=words,
        subject=Check(sheet, ledger),
        masked=not mask.off,
        title=title,
        banner=words("page.creditor.banner") if for_creditor else "",
        court=() if for_creditor else _filled(court_first(sheet)),
        sections=tuple(_sections(sheet, ledger)),
        last=_filled(last_part(sheet)),
    )


def _sections(sheet: Sheet, ledger: Ledger) -> list[Section]:
    own = not sheet.for_creditor
    planned = sheet.report.paper is Basis.CONTRACT  # else the plan is no longer what is paid
    flows = flows_part(sheet) if planned else ()
    found = [
        Section("answer", sheet.words("page.section.answer"), _filled(answer(sheet))),
        Section("totals", sheet.words("page.section.totals"), _filled(_totals(sheet))),
        Section("later", sheet.words("page.section.later"), _filled(_later(sheet))),
        _part("limit", limit_part(sheet)),
        _part("readings", readings_part(sheet)),
        _part("sides", sides_part(sheet) if own and _is_open(sheet.report) else []),
        _part("undisputed", undisputed_part(sheet) if own else []),
        _findings(sheet),
        _part("steps", steps_part(sheet) if own else []),
        _part("unchecked", unchecked_part(sheet) if own else []),
        _part("limitation", limitation_part(sheet) if own else []),
        _part("assumed", assumed_part(sheet)),
        Section("timeline", sheet.words("page.section.timeline"), timeline_part(sheet, ledger)),
        _part("cost", cost_part(sheet)),
        Section("flows", sheet.words("page.section.flows"), flows),
        Section("law", sheet.words("page.section.law"), rules_part(sheet)),
        _part("notes", notes_part(sheet)),
    ]
    return [part for part in found if part.blocks or part.points]


def _is_open(report: AuditReport) -> bool:
    """True if the three readings of what is open do not come to the same."""
    return len({side.totals.total for side in report.open.sides}) > 1


def _filled(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if not isinstance(b, Gap))


def _part(name: str, blocks: list[Block]) -> Section:
    """A part of the terminal report as a section: its heading becomes the section's."""
    kept = _filled(blocks)
    if kept and isinstance(kept[0], Heading):
        return Section(name, kept[0].text, kept[1:])
    return Section(name, "", kept)


def _totals(sheet: Sheet) -> list[Block]:
    blocks = [*totals_table(sheet), *limit_line(sheet)]
    blocks += range_part(sheet)
    if not sheet.for_creditor:
        blocks += day_cost(sheet)
    return blocks


def _later(sheet: Sheet) -> list[Block]:
    """The contract's figures on the later day of the report, by head."""
    blocks = later_part(sheet)
    later = sheet.report.owed_on_report_day
    if not blocks or later is None:
        return []
    heads = [head for head in Head if later.totals.get(head)]
    rows = [["", sheet.t("table.contract")]]
    rows += [[sheet.t(f"head.{h.value}"), show(later.totals.heads[h])] for h in heads]
    rows.append([sheet.t("head.total"), show(later.totals.total)])
    return [*blocks, *sheet.table(rows, total=True)]


def _findings(sheet: Sheet) -> Section:
    points = tuple(_point(sheet, f, n) for n, f in enumerate(by_size(sheet.report.findings), 1))
    return Section("findings", sheet.t("finding.title") if points else "", points=points)


def _point(sheet: Sheet, finding: Finding, number: int) -> Point:
    """One finding; its rules stand in it whole, since each can be read alone."""
    blocks = one(replace(sheet, told=set()), finding, number)
    return Point(
        number=number,
        title=sheet.say(finding.summary),
        blocks=tuple(b for b in blocks if not isinstance(b, Step)),
        evidence=_evidence(sheet, finding),
        meaning=() if sheet.for_creditor else _meaning(sheet, finding),
    )


def _evidence(sheet: Sheet, finding: Finding) -> tuple[Block, ...]:
    """The words of the papers themselves, each with its place."""
    found: list[Block] = []
    for evidence in finding.evidence:
        where = place(sheet, evidence)
        if not evidence.text or (sheet.for_creditor and not where):
            continue
        said = sheet.foreign(evidence.text, 300)
        if evidence.file == sheet.report.case.file:
            said = said.partition("=")[2].strip(" \"'") or said  # the value without its key
        key = "evidence_line" if where else "evidence_plain"
        found.append(Item(sheet.words(f"page.finding.{key}", place=where, text=said)))
    return tuple(dict.fromkeys(found))


def _meaning(sheet: Sheet, finding: Finding) -> tuple[Block, ...]:
    """The general words on such a finding."""
    words = sheet.words
    found: list[Block] = []
    for field in _MEANING:
        if words.has(f"code.{finding.code}.{field}"):
            label = words(f"report.explain.{field}")
            found += sheet.labelled(label, words(f"code.{finding.code}.{field}"))
    return tuple(found)
