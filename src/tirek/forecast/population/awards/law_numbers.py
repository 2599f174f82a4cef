"""The numbers of the law that pensions and benefits are made of, asked of the law once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.days import Days, months_of
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import numpy.typing as npt

FIRST_YEAR: Final = 2005
"""Social insurance began."""


@dataclass(frozen=True, slots=True)
class LawNumbers:
    """Money in tiyn, rates as shares.

    `disability_deduction` and `survivors_deduction` (tiyn) hold one value a month from January 2005: the income that
    is not replaced, so that nothing is paid to who earned less.
    """

    subsistence_minimum: int
    mci: int
    minimum_pension: int
    minimum_wage: int
    childcare_allowance: npt.NDArray[np.float64]
    childcare: tuple[float, float]
    childcare_months: int
    job_loss: float
    job_loss_months: npt.NDArray[np.int64]
    disability: float
    survivors: float
    dependants: npt.NDArray[np.float64]
    survivor_ages: tuple[int, int]
    income_window: int
    least_degree: float
    disability_deduction: npt.NDArray[np.float64]
    survivors_deduction: npt.NDArray[np.float64]

    @classmethod
    def on(cls, day: dt.date) -> LawNumbers:
        """Ask the law of a day; the deductions also of every month before it."""
        law = Law.load("tirek.law")
        case = law.edition(day).case({})
        months = [(year, month) for year in range(FIRST_YEAR, day.year + 1) for month in range(1, 13)]
        deductions = np.array([_deductions(law, dt.date(year, month, 1)) for year, month in months])
        orders, mci = case.value("childcare_allowance_rates"), case.value("mci")
        wages, share = case.value("childcare_ceiling_wages"), case.value("childcare_ceiling_share")
        months_of_record = case.value("job_loss_duration_steps")
        dependants = case.value("survivors_coefficient_by_dependants")
        return cls(
            subsistence_minimum=int(case.value("subsistence_minimum")),
            mci=int(mci),
            minimum_pension=int(case.value("minimum_pension")),
            minimum_wage=int(case.value("minimum_wage")),
            childcare_allowance=np.array([float(orders.at(order) * mci) for order in range(1, 5)]),
            childcare=(float(case.value("childcare_replacement_rate")), float(wages * share)),
            childcare_months=int(case.value("childcare_until_months")),
            job_loss=float(case.value("job_loss_replacement_rate")),
            job_loss_months=np.array([int(months_of_record.at(record)) for record in range(61)]),
            disability=float(case.value("disability_replacement_rate")),
            survivors=float(case.value("survivors_replacement_rate")),
            dependants=np.array([float(dependants.at(number)) for number in range(5)]),
            survivor_ages=(int(case.value("survivor_age_limit")), int(case.value("survivor_study_age_limit"))),
            income_window=int(case.value("income_window")),
            least_degree=float(case.value("disability_least_degree")),
            disability_deduction=deductions[:, 0],
            survivors_deduction=deductions[:, 1],
        )

    def deduction(self, kind: str, on: Days) -> npt.NDArray[np.float64]:
        """Return the income (tiyn a month) that `disability` or `survivors` leaves out, by the law of each day."""
        months = self.disability_deduction if kind == "disability" else self.survivors_deduction
        return np.asarray(months[np.clip(months_of(on) - FIRST_YEAR * 12, 0, len(months) - 1)])


def _deductions(law: Law, day: dt.date) -> tuple[float, float]:
    case = law.edition(day).case({})
    values: list[Any] = list(case.values(("minimum_wage", "disability_deduction_share", "survivors_deduction_share")))
    wage, disability, survivors = values
    return float(wage * disability), float(wage * survivors)
