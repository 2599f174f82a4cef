"""From a right to the tiyn of each year; running amounts and their increases."""

import datetime as dt
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.law.insurance.adjustments.timeline import running_amount
from tirek.law.kernel.law import Law
from tirek.law.kernel.program import EPOCH
from tirek.law.kernel.unknown import Unknown
from tirek.reports.nation_under_law.increases import Increases
from tirek.reports.nation_under_law.payments import paid_monthly, paid_once

LAW = Law.load("tirek.law")
YEARS = (2023, 2024, 2025)
LONG_AGO = -(2**31)


def days(*dates: dt.date) -> np.ndarray:
    return np.array([(day - EPOCH).days for day in dates], np.int32)


def steps(*amounts: int) -> list[tuple[int, np.ndarray]]:
    return [(LONG_AGO, np.array(amounts, np.int64))]


def test_whole_months_are_paid_whole() -> None:
    first, last = days(dt.date(2023, 11, 1)), days(dt.date(2024, 2, 29))
    paid = paid_monthly(first, last, first, steps(5_000_001), YEARS)
    assert [int(paid.tiyn[year][0]) for year in YEARS] == [10_000_002, 10_000_002, 0]
    assert [float(paid.months[year][0]) for year in YEARS] == [2.0, 2.0, 0.0]


def test_a_part_of_a_month_is_paid_by_its_days() -> None:
    first, last = days(dt.date(2024, 4, 21)), days(dt.date(2024, 4, 30))
    assert int(paid_monthly(first, last, first, steps(3_000), YEARS).tiyn[2024][0]) == 1_000


def test_arrears_are_paid_in_the_year_of_applying() -> None:
    first, last, applied = days(dt.date(2023, 12, 1)), days(dt.date(2024, 1, 31)), days(dt.date(2024, 2, 10))
    paid = paid_monthly(first, last, applied, steps(100), YEARS)
    assert [int(paid.tiyn[year][0]) for year in YEARS] == [0, 200, 0]


def test_nothing_is_paid_after_the_end_or_for_nothing() -> None:
    first, last = days(dt.date(2024, 5, 2)), days(dt.date(2024, 5, 1))
    paid = paid_monthly(first, last, first, steps(100), YEARS)
    assert not any(paid.any_in(year).any() for year in YEARS)
    assert not paid_monthly(first[:0], last[:0], first[:0], steps(), YEARS).tiyn[2024].size


def test_a_lump_sum_is_paid_once() -> None:
    paid = paid_once(days(dt.date(2023, 12, 31), dt.date(2024, 1, 1)), np.array([7, 9]), YEARS)
    assert [paid.tiyn[year].tolist() for year in YEARS] == [[7, 0], [0, 9], [0, 0]]


@settings(max_examples=60, deadline=None)
@given(
    first=st.dates(dt.date(2022, 1, 1), dt.date(2025, 12, 31)),
    length=st.integers(0, 900),
    lag=st.integers(0, 330),
    amount=st.integers(1, 50_000_000),
)
def test_what_is_paid_over_all_years_is_what_is_owed(first: dt.date, length: int, lag: int, amount: int) -> None:
    start, end, applied = (first + dt.timedelta(days=days_) for days_ in (0, length, lag))
    years = range(2022, 2031)
    paid = paid_monthly(days(start), days(end), days(applied), steps(amount), years)
    owed, month = 0, start.replace(day=1)
    while month <= end:
        following = (month + dt.timedelta(days=32)).replace(day=1)
        whole = (following - month).days
        own = (min(end, following - dt.timedelta(days=1)) - max(start, month)).days + 1
        owed += (2 * amount * own + whole) // (2 * whole)
        month = following
    assert sum(int(cells[0]) for cells in paid.tiyn.values()) == owed


@settings(max_examples=25, deadline=None)
@given(awarded=st.dates(dt.date(2021, 4, 2), dt.date(2025, 12, 31)), amount=st.integers(100_000, 30_000_000))
def test_increases_are_those_of_the_law(awarded: dt.date, amount: int) -> None:
    increases = Increases(LAW, dt.date(2021, 4, 2), dt.date(2025, 12, 31))
    found = increases.steps("disability", days(awarded), np.array([amount]), {}, assume=False)
    on = dt.date(2024, 12, 31)  # the increase of 2025 is not known
    expected = running_amount(
        LAW.edition(on), "disability", Fraction(amount), {"adjustment_awarded_on": awarded}
    ).amount
    reached = [cells for day, cells in found if day <= (on - EPOCH).days][-1]
    assert not isinstance(expected, Unknown)
    assert int(reached[0]) == expected


def test_unknown_increases_are_told_and_assumed_to_be_those_of_the_index() -> None:
    increases = Increases(LAW, dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    (unknown,) = increases.unknown
    assert unknown.on == dt.date(2025, 1, 1)
    now, before = (LAW.edition(day).case({}).value("mci") for day in (unknown.on, dt.date(2024, 12, 31)))
    awarded, amount = days(dt.date(2024, 6, 1)), np.array([10_000_000])
    left_out, assumed = (
        increases.steps("survivors", awarded, amount, {}, assume=assume)[-1][1] for assume in (False, True)
    )
    assert int(left_out[0]) == 10_000_000
    assert int(assumed[0]) == round(10_000_000 * now / before)


def test_payments_of_before_2020_pass_to_the_new_coefficients() -> None:
    since = dt.date(2019, 6, 1)
    facts = {"record_months": np.array([30], np.int32), "disability_degree": np.array([70])}
    amount, awarded = np.array([4_000_000]), days(since + dt.timedelta(days=30))
    ((_, before), *later) = Increases(LAW, since, dt.date(2020, 2, 1)).steps(
        "disability", awarded, amount, facts, assume=False
    )
    assert int(before[0]) == 4_000_000
    # divided by 0.85 and 0.5 of the Law of 2003, multiplied by 0.85 and 0.7 of the Law of 2019
    assert int(later[-1][1][0]) == 4_000_000 * 70 // 50
    # a concept whose own coefficients were laid on the award: nothing passes
    concept = Increases(LAW, since, dt.date(2020, 2, 1), ("concept-2018",))
    assert int(concept.steps("disability", awarded, amount, facts, assume=False)[-1][1][0]) == 4_000_000
