"""Pensions in payment: base, solidarity (by service before 1998) and from savings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.special import ndtri

from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import Days, add_months, ages, day_number, months_of
from tirek.forecast.population.health.sampling import draw

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.block import Block, Table

_REFORM: Final = 1998 * 12
"""Service counts up to this month; savings and contributions after it."""
_TENGE: Final = 100
_MOST_YEARS_EARLY: Final = 8
_BASE_WITH_EARLY_UNTIL: Final = dt.date(2018, 7, 1)
"""Who was granted an early pension before this day has a base pension too; others at the general age (art. 205)."""
_WOMAN: Final = 1


def pensions(block: Block, frame: AwardsFrame, rng: np.random.Generator) -> list[Part]:
    """Return pensions in payment and fill `pensioner`: base for all of pension age, solidarity also for early ones."""
    persons = block["persons"]
    sex = persons["sex"].astype(np.int64)
    age = np.minimum(ages(persons["birth_date"], frame.on), 100).astype(np.int64)
    pension_from = frame.pension_ages.reached_on(persons["birth_date"], sex)
    resident = ~persons.is_("residence_status", "other")
    retired = pension_from <= frame.on
    of_age = draw(_covered(retired, resident, pension_from, frame), rng, persons["birth_date"])
    early = _early(persons, frame.early[sex, age] * resident, rng)
    base = np.flatnonzero(of_age)
    served = persons["soviet_service_months"] >= frame.assumed["least_service"]
    solidarity = np.flatnonzero((of_age & served) | early)
    persons["pensioner"] = of_age | early
    saved = np.flatnonzero(draw(frame.accumulative[sex, age] * retired, rng, sex, age))
    before = np.minimum(pension_from, frame.on - 1 - np.floor(rng.random(len(persons)) * _MOST_YEARS_EARLY * 365))
    since = np.where(early, np.maximum(before, day_number(_BASE_WITH_EARLY_UNTIL)), pension_from).astype(np.int32)
    return [
        _part("base_pension", base, since, _base(persons, base, pension_from, frame)),
        _part("solidarity_pension", solidarity, since, _solidarity(persons, solidarity, len(base), early, frame, rng)),
        _part("accumulative_pension", saved, since, _accumulative(persons, saved, frame, rng)),
    ]


def _covered(
    retired: npt.NDArray[np.bool_], resident: npt.NDArray[np.bool_], pension_from: Days, frame: AwardsFrame
) -> npt.NDArray[np.float64]:
    """Return the chance of a base pension: all residents of pension age, but for some who reached it lately.

    Those without one are as many as those of pension age above the published number, foreigners among them.
    """
    entitled = retired & resident
    late = entitled & (pension_from > add_months(np.array([frame.on], np.int32), -12 * frame.assumed["late_years"])[0])
    without = (1 - frame.base_covered) * retired.sum() - (retired & ~resident).sum()
    return np.where(late, np.clip(1 - without / max(int(late.sum()), 1), 0.0, 1.0), entitled.astype(np.float64))


def _part(name: str, row: npt.NDArray[np.int64], since: Days, amount: npt.NDArray[np.int64]) -> Part:
    return {"row": row, "kind": kind("awards", name, len(row)), "since": since[row], "amount": amount}


def _early(persons: Table, chance: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return who retired early: as many as expected, mothers of many children before other women."""
    drawn = draw(chance, rng, persons["sex"], persons["birth_date"])
    women = np.flatnonzero((persons["sex"] == _WOMAN) & (chance > 0))
    wanted = int((drawn & (persons["sex"] == _WOMAN)).sum())
    order = np.lexsort((rng.random(len(women)), -np.minimum(persons["children_born"][women], 5)))
    drawn[women] = False
    drawn[women[order[:wanted]]] = True
    return drawn


def _base(persons: Table, row: npt.NDArray[np.int64], pension_from: Days, frame: AwardsFrame) -> npt.NDArray[np.int64]:
    """Return base pensions (tiyn): two per cent for each year of service over ten, from the least to the most.

    Years are known only in part; as many are added to all that the mean is the published one.
    """
    low, high = frame.base_per_cent
    after = frame.assumed["service_after_1998"]
    woman = persons["sex"][row] == _WOMAN
    worked = np.maximum(months_of(pension_from[row]) - _REFORM, 0) / 12 * np.where(woman, after["women"], after["men"])
    children = np.minimum(persons["children_born"][row], after["children"]) * after["child"] * woman
    years = persons["soviet_service_months"][row] / 12 + worked + children

    def amounts(extra: float) -> npt.NDArray[Any]:
        per_cent = np.clip(low + 2 * np.floor(np.maximum(years + extra - 10, 0)), low, high)
        return np.asarray(np.ceil(frame.law.subsistence_minimum * per_cent / 100 / _TENGE) * _TENGE)

    return _to_mean(amounts, frame.base_mean, -60.0, 60.0, len(row))


def _solidarity(
    persons: Table,
    row: npt.NDArray[np.int64],
    base_pensioners: int,
    early: npt.NDArray[np.bool_],
    frame: AwardsFrame,
    rng: np.random.Generator,
) -> npt.NDArray[np.int64]:
    """Return solidarity pensions (tiyn): a share of counted income by service, from the minimum pension (full ones).

    Income is levelled so that all of them are the published mean times the pensioners.
    """
    needed = np.array(frame.assumed["service_for_full_pension"])[persons["sex"][row]]
    service = np.where(early[row], needed, persons["soviet_service_months"][row])
    share = np.minimum(service / needed, 1) + 0.01 / 0.6 * np.maximum((service - needed) // 12, 0)
    standing = ndtri(np.clip(persons["wage_rank"][row], 0.001, 0.999))
    income = np.exp(frame.assumed["pension_spread"] * (0.8 * standing + 0.6 * rng.standard_normal(len(row))))
    greatest = frame.assumed["greatest_pension"]
    most = greatest["share"] * greatest["income"] * frame.law.mci
    least = frame.law.minimum_pension * np.minimum(service / needed, 1)

    def amounts(level: float) -> npt.NDArray[Any]:
        return np.asarray(np.ceil(np.clip(np.exp(level) * income * share, least, most) / _TENGE) * _TENGE)

    wanted = frame.solidarity_mean * (base_pensioners + early.sum()) / max(len(row), 1)
    return _to_mean(amounts, wanted, 10.0, 20.0, len(row))


def _accumulative(
    persons: Table, row: npt.NDArray[np.int64], frame: AwardsFrame, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Return payments from savings (tiyn): mostly small."""
    shape = frame.assumed["accumulative"]
    standing = ndtri(np.clip(persons["wage_rank"][row], 0.001, 0.999))
    spread = shape["spread"] * (0.6 * standing + 0.8 * rng.standard_normal(len(row)))
    amount = shape["mean"] * _TENGE * np.exp(spread - shape["spread"] ** 2 / 2)
    return np.asarray(np.ceil(amount / _TENGE) * _TENGE, np.int64)


def _to_mean(amounts: Any, mean: float, low: float, high: float, rows: int) -> npt.NDArray[np.int64]:  # noqa: ANN401
    """Return amounts at the level between `low` and `high` at which they have the mean; it rises with the level."""
    if rows == 0:
        return np.zeros(0, np.int64)
    for _ in range(30):
        middle = (low + high) / 2
        if amounts(middle).mean() < mean:
            low = middle
        else:
            high = middle
    return np.asarray(amounts(high), np.int64)
