"""How fast and how small the reading of a long export is. Run by hand:

    python benchmarks/intake.py [--rows N] [--rounds N]

Writes an Alipay export of a million rows (some 80 MB), reads it by turns with csv.reader alone and
with the reader, and prints both times, their ratio (csv.reader's speed is 1), and the most memory
that each process held. One row in five hundred is a repayment, one in ten a purchase on credit.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADING = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,"
    "交易订单号,商家订单号,备注,"
)
BASE = """
import csv, json, resource, sys, time
start = time.perf_counter()
with open(sys.argv[1], encoding=sys.argv[2], newline="") as stream:
    rows = sum(1 for _ in csv.reader(stream))
took = time.perf_counter() - start
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, rows]))
"""
OURS = """
import json, resource, sys, time
from datetime import date
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.readers import read_paper
seen = []
start = time.perf_counter()
opening = Opening(date(2026, 11, 24), progress=lambda done, whole: seen.append(done))
paper = read_paper(sys.argv[1], opening)
took = time.perf_counter() - start
assert paper.printed is not None and paper.sums.rows == paper.printed.rows
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, paper.rows]))
"""


def write_export(path: Path, rows: int, encoding: str) -> None:
    """An export with its preamble; the same on every run."""
    chance = random.Random(1)
    with path.open("w", encoding=encoding, newline="") as stream:
        stream.write(f"导出信息：\r\n共{rows}笔记录\r\n{HEADING}\r\n")
        for number in range(rows):
            day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d} 08:12:{number % 60:02d}"
            amount = f"{chance.randint(100, 99999) / 100:.2f}"
            if number % 500 == 0:
                what = f"信用借还,借呗,/,借呗还款,不计收支,{amount},,还款成功"
            else:
                method = "花呗" if number % 10 == 1 else "余额"
                what = f"餐饮,店{number % 977},/,外卖,支出,{amount},{method},交易成功"
            stream.write(f"{day},{what},{number:08d}\t,\t,,\r\n")


def measured(script: str, path: Path, encoding: str) -> tuple[float, int, int]:
    """Seconds, the most kilobytes held, rows."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", script, str(path), encoding]
    done = subprocess.run(command, capture_output=True, check=True, env=env)
    took, memory, rows = json.loads(done.stdout)
    return took, memory, rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="how fast a long export is read")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for encoding in ("gb18030", "utf-8"):
            path = Path(folder) / f"{encoding}.csv"
            write_export(path, given.rows, encoding)
            pairs = [
                (measured(BASE, path, encoding), measured(OURS, path, encoding))
                for _ in range(given.rounds)
            ]
            print(f"{encoding}: {given.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
            for name, index in (("csv.reader", 0), ("the reader", 1)):
                took = statistics.median(pair[index][0] for pair in pairs)
                memory = max(pair[index][1] for pair in pairs) / 1024
                print(f"  {name:<12} {took:6.2f} s  {memory:6.0f} MB at most")
            ratio = statistics.median(base[0] / ours[0] for base, ours in pairs)
            print(f"  speed of the reader, of csv.reader's: {ratio:.2f}")


if __name__ == "__main__":
    main()
