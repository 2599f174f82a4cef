from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.awards.histories import Histories
from tirek.forecast.population.awards.job_losses import months_paid_before
from tirek.forecast.population.awards.law_numbers import LawNumbers
from tirek.forecast.population.days import NEVER, day_number, month_number

ON = dt.date(2026, 1, 1)
LAW = LawNumbers.on(dt.date(2025, 12, 31))
COUNTING = Histories(np.arange(1, 241, dtype=np.int32)[None], month_number(ON))
"""One person whose income tells the month: 240 in December 2025, 239 in November."""


def at(day: dt.date) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([day_number(day)], np.int32)


ROW = np.zeros(1, np.int64)


def test_the_window_ends_the_month_before_the_event() -> None:
    assert COUNTING.income(ROW, at(dt.date(2025, 12, 31)))[0, -1] == 239
    assert COUNTING.income(ROW, at(dt.date(2025, 12, 1)))[0].tolist() == list(range(204, 240))
    assert COUNTING.income(ROW, at(ON))[0, -1] == 240


def test_months_before_the_first_known_one_are_zero() -> None:
    income = COUNTING.income(ROW, at(dt.date(2006, 3, 15)))[0]
    assert income.tolist() == [0] * 34 + [1, 2]
    assert COUNTING.record(ROW, at(dt.date(2006, 3, 15)))[0] == 2
    assert COUNTING.record(ROW, at(dt.date(2005, 7, 1)))[0] == 0


@given(st.lists(st.integers(0, 9), min_size=240, max_size=240), st.dates(dt.date(2005, 1, 1), dt.date(2026, 1, 1)))
def test_a_history_is_what_lies_before_the_month(income: list[int], day: dt.date) -> None:
    histories = Histories(np.array([income], np.int32), month_number(ON))
    known = income[: max(240 - (month_number(ON) - month_number(day)), 0)]
    assert histories.record(ROW, at(day))[0] == sum(month > 0 for month in known)
    assert histories.income(ROW, at(day))[0].tolist() == ([0] * 36 + known)[-36:]
    assert histories.average(ROW, at(day), 24)[0] * 24 == sum(known[-24:])


def test_each_month_paid_for_a_loss_costs_a_year_of_record_at_the_next() -> None:
    row = np.array([7, 7, 7, 9], np.int64)
    registered_on = np.array([100, 1000, 2000, 2000], np.int32)
    ends_on = np.array([NEVER, 1000 + 60, NEVER, NEVER], np.int32)
    paid = months_paid_before(row, registered_on, ends_on, np.array([60, 100, 110, 60]), LAW)
    assert paid.tolist() == [0, 6, 8, 0]
