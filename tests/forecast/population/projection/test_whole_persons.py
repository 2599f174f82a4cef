"""Fractions become whole persons, and sums stay what they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from tirek.forecast.population.projection.whole_persons import running, shared

AMOUNTS = st.floats(-500, 500, allow_nan=False, width=32)
MANY = array_shapes(min_dims=2, max_dims=2, max_side=8)


@given(arrays(np.float64, MANY, elements=AMOUNTS), st.floats(0.01, 0.99))
def test_running_totals_are_off_by_less_than_one(numbers: np.ndarray, offset: float) -> None:
    whole = running(numbers, offset)
    assert (np.abs(np.cumsum(whole, axis=-1) - np.cumsum(numbers, axis=-1)) < 1 + 1e-5).all()
    assert (np.abs(whole - numbers) < 1 + 1e-5).all()


@given(st.data(), MANY, st.integers(0, 100))
def test_shares_make_up_the_total_and_fit_into_the_room(data: st.DataObject, shape: tuple[int, ...], turn: int) -> None:
    weights = data.draw(arrays(np.float64, shape, elements=st.floats(0, 100, width=32)))
    room = data.draw(arrays(np.int64, shape, elements=st.integers(0, 9)))
    part = data.draw(st.floats(0, 1))
    total = np.floor(room.sum(axis=0) * part).astype(np.int64)
    parts = shared(total, weights, room, turn)
    assert (parts.sum(axis=0) == total).all()
    assert (parts >= 0).all()
    assert (parts <= room).all()


@given(st.data(), MANY, st.integers(0, 100))
def test_shares_without_room_follow_the_weights(data: st.DataObject, shape: tuple[int, ...], turn: int) -> None:
    weights = data.draw(arrays(np.float64, shape, elements=st.floats(1, 100, width=32)))
    total = data.draw(arrays(np.int64, shape[1:], elements=st.integers(0, 100_000)))
    parts = shared(total, weights, turn=turn)
    assert (parts.sum(axis=0) == total).all()
    assert (np.abs(parts - weights / weights.sum(axis=0) * total) < 1.001).all()


def test_no_part_is_always_the_one_that_is_rounded_up() -> None:
    luck = sum(shared(np.ones(202, np.int64), np.ones((20, 202)), turn=turn).sum(axis=1) for turn in range(20))
    assert 0.8 < luck.min() / luck.mean() <= luck.max() / luck.mean() < 1.2
