"""Pairs of departures, the nearest to the claim first, as many as the budget allows.

They are ordered by what their parts do alone (added, or multiplied where both scale a figure); the
exact replay decides. The budget is a count, so that the same case gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.forensics.departure import PLACE, TOTAL
from debtcheck.audit.forensics.question import Question
from debtcheck.audit.forensics.trial import Found, Trial, after, attempt
from debtcheck.case.kinds import Head

MOST_PAIRS = 360  # replays of the usual length
_PLAUSIBLE = 14  # the likeliest departures are tried with each other before others
_FULL = 1000  # score of a place that a pair misses by far
_NEARER = 300  # pairs that predict the claim that much worse than a pair that gave it are left
_ALONE = {"compound_daily"}  # a posting a day: too slow to be tried with each other
_LONG = {"compound_monthly": 6, "compound_quarterly": 3}  # a replay counts for so many
# what these add depends on the other departure, which may do nothing by itself
_WAKES = ("mode", "base", "compound", "grace", "schedule", "allocation")


def pair_up(found: Found) -> None:
    """Try pairs, and keep what they give."""
    question = found.question
    replayed = [
        t
        for t in (*found.singles, *found.idle)
        if t.departures[0].after is None and t.departures[0].id not in _ALONE
    ]
    for trial in _with_sums(found):
        found.tried += 1
        found.pairs.append(trial)
    done: set[tuple[int, int]] = set()
    whole: list[tuple[int, int]] = []
    best: int | None = None
    spent = 0
    for score, i, j in _ordered(found, replayed):
        if spent >= MOST_PAIRS or (best is not None and score > best + _NEARER):
            break
        done.add((i, j))
        spent += max(_LONG.get(replayed[k].departures[0].id, 1) for k in (i, j))
        pair = attempt(question, (*replayed[i].departures, *replayed[j].departures))
        if pair is None:
            continue
        found.tried += 1
        found.pairs.append(pair)
        if question.answered_by(pair.figures):
            best = score if best is None else best
            whole.append((i, j))
    for i, j in _siblings(replayed, whole, done):
        pair = attempt(question, (*replayed[i].departures, *replayed[j].departures))
        if pair is not None:
            found.tried += 1
            found.pairs.append(pair)


def _siblings(
    singles: list[Trial], whole: list[tuple[int, int]], done: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Pairs not tried in which a part of a pair that gave the claim is replaced by a departure
    that does the same alone: it may fit as well."""
    for i, j in whole:
        for k, other in enumerate(singles):
            for kept, left in ((i, j), (j, i)):
                pair = (min(kept, k), max(kept, k))
                same = other.figures == singles[left].figures and k not in (i, j)
                if (
                    not same
                    or pair in done
                    or other.departures[0].excludes(singles[kept].departures[0])
                ):
                    continue
                done.add(pair)
                yield pair


def _with_sums(found: Found) -> Iterator[Trial]:
    """Pairs of which one part only changes the figures: no replay is needed."""
    sums = [t for t in (*found.singles, *found.idle) if t.departures[0].after is not None]
    for trial in found.singles:
        for last in sums:
            one, other = trial.departures[0], last.departures[0]
            if trial is last or one.excludes(other) or other.after is None:
                continue
            if one.after is not None and (one.axis == "unit" or other.axis != "unit"):
                continue  # rounding comes last, and each two once
            yield Trial((one, other), after(trial.run, other), trial.cost + last.cost)


def _ordered(found: Found, singles: list[Trial]) -> list[tuple[int, int, int]]:
    """Every pair (score, i, j), the nearest to the claim first, among equals the likeliest.

    A pair of two of the likeliest departures has no score to speak of unless it is far off.
    """
    question = found.question
    places = (*question.wrong, *question.right)
    windows = {p: question.asked[p] // 10 for p in question.wrong}
    found.predicted = {p: set() for p in question.wrong}
    likeliest = {id(t) for t in _likeliest(singles)}
    ordered: list[tuple[int, int, int, int]] = []
    for i, one in enumerate(singles):
        for j in range(i + 1, len(singles)):
            other = singles[j]
            if one.departures[0].excludes(other.departures[0]) or not _can_meet(
                question, one, other
            ):
                continue
            for p, near in windows.items():
                sum_ = one.figures[p] + other.figures[p] - question.base[p]
                if abs(sum_ - question.asked[p]) <= near:
                    found.predicted[p].add(sum_)
            score = sum(_miss(question, p, one, other) for p in places)
            if id(one) in likeliest and id(other) in likeliest:
                score = min(score, 0) if score < _FULL else score // 2
            ordered.append((score, one.cost + other.cost, i, j))
    ordered.sort()
    return [(score, i, j) for score, _, i, j in ordered]


def _likeliest(singles: list[Trial]) -> list[Trial]:
    """The likeliest departures that are not about one payment."""
    return [t for t in singles if not t.departures[0].payments][:_PLAUSIBLE]


def _scaled(question: Question, place: int, one: Trial, other: Trial) -> int:
    """A figure if both departures scale it; of a total, each charge for itself."""
    base, a, b = question.base, one.figures, other.figures
    if place != TOTAL:
        return a[place] * b[place] // base[place]
    principal = PLACE[Head.PRINCIPAL]
    whole = a[principal] + b[principal] - base[principal]
    for p in range(TOTAL):
        if p != principal and (a[p] or b[p]):
            whole += a[p] * b[p] // base[p] if base[p] else a[p] + b[p]
    return whole


def _can_meet(question: Question, one: Trial, other: Trial) -> bool:
    """A departure that does nothing by itself is tried only with one that may wake it."""
    idle_one, idle_other = one.figures == question.base, other.figures == question.base
    if idle_one and idle_other:
        return False
    return not (idle_one or idle_other) or _wakes(other if idle_one else one)


def _wakes(trial: Trial) -> bool:
    return trial.departures[0].axis in _WAKES


def _miss(question: Question, place: int, one: Trial, other: Trial) -> int:
    """How far a pair can be from the claim at a place: 0 for as good as there, `_FULL` for far.

    What the parts do together is what they do alone, added or multiplied; the less, the smaller
    both are. A part that lets interest run where none ran is scaled by the other at will.
    """
    base, asked = question.base[place], question.asked[place]
    a, b = one.figures[place] - base, other.figures[place] - base
    off = abs(asked - base - a - b)
    if off <= 2:  # noqa: PLR2004 (fen that rounding may move)
        return 0
    if base and a and b:
        off = min(off, abs(asked - _scaled(question, place, one, other)))
    scale, principal = base, PLACE[Head.PRINCIPAL]
    if place in (TOTAL, principal):  # it moves by what is charged
        scale = question.base[TOTAL] - question.base[principal]
    room = 2 * abs(a * b) // scale if scale > 0 else 0
    room += abs(asked - base) // 50
    if _wakes(one) or _wakes(other):
        room += (abs(a) + abs(b)) // 4
    return _FULL * off // (off + room + 8)
