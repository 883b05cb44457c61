"""Texts as content: opened by their bytes, read in pieces, from a file, a pipe or the input."""

from __future__ import annotations

import io
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import HEAD_ROWS, Opening
from debtcheck.statements.papers.opening import open_paper
from debtcheck.statements.papers.text_content import TextContent
from debtcheck.statements.table_csv import Records

OPENING = Opening(date(2026, 9, 28))
Refused = Callable[..., list[Problem]]


def content(raw: bytes, opening: Opening = OPENING) -> TextContent:
    """A text in memory."""
    return TextContent(lambda: io.BytesIO(raw), len(raw), "paper.csv", opening)


def test_rows_have_their_lines_and_stripped_cells() -> None:
    raw = '\r\n交易对方,金额\t\r\n"某某\r\n公司", 5.00 \r\n , \r\n李四,6.00'.encode()
    rows = [(row.place, row.cells) for row in content(raw).rows()]
    assert rows == [
        ("line 2", ["交易对方", "金额"]),
        ("line 3", ["某某\n公司", "5.00"]),
        ("line 6", ["李四", "6.00"]),
    ]
    assert content(raw).is_cut_off
    assert not content(raw + b"\r\n").is_cut_off


@pytest.mark.parametrize("sign", [",", "\t", ";", "，"])
def test_the_delimiter_is_the_one_that_names_most_columns(sign: str) -> None:
    lines = ("某某银行,账单", "交易日期|交易金额|余额", "2026-09-01|1.00|2.00")
    raw = "\n".join(lines).replace("|", sign).encode()
    assert content(raw).head[-1].cells == ["2026-09-01", "1.00", "2.00"]


def test_a_cut_letter_is_no_sign_of_an_encoding() -> None:
    # 浣 is E4 BD in GBK, which may begin a letter of UTF-8.
    assert content(b"a,b\n" + "浣".encode("gb18030")).encoding == "GB18030"
    assert content("花呗".encode()[:-1]).encoding == "UTF-8"


def test_a_text_is_given_as_it_stands() -> None:
    raw = "第一行，有逗号\r\n第二行\r第三行".encode("gb18030")
    assert content(raw).text() == "第一行，有逗号\n第二行\n第三行"


def test_a_long_text_is_no_text(refused: Refused) -> None:
    problems = refused(content("短信\n".encode() * 2_000_000).text)
    assert [p.key for p in problems] == ["paper_text_long"]


def test_the_head_of_a_damaged_file_is_what_stands_before_the_damage() -> None:
    raw = b"a,b\n1,2\n" + b"x" * 10_001 + b"\n" + b"3,4\n" * 10
    assert content(b"a,b\n" * 90_000 + raw).head[-1].place == f"line {HEAD_ROWS}"
    with pytest.raises(InputError):
        list(content(raw).rows())


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_pieces_make_the_same_rows_as_the_whole(codec: str) -> None:
    # Longer than two pieces, with letters, quoted cells and line ends at every offset.
    lines = [f'{n},花呗{"款" * (n % 7)},"第{n}\r\n行"\r\n' for n in range(60_000)]
    raw = "".join(lines).encode(codec)
    rows = list(content(raw).rows())
    assert len(raw) > 1_500_000
    assert [row.cells for row in rows] == [
        [str(n), f"花呗{'款' * (n % 7)}", f"第{n}\n行"] for n in range(60_000)
    ]
    assert [row.place for row in rows[::9999]] == [
        f"line {2 * n + 1}" for n in range(0, 60_000, 9999)
    ]


@given(st.lists(st.lists(st.text(alphabet='ab,"\n 款', max_size=4), min_size=1, max_size=3)))
def test_cutting_at_the_delimiters_is_what_the_csv_module_does(rows: list[list[str]]) -> None:
    """Blocks of any size, with quotation marks or without, give the rows of the csv module."""
    import csv

    packed = io.StringIO()
    csv.writer(packed, lineterminator="\n").writerows(rows)
    text = packed.getvalue()
    expected = list(csv.reader(io.StringIO(text, newline="\n")))
    lines = text.splitlines(keepends=True)
    for size in (1, 2, 100):
        blocks = ["".join(lines[at : at + size]) for at in range(0, len(lines), size)]
        records = Records(lambda blocks=blocks: iter(blocks), "a.csv", ",")
        assert list(records) == expected


def test_progress_reaches_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    raw = "金额,余额\n".encode() * 300_000
    opening = Opening(date(2026, 9, 28), progress=lambda done, whole: seen.append((done, whole)))
    assert sum(1 for _ in content(raw, opening).rows()) == 300_000
    assert seen[-1] == (len(raw), len(raw))
    assert seen == sorted(seen)
    assert len(seen) > 3


@pytest.mark.slow
def test_a_long_file_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes("2026-09-01,某某店,外卖,支出,20.00\n".encode() * 400_000)  # 17 MB
    opened = open_paper(path, OPENING)
    tracemalloc.start()
    assert sum(1 for _ in opened.records()[0]) == 400_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 12_000_000


def test_the_input_and_a_pipe_are_read_like_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = "交易日期,余额\n2026-09-01,1.00\n".encode("gb18030")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    assert open_paper("-", OPENING).encoding == "GB18030"
    if not hasattr(os, "mkfifo"):
        return
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(raw))
    writer.start()
    assert len(list(open_paper(pipe, OPENING).rows())) == 2
    writer.join()


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        (b"\xff\xff\xff", "encoding"),
        (bytes(range(256)) * 20, "binary_file"),
    ],
)
def test_what_is_no_text(tmp_path: Path, refused: Refused, raw: bytes, key: str) -> None:
    path = tmp_path / "paper"
    path.write_bytes(raw)
    assert [p.key for p in refused(lambda: open_paper(path, OPENING))] == [key]


def test_no_file_and_a_folder(tmp_path: Path, refused: Refused) -> None:
    assert [p.key for p in refused(lambda: open_paper(tmp_path / "a.csv", OPENING))] == ["no_file"]
    assert [p.key for p in refused(lambda: open_paper(tmp_path, OPENING))] == ["is_folder"]
