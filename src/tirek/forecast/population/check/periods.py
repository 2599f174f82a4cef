"""Of which day or year a published number is, and what is published for another day than that of the calibration."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from tirek.forecast import sources
from tirek.forecast.population.margins import COUNTED
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from tirek.forecast.population.check.published import Aim
    from tirek.forecast.population.margins import Margins

WAGES_FILE: Final = "calibration/wage_median_mean.csv"
DAY_AFTER: Final = dt.timedelta(days=1)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?(?!\d)|Q([1-4]))?")
_MARGINS_SOURCE: Final = "population/margins.py: between the counts of 2024-07-01 and 2026-01-01, beyond as WPP"


class Wage(NamedTuple):
    """A published wage, tenge a month, of which time it is and who told it."""

    wage: float
    date: str
    source: str


def is_of(date: str, on: dt.date) -> bool:
    """Tell whether a number with such a date ("2025", "2025Q4", "2025-10-01") is one of the day.

    A number of a year, quarter or month is one of its days, and of the day after: of what it has come to at its end.
    """
    first, last = period(date)
    return on == first if first == last else first < on <= last + DAY_AFTER


def period(date: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a date as sources write it: the first date in the text."""
    found = _DATE.search(date)
    if found is None:
        raise ValueError(f"a published number has the date {date!r}, expected one with a year")
    year, month, day, quarter = (int(part) if part else 0 for part in found.groups())
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    start, end = (month, month) if month else (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    return dt.date(year, start, 1), dt.date(year, end, calendar.monthrange(year, end)[1])


def wage_on(which: Literal["mean", "median"], on: dt.date) -> Wage | None:
    """Return the published wage of a day, that of the shortest period; None where there is none."""
    table = sources.read(WAGES_FILE)
    told = [row for row in table.iter_rows(named=True) if row[which] is not None and is_of(row["period"], on)]
    if not told:
        return None
    nearest = min(told, key=lambda row: period(row["period"])[1] - period(row["period"])[0])
    return Wage(float(nearest[which]), nearest["period"], f"BNS; {nearest['source']}")


# --- a nation of another day


def on_day(aims: tuple[Aim, ...], on: dt.date, margins: Margins) -> tuple[Aim, ...]:
    """Return published numbers for a nation of a day: all as they are on the day of the calibration, 2026-01-01.

    On another day those that follow a source of their own have its number; of the others only those of the day count.
    """
    if on == COUNTED:
        return aims
    persons = _persons(margins)
    return tuple(_on_day(aim, on, persons) for aim in aims)


def _on_day(aim: Aim, on: dt.date, persons: dict[str, float]) -> Aim:
    if aim.follows == "margins":
        return replace(
            aim, published=round(persons[aim.measure]), date=on.isoformat(), kind="derived", source=_MARGINS_SOURCE
        )
    if aim.follows == "year":
        return _on_year(aim, on)
    if aim.follows == "wage bands":
        return replace(aim, of_day=wage_on("median", on) is not None)
    if aim.follows in {"median", "mean"}:
        found = wage_on("median" if aim.follows == "median" else "mean", on)
        if found:
            return replace(aim, published=found.wage, date=found.date, source=found.source)
        return replace(aim, of_day=False)
    return replace(aim, of_day=is_of(aim.date, on))


def _persons(margins: Margins) -> dict[str, float]:
    """Return persons of a day by the measure that counts them."""
    counts = margins.counts
    found = {"persons": float(counts.sum()), "male": float(counts[:, 0].sum()), "female": float(counts[:, 1].sum())}
    found |= dict.fromkeys(["urban", "rural", *(f"persons.{region}" for region in REGIONS)], 0.0)
    for (region, urban), of_stratum in zip(margins.strata, counts, strict=True):
        found["urban" if urban else "rural"] += float(of_stratum.sum())
        found[f"persons.{region}"] += float(of_stratum.sum())
    return found


def _on_year(aim: Aim, on: dt.date) -> Aim:
    """Return the flow of a year for a nation of another day: only on a 1 January a whole year lies behind it.

    A measure that ends in a number counts children of that age: those of the year are a year older each 1 January.
    """
    ago = on.year - 1 - int(aim.date[:4])
    whole = (on.month, on.day) == (1, 1)
    if aim.measure[-1].isdigit():
        return replace(aim, measure=f"{aim.measure[:-1]}{ago}" if whole and ago in {0, 1} else aim.measure,
                       of_day=whole and ago in {0, 1})  # fmt: skip
    return replace(aim, of_day=whole and ago == 0)
