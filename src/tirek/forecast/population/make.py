"""Making a nation of one day: block by block, in any number of processes, then weighing its families."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import tirek
from tirek.forecast.population import awards, calibration, health, means, people, schooling, what_ifs, work
from tirek.forecast.population.assumptions import AS_IS, WhatIf
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.crew import in_processes
from tirek.forecast.population.files import FORMAT, SCRATCH, Draft, part_path, stamp, to_arrow, whole, write_part
from tirek.forecast.population.margins import national
from tirek.forecast.population.plan import BlockPlan, plan_blocks
from tirek.forecast.population.seals import block_seals, finish_block, finished_block, seals_of
from tirek.forecast.population.tables import SYNTHETIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tirek.forecast.population.calibration import Described, Fit, Targets
    from tirek.forecast.population.margins import Margins
    from tirek.forecast.population.options import Options

ROOMS: Final = (people, schooling, health, work, awards, means)
"""Each room completes a block after the ones before it."""
MADE: Final = (
    "persons", "families", "kinship", "deceased", "employers", "contributions", "insured_events", "awards",
    "vehicles", "loans",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A nation made: its folder, the rows of each table, how its families were weighed."""

    folder: Path
    rows: dict[str, int]
    fit: Fit


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that a process needs to make a block."""

    folder: Path
    options: Options
    frames: tuple[Any, ...]
    nation: str = ""
    """The stamp of its parts."""

    @classmethod
    def prepare(cls, folder: Path, options: Options, margins: Margins, nation: str = "") -> Workshop:
        """Work out once what all blocks share: published tables, levelled to the nation."""
        frames: list[Any] = [room.prepare(margins) for room in ROOMS]
        return cls(folder, options, tuple(frames), nation)

    def block(self, plan: BlockPlan) -> Block:
        """Return one block with all its tables."""
        block = Block(plan.number, plan.region, plan.urban, self.options.on, self.options.share)
        for room, frame in zip(ROOMS, self.frames, strict=True):
            name = room.__name__.rpartition(".")[2]
            numbers = stream(self.options.seed, block.number, name)
            if room is people:
                people.fill(block, plan, frame, numbers)
            else:
                room.fill(block, frame, numbers)
        return block

    def write(self, plan: BlockPlan) -> int:
        """Make a block and write its parts; families wait in the scratch folder for their weights."""
        block = self.block(plan)
        block["families"]["weight"] = np.full(len(block["families"]), 1 / self.options.share)
        paths = {table: part_path(self.folder, table, block.number) for table in MADE}
        paths["families"] = part_path(self.folder / SCRATCH, "families", block.number)
        for table, path in paths.items():
            write_part(to_arrow(block[table]), path, self.nation)
        described = _scratch(self.folder, block.number)
        with whole(described) as draft, draft.open("wb") as file:
            np.savez(file, allow_pickle=False, **calibration.describe(block).arrays())
        finish_block(self.folder, block.number, [*paths.values(), described])
        return len(block["persons"])


def make_nation(
    target: Path,
    options: Options,
    cores: int,
    progress: Callable[[int, int], None] | None = None,
    what_if: WhatIf = AS_IS,
) -> Made:
    """Make a nation in `target`; `progress` is told persons made and persons in all.

    The same options give the same bytes on any number of cores. An interrupted run goes on where it stopped; blocks
    that were damaged or changed meanwhile are made again. InputError when the folder cannot be made or a process was
    killed.
    """
    draft = Draft(target)
    with draft.begun(_asked(options, what_if)), what_if.applied():
        return _make(draft, options, cores, progress, what_if)


def _make(
    draft: Draft, options: Options, cores: int, progress: Callable[[int, int], None] | None, what_if: WhatIf
) -> Made:
    nation = stamp(_asked(options, what_if))
    margins = national(options.on)
    plans = plan_blocks(margins, options)
    waiting = [plan for plan in plans if finished_block(draft.folder, plan.number) is None]
    people_in_all = int(sum(plan.counts.sum() for plan in plans))
    done = people_in_all - int(sum(plan.counts.sum() for plan in waiting))
    if waiting:
        workshop = Workshop.prepare(draft.folder, options, margins, nation)
        for persons in in_processes(Workshop.write, workshop, waiting, cores, f"making blocks of {draft.target}"):
            done += persons
            if progress:
                progress(done, people_in_all)
    fit = calibration.fit(_described(draft.folder, plans), _targets(margins, what_if), options.share)
    families = _weigh(draft.folder, plans, fit, nation)
    parts = seals_of(draft.folder, families) | block_seals(draft.folder, [plan.number for plan in plans])
    rows = {table: _rows(draft.folder, table, plans) for table in MADE}
    manifest = _manifest(options, what_if, plans, rows, fit)
    draft.finish(manifest | {"parts": dict(sorted(parts.items()))})
    return Made(draft.target, rows, fit)


def read_what_if(path: Path, options: Options) -> WhatIf:
    """Read a what-if for this nation; InputError in one sentence when it asks for something nobody knows."""
    ids = tuple(target.id for target in calibration.targets(national(options.on)).all)
    return what_ifs.read_what_if(path, tuple(room.__name__ for room in ROOMS), ids)


def _targets(margins: Margins, what_if: WhatIf) -> Targets:
    """Return the calibration targets that hold in this nation."""
    found = calibration.targets(margins)
    kept = (each for each in found.all if not any(fnmatchcase(each.id, left) for left in what_if.without_targets))
    return replace(found, all=tuple(kept))


def _scratch(folder: Path, block: int) -> Path:
    return folder / SCRATCH / f"described-{block:05d}.npz"


def _described(folder: Path, plans: list[BlockPlan]) -> list[Described]:
    found = []
    for plan in plans:
        with np.load(_scratch(folder, plan.number)) as arrays:
            found.append(calibration.Described(**arrays))
    return found


def _weigh(folder: Path, plans: list[BlockPlan], fit: Fit, nation: str) -> list[Path]:
    """Write the families with their weights, and return their parts."""
    start, parts = 0, [part_path(folder, "families", plan.number) for plan in plans]
    for plan, part in zip(plans, parts, strict=True):
        families = pq.read_table(part_path(folder / SCRATCH, "families", plan.number))
        weights = pa.array(fit.weights[start : start + families.num_rows])
        start += families.num_rows
        place = families.schema.get_field_index("weight")
        weighed = families.set_column(place, families.schema.field(place), weights)
        write_part(weighed, part, nation)
    return parts


def _rows(folder: Path, table: str, plans: list[BlockPlan]) -> int:
    return sum(pq.read_metadata(part_path(folder, table, plan.number)).num_rows for plan in plans)


def _asked(options: Options, changes: WhatIf) -> dict[str, Any]:
    """Return what a nation is asked to be; its manifest begins with it and its parts bear the stamp of it."""
    made = {"format": FORMAT, "tirek": tirek.__version__, "made": "make"}
    return made | options.record() | {"what_if": changes.record()}


def _manifest(
    options: Options, what_if: WhatIf, plans: list[BlockPlan], rows: dict[str, int], fit: Fit
) -> dict[str, Any]:
    """Return what the nation is made of; no time and no place, so that the same options give the same bytes."""
    return {
        "notice": SYNTHETIC.decode(),
        **_asked(options, what_if),
        "blocks": [plan.number for plan in plans],
        "rows": rows,
        "calibration": json.loads(json.dumps(fit.record())),
    }
