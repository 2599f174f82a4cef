"""What is read from narrow bands is what the incomes themselves say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.check.spread import WIDTH, Spread

incomes = st.lists(st.floats(1_000, 5_000_000), min_size=20, max_size=200).map(np.array)
CLOSE = WIDTH * 1.5


def exact_gini(income: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(np.abs(income[:, None] - income[None, :]).mean() / 2 / income.mean())


def spread_of(income: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    return Spread.of(income, np.ones(len(income)))


@given(incomes)
def test_gini_is_that_of_the_incomes(income: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert spread_of(income).gini() == pytest.approx(exact_gini(income), abs=CLOSE)


@given(incomes, st.floats(1_000, 5_000_000))
def test_who_is_below_a_line_is_counted_but_for_its_band(
    income: np.ndarray[tuple[int], np.dtype[np.float64]], line: float
) -> None:
    units = spread_of(income).below(line)
    low, high = (income < line * (1 - CLOSE)).sum(), (income < line * (1 + CLOSE)).sum()
    assert low - 1e-9 <= units <= high + 1e-9


@given(incomes)
def test_the_median_lies_between_its_neighbours(income: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    low, high = (
        np.quantile(income, [0.5 - 1 / len(income), 0.5 + 1 / len(income)], method="lower")[0],
        np.quantile(income, min(1.0, 0.5 + 1 / len(income)), method="higher"),
    )
    assert low * (1 - CLOSE) <= spread_of(income).quantile(0.5) <= high * (1 + CLOSE)


def test_all_alike_have_no_inequality() -> None:
    alike = spread_of(np.full(100, 150_000.0))
    assert alike.gini() == pytest.approx(0)
    assert alike.share_of_poorest(0.5) == pytest.approx(0.5)
    assert alike.below(149_000) == 0
    assert alike.below(151_000) == 100


def test_one_has_everything() -> None:
    one = spread_of(np.array([0.0] * 99 + [1_000_000.0]))
    assert one.gini() == pytest.approx(0.99)
    assert 1 - one.share_of_poorest(0.99) == pytest.approx(1)


def test_weights_count_as_so_many_persons() -> None:
    weighed = Spread.of(np.array([50_000.0, 90_000.0]), np.array([3.0, 1.0]))
    assert weighed.below(60_878) == pytest.approx(3)


def test_adding_blocks_is_the_same_as_counting_at_once() -> None:
    income = np.linspace(20_000, 900_000, 101)
    together = spread_of(income[:40])
    together.add(spread_of(income[40:]))
    assert together.gini() == pytest.approx(spread_of(income).gini())


def test_nobody_is_no_error() -> None:
    nobody = spread_of(np.array([]))
    assert (nobody.gini() or 0, nobody.quantile(0.5), nobody.share_of_poorest(0.1)) == (1.0, 0.0, 0.0)


@given(incomes)
def test_the_ends_lie_at_the_poorest_and_the_richest(income: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    spread = spread_of(income)
    assert income.min() * (1 - CLOSE) <= spread.quantile(0) <= income.min() * (1 + CLOSE)
    assert income.max() * (1 - CLOSE) <= spread.quantile(1) <= income.max() * (1 + CLOSE)
