"""What could not be checked, what was assumed, and what else is to be known."""

from __future__ import annotations

from debtcheck.report.blocks import Block
from debtcheck.report.names import key_name, taken
from debtcheck.report.sheet import Sheet


def unchecked_part(sheet: Sheet) -> list[Block]:
    """What could not be checked, why, and what would settle it."""
    report = sheet.report
    if not report.unchecked:
        return []
    lines = sheet.heading("unchecked.title")
    for item in report.unchecked:
        text = sheet.t("unchecked.line", what=sheet.say(item.what), why=sheet.inner(item.why))
        if item.implied is not None:
            text = sheet.then(text, sheet.say(item.implied))
        if item.needs:
            name = key_name(sheet, item.needs)
            if name not in text:
                text = sheet.then(text, sheet.t("unchecked.needs", name=name))
        lines += sheet.bullet(sheet.line(text))
    return lines


def assumed_part(sheet: Sheet) -> list[Block]:
    """What was taken where the papers are silent, and the most that it can change."""
    report = sheet.report
    if not report.assumptions:
        return []
    lines = sheet.heading("assume.title")
    facts = {fact.key: fact for fact in (report.range.facts if report.range else ())}
    for item in report.assumptions:
        key = "assume.unmeasured" if item.effect is None else "assume.line"
        if item.effect == 0:
            key = "assume.no_effect"
        choice = taken(sheet, item.key, item.value)
        why, fact = sheet.inner(item.why), facts.get(item.key)
        if fact is not None and not fact.of_ceiling:
            ends = {"low": fact.low, "high": fact.high, "worth": fact.worth}
            text = sheet.t("assume.between", choice=choice, why=why, **ends)
        else:
            text = sheet.t(key, choice=choice, why=why, effect=item.effect)
        lines += sheet.bullet(text)
    return lines


def notes_part(sheet: Sheet) -> list[Block]:
    """What was set aside, which encoding was read, which options overrode the file."""
    if not sheet.report.notes:
        return []
    lines = sheet.heading("notes.title")
    for note in sheet.report.notes:
        lines += sheet.bullet(sheet.say(note))
    return lines
