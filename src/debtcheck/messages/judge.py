"""Judges a message: which signs it has, how sure they make it, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debtcheck.messages.links import Link, Standing, find_links, shortened
from debtcheck.messages.model import CourtFacts, Judgement, Kind, Level, Paper, Sign
from debtcheck.messages.rules import Hit, RuleSet
from debtcheck.messages.signs import find_hits
from debtcheck.statements.papers.stated_claim import MessageClaim
from debtcheck.statements.writing import Normal, normalise

LIKELY, POSSIBLE = 70, 40  # the weight of one sign
LIKELY_SUM = {Kind.SCAM: 110, Kind.PRESSURE: 100}  # the weights of several
_WITH_LINK = {Standing.UNKNOWN: 45, Standing.ODD: 60, Standing.LOOKALIKE: 90}
# An unknown address beside a demand for data is worth more than alone.
_BAIT = (
    "密码", "验证码", "卡号", "解冻", "更新信息", "更新资料", "重新认证", "认证", "过期", "失效",
    "核实身份", "实名", "积分", "停用", "冻结", "提现", "下载", "还款", "逾期", "扣费", "领取",
    "退款", "理赔", "补贴", "退费", "核验", "额度",
)  # fmt: skip
_BAITED = 80
_ORDER = {kind: place for place, kind in enumerate(Kind)}
_SINGLE_RULE = "SC15"  # haste, which is no sign by itself


def judge(text: str, book: RuleSet, *, with_claim: bool = True) -> Judgement:
    """Judge one message.

    Args:
        text: The message as it came in.
        book: The rules, of `load.load_rules`.
        with_claim: Read the figures too; without them the answer is there sooner.

    Returns:
        Verdicts, signs with the user's own words, the stated claim, what to do first.
    """
    normal = normalise(text, book.folding)
    hits = find_hits(normal.text, book)
    kinds = {hit.rule.kind for hit in hits}
    court, distress, sent = "court" in kinds, "distress" in kinds, "sent" in kinds
    links = list(find_links(normal.folded, book))
    signs = tuple(_signs(normal, hits, links))
    hard = sent or any(h.rule.hard for h in hits) or _bait_link(links)
    scam = _level(Kind.SCAM, signs)
    if court and scam is Level.LIKELY and not hard:
        scam = Level.POSSIBLE
    if sent:
        scam = Level.LIKELY
    pressure = _level(Kind.PRESSURE, signs)
    facts = _court(normal.text) if court else None
    return Judgement(
        scam=scam,
        pressure=pressure,
        court=court,
        distress=distress,
        sent=sent,
        signs=signs,
        claim=_claim(normal.text) if with_claim and not distress else MessageClaim(),
        court_facts=facts,
        suit_warned="suit" in kinds and not court,
        do_first=tuple(
            _first(scam, pressure, facts.paper if facts else None, distress=distress, sent=sent)
        ),
    )


def _claim(text: str) -> MessageClaim:
    from debtcheck.statements.papers.claim_text import read_claim

    return read_claim(text)


def _court(text: str) -> CourtFacts:
    from debtcheck.messages.court import court_facts

    return court_facts(text)


def _signs(normal: Normal, hits: Iterable[Hit], links: Iterable[Link]) -> Iterator[Sign]:
    """Each id once, with the row that weighs most."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.rule.kind not in ("scam", "pressure", "genuine"):
            continue
        known = best.get(hit.rule.id)
        if known is None or hit.rule.weight > known.rule.weight:
            best[hit.rule.id] = hit
    found = [
        Sign(
            hit.rule.id,
            Kind(hit.rule.kind),
            hit.rule.weight,
            shortened(normal.original(hit.start, hit.end)),
        )
        for hit in best.values()
    ]
    found += _link_signs(normal, links)
    if not any(s.kind is Kind.SCAM and s.id != _SINGLE_RULE for s in found):
        found = [s for s in found if s.id != _SINGLE_RULE]
    yield from sorted(found, key=lambda s: (_ORDER[s.kind], -s.weight, s.id))


def _link_signs(normal: Normal, links: Iterable[Link]) -> list[Sign]:
    """The worst address, and that an official one is named."""
    worst: tuple[int, Link] | None = None
    official: Link | None = None
    baited: bool | None = None
    for link in links:
        if link.standing is Standing.OFFICIAL:
            official = official or link
            continue
        weight = _WITH_LINK[link.standing]
        if link.standing is Standing.ODD:
            if baited is None:
                baited = any(word in normal.text for word in _BAIT)
            weight = _BAITED if baited else weight
        if worst is None or weight > worst[0]:
            worst = (weight, link)
    found = []
    if worst is not None:
        found.append(Sign("SC10", Kind.SCAM, worst[0], _words(normal, worst[1])))
    if official is not None:
        found.append(Sign("GN04", Kind.GENUINE, 0, _words(normal, official)))
    return found


def _words(normal: Normal, link: Link) -> str:
    return shortened(normal.original_folded(link.start, link.end))


def _bait_link(links: Iterable[Link]) -> bool:
    return any(link.standing is Standing.LOOKALIKE for link in links)


def _level(kind: Kind, signs: Iterable[Sign]) -> Level:
    weights = [sign.weight for sign in signs if sign.kind is kind]
    if not weights:
        return Level.NONE
    if max(weights) >= LIKELY or sum(weights) >= LIKELY_SUM[kind]:
        return Level.LIKELY
    return Level.POSSIBLE if max(weights) >= POSSIBLE else Level.NONE


def _first(
    scam: Level, pressure: Level, paper: Paper | None, *, distress: bool, sent: bool
) -> Iterator[str]:
    """What to do first, the most urgent first; each a key of the word files."""
    if distress:
        yield from ("calm_someone", "calm_line", "calm_danger", "calm_later")
        return
    if sent:
        yield from ("sent_police", "sent_bank", "sent_keep", "sent_password", "sent_screen")
    if paper is not None:
        yield f"court_{paper.value}"
        yield "court_verify"
    if scam is Level.LIKELY and not sent:
        yield from ("scam_stop", "scam_official", "scam_report")
    elif scam is Level.POSSIBLE:
        yield from ("check_stop", "scam_official")
    if pressure is not Level.NONE:
        yield from ("pressure_keep", "pressure_reply", "pressure_complain")
    if scam is Level.NONE and pressure is Level.NONE and paper is None:
        yield from ("none_official", "none_compare")
