"""Finds the signs of a text: the matches that are meant, not denied, reported or warned of."""

from __future__ import annotations

import re

from debtcheck.messages.rules import Frames, Hit, Rule, RuleSet

_WINDOW = 160
_STOP = re.compile("[。!?;\n]")


def find_hits(text: str, book: RuleSet) -> list[Hit]:
    """At most one hit for each row of the rules, in the order of the data.

    Args:
        text: A text made plain.
        book: The rules.
    """
    hits: list[Hit] = []
    done = -1
    warns: bool | None = None
    contexts: dict[tuple[str, ...], bool] = {}
    for place in book.candidates(text):
        number = place[0]
        if number == done:
            continue
        rule = book.rules[number]
        if rule.context:
            held = contexts.get(rule.context)
            if held is None:
                held = contexts[rule.context] = _any_of(rule.context, text)
            if not held:
                continue
        for match in book.matches(place, text):
            if warns is None:
                warns = book.frames.warning.search(text[: 20 * _WINDOW]) is not None
            if _meant(match, text, rule, book.frames, warns):
                hits.append(Hit(rule, match.start(), match.end()))
                done = number
                break
    return hits


def _any_of(words: tuple[str, ...], text: str) -> bool:
    for word in words:  # noqa: SIM110 (an expression made anew each time costs more than it finds)
        if word in text:
            return True
    return False


def _meant(match: re.Match[str], text: str, rule: Rule, frames: Frames, warns: bool) -> bool:
    """Whether a match is said as such."""
    start, end = match.span()
    before = text[max(0, start - _WINDOW) : start]
    stops = list(_STOP.finditer(before))
    if stops:
        before = before[stops[-1].end() :]
    after = text[end : end + _WINDOW]
    stop = _STOP.search(after)
    rest = after[: stop.start()] if stop else after
    if rule.unless:
        sentence = before + match[0] + rest
        if _any_of(rule.unless, sentence):
            return False
    if rule.kind in ("court", "suit", "distress", "sent", "genuine"):
        return rule.plain or not frames.negation.search(_clause(before))
    if not rule.plain:
        clause = _clause(before) + match[0][:1]  # the match may begin with the 会 of 不会
        if frames.negation.search(clause) and not frames.double.search(clause):
            return False
        if frames.inside.search(match[0]):
            return False
    if rule.kind == "pressure":  # a collector who calls the reader a swindler reports nothing
        return not (warns and _told(match[0], before, rest, after, frames, warns))
    return not _told(match[0], before, rest, after, frames, warns)


def _told(words: str, before: str, rest: str, after: str, frames: Frames, warns: bool) -> bool:
    """Whether somebody reports it or warns of it."""
    if frames.after.search(after if warns else rest):
        return True
    clause = _clause(before)
    if frames.teller.search(clause + words):
        return True
    if not warns and not frames.teller.search(before):
        return False
    whole = clause + words + rest.partition(",")[0]
    return frames.imperative.search(whole) is None


def _clause(before: str) -> str:
    return before[before.rfind(",") + 1 :]
