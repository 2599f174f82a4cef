"""A nation lives: block by block, in any number of processes, into a new nation and its stream of messages."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow.parquet as pq

import tirek
from tirek.basics.errors import InputError
from tirek.forecast.population.block import stream
from tirek.forecast.population.crew import in_processes
from tirek.forecast.population.days import month_number
from tirek.forecast.population.files import (
    FORMAT,
    MANIFEST,
    Draft,
    Nation,
    open_nation,
    part_path,
    to_arrow,
    write_part,
)
from tirek.forecast.population.life import live_month, prepare
from tirek.forecast.population.life.flows import Counts, Flow, flows, page
from tirek.forecast.population.life.settle import settle
from tirek.forecast.population.life.state import State
from tirek.forecast.population.life.telling import Faults, tell
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import LARGEST_SEED
from tirek.forecast.population.tables import SYNTHETIC, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tirek.forecast.population.life.frame import LifeFrame

LONGEST: Final = 120
"""Months lived at most at once; the levels of life are those of the years about 2025."""
SCRATCH: Final = "scratch"


@dataclass(frozen=True, slots=True)
class LifeOptions:
    """How a nation lives: months, seed, how registers tell; InputError when impossible."""

    months: int
    seed: int
    faults: Faults

    def __post_init__(self) -> None:
        if not 1 <= self.months <= LONGEST:
            raise InputError(f"--months is {self.months}, expected a whole number from 1 to {LONGEST}")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise InputError(f"--seed is {self.seed}, expected a whole number from 0 to {LARGEST_SEED}")

    def record(self) -> dict[str, Any]:
        """Return the options as data."""
        return {"months": self.months, "seed": self.seed, "faults": self.faults.record()}


@dataclass(frozen=True, slots=True)
class Lived:
    """A nation after some months: its folder, the rows of each table, what happened beside what is published."""

    folder: Path
    on: dt.date
    rows: dict[str, int]
    flows: list[Flow]
    events: Counts


@dataclass(frozen=True, slots=True)
class Years:
    """All that a process needs to let a block live."""

    source: Path
    target: Path
    began: dt.date
    options: LifeOptions
    frame: LifeFrame

    def live(self, block: int) -> State:
        """Return a block after its months."""
        state = State.read(self.source, block, self.began, self.frame, stream(self.options.seed, block, "life"))
        first = month_number(self.began)
        for month in range(first, first + self.options.months):
            live_month(state, month)
        return state

    def write(self, block: int) -> int:
        """Let a block live, write its parts, and last of all what happened: that says that the block is whole."""
        state = self.live(block)
        tables = settle(state)
        told = stream(self.options.seed, block, "life messages")
        tables["life_events"] = tell(state.journal, self.options.faults, told)
        for name, rows in tables.items():
            write_part(to_arrow(rows.table()), part_path(self.target, name, block))
        lived = [[kind, year, count] for (kind, year), count in state.journal.counts.items()]
        draft = _scratch(self.target, block)
        draft.parent.mkdir(exist_ok=True)
        draft.with_suffix(".partial").write_text(json.dumps(lived), encoding="utf-8")
        draft.with_suffix(".partial").replace(draft)
        return len(state.persons)


def live_nation(
    source: Path, target: Path, options: LifeOptions, cores: int, progress: Callable[[int, int], None] | None = None
) -> Lived:
    """Let the nation in `source` live into `target`; `progress` is told blocks done and blocks in all.

    The same nation and options give the same bytes on any number of cores. An interrupted run goes on where it stopped.
    InputError when `source` is no whole nation, `target` cannot be made or a process was killed.
    """
    nation = open_nation(source)
    began = dt.date.fromisoformat(nation.manifest["on"])
    parent = hashlib.sha256((source / MANIFEST).read_bytes()).hexdigest()
    draft = Draft(target)
    draft.begin({"lives": parent, "tirek": tirek.__version__, "format": FORMAT} | options.record())
    frame = prepare(national(began), options.months)
    years = Years(source, draft.folder, began, options, frame)
    waiting = [block for block in nation.blocks if not _scratch(draft.folder, block).is_file()]
    done = len(nation.blocks) - len(waiting)
    for _ in in_processes(Years.write, years, waiting, cores, f"living blocks of {target}"):
        done += 1
        if progress:
            progress(done, len(nation.blocks))
    month = month_number(began) + options.months
    on = dt.date(month // 12, month % 12 + 1, 1)
    events = _counted(draft.folder, nation.blocks)
    found = flows(events, _months_of_years(began, options.months), frame, nation.manifest["share"])
    rows = {
        name: sum(pq.read_metadata(part_path(draft.folder, name, b)).num_rows for b in nation.blocks) for name in TABLES
    }
    _write_pages(draft.folder, found, events)
    draft.finish(_manifest(nation, on, options, rows, parent))
    return Lived(target, on, rows, found, events)


def _scratch(folder: Path, block: int) -> Path:
    return folder / SCRATCH / f"lived-{block:05d}.json"


def _counted(folder: Path, blocks: tuple[int, ...]) -> Counts:
    """Add up what happened in all blocks, in their order, so that sums are the same on any number of cores."""
    counts: Counts = {}
    for block in blocks:
        for kind, year, count in json.loads(_scratch(folder, block).read_text(encoding="utf-8")):
            counts[kind, year] = counts.get((kind, year), 0.0) + count
    return dict(sorted(counts.items()))


def _months_of_years(began: dt.date, months: int) -> dict[int, int]:
    lived: dict[int, int] = {}
    for month in range(month_number(began), month_number(began) + months):
        lived[month // 12] = lived.get(month // 12, 0) + 1
    return lived


def _write_pages(folder: Path, found: list[Flow], events: Counts) -> None:
    record = {
        "notice": SYNTHETIC.decode(), "flows": [flow.record() for flow in found],
        "events": [{"event": kind, "year": year, "persons": round(count)} for (kind, year), count in events.items()],
    }  # fmt: skip
    (folder / "life.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "life.md").write_text(page(found, events, SYNTHETIC.decode()), encoding="utf-8")


def _manifest(nation: Nation, on: dt.date, options: LifeOptions, rows: dict[str, int], parent: str) -> dict[str, Any]:
    before = {name: nation.manifest[name] for name in ("made", "seed", "on") if name in nation.manifest}
    return {
        "format": FORMAT, "notice": SYNTHETIC.decode(), "tirek": tirek.__version__, "made": "live",
        "share": nation.manifest["share"], "seed": options.seed, "on": on.isoformat(),
        "blocks": list(nation.blocks), "rows": rows, "life": options.record(),
        "lived_months": nation.manifest.get("lived_months", 0) + options.months,
        "parent": {"manifest_sha256": parent, **before},
    }  # fmt: skip
