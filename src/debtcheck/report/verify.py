"""The checklist before paying: for the terminal, and as `verify --json`."""

from __future__ import annotations

from collections.abc import Sequence

from debtcheck.case.model import Case
from debtcheck.contacts.payee import Point
from debtcheck.report.foreign import Mask, clean
from debtcheck.report.plainpage import Page
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text

_STEPS = ("app", "call", "code", "allocate", "proof")
_ORDER = ("differs", "ask", "agrees")


def _say(what: Text, words: Words) -> str:
    params = {k: clean(v, 60) if isinstance(v, str) else v for k, v in what.params.items()}
    return words(what.key, **params)


def differing(points: Sequence[Point]) -> int:
    """How many points do not agree."""
    return sum(1 for point in points if point.status == "differs")


def render(case: Case, points: Sequence[Point], page: Page, *, show_private: bool = False) -> str:
    """The checklist as text: what does not agree first; persons of the case are masked."""
    mask = Mask(case, show_private)
    words = page.words
    name = case.lender.platform or case.lender.name or case.loan.id or case.file
    lines = page.strong(words("verify.title", name=mask(page.foreign(name, 40))))
    count = differing(points)
    verdict = words("verify.found", n=count) if count else words("verify.none")
    lines += page.strong(verdict)
    lines += page.para(words("verify.sent"), "")
    lines += page.heading(words("verify.part.points"))
    for status in _ORDER:
        for point in points:
            if point.status == status:
                label = words(f"verify.status.{status}")
                lines += page.bullet(f"[{label}] {mask(_say(point.what, words))}")
    lines += page.heading(words("verify.part.steps"))
    for number, step in enumerate(_STEPS, 1):
        lines += page.step(number, words(f"verify.step.{step}"))
    return "\n".join(lines) + "\n"


def to_dict(points: Sequence[Point], words: Words) -> dict[str, object]:
    """Schema debtcheck.verify, version 1; `none_found` is no proof."""
    return {
        "schema": "debtcheck.verify",
        "version": 1,
        "result": "inconsistent" if differing(points) else "none_found",
        "points": [
            {"id": point.id, "status": point.status, "text": _say(point.what, words)}
            for point in points
        ],
        "steps": [words(f"verify.step.{step}") for step in _STEPS],
    }
