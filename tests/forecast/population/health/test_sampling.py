from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.block import stream
from tirek.forecast.population.health.sampling import draw, pick


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200), st.integers(0, 1000))
def test_the_number_drawn_is_within_one_of_what_is_expected(probability: list[float], seed: int) -> None:
    drawn = draw(np.array(probability), stream(seed, 1, "test"))
    assert abs(drawn.sum() - sum(probability)) < 1 + 1e-9


@given(st.integers(0, 1000))
def test_neighbours_in_the_given_order_are_drawn_evenly(seed: int) -> None:
    rng = stream(seed, 1, "test")
    key = rng.permutation(1000)
    drawn = draw(np.full(1000, 0.1), rng, key)
    assert all(9 <= drawn[(key >= low) & (key < low + 100)].sum() <= 11 for low in range(0, 1000, 100))


def test_who_is_certain_is_drawn_and_who_is_impossible_is_not() -> None:
    drawn = draw(np.array([1.0, 0.0] * 50), stream(1, 1, "test"))
    assert drawn[::2].all()
    assert not drawn[1::2].any()


def test_a_row_picks_its_columns_by_their_shares() -> None:
    picked = pick(np.tile([0.2, 0.0, 0.8], (10_000, 1)), stream(1, 1, "test"))
    assert not (picked == 1).any()
    assert abs((picked == 0).mean() - 0.2) < 0.02
