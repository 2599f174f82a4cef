"""Drawing people at random, with counts close to what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]


def draw(rng: np.random.Generator, chances: npt.NDArray[Any]) -> Rows:
    """Return the places drawn: each by its own chance, all together as many as the chances add up to (+-1).

    Systematic sampling: one random offset, then a draw each time the running total of chances passes a whole number.
    """
    offset = rng.random()
    passed = np.floor(np.cumsum(chances) + offset)
    return np.flatnonzero(np.diff(passed, prepend=0.0) > 0)


def monthly(yearly: npt.NDArray[Any] | float) -> Any:  # noqa: ANN401  # a number for a number, an array for an array
    """Return the chance of a month whose twelve make the chance of a year."""
    return 1.0 - (1.0 - np.minimum(yearly, 0.999999)) ** (1.0 / 12.0)


def levelled(leanings: Numbers, weights: Numbers, total: float, most: float = 0.5) -> Numbers:
    """Return chances in proportion to leanings whose weighted sum is `total`; nobody's exceeds `most`."""
    norm = float((leanings * weights).sum())
    return np.minimum(most, leanings * (total / norm)) if norm > 0 and total > 0 else np.zeros(len(leanings))


def choose(rng: np.random.Generator, chances: npt.NDArray[Any], count: int) -> Rows:
    """Return `count` choices (a code each), every code as often as its share of `chances`."""
    edges = np.cumsum(np.asarray(chances, np.float64))
    return np.searchsorted(edges / edges[-1], rng.random(count), side="right")
