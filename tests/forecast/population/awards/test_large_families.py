"""Families of many children: whoever lives under one roof, each allowance goes to one who has children there."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.awards.large_families import Kin, large_families

Rows = npt.NDArray[np.int64]
NONE = -1


def kin(
    home: list[int], mother: list[int], father: list[int] | None = None, spouse: dict[int, int] | None = None,
    guardian: dict[int, int] | None = None, women: frozenset[int] = frozenset(),
) -> Kin:  # fmt: skip
    """Return persons of whom those with a parent or guardian are children, born a year after another."""
    rows = len(home)
    of: dict[str, Rows] = {
        "mother": np.array(mother), "father": np.array(father or [NONE] * rows),
        "spouse": np.full(rows, NONE), "guardian": np.full(rows, NONE),
    }  # fmt: skip
    for name, pairs in (("spouse", spouse), ("guardian", guardian)):
        for one, other in (pairs or {}).items():
            of[name][one] = other
    return Kin(
        home=np.array(home), **of, woman=np.isin(np.arange(rows), list(women)),
        counted=(of["mother"] >= 0) | (of["father"] >= 0) | (of["guardian"] >= 0),
        birth_date=(np.arange(rows) * 365).astype(np.int32),
    )  # fmt: skip


def test_the_mother_receives_and_not_the_grandmother_who_heads_the_family() -> None:
    grandmother, mother = 0, 1
    found = large_families(kin([9] * 6, [NONE, NONE, mother, mother, mother, mother], women=frozenset({0, 1})))
    assert found.recipient.tolist() == [mother]
    assert grandmother not in found.recipient
    assert found.children.tolist() == [4]
    assert found.since.tolist() == [5 * 365]


def test_two_families_under_one_roof_do_not_make_one() -> None:
    assert not len(large_families(kin([9] * 6, [NONE, NONE, 0, 0, 1, 1])).recipient)


def test_a_child_who_lives_elsewhere_does_not_count() -> None:
    assert not len(large_families(kin([9, 9, 9, 9, 8], [NONE, 0, 0, 0, 0])).recipient)


def test_children_of_either_spouse_count_together_and_a_lone_father_receives() -> None:
    his_and_hers = kin([9] * 6, [NONE, NONE, 0, 0, NONE, NONE], [NONE] * 4 + [1, 1], {0: 1, 1: 0}, women=frozenset({0}))
    assert large_families(his_and_hers).recipient.tolist() == [0]
    alone = kin([9] * 5, [NONE] * 5, [NONE, 0, 0, 0, 0])
    assert large_families(alone).recipient.tolist() == [0]
    with_a_new_wife = kin([9] * 6, [NONE] * 6, [NONE, NONE, 0, 0, 0, 0], {0: 1, 1: 0}, women=frozenset({1}))
    assert large_families(with_a_new_wife).recipient.tolist() == [0]


def test_wards_count_with_the_guardian() -> None:
    found = large_families(kin([9] * 5, [NONE, 0, 0, 0, NONE], guardian={4: 0}))
    assert found.recipient.tolist() == [0]


@given(st.integers(0, 2**32 - 1), st.integers(5, 40))
def test_every_recipient_lives_with_own_children_and_each_child_counts_once(seed: int, rows: int) -> None:
    rng = np.random.default_rng(seed)
    grown = max(2, rows // 4)
    parents = [*[NONE] * grown, *rng.integers(-1, grown, rows - grown).tolist()]
    fathers = [*[NONE] * grown, *rng.integers(-1, grown, rows - grown).tolist()]
    of_persons = kin(rng.integers(0, 2, rows).tolist(), parents, fathers, {0: 1, 1: 0}, women=frozenset({0, 2}))
    found = large_families(of_persons)
    assert (found.children >= 4).all()
    assert found.children.sum() <= of_persons.counted.sum()
    assert len(np.unique(found.recipient)) == len(found.recipient)
    for who in found.recipient:
        own = (of_persons.mother == who) | (of_persons.father == who)
        assert (own & of_persons.counted & (of_persons.home == of_persons.home[who])).any()
