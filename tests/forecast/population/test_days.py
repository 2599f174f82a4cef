"""Days and months as whole numbers, against Python's own calendar."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.days import NEVER, ages, day_number, first_days, month_number, months_of

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2110, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_months_are_those_of_the_calendar(days: list[dt.date]) -> None:
    numbers = np.array([day_number(day) for day in days], np.int32)
    months = months_of(numbers)
    assert months.tolist() == [month_number(day) for day in days]
    assert first_days(months).tolist() == [day_number(day.replace(day=1)) for day in days]


@given(DAYS, DAYS)
def test_age_grows_on_the_birthday(born: dt.date, on: dt.date) -> None:
    expected = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    assert ages(np.array([day_number(born)], np.int32), day_number(on)).tolist() == [expected]


def test_never_lies_long_before_everything() -> None:
    assert months_of(np.array([NEVER], np.int32))[0] < -5_000_000
