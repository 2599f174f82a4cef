"""Rates are levelled to what is published; the law of each month is asked."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population import days
from tirek.forecast.population.assumptions import WhatIf
from tirek.forecast.population.life import LifeFrame, prepare
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.projection.vital import births_by_year
from tirek.forecast.population.regions import REGIONS

ON = dt.date(2026, 1, 1)


@pytest.fixture(scope="module")
def margins() -> Margins:
    return national(ON)


@pytest.fixture(scope="module")
def frame(margins: Margins) -> LifeFrame:
    return prepare(margins, 36)


def test_births_of_each_year_are_those_of_the_path(margins: Margins, frame: LifeFrame) -> None:
    region = [REGIONS.index(name) for name, _ in margins.strata]
    births = (frame.fertility[region] * margins.counts[:, 1]).sum() * frame.births_level[2026]
    assert births == pytest.approx(births_by_year(2026)[2026], rel=0.01)  # a year's women are those of its middle
    for year, level in frame.births_level.items():
        women = frame.vital.women[year - frame.vital.first] / margins.counts[:, 1].sum(axis=0)
        of_year = (frame.fertility[region] * margins.counts[:, 1] * women).sum() * level
        assert of_year == pytest.approx(births_by_year(year)[year], rel=1e-6)


def test_death_rates_of_the_year_are_on_the_path(margins: Margins, frame: LifeFrame) -> None:
    """Levelled on people as they age within the year: on those of 1 January too few would die."""
    on_first_day = (frame.death_rates(2026) * margins.counts.sum(axis=0)).sum()
    assert on_first_day < frame.vital.of("deaths", 2026)
    assert (frame.death_rates(2028)[:, 20:90].sum(axis=1) < frame.death_rates(2026)[:, 20:90].sum(axis=1)).all()


def test_who_leaves_and_who_comes_make_the_net_migration_of_the_year(frame: LifeFrame) -> None:
    for year in (2026, 2028):
        net = frame.numbers["immigrants_a_year"] - frame.emigrants(year)
        assert net == pytest.approx(frame.vital.of("net_migration", year))


def test_migrants_leave_for_other_regions_most_for_the_three_cities(frame: LifeFrame) -> None:
    assert np.allclose(frame.migration.sum(axis=1), 1)
    assert not frame.migration.diagonal().any()
    cities = [REGIONS.index(city) for city in ("KZ-71", "KZ-75", "KZ-79")]
    others = [place for place in range(20) if place not in cities]
    assert frame.migration[np.ix_(others, cities)].sum() / len(others) > 0.3


def test_womens_pension_age_rises_for_those_who_turn_61_in_2028(frame: LifeFrame) -> None:
    born = np.array([days.day_number(dt.date(1966, 12, 15)), days.day_number(dt.date(1967, 1, 15))], np.int32)
    reached = frame.law.pension_ages.reached_in(born, np.array([1, 1]))
    assert reached.tolist() == [2027 * 12 + 11, 2028 * 12 + 6]


def test_a_what_if_changes_the_births() -> None:
    on = dt.date(2025, 1, 1)
    changes = {"people": {"births": {2024: 366_000, 2025: 167_500}}}
    with WhatIf(changes, ()).applied():
        halved = prepare(national(on), 1)
    whole = prepare(national(on), 1)
    assert halved.births_level[2025] == pytest.approx(whole.births_level[2025] / 2, rel=0.01)
