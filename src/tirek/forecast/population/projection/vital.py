"""Births, deaths and migrants of each calendar year at official levels: one path for all that needs them.

Births, net migrants and the change of mortality are those of the medium variant. The level of deaths is the published
one of 2025: it is higher than official life expectancy gives on the UN's ages (docs/nation/projection.md, "Limits").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.assumptions import values
from tirek.forecast.population.margins import ASSUMED_IN
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.engine import WOMEN, YearRates, advance
from tirek.forecast.population.projection.life_table import level, survival
from tirek.forecast.population.projection.paths import BASE_YEAR, Paths, assumed, migrants_of, paths
from tirek.forecast.population.projection.project import first_people, project
from tirek.forecast.population.projection.scenario import Scenario

if TYPE_CHECKING:
    from tirek.forecast.population.projection.whole_persons import Numbers, Persons

_ROUNDS: Final = 6
"""Deaths are so nearly in proportion to the level that three rounds find it to the person."""


@dataclass(frozen=True, slots=True)
class Vital:
    """Calendar years from `first` on; every array begins with that year."""

    first: int
    births: Numbers
    """Births of the year, (years,): as registered where a number is published."""
    deaths: Numbers
    """Deaths of the year, (years,)."""
    net_migration: Numbers
    """Who came less who left, (years,)."""
    death_rates: Numbers
    """Deaths a year and person, (years, 2 sexes: male, female, 101 ages)."""
    women: Numbers
    """Women in the middle of the year, (years, 101 ages)."""

    def of(self, name: str, year: int) -> float:
        """Return `births`, `deaths` or `net_migration` of a calendar year."""
        return float(getattr(self, name)[year - self.first])


def vital(to: int) -> Vital:
    """Return the calendar years from 2024 to `to`, that year included."""
    years = range(un.FIRST_YEAR, to + 1)
    levels, shapes = paths(Scenario()), un.schedules()
    rates = shapes.rates * level(shapes.rates, levels.e0)[..., None]
    rates *= _deaths_as_published(rates, levels)
    deaths, women = [], []
    people = first_people("official", dt.date(years[0], 1, 1))
    for year in years:
        if year <= Scenario().start:
            people = first_people("official", dt.date(year, 1, 1))
        flows = advance(people, _rates(rates, levels, year), year)
        after = flows.after(people)
        deaths.append(flows.deaths.sum())
        women.append((people[WOMEN] + after[WOMEN]) / 2)
        people = after
    born = births_by_year(to)
    births = np.array([born[year] for year in years])
    moved = levels.migration[: len(years)]
    return Vital(years[0], births, np.array(deaths, np.float64), moved, rates[: len(years)], np.stack(women))


def births_by_year(to: int) -> dict[int, float]:
    """Return births of each year up to `to`: as registered (people/assumptions.yaml), later those of the projection."""
    births = {year: float(registered) for year, registered in values(ASSUMED_IN)["births"].items()}
    if to > max(births):
        medium = project(Scenario(to=to + 1), by_region=False)
        computed = zip(medium.days, medium.births.sum(axis=(1, 2)), strict=False)
        births = {year: float(born) for year, born in computed} | births
    return births


def _rates(rates: Numbers, levels: Paths, year: int) -> YearRates:
    row, shapes = year - un.FIRST_YEAR, un.schedules()
    migrants = migrants_of(levels.migration)[row]
    return YearRates(
        survival(rates[row]), shapes.fertility[row], float(levels.tfr[row]), float(shapes.boys[row]), migrants
    )


def _deaths_as_published(rates: Numbers, levels: Paths) -> float:
    """Return by what death rates are multiplied so that as many die in 2025 as was published."""
    people: Persons = first_people("official", dt.date(BASE_YEAR, 1, 1))
    times = 1.0
    for _ in range(_ROUNDS):
        died = advance(people, _rates(rates * times, levels, BASE_YEAR), BASE_YEAR).deaths.sum()
        times *= assumed()["deaths_2025"] / float(died)
    return times
