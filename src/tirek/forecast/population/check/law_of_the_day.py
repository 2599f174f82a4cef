"""Numbers of the law that the checks need on the day of the nation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tirek.basics.text import TIYN_PER_TENGE
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

LAW: Final = "tirek.law"


@cache
def pension_ages(on: dt.date) -> tuple[int, int]:
    """Return the pension age of men and of women, in months."""
    case = Law.load(LAW).edition(on).case({})
    men, women = case.values(("pension_age_men", "pension_age_women"))
    return int(men), int(women)


@cache
def monthly_calculation_index(on: dt.date) -> float:
    """Return the monthly calculation index, in tenge."""
    tiyn: Fraction = Law.load(LAW).edition(on).case({}).value("mci")
    return float(tiyn / TIYN_PER_TENGE)


@cache
def minimum_wage(on: dt.date) -> int:
    """Return the minimum wage, in tiyn a month."""
    tiyn: Fraction = Law.load(LAW).edition(on).case({}).value("minimum_wage")
    return int(tiyn)
