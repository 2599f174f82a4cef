import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.people.kinship import alimony_shares


@pytest.mark.parametrize(("children", "total"), [(1, 250), (2, 333), (3, 500), (5, 500)])
def test_a_quarter_a_third_a_half(children: int, total: int) -> None:
    shares = alimony_shares(np.zeros(children, int), [250, 333, 500])
    assert shares.sum() == total
    assert shares.max() - shares.min() <= 1


@given(st.lists(st.integers(0, 8), max_size=40))
def test_each_father_owes_by_the_number_of_his_children(fathers: list[int]) -> None:
    shares = alimony_shares(np.array(fathers, int), [250, 333, 500])
    for father in set(fathers):
        own = shares[np.array(fathers) == father]
        assert own.sum() == {1: 250, 2: 333}.get(len(own), 500)
