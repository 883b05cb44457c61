"""Rights, duties, deadlines and channels by topic: for the terminal, and as `rights --json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case
from debtcheck.contacts.binding import Binding
from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.report.foreign import Mask
from debtcheck.report.plainpage import Page
from debtcheck.report.rights_topics import About, Topic, about, topics

_HELP = "line_12356"


@dataclass(frozen=True)
class Book:
    """The law of one day, as it concerns one debt or any."""

    law: LawBook
    today: date
    about: About = field(default_factory=About)

    @property
    def binding(self) -> Binding:
        """Which rules bind this lender; without a case, all, the card rules too."""
        card = True if not self.about.tags else self.about.card
        return Binding(self.law, self.about.lender, card)

    def rules(self, ids: Sequence[str]) -> tuple[Rule, ...]:
        """The versions in force today that concern the debt, each once."""
        found = {rule.id: rule for rule in self.binding.rules(*ids, on=self.today)}
        return tuple(found.values())

    @property
    def days(self) -> dict[str, int]:
        """The time limits in force, by id of their rule: the blanks of the sentences."""
        return {
            rule.id: rule.days
            for rule in self.law.rules
            if rule.days is not None and rule.holds_on(self.today)
        }


def steps_of(topic: Topic, book: Book, page: Page) -> list[str]:
    """The sentences of what to do first."""
    return [page.words(f"rights.{key}", **book.days) for key in topic.steps]


def topic_lines(topic: Topic, book: Book, page: Page, case: Case | None = None) -> list[str]:
    """One topic: a running deadline first, then steps, rules, channels, myths."""
    words = page.words
    name = words(f"rights.name.{topic.id}")
    lines = page.strong(words("rights.title", name=name))
    lines += page.para(words(f"rights.topic.{topic.id}").removeprefix(f"{name}："), "")
    if topic.urgent:
        lines += _deadline(topic, book, page, case)
    if topic.steps:
        lines += page.heading(words("rights.part.steps"))
        for number, step in enumerate(steps_of(topic, book, page), 1):
            lines += page.step(number, step)
    rules = book.rules(topic.rules)
    if topic.rules:
        lines += page.heading(words("rights.part.rules"))
        lines += page.para(words("rights.valid", day=book.today))
        if not rules:
            lines += page.para(words("rights.none"))
    for rule in rules:
        lines += rule_lines(rule, page)
    channels = book.rules(topic.lines)
    if channels:
        lines += page.heading(words("rights.part.lines"))
    for rule in channels:
        lines += _channel(rule, page)
    lines += _myths(topic, page)
    return lines


def rule_lines(rule: Rule, page: Page) -> list[str]:
    """What a rule says, then its basis and whom it binds."""
    words = page.words
    if rule.force == "INFO":
        return _channel(rule, page)
    lines = page.bullet(f"{rule.says[words.lang]}")
    lines += page.quiet(page.basis(rule))
    if bound := bound_names(rule, page):
        lines += page.quiet(words("rights.for", list=bound))
    return lines


def bound_names(rule: Rule, page: Page) -> str:
    """Which lenders a rule binds; empty if all."""
    words = page.words
    if rule.card_only:
        return words("rights.card_only")
    if set(rule.lenders) == set(LenderKind):
        return ""
    return words("rights.join").join(words(f"rights.lender.{kind.value}") for kind in rule.lenders)


def _channel(rule: Rule, page: Page) -> list[str]:
    words = page.words
    line = f"{rule.cite[words.lang]}  {rule.says[words.lang]}"
    doubt = rule.doubt.get(words.lang, "")
    return page.bullet(words("rights.doubt", line=line, doubt=doubt) if doubt else line)


def _myths(topic: Topic, page: Page) -> list[str]:
    words = page.words
    lines = page.heading(words("rights.part.myths")) if topic.myths else []
    for myth in topic.myths:
        lines += page.bullet(words("rights.myth.line", claim=words(f"rights.myth.{myth}.claim")))
        lines += page.para(
            words("rights.myth.true", fact=words(f"rights.myth.{myth}.fact")), "    "
        )
    return lines


def _deadline(topic: Topic, book: Book, page: Page, case: Case | None) -> list[str]:
    """The day on which the time for an answer or an objection ends."""
    rule = {"court": "court_answer", "payment_order": "po_objection"}.get(topic.id, "")
    days = book.days.get(rule)
    if days is None or case is None or case.court is None:
        return []
    running = {"court": ("sued", ""), "payment_order": ("payment_order",)}[topic.id]
    if case.court.stage not in running:
        return []
    served = case.court.served_on
    words = page.words
    if served is None:
        return page.strong(words("rights.no_served", days=days))
    last = served + timedelta(days=days)
    key = "rights.passed" if last < book.today else "rights.running"
    return page.strong(words(key, served=served, days=days, last=last))


def _last(page: Page, book: Book) -> list[str]:
    words = page.words
    lines = ["", *page.quiet(words("rights.not_advice"), "")]
    helped = book.rules([_HELP])
    if helped:
        line = helped[0].cite[words.lang]
        doubt = helped[0].doubt.get(words.lang, "")
        shown = f"{line} ({doubt.rstrip('.。')})" if doubt and words.lang == "en" else line
        if doubt and words.lang == "zh":
            shown = f"{line}（{doubt.rstrip('。')}）"
        lines += page.quiet(words("rights.help_line", line=shown), "")
    return lines


def render_topic(topic: Topic, book: Book, page: Page, case: Case | None = None) -> str:
    """One topic as text."""
    lines = topic_lines(topic, book, page, case)
    return "\n".join([*lines, *_last(page, book)]) + "\n"


def render_overview(book: Book, page: Page) -> str:
    """The court's deadlines, then the topics."""
    words = page.words
    lines = page.strong(words("rights.title_all"))
    lines += page.para(words("rights.court_first", **book.days), "")
    lines += page.heading(words("rights.part.topics"))
    lines += _table(topics(), page)
    lines += ["", *page.para(words("rights.more", name=words("rights.name.court")), "")]
    return "\n".join([*lines, *_last(page, book)]) + "\n"


