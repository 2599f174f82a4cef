"""The month in which insurance ends: pension age by the law, for many birth dates at once."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.days import month_number, months_of
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days, Months

FIRST_BIRTH: Final = 1920
LAST_BIRTH: Final = 2030
SEXES: Final = ("male", "female")


@functools.cache
def pension_ages(on: dt.date) -> npt.NDArray[np.int32]:
    """Return the pension age in months of age (2 sexes, months of birth since January 1920), by the law of a day."""
    edition = Law.load("tirek.law").edition(on)
    ages = np.zeros((2, (LAST_BIRTH - FIRST_BIRTH) * 12), np.int32)
    for sex, name in enumerate(SEXES):
        for place in range(ages.shape[1]):
            born = dt.date(FIRST_BIRTH + place // 12, place % 12 + 1, 1)
            reached: Any = edition.case({"birth_date": born, "sex": name}).value("pension_age_reached_on")
            ages[sex, place] = month_number(reached) - month_number(born)
    return ages


def pension_months(birth: Days, sex: npt.NDArray[np.integer[Any]], ages: npt.NDArray[np.int32]) -> Months:
    """Return the month in which each person reaches pension age; it is the last in which he or she is insured.

    Who reaches it on the first day of a month is insured up to the month before; that day is left to the caller.
    """
    born = months_of(birth)
    place = np.clip(born - FIRST_BIRTH * 12, 0, ages.shape[1] - 1)
    reached: Months = born + ages[sex.astype(np.int64), place]
    return reached
