"""What all blocks share: numbers of the law, shares of pensioners levelled to the nation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast import sources
from tirek.forecast.population import health
from tirek.forecast.population.assumptions import values
from tirek.forecast.population.awards.law_numbers import LawNumbers
from tirek.forecast.population.days import day_number
from tirek.forecast.population.pension_age import FIRST_BIRTH, PensionAges, pension_ages

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.margins import Margins

_AGES: Final = np.arange(101)
_TENGE: Final = 100
_YEAR_OF_MEANS: Final = dt.date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class AwardsFrame:
    """Days, the law's numbers, and probabilities by sex (male, female) and age.

    Amounts are those in payment on `paid_on`, the day before: what a nation of 1 January knows is December.
    `base_covered` is the share of those of pension age who have a base pension; `early` and `accumulative` have the
    shape (2, 101); `base_mean` and `solidarity_mean` are tiyn a month.
    """

    on: int
    paid_on: dt.date
    pension_ages: PensionAges
    law: LawNumbers
    base_covered: float
    early: npt.NDArray[np.float64]
    accumulative: npt.NDArray[np.float64]
    base_per_cent: tuple[int, int]
    base_mean: float
    solidarity_mean: float
    disability_events_per_disabled: float
    disability_new_a_year: float
    survivor_events_per_person: float
    survivor_events_ended_per_person: float
    disabled_pensioners_paid: float
    assumed: dict[str, Any]
    assumed_of_health: dict[str, Any]


def prepare(margins: Margins) -> AwardsFrame:
    """Ask the law of the day before and level pensioners (targets 41 and 43) to persons of each sex and age."""
    assumed = values(__package__)
    paid_on = margins.on - dt.timedelta(days=1)
    law, law_of_means = LawNumbers.on(paid_on), LawNumbers.on(_YEAR_OF_MEANS)
    retirement = pension_ages(margins.on)
    years = retirement.months[:, margins.on.year * 12 - 61 * 12 - FIRST_BIRTH * 12] / 12
    (pensioners,), (accumulative,) = _published(41, 1000), _published(43, 1000)
    disability_in_force, survivors_in_force = _published(39, 1000)
    working, pension, _ = _published(45, 1000)
    base_mean, solidarity_mean = _published(42, _TENGE)
    national = margins.counts.sum(axis=0)
    retired = years[:, None] <= _AGES
    base = assumed["base_pensioners"]
    covered = min(1.0, base / (retired * national).sum())
    early = (pensioners - base) / base * covered * (retired * national).sum()
    low, high = assumed["base_pension_per_cent"][paid_on.year]
    low_then, high_then = assumed["base_pension_per_cent"][_YEAR_OF_MEANS.year]
    of_means = base_mean / law_of_means.subsistence_minimum
    place = (of_means * 100 - low_then) / (high_then - low_then)
    return AwardsFrame(
        on=day_number(margins.on),
        paid_on=paid_on,
        pension_ages=retirement,
        law=law,
        base_covered=covered,
        early=_levelled(_early_shape(assumed) * ~retired, national, early),
        accumulative=_levelled(_accumulative_shape(years, assumed), national, accumulative),
        base_per_cent=(low, high),
        base_mean=law.subsistence_minimum * (low + place * (high - low)) / 100,
        solidarity_mean=solidarity_mean * law.minimum_pension / law_of_means.minimum_pension,
        disability_events_per_disabled=disability_in_force / working,
        disability_new_a_year=assumed["disability_new_a_year"] / working,
        survivor_events_per_person=survivors_in_force / national.sum(),
        survivor_events_ended_per_person=assumed["survivors_ended_a_year"] / national.sum(),
        disabled_pensioners_paid=assumed["disability_allowance_of_pensioners"] / pension,
        assumed=assumed,
        assumed_of_health=values(health.__name__),
    )


def _published(target: int, unit: int) -> tuple[float, ...]:
    """Return the values of a target times its unit: thousands of persons, tenge in tiyn."""
    targets = sources.read("calibration/targets_60.csv")
    value = dict(zip(targets["id"], targets["value"], strict=True))[target]
    return tuple(unit * float(part) for part in value.split("/"))


def _levelled(
    shape: npt.NDArray[np.float64], national: npt.NDArray[np.float64], persons: float
) -> npt.NDArray[np.float64]:
    return np.asarray(np.minimum(shape * persons / (shape * national).sum(), 1))


def _early_shape(assumed: dict[str, Any]) -> npt.NDArray[np.float64]:
    shape = assumed["early_pensioners"]
    return np.stack([np.interp(_AGES, shape[sex]["ages"], shape[sex]["shares"]) for sex in ("men", "women")])


def _accumulative_shape(years: npt.NDArray[np.float64], assumed: dict[str, Any]) -> npt.NDArray[np.float64]:
    since = _AGES - years[:, None]
    return np.where(since >= 0, np.exp(-since / assumed["accumulative"]["years"]), 0)
