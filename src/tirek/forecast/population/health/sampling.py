"""Drawing so that counts come close to what is expected, also in a small nation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def draw(
    probability: npt.NDArray[np.float64], rng: np.random.Generator, *sorted_by: npt.NDArray[Any]
) -> npt.NDArray[np.bool_]:
    """Return who is drawn, each with the own probability, the number among neighbours within one of its expectation.

    Systematic sampling: one random start for all. Neighbours are those next to each other in the order of `sorted_by`
    (the first key matters most), or in the order given.
    """
    order = np.lexsort(sorted_by[::-1]) if sorted_by else np.arange(len(probability))
    ticks = np.floor(np.cumsum(np.clip(probability[order], 0, 1)) + rng.random())
    drawn = np.zeros(len(probability), bool)
    drawn[order] = np.diff(ticks, prepend=0) > 0
    return drawn


def pick(shares: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return for each row the number of the column drawn; a row of `shares` sums to one."""
    passed = (rng.random(len(shares))[:, None] > np.cumsum(shares, axis=1)).sum(axis=1)
    return np.asarray(np.minimum(passed, shares.shape[1] - 1), np.int64)
