"""Drawing with counts close to what is expected."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.life.draws import choose, draw, levelled, monthly


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200), st.integers(0, 2**32 - 1))
def test_as_many_are_drawn_as_the_chances_add_up_to(chances: list[float], seed: int) -> None:
    drawn = draw(np.random.default_rng(seed), np.array(chances))
    assert abs(len(drawn) - sum(chances)) <= 1 + 1e-9
    assert len(set(drawn.tolist())) == len(drawn)


def test_each_is_drawn_by_the_own_chance() -> None:
    chances = np.array([0.1, 0.0, 0.5, 0.25, 1.0])
    rng = np.random.default_rng(1)
    counts = np.zeros(5)
    for _ in range(4000):
        counts[draw(rng, chances)] += 1
    assert np.abs(counts / 4000 - chances).max() < 0.03


@given(st.floats(0, 0.99))
def test_twelve_months_make_the_chance_of_a_year(yearly: float) -> None:
    assert abs(1 - (1 - monthly(yearly)) ** 12 - yearly) < 1e-9


@given(
    st.lists(st.tuples(st.just(0.0) | st.floats(1e-6, 1), st.floats(1, 10)), min_size=1, max_size=50), st.floats(0, 5)
)
def test_levelled_chances_never_exceed_the_total_or_the_most(cells: list[tuple[float, float]], total: float) -> None:
    leanings, weights = np.array(cells).T
    chances = levelled(leanings, weights, total)
    assert chances.max() <= 0.5
    assert float((chances * weights).sum()) <= total * (1 + 1e-9)


def test_choices_follow_their_shares() -> None:
    found = choose(np.random.default_rng(3), np.array([1.0, 0.0, 3.0]), 8000)
    assert set(found.tolist()) == {0, 2}
    assert abs((found == 2).mean() - 0.75) < 0.02
