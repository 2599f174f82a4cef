"""Numbers and birth dates of those who begin to live here."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.life.identity import eldest_first


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=20))
def test_birth_orders_follow_birth_dates_that_have_moved(children: list[tuple[int, int]]) -> None:
    mother, birth = np.array(children, int).reshape(-1, 2).T
    told = np.array([sum(m == mother[place] for m in mother[: place + 1]) for place in range(len(mother))], int)
    order = eldest_first(told, birth, mother)
    for each in np.unique(mother):
        own = mother == each
        assert sorted(order[own]) == sorted(told[own])
        by_order = np.argsort(order[own])
        assert (np.diff(birth[own][by_order]) >= 0).all()
        same = np.diff(birth[own][np.argsort(told[own], kind="stable")]) >= 0
        if same.all():
            assert np.array_equal(order[own], told[own])
