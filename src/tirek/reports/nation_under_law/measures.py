"""What is counted of judged events, batch by batch: sums that may be added, weighted by families.

Weighted sums are estimates and are kept as floating numbers; what one event is paid is exact to the tiyn.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

TIYN: Final = 100
WAGE_GROUPS: Final = ("0-1", "1-2", "2-3", "3-5", "5+")
"""Average credited income of the last 24 months, in minimum wages of the day of the event."""
WAGE_BOUNDS: Final = (1, 2, 3, 5)
BIN: Final = 10_000
"""Width of a bin of monthly amounts, in tenge."""
LAST_BIN: Final = 40
"""The last bin holds all that is greater."""

_KEYS: Final = {
    "years": ("law", "kind", "year"),
    "totals": ("law", "year"),
    "regions": ("law", "kind", "year", "region"),
    "outcomes": ("law", "kind", "outcome", "refused_by"),
    "amounts": ("law", "kind", "bin"),
    "changes": ("law", "kind", "region", "wage_group"),
}


@dataclass(frozen=True, slots=True)
class Measures:
    """Tables of sums over events; every column that is no key may be added to that of another batch."""

    years: pl.DataFrame
    totals: pl.DataFrame
    regions: pl.DataFrame
    outcomes: pl.DataFrame
    amounts: pl.DataFrame
    changes: pl.DataFrame


def measure(answers: pl.DataFrame, years: Sequence[int]) -> Measures:
    """Count a batch of answers, a row for each event and law; no person lies in two batches."""
    paid = _paid_by_year(answers, years)
    reported = answers.filter(pl.col("happened_on").dt.year().is_in(list(years)))
    awards, paid_by_kind = _new_awards(reported), _recipients(paid, *_KEYS["years"])
    return Measures(
        years=awards.join(paid_by_kind, on=_KEYS["years"], how="full", coalesce=True).fill_null(0),
        totals=_recipients(paid, "law", "year"),
        regions=_recipients(paid, "law", "kind", "year", "region"),
        outcomes=reported.group_by(_KEYS["outcomes"]).agg(events=pl.len(), people=pl.col("weight").sum()),
        amounts=_bins(reported),
        changes=_changes(reported),
    )


def add(batches: Sequence[Measures]) -> Measures:
    """Add batches, in the order of the keys."""
    tables = {}
    for each in fields(Measures):
        keys = list(_KEYS[each.name])
        joined = pl.concat([getattr(batch, each.name) for batch in batches], how="vertical_relaxed")
        sums = [pl.col(name).sum() for name in joined.columns if name not in keys]
        tables[each.name] = joined.group_by(keys).agg(sums).sort(keys, nulls_last=True)
    return Measures(**tables)


def _paid_by_year(answers: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    parts = [
        answers.filter(pl.col(f"paid_{year}") > 0).select(
            "law", "kind", "person_id", "region", "weight", pl.lit(year, pl.Int32).alias("year"),
            pl.col(f"paid_{year}").alias("paid"), pl.col(f"paid_{year}_as_known").alias("paid_as_known"),
            pl.col(f"months_{year}").alias("months"),
            (pl.col("first_paid_on").dt.year() < year).alias("earlier"),
            (pl.col("ends_on") > dt.date(year, 12, 31)).alias("running"),
        )
        for year in years
    ]  # fmt: skip
    return pl.concat(parts)


def _recipients(paid: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Count persons once however many payments they have; survivors are counted by the person who died: a family.

    `carried`: those whose payments all began in an earlier year; `running`: those still paid when the year has ended.
    """
    weight = pl.col("weight")
    persons = paid.group_by(*keys, "person_id").agg(
        weight.first(),
        (pl.col("paid") * weight).sum() / TIYN,
        (pl.col("paid_as_known") * weight).sum() / TIYN,
        (pl.col("months") * weight).sum(),
        pl.col("earlier").all(),
        pl.col("running").any(),
    )
    return persons.group_by(keys).agg(
        sampled=pl.len().cast(pl.Int64),
        recipients=weight.sum(),
        carried=weight.filter("earlier").sum(),
        running=weight.filter("running").sum(),
        squares=(weight * weight).sum(),
        paid_squares=(pl.col("paid") * pl.col("paid")).sum(),
        spending=pl.col("paid").sum(),
        spending_as_known=pl.col("paid_as_known").sum(),
        months=pl.col("months").sum(),
    )


def _new_awards(reported: pl.DataFrame) -> pl.DataFrame:
    entitled = reported.filter(pl.col("outcome") == "entitled")
    weight, tenge = pl.col("weight"), pl.col("gross") / TIYN
    return entitled.group_by("law", "kind", pl.col("happened_on").dt.year().alias("year")).agg(
        sampled_awards=pl.len().cast(pl.Int64),
        awards=weight.sum(),
        awarded=(tenge * weight).sum(),
        income=(pl.col("income") * weight).sum(),
        months_with_income=(pl.col("months_with_income") * weight).sum(),
        award_squares=(weight * weight).sum(),
        awarded_cross_squares=(weight * weight * tenge).sum(),
        awarded_squares=(weight * weight * tenge * tenge).sum(),
    )


def _bins(reported: pl.DataFrame) -> pl.DataFrame:
    place = (pl.col("gross") // (BIN * TIYN)).clip(0, LAST_BIN).cast(pl.Int32)
    entitled = reported.filter(pl.col("outcome") == "entitled")
    return entitled.group_by("law", "kind", place.alias("bin")).agg(people=pl.col("weight").sum())


def _changes(reported: pl.DataFrame) -> pl.DataFrame:
    """Compare what each event is paid in all, also later, with the law in force: who gains, who loses, how much."""
    keys = ("event_id", "kind", "region", "wage_group", "weight")
    here = reported.filter(pl.col("law") == "in_force").select("event_id", pl.col("total").alias("in_force"))
    other = reported.filter(pl.col("law") != "in_force").select("law", *keys, "total")
    both = other.join(here, on="event_id").filter((pl.col("total") > 0) | (pl.col("in_force") > 0))
    more, weight = pl.col("total") - pl.col("in_force"), pl.col("weight")
    return both.group_by(_KEYS["changes"]).agg(
        events=weight.sum(),
        gaining=weight.filter(more > 0).sum(),
        losing=weight.filter(more < 0).sum(),
        gained=(more * weight).filter(more > 0).sum() / TIYN,
        lost=(more * weight).filter(more < 0).sum() / TIYN,
    )
