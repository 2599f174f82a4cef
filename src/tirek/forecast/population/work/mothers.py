"""Mothers before the last birth: as many were insured as do not get the state's allowance for the uninsured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.evenly import foremost

if TYPE_CHECKING:
    from tirek.forecast.population.work.leave import Leaves

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mothers:
    """The women who gave birth lately or expect to, a row each; months count from the first month.

    `start` is the first month of leave for the last birth; `free` the months of the window of the law in which no
    leave of an earlier birth kept them from work; `since` the months from `start` to the end outside any leave;
    `infant` whether the child is an infant today, `expected` whether the leave for it has not begun.
    """

    row: Whole
    start: Whole
    free: Whole
    since: Whole
    infant: Flags
    expected: Flags


@dataclass(frozen=True, slots=True)
class BeforeBirth:
    """What mothers did before the last birth.

    `insured`: worked in the window; `idle`: months outside leave without work at the end, if they are out of work
    today; `begins`: the month by which those insured had begun to work.
    """

    row: Whole
    insured: Flags
    idle: Whole
    begins: Whole


def mothers_of_late(
    leaves: Leaves, on_leave: npt.NDArray[np.uint8], first_month: int, table: dict[str, Any]
) -> Mothers:
    """Return the mothers of the births of the last months; `on_leave` (persons, months) marks all leaves.

    `table` holds the values of the assumption `insured_before_birth`.
    """
    months = on_leave.shape[1]
    born, start = leaves.born - first_month, leaves.start - first_month
    late = np.flatnonzero(born >= months - table["births"])
    late = late[np.lexsort((born[late], leaves.mother[late]))]
    last = late[np.append(np.diff(leaves.mother[late]) > 0, True)[: len(late)]]
    row, born, start = leaves.mother[last], born[last], start[last]
    month = np.arange(months)
    works = on_leave[row] == 0
    window = (month >= (born - table["window"])[:, None]) & (month < start[:, None])
    return Mothers(
        row=row,
        start=start,
        free=(works & window).sum(axis=1),
        since=(works & (month >= start[:, None])).sum(axis=1),
        infant=born >= months - table["infant"],
        expected=start >= months,
    )


def before_birth(
    mothers: Mothers, paying: Flags, birth: Whole, months_out: float, assumed: dict[str, Any], rng: np.random.Generator
) -> BeforeBirth:
    """Return what mothers did before the last birth, so that the assumed share of them was insured.

    Those whose leave has not begun are levelled apart, as mothers of infants and of older children are. `paying` are
    the persons whose work brings contributions now: they had it before, unless leaves for other births fill the window.
    The rest are drawn from those without such work today; `birth` is the month of birth of persons.
    """
    table = assumed["insured_before_birth"]
    row, rows = mothers.row, len(mothers.row)
    earliest = birth[row] + 12 * table["works_from"]
    possible = (mothers.free > 0) & (earliest < mothers.start - table["window"] // 2)
    keeps = paying[row] & possible
    others = ~paying[row] & possible
    group = mothers.infant.astype(np.int64) + mothers.expected
    lacking = np.bincount(group, table["share"] / (1 - table["nothing_arrived"]) - keeps, minlength=3)
    chance = np.clip(lacking / np.maximum(np.bincount(group, others, minlength=3), 1), 0, 1)
    chosen = foremost(rng.random(rows) - 2.0 * ~others, group, np.where(others, chance[group], 0.0), rng)
    stopped_before = rng.random(rows) >= table["stopped_with_leave"]
    earlier = np.floor(rng.random(rows) * mothers.free).astype(np.int64) * stopped_before
    earlier = np.maximum(earlier, mothers.expected)  # who expects a child and does not work has stopped before
    never = table["window"] + rng.geometric(1 / months_out, rows)
    low, high = table["worked_months"]
    begins = mothers.start - table["window"] - rng.integers(low, high + 1, rows)
    return BeforeBirth(
        row=row,
        insured=keeps | chosen,
        idle=mothers.since + np.where(chosen, earlier, never),
        begins=np.maximum(begins, earliest),
    )
