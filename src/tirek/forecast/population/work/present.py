"""The columns of persons that tell their work today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import NEVER, add_months, day_number, first_days, month_number, months_of
from tirek.forecast.population.evenly import foremost
from tirek.forecast.population.work.histories import soviet_service
from tirek.forecast.population.work.status import UNEMPLOYED, WORKS_FROM
from tirek.forecast.population.work.wages import TIYN

if TYPE_CHECKING:
    import datetime as dt

    from tirek.forecast.population.block import Block, Table
    from tirek.forecast.population.days import Days
    from tirek.forecast.population.work.job_losses import Losses
    from tirek.forecast.population.work.status import Status

Whole = npt.NDArray[np.int64]

SOVIET_UNTIL: Final = 1998 * 12
FOUNDERS_FROM: Final = 25
REGISTERED_FROM: Final = 16
"""Age from which a career centre registers a person as unemployed."""
DAYS_IN_SHORTEST_MONTH: Final = 28
OFFICE_DAYS: Final = 26
MEAN_TENURE: Final = 60


@dataclass(frozen=True, slots=True)
class Since:
    """Of each person: day the present work began (NEVER: none), the number of its spell, and the day again.

    `works_again` is that day only for those whose present work brings no contributions.
    """

    employed: Whole
    spell: Whole
    works_again: Whole


def work_possible_from(persons: Table) -> Days:
    """Return the day from which each person can have worked here: the 15th birthday, or that of arriving later."""
    grown_up = add_months(persons["birth_date"], 12 * WORKS_FROM)
    arrived = persons["arrived_on"] if "arrived_on" in persons else np.full(len(persons), NEVER, np.int32)
    return np.maximum(grown_up, arrived)


def since_when(
    status: Status, age: Whole, earliest: Days, spells: npt.NDArray[np.uint8], first_month: int, on: dt.date,
    rng: np.random.Generator,
) -> Since:  # fmt: skip
    """Return since when each person works: from the history, or drawn where the work has left no trace in it.

    `earliest` is the day before which the person was too young, or not in the country.
    """
    rows, months = spells.shape
    worked = spells > 0
    last = np.where(worked.any(axis=1), months - 1 - worked[:, ::-1].argmax(axis=1), -1)
    present = spells[np.arange(rows), np.maximum(last, 0)]
    began = (spells == present[:, None]).argmax(axis=1)
    traced = status.works & (last >= 0) & ((last == months - 1) | status.on_leave)
    tenure = rng.geometric(1 / MEAN_TENURE, rows)
    earlier = np.where(traced & (began == 0), -tenure, began)
    untraced = np.maximum(months - np.minimum(tenure, (age - WORKS_FROM) * 12 + 1), np.minimum(last + 3, months - 1))
    month = np.where(traced, np.maximum(earlier, months - (age - WORKS_FROM) * 12), untraced)
    day = first_days(np.minimum(month, months - 1) + first_month).astype(np.int64)
    day += rng.integers(0, DAYS_IN_SHORTEST_MONTH, rows) * ~traced
    employed = np.where(status.works, np.minimum(np.maximum(day, earliest), day_number(on) - 1), NEVER)
    return Since(employed, np.where(traced, present, 1).astype(np.int64), np.where(traced, NEVER, employed))


def write_persons(
    block: Block, status: Status, own_account: Whole, activity: Whole, wage: Whole, employed_since: Whole,
    pension: Whole, assumed: dict[str, Any], rng: np.random.Generator,
) -> None:  # fmt: skip
    """Add the columns of work; `wage` is what each person would earn as an employee, in tiyn a month."""
    persons = block["persons"]
    at_work = status.employee & ~status.on_leave
    factor = assumed["own_income_factor"]
    own = wage * np.where(status.formal, factor["formal"], factor["unregistered"])
    grown = status.works & (status.age >= FOUNDERS_FROM)
    founders = foremost(
        persons["wage_rank"] + rng.random(len(persons)) - 2 * ~grown,
        np.zeros(len(persons), np.int64), np.where(grown, assumed["founder_share"], 0.0), rng,
    )  # fmt: skip
    persons["employment"] = status.employment.astype(np.int8)
    persons["formal"] = status.formal
    persons["on_leave"] = status.on_leave
    persons["own_account"] = own_account.astype(np.int8)
    persons["activity"] = np.maximum(activity, 0).astype(np.int8)
    persons["employed_since"] = employed_since.astype(np.int32)
    persons["wage"] = np.where(at_work, wage, 0)
    persons["own_income"] = np.where(status.self_employed, own.astype(np.int64) // TIYN * TIYN, 0)
    persons["founder"] = founders
    birth = months_of(persons["birth_date"]).astype(np.int64)
    education = persons["education"].astype(np.int64)
    months = soviet_service(birth, education, pension[: len(persons)], SOVIET_UNTIL, rng)
    persons["soviet_service_months"] = months.astype(np.int16)


def write_unemployment(
    block: Block, status: Status, losses: Losses, idle: Whole, assumed: dict[str, Any], rng: np.random.Generator
) -> None:
    """Add since when the unemployed have been without work, and who of them is registered."""
    persons = block["persons"]
    looking = status.employment == UNEMPLOYED
    since = first_days(month_number(block.on) - idle).astype(np.int64)
    since += rng.integers(0, DAYS_IN_SHORTEST_MONTH, len(persons))
    since = np.minimum(np.maximum(since, work_possible_from(persons)), day_number(block.on) - 1)
    still_out = np.zeros(len(persons), np.bool_)
    living = (losses.found_work_on == NEVER) & (losses.person < len(persons))
    rows = losses.person[living]
    since[rows], still_out[rows] = losses.lost_on[living], True
    persons["unemployed_since"] = np.where(looking, since, NEVER).astype(np.int32)
    may = looking & (status.age >= REGISTERED_FROM)
    chance = rng.random(len(persons)) + 2.0 * still_out - 4.0 * ~may
    expected = np.where(may, assumed["registered_share"], 0.0)
    persons["registered_unemployed"] = foremost(chance, np.zeros(len(persons), np.int64), expected, rng)
