from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.days import add_months, day_number
from tirek.forecast.population.pension_age import pension_ages
from tirek.law.kernel import calendar
from tirek.law.kernel.law import Law

ON = dt.date(2026, 1, 1)
AGES = pension_ages(ON)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def one(day: dt.date) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([day_number(day)], np.int32)


@given(DAYS, st.integers(-900, 900))
def test_months_are_added_as_the_law_adds_them(day: dt.date, months: int) -> None:
    assert add_months(one(day), months)[0] == day_number(calendar.add_months(day, months))


@given(st.dates(dt.date(1930, 1, 1), dt.date(2008, 12, 31)), st.sampled_from(["male", "female"]))
def test_pension_age_is_reached_on_the_day_the_law_says(birth: dt.date, sex: str) -> None:
    case = Law.load("tirek.law").edition(ON).case({"birth_date": birth, "sex": sex})
    reached = AGES.reached_on(one(birth), np.array([int(sex == "female")]))
    assert reached[0] == day_number(case.value("pension_age_reached_on"))
