import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.people.draws import by_age, choose, choose_number, deal

Chances = npt.NDArray[np.float64]
CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=60).map(np.array)


@given(CHANCES, st.integers(0, 2**32))
def test_as_many_are_drawn_as_expected(chances: Chances, seed: int) -> None:
    drawn = choose(chances, np.random.default_rng(seed))
    assert abs(drawn.sum() - chances.sum()) < 1.0001
    assert not drawn[chances == 0].any()


@given(CHANCES, st.integers(0, 80), st.integers(0, 2**32))
def test_just_so_many_are_drawn_while_there_are_enough(chances: Chances, number: int, seed: int) -> None:
    chances = np.where(chances < 1e-6, 0, chances)
    drawn = choose_number(chances, number, np.random.default_rng(seed))
    assert drawn.sum() == min(number, (chances > 0).sum())
    assert not drawn[chances == 0].any()


@given(st.integers(0, 200), st.integers(0, 2**32))
def test_cards_are_dealt_by_their_shares(number: int, seed: int) -> None:
    cards = deal(np.array([0.5, 0.3, 0.2]), number, np.random.default_rng(seed))
    assert np.abs(np.bincount(cards, minlength=3) - number * np.array([0.5, 0.3, 0.2])).max() < 1.0001


def test_between_ages_lies_a_straight_line() -> None:
    assert by_age({20: 0.0, 30: 1.0}, [10, 20, 25, 40]).tolist() == [0.0, 0.0, 0.5, 1.0]
