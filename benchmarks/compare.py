"""Runs engines side by side, each in fresh processes of its own environment; counts their wrong amounts."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import environments, exact, figures, watch
from benchmarks import people as people_module
from benchmarks.engine import ENGINES
from benchmarks.places import ROOT, BenchmarkError, cache

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from benchmarks.engine import Entry
    from benchmarks.people import People

    Exact = dict[str, npt.NDArray[np.int64]]

PROCESSES = 3
SPARE_PROCESSES = 2
"""So many processes more where others kept the machine busy during one."""

CLOCKS = ("load_seconds", "load_cpu_seconds", "calculate_seconds", "calculate_cpu_seconds")
IN_PROCESS = ("setup_seconds", "conversion_seconds", "peak_bytes", "extra_bytes", "extra_bytes_calculating")


def in_environment(entry: Entry, module: str, *arguments: str) -> None:
    """Runs a module of ours in an engine's environment; its last words become our error."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(cache("numba"))}
    command = [str(environments.python(entry.environment)), "-m", module, entry.name, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BenchmarkError(f"{entry.title} stopped with an error: {reason}")


def measure(entry: Entry, place: Path, people: People, right: Exact, runs: int) -> dict[str, Any]:
    """One engine: its processes, and its results beside the exact ones."""
    shutil.rmtree(cache("numba"))  # so that the first process pays for compiling, and is seen to
    measured: list[dict[str, Any]] = []
    out = cache("runs", entry.name)
    while sum(one["quiet"] for one in measured) < PROCESSES and len(measured) < PROCESSES + SPARE_PROCESSES:
        quiet = watch.wait_for_quiet()
        in_environment(entry, "benchmarks.run_peer", "--data", str(place), "--out", str(out), "--runs", str(runs))
        one = json.loads((out / "measured.json").read_text(encoding="utf-8"))
        measured.append({**one, "quiet": quiet and one["others_share"] < watch.QUIET})
    return {**summary(entry, measured), "wrong": wrong(out, people, right)}


def summary(entry: Entry, measured: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians over the runs of the quiet processes (of all, where none was quiet)."""
    quiet = [one for one in measured if one["quiet"]] or measured
    runs = [run for one in quiet for run in one["runs"]]
    totals = [run["load_seconds"] + run["calculate_seconds"] for run in runs]
    later = [one["first_seconds"] for one in measured[1:]] or [measured[0]["first_seconds"]]
    return {
        "title": entry.title,
        "kind": entry.kind,
        "threads": entry.threads,
        "versions": measured[0]["versions"],
        "python": measured[0]["python"],
        "processes": len(measured),
        "quiet_processes": sum(one["quiet"] for one in measured),
        "runs": len(runs),
        **{clock: statistics.median(run[clock] for run in runs) for clock in CLOCKS},
        "total_seconds": statistics.median(totals),
        "least_calculate_seconds": min(run["calculate_seconds"] for run in runs),
        "most_calculate_seconds": max(run["calculate_seconds"] for run in runs),
        **{key: statistics.median(one[key] for one in quiet) for key in IN_PROCESS},
        "first_seconds_cold": measured[0]["first_seconds"],
        "first_seconds_cached": statistics.median(later),
        "extra_bytes_per_person": statistics.median(one["extra_bytes"] for one in quiet) / measured[0]["people"],
        "extra_bytes_calculating_per_person": (
            statistics.median(one["extra_bytes_calculating"] for one in quiet) / measured[0]["people"]
        ),
    }


def wrong(out: Path, people: People, right: Exact) -> dict[str, Any]:
    """How many amounts differ from the exact ones, and how many people and families have one."""
    by_output: dict[str, int] = {}
    largest = 0.0
    touched = np.zeros(people.count, dtype=bool)
    for output in figures.OUTPUTS:
        got = np.load(out / f"{output}.npy").astype(np.float64)
        if got.shape != right[output].shape:
            raise BenchmarkError(f"{out.name} gave {got.size} values of {output}; expected {right[output].size}.")
        differs = got != right[output]
        by_output[output] = int(differs.sum())
        if differs.any():
            largest = max(largest, float(np.nanmax(np.abs(got - right[output]))))
        if output != figures.FAMILY_OUTPUT:
            touched |= differs
    return {
        "amounts": sum(by_output.values()),
        "people": int(touched.sum()),
        "families": by_output[figures.FAMILY_OUTPUT],
        "largest_difference": largest,
        "by_output": by_output,
    }


def stage(count: int, kinds: set[str], runs: int) -> dict[str, Any]:
    """The whole comparison on so many people; engines that fail are reported in their row."""
    print(f"people: {count:,} from seed {people_module.SEED}", flush=True)
    place = people_module.folder(count)
    people = people_module.load(place)
    print("exact results: integers for all, Fractions for a sample", flush=True)
    right = exact.results(place, people)
    engines: dict[str, Any] = {}
    for entry in ENGINES.values():
        if entry.kind not in kinds:
            continue
        if not entry.there:
            if kinds == {entry.kind}:
                raise BenchmarkError(f"{entry.title} cannot be measured: {entry.module} is not written yet.")
            print(f"{entry.title}: skipped, {entry.module} is not written yet", flush=True)
            continue
        print(f"{entry.title} ...", flush=True)
        try:
            engines[entry.name] = row = measure(entry, place, people, right, runs)
        except BenchmarkError as problem:
            engines[entry.name] = {"title": entry.title, "kind": entry.kind, "error": str(problem)}
            print(f"  {problem}", flush=True)
            continue
        print(
            f"  load {row['load_seconds']:.3f} s, calculate {row['calculate_seconds']:.3f} s,"
            f" {row['extra_bytes_per_person']:.0f} bytes a person, {row['wrong']['amounts']:,} wrong amounts"
            f" ({row['quiet_processes']} of {row['processes']} processes quiet)",
            flush=True,
        )
    facts = {**people_module.describe(people), "seed": people_module.SEED, "input_bytes": people.bytes}
    return {"people": {**facts, "read_bytes": people.bytes_read}, "engines": engines}
