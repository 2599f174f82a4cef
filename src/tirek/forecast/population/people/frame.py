"""What the room takes from the published data, computed once for all blocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.assumptions import values
from tirek.forecast.population.margins import AGES, ASSUMED_IN
from tirek.forecast.population.people.draws import by_age
from tirek.forecast.population.projection.vital import births_by_year
from tirek.forecast.sources import read

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.margins import Margins

    Numbers = npt.NDArray[np.float64]

NEVER_MARRIED, MARRIED, WIDOWED, DIVORCED = range(4)
STATUSES: Final = ("never", "married", "widowed", "divorced")
COME_AS: Final = ("kandas", "permanent_resident", "other")
"""The statuses with which people come from abroad."""
ELAPSED: Final = 61
"""Births are looked at back to this many years before the day."""
YOUNGEST_MOTHER, OLDEST_MOTHER = 15, 50
_MOTHER_AGES: Final = np.arange(YOUNGEST_MOTHER, OLDEST_MOTHER)
_ADULT: Final = 18
_CENSUS_ADULT: Final = 15
_RAKING_ROUNDS: Final = 60
_AGES_OF_FERTILITY_CHECK: Final = slice(3, 14)
_PUBLISHED_GROUP_YEARS = 5
_FADES_AFTER: Final = 10


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Persons of today for one person of the stratum who came from abroad: `persons` (strata, COME_AS, years)."""

    first_year: int
    persons: Numbers


@dataclass(frozen=True, slots=True)
class PeopleFrame:
    """Levelled chances of the room.

    `marital` (2 sexes, 101 ages, 4 statuses) adds up to 1 over statuses. `births` (strata, ELAPSED, 35 ages of mother,
    8 orders) adds up to 1 for each stratum and year of birth. `mother_known` (strata, 101 ages of the child) is the
    share whose mother lives in the stratum. `pregnant` is births of the next year, twins once, for one of the last.
    `awarded` is awarded mothers for one woman of 40 and over, by stratum. `bereaved` is families with a right to
    survivors' payments for one minor. `men_living` is men left at each whole age. `arrivals` are those who came from
    abroad. `given` holds assumptions.yaml by name.
    """

    strata: tuple[tuple[str, bool], ...]
    marital: Numbers
    births: Numbers
    mother_known: Numbers
    pregnant: float
    awarded: Numbers
    bereaved: float
    men_living: Numbers
    arrivals: Arrivals
    given: dict[str, Any]


def prepare(margins: Margins) -> PeopleFrame:
    """Level all chances of the room to the totals of the nation."""
    given = values(ASSUMED_IN)
    women = margins.counts[:, 1]
    persons = margins.counts.sum(axis=1)
    shape = _mothers_by_age(margins.on.year, women.sum(axis=0), given["mothers_of_last_year"])
    survival = _survival()
    alive, rate = np.ones(AGES), np.zeros((ELAPSED, len(_MOTHER_AGES)))
    for elapsed in range(ELAPSED):
        # of the mothers at a birth, those still alive: shape is of births, women are of today
        alive[elapsed] = (shape[elapsed] * survival[_MOTHER_AGES, elapsed]).sum()
        today = women.sum(axis=0)[np.minimum(_MOTHER_AGES + elapsed, AGES - 1)]
        left = shape[elapsed] * survival[_MOTHER_AGES, elapsed] * persons.sum(axis=0)[elapsed]
        rate[elapsed] = left / np.maximum(today, 1.0)
    alive[ELAPSED:] = 0.0
    by_mother = np.stack(
        [rate[c] * women[:, np.minimum(_MOTHER_AGES + c, AGES - 1)] for c in range(ELAPSED)], axis=1
    )  # (strata, elapsed, ages of mother): children expected were fertility the same everywhere
    expected = by_mother.sum(axis=2)
    actual = persons[:, :ELAPSED] * alive[:ELAPSED]
    fertility = actual[:, _AGES_OF_FERTILITY_CHECK].sum(axis=1) / expected[:, _AGES_OF_FERTILITY_CHECK].sum(axis=1)
    known = np.zeros_like(persons)
    known[:, :ELAPSED] = alive[:ELAPSED] * np.minimum(1.0, fertility[:, None] * expected / np.maximum(actual, 1e-9))
    known[:, :_ADULT] = np.minimum(1.0 - given["children_without_mother"], alive[:_ADULT] + 0.01)
    awarded = given["awarded_mothers"]["women"]
    older = women[:, 40:].sum(axis=1)
    return PeopleFrame(
        margins.strata,
        _marital(margins, given),
        _births(margins.on.year, by_mother, persons, fertility, given),
        known,
        _next_births(margins.on.year) * (1 - given["twins"]),
        fertility * awarded / (fertility * older).sum(),
        given["bereaved_families"] * _survivor_allowances() / persons[:, :_ADULT].sum(),
        _life_table("M"),
        _arrivals(margins, persons.sum(axis=1), given),
        given,
    )


