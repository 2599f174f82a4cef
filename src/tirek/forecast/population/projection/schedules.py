"""What the UN publishes for every year from 2024 to 2100 by single age: the shapes that paths give a level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.projection.life_table import AGES
from tirek.forecast.sources import read

if TYPE_CHECKING:
    import polars as pl

    from tirek.forecast.population.projection.whole_persons import Numbers

FIRST_YEAR: Final = 2024
LAST_YEAR: Final = 2100
YEARS: Final = np.arange(FIRST_YEAR, LAST_YEAR + 1)

MORTALITY: Final = "derived/kaz_mx_single_age_projection_2020_2100.csv"
FERTILITY: Final = "derived/kaz_fertility_shape_single_age_2015_2100.csv"
MIGRATION: Final = "wpp2024/kaz_netmigration_single_age_sex_2024_2100.csv"
MIGRANTS: Final = "wpp2024/kaz_netmigration_1950_2100.csv"
TFR: Final = "wpp2024/kaz_tfr_1950_2100.csv"
E0: Final = "wpp2024/kaz_e0_1950_2100.csv"
BOYS: Final = "wpp2024/kaz_sex_ratio_birth_1950_2100.csv"
TOTALS: Final = "wpp2024/kaz_pop_total_projection_PI_2024_2100.csv"
PERSONS: Final = "wpp2024/kaz_pop_single_age_sex_midyear_1990_2100.csv"


@dataclass(frozen=True, slots=True)
class Schedules:
    """Shapes by calendar year; the first axis is YEARS.

    `rates`: deaths a year and person, (years, 2 sexes: male, female, 101 ages). `fertility`: the share of total
    fertility at each age of the mother, (years, 101). `migrants`: net persons of the UN's medium variant,
    (years, 2, 101). `boys`: the share of boys among the born, (years,).
    """

    rates: Numbers
    fertility: Numbers
    migrants: Numbers
    boys: Numbers


@cache
def schedules() -> Schedules:
    """Return the UN's shapes; five-year periods are joined by straight lines between their middles."""
    deaths = read(MORTALITY)
    rates = np.exp(_between(deaths, [np.log(_by_period(deaths, column)) for column in ("mxM", "mxF")]))
    births = read(FERTILITY)
    fertility = np.zeros((len(YEARS), AGES))
    ages = births["age"].unique().sort().to_numpy()
    fertility[:, ages] = _between(births, [_by_period(births, "share")])[:, 0]
    fertility /= fertility.sum(axis=1, keepdims=True)
    moved = _of_years(read(MIGRATION).sort("age"))
    migrants = moved.select("migM", "migF").to_numpy().reshape(len(YEARS), AGES, 2).transpose(0, 2, 1) * 1000
    ratio = by_year(BOYS, "srb")
    return Schedules(rates, fertility, np.ascontiguousarray(migrants), ratio / (1 + ratio))


def by_year(name: str, *columns: str) -> Numbers:
    """Return columns of an annual file for YEARS: (years,) for one column, (years, columns) for several."""
    table = _of_years(read(name))
    numbers = table.select(columns).to_numpy().astype(np.float64)
    return numbers[:, 0] if len(columns) == 1 else numbers


def _of_years(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(table["year"].is_between(FIRST_YEAR, LAST_YEAR)).sort("year", maintain_order=True)


def _by_period(table: pl.DataFrame, column: str) -> Numbers:
    """Return a column as (periods, ages)."""
    periods = table["period"].n_unique()
    return np.asarray(table.sort("period", "age")[column].to_numpy().reshape(periods, -1), np.float64)


def _between(table: pl.DataFrame, knots: list[Numbers]) -> Numbers:
    """Return (years, len(knots), ages) on straight lines between the middles of periods, level after the last."""
    middles = table["period"].unique().sort().str.slice(0, 4).cast(int).to_numpy() + 2.5
    moments = np.clip(YEARS + 0.5, middles[0], middles[-1])
    place = np.clip(np.searchsorted(middles, moments, side="right") - 1, 0, len(middles) - 2)
    part = ((moments - middles[place]) / (middles[place + 1] - middles[place]))[:, None, None]
    values = np.stack(knots, axis=1)
    return np.asarray(values[place] * (1 - part) + values[place + 1] * part)
