"""The figures that a text states. Nothing is added up, guessed or filled in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import islice

from debtcheck.statements.papers.stated_claim import Change, MessageClaim

Spans = dict[str, tuple[int, int]]  # where the words of a figure stand in the text

_NUMBER = r"(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,11}(?:\.[0-9]{1,4})?)"
_UNIT = r"(?P<u>[ ]?(?:万元|万|元|rmb|块)?)(?![0-9,.]*[%年月日天期笔号条])"
_LINK = r"(?:余额|金额|合计|总额|共计|为|是|约|:|人民币|rmb|¥|¥|共| |的){0,4}"
_HEADS = {
    "principal": "本金|principal",
    "compound": "复利|compound interest",
    "penalty": "罚息|逾期利息|滞纳息|penalty",
    "damages": "违约金|滞纳金",
    "interest": "(?<!逾期)利息|interest",
    "costs": "律师费|诉讼费|保全费|仲裁费",
}
_FEES = "融资担保费|担保费|服务费|手续费|会员费|咨询费|管理费|保险费|保费|分期费|权益费|fee"
_BEFORE, _MOST_NAMED = 8, 20  # characters before a figure that say what it is; figures of a head
_SETTLED = (
    "已还", "已付", "已归还", "已偿还", "已支付", "已收", "已缴", "减免", "免除", "免收", "paid ",
    "waived ",
)  # fmt: skip
_LENT = ("借款", "贷款", "合同", "放款", "授信", "发放", "信用", "额度", "出借", "借到", "可用")
_PART = ("费用", "利息", "罚息", "费")  # the sum of one head is no total
_OWED = ("欠", "剩余", "未还", "未偿", "应还", "待还", "逾期", "归还", "偿还")
_MOST_FEES = 9  # more names in one text are not fees of one debt
_SURE = (
    "本息合计|本息共计|总计|合计|共计|欠款总额|应还总额|总欠款|结欠总额|欠款合计|总额|"
    "应还款总额|total"
)
_LESS_SURE = (
    "应还款金额|应还金额|应还款|应还|逾期金额|欠款金额|逾期欠款|欠款余额|欠款本息|尚欠|欠款|"
    "待还金额|待还|结欠|账单金额|本期账单|账单|归还借款本息|amount due|amount|owe|due"
)
_DAYS = re.compile(
    r"逾期 ?(?:已|达|已达|已经|天数|了|:|为|共){0,3} ?(?P<a>[0-9]{1,4}) ?[天日]"
    r"|(?P<b>[0-9]{1,4}) days? overdue|overdue (?:for|by) (?P<c>[0-9]{1,4}) days?"
)
_AS_OF = re.compile(
    r"(?:截至|截止至|截止到|截止|as of) ?(?P<y>20[0-9]{2}) ?[年./-] ?(?P<m>[0-9]{1,2}) ?[月./-] ?"
    r"(?P<d>[0-9]{1,2})"
)
_COMPANY = r"(?P<who>[\u4e00-\u9fff()]{2,28}?(?:公司|银行|合伙企业|信托|中心))"
_ASSIGNEE = re.compile(
    rf"(?:转让给|转让予|转让至|出让给|受让人(?:为|是|:)|由)了?{_COMPANY}"
    r"(?=受让|[,。;、( ]|$|享有|所有)"
)
_HAS_PAID = (
    rf"{_COMPANY}(?:已)?(?:于[0-9年月日./-]{{6,14}})?(?:已)?(?:向[\u4e00-\u9fff]{{2,20}})?"
    rf"(?:履行了?|承担了?|完成了?)?(?:全部|连带|保证)?(?:代偿|担保责任)"
)
_GUARANTORS = (re.compile(f"由{_HAS_PAID}"), re.compile(rf"(?:^|;|,|。|\n){_HAS_PAID}"))
_PRINCIPAL_OF_AGENT = re.compile(rf"(?:受|代){_COMPANY}(?:的)?委托")
_OWED_TO = re.compile(rf"(?:尚欠|欠付|拖欠|结欠){_COMPANY}")
_SENDER = re.compile(r"【(?P<who>[^【】\n]{2,20})】")
_DIGIT = re.compile("[0-9]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_WAN = Decimal(10_000)


def _amount(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words}){_LINK}{_NUMBER}{_UNIT}")


# One character that every Chinese word of the head has, and the pattern.
_MARK = {
    "principal": "本",
    "compound": "复",
    "penalty": "息",
    "damages": "金",
    "interest": "息",
    "costs": "费",
}
_BY_HEAD = {head: (_MARK[head], _amount(words)) for head, words in _HEADS.items()}
_FEE = _amount(_FEES)
_TOTALS = (_amount(_SURE), _amount(_LESS_SURE))


def read_claim(text: str) -> MessageClaim:
    """The claim of a text made plain; every figure that is not stated is None."""
    return read_stated(text)[0]


def read_stated(text: str) -> tuple[MessageClaim, Spans]:
    """The claim of a text made plain, and the place of the words of each of its figures."""
    if not _DIGIT.search(text) and not _changed(text) and "【" not in text:
        return MessageClaim(), {}
    english = not _CHINESE.search(text)
    found = {
        head: match
        for head, (key, pattern) in _BY_HEAD.items()
        if (key in text or english) and (match := _asked(pattern, text))
    }
    fees = _fees(text) if "费" in text or english else []
    total = _asked(_TOTALS[0], text) or _asked(_TOTALS[1], text)
    change, creditor = _creditor(text)
    sender = _SENDER.search(text)
    days = _DAYS.search(text)
    as_of, day = _day(text)
    claim = MessageClaim(
        total=_value(total) if total else None,
        fee=sum(map(_value, fees), Decimal(0)) if fees else None,
        overdue_days=next((int(g) for g in days.groups() if g), None) if days else None,
        as_of=day,
        creditor=creditor,
        sender=sender["who"] if sender else None,
        change=change,
        **{head: _value(match) for head, match in found.items()},
    )
    spans = {name: match.span() for name, match in found.items()}
    if total:
        spans["total"] = total.span()
    if fees:
        spans["fee"] = (fees[0].start(), max(fee.end() for fee in fees))
    if days:
        spans["overdue_days"] = days.span()
    if as_of and day:
        spans["as_of"] = as_of.span()
    return claim, spans


def _asked(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The figure that is asked for: not what was paid, waived or once lent, if another is named."""
    lent: re.Match[str] | None = None
    is_total = pattern in _TOTALS
    for match in islice(pattern.finditer(text), _MOST_NAMED):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if before.endswith(_SETTLED) or (is_total and before.endswith(_PART)):
            continue
        if not before.endswith(_LENT) or any(word in before for word in _OWED):
            return match
        lent = lent or match
    return None if is_total else lent


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match["n"].replace(",", ""))
    return number * _WAN if "万" in match["u"] else number


