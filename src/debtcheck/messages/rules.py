"""The rules as values, and the quick way to those that a text may touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import concat

from debtcheck.messages.patterns import Pattern, compile_pattern, together
from debtcheck.statements.writing import Folding

SHORT = 300  # characters of a text that is one message


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the data; several rows may share an id with different weights."""

    id: str
    kind: str
    weight: int
    patterns: tuple[Pattern, ...]
    context: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    plain: bool = False
    hard: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frames:
    """What around a match takes it away."""

    negation: re.Pattern[str]
    inside: re.Pattern[str]
    double: re.Pattern[str]
    teller: re.Pattern[str]
    after: re.Pattern[str]
    warning: re.Pattern[str]
    imperative: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Domain:
    """An official domain: whose it is and how sure that is."""

    name: str
    owner: str
    confidence: str


class RuleSet:
    """All rules, and everything else that judging reads.

    A pattern is compiled when a text first holds one of its words: a run that judges one message
    pays for a handful of patterns.
    """

    def __init__(
        self,
        rules: tuple[Rule, ...],
        names: Mapping[str, str],
        frames: Frames,
        folding: Folding,
        domains: Mapping[str, Domain],
        brands: frozenset[str],
        odd_endings: frozenset[str],
    ) -> None:
        self.rules = rules
        self._names = names
        self.frames = frames
        self.folding = folding
        self.domains = domains
        self.brands = brands
        self.odd_endings = odd_endings
        self._compiled: dict[tuple[int, int], re.Pattern[str]] = {}
        self._together = {
            (i, j): together(pattern.text, names)
            for i, rule in enumerate(rules)
            for j, pattern in enumerate(rule.patterns)
            if "&" in pattern.text
        }
        self._index = _index(rules)
        self._pairs = frozenset(head for head in self._index if len(head) > 1)
        self._singles = frozenset(self._index) - self._pairs

    def candidates(self, text: str) -> Iterable[tuple[int, int]]:
        """(rule, pattern) numbers of which a needed word stands in `text`, in order."""
        found: set[tuple[int, int]] = set()
        heads = self._pairs.intersection(map(concat, text, text[1:]))
        heads |= self._singles.intersection(text)
        for head in heads:
            for word, places in self._index[head]:
                if word == head or word in text:
                    found.update(places)
        return sorted(found)

    def rules_of(self, sign: str) -> tuple[str, ...]:
        """The conduct rules that a sign touches, each once."""
        return tuple(dict.fromkeys(r for rule in self.rules if rule.id == sign for r in rule.rules))

    def matches(self, place: tuple[int, int], text: str) -> Iterable[re.Match[str]]:
        """The matches of one pattern."""
        pattern = self._compiled.get(place)
        if pattern is None:
            written = self.rules[place[0]].patterns[place[1]].text
            pattern = compile_pattern(written.partition(" & ")[0], self._names)
            self._compiled[place] = pattern
        if pattern.search(text) is None:  # so it is for most, and sooner known than by iterating
            return ()
        if place in self._together:
            return self._side_by_side(pattern, self._together[place], text)
        return pattern.finditer(text)

    @staticmethod
    def _side_by_side(
        first: re.Pattern[str], choices: tuple[tuple[str, ...], ...], text: str
    ) -> Iterator[re.Match[str]]:
        """The first choice of a pattern, where all the others stand in the same text or near it."""
        if len(text) <= SHORT:
            if all(any(word in text for word in choice) for choice in choices):
                yield from first.finditer(text)
            return
        for match in first.finditer(text):
            near = text[max(0, match.start() - SHORT // 2) : match.end() + SHORT // 2]
            if all(any(word in near for word in choice) for choice in choices):
                yield match


def _index(rules: tuple[Rule, ...]) -> dict[str, list[tuple[str, list[tuple[int, int]]]]]:
    """Needed words under the one of their pairs of characters that the fewest others have."""
    words: dict[str, list[tuple[int, int]]] = {}
    for i, rule in enumerate(rules):
        for j, pattern in enumerate(rule.patterns):
            for word in pattern.needs:
                words.setdefault(word, []).append((i, j))
    count: dict[str, int] = {}
    for word in words:
        for pair in _pairs_of(word):
            count[pair] = count.get(pair, 0) + 1
    index: dict[str, list[tuple[str, list[tuple[int, int]]]]] = {}
    for word, places in words.items():
        head = min(_pairs_of(word), key=count.__getitem__)
        index.setdefault(head, []).append((word, places))
    return index


def _pairs_of(word: str) -> list[str]:
    """Every two characters of a word that stand together; the word itself if it is shorter."""
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


@dataclass(slots=True)
class Hit:
    """A match that counts."""

    rule: Rule
    start: int
    end: int
