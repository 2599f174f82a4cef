"""Blocks of people, as the nation has them but smaller."""

import datetime as dt
from typing import Protocol

import pytest

from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.options import Options
from tirek.forecast.population.people import PeopleFrame, fill, prepare
from tirek.forecast.population.plan import BlockPlan, plan_blocks

ON = dt.date(2026, 1, 1)


class MakeBlock(Protocol):
    def __call__(self, place: int, seed: int = 1, share: float = 0.002) -> tuple[Block, BlockPlan]: ...


@pytest.fixture(scope="session")
def margins() -> Margins:
    return national(ON)


@pytest.fixture(scope="session")
def frame(margins: Margins) -> PeopleFrame:
    return prepare(margins)


@pytest.fixture(scope="session")
def make_block(margins: Margins, frame: PeopleFrame) -> MakeBlock:
    """A block by its place in the plan of a nation."""

    def make(place: int, seed: int = 1, share: float = 0.002) -> tuple[Block, BlockPlan]:
        plan = plan_blocks(margins, Options(share, seed, ON))[place]
        block = Block(plan.number, plan.region, plan.urban, ON, share)
        fill(block, plan, frame, stream(seed, plan.number, "people"))
        return block, plan

    return make


@pytest.fixture(scope="session")
def small_nation(make_block: MakeBlock) -> list[Block]:
    """All blocks of a nation of 0.5 %: some 100,000 persons."""
    return [make_block(place, share=0.005)[0] for place in range(37)]
