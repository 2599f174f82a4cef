"""All insurance over a nation: blocks read, judged under every law, counted; answers written as they come."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow.parquet as pq

from tirek.basics.errors import InputError
from tirek.forecast.population.days import month_number
from tirek.forecast.population.tables import SYNTHETIC
from tirek.reports.nation_under_law.answers import answer_events, read_events
from tirek.reports.nation_under_law.insured import Insured, add_insured, count_insured
from tirek.reports.nation_under_law.judging import Judge
from tirek.reports.nation_under_law.laws import compared_laws
from tirek.reports.nation_under_law.measures import Measures, add, measure
from tirek.reports.nation_under_law.missing import Missing, add_missing, count_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tirek.forecast.population.files import Nation
    from tirek.law.kernel.law import Law
    from tirek.reports.nation_under_law.laws import ComparedLaw

BLOCKS_AT_ONCE: Final = 12
"""So many blocks are judged together: about 300,000 persons, some hundred megabytes."""
MONTHS: Final = 12
NEEDED: Final = ("persons", "families", "contributions", "insured_events")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all laws made of a nation, and what was asked: the years, the day, the first event."""

    laws: tuple[ComparedLaw, ...]
    years: tuple[int, ...]
    on: dt.date
    share: float
    first_event: dt.date
    events: int
    measures: Measures
    insured: Insured
    missing: Missing
    what_if: dict[str, dict[str, Any]]
    """Numbers of the nation's rooms that a what-if replaced; empty for the country as it is."""
    lived_from: dt.date | None = None
    """The day from which on events come from the life of the nation; None when it was not lived."""


def run(
    nation: Nation,
    law: Law,
    on: dt.date,
    years: tuple[int, ...],
    answers: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Judge every event of a nation under every law, and write the answers to a Parquet file.

    `progress` is told blocks done and blocks in all. InputError when the nation lacks a table.
    """
    for table in NEEDED:
        if not nation.has(table):
            raise InputError(f"{nation.folder} has no table {table}, which insurance is judged by")
    first_event = nation.scan("insured_events").select(pl.col("happened_on").min()).collect().item()
    if first_event is None:
        raise InputError(f"{nation.folder} has no insured events")
    laws = compared_laws(law)
    judges = [Judge(law, one, years, first_event) for one in laws]
    counted, insured, missing, rows = [], [], [], 0
    with contextlib.closing(_Writer(answers)) as writer:
        for done, blocks in _batches(nation.blocks):
            events = read_events(nation, law, blocks)
            rows += len(events)
            if len(events):
                found = answer_events(events, judges)
                writer.write(found)
                counted.append(measure(found, years))
            insured.append(count_insured(nation, law, blocks, on))
            missing.append(count_missing(nation, blocks))
            if progress:
                progress(done, len(nation.blocks))
    return Outcome(
        laws, years, on, float(nation.manifest.get("share", 1.0)), first_event, rows,
        add(counted), add_insured(insured), add_missing(missing), _what_if(nation), _lived_from(nation),
    )  # fmt: skip


def _what_if(nation: Nation) -> dict[str, dict[str, Any]]:
    told = nation.manifest.get("what_if") or {}
    return {room: changes for room, changes in told.items() if isinstance(changes, dict) and changes}


def _lived_from(nation: Nation) -> dt.date | None:
    lived = int(nation.manifest.get("lived_months", 0))
    if not lived:
        return None
    end = dt.date.fromisoformat(nation.manifest["on"])
    first = month_number(end) - lived
    return dt.date(first // MONTHS, first % MONTHS + 1, 1)


def _batches(blocks: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    for first in range(0, len(blocks), BLOCKS_AT_ONCE):
        taken = blocks[first : first + BLOCKS_AT_ONCE]
        yield first + len(taken), taken


class _Writer:
    """A Parquet file whose metadata says that its rows are synthetic."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None

    def write(self, answers: pl.DataFrame) -> None:
        table = answers.drop("total", "income", "months_with_income").to_arrow()
        schema = table.schema.with_metadata({b"tirek.notice": SYNTHETIC})
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, schema, compression="zstd", compression_level=1)
        self._writer.write_table(table.cast(schema))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
