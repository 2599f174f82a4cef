"""One block with everything this room needs before it, made once."""

import datetime as dt

import pytest

from tirek.forecast.population import people, schooling, work
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.options import Options
from tirek.forecast.population.people import PeopleFrame
from tirek.forecast.population.plan import BlockPlan, plan_blocks
from tirek.forecast.population.schooling import SchoolingFrame
from tirek.forecast.population.work import WorkFrame

Frames = tuple[PeopleFrame, SchoolingFrame, WorkFrame]

ON = dt.date(2026, 1, 1)
ALMATY = ("KZ-75", True)


def make_block(frames: Frames, plan: BlockPlan, seed: int = 1) -> Block:
    block = Block(plan.number, plan.region, plan.urban, ON, 0.002)
    people.fill(block, plan, frames[0], stream(seed, block.number, "people"))
    schooling.fill(block, frames[1], stream(seed, block.number, "schooling"))
    work.fill(block, frames[2], stream(seed, block.number, "work"))
    return block


@pytest.fixture(scope="session")
def margins() -> Margins:
    return national(ON)


@pytest.fixture(scope="session")
def frame(margins: Margins) -> WorkFrame:
    return work.prepare(margins)


@pytest.fixture(scope="session")
def frames(margins: Margins, frame: WorkFrame) -> Frames:
    return people.prepare(margins), schooling.prepare(margins), frame


@pytest.fixture(scope="session")
def plan(margins: Margins) -> BlockPlan:
    return next(plan for plan in plan_blocks(margins, Options(0.002, 1, ON)) if (plan.region, plan.urban) == ALMATY)


@pytest.fixture(scope="session")
def block(frames: Frames, plan: BlockPlan) -> Block:
    return make_block(frames, plan)