def _arrivals(margins: Margins, persons: Numbers, given: dict[str, Any]) -> Arrivals:
    """Level those who came from abroad to the assumed totals of each year; `persons` are those of each stratum."""
    came, leaning = given["arrivals"], given["arrivals_by_region"]
    first = min(min(came[name]) for name in COME_AS)
    years = np.arange(first, (margins.on - dt.timedelta(days=1)).year + 1)
    total = np.stack([
        np.interp(years, np.array(list(came[name])), list(came[name].values())) * (years >= min(came[name]))
        for name in COME_AS
    ])  # fmt: skip
    lean = np.array([leaning.get(region, leaning["others"]) for region, _ in margins.strata])
    return Arrivals(first, lean[:, None, None] / (lean * persons).sum() * total)


def _marital(margins: Margins, given: dict[str, Any]) -> Numbers:
    """Return shares of marital statuses by (sex, age), levelled to the census with as many husbands as wives."""
    persons = margins.counts.sum(axis=0)
    adults = persons[:, _CENSUS_ADULT:].sum()
    total, men_among = given["marital_totals"], given["men_among"]
    shape = given["marital_shape"]
    ages = np.arange(AGES)
    levelled = np.zeros((2, AGES, len(STATUSES)))
    for sex, name in enumerate(("male", "female")):
        seed = np.stack(
            [np.zeros(AGES)] + [np.where(ages < _ADULT, 0.0, by_age(shape[s][name], ages)) for s in STATUSES[1:]], 1
        )
        seed[:, 0] = np.maximum(0.005, 1.0 - seed.sum(axis=1))
        part = {"married": 0.5} | men_among if sex == 0 else {"married": 0.5} | {k: 1 - v for k, v in men_among.items()}
        wanted = np.array([0.0] + [adults * total[s] * part[s] for s in STATUSES[1:]])
        wanted[0] = persons[sex].sum() - wanted.sum()
        levelled[sex] = _rake(seed, persons[sex], wanted) / persons[sex][:, None]
    return levelled


def _rake(seed: Numbers, rows: Numbers, columns: Numbers) -> Numbers:
    """Return the seed (..., rows, columns) scaled to both margins; the rows are exact."""
    table = seed.copy()
    for _ in range(_RAKING_ROUNDS):
        table *= (columns / np.maximum(table.sum(axis=-2), 1e-300))[..., None, :]
        table *= (rows / np.maximum(table.sum(axis=-1), 1e-300))[..., None]
    return table


def _mothers_by_age(year: int, women: Numbers, published: dict[int, float]) -> Numbers:
    """Return births of each past year by the mother's age (elapsed, 35), adding up to 1: WPP's pattern on women."""
    table = read("wpp2024/kaz_pasfr_5yr_1950_2100.csv").sort("year", "age")
    years = table["year"].unique(maintain_order=True).to_numpy()
    groups = table["pasfr"].to_numpy().reshape(len(years), -1) / 100
    cumulated = np.concatenate([np.zeros((len(years), 1)), np.cumsum(groups, axis=1)], axis=1)
    from scipy.interpolate import PchipInterpolator

    edges = YOUNGEST_MOTHER + _PUBLISHED_GROUP_YEARS * np.arange(cumulated.shape[1])
    single = np.diff(PchipInterpolator(edges, cumulated, axis=1)(np.arange(YOUNGEST_MOTHER, OLDEST_MOTHER + 1)), axis=1)
    survival = _survival()
    shape = np.zeros((ELAPSED, len(_MOTHER_AGES)))
    level = np.ones(len(_MOTHER_AGES))
    for elapsed in range(ELAPSED):
        born = year - 1 - elapsed
        pattern = np.array([np.interp(born, years, column) for column in single.T])
        then = women[np.minimum(_MOTHER_AGES + elapsed, AGES - 1)] / survival[_MOTHER_AGES, elapsed]
        shape[elapsed] = pattern * then
        shape[elapsed] /= shape[elapsed].sum()
        if elapsed == 0:
            level = _last_year(shape[0], published)
        shape[elapsed] *= 1 + (level - 1) * max(0.0, 1 - elapsed / _FADES_AFTER)
        shape[elapsed] /= shape[elapsed].sum()
    return shape


