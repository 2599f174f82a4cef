"""When the present study is to end: kindergarten in August, everything else at the end of June."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import first_days
from tirek.forecast.population.schooling.shares import STUDIES

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from tirek.forecast.population.days import Days

SCHOOL_AGE: Final = 6
MONTHS_TO_SEPTEMBER: Final = 8
NINTH, ELEVENTH, BACHELOR = 9, 11, 15
JULY, SEPTEMBER = 6, 8
COLLEGE_YEARS: Final = 4


def study_ends(
    birth: Days, study: npt.NDArray[np.int64], on: dt.date, leaves_after_ninth_form: float, rng: np.random.Generator
) -> Days:
    """Return the last day of the present study, after `on`; for those who do not study the value means nothing.

    A child starts school in the September in which it is six, so that each form, college year and university year has
    its June; who is behind that plan finishes in the first or the following June.
    """
    born = birth.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    start = (born + SCHOOL_AGE * 12 - MONTHS_TO_SEPTEMBER + 11) // 12
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
