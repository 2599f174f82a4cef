"""Wages: one national distribution, in which each region, sex and age has its place and each person a standing.

A person has a standing e, normal with mean 0 and deviation 1, kept through life. The place of the person is
z = shift[region, sex, age] + spread[age] * e, where the spread is 1 but for the young, whose pay differs less. With G
the distribution of z among all employees, and Q the published distribution of wages, the wage is Q(G(z)): the bands of
the nation are kept whatever the shifts, and the shifts are solved so that regions, sexes and ages have the published
relative means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from scipy.interpolate import PchipInterpolator
from scipy.special import ndtr, ndtri

from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.work.published import GROUP_STARTS, GROUPS, SEXES, latest
from tirek.forecast.sources import read

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins

Numbers = npt.NDArray[np.float64]

TIYN: Final = 100
GRID: Final = np.linspace(-7.0, 7.0, 1401)
"""Places z at which the logarithm of the wage is known; between them it runs in straight lines."""
FIRST_YEAR: Final = 2004
FIRST_WAGE_AGE: Final = 15
ROUNDS: Final = 60
BAND_YEAR: Final = 2024
_MIDDLE_OF_LAST_GROUP: Final = 68.0


@dataclass(frozen=True, slots=True)
class WageScale:
    """What a wage is made of.

    `shift` (20 regions, 2 sexes, 101 ages) is the place of equals, `spread` (101 ages) how far standings lead from it;
    `log_wage` the logarithm of the wage in tenge in
    the reference year at each place of GRID; `index` the mean wage of each year since FIRST_YEAR over the reference
    year's; `minimum` the minimum wage of January of each of these years, `greatest` the cap, both in tenge.
    """

    shift: Numbers
    spread: Numbers
    log_wage: Numbers
    index: Numbers
    minimum: npt.NDArray[np.int64]
    greatest: int


def wages(
    scale: WageScale,
    region: int,
    sex: npt.NDArray[np.integer[Any]],
    age: npt.NDArray[np.integer[Any]],
    standing: Numbers,
    year: int,
) -> npt.NDArray[np.int64]:
    """Return the gross monthly wage (tiyn, whole tenge) of persons of one region in a year.

    `region` is the place of the region in REGIONS, `sex` 0 for men and 1 for women, `standing` the normal score of
    `wage_rank` (see `standing_of`). At least the minimum wage of the year, at most the cap.
    """
    years = np.minimum(age, 100)
    place = scale.shift[region, sex, years] + scale.spread[years] * standing
    tenge = np.rint(np.exp(np.interp(place, GRID, scale.log_wage)) * scale.index[year - FIRST_YEAR])
    low = int(scale.minimum[year - FIRST_YEAR])
    whole: npt.NDArray[np.int64] = np.clip(tenge, low, scale.greatest).astype(np.int64) * TIYN
    return whole


def standing_of(wage_rank: Numbers) -> Numbers:
    """Return the normal score of a rank between 0 and 1."""
    score: Numbers = ndtri(np.clip(wage_rank, 1e-6, 1 - 1e-6))
    return score


def wage_scale(
    margins: Margins, employees: Numbers, minimum: npt.NDArray[np.int64], assumed: dict[str, Any]
) -> WageScale:
    """Return the scale for a nation in which `employees` (strata, 2, 101) earn wages."""
    reference = assumed["wage_reference"]
    index = np.array([assumed["wage_index"][year] for year in sorted(assumed["wage_index"])])
    index = index / assumed["wage_index"][reference["year"]]
    low = float(minimum[reference["year"] - FIRST_YEAR])
    quantile = _quantiles(reference["median"], low, assumed["greatest_wage"])
    weights = _by_region(margins, employees)
    table = assumed["beginners_wages"]
    places, spread = (
        np.interp(np.arange(weights.shape[2]), table["ages"], table[name]) for name in ("places", "spreads")
    )
    shift, log_wage = _solve_shifts(weights, quantile, places, spread)
    return WageScale(shift, spread, log_wage, index, minimum, int(assumed["greatest_wage"]))


# --- the national distribution


def _quantiles(median: float, low: float, high: float) -> Numbers:
    """Return log wage at the normal scores GRID: the published bands, moved to a median; their form stays.

    The published mean of large and medium enterprises is no level for all employees (docs/decisions/0009).
    """
    bands = read("calibration/wage_distribution.csv")
    bands = bands.filter(bands["survey_year"] == BAND_YEAR)
    upper = bands["to_kzt"].to_numpy()[:-1].astype(np.float64)
    below = np.cumsum(bands["share_pct"].to_numpy()[:-1]) / bands["share_pct"].sum()
    score = ndtri(below)
    curve = PchipInterpolator(score, np.log(upper))
    inside = np.clip(GRID, score[0], score[-1])
    slopes = curve.derivative()([score[0], score[-1]])
    survey = curve(inside) + np.minimum(GRID - score[0], 0) * slopes[0] + np.maximum(GRID - score[-1], 0) * slopes[1]
    wage: Numbers = np.log(median) + survey - float(np.interp(0.0, GRID, survey))
    return wage.clip(np.log(low), np.log(high))


# --- the place of regions, sexes and ages


def _by_region(margins: Margins, employees: Numbers) -> Numbers:
    found = np.zeros((len(REGIONS), *employees.shape[1:]))
    for (region, _), cells in zip(margins.strata, employees, strict=True):
        found[REGIONS.index(region)] += cells
    return found


def _relative_means(weights: Numbers) -> Numbers:
    """Return the wanted mean of each region, sex and age group over the nation's (regions, 2, groups).

    Region by sex and sex by age are published; their product is scaled to both by turns.
    """
    values = latest("kaz_sdg_8-5-1_hourly_earnings")
    nation = values[None, None, None, None]
    of_region = np.array(
        [[values.get((region, sex, None, None), nation) for sex in SEXES] for region in REGIONS]
    )  # fmt: skip
    of_age = np.array([[values.get((None, sex, None, group), nation) for group in GROUPS] for sex in SEXES])
    of_sex = np.array([values[None, sex, None, None] for sex in SEXES])
    means = of_region[:, :, None] * of_age[None] / of_sex[None, :, None]
    for _ in range(20):
        means *= (of_region / _mean(means, weights, (2,)))[:, :, None]
        means *= (of_age / _mean(means, weights, (0,)))[None]
    relative: Numbers = means * (weights.sum() / (means * weights).sum())
    return relative


def _mean(cells: Numbers, weights: Numbers, axes: tuple[int, ...]) -> Numbers:
    mean: Numbers = (cells * weights).sum(axis=axes) / np.maximum(weights.sum(axis=axes), 1e-9)
    return mean


def _solve_shifts(weights: Numbers, quantile: Numbers, places: Numbers, spread: Numbers) -> tuple[Numbers, Numbers]:
    """Return the shifts by single age and the log wage at each place; groups of ages meet their wanted means.

    `places` (ages) are added to the shifts of the young, `spread` (ages) is the deviation of places among equals.
    """
    ages = np.arange(weights.shape[2])
    group = np.searchsorted(GROUP_STARTS, ages, side="right") - 1
    members = np.stack([group == each for each in range(len(GROUPS))], axis=1).astype(np.float64)
    in_group = weights @ members
    wanted = _relative_means(in_group)
    middles = np.array([20.0, 26.5, 31.5, 39.5, 49.5, 59.5, _MIDDLE_OF_LAST_GROUP])
    lines = np.stack([np.interp(ages, middles, row) for row in np.eye(len(GROUPS))])
    nodes, node_weights = np.polynomial.hermite_e.hermegauss(24)
    node_weights = node_weights / node_weights.sum()
    steps = np.log(wanted)
    shift, log_wage = steps @ lines + places, quantile
    around = spread[:, None] * nodes
    for _ in range(ROUNDS):
        wage = np.exp(np.interp(shift[..., None] + around, GRID, log_wage)) @ node_weights
        means = ((wage * weights) @ members) / np.maximum(in_group, 1e-9)
        nation = (wage * weights).sum() / weights.sum()
        steps = steps + np.log(wanted * nation / np.maximum(means, 1e-9)) * (in_group > 0)
        shift = steps @ lines + places
        log_wage = np.interp(ndtri(_distribution(shift, weights, spread)), GRID, quantile)
    return shift, log_wage


def _distribution(shift: Numbers, weights: Numbers, spread: Numbers) -> Numbers:
    """Return the share of employees below each place of GRID: shifts counted in fine bins, then smoothed by e."""
    width = GRID[1] - GRID[0]
    bins = np.clip(np.rint((shift - GRID[0]) / width), 0, len(GRID) - 1).astype(np.int64)
    below = np.zeros(len(GRID))
    for each in np.unique(spread):
        alike = spread == each
        mass = np.bincount(bins[:, :, alike].ravel(), weights[:, :, alike].ravel(), minlength=len(GRID))
        used = np.flatnonzero(mass)
        below += ndtr((GRID[:, None] - GRID[used][None, :]) / each) @ mass[used]
    inside: Numbers = np.clip(below / weights.sum(), 1e-15, 1 - 1e-15)
    return inside
