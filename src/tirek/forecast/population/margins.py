"""The nation in numbers: persons by region, town or village, sex and single age."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from ipfn import ipfn

from tirek.forecast.population.assumptions import values
from tirek.forecast.population.regions import CITIES, REGIONS
from tirek.forecast.sources import read

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

ASSUMED_IN: Final = "tirek.forecast.population.people"
"""The room whose assumptions.yaml holds the assumed shares of towns, ages of regions and so on."""
AGES: Final = 101
COUNTED: Final = dt.date(2026, 1, 1)
"""The day of the published totals by sex, region, town and village."""
_COUNTED_BEFORE: Final = dt.date(2024, 7, 1)
_MIDDLE_AGE, _TILT_YEARS = 32, 30
_STUDENTS = slice(18, 24)
_PRECISION: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Margins:
    """Persons on a day: `counts` has the shape (strata, 2 sexes: male, female, 101 ages: the last is 100 and over)."""

    on: dt.date
    strata: tuple[tuple[str, bool], ...]
    counts: npt.NDArray[np.float64]


def national(on: dt.date) -> Margins:
    """Return the nation of a day: UN age shape levelled to the official totals by sex, region and town or village.

    Ages are those of WPP 2024, except children born since 2024, of whom there are as many as were registered, later as
    the projection expects. Between the two published counts of regions (2024-07-01 and 2026-01-01) the nation lies on
    the line between them, before and after them it moves as WPP's population does; shares of the sexes move with WPP,
    of towns and villages do not move.
    """
    given = values(ASSUMED_IN)
    totals = given["totals"]
    regions = _regions(on)
    persons = regions.sum()
    change = un_persons(on).sum(axis=1) / un_persons(COUNTED).sum(axis=1)
    by_sex = _scaled(np.array([totals["men"], totals["women"]]) * change, persons)
    by_residence = np.array([totals["village"], totals["town"]], np.float64)
    levelled = ipfn.ipfn(
        _seed(given),
        [
            _ages(on, by_sex, _births(on, given["births"])),
            regions,
            _scaled(by_residence, persons),
        ],
        [[2, 3], [0], [1]],
        convergence_rate=_PRECISION,
        rate_tolerance=0.0,
    ).iteration()
    strata = tuple((region, urban) for region in REGIONS for urban in (False, True) if urban or region not in CITIES)
    rows = np.array([2 * REGIONS.index(region) + urban for region, urban in strata])
    counts = levelled.reshape(-1, 2, AGES)[rows]
    counts.setflags(write=False)
    return Margins(on, strata, counts)


def un_persons(on: dt.date) -> Numbers:
    """Return WPP 2024 persons by (sex, age) on a day, between the middles of two years."""
    table = read("wpp2024/kaz_pop_single_age_sex_midyear_1990_2100.csv")
    moment = _year(on) - 0.5
    year, part = int(moment), moment % 1
    before, after = (table.filter(table["year"] == each).select("M", "F").to_numpy().T for each in (year, year + 1))
    return np.asarray(before * (1 - part) + after * part, np.float64)


def _births(on: dt.date, registered: dict[int, float]) -> dict[int, float]:
    """Return births by year up to the day: as registered; where the day is later, also those the projection expects."""
    if on <= dt.date(max(registered) + 1, 1, 1):
        return registered
    from tirek.forecast.population.projection.vital import births_by_year  # itself begins with the nation of a day

    return births_by_year(on.year)


def _ages(on: dt.date, by_sex: Numbers, registered: dict[int, float]) -> Numbers:
    """Return persons by (sex, age) that make up the totals by sex."""
    un = un_persons(on)
    table = read("wpp2024/kaz_births_deaths_rates_1950_2100.csv")
    un_births = dict(zip(table["year"], table["births"] * 1000, strict=True))
    part = _year(on) % 1
    known, expected = np.zeros(AGES), np.zeros(AGES)  # share of the age whose births were registered, and their level
    for age in range(AGES):
        for year, share in ((on.year - age, part), (on.year - age - 1, 1 - part)):
            if year in registered:
                known[age] += share
                expected[age] += share * registered[year] / un_births[year]
    rest = (by_sex - (un * expected).sum(axis=1)) / (un * (1 - known)).sum(axis=1)
    return np.asarray(un * (expected + (1 - known) * rest[:, None]))


def _regions(on: dt.date) -> Numbers:
    """Return persons by region: as counted, between the counts, or beyond them as WPP's population goes."""
    table = read("calibration/kz_regions_20.csv").sort("iso")
    first, last = (table[f"pop_{day:%Y_%m_%d}"].to_numpy().astype(np.float64) for day in (_COUNTED_BEFORE, COUNTED))
    near = min(COUNTED, max(_COUNTED_BEFORE, on))
    part = (near - _COUNTED_BEFORE).days / (COUNTED - _COUNTED_BEFORE).days
    return np.asarray((first + (last - first) * part) * (un_persons(on).sum() / un_persons(near).sum()))


def _scaled(numbers: Numbers, total: float) -> Numbers:
    return np.asarray(numbers * (total / numbers.sum()))


def _seed(given: dict[str, Any]) -> Numbers:
    """Return the assumed pattern (region, village or town, sex, age) that is levelled; only its inner ratios matter."""
    age = np.arange(AGES)
    town, youth, village_youth = (
        np.array([given[name][region] for region in REGIONS]) for name in ("urban_share", "youth", "youth_of_villages")
    )
    tilt = np.stack([youth + village_youth, youth], axis=1)
    seed = np.exp(-tilt[:, :, None] * (age - _MIDDLE_AGE) / _TILT_YEARS)
    seed *= np.stack([1 - town, town], axis=1)[:, :, None] * _scaled(_regions(COUNTED), 1.0)[:, None, None]
    students = given["students"]
    seed[:, 1, _STUDENTS] *= np.array([students.get(region, students["other_towns"]) for region in REGIONS])[:, None]
    seed[:, 0, _STUDENTS] *= students["villages"]
    men = np.array([given["men_in_villages"], 1.0])
    return np.stack([seed * men[:, None], seed], axis=2)


def _year(day: dt.date) -> float:
    """Return a day as a year and its part, by months."""
    return day.year + (day.month - 1) / 12
