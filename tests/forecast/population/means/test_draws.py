"""Draws hit what they expect, in a random order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.means.draws import amounts, by_shares, chosen, leaning, more

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.lists(st.floats(0, 1), max_size=200))
def test_as_many_are_chosen_as_the_chances_add_up_to(seed: int, chances: list[float]) -> None:
    drawn = chosen(np.array(chances, float), np.random.default_rng(seed))
    assert abs(drawn.sum() - sum(chances)) < 1 + 1e-9
    assert not drawn[np.array(chances, float) == 0].any()


def test_two_draws_with_the_same_chances_do_not_follow_each_other() -> None:
    rng = np.random.default_rng(4)
    half = np.full(2000, 0.5)
    both = chosen(half, rng) & chosen(half, rng)
    assert both.mean() == pytest.approx(0.25, abs=0.04)


@given(st.floats(0.001, 0.3), st.floats(-3, 3), st.integers(2, 500))
def test_leaning_keeps_the_share_and_turns_it_to_the_better_off(share: float, lean: float, families: int) -> None:
    standing = (np.arange(families) + 0.5) / families
    chances = leaning(share, lean, standing)
    assert chances.max() <= 1
    if chances.max() < 1:
        assert chances.mean() == pytest.approx(share)
        assert chances[-1] / chances[0] == pytest.approx(np.exp(lean * (1 - 1 / families)))


@given(SEEDS, st.integers(0, 300), st.lists(st.floats(0.01, 1), min_size=1, max_size=6))
def test_choices_come_as_often_as_their_shares_say(seed: int, length: int, weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)
    found = np.bincount(by_shares(shares, length, np.random.default_rng(seed)), minlength=len(shares))
    assert found.sum() == length
    assert np.abs(found - shares * length).max() < 1 + 1e-6


def test_amounts_are_whole_tenge_about_their_median() -> None:
    drawn = amounts(40_000, 0.5, 4001, np.random.default_rng(1), at_most=100_000)
    assert drawn.dtype == np.int64
    assert not (drawn % 100).any()
    assert np.median(drawn) == pytest.approx(4_000_000, rel=0.05)
    assert drawn.max() == 10_000_000


def test_more_is_one_and_sometimes_more_for_those_who_have() -> None:
    has = np.arange(5000) % 2 == 0
    number = more(has, 0.2, np.random.default_rng(1), most=3)
    assert (number[~has] == 0).all()
    assert (number[has] >= 1).all()
    assert number.max() == 3
    assert (number[has] >= 2).mean() == pytest.approx(0.2, abs=0.03)
    assert (more(has, 0.0, np.random.default_rng(1)) == has).all()
