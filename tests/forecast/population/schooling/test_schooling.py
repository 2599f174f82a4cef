"""Who studies, until when, with which level completed."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population import people, schooling
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, ages, day_number
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import Options
from tirek.forecast.population.plan import plan_blocks
from tirek.forecast.population.schooling.study_ends import highest_level, years_since_first_form

DAYS = (dt.date(2026, 1, 1), dt.date(2025, 8, 1))


@pytest.fixture(scope="module", params=DAYS, ids=str)
def block(request: pytest.FixtureRequest) -> Block:
    margins = national(request.param)
    plan = plan_blocks(margins, Options(0.004, 1, request.param))[0]
    block = Block(plan.number, plan.region, plan.urban, request.param, 0.004)
    people.fill(block, plan, people.prepare(margins), stream(1, 1, "people"))
    schooling.fill(block, schooling.prepare(margins), stream(1, 1, "schooling"))
    return block


@pytest.fixture
def age(block: Block) -> npt.NDArray[np.int16]:
    return ages(block["persons"]["birth_date"], day_number(block.on))


def test_shares_add_up() -> None:
    frame = schooling.prepare(national(DAYS[0]))
    assert frame.attendance.sum(axis=2) == pytest.approx(np.ones((2, 101)))
    assert frame.attainment.sum(axis=3) == pytest.approx(np.ones((2, 2, 101)))
    assert frame.attendance.min() >= 0
    assert frame.attainment.min() >= 0
    assert frame.student_share[:, 10].min() > 0.9


def test_children_go_to_school_and_the_old_do_not(block: Block, age: npt.NDArray[np.int16]) -> None:
    persons = block["persons"]
    at_school = persons.is_("study", "school")
    assert at_school[(age >= 7) & (age <= 14)].mean() > 0.97
    assert not at_school[(age < 6) | (age > 18)].any()
    assert not persons.is_("study", "school", "college", "university")[age > 40].any()
    assert not (persons["education"][age < 14] > 0).any()


def test_a_study_ends_after_the_day_and_within_eleven_years(block: Block) -> None:
    persons = block["persons"]
    studies = ~persons.is_("study", "none")
    ends = persons["study_ends_on"]
    assert ((ends != NEVER) == studies).all()
    assert (ends[studies] > day_number(block.on)).all()
    assert (ends[studies] < day_number(block.on) + 12 * 366).all()
    assert set(ends[studies].astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12) <= {5, 7}


def test_only_who_attends_studies_full_time(block: Block) -> None:
    persons = block["persons"]
    full_time = persons["full_time_student"]
    assert not (full_time & ~persons.is_("study", "school", "college", "university")).any()
    assert full_time[persons.is_("study", "university")].mean() > 0.7


def test_families_count_children_and_students(block: Block, age: npt.NDArray[np.int16]) -> None:
    persons, families = block["persons"], block["families"]
    least = np.bincount(persons["family_id"] - families["family_id"][0], age < 18, minlength=len(families))
    assert (families["children_and_students"] >= least).all()
    student = persons["full_time_student"] & (age >= 18) & (age < 23)
    most = least + np.bincount(persons["family_id"] - families["family_id"][0], student, minlength=len(families))
    assert (families["children_and_students"] <= most).all()
    assert (families["children_and_students"] > least).any()


def test_no_level_is_completed_before_its_years_are_over(block: Block, age: npt.NDArray[np.int16]) -> None:
    persons = block["persons"]
    for level, youngest in (("basic", 14), ("secondary", 16), ("vocational", 17), ("higher", 20)):
        assert (age[persons.is_("education", level)] >= youngest).all(), level
    assert persons.is_("education", "none", "basic")[persons.is_("study", "school")].all()
    assert persons.is_("education", "secondary", "higher")[persons.is_("study", "university")].all()


@given(born=st.dates(dt.date(1950, 1, 1), dt.date(2025, 12, 31)), on=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_the_highest_level_never_falls_and_follows_the_school_years(born: dt.date, on: dt.date) -> None:
    birth = np.array([day_number(born)], np.int32)
    years, later = (int(years_since_first_form(birth, day)[0]) for day in (on, on.replace(year=on.year + 1, day=1)))
    assert later in (years, years + 1)
    level, next_level = (int(highest_level(np.array([each]))[0]) for each in (years, later))
    assert level <= next_level
    assert (level == 0) == (years < 9)
    assert (level == 4) == (years >= 15)
