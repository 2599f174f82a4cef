"""What the nation lacks, measured: payments of the Fund that run on its day without an event to judge them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.forecast.population.files import Nation

PAYMENTS: Final = {
    "childcare_payment": "childcare", "job_loss_payment": "job_loss",
    "disability_payment": "disability", "survivor_payment": "survivors",
}  # fmt: skip
"""Kinds of awards that the Fund pays, and the kind of event behind each."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Weighted payments in force on the day of the nation: by kind, all and those without an event of their own."""

    payments: pl.DataFrame


def count_missing(nation: Nation, blocks: Sequence[int]) -> Missing:
    """Count the Fund's running payments of some blocks, and those that began on no day of an event."""
    if not nation.has("awards"):
        return Missing(_none())
    awards = pl.concat(
        [nation.part("awards", block).select("kind", "person_id", "family_id", "since") for block in blocks]
    )
    families = pl.concat([nation.part("families", block).select("family_id", "weight") for block in blocks])
    events = pl.concat([nation.part("insured_events", block).select("kind", "family_id") for block in blocks])
    events = events.with_columns(pl.col("kind").cast(pl.String)).unique()
    kind = pl.col("kind").cast(pl.String).replace_strict(PAYMENTS, default=None, return_dtype=pl.String)
    running = awards.with_columns(kind=kind).filter(pl.col("kind").is_not_null()).join(families, on="family_id")
    lone = running.join(events, on=["family_id", "kind"], how="anti")
    counts = running.group_by("kind").agg(running=pl.col("weight").sum())
    without = lone.group_by("kind").agg(without_event=pl.col("weight").sum())
    return Missing(counts.join(without, on="kind", how="left").fill_null(0.0))


def add_missing(batches: Sequence[Missing]) -> Missing:
    """Add the counts of batches."""
    joined = pl.concat([batch.payments for batch in batches])
    return Missing(joined.group_by("kind").agg(pl.col("running").sum(), pl.col("without_event").sum()).sort("kind"))


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={"kind": pl.String, "running": pl.Float64, "without_event": pl.Float64})
