"""The interview from the first question to the last: asks, keeps, shows figures on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from debtcheck.case.problem import InputError, Problem
from debtcheck.cli import common
from debtcheck.cli.interview import draft, presets
from debtcheck.cli.interview.ask import Asker, Back, Distress, Leave, calm
from debtcheck.cli.interview.facts import Facts, facts
from debtcheck.cli.interview.figure import court_lines, figures, first_figure
from debtcheck.cli.interview.flow import COURT_SEEN, FROM, product, questions, steps
from debtcheck.cli.interview.parse import parse
from debtcheck.cli.interview.questions import YES, Question, Show
from debtcheck.cli.interview.remarks import remarks
from debtcheck.statements.bad_value import BadValue

if TYPE_CHECKING:
    from debtcheck.statements.papers.paper import Paper
    from debtcheck.words.catalog import Words

T = TypeVar("T")
Problems = dict[tuple[str, str, str], Problem]


class Session:
    """One interview. `answers` holds what was said, by the id of the question; `kept`, on disk."""

    def __init__(
        self,
        words: Words,
        today: date,
        kept_in: Path,
        *,
        answers: dict[str, str] | None = None,
        papers: tuple[str, ...] = (),
    ) -> None:
        self.words = words
        self.today = today
        self.kept_in = kept_in
        self.answers = answers or {}
        self.papers = papers
        self.asker = Asker(words)
        self._shown: dict[str, object] = {}
        self.kept = True
        self._read: tuple[Paper, ...] = ()

    def run(self) -> bool:
        """Ask until nothing is open.

        Returns:
            False if the person left before the end, or is in distress; the answers are kept.

        Raises:
            KeyboardInterrupt: the answers are kept.
        """
        return self._heard(self._all, self._say_kept) is True

    def once(self, question: Question) -> str | None:
        """The answer to one question beside the interview; None if the person leaves."""
        return self._heard(lambda: self.asker.ask(question)[question.id])

    def _all(self) -> bool:
        while (question := self._next()) is not None:
            self._one(question)
        return True

    def _heard(
        self, asking: Callable[[], T], leaving: Callable[[str], None] = lambda key: None
    ) -> T | None:
        """What comes of asking; None where the person left or is in distress."""
        try:
            return asking()
        except Back:
            return None
        except Leave as left:
            leaving("new.ended" if left.ended else "new.saved")
        except Distress:
            calm(self.words)
            leaving("new.kept_calm")
        except KeyboardInterrupt:
            common.talk("")
            leaving("new.saved")
            raise
        return None

    def facts(self) -> Facts:
        """What the answers so far make of a case."""
        return facts(self.answers, self.today, self.fee_name)

    @property
    def count(self) -> int:
        """How many questions have an answer."""
        from debtcheck.cli.interview.papers import given

        asked = (*questions(self.answers, self.today), *given(self.answers))
        return len({question.id for question in asked if self.answers.get(question.id)})

    def begin_with(self, papers: tuple[Paper, ...]) -> None:
        """Take what papers answer, and tell it; what was said before stays."""
        self._read = papers
        self._take_from_papers()

    def _take_from_papers(self) -> None:
        """Which payments are this loan's is known once the lender is."""
        from debtcheck.cli.interview.papers import answers_of, given

        named, who = product(self.answers), self.answers.get("who", "")
        lender = named.name if named else "" if who in presets.OTHERS else who
        before = self.places()
        for id, said in answers_of(self._read, lender).items():
            if id not in self.answers or id.removeprefix(FROM) not in self.answers:
                self.answers[id] = said
        self.readable()
        new = [question for question in given(self.answers) if question.id not in before]
        if new:
            self._tell(new)

    def _tell(self, read: list[Question]) -> None:
        """What the papers answered, each with its place."""
        places = self.places()
        common.talk("")
        self.asker.say(self.words("new.from_papers", n=len(read)))
        self.asker.table(
            [
                (
                    self.asker.name(question),
                    self.words(
                        "new.from_place",
                        said=self.asker.shown(question, self.answers[question.id]),
                        place=places[question.id],
                    ),
                )
                for question in read
            ]
        )
        self.asker.say(self.words("new.from_papers_wrong"), "  ")

    def places(self) -> dict[str, str]:
        """Where the answers of papers stand, by the id of the question."""
        at = len(FROM)
        return {id[at:]: said for id, said in self.answers.items() if id.startswith(FROM)}

    def fee_name(self, kind: str) -> str:
        """The name of a kind of fee."""
        return self.words(f"new.q.fee.kind.choice.{kind}")

    def readable(self) -> None:
        """Leave aside kept answers that are no answers (a draft that was changed by hand)."""
        for question in questions(self.answers, self.today):
            said = self.answers.get(question.id)
            if not said:
                continue
            try:
                parse(question, said)
            except BadValue:
                del self.answers[question.id]
                self.readable()
                return

    def _next(self) -> Question | None:
        """The first open question; what stands before it and is new is shown.

        The figures of the audit are only shown right before the question that follows them.
        """
        due = False
        for step in steps(self.answers, self.today):
            if isinstance(step, Show):
                due = step.what == "figures"
                if not due:
                    self._show(step.what)
            elif step.id in self.answers:
                due = False
            else:
                if due:
                    self._show("figures")
                return step
        return None

    def _one(self, question: Question) -> None:
        before = self._problems()
        try:
            found = self.asker.ask(question)
        except Back:
            self._back(question)
            return
        self.answers |= found
        if question.id == "who" and self._read:
            self._take_from_papers()
        if self.asker.court_seen:
            self.answers[COURT_SEEN] = YES
        new = self._new_problems(before, question)
        if new:
            self.asker.bad(new[0].key, question, dict(new[0].params))
            for id in found:
                self.answers.pop(id, None)
            return
        for said in remarks(question.id, self.answers):
            self.asker.say(self.words.say(said), "! ")
        self._keep()

    def _back(self, question: Question) -> None:
        ids = [asked.id for asked in questions(self.answers, self.today)]
        at = ids.index(question.id)
        if not at:
            self.asker.say(self.words("new.first"), "  ")
            return
        del self.answers[ids[at - 1]]
        self.answers.pop(FROM + ids[at - 1], None)
        self._keep()

    def _keep(self) -> None:
        """Keep the answers; a disk that is full is said once, and the questions go on."""
        before = self.kept
        try:
            draft.save(self.kept_in, self.answers, self.papers)
            self.kept = True
        except InputError:
            self.kept = False
            if before:
                folder = str(self.kept_in.parent.resolve())
                self.asker.say(self.words("new.not_kept", folder=folder), "! ")

    def _say_kept(self, key: str) -> None:
        if not self.answers:
            self.asker.say(self.words("new.nothing_kept"))
            return
        self._keep()
        if not self.kept:
            self.asker.say(self.words("new.none_kept", n=self.count))
            asked = [q for q in questions(self.answers, self.today) if self.answers.get(q.id)]
            name, shown = self.asker.name, self.asker.shown
            self.asker.table([(name(q), shown(q, self.answers[q.id])) for q in asked])
            return
        folder = str(self.kept_in.parent.resolve())
        self.asker.say(self.words(key, n=self.count, folder=folder))
        common.talk(f"  debtcheck new --resume{self.output_option()}")

    def output_option(self) -> str:
        """` -o "…"` where the draft belongs to a named case file."""
        from debtcheck.audit.serialise import quote

        if self.kept_in.name == draft.UNNAMED:
            return ""
        case = self.kept_in.with_name(self.kept_in.name.removesuffix(draft.ENDING) + ".toml")
        return f" -o {quote(str(case.resolve()))}"

    # ── what the case file would refuse is said while it can be put right ────────────────────

    def _problems(self) -> Problems:
        from debtcheck.statements.case_file import load_case

        found = self.facts()
        if not found.options:
            return {}
        try:
            load_case(None, found.options)
        except InputError as error:
            return {(p.key, p.place, str(p.params)): p for p in error.problems}
        return {}

    def _new_problems(self, before: Problems, question: Question) -> list[Problem]:
        """Contradictions that this answer brought; the sentence names things as they were asked."""
        new = [
            problem
            for key, problem in self._problems().items()
            if key not in before and problem.key not in ("missing_principal", "missing_key")
        ]
        asked = {q.id: q for q in questions(self.answers, self.today)}
        named = []
        for problem in new:
            place = asked.get(problem.place.removeprefix("option "), question)
            params = dict(problem.params) | {"key": self.asker.name(place)}
            named.append(Problem(problem.key, params=params))
        return named

    # ── figures on the way ───────────────────────────────────────────────────────────────────

    def _show(self, what: str) -> None:
        if what == "court":
            lines = [*court_lines(self.answers, self.words, self.today)]
            if self._is_new(what, lines):
                common.talk("")
                for line in lines:
                    self.asker.say(line, "! ")
            return
        if what == "figure":
            pairs = first_figure(self.answers, self.words)
        else:
            pairs = figures(self.facts(), self.answers, self.words, self.today)
        open_ = self.words("new.figure.contract") if what == "figure" else ""
        if pairs and self._is_new(what, [pair for pair in pairs if pair[0] != open_]):
            common.talk("")
            self.asker.say(self.words(f"new.figure.title_{what}"))
            self.asker.table(pairs)
            self.asker.say(self.words(f"new.figure.after_{what}"), "  ")

    def _is_new(self, what: str, content: object) -> bool:
        seen, self._shown[what] = self._shown.get(what), content
        return seen != content
