"""What was understood of some papers, for the terminal: rows, sums, payments, claims, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from debtcheck.engine.money import ZERO, show
from debtcheck.report.cells import clip
from debtcheck.report.columns import aligned
from debtcheck.report.papers_parts import parts
from debtcheck.report.papers_shown import MOST_LISTED, Shown, listed, more, place
from debtcheck.statements.named_place import file_name, written_place
from debtcheck.statements.papers.merged import Merged, MergedPaper
from debtcheck.statements.papers.paper import FoundPayment, Paper, State

_LISTED = 40  # payments of a paper that are shown one by one
_PAYEE = 22  # cells
_TOPICS = ("import", "papers", "papers_bank", "papers_doc")  # each names its formats


def render(merged: Merged, shown: Shown) -> list[str]:
    """The lines: each paper with its rows, sums, payments, claims and what was left out."""
    count = len(merged.papers)
    case = shown.case
    title = shown.t("title_into", n=count, case=case) if case else shown.t("title", n=count)
    lines = shown.page.strong(title)
    for one in merged.papers:
        lines += _paper(one, shown)
    return lines


def _paper(merged: MergedPaper, shown: Shown) -> list[str]:
    paper, page = merged.paper, shown.page
    kind = format_name(paper, shown)
    lines = page.heading(f"{shown.foreign(file_name(paper.file), 60)}  {kind}")
    if paper.court:
        lines += page.strong(shown.t("court"), "  ")
        lines.append("    " + shown.t("court_command"))
    if paper.rows:
        key = "about_encoding" if paper.encoding else "about"
        lines += page.para(shown.t(key, rows=paper.rows, encoding=paper.encoding))
    if paper.digest:
        lines += page.para(shown.t("digest", digest=paper.digest))
    lines += _sums(paper, shown)
    if paper.overdue_days is not None:
        lines += page.para(shown.t("overdue", n=paper.overdue_days))
    notices = [n for n in merged.notices if not (paper.court and n.key.endswith(".court"))]
    lines += listed("notices", [shown.say(notice) for notice in notices], shown)
    lines += _payments(merged, shown)
    lines += parts(merged, shown)
    if paper.left_out:
        said = [shown.t("left_count", why=why, n=n) for why, n in paper.left_out]
        # put together here: as one foreign text it would be cut short
        line = page.words("import.part.unrelated", list=shown.t("left_join").join(said))
        lines += page.para(line)
    return lines


def format_name(paper: Paper, shown: Shown) -> str:
    """What kind of paper it is, in words."""
    words = shown.page.words
    keys = (f"{topic}.format.{paper.format}" for topic in _TOPICS)
    return words(next((key for key in keys if words.has(key)), "import.format.other"))


def _sums(paper: Paper, shown: Shown) -> list[str]:
    """Each total as added up, beside the paper's own."""
    rows = [["", shown.t("sums.added")]]
    if paper.printed is not None:
        rows[0] += [shown.t("sums.printed"), shown.t("sums.gap")]
    for name in ("rows", "income", "expense", "neutral"):
        added = getattr(paper.sums, name)
        printed = getattr(paper.printed, name) if paper.printed is not None else None
        if printed is None and (added is None or (name == "rows") or added == ZERO):
            continue
        row = [shown.t(f"sums.{name}"), _figure(added, shown)]
        if paper.printed is not None:
            gap = added - printed if added is not None and printed is not None else None
            row += [_figure(printed, shown), "-" if gap is None else _figure(gap, shown)]
        rows.append(row)
    return aligned(rows, shown.page.room) if len(rows) > 1 else []


def _figure(value: Decimal | int | None, shown: Shown) -> str:
    if value is None:
        return shown.t("sums.none")
    return show(value) if isinstance(value, Decimal) else str(value)


# ── payments ─────────────────────────────────────────────────────────────────────────────


def _payments(merged: MergedPaper, shown: Shown) -> list[str]:
    rows = merged.payments
    payouts = [row for row in rows if row.is_payout]
    by_state = {
        state: [row for row in rows if row.state is state and not row.is_payout] for state in State
    }
    lines: list[str] = []
    taken = by_state[State.TAKEN]
    if taken:
        key = "part.taken" if shown.case else "part.taken_looked"
        total = sum((row.amount for row in taken), ZERO)
        lines += shown.page.para(shown.t(key, n=len(taken), total=total), "  ")
        lines += _table(taken, shown)
    for state, key in ((State.ASK, "part.ask"), (State.LEFT_OUT, "part.left")):
        if by_state[state]:
            lines += shown.page.para(shown.t(key, n=len(by_state[state])))
            lines += _reasons(
                by_state[state], shown, _LISTED if state is State.ASK else MOST_LISTED
            )
    if payouts:
        lines += shown.page.para(shown.t("part.payout", n=len(payouts)))
        lines += _reasons(payouts, shown, MOST_LISTED)
    return lines


def _table(rows: Sequence[FoundPayment], shown: Shown) -> list[str]:
    header = [shown.t(f"column.{name}") for name in ("day", "amount", "place")]
    table = [header]
    for row in rows[:_LISTED]:
        payee = clip(shown.foreign(row.payee), _PAYEE)
        table.append(
            [f"{row.paid_on}  {payee}".rstrip(), show(row.amount), place(row.evidence, shown)]
        )
    if shown.meets:
        header.append(shown.t("column.instalment"))
        for cells, row in zip(table[1:], rows, strict=False):
            cells.append(shown.meets.get(written_place(row.evidence), "-"))
    lines = ["  " + line for line in aligned(table, shown.page.room - 2)]
    return lines + more(len(rows) - _LISTED, shown)


def _reasons(rows: Sequence[FoundPayment], shown: Shown, most: int) -> list[str]:
    lines: list[str] = []
    for row in rows[:most]:
        key = "row.left" if row.payee else "row.bare"
        said = shown.t(
            key,
            day=row.paid_on,
            amount=row.amount,
            payee=clip(shown.foreign(row.payee), _PAYEE),
            place=place(row.evidence, shown),
            why=row.why,
        )
        lines += shown.page.bullet(said)
    return lines + more(len(rows) - most, shown)
