"""Every letter of every case: its golden file, its figures, its law, its blanks, its lines."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.audit.report import Paper
from debtcheck.case.kinds import LenderKind
from debtcheck.engine.money import show
from debtcheck.letters.guards import Ask
from debtcheck.letters.kinds import KINDS
from debtcheck.letters.letter import Letter, Shape
from debtcheck.letters.render import TEMPLATES
from debtcheck.letters.wrap import WIDTH, cells
from debtcheck.planning.offers import make_offer
from debtcheck.words.catalog import Words

from .written import (
    LANGUAGES,
    LETTERS,
    Written,
    ask,
    days_in,
    law,
    letter,
    money_in,
    numbers_in,
    report,
)

GOLDEN = Path(__file__).with_name("golden")
NEVER = tomllib.loads(
    (Path(__file__).parents[1] / "report" / "never.toml").read_text(encoding="utf-8")
)["never"]
ALSO_NEVER = (
    "不用还|无效债务|无效|非法|违法|犯罪|高利贷|停息挂账|套路贷|曝光|后果自负|否则将|必须同意"
    "|(?i:\\b(?:or else|expose|criminal|we will sue)\\b)"
)
ALL = [pytest.param(w, lang, id=f"{w.name}.{lang}") for w in LETTERS for lang in LANGUAGES]
EACH = [pytest.param(w, id=w.name) for w in LETTERS]


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_it_reads_as_the_golden_file(written: Written, lang: str, update_goldens: bool) -> None:
    file = GOLDEN / f"{written.name}.{lang}.txt"
    text = letter(written, lang).text
    if update_goldens:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    wanted = {f"{w.name}.{lang}.txt" for w in LETTERS for lang in LANGUAGES}
    assert {f.name for f in GOLDEN.iterdir()} == wanted


def test_every_kind_has_its_templates_words_and_a_letter() -> None:
    for kind in KINDS:
        for lang in LANGUAGES:
            assert (TEMPLATES / f"{kind}.{lang}.j2").is_file()
            assert Words(lang).has(f"letter.kind.{kind}.name")
            assert Words(lang).has(f"letter.kind.{kind}.about")
        assert any(w.kind == kind for w in LETTERS), kind


# ── figures and law ──────────────────────────────────────────────────────────────────────


def facts_of(value: object) -> str:
    """Everything a value holds, as text."""
    if isinstance(value, Decimal):
        return f" {show(value)} {value.normalize():f} "
    if isinstance(value, datetime):
        return f" {value:%Y-%m-%d %H:%M} "
    if isinstance(value, date):
        return f" {value.isoformat()} "
    if is_dataclass(value) and not isinstance(value, type):
        return "".join(facts_of(getattr(value, f.name)) for f in fields(value))
    if isinstance(value, dict):
        return "".join(facts_of(item) for pair in value.items() for item in pair)
    if isinstance(value, tuple | list):
        return "".join(facts_of(item) for item in value)
    return f" {value} "


def sources(asked: Ask, made: Letter) -> str:
    """All that a letter's figures may come from, as one text."""
    found = [json.dumps(asked.report.to_dict(asked.lang), ensure_ascii=False)]
    found.append(facts_of(asked.report.case))
    found.append(facts_of([(d.days, d.on) for d in made.deadlines]))
    found.append(facts_of([asked.today, len(asked.report.case.payments)]))
    found.append(facts_of(asked.wish))
    found.append(facts_of(asked.contacts))
    agents = sum((f.amount for f in asked.report.case.fees if f.kind == "agent"), Decimal(0))
    others = sum((f.amount for f in asked.report.case.fees), Decimal(0)) - agents
    found.append(facts_of([agents, others]))
    if asked.contacts:  # the numbers of the items
        found.append(facts_of(list(range(1, len(asked.contacts) + 1))))
    if asked.means is not None:
        found.append(facts_of([asked.means.income, asked.means.spent, asked.means.surplus]))
    if "offer" in asked.kind.needs:
        wish = asked.wish
        if asked.means is not None:
            wish = type(wish)(monthly=asked.means.surplus)
        offer = make_offer(asked.report.case, asked.law, today=asked.today, wish=wish)
        found.append(facts_of(offer))
        months = len(offer.rows) - bool(offer.lump)
        found.append(facts_of([len(offer.rows), months, offer.monthly]))
        if offer.limited is not None:
            found.append(facts_of(offer.limited))
    for cited in made.law:
        rule = law().find(cited.id, cited.on)
        found += [rule.cite[asked.lang], rule.says[asked.lang]]
    return "\n".join(found)


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_every_figure_comes_from_somewhere(written: Written, lang: str) -> None:
    made, asked = letter(written, lang), ask(written, lang)
    known = sources(asked, made)
    text = "\n".join([*made.paragraphs(), *made.attachments])
    days, numbers = days_in(known)[0], numbers_in(known)
    plain = {n.rstrip("0").rstrip(".") if "." in n else n for n in numbers}
    assert days_in(text)[0] - days == set()
    unknown = {
        n
        for n in numbers_in(text)
        if n not in numbers and (n.rstrip("0").rstrip(".") if "." in n else n) not in plain
    }
    assert unknown == set()


