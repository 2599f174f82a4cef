"""Writes what was measured: ``results.json`` for programs, the tables of ``README.md`` for people."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks import markdown
from benchmarks.engine import ENGINES
from benchmarks.places import HERE, BenchmarkError

RESULTS = HERE / "results.json"
README = HERE / "README.md"
BEGIN = "<!-- results: begin -->"
END = "<!-- results: end -->"

Found = dict[str, Any]

COMPILED = "compiled case"
EXPLAINED = "one payment, explained"
SENTENCES = "all rules, sentences in one language"
"""What ``rules_tirek.one_person`` calls its three ways, each with a target."""


def read() -> Found:
    """What earlier runs left."""
    if not RESULTS.exists():
        return {}
    try:
        found: Found = json.loads(RESULTS.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise BenchmarkError(f"{RESULTS.name} is not JSON ({broken}); delete it and run again.") from broken
    return found


def add(found: Found, stage: str, measured: Found) -> None:
    """Puts a stage's result in place of an older one."""
    found[stage] = measured
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    found.setdefault("made", {})[stage] = {
        "command": command,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
    }


def add_comparison(found: Found, measured: Found) -> None:
    """The same for the comparison; engines not run now keep their rows if the people are the same."""
    older = found.get("comparison", {})
    kept = older.get("engines", {}) if older.get("people") == measured["people"] else {}
    both = {**kept, **measured["engines"]}
    add(found, "comparison", {**measured, "engines": {name: both[name] for name in ENGINES if name in both}})


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":", 1)[1].strip() for line in about if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def write(found: Found) -> None:
    """Both files."""
    found["machine"] = machine()
    found["targets"] = targets(found)
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise BenchmarkError(f"{README.name} has lost its marks '{BEGIN}' and '{END}'; put them back.")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    README.write_text(f"{before}{BEGIN}\n\n{markdown.tables(found)}\n{END}{after}", encoding="utf-8")
    print(f"written: {RESULTS.name} and the tables of {README.name}", flush=True)


def _engines(found: Found) -> dict[str, Any]:
    rows = found.get("comparison", {}).get("engines", {})
    return {name: row for name, row in rows.items() if "error" not in row}


def targets(found: Found) -> list[dict[str, Any]]:
    """What target for, beside what was measured (absent where it was not)."""
    rows, floor = _engines(found), found.get("comparison", {}).get("floor", {})
    ours, one, ways = rows.get("tirek"), found.get("one_person", {}).get("tirek", {}), _ways(found)
    listed: list[tuple[str, str, float, float | None]] = []
    if ours:
        calculating, total = ours["calculate_seconds"], ours["total_seconds"]
        listed += [
            ("wrong amounts", "at most", 0, ours["wrong"]["amounts"]),
            (
                "times the floor of the bytes read, calculating",
                "at most",
                5,
                calculating / floor["read_seconds"],
            ),
            ("extra bytes a person, loading and calculating", "at most", 100, ours["extra_bytes_per_person"]),
        ]
        for peer, clock, least in (
            ("openfisca", "calculate_seconds", 2.5),
            ("openfisca", "total_seconds", 8),
            ("ttsim_main", "total_seconds", 10),
        ):
            if peer in rows:
                what = "calculating alone" if clock == "calculate_seconds" else "loading and calculating"
                mine = calculating if clock == "calculate_seconds" else total
                listed.append(
                    (
                        f"times faster than {rows[peer]['title']}, {what}",
                        "at least",
                        least,
                        rows[peer][clock] / mine,
                    )
                )
    for label, most in ((COMPILED, 2e-6), (EXPLAINED, 100e-6), (SENTENCES, 5e-3)):
        if label in one:
            listed.append((f"microseconds for one person, {label}", "at most", most * 1e6, one[label]["seconds"] * 1e6))
    if "tirek" in ways:
        more = ways["tirek"]["wall_seconds"] - ways["read_write"]["wall_seconds"]
        listed.append(("seconds more than reading and writing, the nation", "at most", 20, more))
        listed.append(("GiB at the peak, the nation", "at most", 2, ways["tirek"]["peak_bytes"] / 2**30))
    return [
        {"target": what, "bound": bound, "limit": limit, "measured": got, "met": _met(bound, limit, got)}
        for what, bound, limit, got in listed
    ]


def _ways(found: Found) -> Found:
    ways: Found = found.get("nation", {}).get("ways", {})
    return ways


def _met(bound: str, limit: float, got: float | None) -> bool | None:
    if got is None:
        return None
    return got <= limit if bound == "at most" else got >= limit
