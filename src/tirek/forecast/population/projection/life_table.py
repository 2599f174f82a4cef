"""Life tables by single age: from death rates to the share of a cohort that lives through a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from tirek.forecast.population.projection.whole_persons import Numbers

AGES: Final = 101
"""Ages 0 to 99, and 100 and over."""
LIVED_BY_DYING_NEWBORNS: Final = 0.1
"""Part of the first year that children who die in it live: most die in the first days."""
_FEWEST, _MOST, _HALVINGS = -6.0, 4.0, 44


def person_years(rates: Numbers) -> Numbers:
    """Return L(x), the years lived at each age by one newborn; `rates` are deaths a year and person, (..., 101)."""
    alive = np.exp(-np.cumsum(rates, axis=-1))
    years = np.empty_like(alive)
    years[..., 0] = LIVED_BY_DYING_NEWBORNS + (1 - LIVED_BY_DYING_NEWBORNS) * alive[..., 0]
    years[..., 1:-1] = (alive[..., :-2] + alive[..., 1:-1]) / 2
    years[..., -1] = alive[..., -2] / rates[..., -1]
    return years


def life_expectancy(rates: Numbers) -> Numbers:
    """Return e0 in years."""
    return np.asarray(person_years(rates).sum(axis=-1))


def survival(rates: Numbers) -> Numbers:
    """Return the share of each cohort that lives through a calendar year, (..., 102).

    First those born in the year (L(0)), then those of age 0, 1, ... 100 and over on 1 January: L(x+1)/L(x); the last
    two share T(100)/T(99), because the ages from 100 on are one.
    """
    years = person_years(rates)
    shares = np.empty((*years.shape[:-1], AGES + 1))
    shares[..., 0] = years[..., 0]
    shares[..., 1:-2] = years[..., 1:-1] / years[..., :-2]
    shares[..., -2:] = (years[..., -1] / (years[..., -2] + years[..., -1]))[..., None]
    return shares


def level(rates: Numbers, expectancy: Numbers) -> Numbers:
    """Return the factors by which all `rates` (..., 101) are multiplied to reach an e0 (...), by halving intervals."""
    low, high = np.full(expectancy.shape, _FEWEST), np.full(expectancy.shape, _MOST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        lives_too_long = life_expectancy(rates * np.exp(middle)[..., None]) > expectancy
        low, high = np.where(lives_too_long, middle, low), np.where(lives_too_long, high, middle)
    return np.asarray(np.exp((low + high) / 2))
