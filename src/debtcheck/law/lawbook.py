"""The law book: dated rules and reference rates, found by the day they turn on.

Nothing here reads a file or a clock. `law.load` fills the book from `law/data`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.rate import Rate
from debtcheck.words.text import Text, text

Axis = Literal["formed_on", "accrued_on", "originated_on", "filed_on"]
# HARD, REDUCE, REG, SOFT, U: limits on amounts. LAW: a statute. STD: a recommended standard.
# SELF: self-discipline of an association, for its members. INFO: where to turn, no duty of anyone.
ForceCode = Literal["HARD", "REDUCE", "REG", "SOFT", "U", "LAW", "STD", "SELF", "INFO"]
Kind = Literal[
    "percent", "two_lines", "lpr_multiple", "benchmark_multiple", "band", "day_rate", "rule"
]

LPR_TERMS = ("1y", "5y")
BENCHMARK_TERMS = ("6m", "1y", "3y", "5y", "over5y")


class LawDataError(ValueError):
    """Law data that cannot be used: `file`, `key` (a key path, or "line 3") and what is wrong."""

    def __init__(self, file: str, key: str, why: Text) -> None:
        details = ", ".join(f"{name}={value}" for name, value in why.params.items())
        super().__init__(f"{file}: {key}: {why.key} {details}".rstrip())
        self.file = file
        self.key = key
        self.why = why


class NoRule(LookupError):
    """No version of a rule was in force on a day."""

    def __init__(self, rule_id: str, on: date) -> None:
        super().__init__(f"no version of {rule_id} on {on.isoformat()}")
        self.why: Text = text("law.no_rule", id=rule_id, on=on)


class NoRate(LookupError):
    """No reference rate is known for a day; `why` says which and from when there is one."""

    def __init__(self, why: Text) -> None:
        details = ", ".join(f"{name}={value}" for name, value in why.params.items())
        super().__init__(f"{why.key} {details}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a legal rule; a version is never edited, a new one is added.

    Dates are inclusive. Rates keep their unit (`value.yearly()` is the fraction a year). The id
    names the rule through its versions; the article stands in each version's `cite`.
    """

    id: str
    topic: str
    since: date
    until: date | None  # None: in force
    looked_up_by: Axis
    lenders: tuple[LenderKind, ...]
    kind: Kind
    force: ForceCode
    on_request: bool
    cite_zh: str
    cite_en: str
    says_zh: str
    says_en: str
    source: str
    confidence: str  # V read in a stored text, V2 third-party copy, M memory, U uncertain
    covers: tuple[Head, ...] = ()
    value: Rate | None = None
    line_paid: Rate | None = None  # two_lines: paid up to here stays paid
    floor: Rate | None = None  # day_rate: the lower end of the band
    in_term: Rate | None = None  # what a rule for the overdue time says of the term
    average: Rate | None = None  # a limit on a company's average, never on one loan
    practice: Rate | None = None  # a customary figure that no text fixes
    value_short: Rate | None = None  # for loans of at most `short_months`
    short_months: int | None = None
    times: Decimal | None = None
    lpr_on: Axis | None = None  # the day whose LPR is multiplied
    lpr_before: Axis | None = None  # that day instead, where lpr_on lies before the first LPR
    lpr_other: Axis | None = None  # the other reading of the same sentence
    benchmark_term: str | None = None
    low: Decimal | None = None  # band: multiples of the contract's rate
    high: Decimal | None = None
    low_misuse: Decimal | None = None
    high_misuse: Decimal | None = None
    formed_from: date | None = None  # only contracts formed from, until; only cases filed from
    formed_until: date | None = None
    filed_from: date | None = None
    most: int | None = None  # a count that is not to be passed (calls a day, months of a plan)
    least: int | None = None  # a count that has to be reached (persons at a visit)
    days: int | None = None  # a time limit in days
    years: int | None = None  # a period in years
    quiet_from: int | None = None  # hours of the day without collection, the first one in
    quiet_to: int | None = None  # … and the hour at which they end, itself out
    facilitated_only: bool = False  # only loans brought by a platform (助贷)
    card_only: bool = False  # only credit cards
    article_unread: bool = False  # the text was not read, so the citation names no article
    doubt_zh: str = ""
    doubt_en: str = ""
    file: str = ""

    @property
    def cite(self) -> dict[str, str]:
        """The citation by language code."""
        return {"zh": self.cite_zh, "en": self.cite_en}

    @property
    def says(self) -> dict[str, str]:
        """What the rule says, in plain words of our own, by language code."""
        return {"zh": self.says_zh, "en": self.says_en}

    @property
    def doubt(self) -> dict[str, str]:
        """What is uncertain in this row, by language code; empty where nothing is."""
        return {"zh": self.doubt_zh, "en": self.doubt_en} if self.doubt_zh else {}

    @property
    def uncertain(self) -> bool:
        """True for rows that rest on memory or on a question that is open."""
        return self.confidence in ("M", "U")

    def holds_on(self, day: date) -> bool:
        """True if this version was in force on `day` (of the axis `looked_up_by`)."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class LprRow:
    """A fixing that changed the LPR: fractions a year, in force from `on` to the next row."""

    on: date
    one_year: Decimal
    five_year: Decimal
    confidence: str

    def rate(self, term: str) -> Decimal:
        """The fraction a year for `1y` or `5y`."""
        return self.one_year if term == "1y" else self.five_year


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """A change of the PBOC benchmark loan rates: fractions a year, by term."""

    on: date
    rates: tuple[tuple[str, Decimal], ...]
    confidence: str

    def rate(self, term: str) -> Decimal:
        """The fraction a year for one of BENCHMARK_TERMS."""
        return dict(self.rates)[term]


@dataclass(frozen=True)
class LawBook:
    """All rules and rates. Rows of `lpr` and `benchmark` are in order of their day."""

    rules: tuple[Rule, ...]
    lpr: tuple[LprRow, ...]
    benchmark: tuple[BenchmarkRow, ...]
    verified_through: date  # the last fixing that was checked
    user_files: tuple[str, ...] = ()
    _by_id: dict[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id: dict[str, tuple[Rule, ...]] = {}
        for rule in sorted(self.rules, key=lambda r: (r.id, r.since)):
            by_id[rule.id] = (*by_id.get(rule.id, ()), rule)
        object.__setattr__(self, "_by_id", by_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every rule id, sorted."""
        return tuple(self._by_id)

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic, sorted."""
        return tuple(sorted({rule.topic for rule in self.rules}))

    @property
    def lpr_start(self) -> date:
        """The day of the first LPR (民间借贷规定 17号 25(2): published from 2019-08-20)."""
        return self.lpr[0].on

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Every version of a rule, oldest first; empty for an unknown id."""
        return self._by_id.get(rule_id, ())

    def find(self, rule_id: str, on: date) -> Rule:
        """The version of a rule in force on a day of its own axis (`Rule.looked_up_by`).

        Raises:
            NoRule: no version was in force that day, or the id is unknown.
        """
        for rule in self.versions(rule_id):
            if rule.holds_on(on):
                return rule
        raise NoRule(rule_id, on)

    def topic(self, topic: str, on: date, lender: LenderKind | None = None) -> tuple[Rule, ...]:
        """The rules of a topic in force on a day, each by its own axis, in order of id.

        `lender` keeps the rules that bind that kind; None keeps all.
        """
        return tuple(
            rule
            for versions in self._by_id.values()
            for rule in versions
            if rule.topic == topic
            and rule.holds_on(on)
            and (lender is None or lender in rule.lenders)
        )

    def lpr_row(self, day: date) -> LprRow:
        """The fixing in force on a day: from its publication to the day before the next row.

        Raises:
            NoRate: the day lies before the first LPR.
        """
        at = bisect_right(self.lpr, day, key=lambda row: row.on)
        if not at:
            raise NoRate(text("law.no_lpr", on=day, first=self.lpr_start))
        return self.lpr[at - 1]

    def lpr_on(self, day: date, term: str = "1y") -> Decimal:
        """The LPR of a day as a fraction a year (3.45% is Decimal("0.0345")).

        A day after `verified_through` still gets the last known rate; see `is_fresh`.

        Raises:
            NoRate: the day lies before the first LPR.
            ValueError: the term is not one of LPR_TERMS.
        """
        _known(term, LPR_TERMS)
        return self.lpr_row(day).rate(term)

    def benchmark_row(self, day: date) -> BenchmarkRow:
        """The benchmark rates in force on a day.

        Raises:
            NoRate: before the first row, or when the LPR had taken their place.
        """
        at = bisect_right(self.benchmark, day, key=lambda row: row.on)
        if not at or day >= self.lpr_start:
            raise NoRate(
                text(
                    "law.no_benchmark", on=day, first=self.benchmark[0].on, replaced=self.lpr_start
                )
            )
        return self.benchmark[at - 1]

    def benchmark_on(self, day: date, term: str) -> Decimal:
        """The PBOC benchmark loan rate of a day as a fraction a year.

        Raises:
            NoRate: before the first row, or when the LPR had taken their place.
            ValueError: the term is not one of BENCHMARK_TERMS.
        """
        _known(term, BENCHMARK_TERMS)
        return self.benchmark_row(day).rate(term)

    def is_fresh(self, day: date) -> bool:
        """True if the fixings were checked up to `day`."""
        return day <= self.verified_through


def _known(term: str, terms: Sequence[str]) -> None:
    if term not in terms:
        raise ValueError(f"no such term: {term} (one of {', '.join(terms)})")
