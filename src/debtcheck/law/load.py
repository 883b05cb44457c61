"""Reads the law book: the data of the package, and the files a user adds to it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from debtcheck.law.lawbook import (
    BENCHMARK_TERMS,
    BenchmarkRow,
    LawBook,
    LawDataError,
    LprRow,
    Rule,
)
from debtcheck.law.rulefile import FIRST_YEAR, LAST_YEAR, check_sequence, read_versions
from debtcheck.words.text import text

MAX_BYTES = 1_000_000  # a law file or a table of rates is far smaller

_LPR_COLUMNS = ("publish_date", "lpr_1y", "lpr_5y")
_BENCHMARK_COLUMNS = ("up_to_6m", "up_to_1y", "1y_3y", "3y_5y", "over_5y")  # as BENCHMARK_TERMS
_PERCENT = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VERIFIED = re.compile(r"#\s*verified_through\s*:\s*(\S+)")


def load_lawbook(lpr_file: Path | None = None, law_file: Path | None = None) -> LawBook:
    """The law book of the package, with what the user's files add or replace.

    Args:
        lpr_file: a CSV with the columns of `law/data/lpr.csv` (confidence may be absent). A row
            takes the place of the one of the same day. Its last day, or a line
            `# verified_through: DATE`, moves `verified_through` if it is later.
        law_file: a TOML file of `[[version]]` tables with the keys of `law/data/*.toml`. A version
            takes the place of the one with the same id and `since`.

    Raises:
        LawDataError: a file cannot be read or used; it names file and key or line.
    """
    book = _built_in()
    if law_file is not None:
        book = _with_law(book, law_file)
    if lpr_file is not None:
        book = _with_lpr(book, lpr_file)
    return book


@cache
def _built_in() -> LawBook:
    data = files("debtcheck.law").joinpath("data")
    rules: list[Rule] = []
    for entry in sorted(data.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            content = entry.read_text(encoding="utf-8")
            rules.extend(read_versions(tomllib.loads(content), entry.name))
    check_sequence(tuple(rules))
    rates = data.joinpath("lpr.csv").read_text(encoding="utf-8")
    lpr, verified = _read_lpr(rates, "lpr.csv")
    if verified is None:
        raise LawDataError("lpr.csv", "line 1", text("law.error.missing", name="verified_through"))
    benchmark = data.joinpath("pboc_benchmark.csv").read_text(encoding="utf-8")
    return LawBook(
        rules=tuple(rules),
        lpr=lpr,
        benchmark=_read_benchmark(benchmark, "pboc_benchmark.csv"),
        verified_through=verified,
    )


def _with_law(book: LawBook, path: Path) -> LawBook:
    try:
        table = tomllib.loads(_content(path))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line \d+", str(error))
        where = place[0] if place else "-"
        raise LawDataError(
            str(path), where, text("law.error.not_toml", detail=str(error))
        ) from error
    added = read_versions(table, str(path))
    if not added:
        raise LawDataError(str(path), "version", text("law.error.empty"))
    seen: set[tuple[str, date]] = set()
    for rule in added:
        if (rule.id, rule.since) in seen:
            why = text("law.error.overlap", id=rule.id, since=rule.since)
            raise LawDataError(str(path), f"{rule.id}.since", why)
        seen.add((rule.id, rule.since))
    kept = tuple(rule for rule in book.rules if (rule.id, rule.since) not in seen)
    check_sequence((*kept, *added))
    return replace(book, rules=(*kept, *added), user_files=(*book.user_files, str(path)))


def _with_lpr(book: LawBook, path: Path) -> LawBook:
    rows, verified = _read_lpr(_content(path), str(path), not_before=book.lpr_start)
    merged = {row.on: row for row in (*book.lpr, *rows)}
    through = max(book.verified_through, verified or rows[-1].on)
    return replace(
        book,
        lpr=tuple(merged[day] for day in sorted(merged)),
        verified_through=through,
        user_files=(*book.user_files, str(path)),
    )


def _content(path: Path) -> str:
    """The text of a user's file: UTF-8, with or without a mark, of a sane size."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise LawDataError(str(path), "-", text("law.error.no_file")) from error
    except IsADirectoryError as error:
        raise LawDataError(str(path), "-", text("law.error.folder")) from error
    except OSError as error:
        why = text("law.error.cannot_read", detail=error.strerror or type(error).__name__)
        raise LawDataError(str(path), "-", why) from error
    if len(raw) > MAX_BYTES:
        raise LawDataError(str(path), "-", text("law.error.too_large", limit=f"{MAX_BYTES:,}"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LawDataError(str(path), "-", text("law.error.not_utf8")) from error


def _read_lpr(
    content: str, file: str, not_before: date | None = None
) -> tuple[tuple[LprRow, ...], date | None]:
    """The rows in order of their day, and the date of a `# verified_through:` line if any."""
    verified = None
    for number, line in enumerate(content.splitlines(), 1):
        note = _VERIFIED.match(line.strip())
        if note is not None:
            verified = _day(note[1], file, number)
    found: dict[date, LprRow] = {}
    for number, row in _table(content, file, _LPR_COLUMNS):
        day = _day(row["publish_date"], file, number)
        if not_before is not None and day < not_before:
            why = text("law.error.before_lpr", on=day, first=not_before)
            raise LawDataError(file, f"line {number}", why)
        if day in found:
            raise LawDataError(file, f"line {number}", text("law.error.twice", on=day))
        found[day] = LprRow(
            day,
            _fraction(row["lpr_1y"], file, number),
            _fraction(row["lpr_5y"], file, number),
            row.get("confidence") or "user",
        )
    return tuple(found[day] for day in sorted(found)), verified


def _read_benchmark(content: str, file: str) -> tuple[BenchmarkRow, ...]:
    rows = []
    for number, row in _table(content, file, ("effective_date", *_BENCHMARK_COLUMNS)):
        rates = tuple(
            (term, _fraction(row[column], file, number))
            for term, column in zip(BENCHMARK_TERMS, _BENCHMARK_COLUMNS, strict=True)
        )
        on = _day(row["effective_date"], file, number)
        rows.append(BenchmarkRow(on, rates, row.get("confidence") or ""))
    return tuple(sorted(rows, key=lambda r: r.on))


def _table(
    content: str, file: str, columns: tuple[str, ...]
) -> Iterable[tuple[int, dict[str, str]]]:
    """The data rows of a CSV with their line numbers; comment and empty lines are passed over."""
    heading: list[str] | None = None
    rows: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], strict=True))]
        except csv.Error as error:
            why = text("law.error.not_csv", detail=str(error))
            raise LawDataError(file, f"line {number}", why) from error
        if heading is None:
            heading = cells
            missing = [column for column in columns if column not in cells]
            known = (*columns, "confidence")
            extra = [cell for cell in cells if cell not in known]
            if missing or extra or len(set(cells)) != len(cells):
                why = text("law.error.columns", columns=", ".join(known))
                raise LawDataError(file, f"line {number}", why)
        elif len(cells) != len(heading):
            why = text("law.error.cells", found=len(cells), wanted=len(heading))
            raise LawDataError(file, f"line {number}", why)
        else:
            rows.append((number, dict(zip(heading, cells, strict=True))))
    if not rows:
        raise LawDataError(file, "-", text("law.error.empty"))
    return rows


def _day(value: str, file: str, number: int) -> date:
    try:
        if _DAY.fullmatch(value) is None:
            raise ValueError(value)
        day = date.fromisoformat(value)
    except ValueError as error:
        why = text("law.error.bad_day", value=value)
        raise LawDataError(file, f"line {number}", why) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        why = text("law.error.bad_year", value=value, first=FIRST_YEAR, last=LAST_YEAR)
        raise LawDataError(file, f"line {number}", why)
    return day


def _fraction(value: str, file: str, number: int) -> Decimal:
    """`3.45` percent as Decimal("0.0345")."""
    if _PERCENT.fullmatch(value) is None or Decimal(value) == 0:
        raise LawDataError(file, f"line {number}", text("law.error.not_percent", value=value))
    return Decimal(value) / 100
