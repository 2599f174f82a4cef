"""Tables, month histories, roundings and words of the calendar."""

import calendar as python_calendar
import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.law.kernel import calendar
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.rounding import POLICIES, round_money

STEPS = Steps(((Fraction(0), "none"), (Fraction(6), "some"), (Fraction(60), "much")))
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=48)


@pytest.mark.parametrize(
    ("at", "value"), [(0, "none"), (5, "none"), (6, "some"), (59, "some"), (60, "much"), (999, "much")]
)
def test_a_lower_bound_belongs_to_its_step(at: int, value: str) -> None:
    assert STEPS.at(at) == value


def test_below_the_first_step_there_is_nothing() -> None:
    with pytest.raises(ValueError, match="-1 lies below the first step, 0"):
        STEPS.at(-1)


def test_a_choice_without_a_row_is_an_error() -> None:
    with pytest.raises(KeyError):
        Choices({"a": 1}).of("b")


@given(AMOUNTS, st.integers(1, 48))
def test_the_best_run_is_the_largest_of_all_runs(amounts: list[int], months: int) -> None:
    runs = [sum(amounts[i : i + months]) for i in range(max(1, len(amounts) - months + 1))]
    assert MonthlyMoney(tuple(amounts)).best_run(months) == max(runs)


@given(AMOUNTS, st.integers(0, 60))
def test_the_last_months(amounts: list[int], months: int) -> None:
    history = MonthlyMoney(tuple(amounts)).last(months)
    assert history.total() == sum(amounts[-months:] if months else [])
    assert history.months_paid() == sum(1 for amount in history.tiyn if amount)


@given(st.fractions(min_value=0, max_value=10**9), st.sampled_from(sorted(POLICIES)))
def test_rounding_moves_less_than_one_step_and_the_right_way(amount: Fraction, policy: str) -> None:
    way, step = POLICIES[policy]
    rounded = round_money(amount, policy)
    assert rounded % step == 0
    assert abs(rounded - amount) < step
    if way == "up":
        assert rounded >= amount
    elif way == "down":
        assert rounded <= amount
    else:
        assert -step < 2 * (amount - rounded) <= step or 2 * (rounded - amount) == step


@pytest.mark.parametrize(("tiyn", "policy", "rounded"), [
    ("1/2", "tiyn_half_up", 1), ("149/1", "tenge_half_up", 100), ("150/1", "tenge_half_up", 200),
    ("101/1", "tenge_up", 200), ("199/1", "tenge_down", 100), ("1/3", "tiyn_up", 1), ("5/3", "tiyn_down", 1),
])  # fmt: skip
def test_roundings_by_example(tiyn: str, policy: str, rounded: int) -> None:
    assert round_money(Fraction(tiyn), policy) == rounded


@given(DAYS, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_takes_the_last(day: dt.date, months: int) -> None:
    later = calendar.add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, python_calendar.monthrange(later.year, later.month)[1])


@given(DAYS, st.integers(0, 1200))
def test_full_months_count_back_what_was_added(day: dt.date, months: int) -> None:
    later = calendar.add_months(day, months)
    assert calendar.full_months(day, later) == months
    assert calendar.full_months(day, later - dt.timedelta(days=1)) == months - 1


@given(DAYS)
def test_edges_of_months(day: dt.date) -> None:
    assert calendar.first_of_month(day).day == 1
    assert calendar.first_of_next_month(day) == calendar.last_of_month(day) + dt.timedelta(days=1)
    assert calendar.year_of(day) == day.year
    assert calendar.days_between(day, calendar.add_days(day, 7)) == 7


@given(AMOUNTS, st.integers(0, 10**9))
def test_months_at_most_a_limit(amounts: list[int], limit: int) -> None:
    history = MonthlyMoney(tuple(amounts)).at_most(Fraction(limit))
    assert history.tiyn == tuple(min(amount, limit) for amount in amounts)


def test_a_limit_is_whole_tiyn() -> None:
    with pytest.raises(ValueError, match="limit is 1/2 tiyn, expected whole tiyn"):
        MonthlyMoney((1,)).at_most(Fraction(1, 2))
