"""What the search means: explanations of each figure in order, and whether chance could do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from debtcheck.audit.forensics.departure import HEADS, PLACE, TOTAL, Departure, yuan
from debtcheck.audit.forensics.question import Question
from debtcheck.audit.forensics.search import search
from debtcheck.audit.forensics.trial import Found, Trial, try_together
from debtcheck.audit.report import Explanation
from debtcheck.case.kinds import Head
from debtcheck.words.text import Text, text

_TOGETHER = 5  # so many explanations of each figure are tried with those of the others


@dataclass(frozen=True, slots=True)
class Match:
    """One or two departures that give a claimed figure; `alone` what each gives by itself."""

    departures: tuple[Departure, ...]
    trial: Trial
    alone: tuple[Trial, ...]

    @property
    def text(self) -> Text:
        """What is done otherwise, in one sentence."""
        if len(self.departures) == 1:
            return self.departures[0].text
        first, second = self.departures
        return text("departure.both", first=first.text, second=second.text)

    @property
    def keys(self) -> tuple[str, ...]:
        """The case keys that it contradicts."""
        return tuple(dict.fromkeys(k for d in self.departures for k in d.keys))

    @property
    def payments(self) -> tuple[int, ...]:
        """The payments it is about, by their place in the inputs."""
        return tuple(k for d in self.departures for k in d.payments)

    def figure(self, head: Head | None) -> Decimal:
        """What it gives for a head, or in all, in yuan."""
        return yuan(self.trial.figures[place_of(head)])

    def leading(self, head: Head | None) -> Departure:
        """The departure that moves the figure most."""
        if len(self.departures) == 1:
            return self.departures[0]
        place = place_of(head)
        first, second = self.alone
        whole = self.trial.figures[place]
        by_first = abs(whole - second.figures[place])
        by_second = abs(whole - first.figures[place])
        return self.departures[0 if by_first >= by_second else 1]


def place_of(head: Head | None) -> int:
    """The place of a head among the figures; that of the total for None."""
    return TOTAL if head is None else PLACE[head]


class Forensics:
    """The answer for one claim."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def found(self) -> Found:
        """Everything that was tried."""
        return search(self.question)

    @property
    def tried(self) -> int:
        """How many hypotheses were tried."""
        return self.found.tried

    @property
    def whole(self) -> Match | None:
        """The likeliest one or two departures that give the most of the figures that differ."""
        return self.wholes[0] if self.wholes else None

    @cached_property
    def wholes(self) -> tuple[Match, ...]:
        """All that give the most of the figures that differ, with as few departures."""
        trials = [*self.found.singles, *self.found.pairs]
        good = [t for t in trials if self._hits(t) and t.leaves(self.question)]
        if not any(self._hits(t) == len(self.question.wrong) for t in good):
            good += [t for t in self._combined() if t.leaves(self.question)]
        good.sort(key=lambda t: (-self._hits(t), *_order(t)))
        best = [(self._hits(t), len(t.departures)) for t in good[:1]]
        return tuple(self._match(t) for t in good if [(self._hits(t), len(t.departures))] == best)

    @property
    def differing(self) -> tuple[Head | None, ...]:
        """The compared figures that differ; None is the total."""
        return tuple(None if p == TOTAL else HEADS[p] for p in self.question.wrong)

    def gives_all(self, match: Match) -> bool:
        """True if a match gives every figure that differs."""
        return self._hits(match.trial) == len(self.question.wrong)

    def matches(self, head: Head | None) -> tuple[Match, ...]:
        """What gives the claimed figure, fewest departures first, then the likeliest.

        Those that fit into what explains the other figures too come before those that do not.
        """
        place = place_of(head)
        if place not in self.question.wrong:
            return ()
        fits = self.found.explains(place, self.found.singles)
        fits = fits or self.found.explains(place, self.found.pairs)
        fits = self._with_whole(place, fits)
        fits = fits or self._against_others(place)
        whole = set(self.whole.departures) if self.whole else set()

        def key(trial: Trial) -> tuple[int, ...]:
            many, cost = _order(trial)
            off = 0 if trial.leaves(self.question) else trial.moves(self.question)
            return not set(trial.departures) <= whole, many, off, -self._hits(trial), cost

        return tuple(self._match(t) for t in sorted(fits, key=key))

    def _against_others(self, place: int) -> list[Trial]:
        """What would move a figure that is right is said only where nothing else fits, and never
        of a payment: one that is missing is missing everywhere."""
        trials = (t for t in self.found.singles if not t.departures[0].payments)
        return [t for t in trials if t.hits(self.question, place)]

    def _with_whole(self, place: int, fits: list[Trial]) -> list[Trial]:
        """One pair that gives every figure is fewer than a departure for this figure and others
        for the rest."""
        whole = self.whole
        if whole is None or len(whole.departures) == 1 or not self.gives_all(whole):
            return fits
        if any(set(t.departures) <= set(whole.departures) for t in fits):
            return fits
        return [whole.trial, *fits]

    def by_chance(self, head: Head | None) -> Decimal:
        """Hits to be expected by accident: distinct figures within ±10% of the claim × 0.01 ÷
        the width of that window. Pairs count too where they were tried, replayed or not."""
        place = place_of(head)
        if place == TOTAL and TOTAL not in self.question.asked:  # of figures that are given at once
            return min(self.by_chance(head) for head in self.differing)
        asked = self.question.asked.get(place, 0)
        if asked <= 0:
            return Decimal(0)
        near = asked // 10
        trials: Iterable[Trial] = self.found.singles
        figures = set[int]()
        if place in self.question.wrong and not self.found.explains(place, self.found.singles):
            trials = (*self.found.singles, *self.found.pairs)
            figures |= self.found.predicted.get(place, set())
        figures |= {t.figures[place] for t in trials}
        inside = sum(1 for f in figures if abs(f - asked) <= near)
        return (Decimal(inside) / (2 * Decimal(asked) / 10)).quantize(Decimal("0.0001"))

    def explanations(
        self, matches: tuple[Match, ...], head: Head | None
    ) -> tuple[Explanation, ...]:
        """Matches as explanations of a head's figure (or the total), one a sentence."""
        return tuple(self._explanation(m, head) for m in matches)

    def parts(self, match: Match, head: Head | None) -> tuple[tuple[Departure, Decimal], ...]:
        """What each departure of a match adds to a figure, the leading one first: the other what
        it adds alone, the leading one the rest."""
        place, leading = place_of(head), match.leading(head)
        base, whole = self.question.base[place], match.trial.figures[place]
        others = [
            (t.departures[0], t.figures[place] - base)
            for t in match.alone
            if t.departures[0] is not leading
        ]
        rest = whole - base - sum(amount for _, amount in others)
        return tuple((d, yuan(amount)) for d, amount in [(leading, rest), *others])

    def nearest(self, head: Head | None) -> Explanation | None:
        """The single departure that comes nearest, if it closes most of the difference."""
        place = place_of(head)
        if place not in self.question.wrong:
            return None
        asked, base = self.question.asked[place], self.question.base[place]
        trials = [t for t in self.found.singles if t.leaves(self.question)]
        best = min(trials, key=lambda t: (abs(t.figures[place] - asked), t.cost), default=None)
        if best is None or 4 * abs(best.figures[place] - asked) > abs(base - asked):
            return None
        return self._explanation(self._match(best), head)

    def _explanation(self, match: Match, head: Head | None) -> Explanation:
        place = place_of(head)
        ids = tuple(d.id for d in match.departures)
        mended = [yuan(self.question.base[place])]
        if len(match.alone) == 2:  # noqa: PLR2004 (a pair: the first mended, the second mended)
            mended = [yuan(t.figures[place]) for t in reversed(match.alone)]
        return Explanation(match.text, ids, match.figure(head), tuple(mended))

    # ── how trials stand to each other ───────────────────────────────────────────────────

    def _hits(self, trial: Trial) -> int:
        return sum(trial.hits(self.question, p) for p in self.question.wrong)

    def _combined(self) -> list[Trial]:
        """Explanations of single figures, two together: what explains both figures at once."""
        by_place = [
            sorted(self.found.explains(p, self.found.singles), key=_order)[:_TOGETHER]
            for p in self.question.wrong
        ]
        tried: dict[frozenset[int], Trial] = {}
        for k, ones in enumerate(by_place):
            for others in by_place[k + 1 :]:
                for one in ones:
                    for other in others:
                        pair = frozenset((id(one), id(other)))
                        if len(pair) > 1 and pair not in tried:
                            trial = try_together(self.question, one, other)
                            if trial is not None:
                                tried[pair] = trial
        self.found.tried += len(tried)
        return list(tried.values())

    def _match(self, trial: Trial) -> Match:
        alone = {t.departures[0]: t for t in (*self.found.singles, *self.found.idle)}
        return Match(trial.departures, trial, tuple(alone[d] for d in trial.departures))


def _order(trial: Trial) -> tuple[int, int]:
    """Fewest departures first, then the likeliest."""
    return len(trial.departures), trial.cost
