"""Hostile names, own templates, files: nothing runs, nothing is lost, nothing is overwritten."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from debtcheck.letters.compose import compose_from
from debtcheck.letters.docx import to_docx
from debtcheck.letters.encode import encode
from debtcheck.letters.letter import Block, LetterRefused, Shape
from debtcheck.letters.plain import capital, clean
from debtcheck.letters.render import TEMPLATE_LIMIT, blocks_of
from debtcheck.letters.wrap import WIDTH, cells, lay_out

from .written import LANGUAGES, LETTERS, ask, letter

HOSTILE = next(w for w in LETTERS if w.case == "hostile")
DISPUTE = LETTERS[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_foreign_text_stands_as_it_was_written(lang: str) -> None:
    text = letter(HOSTILE, lang).text
    for part in ("张{{ 7 * 7 }}三", "{% for x in [1] %}x{% endfor %}[bold]路[/bold]", "{{ law }}",
                 "{# 某某 #}<b>借条</b>", "I|JT{{ me }}"):  # fmt: skip
        assert part in text
    assert "张49三" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_name_cannot_make_a_block() -> None:
    made = letter(HOSTILE, "zh")
    assert sum(b.shape is Shape.TITLE for b in made.blocks) == 1
    assert clean("a\nT|b\r\n\u2028c\u200b\x00") == "a T|b c"


# ── templates of the user's own ──────────────────────────────────────────────────────────


def own(template: str) -> str:
    """What a template makes of the first letter."""
    made = compose_from(ask(DISPUTE, "zh", template=template))
    return made.text


def test_an_own_template_names_facts_chooses_and_repeats() -> None:
    text = own(
        "T|函\n{{ other.name }}：\n\n{% for p in points %}\nI|{{ p.title }}\n{% endfor %}\n"
        "{% if complaint %}投诉{% else %}核对{% endif %}，{{ claim.total }}。\nR|{{ me.name }}"
    )
    assert "1. 利息：多列 360.00 元" in text
    assert "核对，11,279.44 元" in text


def test_its_blanks_are_listed_too() -> None:
    made = compose_from(ask(DISPUTE, "zh", template="{{ me.phone }} 【请填写：别的】"))
    assert [b.label for b in made.blanks] == ["联系电话", "别的"]


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing_of_the_kind }}",
        "{{ me.password }}",
        "{{ me.__class__ }}",
        "{{ me.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ points[0].__init__.__globals__ }}",
        "{{ me.name.upper() }}",
        "{{ me.name.format(1) }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler.__init__ }}",
        "{{ law.items() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ me.name|center(1000000000) }}",
        "{% set x = 1 %}{{ x }}",
        "{% set x %}a{% endset %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'base.zh.j2' %}",
        "{% extends 'base.zh.j2' %}",
        "{% import 'base.zh.j2' as b %}",
        "{% filter upper %}a{% endfilter %}",
        "{{",
        "{% if %}",
        "{% for p in points %}",
        "{{ 1 if me else",
        "{% for a in me.name %}" * 24 + "{% endfor %}" * 24,
    ],
)
def test_a_template_can_do_no_more(template: str) -> None:
    with pytest.raises(LetterRefused) as caught:
        own(template)
    assert caught.value.why.key == "letter.refuse.template"


@pytest.mark.slow
def test_a_template_that_runs_too_long_is_stopped() -> None:
    loops = 16
    template = "{% for p in me.name %}" * loops + "{% endfor %}" * loops
    facts: dict[str, object] = {"me": letter_name("甲乙丙丁戊己庚辛")}
    began = time.monotonic()
    with pytest.raises(LetterRefused):
        blocks_of(template, "zh", facts)
    assert time.monotonic() - began < 10


def letter_name(name: str) -> object:
    """Facts with a long name to loop over."""
    from debtcheck.letters.facts import Person

    return Person(name, "", "", "", "")


def test_a_template_or_its_letter_too_long_is_refused() -> None:
    with pytest.raises(LetterRefused):
        own("字" * TEMPLATE_LIMIT)
    with pytest.raises(LetterRefused):
        own("{% for a in me.name %}" * 4 + "字" * 20_000 + "{% endfor %}" * 4)


# ── files ────────────────────────────────────────────────────────────────────────────────


def test_encodings() -> None:
    text = letter(DISPUTE, "zh").text
    assert encode(text).decode("utf-8") == text
    assert encode(text, bom=True)[:3] == b"\xef\xbb\xbf"
    assert encode(text, "gb18030").decode("gb18030").replace("\r\n", "\n") == text
    with pytest.raises(LetterRefused):
        encode(text, "gb18030", bom=True)


def test_a_word_document_has_the_same_words_in_its_styles(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = letter(DISPUTE, "zh")
    path = tmp_path / "a.docx"
    path.write_bytes(to_docx(made))
    document = docx.Document(str(path))
    texts = [p.text for p in document.paragraphs]
    assert all(any(b.text in t for t in texts) for b in made.blocks if b.text)
    assert document.paragraphs[0].style.name == "Title"
    assert 'w:eastAsia="宋体"' in document.styles["Normal"].element.xml
    assert document.core_properties.author == ""


# ── lines ────────────────────────────────────────────────────────────────────────────────


def test_marks_stay_with_what_they_close_and_numbers_stay_whole() -> None:
    text = "甲" * 38 + "，乙（" + "1,234,567.89 元）" * 30
    lines = lay_out((Block(Shape.PARAGRAPH, text),), "zh").splitlines()
    assert all(cells(line) <= WIDTH for line in lines)
    assert not [line for line in lines if line.strip("　 ")[0] in "，）。"]
    assert not [line for line in lines if line.endswith("（")]
    assert "".join(lines).replace("　", "").replace(" ", "").count("1,234,567.89元") == 30


def test_what_is_wider_than_a_line_is_cut_not_lost() -> None:
    long = "x" * 500
    lines = lay_out((Block(Shape.PARAGRAPH, long),), "en").splitlines()
    assert "".join(lines) == long
    assert max(map(cells, lines)) <= WIDTH


@pytest.mark.parametrize(
    ("amount", "said"),
    [("379.44", "叁佰柒拾玖元肆角肆分"), ("10900", "壹万零玖佰元整"), ("0.30", "叁角"),
     ("100000.05", "壹拾万元零伍分")],
)  # fmt: skip
def test_capital_figures(amount: str, said: str) -> None:
    from decimal import Decimal

    assert capital(Decimal(amount)) == said