@pytest.mark.parametrize("written", EACH)
def test_both_languages_carry_the_same_figures_days_and_rules(written: Written) -> None:
    zh, en = (letter(written, lang) for lang in LANGUAGES)
    causes = ("可能原因", "Possible cause")  # "千分之五" may be "0.5%" there
    texts = ["\n".join(b.text for b in m.blocks if b.mark not in causes) for m in (zh, en)]
    assert money_in(texts[0]) == money_in(texts[1])
    # 截至2020年8月19日: a legal date may be said in words that differ; those of the case may not
    own = days_in(facts_of(report(written).case) + facts_of(written.today))[0]
    assert days_in(texts[0])[0] & own == days_in(texts[1])[0] & own
    assert {(c.id, c.on) for c in zh.law} == {(c.id, c.on) for c in en.law}
    assert [b.key for b in zh.blanks] == [b.key for b in en.blanks]
    assert [b.shape for b in zh.blocks] == [b.shape for b in en.blocks]
    assert len(zh.attachments) == len(en.attachments)
    assert [d.on for d in zh.deadlines] == [d.on for d in en.deadlines]


_CITED = re.compile(r"《[^》]+》(?:（[^）]*）)*第\d+条")


@pytest.mark.parametrize("written", EACH)
def test_every_cited_article_is_in_the_law_of_its_day(written: Written) -> None:
    made = letter(written, "zh")
    text = "\n".join(made.paragraphs())
    versions = [law().find(c.id, c.on) for c in made.law]
    known = "\n".join(rule.cite_zh for rule in versions)
    assert [c for c in _CITED.findall(text) if c not in known] == []
    assert all(rule.confidence in ("V", "V2") and rule.force != "U" for rule in versions)
    kind = report(written).case.lender.kind or LenderKind.UNKNOWN
    for rule in versions:
        assert kind in rule.lenders or len(rule.lenders) == len(LenderKind)
        assert not rule.card_only or report(written).case.card is not None


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_a_licensed_lender_is_never_held_to_the_private_limit(written: Written, lang: str) -> None:
    made = report(written)
    if made.case.lender.kind is not LenderKind.PRIVATE:
        own = made.paper is Paper.JUDGMENT  # then the judgment itself may name an LPR
        text = letter(written, lang).text
        assert not re.search("四倍|(?i:four times)|4x" if own else "LPR", text)


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_article_70_is_for_credit_cards_only(written: Written, lang: str) -> None:
    made = letter(written, lang)
    if report(written).case.card is None:
        assert "信用卡业务监督管理办法" not in made.text
        assert not any(c.id in ("T10", "C21", "C22") for c in made.law)


