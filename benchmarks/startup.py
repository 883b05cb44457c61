"""How long debtcheck takes to start, as ratios; and one audit inside a process. Run by hand:

    python benchmarks/startup.py [--runs N] [CASE]

Whole processes are started in turn (an empty Python, a bare typer program, debtcheck), so that a
slow moment of the machine falls on all of them; each ratio is the median over the rounds of the
pair taken in the same round. Compiled modules are kept, as they are after an installation.
Without CASE the first file in `sample_statements/` is checked.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def one(number: int = 1) -> None:
    print(number)


@app.command()
def two(number: int = 1) -> None:
    print(number)


app()
"""
AUDITS = 200


def seconds(command: Sequence[str]) -> float:
    """One whole process, from its start to its end."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
    return time.perf_counter() - start


def measure(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Every command once a round, in turn; one round before them is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            found = seconds(command)
            if turn:
                taken[name].append(found)
    return taken


def ratio(taken: list[float], base: list[float]) -> float:
    """The median of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(taken, base, strict=True))


def audit_microseconds(case_file: Path) -> float:
    """The median of one audit in process, the case and the law already read."""
    import debtcheck
    from debtcheck.law.load import load_lawbook

    case, law = debtcheck.load_case(case_file), load_lawbook()
    taken = []
    for _ in range(AUDITS):
        start = time.perf_counter()
        debtcheck.audit(case, law=law, as_of=date(2026, 1, 1))
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="start-up and audit times of debtcheck")
    parser.add_argument("--runs", type=int, default=15, help="rounds that count (15)")
    parser.add_argument("case", nargs="?", help="a case file")
    chosen = parser.parse_args()
    samples = sorted((ROOT / "sample_statements").glob("*.toml"))
    if not chosen.case and not samples:
        parser.error("sample_statements/ holds no case file; name one")
    case = Path(chosen.case) if chosen.case else samples[0]
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        taken = measure(
            {
                "empty Python": [python, "-c", "pass"],
                "bare typer --help": [python, os.fspath(bare), "--help"],
                "bare typer one": [python, os.fspath(bare), "one"],
                "debtcheck --version": [python, "-m", "debtcheck", "--version"],
                "debtcheck --help": [python, "-m", "debtcheck", "--help"],
                "debtcheck check --help": [python, "-m", "debtcheck", "check", "--help"],
                "debtcheck check": [python, "-m", "debtcheck", "check", os.fspath(case)],
                "debtcheck check --json": [python, "-m", "debtcheck", "check", "--json", str(case)],
            },
            chosen.runs,
        )
    print(f"{case.name}, {chosen.runs} rounds, medians")
    print(f"{'':26}{'ms':>8}{'× empty':>10}{'× typer':>10}")
    empty, typer = taken["empty Python"], taken["bare typer one"]
    for name, times in taken.items():
        line = f"{name:26}{statistics.median(times) * 1e3:8.1f}"
        print(f"{line}{ratio(times, empty):10.2f}{ratio(times, typer):10.2f}")
    print(f"{'one audit in process':26}{audit_microseconds(case):8.0f} µs")


if __name__ == "__main__":
    main()
