"""One person at a time: ``python -m benchmarks.one_person NAME`` in its environment, or the stage."""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.engine import ENGINES
from benchmarks.places import BenchmarkError, cache

if TYPE_CHECKING:
    from benchmarks.engine import Case

SECONDS = 0.6
"""How long each way of computing is repeated for, at least three times."""


def facts() -> dict[str, Any]:
    """A person of the usual kind: a round wage with a gap and one month above the cap, money in tiyn."""
    income = [21_000_000] * 14 + [0] * 5 + [24_000_000] * 10 + [72_500_000] + [24_500_050] * 6
    return {
        "income": income,
        "record_months": 87,
        "degree": 60,
        "dependants": 2,
        "days": 126,
        "birth_order": 2,
        "quarter_income": 4_500_000,
    }


def seconds_of(case: Case) -> dict[str, float]:
    """The median of many calls, after a few unmeasured ones; quick calls are timed in batches."""
    begun = time.perf_counter()
    case()
    first = time.perf_counter() - begun
    for _ in range(2):
        case()
    begun = time.perf_counter()
    case()
    batch = max(1, int(0.002 / max(time.perf_counter() - begun, 1e-8)))
    samples: list[float] = []
    until = time.perf_counter() + SECONDS
    while len(samples) < 3 or time.perf_counter() < until:
        begun = time.perf_counter()
        for _ in range(batch):
            case()
        samples.append((time.perf_counter() - begun) / batch)
    return {
        "seconds": statistics.median(samples),
        "first_seconds": first,
        "calls": float(batch * len(samples)),
    }


def run(name: str) -> dict[str, Any]:
    """All ways of one engine."""
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {label: seconds_of(case) for label, case in ENGINES[name].one_person(facts()).items()}


def stage() -> dict[str, Any]:
    """Every engine that can compute one person."""
    from benchmarks.compare import in_environment

    found: dict[str, Any] = {}
    seen: set[str] = set()
    for entry in ENGINES.values():
        if not entry.there or entry.module in seen or entry.kind == "plain":
            continue
        seen.add(entry.module)
        print(f"one person, {entry.title} ...", flush=True)
        out = cache("runs", entry.name) / "one_person.json"
        try:
            in_environment(entry, "benchmarks.one_person", "--out", str(out))
        except BenchmarkError as problem:
            print(f"  {problem}", flush=True)
            continue
        found[entry.name] = json.loads(out.read_text(encoding="utf-8"))
        for label, row in found[entry.name].items():
            print(f"  {label}: {row['seconds'] * 1e6:,.1f} microseconds", flush=True)
    return found


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(ENGINES))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.write_text(json.dumps(run(options.engine), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
