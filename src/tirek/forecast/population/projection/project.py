"""The projection itself: whole persons from 1 January to 1 January, the nation and its regions, and the fan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.margins import national, un_persons
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.engine import YearRates, advance
from tirek.forecast.population.projection.fan import Fan, blow
from tirek.forecast.population.projection.paths import BASE_YEAR, Paths, assumed, migrants_of, paths, survival_of
from tirek.forecast.population.projection.regional import settled, share_year
from tirek.forecast.population.projection.scenario import Scenario
from tirek.forecast.population.projection.whole_persons import running
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tirek.forecast.population.projection.whole_persons import Numbers, Persons

NATION: Final = "KZ"
"""The region of a projection without regions: ISO 3166-1."""
FEWEST_DRAWS: Final = 100
"""Fewer would put the 2.5 % and the 97.5 % of the fan beyond the outermost draws."""
LARGEST_DRAWS: Final = 100_000
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Projection:
    """A future in whole persons.

    `people` are those of each 1 January, (days, regions, 2 sexes: male, female, 101 ages). The flows of the calendar
    years between are (years, regions, 2): what people are on a day plus births less deaths plus both migrations is
    what they are on the next.
    """

    scenario: Scenario
    paths: Paths
    regions: tuple[str, ...]
    people: Persons
    births: Persons
    deaths: Persons
    net_migration: Persons
    internal_migration: Persons
    fan: Fan | None

    @property
    def days(self) -> range:
        """The years whose 1 January has a population."""
        return range(self.scenario.start, self.scenario.to + 1)

    @property
    def nation(self) -> Persons:
        """The nation of each 1 January, (days, 2, 101)."""
        return np.asarray(self.people.sum(axis=1))


def project(scenario: Scenario, *, by_region: bool = True, draws: int = 0, seed: int = 1) -> Projection:
    """Project a scenario; `draws` other futures around it make the fan (none: no fan), the same for the same seed."""
    if draws and not FEWEST_DRAWS <= draws <= LARGEST_DRAWS:
        raise InputError(f"--draws is {draws}, expected 0 (no fan) or a number from {FEWEST_DRAWS} to {LARGEST_DRAWS}")
    if not 0 <= seed <= LARGEST_SEED:
        raise InputError(f"--seed is {seed}, expected a whole number from 0 to {LARGEST_SEED}")
    levels = paths(scenario)
    on = dt.date(scenario.start, 1, 1)
    nation = first_people(scenario.basis, on)
    regions = REGIONS if by_region else (NATION,)
    people = settled(nation, on) if by_region else nation[None]
    stocks, flows = [people], []
    for year, rates in _years(levels, scenario.start, scenario.to):
        national_flows = advance(people.sum(axis=0), rates, year)
        if by_region:
            shares = share_year(people, national_flows, rates, year)
            people = shares.after(people)
            parts = (shares.births, shares.deaths, shares.moved, shares.internal)
        else:
            people = national_flows.after(people[0])[None]
            nobody = np.zeros_like(national_flows.moved)
            parts = (national_flows.births, national_flows.deaths, national_flows.moved, nobody)
        stocks.append(people)
        flows.append([part.reshape(len(regions), 2, -1).sum(axis=-1) for part in parts])
    births, deaths, moved, internal = (np.stack(each) for each in zip(*flows, strict=True))
    fan = blow(nation, levels, scenario.start, scenario.to, draws, seed) if draws else None
    return Projection(scenario, levels, regions, np.stack(stocks), births, deaths, moved, internal, fan)


def first_people(basis: str, on: dt.date) -> Persons:
    """Return the whole persons a projection starts from, (2, 101): the synthetic nation's margins, or the UN's."""
    return running(un_persons(on) if basis == "un" else national(on).counts.sum(axis=0), 0.5)


def _years(levels: Paths, start: int, to: int) -> Iterator[tuple[int, YearRates]]:
    shapes, lived, migrants = un.schedules(), survival_of(levels.e0), migrants_of(levels.migration)
    for year in range(start, to):
        row = year - un.FIRST_YEAR
        yield (
            year,
            YearRates(
                lived[row], shapes.fertility[row], float(levels.tfr[row]), float(shapes.boys[row]), migrants[row]
            ),
        )


@cache
def proof() -> dict[str, dict[str, float]]:
    """Return what the engine says of 2025, the last year with official numbers, beside those numbers."""
    levels = paths(Scenario())
    people = first_people("official", dt.date(BASE_YEAR, 1, 1))
    year, rates = next(_years(levels, BASE_YEAR, BASE_YEAR + 1))
    flows = advance(people, rates, year)
    counted = national(dt.date(BASE_YEAR + 1, 1, 1)).counts.sum()
    computed = {
        "births": (flows.births.sum(), assumed()["births_2025"]),
        "deaths": (flows.deaths.sum(), assumed()["deaths_2025"]),
        "net_migration": (flows.moved.sum(), assumed()["net_migration_2025"]),
        "population_at_end": (flows.after(people).sum(), round(counted)),
    }
    return {name: {"computed": int(mine), "official": int(given)} for name, (mine, given) in computed.items()}


@cache
def _medium() -> Persons:
    return project(Scenario(), by_region=False).nation


def population_by_age(year: int) -> Persons:
    """Return the nation of 1 January of a year, medium variant, official basis: persons by (sex: male, female; age)."""
    first = Scenario().start
    if not first <= year <= un.LAST_YEAR:
        raise InputError(f"the year is {year}, expected one from {first} to {un.LAST_YEAR}")
    return np.asarray(_medium()[year - first])


def indicators_of(projection: Projection) -> dict[str, Numbers]:
    """Return what the nation's flows and levels are by calendar year of the projection, (years,)."""
    start, to = projection.scenario.start - un.FIRST_YEAR, projection.scenario.to - un.FIRST_YEAR
    levels = projection.paths
    return {
        "births": projection.births.sum(axis=(1, 2)),
        "deaths": projection.deaths.sum(axis=(1, 2)),
        "net_migration": projection.net_migration.sum(axis=(1, 2)),
        "tfr": levels.tfr[start:to],
        "e0_male": levels.e0[start:to, 0],
        "e0_female": levels.e0[start:to, 1],
    }
