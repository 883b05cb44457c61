"""What could not be checked, what was assumed, and what else is to be known."""

from __future__ import annotations

from debtcheck.report.names import key_name, taken
from debtcheck.report.screen import Screen


def unchecked_part(screen: Screen) -> list[str]:
    """What could not be checked, why, and what would settle it."""
    report = screen.report
    if not report.unchecked:
        return []
    lines = screen.heading("unchecked.title")
    for item in report.unchecked:
        text = screen.t("unchecked.line", what=screen.say(item.what), why=screen.inner(item.why))
        if item.implied is not None:
            text = screen.then(text, screen.say(item.implied))
        if item.needs:
            name = key_name(screen, item.needs)
            if name not in text:
                text = screen.then(text, screen.t("unchecked.needs", name=name))
        lines += screen.bullet(screen.line(text))
    return lines


def assumed_part(screen: Screen) -> list[str]:
    """What was taken where the papers are silent, and the most that it can change."""
    report = screen.report
    if not report.assumptions:
        return []
    lines = screen.heading("assume.title")
    for item in report.assumptions:
        key = "assume.unmeasured" if item.effect is None else "assume.line"
        if item.effect == 0:
            key = "assume.no_effect"
        choice = taken(screen, item.key, item.value)
        text = screen.t(key, choice=choice, why=screen.inner(item.why), effect=item.effect)
        lines += screen.bullet(text)
    return lines


def notes_part(screen: Screen) -> list[str]:
    """What was set aside, which encoding was read, which options overrode the file."""
    if not screen.report.notes:
        return []
    lines = screen.heading("notes.title")
    for note in screen.report.notes:
        lines += screen.bullet(screen.say(note))
    return lines
