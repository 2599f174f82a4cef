"""Pension age by the law, for many birth dates at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.days import add_months, month_number, months_of
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days, Months

FIRST_BIRTH: Final = 1900
LAST_BIRTH: Final = 2040
SEXES: Final = ("male", "female")


@dataclass(frozen=True, slots=True)
class PensionAges:
    """Months of age at which pension age is reached, by sex (male, female) and month of birth since FIRST_BIRTH.

    As the age rises by calendar years and a number of months keeps the day, the month of birth decides.
    """

    months: npt.NDArray[np.int32]

    def reached_on(self, birth: Days, sex: npt.NDArray[Any]) -> Days:
        """Return the day on which each person reaches pension age; `sex` is 0 for men, 1 for women."""
        return add_months(birth, self._age(birth, sex))

    def reached_in(self, birth: Days, sex: npt.NDArray[Any]) -> Months:
        """Return the month in which each person reaches pension age; it is the last in which he or she is insured.

        Who reaches it on the first day of a month is insured up to the month before; that day is left to the caller.
        """
        reached: Months = months_of(birth) + self._age(birth, sex)
        return reached

    def _age(self, birth: Days, sex: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
        born = np.clip(months_of(birth) - FIRST_BIRTH * 12, 0, self.months.shape[1] - 1)
        age: npt.NDArray[np.int32] = self.months[sex.astype(np.int64), born]
        return age


@cache
def pension_ages(on: dt.date) -> PensionAges:
    """Ask the law of a day for every month of birth."""
    edition = Law.load("tirek.law").edition(on)
    months = np.zeros((2, (LAST_BIRTH - FIRST_BIRTH) * 12), np.int32)
    for sex, name in enumerate(SEXES):
        for place in range(months.shape[1]):
            born = dt.date(FIRST_BIRTH + place // 12, place % 12 + 1, 1)
            reached: Any = edition.case({"birth_date": born, "sex": name}).value("pension_age_reached_on")
            months[sex, place] = month_number(reached) - month_number(born)
    return PensionAges(months)
