"""Rules of the law book on the screen and as JSON."""

from __future__ import annotations

from datetime import date

from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.report.cells import left, wrap
from debtcheck.words.catalog import Words


def contents(book: LawBook, words: Words, *, width: int) -> str:
    """The topics with their rules: what can be looked up."""
    lines = [words("lawpage.title", on=book.verified_through), ""]
    for topic in book.topics:
        ids = sorted({rule.id for rule in book.rules if rule.topic == topic})
        lines += wrap(f"{left(topic, 18)}{' '.join(ids)}", width, "  ", " " * 20)
    lines += ["", *wrap(words("lawpage.how"), width)]
    return "\n".join(lines)


def codes(words: Words, *, width: int) -> str:
    """The stable codes of findings: by the dispute that they answer, then the others."""
    from debtcheck.audit.disputes import DISPUTES

    lines = [words("lawpage.codes"), *wrap(words("lawpage.codes_how"), width)]
    for no, listed in DISPUTES.items():
        lines += [
            "",
            *wrap(f"{no}  {words(f'dispute.{no}')}", width),
            *_codes(listed, words, width),
        ]
    return "\n".join([*lines, "", words("lawpage.codes_other"), *_codes(_others(), words, width)])


def codes_dict(words: Words) -> dict[str, object]:
    """The same as JSON: every code with its title and the number of its dispute, if it has one."""
    from debtcheck.audit.disputes import DISPUTES
    from debtcheck.report.explain import known_codes

    place = {code: no for no, listed in DISPUTES.items() for code in listed}
    return {
        "schema": "debtcheck.codes",
        "version": 1,
        "disputes": [
            {"no": no, "name": words(f"dispute.{no}"), "codes": list(listed)}
            for no, listed in DISPUTES.items()
        ],
        "codes": [
            {"code": code, "title": words(f"code.{code}.title"), "dispute": place.get(code)}
            for code in known_codes()
        ],
    }


def _others() -> tuple[str, ...]:
    """The codes that belong to none of the disputes."""
    from debtcheck.audit.disputes import DISPUTES
    from debtcheck.report.explain import known_codes

    listed = {code for codes in DISPUTES.values() for code in codes}
    return tuple(code for code in known_codes() if code not in listed)


def _codes(listed: tuple[str, ...], words: Words, width: int) -> list[str]:
    """A code a line, its title beside it in a column of its own."""
    lines: list[str] = []
    for code in listed:
        lines += wrap(words(f"code.{code}.title"), width, f"  {left(code, 32)} ", " " * 35)
    return lines


def render(
    book: LawBook, rules: tuple[Rule, ...], words: Words, *, width: int, on: date | None = None
) -> str:
    """Each version: what it says, from when to when, for whom, with force, article and doubt."""
    if not rules:
        return words("lawpage.none")
    lines = [words("lawpage.on", on=on)] if on else []
    for rule in rules:
        lines += ["", *_rule(rule, words, width)]
    stale = on is not None and not book.is_fresh(on)
    lines += ["", *wrap(words("lawpage.stale" if stale else "lawpage.last",
                              on=book.verified_through), width)]  # fmt: skip
    return "\n".join(lines).lstrip("\n")


def _rule(rule: Rule, words: Words, width: int) -> list[str]:
    until = rule.until.isoformat() if rule.until else words("lawpage.open")
    lines = [f"{rule.id}  {rule.since} - {until}"]
    lines += wrap(rule.says[words.lang], width, "  ", "  ")
    lines += wrap(words("lawpage.cite", cite=rule.cite[words.lang]), width, "  ", "    ")
    axis = words(f"lawpage.axis.{rule.looked_up_by}")
    force = words(f"lawpage.force.{rule.force}")
    lines += wrap(words("lawpage.kind", force=force, axis=axis), width, "  ", "    ")
    confidence = words(f"lawpage.confidence.{rule.confidence}")
    lines += wrap(words("lawpage.source", confidence=confidence, source=rule.source), width,
                  "  ", "    ")  # fmt: skip
    if rule.doubt:
        lines += wrap(words("lawpage.doubt", doubt=rule.doubt[words.lang]), width, "  ", "    ")
    return lines


def changes(
    found: tuple[tuple[Rule, ...], tuple[Rule, ...]],
    days: tuple[date, date],
    words: Words,
    *,
    width: int,
) -> str:
    """What a date changes: the versions that end, and those that begin."""
    lines = [words("lawpage.between", start=days[0], end=days[1])]
    for key, rules in zip(("gone", "new"), found, strict=True):
        lines += ["", words(f"lawpage.{key}")]
        for rule in rules:
            lines += ["", *_rule(rule, words, width)]
        if not rules:
            lines.append(f"  {words('lawpage.nothing')}")
    return "\n".join(lines)


def changes_dict(
    found: tuple[tuple[Rule, ...], tuple[Rule, ...]], days: tuple[date, date], words: Words
) -> dict[str, object]:
    """The same as JSON."""
    gone, new = found
    return {
        "schema": "debtcheck.law",
        "version": 1,
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "ended": [_dict(rule, words) for rule in gone],
        "began": [_dict(rule, words) for rule in new],
    }


def to_dict(book: LawBook, rules: tuple[Rule, ...], words: Words) -> dict[str, object]:
    """The versions as JSON."""
    return {
        "schema": "debtcheck.law",
        "version": 1,
        "verified_through": book.verified_through.isoformat(),
        "user_files": list(book.user_files),
        "rules": [_dict(rule, words) for rule in rules],
    }


def _dict(rule: Rule, words: Words) -> dict[str, object]:
    return {
        "id": rule.id,
        "topic": rule.topic,
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "looked_up_by": rule.looked_up_by,
        "lenders": [kind.value for kind in rule.lenders],
        "force": rule.force,
        "on_request": rule.on_request,
        "value": str(rule.value) if rule.value else None,
        "times": str(rule.times) if rule.times else None,
        "cite": rule.cite[words.lang],
        "says": rule.says[words.lang],
        "doubt": rule.doubt.get(words.lang),
        "confidence": rule.confidence,
        "source": rule.source,
    }
