"""One path of births, deaths and migrants for the nation made, its life and its future."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population.margins import national
from tirek.forecast.population.projection import Scenario, project
from tirek.forecast.population.projection.project import Projection
from tirek.forecast.population.projection.vital import Vital, births_by_year, vital
from tirek.forecast.sources import read

TO = 2040


@pytest.fixture(scope="module")
def path() -> Vital:
    return vital(TO)


@pytest.fixture(scope="module")
def medium() -> Projection:
    return project(Scenario(to=TO + 1), by_region=False)


def published(row: int) -> float:
    targets = read("calibration/targets_60.csv")
    return float(dict(zip(targets["id"], targets["value"], strict=True))[row])


def test_published_years_are_as_published(path: Vital) -> None:
    assert path.of("births", 2025) == published(8)
    assert path.of("births", 2024) == published(9)
    assert path.of("deaths", 2025) == pytest.approx(published(13), rel=0.0005)
    assert path.of("net_migration", 2025) == pytest.approx(published(14))


def test_later_years_are_those_of_the_projection(path: Vital, medium: Projection) -> None:
    years = range(2026, TO + 1)
    assert [path.of("births", year) for year in years] == medium.births.sum(axis=(1, 2)).tolist()
    assert [path.of("net_migration", year) for year in years] == pytest.approx(
        medium.net_migration.sum(axis=(1, 2)).tolist(), abs=3
    )


def test_deaths_keep_their_distance_to_the_projection_and_follow_its_ageing(path: Vital, medium: Projection) -> None:
    ratio = path.deaths[2 : TO - 2022] / medium.deaths.sum(axis=(1, 2))[: TO - 2024]
    assert ratio[0] == pytest.approx(138_577 / 127_069, rel=0.002)
    assert (np.abs(np.diff(ratio)) < 0.005).all()  # those who die earlier grow no older
    assert (ratio > 1).all()


def test_rates_of_2025_on_the_persons_of_its_middle_are_the_published_deaths(path: Vital) -> None:
    ends = [national(dt.date(year, 1, 1)).counts.sum(axis=0) for year in (2025, 2026)]
    deaths = (path.death_rates[2025 - path.first] * sum(ends) / 2).sum()
    assert deaths == pytest.approx(138_577, rel=0.005)


def test_people_live_longer_every_year(path: Vital) -> None:
    adults = path.death_rates[:, :, 20:90]
    assert (adults[1:].sum(axis=2) < adults[:-1].sum(axis=2)).all()


def test_women_are_those_of_the_middle_of_the_year(path: Vital) -> None:
    of_2025 = sum(national(dt.date(year, 1, 1)).counts.sum(axis=0)[1] for year in (2025, 2026)) / 2
    grown = slice(16, 95)
    assert path.women[2025 - path.first][grown] == pytest.approx(of_2025[grown], rel=0.03)


def test_births_are_the_same_however_far_one_looks() -> None:
    near, far = births_by_year(2027), births_by_year(2060)
    assert near[2024] == 366_000
    assert {year: far[year] for year in near} == near


def test_the_nation_of_2027_has_the_children_the_projection_expects() -> None:
    infants = [national(dt.date(year, 1, 1)).counts.sum(axis=(0, 1))[0] for year in (2026, 2027)]
    expected = births_by_year(2026)
    assert infants[1] / infants[0] == pytest.approx(expected[2026] / expected[2025], rel=0.002)
