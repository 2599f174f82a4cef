"""Chances that bring a number to its level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def levelled(weight: npt.NDArray[np.float64], counted: npt.NDArray[np.bool_], wanted: float) -> npt.NDArray[np.float64]:
    """Return probabilities, proportional to weights above zero but at most 1, that draw `wanted` of those counted.

    Where they are too few, all of them are certain; where there are none, nobody is drawn.
    """
    heaviest = np.sort(weight[counted])[::-1]
    if not len(heaviest):
        return np.zeros(len(weight))
    if wanted >= len(heaviest):
        return np.asarray(np.minimum(weight / heaviest[-1], 1))
    factor = (wanted - np.arange(len(heaviest))) / np.cumsum(heaviest[::-1])[::-1]  # with so many certain
    fits = heaviest * factor <= 1
    return np.asarray(np.minimum(weight * factor[fits.argmax()], 1))
