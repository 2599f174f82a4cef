"""Even chances and counts near expectation."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.evenly import evenly, evenly_by, foremost, whole_counts

Whole = npt.NDArray[np.int64]

GROUPS = st.lists(st.integers(0, 4), min_size=1, max_size=60).map(lambda cells: np.array(cells, np.int64))
SEEDS = st.integers(0, 2**32)


@given(GROUPS, SEEDS, st.floats(0, 1))
def test_a_threshold_cuts_its_share_of_every_group(groups: Whole, seed: int, share: float) -> None:
    numbers = evenly(groups, np.random.default_rng(seed))
    for group in np.unique(groups):
        of_group = numbers[groups == group]
        assert abs((of_group < share).sum() - share * len(of_group)) <= 1


@given(GROUPS, SEEDS)
def test_standing_follows_the_score(groups: Whole, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.random(len(groups))
    standing = evenly_by(scores, groups, rng)
    for group in np.unique(groups):
        order = np.argsort(scores[groups == group])
        assert (np.diff(standing[groups == group][order]) > 0).all()
    assert standing.min() >= 0
    assert standing.max() < 1


@given(st.lists(st.floats(0, 20), max_size=40), st.floats(0, 0.999))
def test_whole_counts_never_stray(expected: list[float], offset: float) -> None:
    counts = whole_counts(np.array(expected), offset)
    assert (counts >= 0).all()
    assert (np.abs(np.cumsum(counts) - np.cumsum(expected)) <= 1 + 1e-6).all()


@given(GROUPS, SEEDS)
def test_the_foremost_have_the_greatest_scores(groups: Whole, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.random(len(groups))
    chosen = foremost(scores, groups, np.full(len(groups), 0.4), rng)
    for group in np.unique(groups):
        inside = groups == group
        assert abs(chosen[inside].sum() - 0.4 * inside.sum()) <= 1 + 1e-6
        if chosen[inside].any() and not chosen[inside].all():
            assert scores[inside & chosen].min() > scores[inside & ~chosen].max()
