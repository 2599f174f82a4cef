"""As many mothers are insured in life as in the years before it; early pensioners and the old at work keep their level.

The nation has some 20,000 persons and 330 births a year: a share is off by 0.026 by chance, two by 0.037.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.block import stream
from tirek.forecast.population.days import NEVER
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.life import births, labour, prepare
from tirek.forecast.population.life.frame import LifeFrame
from tirek.forecast.population.life.state import State
from tirek.forecast.population.margins import national
from tirek.forecast.population.pension_age import pension_ages

BEGAN = dt.date(2026, 1, 1)
CHANCE = 0.1


def insured_for_a_birth(folder: Path, kind: str, months: int, year: int) -> float:
    """Return events with an income in the last months before them, for each birth of a year."""
    nation = open_nation(folder)
    born = nation.scan("persons").filter(pl.col("birth_date").dt.year() == year).collect().height
    events = nation.scan("insured_events").filter(pl.col("kind").cast(pl.String) == kind).collect()
    income = np.stack(events.filter(pl.col("happened_on").dt.year() == year)["credited_income"].to_list())
    return float((income[:, -months:] > 0).any(axis=1).sum()) / born


@pytest.mark.parametrize(("kind", "months"), [("maternity", 12), ("childcare", 24)])
def test_as_many_mothers_are_insured_as_in_the_year_before(
    larger: Path, larger_lived: Path, kind: str, months: int
) -> None:
    before = np.mean([insured_for_a_birth(larger, kind, months, year) for year in (2024, 2025)])
    assert insured_for_a_birth(larger_lived, kind, months, 2026) == pytest.approx(before, abs=CHANCE)


@pytest.fixture(scope="module")
def frame() -> LifeFrame:
    return prepare(national(BEGAN), 12)


@pytest.fixture
def state(larger: Path, frame: LifeFrame) -> State:
    number = open_nation(larger).blocks[0]
    state = State.read(larger, number, BEGAN, frame, stream(7, number, "life"))
    state.enter(BEGAN.year * 12)
    return state


def test_mothers_are_insured_as_those_of_last_year_were(state: State) -> None:
    """The same month planned so often that some 500 births tell; who counts as insured stays the same."""
    births.remember(state)
    persons, month = state.persons, state.month + state.frame.numbers["months_known_before"]
    standing, planned = births._standing(state, month), np.zeros(3)
    for _ in range(60):
        persons["birth_due_on"][:] = NEVER
        births._plan(state, month)
        planned += np.bincount(standing, state.weights * (persons["birth_due_on"] != NEVER), 3)
    assert planned / planned.sum() == pytest.approx(state.targets["insured_mothers"], abs=0.06)


@given(st.lists(st.floats(0.01, 10), min_size=6, max_size=6), st.floats(0, 1), st.floats(0.05, 0.9))
def test_births_are_shared_out_by_order_and_standing(leanings: list[float], first: float, insured: float) -> None:
    by_order, by_standing = np.array([1 - first, first]), np.array([1 - insured, 0.0, insured])
    found = births._shared_out(np.array(leanings).reshape(2, 3), by_order, by_standing)
    assert found.sum(axis=1) == pytest.approx(by_order, abs=1e-9)
    assert found.sum(axis=0) == pytest.approx(by_standing, abs=0.02)


def test_no_births_where_nobody_can_bear() -> None:
    assert births._shared_out(np.zeros((2, 3)), np.array([1.0, 0.0]), np.array([0.5, 0.0, 0.5])).sum() == 0


def test_who_expects_a_child_keeps_her_work(state: State) -> None:
    status = labour._status(state)
    usual = labour._restlessness(state, status)
    expecting = state.persons["birth_due_on"] != NEVER
    factor = state.frame.of_work["work_kept_before_birth"]["separations"]
    state.persons["birth_due_on"][:] = NEVER
    assert usual[expecting] == pytest.approx(factor * labour._restlessness(state, status)[expecting])


def test_pensioners_who_are_too_many_at_work_stop(state: State) -> None:
    persons = state.persons
    labour.remember(state)
    old = persons["alive"] & persons["pensioner"] & (state.ages >= 65) & (state.ages < 70)
    worked = persons.is_("employment", "employee", "self_employed")
    before = int((old & worked).sum())
    idle = np.flatnonzero(old & persons.is_("employment", "outside"))[:30]
    persons["employment"][idle] = persons.code("employment", "self_employed")
    persons["formal"][idle] = True
    labour._retire_at_last(state)
    after = int((old & persons.is_("employment", "employee", "self_employed")).sum())
    assert after == pytest.approx(before, abs=4)


def test_early_pensioners_receive_a_base_pension_from_the_general_age(larger_lived: Path) -> None:
    nation = open_nation(larger_lived)
    awards = nation.scan("awards").with_columns(pl.col("kind").cast(pl.String)).collect()
    base = awards.filter(pl.col("kind") == "base_pension")["person_id"]
    early = awards.filter((pl.col("kind") == "solidarity_pension") & ~pl.col("person_id").is_in(base.implode()))
    people = nation.scan("persons").collect().join(early, on="person_id", how="semi")
    assert len(people)
    birth = (people["birth_date"] - dt.date(1970, 1, 1)).dt.total_days().to_numpy().astype(np.int32)
    sex = (people["sex"].cast(pl.String) == "female").to_numpy().astype(np.int64)
    on = (dt.date(2027, 1, 1) - dt.date(1970, 1, 1)).days
    assert (pension_ages(BEGAN).reached_on(birth, sex) >= on).all()
