"""What a key of the case file is called in the words of the screen."""

from __future__ import annotations

import re

from debtcheck.words.catalog import Words

_INDEX = re.compile(r"\.\d+(?=\.|$)|\[\d+\]")  # payment.0.amount, payment[0].amount


def unindexed(key: str) -> str:
    """A key path without the numbers of repeated tables."""
    return _INDEX.sub("", key)


def key_name(words: Words, key: str) -> str:
    """`loan.overdue.rate` is 逾期利率; a key without a name of its own has its table's."""
    probe = unindexed(key)
    while probe:
        if words.has(f"report.key.{probe}"):
            return words(f"report.key.{probe}")
        probe = probe.rpartition(".")[0]
    return words("report.key.other")
