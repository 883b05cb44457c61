"""How fast messages are judged. Run by hand:

    python benchmarks/messages.py [--rounds N]

Prints: texts a second inside one process (judging alone, and `scam --jsonl` with reading and
writing), one whole process of `scam -`, and the slowest hostile text of a megabyte. The texts are
those of tests/cases/messages, which have far more signs than ordinary messages.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "messages"
LINES = 40_000
MEGABYTE = 1_000_000


def texts() -> list[str]:
    """All texts of the cases."""
    files = sorted(CASES.glob("*.jsonl"))
    lines = (line for f in files for line in f.read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["text"] for line in lines]


def judged_a_second(found: list[str], rounds: int) -> float:
    """Judging alone, the best of the rounds."""
    from debtcheck.messages.judge import judge
    from debtcheck.messages.load import load_rules

    book = load_rules()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in found:
            judge(text, book)
        taken.append(time.perf_counter() - start)
    return len(found) / min(taken)


def process(args: list[str], data: bytes) -> float:
    """One whole process."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    command = [sys.executable, "-m", "debtcheck", *args]
    subprocess.run(command, input=data, stdout=subprocess.DEVNULL, check=True, env=env)
    return time.perf_counter() - start


def jsonl_a_second(found: list[str], rounds: int) -> float:
    """`scam --jsonl FILE`, start-up taken off, the best of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many.jsonl", Path(folder) / "one.jsonl"
        lines = [
            json.dumps({"id": i, "text": found[i % len(found)], "channel": "sms"})
            for i in range(LINES)
        ]
        many.write_text("\n".join(lines), encoding="utf-8")
        one.write_text(lines[0], encoding="utf-8")
        whole = min(process(["scam", "--jsonl", str(many)], b"") for _ in range(rounds))
        start = min(process(["scam", "--jsonl", str(one)], b"") for _ in range(rounds))
    return LINES / (whole - start)


def slowest_megabyte() -> tuple[str, float]:
    """The slowest of some hostile texts."""
    from debtcheck.messages.judge import judge
    from debtcheck.messages.load import load_rules

    book = load_rules()
    words = sorted({w for rule in book.rules for p in rule.patterns for w in p.needs})
    hostile = {
        "every word": " ".join(words),
        "denied": "不会要求转账到安全账户,",
        "a court each time": "向人民法院",
        "addresses": "a.b.c.d.e.top ",
        "figures": "欠款1,234,567.89元本金",
    }
    taken: dict[str, float] = {}
    for name, piece in hostile.items():
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        start = time.perf_counter()
        judge(text, book)
        taken[name] = time.perf_counter() - start
    return max(taken.items(), key=lambda item: item[1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="how fast messages are judged")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    found = texts()
    print(f"{len(found)} texts, {sum(map(len, found)) // len(found)} characters each on average")
    print(f"judging alone           {judged_a_second(found, 3 * rounds):10,.0f} texts a second")
    print(
        f"scam --jsonl         {jsonl_a_second(found, max(2, rounds // 2)):10,.0f} texts a second"
    )
    data = found[0].encode()
    whole = statistics.median(process(["scam", "-"], data) for _ in range(3 * rounds))
    empty = statistics.median(process(["--help"], b"") for _ in range(3 * rounds))
    print(
        f"scam -, whole process   {whole * 1e3:10.0f} ms (debtcheck --help: {empty * 1e3:.0f} ms)"
    )
    name, seconds = slowest_megabyte()
    print(f"slowest megabyte        {seconds:10.2f} s ({name})")


if __name__ == "__main__":
    main()
