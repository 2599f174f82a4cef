"""When the present study is to end: kindergarten in August, everything else at the end of June."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import first_days, months_of
from tirek.forecast.population.schooling.shares import STUDIES

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from tirek.forecast.population.days import Days

SCHOOL_AGE: Final = 6
LAST_YEAR_AT_SEVEN: Final = 2012
"""Who was born up to this year entered the first form at seven, as a rule; the pupils of each age say so."""
MONTHS_TO_SEPTEMBER: Final = 8
NINTH, ELEVENTH, BACHELOR = 9, 11, 15
JULY, SEPTEMBER = 6, 8
COLLEGE_YEARS: Final = 4
SHORTEST_COLLEGE: Final = 3
"""Years after the ninth form that the shortest full programmes of colleges take."""
LEAST_YEARS: Final = np.array([0, NINTH, ELEVENTH, NINTH + SHORTEST_COLLEGE, BACHELOR])
"""Years from the first form until each of LEVELS can have been completed."""


def years_since_first_form(birth: Days, on: dt.date) -> npt.NDArray[np.int64]:
    """Return how many school years have ended by `on`, in June, since each person could enter the first form."""
    return on.year - (on.month <= JULY) - _first_form(birth)


def highest_level(years: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the highest of LEVELS that so many years since the first form allow."""
    level: npt.NDArray[np.int64] = np.searchsorted(LEAST_YEARS, years, side="right") - 1
    return np.maximum(level, 0)


def study_ends(
    birth: Days, study: npt.NDArray[np.int64], on: dt.date, leaves_after_ninth_form: float, rng: np.random.Generator
) -> Days:
    """Return the last day of the present study, after `on`; for those who do not study the value means nothing.

    A child starts school in the September in which it is six (older generations: seven), so that each form, college
    year and university year has its June; who is behind that plan finishes in the first or the following June.
    """
    start = _first_form(birth)
    last_june = on.year - (on.month <= JULY)
    early = rng.random(len(birth)) < leaves_after_ninth_form
    past_ninth = start + NINTH <= last_june
    school = start + np.where(early & ~past_ninth, NINTH, ELEVENTH)
    college = start + NINTH + COLLEGE_YEARS
    year = np.select(
        [study == STUDIES.index(name) for name in ("kindergarten", "school", "college")],
        [start, school, college],
        start + BACHELOR,
    )
    soon = last_june + 1 + (rng.random(len(birth)) < 1 / 2)
    year = np.where(year > last_june, year, soon)
    month = np.where(study == STUDIES.index("kindergarten"), SEPTEMBER, JULY)
    return first_days(year * 12 + month) - 1


def _first_form(birth: Days) -> npt.NDArray[np.int64]:
    """Return the year of the September in which each person entered, or is to enter, the first form."""
    born = months_of(birth).astype(np.int64)
    at_seven = born // 12 <= LAST_YEAR_AT_SEVEN
    year: npt.NDArray[np.int64] = (born + SCHOOL_AGE * 12 - MONTHS_TO_SEPTEMBER + 11) // 12 + at_seven
    return year
