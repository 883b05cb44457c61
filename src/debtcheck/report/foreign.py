"""Text that somebody else wrote, made harmless, and personal data masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case

_LONGEST = 300
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?")
_GONE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ID = re.compile(r"(?<![0-9A-Za-z])(\d{3})\d{11}(\d{3}[\dXx])(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])")
_ACCOUNT = re.compile(
    r"(?<![0-9A-Za-z.])"
    r"(?:[0-9]{11,40}|[0-9]{4}(?:[ -][0-9]{4}){2,4}(?:[ -][0-9]{1,3})?)(?![0-9A-Za-z])"
)
_ACCOUNT_SHOWN = 4
_NOT_A_PERSON = ("公司", "银行", "支付", "平台", "中心", "法院", "有限", "集团", "在线")
_LONGEST_NAME = 4


def clean(text: str, longest: int = _LONGEST) -> str:
    """A foreign text as one line of plain characters.

    Escape sequences, control, bidirectional and invisible characters are dropped, line ends become
    spaces, and what is longer than `longest` characters is cut. Markup stays as it was written:
    nothing here or later interprets it.
    """
    plain = _ANSI.sub("", text[: longest * 20])
    kept = (
        " " if c in "\t\n\r\v\f\u2028\u2029" else c
        for c in plain
        if c in "\t\n\r\v\f\u2028\u2029" or unicodedata.category(c) not in _GONE
    )
    line = " ".join("".join(kept).split(" ")).replace("\u00a0", " ").replace("\u2212", "-")
    return line if len(line) <= longest else line[:longest] + "..."


def hide_numbers(text: str) -> str:
    """A text whose account, card, order, telephone and identity numbers show their end only."""
    hidden = _ID.sub(r"\1***********\2", text)
    hidden = _PHONE.sub(r"\1****\2", hidden)
    return _ACCOUNT.sub(lambda found: "****" + found[0][-_ACCOUNT_SHOWN:], hidden)


class Mask:
    """Hides names, identity numbers and telephone numbers, unless they are asked for."""

    def __init__(self, case: Case, show_private: bool) -> None:
        self.off = show_private
        people = [case.borrower.name, *(c.name for c in case.codebtors)]
        private = case.lender.kind is LenderKind.PRIVATE
        people += [
            lender.name
            for lender in case.lenders
            if lender.natural_person
            or (lender.kind is LenderKind.PRIVATE and lender.natural_person is None)
        ]
        for payment in case.payments:
            people.append(payment.payer if payment.payer != "self" else "")
            people.append(payment.payee if private else "")
        for claim in case.claims:
            people.append(claim.claimant if private else "")
        whole = (case.borrower.id_number, case.borrower.phone, case.borrower.address)
        self._hidden = [(n, _initial(n)) for n in _longest_first(people) if _person(n)]
        self._hidden += [(w, "****") for w in _longest_first(whole)]

    def __call__(self, text: str) -> str:
        """The text with what is personal hidden."""
        if self.off:
            return text
        for name, masked in self._hidden:
            if name.isascii():
                whole = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
                text = re.sub(whole, masked, text)
            else:
                text = text.replace(name, masked)
        return _PHONE.sub(r"\1****\2", _ID.sub(r"\1***********\2", text))


def _longest_first(values: Iterable[str]) -> list[str]:
    return sorted({v for v in values if len(v) > 1}, key=lambda v: (-len(v), v))


def _person(name: str) -> bool:
    if any(part in name for part in _NOT_A_PERSON):
        return False
    return name.isascii() or len(name) <= _LONGEST_NAME or "·" in name


def _initial(name: str) -> str:
    if name.isascii():
        return f"{name[0]}***"
    return name[0] + "*" * (len(name) - 1)
