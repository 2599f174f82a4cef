import datetime as dt

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.forecast.population.margins import Margins, national, un_persons
from tirek.forecast.population.regions import CITIES, REGIONS
from tirek.forecast.sources import read

COUNTED = dt.date(2026, 1, 1)
FIRST_DAYS = st.integers(0, 36).map(lambda month: dt.date(2024 + month // 12, month % 12 + 1, 1))


def of_regions(margins: Margins) -> npt.NDArray[np.float64]:
    persons = margins.counts.sum(axis=(1, 2))
    return np.array(
        [sum(n for (iso, _), n in zip(margins.strata, persons, strict=True) if iso == region) for region in REGIONS]
    )


def test_published_totals_are_met() -> None:
    margins = national(COUNTED)
    town = np.array([urban for _, urban in margins.strata])
    assert margins.counts.sum(axis=(0, 2)) == pytest.approx([10_018_735, 10_477_240], rel=1e-9)
    assert margins.counts[town].sum() == pytest.approx(13_029_803, rel=1e-9)
    assert margins.counts[~town].sum() == pytest.approx(7_466_172, rel=1e-9)
    published = read("calibration/kz_regions_20.csv").sort("iso")["pop_2026_01_01"].to_numpy()
    assert of_regions(margins) == pytest.approx(published, rel=1e-9)


def test_regions_of_2024_are_met() -> None:
    published = read("calibration/kz_regions_20.csv").sort("iso")["pop_2024_07_01"].to_numpy()
    assert of_regions(national(dt.date(2024, 7, 1))) == pytest.approx(published, rel=1e-9)


def test_infants_are_those_registered() -> None:
    infants, ones = national(COUNTED).counts.sum(axis=(0, 1))[:2]
    assert 0.985 * 335_000 < infants < 335_000
    assert 0.98 * 366_000 < ones < 366_000


def test_older_ages_keep_the_shape_of_the_un() -> None:
    counts, un = national(COUNTED).counts.sum(axis=0)[:, 2:], un_persons(COUNTED)[:, 2:]
    assert counts / counts.sum(axis=1, keepdims=True) == pytest.approx(un / un.sum(axis=1, keepdims=True), rel=1e-9)


def test_broad_ages_are_near_the_published_ones() -> None:
    by_age = national(dt.date(2025, 1, 1)).counts.sum(axis=(0, 1))
    assert [by_age[:25].sum(), by_age[25:65].sum(), by_age[65:].sum()] == pytest.approx([8.7e6, 9.7e6, 1.9e6], rel=0.07)


def test_the_south_is_young_and_the_north_is_old() -> None:
    margins = national(COUNTED)
    share = margins.counts[:, :, :15].sum(axis=(1, 2)) / margins.counts.sum(axis=(1, 2))
    children = dict(zip(margins.strata, share, strict=True))
    assert children["KZ-61", False] > 0.33
    assert children["KZ-59", False] < 0.24


def test_strata_are_sorted_and_three_cities_have_no_village() -> None:
    strata = national(COUNTED).strata
    assert len(strata) == 37
    assert list(strata) == sorted(strata)
    assert all((city, False) not in strata and (city, True) in strata for city in CITIES)


@settings(max_examples=10, deadline=None)
@given(FIRST_DAYS)
def test_every_day_has_a_whole_nation(on: dt.date) -> None:
    counts = national(on).counts
    assert counts.shape == (37, 2, 101)
    assert (counts > 0).all()
    assert 20.0e6 < counts.sum() < 20.8e6


def test_the_nation_grows_from_day_to_day() -> None:
    days = [dt.date(2024 + month // 12, month % 12 + 1, 1) for month in range(0, 37, 4)]
    assert (np.diff([national(day).counts.sum() for day in days]) > 0).all()
