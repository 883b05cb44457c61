"""`debtcheck notice` and `debtcheck scam` as a person runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debtcheck.cli.help import cells
from debtcheck.words.catalog import Words

from .run import JINTIAO, as_json, runner
from .texts import ALL, Case, read

Run = Callable[..., tuple[int, str, str]]
FRAUD = "您好，我是京东金融客服，您的金条需要注销，请打开屏幕共享，登录 http://jd-jintiao.vip/pay"
REMINDER = "【京东金融】您尾号0000的金条将于9月10日到期，应还1006.08元，请登录京东金融APP还款。"
SUMMONS = "【某某区人民法院】张三：案号（2025）某0101民初1234号，定于2025年9月10日开庭。"
CLAIM = (
    "截至2025年7月9日，您的借款应还总额11,279.44元，其中本金10,000.00元、"
    "利息720.00元、罚息559.44元。"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capsys)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["scam", "notice"])
@pytest.mark.parametrize("text", [FRAUD, REMINDER, SUMMONS, CLAIM, *(c.text for c in ALL[::9])])
def test_no_line_passes_the_edge(run: Run, command: str, text: str, lang: str) -> None:
    code, out, err = run(command, "--lang", lang, text=text)
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if cells(line) > 80] == []
    assert [line for line in out.splitlines() if line.strip()[:1] in set("，。、；：）")] == []


def test_fraud_is_named_with_reasons_and_whom_to_call(run: Run) -> None:
    out = run("scam", text=FRAUD)[1]
    assert "很像诈骗" in out
    assert "96110" in out
    assert "hxxp://jd-jintiao[.]vip/pay" in out
    assert "http://" not in out


def test_a_genuine_reminder_is_left_in_peace(run: Run) -> None:
    out = run("scam", text=REMINDER)[1]
    assert "没有发现诈骗的迹象（这不能证明它是真的）" in out


def test_court_papers_date_first_and_never_a_plain_scam(run: Run) -> None:
    out = run("scam", text=SUMMONS)[1]
    assert out.index("先看日期") < out.index("没有发现诈骗")
    assert "12368" in out
    assert "15 天" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_money_sent_the_emergency_first(run: Run, lang: str) -> None:
    out = run("scam", "--lang", lang, text="我被骗了，刚给对方转了8000元，对方把我拉黑了。")[1]
    lines = out.splitlines()
    assert lines[2] == Words(lang)("message.screen.sent_title")
    assert "110" in lines[3]
    assert "96110" in lines[3]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["scam", "notice"])
@pytest.mark.parametrize("case", read("distress.jsonl"), ids=lambda c: c.id)
def test_distress_calm_words_and_no_figure(run: Run, case: Case, command: str, lang: str) -> None:
    beside = ("--case", str(JINTIAO)) if command == "notice" else ()
    out = run(command, "--lang", lang, *beside, text=case.text)[1]
    assert set(re.findall(r"\d+", out)) == {"12356", "110", "120"}
    assert "元" not in out
    assert "yuan" not in out


def test_a_claim_against_the_case(run: Run) -> None:
    # by hand, as in the sample: 10,000 × 0.04% × 90 = 360.00; 10,000 × 0.06% × 90 = 540.00
    out = run("notice", "--case", str(JINTIAO), text=CLAIM)[1]
    assert "利息：通知 720.00 元，按合同算 360.00 元，差 360.00 元" in out
    assert "合计：通知 11,279.44 元，按合同算 10,900.00 元，差 379.44 元" in out
    found = as_json(run("notice", "--case", str(JINTIAO), "--json", text=CLAIM)[1])
    assert found["compared"]["contract"]["total"] == "10900.00"
    assert found["compared"]["as_of"] == "2025-07-09"


def test_the_same_figures_in_both_languages(run: Run) -> None:
    outs = [run("notice", "--lang", x, "--case", str(JINTIAO), text=CLAIM)[1] for x in ("zh", "en")]
    money = [sorted(set(re.findall(r"\d[\d,]*\.\d\d", out))) for out in outs]
    assert money[0] == money[1]


def test_json_is_the_documented_object(run: Run) -> None:
    from debtcheck.report.message_schema import Message

    for text in (FRAUD, REMINDER, SUMMONS, CLAIM, *(case.text for case in ALL[::5])):
        for command in ("scam", "notice"):
            Message.model_validate(as_json(run(command, "--json", text=text)[1]))
    keys = list(as_json(run("scam", "--json", text=FRAUD)[1]))
    assert keys[:9] == [
        "schema", "version", "scam", "pressure", "court", "distress", "signs", "claim", "do_first",
    ]  # fmt: skip
    schema = as_json(run("schema", "message")[1])
    assert set(keys) <= schema["properties"].keys()


def test_a_message_a_line(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": FRAUD, "channel": "sms"}),
        "",
        "{broken",
        json.dumps({"id": 2, "text": REMINDER}, ensure_ascii=False),
        json.dumps({"id": 3}),
        json.dumps({"id": [4], "text": "x"}),
        json.dumps({"id": 5, "text": "  "}),
        json.dumps(["text"]),
        "[" * 100_000,
        json.dumps({"text": "晚上一起吃饭吗"}),
    ]
    file = tmp_path / "many.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    code, out, err = run("scam", "--jsonl", str(file))
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in found] == ["a", 2, None]
    assert [row["scam"] for row in found] == ["likely", "none", "none"]
    assert [f"第 {n} 行" in err for n in (3, 5, 6, 7, 8, 9)] == [True] * 6
    assert run("scam", "--jsonl", "-", text=lines[0])[0] == 0
    assert run("scam", "--jsonl", "-", text="{broken")[0] == 2


def test_lines_say_the_same_as_one_message(run: Run) -> None:
    for case in ALL[::20]:
        line = json.dumps({"id": case.id, "text": case.text})
        alone = as_json(run("scam", "--json", text=case.text)[1])
        assert json.loads(run("scam", "--jsonl", "-", text=line)[1]) == {"id": case.id} | alone


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["scam", "notice"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t ",
        "\u200b\u200d".encode(),
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04zip",
        b"text\0text",
        "转账".encode() * 2_000_000,
    ],
    ids=["empty", "blank", "invisible", "picture", "archive", "null", "too large"],
)
def test_what_is_no_message(run: Run, command: str, data: bytes, lang: str, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_bytes(data)
    for code, out, err in (
        run(command, "--lang", lang, text=data),
        run(command, str(file), "--lang", lang),
    ):
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert "principal" not in err


def test_other_encodings_are_read(run: Run) -> None:
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert "很像诈骗" in run("scam", text=FRAUD.encode(encoding))[1]


def test_the_message_itself_where_a_file_belongs(run: Run) -> None:
    code, _, err = run("scam", "您的账户存在异常，请把资金转入安全账户")
    assert code == 2
    assert "粘贴" in err
    assert run("scam", "--jsonl", "a", "b")[0] == 2
    assert run("scam", "none.txt")[0] == 2


def test_foreign_text_cannot_draw_on_the_screen(run: Run) -> None:
    hostile = "\x1b[31m请转入安\x1b]0;x\x07全账户\u202e [bold]http://a.top[/bold] {lang} {0}"
    for command in ("scam", "notice"):
        out = run(command, text=hostile)[1]
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", out)


def test_a_message_is_judged_without_heavy_parts() -> None:
    probe = (
        "import io, sys; from debtcheck.cli.main import main\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO('请共享屏幕'.encode()))\n"
        "main(['scam', '-']); print(sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, timeout=60
    )
    loaded = done.stdout.decode().splitlines()[-1]
    for name in ("pydantic", "rich", "pyxirr", "dateutil", "jinja2"):
        assert f"'{name}'" not in loaded
