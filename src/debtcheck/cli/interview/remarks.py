"""What is said at once about an answer that may be a slip: it is kept, and can be put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from debtcheck.words.text import Text, text


def remarks(id: str, answers: Mapping[str, str]) -> Iterator[Text]:
    """What the answer to the question `id` is worth a second look for."""
    if id in ("arrived", "formed_on"):
        yield from _formed_after_payout(answers)


def _formed_after_payout(answers: Mapping[str, str]) -> Iterator[Text]:
    """A contract is made before its money comes; the law of the loan turns on that day."""
    formed, arrived = answers.get("formed_on"), answers.get("arrived")
    if formed and arrived and date.fromisoformat(formed) > date.fromisoformat(arrived):
        yield text(
            "new.remark.formed_after",
            formed=date.fromisoformat(formed),
            arrived=date.fromisoformat(arrived),
        )
