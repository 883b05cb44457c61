"""What no screen may ever say, also by implication, in either language (with paraphrases).

Each pattern is first shown to catch what it is meant for, then held against every sentence of all
word files and every rendered report.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import debtcheck.words
from debtcheck.report.explain import explain, known_codes
from debtcheck.words.catalog import LANGUAGES, Words

from . import fixtures
from .fixtures import ALL
from .run import screen

WORDS = Path(debtcheck.words.__file__).parent
MORE = {"hostile": fixtures.hostile_case}

NEVER: dict[str, list[tuple[str, str]]] = {
    # (pattern, a sentence it must catch)
    "nothing is owed any more": [
        (r"(不用|无需|无须|不必|不需要|可以不|不该)(再)?(偿还|归还|还款|还钱|还了|还(?!价)|付款|付了)", "这笔钱不用再还了"),
        (r"(欠款|债务|这笔债|借款)(已经?|就|便)?(消灭|作废|一笔勾销|归零|清零)", "债务已作废"),
        (r"时效(已经?|早就?)?(过了|届满|超过)[^。]{0,8}(没事|结束|不用|不必|可以不|就完)", "时效已经过了，就没事了"),
        (r"(?i)(need not|needn't|do not have to|don't have to|no need to) (re)?pay", "You do not have to pay"),
        (r"(?i)(limitation|prescription)[^.]{0,30}(it is over|nothing is owed|free of)", "The limitation has run, it is over"),
        (r"(?i)debt (is|has been) (cancelled|wiped|extinguished)", "The debt is cancelled"),
    ],
    "stop paying": [
        (r"(停止|暂停|中断|拒绝|先别|别再|不要再|先不)(还款|还钱|还贷|付款|偿还|归还|还(?![^。]{0,3}(书|价)))", "先别还，等他们来谈"),
        (r"断供|强制停息|停息挂账(就|即)可|拖着", "可以强制停息"),
        (r"(?i)(stop|refuse|suspend|withhold|hold back)(ping)? (re)?pay(ing|ments?)\b", "Stop paying until they talk"),
        (r"(?i)wait (for|until) (them|they)[^.]{0,20}(talk|negotiate|come)", "wait until they come to talk"),
    ],
    "nobody goes to prison": [
        (r"(不会|不至于|不用|没人)(坐牢|被抓|判刑|负刑责|承担刑事)|不坐牢|不构成犯罪|只是民事|属于民事", "欠钱只是民事纠纷，不会坐牢"),
        (r"(?i)(no one|nobody|you will not|won't|never)[^.]{0,20}(prison|jail|arrest)|debt is (only )?civil", "Debt is civil, nobody goes to prison"),
    ],
    "only the limit is owed": [
        (r"只(需|要|用|须)?(要)?(还|付|偿还|归还)[^。，]{0,12}(上限|四倍|24|LPR|法定)", "您只需还上限以内的部分"),
        (r"(?i)only (need|have|owe)[^.]{0,30}(limit|ceiling|cap\b)", "You only need to pay what the legal limit says"),
    ],
    "void or illegal": [
        (r"非法|违法|高利贷|诈骗贷|黑贷", "这是非法利息"),
        (r"(利息|利率|罚息|费用|部分|债务|借款|合同|约定)[^。，；]{0,10}(无效|作废|不成立(?!，)(?!$)的债)", "超出部分无效"),
        (r"(?i)\b(void|illegal|unlawful|invalid debt|usurious)\b", "Above four times LPR is void"),
    ],
    "the bank must agree": [
        (r"(银行|平台|对方|出借人)(必须|应当|一定要|有义务|只能)(同意|停息|减免|分期|协商|接受)", "银行必须同意停息"),
        (r"必须(停息|减免|分期)|分?60期|六十期", "可以分60期"),
        (r"(?i)(bank|platform|lender|claimant) (must|has to|is obliged to) (agree|accept|stop|waive|grant)", "The bank must agree to stop interest"),
    ],
    "safe to pay": [
        (r"放心(付|还|转|支付|汇|打)|(没有|未发现|无)风险|(可以|请)放心|安全可靠|确认安全", "没有风险，可以放心付"),
        (r"(?i)(no risk|safe to pay|pay with confidence|is safe\b|risk-free)", "No risk found, pay with confidence"),
    ],
    "courts only frighten": [
        (r"(只是|就是|都是)(吓唬|吓人|恐吓)|(不用|不必|无需|可以不)(理|管|理会|理睬|去法院|到庭|出庭)|可以忽略|置之不理", "法院短信只是吓唬人，不用理"),
        (r"(?i)(just|only) (to )?(frighten|scare)|(can|may|should) (be )?ignored?|ignore (it|them|the (court|message))", "They only frighten, ignore them"),
    ],
    "hide, or borrow to repay": [
        (r"换(个|一个|掉)?(手机)?号|换号|关机|失联(就|即)|拉黑|(?<!不)(再借一笔|以贷养贷|借新还旧)", "换个手机号"),
        (r"(?i)change your (phone )?number|(?<!not )(take (out )?|get )(a |another )new loan to|borrow (once )?more to", "Change your number and borrow once more to pay"),
    ],
    "the record is clean at once": [
        (r"(还清|结清|还完)[^。]{0,8}(马上|立即|立刻|当天|随即|就)[^。]{0,6}(消除|清除|干净|恢复|没有)", "还清后征信马上干净"),
        (r"异议[^。]{0,8}(能|可以|就)?(消除|删除|清除|抹掉)", "提异议就能删除逾期记录"),
        (r"征信(修复|洗白)", "征信修复"),
        (r"(?i)(record|credit)[^.]{0,20}(clean|clear|restored) (at once|immediately)|removes? overdue entries", "Your record is clean at once"),
    ],
}  # fmt: skip
PATTERNS = [(group, *pair) for group, pairs in NEVER.items() for pair in pairs]


def sentences(lang: str) -> list[tuple[str, str]]:
    """Every sentence of every topic, with where it stands."""
    found: list[tuple[str, str]] = []

    def walk(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}.{key}", value)
            else:
                found.append((f"{prefix}.{key}", str(value)))

    for path in sorted((WORDS / lang).glob("*.toml")):
        walk(f"{lang}/{path.stem}", tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize(("group", "pattern", "sample"), PATTERNS)
def test_a_pattern_catches_what_it_is_meant_for(group: str, pattern: str, sample: str) -> None:
    assert re.search(pattern, sample), group


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("group", NEVER)
def test_no_sentence_of_any_topic_says_it(group: str, lang: str) -> None:
    wrong = [
        (key, sentence)
        for key, sentence in sentences(lang)
        for pattern, _ in NEVER[group]
        if re.search(pattern, sentence)
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*ALL, *MORE])
def test_no_report_says_it(name: str, lang: str) -> None:
    out = " ".join(screen((ALL | MORE)[name](), lang).split())
    if lang == "zh":
        out = out.replace(" ", "")
    assert [(g, p) for g, p, _ in PATTERNS if re.search(p, out)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_explanation_says_it(lang: str) -> None:
    for code in known_codes():
        out = " ".join(explain(None, code, Words(lang)).split())
        assert [(code, g) for g, p, _ in PATTERNS if re.search(p, out)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_licensed_lender_is_never_held_to_the_private_limit(lang: str) -> None:
    for name in ("case_a", "reduce", "court", "clean"):
        out = screen(ALL[name](), lang)
        assert "LPR" not in out
        assert "四倍" not in out
