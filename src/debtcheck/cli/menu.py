"""Bare `debtcheck` in a terminal: a calm menu by need, which leads to the right command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debtcheck.cli import common
from debtcheck.cli.interview.ask import Asker, Back, Distress, Leave, calm
from debtcheck.cli.interview.questions import choice

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

INTERRUPTED = 130
NOT_SURE = "not_sure"
_COMMAND = re.compile(r"debtcheck ([^()（）]+)")

#: what to do now, before any question: keys of `message.do` or `menu.now`, three lines each
NOW = {
    "court": ("message.do.court_other", "message.do.court_verify", "menu.now.court_keep"),
    "wanted": ("message.do.scam_stop", "message.do.scam_official", "message.do.scam_report"),
    "sent": ("message.do.sent_police", "message.do.sent_bank", "message.do.sent_keep"),
    "threats": ("menu.now.danger", "message.do.pressure_keep", "message.do.pressure_reply"),
    "check": (),
    "several": ("menu.now.several",),
    "family": ("menu.now.family",),
    "not_mine": ("menu.now.not_mine",),
    NOT_SURE: ("menu.now.not_sure", "menu.now.alone"),
}
#: where each need leads: keys of `menu.q.then.choice`, whose words name the command to run
THEN = {
    "court": ("rights_court", "rights_order", "notice", "new"),
    "wanted": ("scam", "rights_called", "notice"),
    "sent": ("scam", "rights_complaint"),
    "threats": ("contact", "rights_collectors", "rights_visit", "letters"),
    "check": ("new",),
    "several": ("new", "plan", "rights_relief"),
    "family": ("rights_third", "rights_family", "contact", "letters"),
    "not_mine": ("letters", "rights_credit", "notice"),
    NOT_SURE: ("notice", "rights", "new"),
}


def menu(words: Words) -> int:
    """Ask what is needed until a command is chosen, and run it.

    Returns:
        The exit code: the command's, or 0 when the person leaves.
    """
    asker = Asker(words, "menu")
    asker.say(words("new.private"))
    try:
        while True:
            args = _choose(asker)
            if args:
                break
    except (Leave, Back):
        asker.say(words("menu.bye"))
        return 0
    except KeyboardInterrupt:
        common.talk("")
        asker.say(words("menu.bye"))
        return INTERRUPTED
    except Distress:
        calm(words)
        return 0
    common.talk("")
    from debtcheck.cli.app import run

    return run([*args, "--lang", words.lang], words)


def command_in(label: str) -> list[str]:
    """The arguments of the command that a label names: `… (debtcheck rights court)`."""
    found = _COMMAND.search(label)
    return found[1].split() if found else []


def _choose(asker: Asker) -> list[str]:
    """The command for one need; empty to choose again."""
    words = asker.words
    need = asker.ask(choice("need", *NOW))["need"] or NOT_SURE
    if need == "check":
        return ["new"]
    common.talk("")
    for number, key in enumerate(NOW[need], 1):
        asker.say(words(key), f"{number}  " if len(NOW[need]) > 1 else "")
    try:
        then = asker.ask(choice("then", *THEN[need]))["then"]
    except Back:
        return []
    return command_in(words(f"menu.q.then.choice.{then}")) if then else []
