"""Who is insured: persons below pension age for whom contributions arrived in the last twelve months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.forecast.population.files import Nation
    from tirek.law.kernel.law import Law

RECORD_BOUNDS: Final = (6, 12, 24, 36, 48, 60, 72, 120)
"""Steps of the record coefficient, and beyond."""
RECORD_GROUPS: Final = ("0-5", "6-11", "12-23", "24-35", "36-47", "48-59", "60-71", "72-119", "120+")
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Insured:
    """Weighted persons: by kind of payer (somebody with two payers stands in both), by record, by region; and in all.

    `residents`: all persons of each region, insured or not.
    """

    persons: float
    by_payer: pl.DataFrame
    by_record: pl.DataFrame
    by_region: pl.DataFrame
    residents: pl.DataFrame


def count_insured(nation: Nation, law: Law, blocks: Sequence[int], on: dt.date) -> Insured:
    """Count the insured persons of some blocks on a day."""
    families = pl.concat([nation.part("families", block).select("family_id", "weight") for block in blocks])
    persons = pl.concat(
        [
            nation.part("persons", block).select("person_id", "family_id", "birth_date", "sex", "region")
            for block in blocks
        ]
    )
    everybody = persons.join(families, on="family_id")
    persons = everybody.filter(_below_pension_age(law, on))
    months = pl.concat([_months_paid(nation, block) for block in blocks])
    last = on.year * _MONTHS + on.month - 1
    recent = months.filter(pl.col("month") >= last - _MONTHS, pl.col("month") < last)
    payers = recent.select("person_id", "payer_kind").unique().join(persons, on="person_id")
    record = months.filter(pl.col("month") < last).group_by("person_id").agg(record=pl.col("month").n_unique())
    insured = persons.join(recent.select("person_id").unique(), on="person_id").join(record, on="person_id")
    group = pl.Series("record", RECORD_GROUPS).gather(np.digitize(insured["record"], RECORD_BOUNDS))
    return Insured(
        float(insured["weight"].sum()),
        payers.group_by(pl.col("payer_kind").cast(pl.String)).agg(persons=pl.col("weight").sum()),
        insured.group_by(group.cast(pl.String).alias("record")).agg(persons=pl.col("weight").sum()),
        insured.group_by(pl.col("region").cast(pl.String)).agg(persons=pl.col("weight").sum()),
        everybody.group_by(pl.col("region").cast(pl.String)).agg(persons=pl.col("weight").sum()),
    )


def add_insured(batches: Sequence[Insured]) -> Insured:
    """Add the counts of batches."""

    def joined(name: str, key: str) -> pl.DataFrame:
        counts: pl.DataFrame = pl.concat([getattr(batch, name) for batch in batches])
        return counts.group_by(key).agg(pl.col("persons").sum()).sort(key)

    return Insured(
        sum(batch.persons for batch in batches),
        joined("by_payer", "payer_kind"), joined("by_record", "record"), joined("by_region", "region"),
        joined("residents", "region"),
    )  # fmt: skip


def _months_paid(nation: Nation, block: int) -> pl.DataFrame:
    """Return a row for each person, payer and month for which a contribution arrived."""
    contributions = nation.part("contributions", block).select(
        "person_id", "payer_kind", "first_month", "contributions"
    )
    first = pl.col("first_month").dt.year() * _MONTHS + pl.col("first_month").dt.month().cast(pl.Int32) - 1
    rows = contributions.filter(pl.col("contributions").list.len() > 0).select(
        "person_id",
        pl.col("payer_kind").cast(pl.String),
        pl.int_ranges(first, first + pl.col("contributions").list.len().cast(pl.Int32), dtype=pl.Int32).alias("month"),
        "contributions",
    )
    paid: pl.DataFrame = rows.explode("month", "contributions").filter(pl.col("contributions") > 0)
    return paid.drop("contributions")


def _below_pension_age(law: Law, on: dt.date) -> pl.Expr:
    """Tell who was born late enough; the law gives the age of this day for each sex."""
    edition = law.edition(on)
    born_after = {
        sex: dt.date(on.year - months // _MONTHS, on.month, 1)
        for sex in ("male", "female")
        if isinstance(months := edition.case({"sex": sex}).value("pension_age"), int)
    }
    born: pl.Expr = pl.col("birth_date")
    return born > pl.col("sex").cast(pl.String).replace_strict(born_after, return_dtype=pl.Date)
