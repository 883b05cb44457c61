"""The letters that the tests read: a case, a kind and a day each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport
from debtcheck.case.model import Case
from debtcheck.contacts.log import read_log
from debtcheck.contacts.model import CHINA, Contact
from debtcheck.law.lawbook import LawBook
from debtcheck.law.load import load_lawbook
from debtcheck.letters.compose import ask_of, compose_from
from debtcheck.letters.guards import Ask
from debtcheck.letters.letter import Letter
from debtcheck.planning.offers import NOTHING, Means, Wish
from debtcheck.statements.case_file import load_case
from debtcheck.statements.statement_table import with_statement

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_statements"
CASES = Path(__file__).with_name("cases")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Written:
    """One letter to write: a case, a kind, a day, and what else it needs."""

    case: str
    kind: str
    today: date
    wish: Wish = NOTHING
    means: Means | None = None
    ground: str = ""
    statement: str = ""
    log: str = ""
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """`jd_jintiao_overdue.dispute`."""
        return f"{self.case}.{self.kind}"


def day(text: str) -> date:
    """A day written as 2025-07-10."""
    return date.fromisoformat(text)


JULY = day("2025-07-10")
LETTERS = (
    Written("jd_jintiao_overdue", "dispute", JULY),
    Written("jd_jintiao_overdue", "instalment", JULY, Wish(monthly=Decimal(600))),
    Written(
        "jd_jintiao_overdue",
        "extension",
        JULY,
        Wish(monthly=Decimal(800), lump=Decimal(2000), first_on=day("2025-10-10")),
    ),
    Written("jd_jintiao_overdue", "early-settlement", JULY, Wish(lump=Decimal(11000))),
    Written("bank_penalty_base", "dispute", day("2025-10-11")),
    Written("consumer_finance_missing_payment", "dispute", day("2025-08-06"),
            statement="consumer_finance_missing_payment.csv"),
    Written("correct_statement", "fee-relief", day("2025-07-11"),
            means=Means(Decimal(6500), Decimal(6000))),
    Written("correct_statement", "breakdown", day("2025-07-11")),
    Written("daily_booked_late", "dispute", day("2025-06-22")),
    Written("flat_fee_guarantee", "dispute", day("2025-12-21")),
    Written("flat_fee_guarantee", "instalment", day("2025-12-21"), Wish(months=24)),
    Written("lawsuit_private", "court-answer", day("2025-08-13")),
    Written("lawsuit_private", "dispute", day("2025-08-13")),
    Written("only_a_total", "breakdown", day("2025-07-02")),
    Written("only_a_total", "dispute", day("2025-07-02")),
    Written("private_before_2020_08_20", "court-answer", day("2025-01-02")),
    Written("private_prededucted", "dispute", day("2025-03-02")),
    Written("private_above", "instalment", JULY, Wish(monthly=Decimal(1000))),
    Written("private_above", "dispute", JULY),
    Written("unit_slip_and_sum", "dispute", day("2025-07-22")),
    Written("above_the_line", "dispute", JULY),
    Written("card", "instalment", JULY, Wish(months=12)),
    Written("card", "dispute", JULY),
    Written("name_used", "not-mine", JULY),
    Written("payment_order", "payment-order-objection", day("2025-07-09")),
    Written("settled", "settlement-proof", JULY),
    Written("sued_far_away", "jurisdiction-objection", day("2026-01-05")),
    Written("sued_far_away", "court-answer", day("2026-01-05")),
    Written("hostile", "dispute", JULY),
    Written("collector_bank", "conduct", day("2026-03-10"), log="contacts.csv"),
    Written("jd_jintiao_overdue", "conduct", JULY),
    Written("entry", "conduct", day("2026-03-31")),
    Written("card", "conduct", JULY),
    Written("collector_bank", "regulator", day("2026-03-31"), log="contacts.csv"),
    Written("called", "third-party-stop", day("2026-03-31")),
    Written("jd_jintiao_overdue", "data", JULY),
    Written("entry", "credit-objection", day("2026-03-31"),
            ground="到期当天已经还清，付款凭证见附件。"),
    Written("changed_hands", "assignment", day("2026-03-31")),
    Written("changed_hands", "subrogation", day("2026-03-31")),
    Written("changed_hands", "fee-refund", day("2026-03-31")),
    Written("changed_hands", "agent-revoke", day("2026-03-31")),
    Written("guarantor_paid", "dispute", day("2025-11-13")),
    Written("guarantor_paid", "subrogation", day("2025-11-13")),
    Written("judgment_enforcement", "dispute", day("2026-03-01")),
    Written("early_settlement", "dispute", day("2025-04-21")),
    Written("card_cash_and_compound", "dispute", day("2026-02-06")),
    Written("agreement_broken", "dispute", day("2025-12-21")),
)  # fmt: skip


@cache
def law() -> LawBook:
    """The law book of the package."""
    return load_lawbook()


def case_of(name: str, statement: str = "") -> Case:
    """A sample case, or one of this folder's."""
    own = CASES / f"{name}.toml"
    case = load_case(own if own.exists() else SAMPLES / f"{name}.toml")
    return with_statement(case, SAMPLES / statement) if statement else case


def contacts_of(name: str) -> tuple[Contact, ...]:
    """The contacts of a log of this folder."""
    if not name:
        return ()
    return read_log(CASES / name, datetime(2026, 12, 31, tzinfo=CHINA)).contacts


@cache
def _audited(name: str, statement: str, today: date) -> AuditReport:
    return audit(case_of(name, statement), law=law(), today=today)


def ask(written: Written, lang: str, **more: object) -> Ask:
    """What the letter is made of."""
    report = _audited(written.case, written.statement, written.today)
    given: dict[str, object] = {
        "law": law(),
        "lang": lang,
        "today": written.today,
        "wish": written.wish,
        "means": written.means,
        "ground": written.ground,
        "contacts": contacts_of(written.log),
        **more,
    }
    return ask_of(written.kind, report, **given)  # type: ignore[arg-type]


@cache
def _letter(index: int, lang: str) -> Letter:
    return compose_from(ask(LETTERS[index], lang))


def letter(written: Written, lang: str) -> Letter:
    """The letter, written once."""
    return _letter(LETTERS.index(written), lang)


def report(written: Written) -> AuditReport:
    """Its report."""
    return ask(written, "zh").report


# ── reading a letter ─────────────────────────────────────────────────────────────────────

_ZH_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_EN_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}\b"
)
_NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")


def days_in(text: str) -> tuple[set[date], str]:
    """Every day of a text, and the text without them."""
    found: set[date] = set()

    def take(make: Callable[[re.Match[str]], date]) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            found.add(make(match))
            return " "

        return replace

    text = _ZH_DAY.sub(take(lambda m: date(*(int(part) for part in m.groups()))), text)
    text = _ISO_DAY.sub(take(lambda m: date.fromisoformat(m[0])), text)
    text = _EN_DAY.sub(take(lambda m: datetime.strptime(m[0], "%d %B %Y").date()), text)  # noqa: DTZ007
    return found, text


def numbers_in(text: str) -> set[str]:
    """Every number of a text without days, plain: 1,200.00 is 1200.00."""
    return {m[0].rstrip(",").replace(",", "") for m in _NUMBER.finditer(days_in(text)[1])}


def money_in(text: str) -> set[str]:
    """Amounts and percentages: the numbers that mean the same in every language."""
    bare = days_in(text)[1].replace(",", "")
    return set(re.findall(r"(?<![\d.])\d+\.\d{2}(?![\d%])|(?<![\d.])\d+(?:\.\d+)?%", bare))