def _table(listed: Sequence[Topic], page: Page) -> list[str]:
    from debtcheck.report.cells import cells, left

    words = page.words
    names = [words(f"rights.name.{topic.id}") for topic in listed]
    column = max(map(cells, names), default=0) + 2
    lines: list[str] = []
    for topic, name in zip(listed, names, strict=True):
        said = words(f"rights.topic.{topic.id}").removeprefix(f"{name}：")
        lines += page.para(said, "  " + left(name, column))
    return lines


def render_case(case: Case, law: LawBook, today: date, page: Page) -> str:
    """What concerns one debt: court topics whole, its channels, then the other topics by name."""
    words = page.words
    known = about(case)
    book = Book(law, today, known)
    label = case.lender.platform or case.lender.name or case.loan.id or case.file
    shown = Mask(case, False)(page.foreign(label, 40))
    lines = page.strong(words("rights.title_case", case=shown))
    if known.lender is None:
        lines += page.para(words("rights.lender_unknown"), "")
    else:
        kind = words(f"rights.lender.{known.lender.value}")
        lines += page.para(words("rights.lender_asked", name=kind), "")
    fitting = [topic for topic in topics() if topic.concerns(known.tags)]
    whole = [topic for topic in fitting if topic.urgent or topic.fits is not None]
    whole += [topic for topic in fitting if topic.id == "complaint"]
    if not any(topic.urgent for topic in whole):
        lines += page.para(words("rights.court_first", **book.days), "")
    for topic in whole:
        lines += ["", *topic_lines(topic, book, page, case)]
    others = [topic for topic in fitting if topic not in whole]
    if others:
        lines += page.heading(words("rights.part.others"))
        lines += _table(others, page)
    return "\n".join([*lines, *_last(page, book)]) + "\n"
