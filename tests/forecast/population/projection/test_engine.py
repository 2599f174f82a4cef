"""The equations of a year, on invented people."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.engine import YearRates, advance, grown
from tirek.forecast.population.projection.life_table import level, life_expectancy, survival
from tirek.forecast.population.projection.paths import survival_of
from tirek.forecast.population.projection.regional import share_year

PEOPLE = arrays(np.int64, (20, 2, 101), elements=st.integers(0, 3), fill=st.just(0))
NOTHING = YearRates(np.ones((2, 102)), np.zeros(101), 0.0, 0.5, np.zeros((2, 101)))


def _rates(tfr: float, e0: tuple[float, float], migrants: float) -> YearRates:
    shapes = un.schedules()
    lived = survival_of(np.broadcast_to(np.array(e0), (len(un.YEARS), 2)))[0]
    return YearRates(lived, shapes.fertility[0], tfr, 0.51, np.full((2, 101), migrants))


@given(PEOPLE, st.floats(0, 6), st.floats(40, 90), st.floats(-2, 2), st.integers(2024, 2100))
@settings(max_examples=40, deadline=None)
def test_regions_are_the_nation_and_nobody_is_less_than_none(
    people: np.ndarray, tfr: float, e0: float, migrants: float, year: int
) -> None:
    rates = _rates(tfr, (e0, e0 + 5), migrants)
    nation = advance(people.sum(axis=0), rates, year)
    regions = share_year(people, nation, rates, year)
    for part, whole in (
        (regions.births, nation.births),
        (regions.deaths, nation.deaths),
        (regions.moved, nation.moved),
        (regions.internal, np.zeros((2, 102), np.int64)),
    ):
        assert (part.sum(axis=0) == whole).all()
    after = regions.after(people)
    assert (after.sum(axis=0) == nation.after(people.sum(axis=0))).all()
    assert (after >= 0).all()
    assert (regions.deaths >= 0).all()
    assert (regions.births >= 0).all()
    change = regions.births - (regions.deaths - regions.moved - regions.internal).sum(axis=-1)
    assert (after.sum(axis=-1) - people.sum(axis=-1) == change).all()


@given(PEOPLE)
@settings(max_examples=10, deadline=None)
def test_when_nothing_happens_people_grow_a_year_older(people: np.ndarray) -> None:
    nation = people.sum(axis=0)
    after = advance(nation, NOTHING, 2030).after(nation)
    assert (after[:, 0] == 0).all()
    assert (after[:, 1:100] == nation[:, :99]).all()
    assert (after[:, 100] == nation[:, 99] + nation[:, 100]).all()


def test_the_oldest_are_one_age() -> None:
    cohorts = np.arange(101)
    older = grown(cohorts)
    assert older[0] == 0
    assert older[100] == 99 + 100
    assert older.sum() == cohorts.sum()


@given(st.floats(35, 100), st.floats(35, 100))
@settings(max_examples=30, deadline=None)
def test_death_rates_reach_any_life_expectancy(men: float, women: float) -> None:
    rates = un.schedules().rates[0]
    wanted = np.array([men, women])
    levelled = rates * level(rates, wanted)[:, None]
    np.testing.assert_allclose(life_expectancy(levelled), wanted, atol=1e-6)
    lived = survival(levelled)
    assert ((lived > 0) & (lived <= 1)).all()


def test_half_of_the_people_die_when_rates_say_so() -> None:
    people = np.full((2, 101), 1000)
    rates = YearRates(np.full((2, 102), 0.5), np.zeros(101), 0.0, 0.5, np.zeros((2, 101)))
    assert (advance(people, rates, 2026).deaths[:, 1:] == 500).all()


def test_births_are_women_times_fertility() -> None:
    people = np.zeros((2, 101), np.int64)
    people[1, 15:60] = 10_000
    fertility = np.zeros(101)
    fertility[20:40] = 1 / 20
    rates = YearRates(np.ones((2, 102)), fertility, 2.0, 0.51, np.zeros((2, 101)))
    assert advance(people, rates, 2026).births.tolist() == [10_200, 9_800]
