"""Of which day a published number is: what decides about a nation of another day, and with which number."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast import sources
from tirek.forecast.population.check import published
from tirek.forecast.population.check.periods import is_of, on_day, period, wage_on
from tirek.forecast.population.margins import COUNTED, Margins
from tirek.forecast.population.regions import CITIES, REGIONS

STRATA = tuple((region, urban) for region in REGIONS for urban in (False, True) if urban or region not in CITIES)
EARLIER, LATER = dt.date(2025, 1, 1), dt.date(2026, 7, 1)


def margins(on: dt.date) -> Margins:
    return Margins(on, STRATA, np.full((len(STRATA), 2, 101), 10.0))


def aims(on: dt.date) -> dict[tuple[int, str], published.Aim]:
    all_of = (published.targets(on), published.contradicted(), published.flows(), published.bands())
    return {(aim.row, aim.part): aim for some in all_of for aim in on_day(some, on, margins(on))}


def test_every_date_of_a_source_is_understood() -> None:
    for date in sources.read(published.TARGETS)["date"]:
        first, last = period(date)
        assert first <= last


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2025-10-01", dt.date(2025, 10, 1), dt.date(2025, 10, 1)),
        ("2025Q2 (no small firms)", dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
        ("2023-04 survey", dt.date(2023, 4, 1), dt.date(2023, 4, 30)),
        ("2023-2024", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        ("2021 census", dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
    ],
)
def test_dates_are_read_as_sources_write_them(date: str, first: dt.date, last: dt.date) -> None:
    assert period(date) == (first, last)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)))
def test_every_day_is_of_one_year_and_one_quarter(on: dt.date) -> None:
    assert sum(is_of(str(year), on) for year in range(2018, 2032)) == 1
    assert sum(is_of(f"{year}Q{quarter}", on) for year in range(2018, 2032) for quarter in (1, 2, 3, 4)) == 1


def test_on_the_day_of_the_calibration_everything_is_as_it_is() -> None:
    assert on_day(published.targets(), COUNTED, margins(COUNTED)) == published.targets()
    assert all(aim.of_day for aim in aims(COUNTED).values())


@pytest.mark.parametrize("on", [EARLIER, LATER])
def test_persons_are_those_of_the_day(on: dt.date) -> None:
    found = aims(on)
    assert found[1, ""].published == 37 * 2 * 101 * 10
    assert found[2, "female"].published == 37 * 101 * 10
    assert found[4, "Astana"].published == 2 * 101 * 10
    assert {found[row, part].date for row, part in ((1, ""), (3, "rural"), (4, "Abai Region"))} == {on.isoformat()}


def test_of_another_day_is_what_no_source_says_for_it() -> None:
    assert [aims(EARLIER)[row, part].of_day for row, part in ((6, "25-64"), (7, ""), (22, ""), (49, ""))] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not any(aim.of_day for aim in aims(LATER).values() if aim.row > 6)


def test_wages_are_the_published_of_the_day() -> None:
    assert (aims(EARLIER)[32, ""].published, aims(EARLIER)[31, ""].published) == (285_677, 434_982)
    assert wage_on("median", LATER) is None
    assert published.wage_edges(EARLIER)[1] == pytest.approx(100_000)
    assert aims(EARLIER)[33, "0 to 100,000"].of_day


def test_flows_are_held_against_the_children_of_their_year() -> None:
    of_2024, of_2025 = aims(EARLIER), aims(dt.date(2027, 1, 1))
    assert (of_2024[9, ""].measure, of_2024[10, ""].measure) == ("age_0", "fertility at 0")
    assert not of_2024[8, ""].of_day
    assert (of_2025[8, ""].measure, of_2025[11, ""].measure) == ("age_1", "fertility at 1")
    assert not of_2025[9, ""].of_day
    assert not of_2025[38, ""].of_day
