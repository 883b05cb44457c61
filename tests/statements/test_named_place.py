"""A place in a paper is written as one text and read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.model import Evidence
from debtcheck.statements.named_place import named_place, written_place

FILES = st.sampled_from(["流水.csv", "a b.txt", "12:30.png", "账单(2025).xlsx", "x:7.csv"])
PLACES = st.one_of(
    st.integers(1, 10**8).map("line {}".format),
    st.builds("sheet {}, row {}".format, st.integers(1, 9), st.integers(1, 999)),
    st.builds("page {}, row {}".format, st.integers(1, 200), st.integers(1, 99)),
)


@given(FILES, PLACES, st.text(st.sampled_from("罚息28.75元: ，:7 a"), max_size=30).map(str.strip))
def test_reading_back_gives_the_same(file: str, place: str, words: str) -> None:
    where = Evidence(file, place, words)
    assert named_place(written_place(where, words=True)) == where
    assert named_place(written_place(where)) == Evidence(file, place)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("流水.csv:27", Evidence("流水.csv", "line 27")),
        ("C:\\文件\\流水.csv:27", Evidence("C:\\文件\\流水.csv", "line 27")),
        ("短信.txt:1: 应还100元：罚息28", Evidence("短信.txt", "line 1", "应还100元：罚息28")),
        ("截图.png", Evidence("截图.png", "")),
        ("", None),
    ],
)  # fmt: skip
def test_what_a_person_writes(text: str, read: Evidence | None) -> None:
    assert named_place(text) == read


def test_folders_and_control_characters_are_left_out() -> None:
    where = Evidence("/home/zhang/流水\x1b[31m.csv", "line 3")
    assert written_place(where) == "流水.csv:3"
    assert written_place(Evidence("D:\\账\\流水.csv", "line 3")) == "流水.csv:3"
