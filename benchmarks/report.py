"""Writes what was measured: ``results.json`` for programs, the tables of ``README.md`` for people."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from pathlib import Path
from typing import Any

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
    found.setdefault("dates", {})[stage] = dt.datetime.now(dt.UTC).date().isoformat()


def add_comparison(found: Found, measured: Found) -> None:
    """The same for the comparison; engines not run now keep their rows if the people are the same."""
    older = found.get("comparison", {})
    kept = older.get("engines", {}) if older.get("people") == measured["people"] else {}
    add(found, "comparison", {**measured, "engines": {**kept, **measured["engines"]}})


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next(
        (line.split(":", 1)[1].strip() for line in about if line.startswith("model name")), "unknown"
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def write(found: Found, arguments: list[str]) -> None:
    """Both files."""
    found["machine"] = machine()
    found["command"] = " ".join(["python -m benchmarks", *arguments])
    found["targets"] = targets(found)
    RESULTS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise BenchmarkError(f"{README.name} has lost its marks '{BEGIN}' and '{END}'; put them back.")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    README.write_text(f"{before}{BEGIN}\n\n{tables(found)}\n{END}{after}", encoding="utf-8")
    print(f"written: {RESULTS.name} and the tables of {README.name}", flush=True)


def _engines(found: Found) -> dict[str, Any]:
    rows = found.get("comparison", {}).get("engines", {})
    return {name: row for name, row in rows.items() if "error" not in row}


def targets(found: Found) -> list[dict[str, Any]]:
    """What issue 2 asks for, beside what was measured (absent where it was not)."""
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
            listed.append(
                (f"microseconds for one person, {label}", "at most", most * 1e6, one[label]["seconds"] * 1e6)
            )
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


def tables(found: Found) -> str:
    """Everything as Markdown, ratios first."""
    about = found["machine"]
    lines = [
        f"Measured with `{found['command']}` on {about['cores']} cores ({about['processor']}),"
        f" {about['memory_gib']} GiB, {about['system']}, Python {about['python']};"
        f" {', '.join(f'{stage} on {day}' for stage, day in sorted(found.get('dates', {}).items()))}.",
        "",
    ]
    if found["targets"]:
        lines += ["| what issue 2 asks | bound | measured | met |", "|---|---:|---:|---|"]
        lines += [
            f"| {each['target']} | {each['bound']} {each['limit']:g} | {each['measured']:,.3g} |"
            f" {'yes' if each['met'] else '**no**'} |"
            for each in found["targets"]
        ]
        lines.append("")
    if "comparison" in found:
        lines += _comparison(found["comparison"])
    if found.get("one_person"):
        lines += _one_person(found)
    if "nation" in found:
        lines += _nation(found["nation"])
    return "\n".join(lines)


def _comparison(comparison: Found) -> list[str]:
    rows, floor, people = comparison["engines"], comparison["floor"], comparison["people"]
    right = {name: row for name, row in rows.items() if "error" not in row}
    ours = right.get("tirek")
    lines = [f"### {people['people']:,} people, {people['families']:,} families", ""]
    if ours and len(right) > 1:
        lines += ["| engine | calculating: times Tirek's | with loading: times Tirek's |", "|---|---:|---:|"]
        lines += [
            f"| {row['title']} | {row['calculate_seconds'] / ours['calculate_seconds']:.1f}"
            f" | {row['total_seconds'] / ours['total_seconds']:.1f} |"
            for name, row in right.items()
            if name != "tirek"
        ]
        lines.append("")
    lines += [
        "| engine | versions | load s | calculate s | CPU s | × floor | extra bytes a person | while calculating |"
        " first go s | wrong amounts | people with one |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in sorted(rows.values(), key=lambda each: each.get("calculate_seconds", 1e9)):
        if "error" in row:
            lines.append(f"| {row['title']} | {row['error']} |" + " |" * 9)
            continue
        versions = ", ".join(f"{name} {number}" for name, number in row["versions"].items())
        lines.append(
            f"| {row['title']} | {versions} | {row['load_seconds']:.3f} | **{row['calculate_seconds']:.3f}** |"
            f" {row['load_cpu_seconds'] + row['calculate_cpu_seconds']:.3f} |"
            f" {row['calculate_seconds'] / floor['read_seconds']:.1f} | {row['extra_bytes_per_person']:.0f} |"
            f" {row['extra_bytes_calculating_per_person']:.0f} |"
            f" {row['setup_seconds'] + row['first_seconds_cold']:.2f} |"
            f" {row['wrong']['amounts']:,} | {row['wrong']['people']:,} |"
        )
    conversions = [row["conversion_seconds"] for row in right.values() if row["kind"] == "peer"]
    lines += [
        "",
        f"Floor: {floor['read_bytes'] / 1e6:,.0f} MB that the rules read of {floor['input_bytes'] / 1e6:,.0f} MB, at"
        f" {floor['copy_bytes_per_second_2_threads'] / 1e9:.1f} GB/s (2 threads copying):"
        f" {floor['read_seconds'] * 1e3:.1f} ms; for all input {floor['all_input_seconds'] * 1e3:.1f} ms.",
    ]
    if conversions:
        lines.append(
            f"Loading includes turning tiyn into tenge for engines with floats: {min(conversions):.3f} s of it."
        )
    lines += ["", "Wrong amounts by result:", ""]
    names = list(next(iter(right.values()))["wrong"]["by_output"]) if right else []
    lines += [
        "| engine | " + " | ".join(name.replace("_", " ") for name in names) + " |",
        "|---|" + "---:|" * len(names),
    ]
    for row in right.values():
        amounts = " | ".join(f"{row['wrong']['by_output'][name]:,}" for name in names)
        lines.append(f"| {row['title']} | {amounts} |")
    return [*lines, ""]


def _one_person(found: Found) -> list[str]:
    titles = {name: row["title"].split(",")[0] for name, row in _engines(found).items()}
    titles["ttsim_main"] = "ttsim"
    lines = ["### One person", "", "| engine | what | microseconds |", "|---|---|---:|"]
    for name, cases in found["one_person"].items():
        lines += [
            f"| {titles.get(name, name)} | {label} | {row['seconds'] * 1e6:,.1f} |"
            for label, row in cases.items()
        ]
    return [*lines, ""]


def _nation(nation: Found) -> list[str]:
    lines = [
        f"### {nation['people']:,} people, Parquet to Parquet",
        "",
        f"{nation['parts']} files ({nation['distinct_parts']} distinct, the others links to them),"
        f" {nation['input_bytes'] / 1e9:.1f} GB of zstd, histories as {nation['layout']}, pyarrow {nation['arrow']};"
        " read from the page cache.",
        "",
        "| way | wall s | CPU s | more than reading and writing, s | peak MiB | GB written | wrong amounts |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    names = {
        "read_write": "read the people, write ready results",
        "copy": "read the people, write the people",
        "plain": "NumPy int64 between",
        "tirek": "**Tirek**",
    }
    alone = nation["ways"]["read_write"]["wall_seconds"]
    for way, row in nation["ways"].items():
        lines.append(
            f"| {names[way]} | {row['wall_seconds']:.1f} | {row['cpu_seconds']:.1f} |"
            f" {row['wall_seconds'] - alone:+.1f} | {row['peak_bytes'] / 2**20:,.0f} |"
            f" {row['bytes_written'] / 1e9:.2f} | {row.get('wrong_amounts', '')} |"
        )
    return [*lines, ""]
