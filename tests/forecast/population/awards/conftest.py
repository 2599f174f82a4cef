"""A block of the real nation up to health, with invented work: clear histories, so that tests can count on them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population import awards, health, people, schooling
from tirek.forecast.population.awards.frame import AwardsFrame
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, ages, day_number, first_days, month_number
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.options import Options
from tirek.forecast.population.plan import plan_blocks

ON = dt.date(2026, 1, 1)
MONTHS = 240
WAGE = 150_000_00
"""Credited to everyone insured in every month from 20 to pension age, in tiyn."""


@pytest.fixture(scope="session")
def margins() -> Margins:
    return national(ON)


@pytest.fixture(scope="session")
def frame(margins: Margins) -> AwardsFrame:
    return awards.prepare(margins)


@pytest.fixture(scope="session")
def worked(margins: Margins) -> Block:
    """The largest block of a small nation, before awards."""
    plan = max(plan_blocks(margins, Options(share=0.005, seed=3, on=ON)), key=lambda plan: plan.counts.sum())
    block = Block(plan.number, plan.region, plan.urban, ON, 0.005)
    people.fill(block, plan, people.prepare(margins), stream(3, block.number, "people"))
    schooling.fill(block, schooling.prepare(margins), stream(3, block.number, "schooling"))
    health.fill(block, health.prepare(margins), stream(3, block.number, "health"))
    invent_work(block)
    return block


@pytest.fixture(scope="session")
def filled(worked: Block, frame: AwardsFrame) -> Block:
    awards.fill(worked, frame, stream(3, worked.number, "awards"))
    return worked


def invent_work(block: Block) -> None:
    """Two of three are insured and work always; one in twelve of them lost the job in the last four years."""
    persons, deceased = block["persons"], block["deceased"]
    rng = stream(3, block.number, "work")
    on = day_number(ON)
    age = ages(persons["birth_date"], on)
    persons["wage_rank"] = rng.random(len(persons))
    persons["soviet_service_months"] = np.clip((age - 46) * 12, 0, 480).astype(np.int16)
    rows = len(persons) + len(deceased)
    insured = np.arange(rows) % 3 > 0
    persons["formal"] = insured[: len(persons)] & (age >= 20) & (age < 61)
    birth = np.concatenate([persons["birth_date"], deceased["birth_date"]])
    last = np.concatenate([np.full(len(persons), on), deceased["died_on"]])
    months = first_days(np.arange(month_number(ON) - MONTHS, month_number(ON)))
    years = (months[None] - birth[:, None]) / 365.25
    working = insured[:, None] & (years >= 20) & (years < 61) & (months[None] < last[:, None])
    block.credited = np.where(working, WAGE, 0).astype(np.int32)
    lost = np.flatnonzero(persons["formal"] & (age >= 26))[::12]
    lost = np.sort(np.concatenate([lost, lost[::4]]))
    losses = block.add("job_losses", len(lost))
    losses["person_row"] = lost
    losses["lost_on"] = (on - rng.integers(20, 4 * 365, len(lost))).astype(np.int32)
    losses["registered_on"] = np.where(rng.random(len(lost)) < 0.8, losses["lost_on"] + 10, NEVER).astype(np.int32)
    found = losses["lost_on"] + 30 + rng.integers(0, 300, len(lost))
    losses["found_work_on"] = np.where(found < on, found, NEVER).astype(np.int32)
    losses["liquidation"] = np.zeros(len(lost), np.bool_)
    open_ = losses["found_work_on"] == NEVER
    persons["registered_unemployed"] = np.isin(
        np.arange(len(persons)), lost[open_ & (losses["registered_on"] != NEVER)]
    )
