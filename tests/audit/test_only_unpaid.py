"""A line that only the unpaid charges exceed: said on screen, in no letter, and no demand."""

from __future__ import annotations

from pathlib import Path

import pytest

import debtcheck
from debtcheck.audit.report import AuditReport, Cause
from debtcheck.cli.main import main
from debtcheck.letters.points import sort

from ..cases.case_file import read, write

CASES = Path(__file__).parents[1] / "cases" / "ceiling"


def case(name: str, folder: Path) -> Path:
    return write(read(CASES / f"{name}.toml")["input"], folder)[0]


def report(name: str, folder: Path) -> AuditReport:
    return debtcheck.audit(debtcheck.load_case(case(name, folder)))


def test_it_enters_no_letter(tmp_path: Path) -> None:
    found = report("flat_charges_on_the_last_instalments", tmp_path)
    assert found.ceiling is not None
    assert found.ceiling.only_unpaid
    assert "ceiling_not_from_payout" in {f.code for f in found.findings}
    kept = sort(found)
    said = {f.code for f in (*kept.stated, *kept.asked, *kept.weak)}
    assert not said & {"ceiling_not_from_payout", "ceiling_on_request"}
    assert not [f for f in kept.stated if f.cause is Cause.CEILING_ON_REQUEST]


def test_above_the_line_from_the_payout_too_it_is_a_point(tmp_path: Path) -> None:
    found = report("what_was_paid_is_beside", tmp_path)
    assert found.ceiling is not None
    assert not found.ceiling.only_unpaid
    assert "ceiling_on_request" in {f.code for f in sort(found).stated}


@pytest.mark.parametrize(
    ("lang", "says", "never"),
    [
        ("zh", "难以据此请求调减", "您可以请求法院调减"),
        ("en", "a reduction can hardly be asked for", "you may ask a court to reduce"),
    ],
)
def test_the_screen_says_so_and_asks_for_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, says: str, never: str
) -> None:
    file = case("flat_charges_on_the_last_instalments", tmp_path)
    assert main(["check", str(file), "--lang", lang]) == 0
    out = capsys.readouterr().out
    joined = "".join(out.split("\n")) if lang == "zh" else " ".join(out.split())
    assert says in joined.replace("  ", "")
    assert never not in joined
