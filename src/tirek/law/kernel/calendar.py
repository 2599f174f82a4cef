"""Words about days and months that provisions may use. Days are dates; months are counted by the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tirek.law.kernel.unknown import Unknown, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.law.kernel.quantity import Date, Days, Months, Years

P = ParamSpec("P")
R = TypeVar("R")

MONTHS_PER_YEAR = 12
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
"""The days a fact may name; rules may look some years beyond them."""


def _or_unknown(word: Callable[P, R]) -> Callable[P, R]:
    def said(*arguments: P.args, **named: P.kwargs) -> R:
        if any(isinstance(argument, Unknown) for argument in arguments):
            return join(*arguments)  # type: ignore[return-value]  # unknown in, unknown out
        return word(*arguments, **named)

    said.__name__, said.__doc__, said.__wrapped__ = word.__name__, word.__doc__, word  # type: ignore[attr-defined]
    return said


@_or_unknown
def add_months(day: Date, months: Months) -> Date:
    """Return the same day `months` later; the last day of the month where that day does not exist."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_PER_YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@_or_unknown
def add_days(day: Date, days: Days) -> Date:
    """Return the day `days` later."""
    return day + dt.timedelta(days=days)


@_or_unknown
def first_of_month(day: Date) -> Date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


@_or_unknown
def first_of_next_month(day: Date) -> Date:
    """Return the first day of the month after that of `day`."""
    return dt.date(day.year + day.month // MONTHS_PER_YEAR, day.month % MONTHS_PER_YEAR + 1, 1)


@_or_unknown
def last_of_month(day: Date) -> Date:
    """Return the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@_or_unknown
def full_months(start: Date, end: Date) -> Months:
    """Return how many whole months lie between two days (a person's age in months, for one)."""
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    return months if end >= add_months(start, months) else months - 1


@_or_unknown
def days_between(start: Date, end: Date) -> Days:
    """Return how many days `end` comes after `start`."""
    return (end - start).days


@_or_unknown
def year_of(day: Date) -> Years:
    """Return the calendar year."""
    return day.year
