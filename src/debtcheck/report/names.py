"""How keys, values, sources and places of a case are called on the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal

from debtcheck.audit.report import AuditReport, LawRef
from debtcheck.case.kinds import Source
from debtcheck.case.model import Case, Evidence
from debtcheck.case.rate import SHARES, FloatingRate, Rate, RateMultiple, plain
from debtcheck.report.blocks import Block
from debtcheck.report.sheet import Sheet
from debtcheck.statements.place_words import place_words
from debtcheck.words import keys

_UNITS = {"year", "month", "day"}
_RATE = re.compile(r"^(-?[\d.]+%)/(day|month|year)$")
UNSURE = (Source.MEMORY, Source.GUESS)


def key_name(sheet: Sheet, key: str) -> str:
    """What a key of the case file is called: `loan.overdue.rate` is 逾期利率."""
    return keys.key_name(sheet.words, key)


def key_names(sheet: Sheet, keys: list[str], most: int = 3) -> str:
    """Several of them, each once; what goes beyond `most` is said to be there."""
    names = list(dict.fromkeys(key_name(sheet, key) for key in keys))
    line = sheet.words("report.list.comma").join(names[:most])
    return line if len(names) <= most else sheet.words("report.list.more", list=line)


def rate(sheet: Sheet, text: str) -> str:
    """A rate with its unit: `24%/year` is 年 24%."""
    match = _RATE.match(text)
    if match is None:
        return sheet.foreign(text)
    return sheet.words(f"report.rate.{match[2]}", rate=match[1])


def value(sheet: Sheet, item: object) -> str:
    """A value of the case as it reads; empty if it has no short form."""
    if isinstance(item, FloatingRate):
        return str(item).replace(item.index, sheet.words(f"report.rate.{item.index}"))
    if isinstance(item, Rate):
        return rate(sheet, str(item))
    if isinstance(item, RateMultiple):
        return sheet.words("report.rate.times", times=plain(item.times))
    if isinstance(item, Decimal | date):
        return sheet.words.value(item)
    if isinstance(item, bool) or item is None or is_dataclass(item) or isinstance(item, tuple):
        return ""
    return sheet.foreign(str(item))


def stated(case: Case, key: str) -> object:
    """The value under a dotted key of the case, or None."""
    item: object = case
    for part in key.split("."):
        if part.isdigit() and isinstance(item, tuple):
            item = item[int(part)] if int(part) < len(item) else None
        else:
            item = getattr(item, part, None)
        if item is None:
            return None
    return item


def taken(sheet: Sheet, key: str, chosen: str) -> str:
    """A choice in words: `loan.ends`, `start` is 放款当天算，还款当天不算."""
    words = sheet.words
    probe = keys.unindexed(key)
    if words.has(f"report.choice.{probe}.{chosen}"):
        return words(f"report.choice.{probe}.{chosen}")
    shown = _short(sheet, chosen)
    if words.has(f"report.choice.{probe}"):
        return words(f"report.choice.{probe}", value=shown)
    return words("report.assume.plain", name=key_name(sheet, key), value=shown or "-")


def _short(sheet: Sheet, text: str) -> str:
    if re.fullmatch(r"\d+\.\d{2}", text):
        return sheet.words.value(Decimal(text))
    return rate(sheet, text)


def is_stated(case: Case, key: str) -> bool:
    """True if the case gives this key, or something below it."""
    if stated(case, key) is not None:
        return True
    return any(given == key or given.startswith(f"{key}.") for given in case.stated)


def resting_on(sheet: Sheet, key: str, source: Source) -> str:
    """A term with where it comes from: 您填写的“罚息代替利息”（来源：合同）."""
    words = sheet.words
    case = sheet.report.case
    if not is_stated(case, key):
        return words("report.basis.absent", name=key_name(sheet, key))
    item = stated(case, key)
    label = words(f"report.source.{source.value}")
    probe = keys.unindexed(key)
    if isinstance(item, str) and words.has(f"report.choice.{probe}.{item}"):
        return words("report.basis.term", term=words(f"report.choice.{probe}.{item}"), source=label)
    shown = "" if item is None else value(sheet, item)
    if probe in SHARES and isinstance(item, Decimal):
        shown = f"{plain(item * 100)}%"
    name = key_name(sheet, key)
    term = words("report.basis.named", name=name, value=shown) if shown else name
    return words("report.basis.term", term=term, source=label)


def place(sheet: Sheet, evidence: Evidence) -> str:
    """Where a figure stands: `账单.csv 第 12 行`."""
    words = sheet.words
    name = sheet.foreign(re.split(r"[/\\]", evidence.file)[-1])
    if sheet.for_creditor:
        if evidence.file == sheet.report.case.file or evidence.place.startswith("option "):
            return ""  # the borrower's own notes
        name = words("report.place.table")
    where = sheet.foreign(evidence.place)
    if where.startswith("option "):
        where = words("report.place.option", option=where.removeprefix("option "))
    elif where:
        where = words.say(place_words(where))
    return " ".join(part for part in (name, where) if part)


def laws(sheet: Sheet, rules: Iterable[LawRef]) -> list[Block]:
    """Rules, each whole the first time it stands on the sheet and by its citation later."""
    lines: list[Block] = []
    seen = sheet.told
    label = sheet.t("finding.law")
    for law in rules:
        text = law_line(sheet, law)
        if text in seen:
            cite = law.cite.get(sheet.words.lang) or law.id
            text = sheet.line(sheet.words("report.law.above", cite=cite))
        else:
            seen.add(text)
        lines += sheet.labelled(label, text)
        label = ""
    return lines


def law_line(sheet: Sheet, law: LawRef) -> str:
    """A rule: citation, what it says, what it can do, its day, and how well it was checked."""
    words = sheet.words
    cite = law.cite.get(words.lang) or next(iter(law.cite.values()), law.id)
    says = law.says.get(words.lang, "").rstrip("。. ")
    parts = [words(f"report.force.{law.force.value}")]
    if words(f"report.force_said.{law.force.value}") in says:
        parts = []  # the rule's own sentence says it
    if law.on is not None:
        parts.append(words("report.law.on", day=law.on))
    if law.confidence != "V":
        known = law.confidence if law.confidence in ("V2", "M", "U") else "U"
        parts.append(words(f"report.confidence.{known}"))
    mark = words("report.list.semicolon").join(dict.fromkeys(parts))
    whole = words("report.law.says", cite=cite, says=says) if says else cite
    return sheet.line(words("report.law.line", cite=whole, mark=mark) if mark else whole)


def limits(sheet: Sheet) -> str:
    """The limits of the ceiling, each once: `年 24%`, `年 24%、年 13.4%`."""
    ceiling = sheet.report.ceiling
    if ceiling is None:
        return ""
    names = dict.fromkeys(rate(sheet, step.limit) for step in ceiling.steps)
    return sheet.words("report.list.comma").join(names)


def lender_named(report: AuditReport) -> str:
    """What the debt is called in the title, as the case has it."""
    lender = report.case.lender
    return lender.platform or lender.name
