"""Twenty million people, Parquet to Parquet: what reading and writing cost, and what the law adds to that.

Ways, each in a process of its own (``python -m benchmarks.nation WAY OUT LAYOUT PART...``):

``read_write``  reads every part whole and writes ready-made results of the same shape, without computing;
``copy``        reads every part and writes that same part again, for comparison;
``plain``       NumPy int64 between reading and writing, as a yardstick;
``tirek``       ``benchmarks.rules_tirek.nation(parts, out)``, which writes results for every part.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import figures, nation_files, watch
from benchmarks.engine import ENGINES
from benchmarks.places import ROOT, BenchmarkError, cache

if TYPE_CHECKING:
    from collections.abc import Callable

    Assess = Callable[[list[Path], Path], None]

THREADS = 2
POLL = 0.02
TRIES = 2


def results_file(part: Path, out: Path) -> Path:
    """Where the results of a part belong: under its own name in the folder of results."""
    return out / part.name


def _write(table: pa.Table, file: Path) -> None:
    pq.write_table(table, file, compression="zstd", row_group_size=nation_files.ROWS_IN_GROUP)


def read_write(parts: list[Path], out: Path, _layout: str) -> None:
    """Reads all of every part, writes real results (made before) of as many rows, computes nothing."""
    ready = pq.read_table(ready_results(parts), memory_map=False)

    def one(part: Path) -> None:
        rows = pq.read_table(part, use_threads=False).num_rows
        _write(ready.slice(0, rows), results_file(part, out))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, parts))


def copy(parts: list[Path], out: Path, _layout: str) -> None:
    """Reads every part and writes it again."""

    def one(part: Path) -> None:
        _write(pq.read_table(part, use_threads=False), results_file(part, out))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, parts))


def plain(parts: list[Path], out: Path, layout: str) -> None:
    """Reads, computes with NumPy int64, writes."""

    def one(part: Path) -> None:
        people = nation_files.from_table(pq.read_table(part, use_threads=False), layout)
        _write(nation_files.exact_table(people), results_file(part, out))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, parts))


def tirek(parts: list[Path], out: Path, _layout: str) -> None:
    """Hands over to the compiled law."""
    assess = cast("Assess", importlib.import_module("benchmarks.rules_tirek").nation)
    assess(parts, out)


WAYS: dict[str, Callable[[list[Path], Path, str], None]] = {
    "read_write": read_write,
    "copy": copy,
    "plain": plain,
    "tirek": tirek,
}


def ready_results(parts: list[Path]) -> Path:
    """Right results of the first part, kept beside the parts."""
    return parts[0].parent / "results-of-first.parquet"


class _Tree(threading.Thread):
    """Watches the resident memory of a process and its children together until it ends."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self.over = threading.Event()

    def run(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.over.wait(POLL):
            total = 0
            for process in self._family():
                try:
                    total += int((watch.PROC / str(process) / "statm").read_text(encoding="ascii").split()[1]) * page
                except (OSError, IndexError):
                    continue
            self.peak = max(self.peak, total)

    def _family(self) -> list[int]:
        found, waiting = [], [self.root]
        while waiting:
            process = waiting.pop()
            found.append(process)
            for tasks in (watch.PROC / str(process) / "task").glob("*/children"):
                try:
                    waiting += [int(child) for child in tasks.read_text(encoding="ascii").split()]
                except OSError:
                    continue
        return found


def measure(way: str, parts: list[Path], layout: str) -> dict[str, Any]:
    """One way in a process of its own: wall and CPU seconds, and the peak of memory."""
    out = cache("nation", f"out-{way}")
    shutil.rmtree(out)
    out.mkdir()
    quiet = watch.wait_for_quiet()
    machine, spent = watch.machine_seconds(), os.times()
    command = [sys.executable, "-m", "benchmarks.nation", way, str(out), layout, *map(str, parts)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(cache("numba"))}
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True) as process:
        tree = _Tree(process.pid)
        tree.start()
        _, errors = process.communicate()
        tree.over.set()
    wall = time.perf_counter() - begun
    if process.returncode != 0:
        reason = (errors.strip().splitlines() or ["no message"])[-1]
        raise BenchmarkError(f"The nation's files ({way}) stopped with an error: {reason}")
    now = os.times()
    cpu = now.children_user + now.children_system - spent.children_user - spent.children_system
    others = max(watch.machine_seconds() - machine - cpu - (now.user + now.system - spent.user - spent.system), 0)
    return {
        "wall_seconds": wall,
        "cpu_seconds": cpu,
        "peak_bytes": tree.peak,
        "bytes_written": sum(results_file(part, out).stat().st_size for part in parts),
        "others_share": others / wall,
        "quiet": quiet and others / wall < watch.QUIET,
    }


def quietest(way: str, parts: list[Path], layout: str) -> dict[str, Any]:
    """The run that others disturbed least; a second try follows one that they did disturb."""
    tries: list[dict[str, Any]] = []
    while len(tries) < TRIES and not (tries and tries[-1]["quiet"]):
        tries.append(measure(way, parts, layout))
    return min(tries, key=lambda each: float(each["others_share"]))


def wrong_amounts(parts: list[Path], distinct: int, layout: str, way: str) -> int:
    """Differences from the exact results in the distinct parts."""
    out = cache("nation", f"out-{way}")
    wrong = 0
    for part in parts[:distinct]:
        right = nation_files.exact_table(nation_files.from_table(pq.read_table(part), layout))
        got = pq.read_table(results_file(part, out))
        for name in figures.OUTPUTS:
            wrong += int(np.count_nonzero(got.column(name).to_numpy() != right.column(name).to_numpy()))
    return wrong


def stage(count: int, distinct: int, layout: str) -> dict[str, Any]:
    """All ways that are there."""
    print(f"the nation: {count:,} people, {layout}, {distinct} distinct parts", flush=True)
    parts = nation_files.parts(count, distinct, layout)
    if not ready_results(parts).exists():
        people = nation_files.from_table(pq.read_table(parts[0]), layout)
        _write(nation_files.exact_table(people), ready_results(parts))
    for part in parts[:distinct]:
        part.read_bytes()  # so that every way reads from memory, whatever was read before
    ways: dict[str, Any] = {}
    for way in WAYS:
        if way == "tirek" and not tirek_is_there():
            print("  tirek: skipped, benchmarks/rules_tirek.py has no nation() yet", flush=True)
            continue
        ways[way] = row = quietest(way, parts, layout)
        if way in {"plain", "tirek"}:
            row["wrong_amounts"] = wrong_amounts(parts, min(distinct, len(parts)), layout, way)
        shutil.rmtree(cache("nation", f"out-{way}"))
        busy = "" if row["quiet"] else ", others were busy"
        print(
            f"  {way}: {row['wall_seconds']:.1f} s, {row['cpu_seconds']:.1f} s of CPU,"
            f" {row['peak_bytes'] / 2**20:,.0f} MiB{busy}",
            flush=True,
        )
    return {
        "people": count,
        "parts": len(parts),
        "distinct_parts": min(distinct, len(parts)),
        "layout": layout,
        "input_bytes": sum(part.stat().st_size for part in parts),
        "arrow": pa.__version__,
        "ways": ways,
    }


def tirek_is_there() -> bool:
    """Whether Tirek's way is written."""
    return ENGINES["tirek"].there and hasattr(importlib.import_module("benchmarks.rules_tirek"), "nation")


if __name__ == "__main__":
    _way, _out, _layout, *_parts = sys.argv[1:]
    WAYS[_way]([Path(part) for part in _parts], Path(_out), _layout)