@pytest.mark.parametrize("written", EACH)
def test_capital_figures_say_the_same(written: Written) -> None:
    from cn2an import cn2an

    pairs = re.findall(
        r"([\d,]+\.\d{2}) 元（人民币([^）]+)）", "\n".join(letter(written, "zh").paragraphs())
    )
    for figure, capital in pairs:
        yuan, _, rest = capital.partition("元")
        jiao = re.search(r"(.)角", rest)
        fen = re.search(r"(.)分", rest)
        amount = Decimal(cn2an(yuan, "smart"))
        amount += Decimal("零壹贰叁肆伍陆柒捌玖".index(jiao[1])) / 10 if jiao else 0
        amount += Decimal("零壹贰叁肆伍陆柒捌玖".index(fen[1])) / 100 if fen else 0
        assert amount == Decimal(figure.replace(",", ""))


# ── words ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_it_says_nothing_that_may_never_be_said(written: Written, lang: str) -> None:
    made = letter(written, lang)
    words = Words(lang)
    said = [
        *made.paragraphs(),
        *made.attachments,
        *(words.say(a) for a in (*made.after, *made.notes)),
    ]
    text = "\n".join(said)
    assert [e["group"] for e in NEVER if re.search(e["pattern"], text)] == []
    assert re.findall(ALSO_NEVER, text) == []


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_letters_that_dispute_admit_nothing_and_offer_nothing(written: Written, lang: str) -> None:
    if KINDS[written.kind].acknowledges or written.kind == "settlement-proof":
        return
    text = "".join(letter(written, lang).paragraphs())
    text = text.replace(report(written).case.lender.platform or "-", "")
    if report(written).paper is Paper.JUDGMENT:  # it decides the debt; only the rest is disputed
        assert (
            "不表示同意有异议的部分" if lang == "zh" else "does not accept the disputed"
        ) in text
    else:
        assert ("不构成" in text) if lang == "zh" else ("no admission" in text)
    offers = r"i am willing to (pay|go on paying)|(in|by) (monthly )?instal?ments|instal?ment plan"
    assert not re.search(rf"愿意(继续)?还款|分期|承诺|(?i:{offers})", text)


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_every_blank_is_listed(written: Written, lang: str) -> None:
    made = letter(written, lang)
    start = "【请填写：" if lang == "zh" else "【please fill in: "
    visible = {
        b[len(start) : -1] for p in made.paragraphs() for b in re.findall(rf"{start}[^】]*】", p)
    }
    assert visible == {b.label for b in made.blanks}
    assert all(b.key for b in made.blanks)
    text = "".join(Words(lang).say(a) for a in made.after)
    assert all(b.label in text for b in made.blanks)


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_lines_keep_the_edge_and_paragraphs_stay_whole(written: Written, lang: str) -> None:
    made = letter(written, lang)
    lines = made.text.splitlines()
    assert [line for line in lines if cells(line.strip("　 ")) > WIDTH or cells(line) > WIDTH] == []
    assert [
        line for line in lines if line.strip("　 ")[:1] in set("，。、；：？！）》」』】”’")
    ] == []
    assert [line for line in lines if line.rstrip()[-1:] in set("（《「『“‘")] == []
    whole = "".join(made.text.split())
    for paragraph in made.paragraphs():
        assert "".join(paragraph.split()) in whole


@pytest.mark.parametrize(("written", "lang"), ALL)
def test_each_paragraph_ends_whole(written: Written, lang: str) -> None:
    for block in letter(written, lang).blocks:
        if block.shape in (Shape.PARAGRAPH, Shape.LINE) and block.text and block.mark != "":
            assert block.text[-1] in "。：？.?:】", block.text
        assert not re.search(r"。。|\.\.(?!\.)|，，|；。|: \.", block.text), block.text


def test_a_figure_from_memory_is_never_a_fact() -> None:
    for lang in LANGUAGES:
        made = letter(next(w for w in LETTERS if w.name == "only_a_total.dispute"), lang)
        text = "".join(made.paragraphs())
        assert "8,710.14" not in text
        assert "1,165.86" not in text
        assert made.notes
