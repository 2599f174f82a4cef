"""The words of the calendar and sums over month histories on plain integers; a day is its number since 1970-01-01.

The compiler copies these functions, as they stand, into the code it generates; they do what `calendar` and
`MonthlyMoney` do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# The civil calendar in eras of 400 years from 1 March, after Howard Hinnant's "chrono-compatible date algorithms".
# No day lies before year 1, so that machine code may divide without signs, which is faster.


def uint64(number: int) -> int:
    """Tell machine code that a number is never below zero."""
    return number


def int64(number: int) -> int:
    """Tell machine code that a number may be below zero again."""
    return number


def first_day(month: int) -> int:
    """Return the first day of a month; months are counted from January of year 0."""
    march = uint64(month - 2)
    year = march // uint64(12)
    century = year // uint64(100)
    of_year = (uint64(153) * (march - year * uint64(12)) + uint64(2)) // uint64(5)
    leap_days = (year >> uint64(2)) - century + (century >> uint64(2))
    return int64(uint64(365) * year + leap_days + of_year) - 719468


def month_of(day: int) -> int:
    """Return the month of a day, counted from January of year 0."""
    shifted = uint64(day + 719468)
    era = shifted // uint64(146097)
    of_era = shifted - era * uint64(146097)
    year = (of_era - of_era // uint64(1460) + of_era // uint64(36524) - of_era // uint64(146096)) // uint64(365)
    of_year = of_era - (uint64(365) * year + (year >> uint64(2)) - year // uint64(100))
    years = era * uint64(400) + year
    return int64(years * uint64(12) + (uint64(5) * of_year + uint64(2)) // uint64(153) + uint64(2))


def year_of(day: int) -> int:
    """Return the calendar year."""
    return int64(uint64(month_of(day)) // uint64(12))


def first_of_month(day: int) -> int:
    """Return the first day of the month of `day`."""
    return first_day(month_of(day))


def first_of_next_month(day: int) -> int:
    """Return the first day of the month after that of `day`."""
    return first_day(month_of(day) + 1)


def last_of_month(day: int) -> int:
    """Return the last day of the month of `day`."""
    return first_day(month_of(day) + 1) - 1


def add_months(day: int, months: int) -> int:
    """Return the same day `months` later; the last day of the month where that day does not exist."""
    month = month_of(day)
    return min(first_day(month + months) + day - first_day(month), first_day(month + months + 1) - 1)


def full_months(start: int, end: int) -> int:
    """Return how many whole months lie between two days."""
    months = month_of(end) - month_of(start)
    return months if end >= add_months(start, months) else months - 1


def add_days(day: int, days: int) -> int:
    """Return the day `days` later."""
    return day + days


def days_between(start: int, end: int) -> int:
    """Return how many days `end` comes after `start`."""
    return end - start


# A history is a row of a table, oldest month first; `months` never exceeds its length.


def place(index: int) -> int:
    """Tell machine code that an index never counts from the end: it then adds eight months at a time."""
    return index


def total(table: Any, row: int, months: int) -> int:  # noqa: ANN401  # a NumPy table
    """Return the sum of the most recent `months` months."""
    start = table.shape[1] - months
    found = 0
    for month in range(months):
        found += table[place(row), place(start + month)]
    return found


def months_paid(table: Any, row: int, months: int) -> int:  # noqa: ANN401  # a NumPy table
    """Return in how many of the most recent `months` months there was anything at all."""
    start = table.shape[1] - months
    found = 0
    for month in range(months):
        found += table[place(row), place(start + month)] != 0
    return found


def best_run(table: Any, row: int, months: int, run: int) -> int:  # noqa: ANN401  # a NumPy table
    """Return the largest sum over `run` consecutive ones of the most recent `months` months."""
    start = table.shape[1] - months
    current = 0
    for month in range(min(run, months)):
        current += table[place(row), place(start + month)]
    best = current
    for month in range(run, months):
        current += table[place(row), place(start + month)] - table[place(row), place(start + month - run)]
        best = max(best, current)
    return best


def total_limited(table: Any, row: int, months: int, limit: int) -> int:  # noqa: ANN401  # a NumPy table
    """Return the sum of the most recent `months` months, each at most `limit`."""
    start = table.shape[1] - months
    found = 0
    for month in range(months):
        found += min(table[place(row), place(start + month)], limit)
    return found


def months_paid_limited(table: Any, row: int, months: int, limit: int) -> int:  # noqa: ANN401  # a NumPy table
    """Return in how many of the most recent `months` months there was anything below a limit."""
    return months_paid(table, row, months) if limit else 0


def best_run_limited(table: Any, row: int, months: int, run: int, limit: int) -> int:  # noqa: ANN401  # a table
    """Return the largest sum over `run` consecutive ones of the most recent `months` months, each at most `limit`."""
    start = table.shape[1] - months
    current = 0
    for month in range(min(run, months)):
        current += min(table[place(row), place(start + month)], limit)
    best = current
    for month in range(run, months):
        current += min(table[place(row), place(start + month)], limit)
        current -= min(table[place(row), place(start + month - run)], limit)
        best = max(best, current)
    return best


def totals(table: Any, first: int, last: int, months: int, found: Any) -> None:  # noqa: ANN401  # NumPy tables
    """Write the sums of the most recent `months` months of the rows `first` to `last`, month by month."""
    start = table.shape[1] - months
    for row in range(last - first):
        found[row] = 0
    for month in range(months):
        for row in range(last - first):
            found[place(row)] += table[place(first + row), place(start + month)]


def totals_limited(  # as `totals`
    table: Any, first: int, last: int, months: int, limit: int, found: Any  # noqa: ANN401  # NumPy tables
) -> None:  # fmt: skip
    """Write the same sums with each month at most `limit`."""
    start = table.shape[1] - months
    for row in range(last - first):
        found[row] = 0
    for month in range(months):
        for row in range(last - first):
            found[place(row)] += min(table[place(first + row), place(start + month)], limit)


def within(table: Any, row: int, low: int, high: int) -> bool:  # noqa: ANN401  # a NumPy table
    """Return whether every month lies within its bounds."""
    fine = True
    for month in range(table.shape[1]):
        amount = table[place(row), place(month)]
        fine &= (low <= amount) & (amount <= high)
    return fine


DATE_WORDS: Final[dict[str, Callable[..., int]]] = {
    word.__name__: word
    for word in (
        year_of, first_of_month, first_of_next_month, last_of_month, add_months, full_months, add_days, days_between,
    )
}  # fmt: skip
"""Each never turns as one argument grows, so its bounds lie at the corners of its arguments' intervals."""

WINDOWS: Final = (total, months_paid, best_run, total_limited, months_paid_limited, best_run_limited)
"""What is worked out from a history's row."""

COPIED: Final = (first_day, month_of, *DATE_WORDS.values(), *WINDOWS, totals, totals_limited, within)
"""What generated code calls, each after what it calls itself."""
