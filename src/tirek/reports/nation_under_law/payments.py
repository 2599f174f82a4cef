"""From a right to what is paid: the tiyn of each year, and whether anything was paid in it.

A part of a month is paid by its days (the order that says how was not read), half a tiyn up. What is owed for months
before the application is paid in the month of applying. A lump sum is paid then too. A loss of job is paid up to the
day before the new work.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.law.kernel.program import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = npt.NDArray[Any]
Steps = list[tuple[int, Array]]
"""Amounts in tiyn a month from each day on, earliest first."""

LONGEST_ARREARS: Final = 3
"""Months are followed this many years before the first year reported: what is owed for them may be paid in it."""
FOLLOWED: Final = 3
"""Running payments are followed so many years after the last reported: any right of a fixed length ends in them."""


@dataclass(frozen=True, slots=True)
class Paid:
    """By year: the tiyn paid to each row, and the mean months they are for are told by `months`."""

    tiyn: dict[int, Array]
    months: dict[int, Array]

    def any_in(self, year: int) -> Array:
        """Which rows were paid anything in a year."""
        return self.tiyn[year] > 0


def paid_monthly(first: Array, last: Array, applied: Array, steps: Steps, years: Sequence[int]) -> Paid:
    """Return what monthly payments from `first` to `last` (days since 1970, inclusive) come to in each year."""
    tiyn = {year: np.zeros(len(first), np.int64) for year in years}
    months = {year: np.zeros(len(first), np.float32) for year in years}
    if not len(first):
        return Paid(tiyn, months)
    begin = max(min(years) - LONGEST_ARREARS, _year(int(first.min())))
    for year in range(begin, max(years) + 1):
        for month in range(1, 13):
            start, end = _bounds(year, month)
            days = np.clip(np.minimum(last, end) - np.maximum(first, start) + 1, 0, end - start + 1)
            if not days.any():
                continue
            length = end - start + 1
            amounts = next(amounts for day, amounts in reversed(steps) if day <= start)
            due = (2 * amounts * days + length) // (2 * length)
            for paid_in in years:
                low, high = (_bounds(paid_in, 1)[0], _bounds(paid_in, 12)[1])
                on = np.maximum(start, np.minimum(applied, high + 1))
                mine = (on >= low) & (on <= high) & (days > 0)
                tiyn[paid_in] += np.where(mine, due, 0)
                months[paid_in] += np.where(mine, days / np.float32(length), 0).astype(np.float32)
    return Paid(tiyn, months)


def paid_once(on: Array, amounts: Array, years: Sequence[int]) -> Paid:
    """Return what a lump sum paid on a day comes to in each year."""
    tiyn, months = {}, {}
    for year in years:
        mine = (on >= _bounds(year, 1)[0]) & (on <= _bounds(year, 12)[1])
        tiyn[year] = np.where(mine, amounts, 0)
        months[year] = mine.astype(np.float32)
    return Paid(tiyn, months)


def _bounds(year: int, month: int) -> tuple[int, int]:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return (dt.date(year, month, 1) - EPOCH).days, (following - EPOCH).days - 1


def _year(day: int) -> int:
    return (EPOCH + dt.timedelta(days=day)).year
