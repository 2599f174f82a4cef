"""What the portrait shows, counted in a nation; every person and family counts with the weight of the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from tirek.basics.text import TIYN_PER_TENGE

if TYPE_CHECKING:
    from tirek.forecast.population.files import Nation

OLDEST: Final = 100
AGE_GROUP: Final = 5
WAGE_STEP: Final = 50_000
WAGE_TOP: Final = 1_500_000
"""Wages are counted in steps of so many tenge; the last step holds all above."""
LARGEST_SIZE: Final = 7
_ADULT, _OLD = 18, 60


@dataclass(frozen=True, slots=True)
class Portrait:
    """The numbers of the portrait, each a table of its own.

    `ages`: age, male, female. `regions`: region, persons, families, children (share under 18), old (share of 60 and
    over), wage (mean, tenge). `wages`: from_tenge, persons. `wage`: mean and median in tenge. `kinds`: kind, families,
    persons. `sizes`: size, families.
    """

    manifest: dict[str, Any]
    persons: float
    families: float
    rows: int
    ages: pl.DataFrame
    regions: pl.DataFrame
    wages: pl.DataFrame
    wage: dict[str, float]
    kinds: pl.DataFrame
    sizes: pl.DataFrame

    def groups(self) -> list[tuple[int, float, float]]:
        """Return men and women by ages of five years: first age, men, women."""
        first = (pl.col("age") // AGE_GROUP * AGE_GROUP).cast(pl.Int32).alias("first")
        return self.ages.group_by(first).agg(pl.col("male", "female").sum()).sort("first").rows()


def portrait(nation: Nation) -> Portrait:
    """Count a nation; block by block for the persons, so that any nation fits in memory."""
    columns = ("family_id", "weight", "region", "kind", "size")
    families = nation.scan("families").select(columns).collect(engine="streaming")
    persons = nation.scan("persons").select("family_id", "birth_date", "sex", "region", "employment", "wage")
    weighed = persons.join(families.lazy().select("family_id", "weight"), on="family_id", how="left").with_columns(
        _age(nation), tenge=pl.col("wage") // TIYN_PER_TENGE
    )
    ages = weighed.group_by("age", "sex").agg(pl.col("weight").sum()).collect(engine="streaming")
    regions = weighed.group_by("region").agg(*_of_region()).collect(engine="streaming")
    earned = weighed.filter(pl.col("wage") > 0).group_by("tenge").agg(pl.col("weight").sum())
    by_wage = earned.sort("tenge").collect(engine="streaming")
    return Portrait(
        nation.manifest,
        float(ages["weight"].sum()),
        float(families["weight"].sum()),
        int(nation.manifest["rows"]["persons"]),
        _pyramid(ages),
        regions.join(_families_of_region(families), on="region").sort("region"),
        _steps(by_wage),
        _centre(by_wage),
        _kinds(families),
        _sizes(families),
    )


def _age(nation: Nation) -> pl.Expr:
    year, month, _ = map(int, nation.manifest["on"].split("-"))
    born = pl.col("birth_date").dt
    had_birthday = (born.month() < month) | ((born.month() == month) & (born.day() == 1))
    return (year - born.year() - 1 + had_birthday.cast(pl.Int32)).clip(0, OLDEST).alias("age")


def _of_region() -> list[pl.Expr]:
    weight, age = pl.col("weight"), pl.col("age")
    works = pl.col("wage") > 0
    return [
        weight.sum().alias("persons"),
        (weight.filter(age < _ADULT).sum() / weight.sum()).alias("children"),
        (weight.filter(age >= _OLD).sum() / weight.sum()).alias("old"),
        ((weight * pl.col("tenge")).filter(works).sum() / weight.filter(works).sum()).alias("wage"),
    ]


def _pyramid(ages: pl.DataFrame) -> pl.DataFrame:
    found = ages.pivot(on="sex", index="age", values="weight").sort("age")
    whole = pl.DataFrame({"age": range(OLDEST + 1)}, schema={"age": pl.Int32})
    return whole.join(found, on="age", how="left").select("age", "male", "female").fill_null(0.0)


def _families_of_region(families: pl.DataFrame) -> pl.DataFrame:
    return families.group_by("region").agg(pl.col("weight").sum().alias("families"))


def _steps(by_wage: pl.DataFrame) -> pl.DataFrame:
    step = (pl.col("tenge") // WAGE_STEP * WAGE_STEP).clip(0, WAGE_TOP).alias("from_tenge")
    return by_wage.group_by(step).agg(pl.col("weight").sum().alias("persons")).sort("from_tenge")


def _centre(by_wage: pl.DataFrame) -> dict[str, float]:
    weight = float(by_wage["weight"].sum())
    mean = float((by_wage["tenge"] * by_wage["weight"]).sum()) / weight
    middle = by_wage.filter(pl.col("weight").cum_sum() >= weight / 2)["tenge"][0]
    return {"mean": mean, "median": float(middle)}


def _kinds(families: pl.DataFrame) -> pl.DataFrame:
    weight = pl.col("weight")
    counted = families.group_by("kind").agg(
        weight.sum().alias("families"), (weight * pl.col("size")).sum().alias("persons")
    )
    return counted.sort("families", descending=True)


def _sizes(families: pl.DataFrame) -> pl.DataFrame:
    size = pl.col("size").clip(1, LARGEST_SIZE)
    return families.group_by(size).agg(pl.col("weight").sum().alias("families")).sort("size")
