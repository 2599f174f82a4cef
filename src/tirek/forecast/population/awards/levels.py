"""Chances that bring a number to its level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_ROUNDS = 20


def levelled(weight: npt.NDArray[np.float64], counted: npt.NDArray[np.bool_], wanted: float) -> npt.NDArray[np.float64]:
    """Return probabilities, proportional to weights but at most 1, that draw `wanted` of those counted."""
    factor = wanted / max(float(weight[counted].sum()), 1e-9)
    for _ in range(_ROUNDS):
        expected = float(np.minimum(weight[counted] * factor, 1).sum())
        if expected <= 0 or expected >= min(wanted, counted.sum()) - 1e-6:
            break
        factor *= wanted / expected
    return np.minimum(weight * factor, 1)
