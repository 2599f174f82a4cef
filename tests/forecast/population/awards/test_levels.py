"""Numbers brought to their level: disability and survivors awards are awards by the law, and lie evenly in time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecast.population.awards.conftest import ON
from tirek.forecast.population import awards, health, people, schooling, work
from tirek.forecast.population.awards import survivors
from tirek.forecast.population.awards.frame import AwardsFrame
from tirek.forecast.population.awards.levels import levelled
from tirek.forecast.population.awards.orphans import orphans
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, add_months, ages, day_number
from tirek.forecast.population.margins import Margins
from tirek.forecast.population.options import Options
from tirek.forecast.population.plan import plan_blocks

YEAR = 365.25


@pytest.fixture(scope="module")
def lived(margins: Margins, frame: AwardsFrame) -> Block:
    """The largest block of a small nation with its real histories of work."""
    plan = max(plan_blocks(margins, Options(share=0.005, seed=3, on=ON)), key=lambda plan: plan.counts.sum())
    block = Block(plan.number, plan.region, plan.urban, ON, 0.005)
    people.fill(block, plan, people.prepare(margins), stream(3, block.number, "people"))
    for room in (schooling, health, work):
        room.fill(block, room.prepare(margins), stream(3, block.number, room.__name__.rpartition(".")[2]))
    awards.fill(block, frame, stream(3, block.number, "awards"))
    return block


@given(st.lists(st.floats(0.01, 5.0), min_size=1, max_size=60), st.floats(0.0, 1.0))
def test_chances_bring_a_number_to_its_level(weights: list[float], share: float) -> None:
    counted = np.arange(len(weights)) % 3 < 2
    wanted = share * counted.sum()
    chance = levelled(np.array(weights), counted, float(wanted))
    assert ((chance >= 0) & (chance <= 1)).all()
    assert chance[counted].sum() == pytest.approx(wanted, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("kind", ["disability", "survivors"])
def test_disability_and_survivors_events_are_awards_by_the_law(lived: Block, frame: AwardsFrame, kind: str) -> None:
    events = lived["insured_events"]
    own = events.is_("kind", kind)
    assert own.sum() > 5
    average = events["credited_income"][own][:, -frame.law.income_window :].mean(axis=1)
    assert (average > frame.law.deduction(kind, events["happened_on"][own])).all()
    assert not events.is_("residence_status", "other")[own].any()


@pytest.mark.parametrize("kind", ["disability", "survivors"])
def test_payments_in_force_are_those_of_the_events_that_go_on(lived: Block, kind: str) -> None:
    events, paid = lived["insured_events"], lived["awards"]
    ended = (events["ends_on"] != NEVER) & (events["ends_on"] < day_number(ON))
    goes_on = events.is_("kind", kind) & ~ended
    in_payment = paid.is_("kind", {"disability": "disability_payment", "survivors": "survivor_payment"}[kind])
    assert sorted(paid["since"][in_payment]) == sorted(events["happened_on"][goes_on])


def test_as_many_awards_without_late_contributions_as_published(lived: Block) -> None:
    events = lived["insured_events"]
    own = events.is_("kind", "disability")
    idle = (events["credited_income"][own][:, -4:] == 0).all(axis=1)
    assert idle.mean() == pytest.approx(0.193, abs=3 * np.sqrt(0.193 * 0.807 / own.sum()))


def test_survivors_awards_of_the_last_years_are_about_as_many_each_year(frame: AwardsFrame) -> None:
    known = frame.assumed["survivor_years"]["known"]
    since = -known * np.log(1 - (np.arange(20_000) + 0.5) / 20_000 * (1 - np.exp(-18 / known)))
    died_on = (frame.on - since * YEAR).astype(np.int32)
    weight = survivors._evenly_by_death(died_on, frame)
    chance = levelled(weight, np.ones(len(since), np.bool_), 3000.0)
    by_year = np.bincount(since.astype(int), chance)
    assert chance.sum() == pytest.approx(3000, rel=0.01)
    assert by_year[0] == pytest.approx(by_year[3], rel=0.25)
    assert (np.diff(by_year) < 0).all()


def test_a_child_who_finished_college_had_a_right_as_a_student(lived: Block, frame: AwardsFrame) -> None:
    persons = lived["persons"]
    left = orphans(lived, frame.law, {"vocational": 20, "higher": 22})
    age = ages(persons["birth_date"], frame.on)[left.child]
    college = persons.is_("education", "vocational")[left.child] & ~persons["full_time_student"][left.child]
    grown = college & (age >= 20)
    assert grown.any()
    assert left.student[grown].all()
    until = left.until[grown]
    assert (add_months(persons["birth_date"][left.child[grown]], 20 * 12) - 1 == until).all()
    assert (left.until[grown] < frame.on).all()
