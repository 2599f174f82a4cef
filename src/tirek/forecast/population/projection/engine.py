"""One year of a population by cohorts. The same equations serve whole persons and a thousand draws at once.

A cohort is told by its age on 1 January. Migrants of an age are spread evenly: half of them come before the year's
deaths, half after them, one age older.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.projection.whole_persons import offsets, running

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.projection.whole_persons import Numbers, Persons

WOMEN: Final = 1
"""The row of women; men are row 0."""


def deaths_of(people: Numbers | Persons, survival: Numbers, migrants: Numbers) -> Numbers:
    """Return deaths in the year by age on 1 January, (..., 2, 101)."""
    return np.asarray(np.maximum(people + migrants / 2, 0) * (1 - survival[..., 1:]))


def moved_of(migrants: Numbers) -> Numbers:
    """Return net migrants of the year by age on 1 January; half of those of age 0 were born in the year."""
    moved = migrants / 2
    moved[..., :-1] += migrants[..., 1:] / 2
    return np.asarray(moved)


def grown(cohorts: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return cohorts a year older; age 0 waits for the newborn, 99 joins 100 and over."""
    older = np.zeros_like(cohorts)
    older[..., 1:] = cohorts[..., :-1]
    older[..., -1] += cohorts[..., -1]
    return older


def births_of(
    women_before: npt.NDArray[Any], women_after: npt.NDArray[Any], fertility: Numbers, tfr: Numbers | float
) -> Numbers:
    """Return births of the year: women of each age (the mean of both ends of the year) times their fertility."""
    return np.asarray(((women_before + women_after) / 2 * fertility).sum(axis=-1) * tfr)


@dataclass(frozen=True, slots=True)
class YearRates:
    """What happens in one year.

    `survival` (2, 102); `fertility` (101,), sums to 1; `tfr`, children for each woman; `boys`, their share among the
    born; `migrants` (2, 101), net persons.
    """

    survival: Numbers
    fertility: Numbers
    tfr: float
    boys: float
    migrants: Numbers


@dataclass(frozen=True, slots=True)
class YearFlows:
    """Whole persons: `births` (2,); `deaths` and `moved` by cohort, (2, 102): the born, then ages on 1 January."""

    births: Persons
    deaths: Persons
    moved: Persons

    def after(self, people: Persons) -> Persons:
        """Return the population of the next 1 January: births less deaths plus migrants, to the person."""
        cohorts = np.concatenate([self.births[..., None], people], axis=-1) - self.deaths + self.moved
        older = grown(cohorts[..., 1:])
        older[..., 0] = cohorts[..., 0]
        return older


def advance(people: Persons, rates: YearRates, year: int) -> YearFlows:
    """Return the flows of a year of whole persons, (2, 101); nobody dies or leaves twice."""
    offset = offsets(2, year)[:, None]
    deaths = np.minimum(running(deaths_of(people, rates.survival, rates.migrants), offset), people)
    moved = np.maximum(running(moved_of(rates.migrants), offset), deaths - people)
    women_after = grown(people - deaths + moved)[WOMEN]
    born = births_of(people[WOMEN], women_after, rates.fertility, rates.tfr)
    births = running(born * np.array([rates.boys, 1 - rates.boys]), offset[:1, 0])
    lost = np.minimum(np.rint(births * (1 - rates.survival[:, 0])).astype(np.int64), births)
    came = np.maximum(np.rint(rates.migrants[:, 0] / 2).astype(np.int64), lost - births)
    return YearFlows(
        births, np.concatenate([lost[:, None], deaths], axis=1), np.concatenate([came[:, None], moved], axis=1)
    )
