"""What all blocks share: rates of work, the scale of wages, the law of every month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population import schooling
from tirek.forecast.population.assumptions import values
from tirek.forecast.population.days import month_number
from tirek.forecast.population.pension_age import PensionAges, pension_ages
from tirek.forecast.population.work.activities import activity_shares
from tirek.forecast.population.work.contributions import FIRST_MONTH, ContributionLaw, contribution_law
from tirek.forecast.population.work.labour import LabourRates, labour_rates
from tirek.forecast.population.work.wages import FIRST_YEAR, TIYN, WageScale, wage_scale
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins

MONTHS: Final = 240
"""Months of history, up to the month before the day of the nation."""
INSURABLE: Final = slice(18, 62)
"""Ages by which a block's share of the nation's losses of work is told."""


@dataclass(frozen=True, slots=True)
class WorkFrame:
    """What the room asks: rates by stratum, wages, activities, the law by month, pension ages, our assumptions."""

    on: dt.date
    strata: tuple[tuple[str, bool], ...]
    insurable: float
    rates: LabourRates
    scale: WageScale
    activities: npt.NDArray[np.float64]
    law: ContributionLaw
    pension_ages: PensionAges
    assumed: dict[str, Any]

    # the law covers the history and, last of all, the month that begins on `on`

    @property
    def first_month(self) -> int:
        """The first month of the history, as years * 12 + month - 1."""
        return self.law.first_month


def prepare(margins: Margins) -> WorkFrame:
    """Level work and wages to the published totals over `margins`, and ask the law for its dated numbers once."""
    assumed = values(__package__)
    rates = labour_rates(margins, schooling.prepare(margins).student_share, assumed)
    employees = margins.counts * rates.employed * (1 - rates.self_employed)
    leave = assumed["women_on_leave"]
    employees[:, 1] *= 1 - np.interp(np.arange(employees.shape[2]), leave["ages"], leave["shares"])
    minimum = _minimum_wages(max(assumed["wage_index"]))
    return WorkFrame(
        on=margins.on,
        strata=margins.strata,
        insurable=float(margins.counts[:, :, INSURABLE].sum()),
        rates=rates,
        scale=wage_scale(margins, employees, minimum, assumed),
        activities=activity_shares(margins, rates, assumed),
        law=contribution_law(month_number(margins.on) - MONTHS, MONTHS + 1),
        pension_ages=pension_ages(margins.on),
        assumed=assumed,
    )


def _minimum_wages(last_year: int) -> npt.NDArray[np.int64]:
    """Return the minimum wage of January of each year in tenge; the year before the first law is taken as the first."""
    law = Law.load("tirek.law")
    years = [max(year, FIRST_MONTH // 12) for year in range(FIRST_YEAR, last_year + 1)]
    return np.array([_tenge(law, year) for year in years], np.int64)


def _tenge(law: Law, year: int) -> int:
    tiyn: Any = law.edition(dt.date(year, 1, 1)).case({}).value("minimum_wage")
    return int(tiyn // TIYN)
