"""Loss of work capacity of insured persons: payments in force, and those that ended in the last years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.awards.applications import applied
from tirek.forecast.population.awards.levels import levelled
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import Days, add_months, ages, first_days
from tirek.forecast.population.health.sampling import draw, pick
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.histories import Histories
    from tirek.forecast.population.block import Block, Table

_YEAR: Final = 365.25
_GROUPS: Final = ("first", "second", "third")
_ADULT: Final = 18
_HALF_A_YEAR: Final = 6
_LATELY: Final = 4
"""Months; the Fund counts new awards without a contribution in them."""


def incapacity(block: Block, histories: Histories, frame: AwardsFrame, rng: np.random.Generator) -> list[Part]:
    """Return the disability events of insured persons."""
    return [_of_disabled(block, histories, frame, rng), _ended(block, histories, frame, rng)]


def _of_disabled(block: Block, histories: Histories, frame: AwardsFrame, rng: np.random.Generator) -> Part:
    """Return events of persons who have a disability today.

    Candidates had enough income for an amount above zero, and their degree was established since 2005, before pension
    age. So many are drawn, rather from the later years, that those below pension age make the number in force
    (target 39).
    """
    persons = block["persons"]
    since, degree = persons["disability_since"], persons["disability_degree"]
    pension_from = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64))
    kept_from = add_months(np.array([frame.on], np.int32), -12 * frame.assumed["disability_ended_years"])[0]
    row = np.flatnonzero((degree >= 100 * frame.law.least_degree) & (pension_from > kept_from) & _resident(persons))
    row = row[_payable(row, since[row], histories, frame)]
    below_pension_age = pension_from[row] > frame.on
    lasting = _faster_end((frame.on - since[row]) / _YEAR, frame)
    lately = _paid_lately(row, since[row], histories)
    disabled = ~persons.is_("disability_group", "none", "child") & (pension_from > frame.on)
    wanted = frame.disability_events_per_disabled * disabled.sum()
    chance = _levelled(lasting, below_pension_age, lately, wanted, frame)
    row = row[draw(chance, rng, ~below_pension_age, ~lately, since[row])]
    until, reached = persons["disability_until"][row], pension_from[row]
    return {
        "row": row,
        "kind": kind("insured_events", "disability", len(row)),
        "happened_on": since[row],
        "applied_on": applied("disability", since[row], frame, rng),
        "disability_group": _group(persons["disability_group"][row], persons),
        "disability_degree": degree[row],
        "ends_on": np.where(reached <= frame.on, reached - 1, until).astype(np.int32),
    }


def _ended(block: Block, histories: Histories, frame: AwardsFrame, rng: np.random.Generator) -> Part:
    """Return events of insured persons without a disability today whose payment ended in the last years."""
    persons = block["persons"]
    age = ages(persons["birth_date"], frame.on)
    pension_from = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64))
    well = persons.is_("disability_group", "none") & (age >= _ADULT + 1) & (pension_from > frame.on)
    well &= _resident(persons)
    row = np.flatnonzero(well & ((histories.credited[: len(persons)] > 0).any(axis=1)))
    years = frame.assumed["disability_ended_years"]
    ended_on = (frame.on - 1 - np.floor(rng.random(len(row)) * years * _YEAR)).astype(np.int32)
    lasted = np.maximum(np.ceil(rng.exponential(frame.assumed["disability_years"], len(row)) * 2) * _HALF_A_YEAR, 6)
    happened_on = add_months((ended_on + 1).astype(np.int32), -lasted.astype(np.int32))
    adult_from = add_months(persons["birth_date"][row], 12 * _ADULT)
    begun = first_days(np.array([frame.assumed_of_health["degrees_since"] * 12]))[0]
    possible = (happened_on > adult_from) & (happened_on >= begun) & _payable(row, happened_on, histories, frame)
    row, happened_on, ended_on = row[possible], happened_on[possible], ended_on[possible]
    disabled = ~persons.is_("disability_group", "none", "child") & (pension_from > frame.on)
    wanted = frame.disability_new_a_year * disabled.sum() * years * frame.assumed["disability_ended_otherwise"]
    rising = np.interp(ages(persons["birth_date"][row], frame.on), [18, 45, 62], [1, 3, 8])
    lately = _paid_lately(row, happened_on, histories)
    everybody = np.ones(len(row), np.bool_)
    chosen = draw(_levelled(rising, everybody, lately, wanted, frame), rng, ~lately, happened_on)
    row, happened_on, ended_on = row[chosen], happened_on[chosen], ended_on[chosen]
    group = pick(np.tile(frame.assumed_of_health["groups"]["working"], (len(row), 1)), rng)
    low, high = np.array(frame.assumed_of_health["degrees"])[group].T
    degree = low + 5 * np.floor(rng.random(len(row)) * ((high - low) // 5 + 1))
    return {
        "row": row,
        "kind": kind("insured_events", "disability", len(row)),
        "happened_on": happened_on,
        "applied_on": applied("disability", happened_on, frame, rng),
        "disability_group": np.array([code("insured_events", "disability_group", name) for name in _GROUPS])[group],
        "disability_degree": degree.astype(np.int16),
        "ends_on": ended_on,
    }


def _payable(row: npt.NDArray[np.int64], on: Days, histories: Histories, frame: AwardsFrame) -> npt.NDArray[np.bool_]:
    """Return whose average income exceeds what the law of the day of the right leaves out."""
    return np.asarray(histories.average(row, on, frame.law.income_window) > frame.law.deduction("disability", on))


def _faster_end(years: npt.NDArray[Any], frame: AwardsFrame) -> npt.NDArray[Any]:
    """Return how much rarer, relative to all disabilities, payments are that began so many years ago."""
    faster = 1 / frame.assumed["disability_years"] - 1 / frame.assumed_of_health["years_since"]["working"]
    return np.asarray(np.exp(-years * faster))


def _paid_lately(row: npt.NDArray[np.int64], on: Days, histories: Histories) -> npt.NDArray[np.bool_]:
    """Return for whom a contribution arrived in the last months before the right."""
    return np.asarray((histories.income(row, on, _LATELY) > 0).any(axis=1))


def _resident(persons: Table) -> npt.NDArray[np.bool_]:
    return np.asarray(~persons.is_("residence_status", "other"))


def _levelled(
    weight: npt.NDArray[np.float64],
    counted: npt.NDArray[np.bool_],
    lately: npt.NDArray[np.bool_],
    wanted: float,
    frame: AwardsFrame,
) -> npt.NDArray[np.float64]:
    """Return probabilities, proportional to weights but at most 1, that draw `wanted` of those counted.

    The assumed share of them has no contribution in the last months, as far as there are so many.
    """
    idle = min(frame.assumed["disability_without_late_contributions"] * wanted, float((counted & ~lately).sum()))
    chance = levelled(weight, counted & lately, wanted - idle)
    return np.where(lately, chance, levelled(weight, counted & ~lately, idle))


def _group(group: npt.NDArray[np.int8], persons: Any) -> npt.NDArray[np.int8]:  # noqa: ANN401 - a Table
    """Return the group in the codes of the table of events."""
    codes = np.zeros(group.max(initial=0) + 1, np.int8)
    for name in _GROUPS:
        own = persons.code("disability_group", name)
        if own < len(codes):
            codes[own] = code("insured_events", "disability_group", name)
    return codes[group]
