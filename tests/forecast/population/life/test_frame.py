"""Rates are levelled to what is published; the law of each month is asked."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population import days
from tirek.forecast.population.assumptions import WhatIf
from tirek.forecast.population.life import LifeFrame, prepare
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.regions import REGIONS

ON = dt.date(2026, 1, 1)


@pytest.fixture(scope="module")
def margins() -> Margins:
    return national(ON)


@pytest.fixture(scope="module")
def frame(margins: Margins) -> LifeFrame:
    return prepare(margins, 36)


def test_births_and_deaths_add_up_to_the_nations(margins: Margins, frame: LifeFrame) -> None:
    region = [REGIONS.index(name) for name, _ in margins.strata]
    births = (frame.fertility[region] * margins.counts[:, 1]).sum()
    assert births == pytest.approx(322_000)
    deaths = (frame.deaths * margins.counts.sum(axis=0)).sum()
    assert deaths == pytest.approx(138_600, rel=0.001)


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


def test_a_what_if_changes_the_births(margins: Margins, frame: LifeFrame) -> None:
    changes = {"life": {"births_a_year": {2024: 1, 2025: 1, 2026: 161_000, 2027: 1}}}
    with WhatIf(changes, ()).applied():
        halved = prepare(margins, 1)
    assert halved.fertility.sum() == pytest.approx(frame.fertility.sum() / 2)
