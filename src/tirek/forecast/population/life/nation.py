"""A nation lives: block by block, in any number of processes, into a new nation and its stream of messages."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
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
    SCRATCH,
    Draft,
    Nation,
    open_nation,
    part_path,
    stamp,
    to_arrow,
    write_part,
    write_text,
)
from tirek.forecast.population.life import live_month, prepare
from tirek.forecast.population.life.base import BASE, base_of
from tirek.forecast.population.life.flows import Counts, Flow, flows, page
from tirek.forecast.population.life.journal import Counted
from tirek.forecast.population.life.settle import settle
from tirek.forecast.population.life.state import State
from tirek.forecast.population.life.telling import Faults, tell
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import LARGEST_SEED
from tirek.forecast.population.seals import block_seals, finish_block, finished_block
from tirek.forecast.population.tables import SYNTHETIC, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.forecast.population.life.frame import LifeFrame

Progress = Callable[[int, int], None]
LONGEST: Final = 120
"""Months lived at most at once; the levels of life are those of the years about 2025."""


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
    nation: str
    """The stamp of the parts it writes."""

    def live(self, block: int) -> State:
        """Return a block after its months."""
        state = State.read(self.source, block, self.began, self.frame, stream(self.options.seed, block, "life"))
        first = month_number(self.began)
        for month in range(first, first + self.options.months):
            live_month(state, month)
        return state

    def write(self, block: int) -> int:
        """Let a block live, write its parts and what happened, and return the number of the block."""
        state = self.live(block)
        tables = settle(state)
        told = stream(self.options.seed, block, "life messages")
        tables["life_events"] = tell(state.journal, self.options.faults, told)
        parts = {name: part_path(self.target, name, block) for name in tables}
        for name, rows in tables.items():
            write_part(to_arrow(rows.table()), parts[name], self.nation)
        parts[BASE] = part_path(self.target, BASE, block)
        write_part(base_of(state), parts[BASE], self.nation)
        lived = [[kind, year, *counted] for (kind, year), counted in state.journal.counts.items()]
        write_text(_scratch(self.target, block), json.dumps(lived))
        finish_block(self.target, block, [*parts.values(), _scratch(self.target, block)])
        return block


def live_nation(
    source: Path, target: Path, options: LifeOptions, cores: int, progress: Progress | None = None
) -> Lived:
    """Let the nation in `source` live into `target`; `progress` is told persons done and persons in all.

    The same nation and options give the same bytes on any number of cores. An interrupted run goes on where it stopped;
    blocks that were damaged or changed meanwhile live again.
    InputError when `source` is no whole nation, `target` cannot be made or a process was killed.
    """
    nation = open_nation(source)
    began = dt.date.fromisoformat(nation.manifest["on"])
    parent = hashlib.sha256((source / MANIFEST).read_bytes()).hexdigest()
    month = month_number(began) + options.months
    on = dt.date(month // 12, month % 12 + 1, 1)
    asked = _asked(nation, on, options, parent)
    draft = Draft(target)
    with draft.begun(asked):
        return _live(nation, draft, asked, options, cores, progress)


def _live(
    nation: Nation, draft: Draft, asked: dict[str, Any], options: LifeOptions, cores: int, progress: Progress | None
) -> Lived:
    began, on = (dt.date.fromisoformat(day) for day in (nation.manifest["on"], asked["on"]))
    frame = prepare(national(began), options.months)
    years = Years(nation.folder, draft.folder, began, options, frame, stamp(asked))
    sizes = {block: pq.read_metadata(part_path(nation.folder, "persons", block)).num_rows for block in nation.blocks}
    waiting = [block for block in nation.blocks if finished_block(draft.folder, block) is None]
    done, total = sum(sizes.values()) - sum(sizes[block] for block in waiting), sum(sizes.values())
    if progress and waiting:
        progress(done, total)
    for block in in_processes(Years.write, years, waiting, cores, f"living blocks of {draft.target}"):
        done += sizes[block]
        if progress:
            progress(done, total)
    events = _counted(draft.folder, nation.blocks)
    found = flows(events, _months_of_years(began, options.months), frame, nation.manifest["share"])
    rows = {
        name: sum(pq.read_metadata(part_path(draft.folder, name, b)).num_rows for b in nation.blocks)
        for name in (*TABLES, BASE)
    }
    parts = block_seals(draft.folder, nation.blocks)
    _write_pages(draft.folder, found, events)
    draft.finish({"notice": SYNTHETIC.decode(), **asked, "blocks": list(nation.blocks), "rows": rows, "parts": parts})
    return Lived(draft.target, on, rows, found, events)


def _scratch(folder: Path, block: int) -> Path:
    return folder / SCRATCH / f"lived-{block:05d}.json"


def _counted(folder: Path, blocks: tuple[int, ...]) -> Counts:
    """Add up what happened in all blocks, in their order, so that sums are the same on any number of cores."""
    counts: Counts = {}
    for block in blocks:
        for kind, year, *counted in json.loads(_scratch(folder, block).read_text(encoding="utf-8")):
            before = counts.get((kind, year), Counted())
            counts[kind, year] = Counted(*(old + new for old, new in zip(before, counted, strict=True)))
    return dict(sorted(counts.items()))


def _months_of_years(began: dt.date, months: int) -> dict[int, int]:
    lived: dict[int, int] = {}
    for month in range(month_number(began), month_number(began) + months):
        lived[month // 12] = lived.get(month // 12, 0) + 1
    return lived


def _write_pages(folder: Path, found: list[Flow], events: Counts) -> None:
    happened = [{"event": kind, "year": year, "persons": round(of.persons)} for (kind, year), of in events.items()]
    record = {"notice": SYNTHETIC.decode(), "flows": [flow.record() for flow in found], "events": happened}
    write_text(folder / "life.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    write_text(folder / "life.md", page(found, events, SYNTHETIC.decode()))


def _asked(nation: Nation, on: dt.date, options: LifeOptions, parent: str) -> dict[str, Any]:
    """Return what the nation is asked to be; its manifest begins with it and its parts bear the stamp of it."""
    before = {name: nation.manifest[name] for name in ("made", "seed", "on") if name in nation.manifest}
    return {
        "format": FORMAT, "tirek": tirek.__version__, "made": "live",
        "share": nation.manifest["share"], "seed": options.seed, "on": on.isoformat(),
        "life": options.record(),
        "lived_months": nation.manifest.get("lived_months", 0) + options.months,
        "parent": {"manifest_sha256": parent, **before},
    }  # fmt: skip
