"""Loss of the breadwinner: the families of insured persons who died."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.awards.applications import applied
from tirek.forecast.population.awards.levels import levelled
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import NEVER, Days, add_months
from tirek.forecast.population.health.sampling import draw
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.histories import Histories
    from tirek.forecast.population.awards.orphans import Orphans
    from tirek.forecast.population.block import Block

_YEAR: Final = 365.25


def survivors(
    block: Block, left: Orphans, histories: Histories, frame: AwardsFrame, rng: np.random.Generator
) -> list[Part]:
    """Return an event for families of the deceased who had enough income for an amount above zero.

    So many are drawn that families with a right today make the number in force (target 39), and those whose right
    ended in the last years the number that ends in a year, as long as there are so many.
    """
    persons, deceased = block["persons"], block["deceased"]
    died, first, dependants = np.unique(left.deceased, return_index=True, return_counts=True)
    youngest = _youngest(block, left, first, dependants)
    lasts = np.maximum.reduceat(left.until, first) if len(first) else left.until
    row = len(persons) + died
    died_on = deceased["died_on"][died]
    kept_from = add_months(np.array([frame.on], np.int32), -12 * frame.assumed["disability_ended_years"])[0]
    paid = histories.average(row, died_on, frame.law.income_window) > frame.law.deduction("survivors", died_on)
    today = lasts >= frame.on
    ended = paid & ~today & (lasts >= kept_from)
    in_force = frame.survivor_events_per_person * len(persons)
    ended_a_year = frame.survivor_events_ended_per_person * len(persons)
    chance = levelled(_evenly_by_death(died_on, frame), paid & today, in_force) * (paid & today)
    years = frame.assumed["disability_ended_years"]
    chance += levelled(np.ones(len(died)), ended, ended_a_year * years) * ended
    chosen = draw(chance, rng, ~today, died_on)
    died, row, youngest = died[chosen], row[chosen], youngest[chosen]
    member = left.child[youngest]
    return [
        {
            "row": row,
            "kind": kind("insured_events", "survivors", len(row)),
            "happened_on": died_on[chosen],
            "applied_on": applied("survivors", died_on[chosen], frame, rng),
            "ends_on": lasts[chosen],
            "dependants": dependants[chosen],
            "survivor_id": persons["person_id"][member],
            "survivor_kind": np.full(len(row), code("insured_events", "survivor_kind", "child"), np.int8),
            "survivor_birth_date": persons["birth_date"][member],
            "survivor_full_time_student": left.student[youngest],
            "survivor_study_ends_on": np.where(left.student[youngest], left.study_ends_on[youngest], NEVER),
        }
    ]


def _evenly_by_death(died_on: Days, frame: AwardsFrame) -> npt.NDArray[np.float64]:
    """Return weights that make the awards behind payments in force lie as evenly in time as deaths do.

    Of the awards of a year fewer are in force each year later, none after the longest right; the nation knows the
    fewer of the dead the longer ago they died.
    """
    table = frame.assumed["survivor_years"]
    since = (frame.on - died_on) / _YEAR
    return np.asarray(np.maximum(1 - since / table["longest"], table["least"]) * np.exp(since / table["known"]))


def _youngest(
    block: Block, left: Orphans, first: npt.NDArray[np.int64], dependants: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return for each of the deceased the pair with the youngest child."""
    birth = block["persons"]["birth_date"][left.child]
    order = np.lexsort((-birth, left.deceased))
    return order[first] if len(dependants) else first
