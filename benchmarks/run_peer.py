"""Runs one engine in a process and an environment of its own: ``python -m benchmarks.run_peer NAME ...``.

Setting up, loading and calculating are timed apart. A first go with a thousand people makes what is made once
(compiled code, caches) and is reported by itself; a go with everyone measures memory; then come the timed
runs. Saves the results of the last run and a JSON of everything measured.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import sys
import warnings
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import figures, watch
from benchmarks import people as people_module
from benchmarks.engine import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.engine import Engine, Results
    from benchmarks.people import People

FEW = 1_000
LEAST_SECONDS = 1.0
MOST_RUNS = 20


@contextlib.contextmanager
def _quiet_output() -> Iterator[None]:
    """Keeps an engine's remarks out of our lines."""
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _timed(engine: Engine, people: People) -> tuple[dict[str, float], Results]:
    """Loads and calculates once."""
    gc.collect()
    with watch.Stretch() as loading:
        engine.load(people)
    with watch.Stretch() as calculating:
        results = engine.calculate()
    return {
        "load_seconds": loading.wall,
        "load_cpu_seconds": loading.cpu,
        "calculate_seconds": calculating.wall,
        "calculate_cpu_seconds": calculating.cpu,
    }, results


def _memory(engine: Engine, people: People) -> dict[str, int]:
    """Bytes that the first go with everyone takes beyond the input, which is in memory already."""
    gc.collect()
    watch.forget_peak()
    before = watch.memory("VmRSS")
    engine.load(people)
    loaded = watch.memory("VmRSS")
    while_loading = watch.memory("VmHWM")
    watch.forget_peak()
    results = engine.calculate()
    peak = watch.memory("VmHWM")
    del results
    return {
        "peak_bytes": max(peak, while_loading),
        "extra_bytes": max(peak, while_loading) - before,
        "extra_bytes_calculating": max(peak - loaded, 0),
    }


def _conversion_seconds(people: People) -> float:
    """What turning tiyn into tenge in float costs by itself; engines with floats do it while loading."""
    with watch.Stretch() as converting:
        for month in people.income:
            _ = month / 100
    return converting.wall


def run(name: str, data: Path, out: Path, runs: int) -> dict[str, Any]:
    """Everything measured about one engine in this process."""
    entry = ENGINES[name]
    people = people_module.load(data)
    with _quiet_output():
        with watch.Stretch() as setting_up:
            engine = entry.make()
        with watch.Stretch() as first:
            engine.load(people.only(slice(0, FEW)))
            engine.calculate()
        memory = _memory(engine, people)
        timed: list[dict[str, float]] = []
        results: Results = {}
        with watch.Stretch() as everything:
            while len(timed) < runs or (
                len(timed) < MOST_RUNS
                and sum(each["load_seconds"] + each["calculate_seconds"] for each in timed) < LEAST_SECONDS
            ):
                results.clear()
                one, results = _timed(engine, people)
                timed.append(one)
    in_tenge = getattr(engine, "in_tenge", None)  # an engine answers in its own unit of money
    results = in_tenge(results) if in_tenge else results
    out.mkdir(parents=True, exist_ok=True)
    for output in figures.OUTPUTS:
        np.save(out / f"{output}.npy", np.asarray(results[output]))
    return {
        "engine": name,
        "people": people.count,
        "python": sys.version.split()[0],
        "versions": {package: _version(package) for package in entry.distributions},
        "setup_seconds": setting_up.wall,
        "first_seconds": first.wall,
        "conversion_seconds": _conversion_seconds(people),
        "others_share": everything.others_share,
        **memory,
        "runs": timed,
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(ENGINES))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    measured = run(options.engine, options.data, options.out, options.runs)
    (options.out / "measured.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
