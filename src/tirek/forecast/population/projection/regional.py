"""The twenty regions: what happens to the nation is shared among them, person by person.

The nation is projected first; each of its births, deaths and migrants of every sex and age falls to some region, in
proportion to who lives there and how they differ. So the regions are always the nation, to the person, and the nation
is the same whether it is asked for with its regions or without.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.margins import COUNTED, national
from tirek.forecast.population.projection.engine import WOMEN, grown
from tirek.forecast.population.projection.life_table import AGES
from tirek.forecast.population.projection.paths import assumed, migrant_ages
from tirek.forecast.population.projection.whole_persons import offsets, running, shared
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.sources import read

if TYPE_CHECKING:
    import datetime as dt

    from tirek.forecast.population.projection.engine import YearFlows, YearRates
    from tirek.forecast.population.projection.whole_persons import Numbers, Persons

ADOLESCENTS: Final = "kazstat_sdg/kaz_sdg_3-7-2_adolescent_fertility.csv"
_ADOLESCENT_YEAR: Final = 2023
_LARGEST_RATE: Final = 0.5


@dataclass(frozen=True, slots=True)
class RegionalFlows:
    """Whole persons: `births` (regions, 2); the others by cohort, (regions, 2, 102).

    `moved`: net migration abroad; `internal`: arrivals from other regions less departures, nothing in sum.
    """

    births: Persons
    deaths: Persons
    moved: Persons
    internal: Persons

    def after(self, people: Persons) -> Persons:
        """Return the regions' populations of the next 1 January."""
        cohorts = np.concatenate([self.births[..., None], people], axis=-1) - self.deaths + self.moved + self.internal
        older = grown(cohorts[..., 1:])
        older[..., 0] = cohorts[..., 0]
        return older


# --- the start


def settled(nation: Persons, on: dt.date) -> Persons:
    """Share whole persons of a nation, (2, 101), among the regions, (20, 2, 101), as the synthetic nation has them.

    Every region gets its published total (scaled when the nation's is another one).
    """
    pattern = by_region(on)
    totals = running(np.asarray(pattern.sum(axis=(1, 2))) * (nation.sum() / pattern.sum()), 0.5)
    people = shared(nation, pattern)
    surplus = people.sum(axis=(1, 2)) - totals
    givers = np.repeat(np.arange(len(REGIONS)), np.maximum(surplus, 0))
    takers = np.repeat(np.arange(len(REGIONS)), np.maximum(-surplus, 0))
    for giver, taker in zip(givers, takers, strict=True):  # a handful of persons, left over by rounding
        cell = np.unravel_index(np.argmax(people[giver]), people[giver].shape)
        people[giver][cell] -= 1
        people[taker][cell] += 1
    return people


@cache
def by_region(on: dt.date) -> Numbers:
    """Return the margins of the synthetic nation by region, sex and age, (20, 2, 101)."""
    margins = national(on)
    people = np.zeros((len(REGIONS), 2, AGES))
    np.add.at(people, [REGIONS.index(region) for region, _ in margins.strata], margins.counts)
    return people


# --- how regions differ


@cache
def fertility_of_regions() -> Numbers:
    """Return births against the nation's at equal women, (20,): children under five for each woman of fertile age.

    Read from the age structures of the nation's margins, which are themselves assumed.
    """
    people = by_region(COUNTED)
    adults = people[:, WOMEN, 20:40].sum(axis=1)
    children = people[:, :, :5].sum(axis=(1, 2))
    return np.asarray((children / adults) / (children.sum() / adults.sum()))


@cache
def adolescents_of_regions() -> Numbers:
    """Return births of women of 15-19 against the nation's, (20,); 1 where none is published."""
    table = read(ADOLESCENTS)
    rows = table.filter(
        (table["Year"] == _ADOLESCENT_YEAR) & (table["AGE"] == "Y15T19") & table["URBANISATION"].is_null()
    )
    rates = dict(zip(rows["iso"], rows["Value"], strict=True))
    return np.array([rates.get(region, rates[None]) / rates[None] for region in REGIONS])


def _table(name: str) -> Numbers:
    values = assumed()[name]
    return np.array([values[region] for region in REGIONS])


def _faded(values: Numbers, half_life: float, years: int) -> Numbers:
    """Return ratios that lose half of their distance to 1 in `half_life` years."""
    return np.asarray(1 + (values - 1) * 0.5 ** (years / half_life))


# --- a year


def share_year(people: Persons, nation: YearFlows, rates: YearRates, year: int) -> RegionalFlows:
    """Share a year of the nation among its regions' people, (20, 2, 101)."""
    passed = max(0, year - COUNTED.year)
    births = shared(nation.births, _births(people[:, WOMEN], rates.fertility, passed)[:, None] * np.ones(2), turn=year)
    start = np.concatenate([births[..., None], people], axis=-1)
    mortality, abroad = _table("mortality_of_regions"), _table("migration_of_regions")
    dying = start * (1 - rates.survival) * mortality[:, None, None]
    deaths = shared(nation.deaths, dying, start, turn=2 * year)
    moving = start * abroad[:, None, None]
    came = shared(np.maximum(nation.moved, 0), moving, turn=3 * year)
    left = shared(np.maximum(-nation.moved, 0), moving, start - deaths, turn=4 * year)
    here = start - deaths - left
    return RegionalFlows(births, deaths, came - left, _between_regions(here, passed, year))


def _births(women: Persons, fertility: Numbers, passed: int) -> Numbers:
    """Return what births are proportional to, (20,): women times the region's own fertility by age."""
    teens = np.ones((len(REGIONS), AGES))
    teens[:, 15:20] = adolescents_of_regions()[:, None]
    shape = fertility * teens
    shape /= shape.sum(axis=1, keepdims=True)
    level = _faded(fertility_of_regions(), assumed()["fertility_fades"], passed)
    return np.asarray(level * (women * shape).sum(axis=1))


def _between_regions(people: Persons, passed: int, year: int) -> Persons:
    """Return arrivals less departures between regions, by cohort: all leave alike, and go where it attracts."""
    ages = np.concatenate([migrant_ages()[:1] / 2, migrant_ages()])
    rate = np.minimum(ages * assumed()["moves"] * people.sum() / max((people * ages).sum(), 1e-9), _LARGEST_RATE)
    turning = offsets(people.shape[0] * people.shape[1], 5 * year).reshape(*people.shape[:2], 1)
    departures = np.clip(running(people * rate, turning), 0, people)
    attraction = _faded(_table("attraction"), assumed()["attraction_fades"], passed)
    arrivals = shared(departures.sum(axis=0), people * attraction[:, None, None], turn=6 * year)
    return arrivals - departures
