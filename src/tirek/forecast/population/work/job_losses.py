"""Losses of work that were registered with a career centre, as many as the Fund's awards of each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import NEVER, day_number, first_days, month_number, months_of
from tirek.forecast.population.evenly import whole_counts
from tirek.forecast.population.work.rows import EMPLOYER, Rows

if TYPE_CHECKING:
    import datetime as dt

Whole = npt.NDArray[np.int64]

MONTHS: Final = 48
SHORTEST_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Losses:
    """One row a registered loss: row of the payer's spell, person, months and days; `liquidation` says why."""

    row: Whole
    person: Whole
    month: Whole
    lost_on: Whole
    registered_on: Whole
    found_work_on: Whole
    liquidation: npt.NDArray[np.bool_]


def draw_losses(
    rows: Rows, spells: npt.NDArray[np.uint8], on_leave: npt.NDArray[np.uint8], last: Whole, works_again: Whole,
    first_month: int, on: dt.date, share: float, assumed: dict[str, Any], rng: np.random.Generator,
) -> Losses:  # fmt: skip
    """Choose among all separations the registered ones.

    `share` is the part of the nation's insurable persons that this block has; `works_again` the day on which a
    person who works now without contributions began (NEVER for others).
    """
    candidates, gap_end = _separations(rows, spells, on_leave, last, len(works_again))
    month = rows.last[candidates]
    lost = first_days(month + first_month).astype(np.int64) + rng.integers(14, 28, len(month))
    registered = lost + rng.integers(3, 28, len(month))
    again = first_days(gap_end + first_month).astype(np.int64) + rng.integers(0, 12, len(month))
    open_end = gap_end >= spells.shape[1]
    person = rows.person[candidates]
    later = np.where(works_again[person] > registered + 30, works_again[person], registered + 60)
    found = np.where(open_end, np.where(works_again[person] == NEVER, NEVER, later), again)
    found = np.where(found >= day_number(on), NEVER, found)
    usable = (registered < day_number(on)) & ((found == NEVER) | (found > registered))
    of_month = months_of(registered)
    months = month_number(on) - MONTHS + np.arange(MONTHS)
    chosen, lacking = [], 0
    for each, wanted in zip(months[::-1], _wanted(months, share, assumed, rng)[::-1], strict=True):
        candidates_then = np.flatnonzero(usable & (of_month == each))
        picked = rng.permutation(candidates_then)[
            : wanted + lacking
        ]  # what a small block lacks comes from earlier months
        lacking += wanted - len(picked)
        chosen.append(picked)
    pick = np.sort(np.concatenate(chosen))
    liquidation = rng.random(len(pick)) < assumed["liquidation_share"]
    return Losses(candidates[pick], person[pick], month[pick], lost[pick], registered[pick], found[pick], liquidation)


def _separations(
    rows: Rows, spells: npt.NDArray[np.uint8], on_leave: npt.NDArray[np.uint8], last: Whole, living: int
) -> tuple[Whole, Whole]:
    """Return rows of employers of the living that ended in a gap of two months or more, and the month after the gap."""
    end, months = rows.last, spells.shape[1]
    late = (end >= months - MONTHS - 3) & (end < last[rows.person]) & (rows.person < living)
    recent = np.flatnonzero((rows.kind == EMPLOYER) & late)
    person, after = rows.person[recent], end[recent] + 1
    free = (spells[person, after] == 0) & (on_leave[person, after] == 0)
    recent, person, after = recent[free], person[free], after[free]
    ahead = np.minimum(after[:, None] + np.arange(MONTHS + 4)[None, :], months - 1)
    works = (spells[person[:, None], ahead] > 0) & (after[:, None] + np.arange(MONTHS + 4)[None, :] < months)
    gap = np.where(works.any(axis=1), works.argmax(axis=1), months)
    long_enough = (gap >= SHORTEST_GAP) & (gap + after != months)
    return recent[long_enough], (after + gap)[long_enough]


def _wanted(months: Whole, share: float, assumed: dict[str, Any], rng: np.random.Generator) -> Whole:
    """Return how many losses are to be registered in each month."""
    in_year = np.array(assumed["job_loss_awards_by_month"])
    year, month = np.divmod(months, 12)
    awards = np.array([assumed["job_loss_awards"][each] for each in year.tolist()])
    return whole_counts(awards * in_year[month] * share, rng.random())
