"""Who studies, until when, with which level completed."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pytest

from tirek.forecast.population import people, schooling
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, ages, day_number
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import Options
from tirek.forecast.population.plan import plan_blocks

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
    assert not (persons["education"][age < 15] > 0).any()


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
