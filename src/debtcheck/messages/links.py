"""Addresses in a text: found, judged by their names alone, and made unclickable. Never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from debtcheck.messages.rules import RuleSet

_ADDRESS = re.compile(
    r"(?<![a-z0-9@._-])(?P<scheme>h(?:tt|xx)ps?://)?"
    r"(?P<host>(?:[a-z0-9-]{1,63}(?:\.|。|\[\.\])){1,8}(?:[a-z]{2,18}|xn--[a-z0-9-]{2,59}"
    r"|(?<=\.)[0-9]{1,3}))"
    r"(?![a-z0-9@-])(?P<rest>(?::[0-9]{1,5})?(?:[/?][!-~]{0,2000})?)"
)
_DOTTED = re.compile(r"[a-z0-9\]-](?:\.|。|\[\.\])[a-z0-9]")
_IP = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_PART = re.compile(r"[.-]")
_TWO_LEVELS = ("com.cn", "net.cn", "org.cn", "gov.cn", "edu.cn", "com.hk", "co.uk", "ac.cn")
_FILES = ("apk", "exe", "ipa", "mobileconfig")
# Endings that a dot between Latin words also makes; only a scheme or www makes them an address.
_KNOWN = frozenset(
    [
        "com",
        "cn",
        "net",
        "org",
        "gov",
        "edu",
        "info",
        "cc",
        "io",
        "co",
        "me",
        "tv",
        "hk",
        "tw",
        "us",
        "uk",
        "jp",
        "kr",
        "ru",
        "app",
        "dev",
        "biz",
        "mobi",
        "name",
        "pro",
        "asia",
        "link",
        "wiki",
        "ltd",
        "group",
        "ren",
        "fit",
        "link",
        "xin",
        "love",
    ]
)
_DOTS = re.compile(r"(?<=[A-Za-z0-9\]-])[.。．](?=[A-Za-z0-9])")
_SCHEME = re.compile(r"(?i)h(tt)(ps?)(?=[:：]//)")
_LONGEST = 60
# Numbers of telephones, cards and persons: the middle is not shown, nothing can dial or copy them.
_NUMBER = re.compile(r"(?<![0-9])([0-9]{3})[0-9]{4,14}([0-9]{3}[0-9Xx])(?![0-9])")


class Standing(StrEnum):
    """What the name of an address says."""

    OFFICIAL = "official"
    UNKNOWN = "unknown"
    ODD = "odd"  # an ending or a form that fraud often uses
    LOOKALIKE = "lookalike"


@dataclass(frozen=True, slots=True)
class Link:
    """An address, with its span in the folded text."""

    host: str
    standing: Standing
    start: int
    end: int


def find_links(folded: str, book: RuleSet) -> Iterator[Link]:
    """Every address of a text that was folded, not yet stripped."""
    if not _DOTTED.search(folded):
        return
    for match in _ADDRESS.finditer(folded):
        host = match["host"].replace("。", ".").replace("[.]", ".")
        ending = host.rpartition(".")[2]
        bare = match["scheme"] is None and not host.startswith("www.")
        if bare and not (ending in _KNOWN or ending in book.odd_endings or _IP.fullmatch(host)):
            continue
        if ending.isdigit() and not _IP.fullmatch(host):
            continue
        yield Link(host, judge_host(host, match["rest"], book), match.start(), match.end())


def judge_host(host: str, rest: str, book: RuleSet) -> Standing:
    """The standing of a host by its name, and by what it would load.

    Args:
        host: `www.icbc.com.cn.loan-pay.top`, small letters.
        rest: What follows it in the address.
        book: Official domains, names that are bait, odd endings.
    """
    labels = host.split(".")
    for i in range(len(labels) - 1):
        if ".".join(labels[i:]) in book.domains:
            return Standing.OFFICIAL
    path = rest.partition("?")[0]
    if _IP.fullmatch(host) or host.startswith("xn--") or ".xn--" in host:
        return Standing.LOOKALIKE
    if path.rpartition(".")[2] in _FILES:
        return Standing.LOOKALIKE
    if any(f".{name}." in f".{host}." for name in book.domains):
        return Standing.LOOKALIKE
    if book.brands.intersection(_PART.split(host)):
        return Standing.LOOKALIKE
    return Standing.ODD if labels[-1] in book.odd_endings else Standing.UNKNOWN


def defang(text: str) -> str:
    """A text whose addresses no program takes for links, and whose long numbers are not whole."""
    text = _NUMBER.sub(r"\1****\2", text)
    if "." in text or "。" in text or "．" in text:
        return _DOTS.sub("[.]", _SCHEME.sub(r"hxx\2", text))
    return text


def shortened(text: str) -> str:
    """A quotation for the screen: one line, defanged, of bounded length."""
    line = " ".join(text.split())
    return defang(line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "...")
