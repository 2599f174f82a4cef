"""A thousand futures at once: errors of the paths that last, as wide as the UN's own intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.block import stream
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.engine import WOMEN, births_of, deaths_of, grown, moved_of
from tirek.forecast.population.projection.indicators import AGE_INDICATORS, by_age
from tirek.forecast.population.projection.life_table import life_expectancy, survival
from tirek.forecast.population.projection.paths import assumed, migrant_ages, migrants_of

if TYPE_CHECKING:
    from tirek.forecast.population.projection.paths import Paths
    from tirek.forecast.population.projection.whole_persons import Numbers, Persons

QUANTILES: Final = (0.025, 0.1, 0.5, 0.9, 0.975)
_NORMAL_90: Final = 1.2815515594
"""The 90 % quantile of the normal distribution: half the width of an 80 % band in standard deviations."""
_LOWEST_TFR, _LOWEST_E0, _HIGHEST_E0 = 0.5, 45.0, 105.0
_FACTORS: Final = np.linspace(-5.0, 2.0, 141)
"""Logarithms of the factors of all death rates among which a life expectancy is looked up."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Draws by indicator, (draws, years or days)."""

    draws: dict[str, Numbers]

    def quantiles(self, indicator: str) -> Numbers:
        """Return QUANTILES of an indicator by year, (5, years)."""
        return np.quantile(self.draws[indicator], QUANTILES, axis=0)

    def mean(self, indicator: str) -> Numbers:
        """Return the mean of an indicator by year."""
        return np.asarray(self.draws[indicator].mean(axis=0))


def blow(people: Persons, paths: Paths, start: int, to: int, draws: int, seed: int) -> Fan:
    """Project `people` of 1 January `start`, (2, 101), in many futures around the paths.

    Draws come in pairs with opposite errors, so that they are centred on the paths.
    """
    first, count = start - un.FIRST_YEAR, to - start
    shapes = un.schedules()
    errors = _errors(draws, count, seed) * _widths(count)
    years = slice(first, first + count)
    tfr = np.maximum(paths.tfr[years] + errors[..., 0], _LOWEST_TFR)
    e0 = np.clip(paths.e0[years] + errors[..., 1:3], _LOWEST_E0, _HIGHEST_E0)
    migration = paths.migration[years] + errors[..., 3]
    medium, ages = migrants_of(paths.migration)[years], migrant_ages() / 2
    population = np.broadcast_to(people.astype(np.float64), (draws, *people.shape))
    flows: dict[str, list[Numbers]] = {"births": [], "deaths": []}
    stocks = [by_age(population)]
    for year in range(count):
        rates = shapes.rates[first + year]
        lived = survival(rates * _factors(rates, e0[:, year])[..., None])
        migrants = medium[year] + errors[:, year, 3][:, None, None] * ages
        dead = deaths_of(population, lived, migrants)
        after = np.maximum(grown(population - dead + moved_of(migrants)), 0)
        born = births_of(population[:, WOMEN], after[:, WOMEN], shapes.fertility[first + year], tfr[:, year])
        newborn = born[:, None] * np.array([shapes.boys[first + year], 1 - shapes.boys[first + year]])
        after[..., 0] = np.maximum(newborn * lived[..., 0] + migrants[..., 0] / 2, 0)
        flows["births"].append(born)
        flows["deaths"].append(dead.sum(axis=(1, 2)) + (newborn * (1 - lived[..., 0])).sum(axis=1))
        population = after
        stocks.append(by_age(population))
    found = {name: np.stack(values, axis=1) for name, values in flows.items()}
    found |= {"net_migration": migration, "tfr": tfr, "e0_male": e0[..., 0], "e0_female": e0[..., 1]}
    found |= {name: np.stack([stock[name] for stock in stocks], axis=1) for name in AGE_INDICATORS}
    return Fan(found)


def _errors(draws: int, years: int, seed: int) -> Numbers:
    """Return standard normal errors, (draws, years, 4), that last from year to year and go together as assumed."""
    half = -(-draws // 2)
    names = ("tfr", "e0_male", "e0_female", "migration")
    lasting = np.array([assumed()["persistence"][name] for name in names])
    mixing = np.linalg.cholesky(np.array(assumed()["together"], np.float64))
    fresh = stream(seed, 0, "projection").standard_normal((half, years, len(names)))
    fresh = np.einsum("dyj,ij->dyi", fresh, mixing)
    errors = np.empty_like(fresh)
    errors[:, 0] = fresh[:, 0]
    for year in range(1, years):
        errors[:, year] = lasting * errors[:, year - 1] + np.sqrt(1 - lasting**2) * fresh[:, year]
    return np.concatenate([errors, -errors])[:draws]


def _widths(years: int) -> Numbers:
    """Return the standard deviations that the UN's 80 % intervals imply, (years, 4), from its first year on."""
    bounds = [
        un.by_year(un.TFR, "tfr_80l", "tfr_80u"),
        un.by_year(un.E0, "e0M_80l", "e0M_80u"),
        un.by_year(un.E0, "e0F_80l", "e0F_80u"),
        un.by_year(un.MIGRANTS, "mig_80l", "mig_80u") * 1000,
    ]
    return np.stack([(each[:years, 1] - each[:years, 0]) / (2 * _NORMAL_90) for each in bounds], axis=1)


def _factors(rates: Numbers, e0: Numbers) -> Numbers:
    """Return the factors of death rates, (draws, 2), for the life expectancies of one year, from a table."""
    known = life_expectancy(rates * np.exp(_FACTORS)[:, None, None])
    return np.stack(
        [np.exp(np.interp(e0[:, sex], known[::-1, sex], _FACTORS[::-1])) for sex in range(e0.shape[1])], axis=1
    )
