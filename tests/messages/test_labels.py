"""Every text of the collection gets the label that a reader gave it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from debtcheck.messages.judge import judge
from debtcheck.messages.load import load_rules

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "tests" / "cases" / "messages").glob("*.jsonl"))


def read(file: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def run(*args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "debtcheck", *args]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, encoding="utf-8", env=environ,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_each_text_is_judged_as_a_reader_judged_it(file: Path) -> None:
    book = load_rules()
    wrong = []
    for case in read(file):
        found = judge(case["text"], book)
        got = (found.scam.value in case["scam"], found.pressure.value in case["pressure"],
               found.court == case["court"], found.distress == case["distress"])  # fmt: skip
        missed = [s for s in case["signs"] if s not in {sign.id for sign in found.signs}]
        if not all(got) or missed:
            wrong.append((case["id"], got, missed))
    assert wrong == []


def test_the_collection_is_large_and_has_both_sides() -> None:
    cases = [case for file in TEXTS for case in read(file)]
    assert len(cases) >= 260
    assert sum(case["scam"] == ["none"] for case in cases) >= 100
    assert sum("likely" in case["scam"] for case in cases) >= 80


def test_only_figures_that_the_text_states() -> None:
    """833.33 + 121.50 + 45.00 + 6.25 = 1,006.08."""
    text = (
        "【某平台】您尾号0000的借款已逾期12天，应还1006.08元（本金833.33、利息121.50、"
        "担保费45.00、罚息6.25），请于今日18:00前还款。"
    )
    found = json.loads(run("notice", "-", "--json", text=text).stdout)
    claim = found["claim"]
    assert (claim["total"], claim["principal"], claim["overdue_days"]) == ("1006.08", "833.33", 12)
    assert (claim["as_of"], found["scam"], found["schema"]) == (None, "none", "debtcheck.message")


def test_a_court_message_is_never_a_plain_scam_and_the_date_comes_first() -> None:
    text = "【某某区人民法院】张三：原告某某银行诉你借款合同纠纷一案已立案，请查收传票。"
    ran = run("scam", "-", "--lang", "zh", text=text)
    assert ran.returncode == 0
    assert "15" in ran.stdout.split("\n\n")[0] + ran.stdout[:400]
    assert json.loads(run("scam", "-", "--json", text=text).stdout)["court"] is True


def test_words_of_self_harm_stop_the_figures() -> None:
    ran = run("notice", "-", "--lang", "zh", text="欠 5000 元，天天催，我真的不想活了")
    assert "12356" in ran.stdout
    assert "5,000" not in ran.stdout


@pytest.mark.parametrize("text", ["", "   ", "\0\0\0"])
def test_nothing_to_read_is_said(text: str) -> None:
    ran = run("scam", "-", "--lang", "zh", text=text)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("错误：")


def test_one_result_a_line(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        {"id": "a", "text": "请把钱转到安全账户", "channel": "sms"},
        {"id": "b", "text": "你好"},
    ]
    file.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    ran = run("scam", "--jsonl", str(file))
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(x["id"], x["scam"]) for x in found] == [("a", "likely"), ("b", "none")]


def test_time_grows_with_the_length_alone() -> None:
    """Twice the hostile text takes at most about twice the time (a wide margin for noise)."""
    book = load_rules()

    def spent(repeats: int) -> float:
        text = "安全安全账账户户加加微微验证" * repeats
        start = time.perf_counter()
        judge(text, book, with_claim=False)
        return time.perf_counter() - start

    spent(2_000)
    once, twice = min(spent(10_000) for _ in range(3)), min(spent(20_000) for _ in range(3))
    assert twice < 4 * once + 0.05
