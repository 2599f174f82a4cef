"""Days as whole numbers since 1970-01-01, as Arrow and NumPy count them; months as years * 12 + month - 1."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

EPOCH: Final = dt.date(1970, 1, 1)
NEVER: Final = -(2**31)
"""Stands in a column of days where there is no day; written as null."""
NOBODY: Final = -1
"""Stands in a column of person numbers where there is no person; written as null."""

Days = npt.NDArray[np.int32]
Months = npt.NDArray[np.int32]


def day_number(day: dt.date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


def month_number(day: dt.date) -> int:
    """Return the month as years * 12 + month - 1."""
    return day.year * 12 + day.month - 1


def months_of(days: Days) -> Months:
    """Return the month each day lies in; NEVER gives a month long before any other."""
    return (days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12).astype(np.int32)


def first_days(months: npt.NDArray[np.integer]) -> Days:
    """Return the first day of each month."""
    since = (months.astype(np.int64) - 1970 * 12).astype("datetime64[M]")
    return since.astype("datetime64[D]").astype(np.int64).astype(np.int32)


def ages(birth: Days, on: int) -> npt.NDArray[np.int16]:
    """Return completed years on a day; who was born on 29 February has the birthday on 1 March in other years."""
    born = birth.astype("datetime64[D]")
    month = born.astype("datetime64[M]")
    today = np.datetime64(on, "D")
    years = today.astype("datetime64[Y]").astype(np.int64) - born.astype("datetime64[Y]").astype(np.int64)
    day_of_year = month.astype(np.int64) % 12 * 31 + (born - month.astype("datetime64[D]")).astype(np.int64)
    this_month = today.astype("datetime64[M]")
    now = int(this_month.astype(np.int64) % 12 * 31 + (today - this_month.astype("datetime64[D]")).astype(np.int64))
    completed: npt.NDArray[np.int16] = (years - (day_of_year > now)).astype(np.int16)
    return completed


def add_months(days: Days, months: npt.NDArray[Any] | int) -> Days:
    """Return the same day of the month so many months later, or the last day of that month when it is shorter."""
    month = months_of(days)
    target = month + np.asarray(months, np.int32)
    start = first_days(target)
    last = first_days(target + 1) - start - 1
    return np.asarray(start + np.minimum(days - first_days(month), last), np.int32)
