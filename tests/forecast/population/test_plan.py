"""Blocks: whole persons, none lost, none twice."""

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.forecast.population.margins import Margins, national
from tirek.forecast.population.options import SMALLEST_SHARE, Options
from tirek.forecast.population.plan import PERSONS_IN_BLOCK, plan_blocks

DAY = dt.date(2026, 1, 1)
NATION = national(DAY)


@settings(max_examples=20, deadline=None)
@given(st.floats(SMALLEST_SHARE, 0.02), st.integers(0, 2**63 - 1))
def test_blocks_together_are_the_nation(share: float, seed: int) -> None:
    plans = plan_blocks(NATION, Options(share, seed, DAY))
    together = sum(plan.counts for plan in plans)
    assert np.abs(together - NATION.counts.sum(axis=0) * share).max() <= 1
    assert [plan.number for plan in plans] == list(range(1, len(plans) + 1))
    assert min(plan.counts.min() for plan in plans) >= 0
    assert max(plan.counts.sum() for plan in plans) < 1.5 * PERSONS_IN_BLOCK + 202


@given(st.integers(0, 1000))
def test_serial_numbers_among_equals_do_not_overlap(seed: int) -> None:
    plans = plan_blocks(NATION, Options(SMALLEST_SHARE, seed, DAY))
    for earlier, later in itertools.pairwise(plans):
        assert (earlier.before + earlier.counts == later.before).all()
    assert not plans[0].before.any()


def test_a_stratum_gets_its_share_of_people() -> None:
    plans = plan_blocks(NATION, Options(0.01, 1, DAY))
    for stratum, real in zip(NATION.strata, NATION.counts.sum(axis=(1, 2)) * 0.01, strict=True):
        made = sum(plan.counts.sum() for plan in plans if (plan.region, plan.urban) == stratum)
        assert abs(made - real) < 30, stratum


def test_a_nation_of_one_cell() -> None:
    counts = np.zeros((1, 2, 101))
    counts[0, 0, 40] = 100_000
    plans = plan_blocks(Margins(DAY, (("KZ-71", True),), counts), Options(1, 1, DAY))
    assert len(plans) == 4
    assert sum(plan.counts.sum() for plan in plans) == 100_000


@pytest.mark.parametrize(
    ("share", "seed", "on", "word"),
    [
        (0.0004, 1, DAY, "--share"),
        (1.01, 1, DAY, "--share"),
        (float("nan"), 1, DAY, "--share"),
        (0.01, -1, DAY, "--seed"),
        (0.01, 2**63, DAY, "--seed"),
        (0.01, 1, dt.date(2026, 1, 2), "--on"),
        (0.01, 1, dt.date(2019, 1, 1), "--on"),
    ],
)
def test_impossible_options_are_refused(share: float, seed: int, on: dt.date, word: str) -> None:
    with pytest.raises(InputError, match=word):
        Options(share, seed, on)
