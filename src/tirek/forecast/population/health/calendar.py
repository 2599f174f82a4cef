"""Months added to days, and the day on which the law says that pension age is reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.days import Days, first_days, months_of
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import numpy.typing as npt

_FIRST_MONTH: Final = 1900 * 12
_LAST_MONTH: Final = 2030 * 12
_SEXES: Final = ("male", "female")


def add_months(days: Days, months: npt.NDArray[Any] | int) -> Days:
    """Return the same day of the month so many months later, or the last day of that month when it is shorter."""
    month = months_of(days)
    target = month + np.asarray(months, np.int32)
    start = first_days(target)
    last = first_days(target + 1) - start - 1
    return np.asarray(start + np.minimum(days - first_days(month), last), np.int32)


@dataclass(frozen=True, slots=True)
class PensionAges:
    """Months of age at which pension age is reached, by sex (male, female) and month of birth since January 1900.

    As the age rises by calendar years and a number of months keeps the day, the month of birth decides.
    """

    months: npt.NDArray[np.int32]

    @classmethod
    def by_law(cls, on: dt.date) -> PensionAges:
        """Ask the law of a day for every month of birth."""
        edition = Law.load("tirek.law").edition(on)
        table = np.zeros((2, _LAST_MONTH - _FIRST_MONTH), np.int32)
        for sex, name in enumerate(_SEXES):
            for month in range(_FIRST_MONTH, _LAST_MONTH):
                facts = {"birth_date": dt.date(month // 12, month % 12 + 1, 1), "sex": name}
                reached = edition.case(facts).value("pension_age_reached_on")
                table[sex, month - _FIRST_MONTH] = reached.year * 12 + reached.month - 1 - month
        return cls(table)

    def reached_on(self, birth: Days, sex: npt.NDArray[Any]) -> Days:
        """Return the day on which each person reaches pension age; `sex` is 0 for men, 1 for women."""
        born = np.clip(months_of(birth) - _FIRST_MONTH, 0, self.months.shape[1] - 1)
        return add_months(birth, self.months[sex, born])
