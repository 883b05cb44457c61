"""What a text says of a court: which paper, which court, which case."""

from __future__ import annotations

import re

from debtcheck.messages.model import CourtFacts, Paper

_PAPERS = (
    (Paper.PAYMENT_ORDER, ("支付令", "payment order")),
    (Paper.ARBITRATION, ("仲裁",)),
    (Paper.PRESERVATION, ("财产保全", "诉前保全", "保全裁定")),
    (Paper.HEARING, ("传票", "开庭", "庭审", "summons")),
    (Paper.COMPLAINT, ("起诉状", "应诉", "答辩", "送达")),
    (
        Paper.ENFORCEMENT,
        ("执行通知书", "限制消费", "限制高消费", "限高", "强制执行", "被执行人", "执行证书"),
    ),
    (Paper.JUDGMENT, ("判决", "调解书", "裁定")),
    (Paper.MEDIATION, ("调解", "mediation")),
)
_CASE_NO = re.compile(r"\(20[0-9]{2}\)[\u4e00-\u9fff0-9]{1,16}号")
_COURT = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:人民法院|区法院|县法院|市法院|仲裁委员会)")
_BEFORE_NAME = re.compile(r"^.*(?:向|由|为|是|至|到|受|您好|我|被)")


def court_facts(text: str) -> CourtFacts:
    """The court facts of a text made plain that speaks of a court."""
    paper = next((p for p, words in _PAPERS if any(w in text for w in words)), Paper.OTHER)
    case_no = _CASE_NO.search(text)
    court = _COURT.search(text)
    name = _BEFORE_NAME.sub("", court[0]) if court else None
    return CourtFacts(paper, name or None, case_no[0] if case_no else None)
