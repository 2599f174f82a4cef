"""Times the commands on nations of several sizes, each in fresh processes; writes ``README.md`` and ``results.json``.

python -m benchmarks.population                   # 1 %: make twice, check, live a year, assess, show; project
python -m benchmarks.population --shares 0.01 0.1 1   # the larger ones are made and checked only
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import tirek
from benchmarks.places import HERE as BENCHMARKS
from benchmarks.places import cache
from benchmarks.report import machine

HERE = BENCHMARKS / "population"
TIREK = Path(sys.executable).with_name("tirek")
PAGE = os.sysconf("SC_PAGE_SIZE")
SMALL = 0.02
"""Up to this share every command is measured."""


def main() -> None:
    """Measures what was asked for and keeps what was measured before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.01])
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    results = HERE / "results.json"
    found: dict[str, Any] = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {"rows": {}}
    for share in asked.shares:
        for name, row in measure(share, asked.cores).items():
            found["rows"][name] = row
            found["machine"], found["tirek"] = machine(), tirek.__version__
            results.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            (HERE / "README.md").write_text(page(found), encoding="utf-8")
            print(f"{name}: {row['seconds']:.1f} s, {row['peak_gib']:.2f} GiB", flush=True)


def measure(share: float, cores: int) -> dict[str, dict[str, Any]]:
    """Runs the commands on a nation of this share."""
    folder = cache("population")
    nation, again, later, report, portrait, future = (
        folder / name for name in ("nation", "again", "later", "report", "portrait", "future")
    )
    make = ["population", "make", "--share", str(share), "--seed", "1", "--on", "2026-01-01"]
    rows = {}
    for place in (nation, again, later, report, portrait, future):
        _remove(place)
    made = run([*make, "--cores", str(cores), "--out", str(nation)])
    rows[f"make {share:g}"] = made | {"persons": _rows(nation)["persons"], "disk_mib": _size(nation)}
    rows[f"check {share:g}"] = run(["population", "check", str(nation), "--cores", str(cores)], allowed=(0, 1))
    if share <= SMALL:
        rows[f"make {share:g}, 1 process"] = run([*make, "--cores", "1", "--out", str(again)])
        if _digest(nation) != _digest(again):
            sys.exit("the nation made by one process is another one: this must never be")
        rows[f"live {share:g}, 12 months"] = run(
            ["population", "live", str(nation), "--months", "12", "--seed", "2", "--out", str(later)]
        )
        rows[f"assess {share:g}, four laws, 2023-2025"] = run(["assess", str(nation), "--report", str(report)])
        rows[f"show {share:g}"] = run(["population", "show", str(nation), "--out", str(portrait)])
        rows["project to 2100, 1,000 futures"] = run(["population", "project", "--to", "2100", "--out", str(future)])
    for place in (nation, again, later, report, portrait, future):
        _remove(place)
    return rows


def run(command: list[str], allowed: tuple[int, ...] = (0,)) -> dict[str, Any]:
    """Runs a command and measures its wall seconds and the peak of memory of all its processes together."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [str(TIREK), *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        peak = [0]
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        _, said = process.communicate()
        done.set()
        watcher.join()
    if process.returncode not in allowed:
        sys.exit(f"tirek {' '.join(command)} failed: {said.decode().strip().splitlines()[-1]}")
    return {
        "seconds": round(time.perf_counter() - begun, 2),
        "peak_gib": round(peak[0] / 2**30, 3),
        "command": "tirek " + " ".join(word for word in command if not word.startswith("/")),
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
    }


def _watch(session: int, peak: list[int], done: threading.Event) -> None:
    """Adds up the proportional memory of a session's processes, some times a second."""
    while not done.wait(0.2):
        peak[0] = max(peak[0], sum(_resident(pid) for pid in _of_session(session)))


def _of_session(session: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.append(int(path.parent.name))
    return found


def _resident(pid: int) -> int:
    """Proportional set size: memory that processes share is counted once."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def _remove(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(place.with_name(place.name + ".unfinished"), ignore_errors=True)


def _rows(nation: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((nation / "nation.json").read_text(encoding="utf-8"))["rows"]
    return found


def _size(nation: Path) -> float:
    return round(sum(path.stat().st_size for path in nation.rglob("*.parquet")) / 2**20, 1)


def _digest(nation: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(nation.rglob("*.parquet")):
        total.update(path.relative_to(nation).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def page(found: dict[str, Any]) -> str:
    """The table of ``README.md``."""
    about = found["machine"]
    on = f"{about['cores']} cores ({about['processor']}), {about['memory_gib']} GiB, {about['system']}"
    lines = [
        "# How long a nation takes",
        "",
        "One command, `python -m benchmarks.population` (`--shares 0.01 0.1 1` for large ones). Each row is one",
        "run of the command in fresh processes, imports included; memory is the peak of all its processes, what they",
        "share counted once. The nation made by one process is compared with the one made by all cores, byte by byte.",
        "",
        f"On {on}, Python {about['python']}, Tirek {found['tirek']}. Synthetic data throughout.",
        "",
        "| what | seconds | peak, GiB | persons | disk, MiB | date |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, row in found["rows"].items():
        persons = f"{row['persons']:,}" if "persons" in row else ""
        spent = f"{row['seconds']:,.1f} | {row['peak_gib']:.2f}"
        lines.append(f"| {name} | {spent} | {persons} | {row.get('disk_mib', '')} | {row['date']} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
