"""How the tests of this folder make reports, and read them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from debtcheck.audit.audit import audit, ledger_of
from debtcheck.audit.report import AuditReport
from debtcheck.case.model import Case
from debtcheck.law.load import load_lawbook
from debtcheck.planning.plan import Plan, make_plan
from debtcheck.report.html.page import render_page
from debtcheck.report.paper import Paper, paper
from debtcheck.report.plan_page import plan_paper
from debtcheck.statements.case_file import load_case
from debtcheck.statements.household_file import read_household
from debtcheck.statements.statement_table import with_statement
from debtcheck.words.catalog import Words

TODAY = "2026-03-02"
SAMPLES = Path(__file__).resolve().parents[2] / "sample_statements"
LANGS = ("zh", "en")
VOID = {"meta", "link", "br", "img", "input", "hr"}


def names() -> list[str]:
    """The samples that are one loan each."""
    return sorted(p.stem for p in SAMPLES.glob("*.toml") if "[loan]" in p.read_text("utf-8"))


def households() -> list[str]:
    """The samples that are a household with its debts."""
    return sorted(p.stem for p in SAMPLES.glob("*.toml") if "[income]" in p.read_text("utf-8"))


@cache
def plan_of(name: str) -> Plan:
    """The plan of a household."""
    read = read_household(SAMPLES / f"{name}.toml")
    return make_plan(read.household, law=load_lawbook(), today=date.fromisoformat(TODAY))


def plan_page_of(name: str, lang: str) -> str:
    """The plan of a household as HTML."""
    made = plan_paper(plan_of(name), Words(lang), today=date.fromisoformat(TODAY))
    return render_page(made)


@cache
def case_of(name: str) -> Case:
    """A sample, with its statement table where there is one."""
    case = load_case(SAMPLES / f"{name}.toml", ())
    table = SAMPLES / f"{name}.csv"
    return with_statement(case, table) if table.exists() else case


@cache
def report_of(name: str) -> AuditReport:
    """The audit of a sample."""
    return audit(case_of(name), law=load_lawbook(), today=date.fromisoformat(TODAY))


def paper_of(
    report: AuditReport, lang: str, *, for_creditor: bool = False, show_private: bool = False
) -> Paper:
    """A report, part by part."""
    ledger = ledger_of(report.case, law=load_lawbook(), as_of=report.as_of)
    return paper(
        report,
        ledger,
        Words(lang),
        today=date.fromisoformat(TODAY),
        for_creditor=for_creditor,
        show_private=show_private,
    )


def page_of(
    report: AuditReport, lang: str, *, for_creditor: bool = False, show_private: bool = False
) -> str:
    """A report as HTML."""
    return render_page(paper_of(report, lang, for_creditor=for_creditor, show_private=show_private))


def text_of(page: str) -> str:
    """What a reader sees of a page, on one line."""
    body = page.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


class Tags(HTMLParser):
    """Reads a page and keeps its tags; says what is not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that has to be closed."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes the last one, or something is wrong."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")
