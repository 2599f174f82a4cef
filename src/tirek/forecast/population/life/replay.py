"""Replaying the stream: the state before and the messages give the state after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tirek.forecast.population.life.journal import messages

if TYPE_CHECKING:
    import polars as pl

REPLAYED: Final = ("family_id", "region", "marital_status", "employer_id", "wage", "study", "disability_group")
"""Columns of persons that the stream tells in full."""
ARRIVALS: Final = ("birth", "immigrated")
DEPARTURES: Final = ("death", "emigrated")


def replay(persons: pl.DataFrame, stream: pl.DataFrame) -> pl.DataFrame:
    """Return who lives after the stream, by person_id, with the columns REPLAYED.

    Duplicates are left out; of an event that was corrected the correction counts. What is told later in the order of
    events stands over what was told before.
    """
    import polars as pl

    told = stream.filter(pl.col("edit") != "duplicate").sort("message_id").unique("event_id", keep="last")
    told = told.with_columns(pl.col("kind").cast(pl.String)).sort("event_id")
    start = persons.select("person_id", *(pl.col(name).cast(pl.String) for name in REPLAYED))
    born = told.filter(pl.col("kind").is_in(ARRIVALS))
    gone = told.filter(pl.col("kind").is_in(DEPARTURES))
    people = pl.concat([start, born.select("person_id", *(pl.lit(None, pl.String).alias(name) for name in REPLAYED))])
    people = people.filter(~pl.col("person_id").is_in(gone["person_id"].implode()))
    for name in REPLAYED:
        people = people.join(_last(told, name), on="person_id", how="left").with_columns(
            pl.when(pl.col("told")).then(pl.col("value")).otherwise(pl.col(name)).alias(name)
        ).drop("told", "value")  # fmt: skip
    return people.sort("person_id")


def _last(told: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the last value told of one column, by person; null where the column was told to be empty."""
    import polars as pl

    kinds = {
        kind: about["columns"].index(name) for kind, about in messages()["kinds"].items() if name in about["columns"]
    }
    values = told.filter(pl.col("kind").is_in(list(kinds))).select(
        "person_id", "event_id", pl.col("kind").replace_strict(kinds, return_dtype=pl.Int64).alias("place"),
        pl.col("after").str.split(";").alias("values"),
    )  # fmt: skip
    value = pl.col("values").list.get(pl.col("place"))
    return (
        values.select("person_id", "event_id", pl.when(value != "").then(value).alias("value"), told=pl.lit(value=True))
        .sort("event_id").unique("person_id", keep="last", maintain_order=True).drop("event_id")
    )  # fmt: skip
