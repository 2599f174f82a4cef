"""How this room draws: so many as expected, rather than as many as the coins say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.means.frame import TIYN_IN_TENGE

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def leaning(share: float, lean: float, standing: Floats) -> Floats:
    """Return chances with the mean `share` (less where chances reach 1), rising with standing by exp(lean)."""
    tilt = np.exp(lean * (standing - 0.5))
    return np.minimum(1.0, share * tilt / tilt.mean()) if len(tilt) else tilt


def chosen(chances: Floats, rng: np.random.Generator) -> Flags:
    """Return who is drawn: as many as the chances add up to, within one (systematic sampling in a random order)."""
    order = rng.permutation(len(chances))
    edges = np.floor(np.concatenate(([0.0], np.cumsum(chances[order]))) + rng.random())
    drawn = np.zeros(len(chances), np.bool_)
    drawn[order] = np.diff(edges) > 0
    return drawn


def amounts(
    median: float | Floats, spread: float, length: int, rng: np.random.Generator, at_most: float = 20_000_000.0
) -> npt.NDArray[np.int64]:
    """Return amounts in tiyn, to the whole tenge, scattered about a median in tenge by a lognormal of this spread."""
    drawn = median * np.exp(spread * rng.standard_normal(length))
    return np.rint(np.minimum(drawn, at_most)).astype(np.int64) * TIYN_IN_TENGE


def by_shares(shares: Floats, length: int, rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """Return for each row the place of a choice, each as often as its share says, within one, in a random order."""
    steps = (np.arange(length) + rng.random()) / max(length, 1)
    found = np.searchsorted(np.cumsum(shares)[:-1] / shares.sum(), np.minimum(steps, 1 - 1e-12), side="right")
    return rng.permutation(found.astype(np.int8))


def more(has: Flags, again: float, rng: np.random.Generator, most: int = 8) -> npt.NDArray[np.int16]:
    """Return how many each has: one where `has`, and each time with the chance `again` one more, up to `most`."""
    further = rng.geometric(1 - again, len(has)) if again > 0 else np.ones(len(has))
    return np.where(has, np.minimum(further, most), 0).astype(np.int16)