def _last_year(shape: Numbers, published: dict[int, float]) -> Numbers:
    """Return by what the ages of mothers are multiplied to meet the published shares of last year's births."""
    factor = np.full(len(shape), np.nan)
    for first, share in published.items():
        group = slice(first - YOUNGEST_MOTHER, first - YOUNGEST_MOTHER + _PUBLISHED_GROUP_YEARS)
        factor[group] = share / shape[group].sum()
    other = np.isnan(factor)
    factor[other] = (1 - sum(published.values())) / shape[other].sum()
    return factor


def _survivor_allowances() -> float:
    """Return the published number of survivor allowances (target 46), one for a family."""
    targets = read("calibration/targets_60.csv")
    return 1000 * float(dict(zip(targets["id"], targets["value"], strict=True))[46])


def _life_table(sex: str) -> Numbers:
    """Return who is left at each whole age of those born (F women, M men), by today's table."""
    table = read("derived/kaz_lifetable_single_age_2024_calibrated.csv")
    return table.filter(table["sex"] == sex).sort("age")["lx"].to_numpy()


def _survival() -> Numbers:
    """Return the chance of a woman of an age to live so many years more (ages 0-100, years 0-60), by today's table."""
    living = _life_table("F")
    later = np.minimum(np.arange(AGES)[:, None] + np.arange(ELAPSED), AGES - 1)
    return np.asarray(living[later] / living[:, None])


def _births(year: int, by_mother: Numbers, persons: Numbers, fertility: Numbers, given: dict[str, Any]) -> Numbers:
    """Return births by mother's age and order; orders are levelled to the nation's for each year of birth."""
    by_year = given["birth_orders"]
    anchors = np.array(list(by_year.values()))
    years = year - 1 - np.arange(ELAPSED)
    orders = np.stack([np.interp(years, np.array(list(by_year)), column) for column in anchors.T], axis=1)
    orders /= orders.sum(axis=1, keepdims=True)
    age = given["mother_age_by_order"]
    mean, spread = np.array(age["mean"]), np.array(age["spread"])
    national = by_mother.sum(axis=0)
    mean_age = (national @ _MOTHER_AGES) / national.sum(axis=1)
    centre = mean + (mean_age - mean_age[0])[:, None]
    seed = np.exp(-0.5 * ((_MOTHER_AGES[None, :, None] + 0.5 - centre[:, None, :]) / spread) ** 2) + 1e-9
    tilt = fertility[:, None] ** (given["order_by_fertility"] * np.arange(len(mean)))
    births = persons[:, :ELAPSED, None] * by_mother / by_mother.sum(axis=2, keepdims=True)
    table = _rake(seed, births.sum(axis=0), orders * births.sum(axis=(0, 2))[:, None])[None] * tilt[:, None, None, :]
    wanted = orders * births.sum(axis=(0, 2))[:, None]
    for _ in range(_RAKING_ROUNDS // 3):
        table *= (wanted / table.sum(axis=(0, 2)))[None, :, None, :]
        table *= (births / np.maximum(table.sum(axis=3), 1e-300))[..., None]
    return np.asarray(table / table.sum(axis=(2, 3), keepdims=True))


def _next_births(year: int) -> float:
    """Return births of the year that begins for one birth of the year that ends."""
    births = births_by_year(year)
    return births[year] / (births.get(year - 1) or _un_births(year - 1))


def _un_births(year: int) -> float:
    table = read("wpp2024/kaz_births_deaths_rates_1950_2100.csv")
    return float(table.filter(table["year"] == year)["births"][0]) * 1000
