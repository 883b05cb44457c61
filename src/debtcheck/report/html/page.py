"""The whole page: one file, no script, nothing from outside, under a strict content policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from debtcheck.report.blocks import Table
from debtcheck.report.html.flow import flow, prose
from debtcheck.report.html.markup import Child, Html, el, join
from debtcheck.report.html.pictures import picture_of
from debtcheck.report.paper import Paper, Point, Section

_LONG = 14  # rows; a longer table is folded on a screen, and printed open
_FOLDED = ("timeline", "flows", "months")


def render_page(paper: Paper) -> str:
    """A report as HTML.

    Args:
        paper: Its parts.

    Returns:
        The whole page, ready to be written as UTF-8.
    """
    words = paper.words
    body = el(
        "body",
        el("a", words("page.skip"), href="#answer", class_="skip"),
        _header(paper),
        el("main", _contents(paper), *(_section(paper, s) for s in paper.sections)),
        el("footer", flow(paper.last)),
    )
    page = el("html", _head(paper), body, lang=words("page.lang"))
    return f"<!doctype html>\n{page}\n"


@cache
def _style() -> str:
    style = files("debtcheck.report.html").joinpath("style.css").read_text(encoding="utf-8")
    return style.replace("</", "<\\/")


def policy() -> str:
    """The content policy: our own style by its hash, pictures within the page, nothing else."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _head(paper: Paper) -> Html:
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy()),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="format-detection", content="telephone=no"),
        el("title", paper.title.name),
        el("link", rel="icon", href="data:,"),
        Html(f"<style>{_style()}</style>"),
    )


def _header(paper: Paper) -> Html:
    words = paper.words
    banner = None
    if paper.banner:
        title = el("strong", words("page.creditor.title"))
        banner = el("div", el("p", title), el("p", paper.banner), class_="banner", role="note")
    court = el("div", flow(paper.court), class_="court", role="note") if paper.court else None
    masked = None if not paper.masked else el("p", words("page.private"), class_="quiet")
    return el(
        "header",
        banner,
        court,
        el("h1", prose(paper.title.name)),
        el("p", *_days(paper.title.days), class_="days"),
        masked,
    )


def _days(days: str) -> list[Child]:
    """The days apart, so that a line breaks between them only."""
    return [el("span", part, class_="entry") for part in days.split("  ")]


def _contents(paper: Paper) -> Html:
    """Links to the parts; not printed."""
    links = (el("li", el("a", s.title, href=f"#{s.id}")) for s in paper.sections if s.title)
    name = paper.words("page.contents")
    return el("nav", el("ul", *links), aria_label=name)


def _section(paper: Paper, section: Section) -> Html:
    body: list[Child] = [picture_of(paper, section.id)]
    if section.id in _FOLDED:
        body.append(_folded(paper, section))
    else:
        body.append(flow(section.blocks))
    body += [_point(paper, point) for point in section.points]
    title = el("h2", section.title, id=f"{section.id}-title")
    return el("section", title, *body, id=section.id, aria_labelledby=f"{section.id}-title")


def _folded(paper: Paper, section: Section) -> Html:
    """A part whose long table can be opened; on paper it is open."""
    long = any(isinstance(b, Table) and len(b.rows) > _LONG for b in section.blocks)
    if not long:
        return flow(section.blocks)
    plain = [b for b in section.blocks if not isinstance(b, Table)]
    tables = [b for b in section.blocks if isinstance(b, Table)]
    name = paper.words("page.whole_table")
    return join([flow(plain), el("details", el("summary", name), flow(tables))])


def _point(paper: Paper, point: Point) -> Html:
    """One finding: open, with the papers' own words and the general words to be opened."""
    words = paper.words
    more: list[Child] = []
    for key, blocks in (("evidence", point.evidence), ("means", point.meaning)):
        if blocks:
            summary = el("summary", words(f"page.finding.{key}"))
            more.append(el("details", summary, flow(blocks)))
    title = el("h3", el("span", f"{point.number}", class_="number"), " ", prose(point.title))
    return el("details", el("summary", title), flow(point.blocks), *more, class_="point", open=True)
