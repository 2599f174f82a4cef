"""The check of a whole nation: block by block, in any number of processes, in constant memory but for its numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.check import published
from tirek.forecast.population.check.block_data import BlockData
from tirek.forecast.population.check.judged import judge, judge_ages
from tirek.forecast.population.check.notebook import EXAMPLES, sentences
from tirek.forecast.population.check.periods import on_day
from tirek.forecast.population.check.sums import Sums, sum_up
from tirek.forecast.population.crew import in_processes
from tirek.forecast.population.files import open_nation, part_path
from tirek.forecast.population.margins import COUNTED, national
from tirek.forecast.population.seals import intact
from tirek.forecast.population.tables import SYNTHETIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tirek.forecast.population.check.judged import Judged
    from tirek.forecast.population.check.notebook import Finding
    from tirek.forecast.population.check.published import NotMeasured
    from tirek.forecast.population.files import Nation

UNIQUE: Final = {"iin": "iin_unique", "bin": "bin_unique"}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a nation: targets, flows, held-out checks, what cannot be measured, invariants."""

    folder: Path
    manifest: dict[str, Any]
    targets: list[Judged]
    contradicted: list[Judged]
    flows: list[Judged]
    checks: list[Judged]
    not_measured: tuple[NotMeasured, ...]
    invariants: dict[str, Finding]

    @property
    def broken(self) -> list[str]:
        """The names of the invariants that do not hold."""
        return [name for name, finding in self.invariants.items() if finding.broken]

    @property
    def missed(self) -> list[Judged]:
        """The targets that are missed by more than the tolerance and by more than chance."""
        return [judged for judged in self.targets if judged.verdict == "no"]

    @property
    def of_another_day(self) -> int:
        """How many targets have no published number of the nation's day."""
        return sum(judged.verdict == "another day" for judged in self.targets)

    @property
    def levelled(self) -> bool:
        """Whether the nation was made to meet the targets: not if it has lived since, or is a what-if."""
        what_if = self.manifest.get("what_if", {})
        return not self.manifest.get("lived_months") and not any(what_if.values())

    @property
    def passed(self) -> bool:
        """Whether every invariant holds and, in a levelled nation, every target of its day is within its tolerance."""
        return not self.broken and not (self.levelled and self.missed)

    def record(self) -> dict[str, Any]:
        """Return the report as data; the same nation gives the same record."""
        made = {name: self.manifest.get(name) for name in ("share", "seed", "on", "made", "rows")}
        return {
            "notice": SYNTHETIC.decode(), "nation": made, "passed": self.passed,
            "targets_of": COUNTED.isoformat(), "targets_of_another_day": self.of_another_day,
            "targets_missed": len(self.missed), "invariants_broken": len(self.broken),
            "targets": [judged.record() for judged in self.targets],
            "contradicted": [judged.record() for judged in self.contradicted],
            "flows": [judged.record() for judged in self.flows],
            "checks": [judged.record() for judged in self.checks],
            "not_measured": [
                {"row": told.row, "name": told.name, "published": told.published, "unit": told.unit,
                 "date": told.date, "source": told.source, "why": told.why}
                for told in self.not_measured
            ],
            "invariants": [
                {"name": name, "sentence": sentences()[name], **finding.record()}
                for name, finding in self.invariants.items()
            ],
        }  # fmt: skip


def check_nation(folder: Path, cores: int = 1, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check the nation in a folder; `progress` is told blocks done and blocks in all.

    InputError when it is no whole nation, or a process was killed.
    """
    nation = open_nation(folder)
    on = _day(nation)
    sums: Sums | None = None
    for done, part in enumerate(_sums(nation, on, cores), start=1):
        if sums is None:
            sums = part
        else:
            sums.add(part)
        if progress:
            progress(done, len(nation.blocks))
    if sums is None:
        raise InputError(f"{folder} is a nation without a block")
    _unique(sums)
    _manifest(nation, sums)
    found = sums.notebook.findings
    invariants = {name: found[name] for name in sentences() if name in found}
    margins = national(on)
    ages = judge_ages(sums, margins)

    def judged_of(aims: tuple[published.Aim, ...]) -> list[Judged]:
        return judge(on_day(aims, on, margins), sums)

    targets = judged_of(published.targets(on))
    after = next(number for number, judged in enumerate(targets) if judged.aim.row > ages[0].aim.row)
    return Report(
        folder, nation.manifest, targets[:after] + ages + targets[after:],
        judged_of(published.contradicted()), judged_of(published.flows()), judged_of(published.bands()),
        published.not_measured(), invariants,
    )  # fmt: skip


def _day(nation: Nation) -> dt.date:
    try:
        return dt.date.fromisoformat(nation.manifest["on"])
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{nation.folder}: the manifest does not tell the day of the nation") from None


# --- whole nation


def _unique(sums: Sums) -> None:
    """Look for numbers given twice, over all blocks at once: 8 bytes for each person of the nation."""
    for column, name in UNIQUE.items():
        numbers = np.concatenate(sums.numbers.pop(column))
        numbers.sort()
        again = numbers[1:][numbers[1:] == numbers[:-1]]
        examples = [f"{column} {number:012d}" for number in again[:EXAMPLES].tolist()]
        sums.notebook.note(name, len(numbers), len(again), examples)


def _manifest(nation: Nation, sums: Sums) -> None:
    def wrong(table: str) -> str:
        told, found = nation.manifest["rows"][table], sums.rows[table]
        return f"{table}: {found} rows, {told} by the manifest" if told != found else ""

    sums.notebook.each("manifest", sums.rows, wrong)


# --- processes


def _sums(nation: Nation, on: dt.date, cores: int) -> Iterator[Sums]:
    """Yield the sums of each block, in the order of blocks, so that the same nation gives the same report."""
    return in_processes(_sum_up, (nation, on), nation.blocks, cores, f"checking {nation.folder}")


def _sum_up(nation_and_day: tuple[Nation, dt.date], number: int) -> Sums:
    nation, on = nation_and_day
    sums = sum_up(BlockData(nation, number, on))
    parts = nation.manifest["parts"]

    def changed(part: str) -> str:
        return "" if intact(nation.folder, part, parts) else f"{part} was changed after the nation was made"

    sums.notebook.each(
        "manifest", (part_path(Path(), table, number).as_posix() for table in nation.manifest["rows"]), changed
    )
    return sums