def _fees(text: str) -> list[re.Match[str]]:
    """The fees: a text may name several, each of them once."""
    found: dict[str, re.Match[str]] = {}
    for match in _FEE.finditer(text):
        found.setdefault(match[0][:3], match)
        if len(found) > _MOST_FEES:
            break
    return list(found.values())


def _day(text: str) -> tuple[re.Match[str] | None, date | None]:
    match = _AS_OF.search(text)
    if match is None:
        return None, None
    try:
        return match, date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return match, None


def _changed(text: str) -> bool:
    return "转让" in text or "受让" in text or "代偿" in text or "委托" in text


def _creditor(text: str) -> tuple[Change | None, str | None]:
    """Who is said to be owed now, and how that came about."""
    if "代偿" in text:
        for pattern in _GUARANTORS:
            if match := pattern.search(text):
                return Change.GUARANTOR_PAID, _name(match)
    if "转让" in text or "受让" in text:
        match = _ASSIGNEE.search(text)
        return Change.ASSIGNED, _name(match) if match else None
    if "代偿" in text:
        return Change.GUARANTOR_PAID, None
    if match := _PRINCIPAL_OF_AGENT.search(text):
        return Change.ENTRUSTED, _name(match)
    match = _OWED_TO.search(text)
    return None, _name(match) if match else None


def _name(match: re.Match[str]) -> str:
    return match["who"].strip("()")
