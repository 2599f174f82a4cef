"""The loops over families, compiled: each runs in one thread, families in their order, so sums have the same bytes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer[Any]]

compiled: Any = njit(cache=True, nogil=True, error_model="numpy")


@compiled  # type: ignore[untyped-decorator]
def count_cells(
    family: Integers, cell: Integers, families: int, cells: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """Return (start, cell, count) of sparse rows, one a family, its cells rising, from single (family, cell) finds."""
    bounds = np.zeros(families + 1, np.int64)
    for row in family:
        bounds[row + 1] += 1
    for row in range(families):
        bounds[row + 1] += bounds[row]
    place = bounds[:-1].copy()
    bucket = np.empty(len(cell), np.int16)
    for i in range(len(cell)):
        bucket[place[family[i]]] = cell[i]
        place[family[i]] += 1
    start = np.zeros(families + 1, np.int64)
    kept = np.empty(len(cell), np.int16)
    count = np.empty(len(cell), np.int16)
    seen = np.zeros(cells, np.int16)
    used = 0
    for row in range(families):
        first = used
        for i in range(bounds[row], bounds[row + 1]):
            found = bucket[i]
            if seen[found] == 0:
                kept[used] = found
                used += 1
            seen[found] += 1
        kept[first:used].sort()
        for i in range(first, used):
            count[i] = seen[kept[i]]
            seen[kept[i]] = 0
        start[row + 1] = used
    return start, kept[:used].copy(), count[:used].copy()


@compiled  # type: ignore[untyped-decorator]
def ratios(start: Integers, cell: Integers, count: Integers, multipliers: Floats, low: float, high: float) -> Floats:
    """Return weight times share of each family, between low and high (logit method), for multipliers of the cells."""
    steep, shift = (high - low) / ((1 - low) * (high - 1)), math.log((1 - low) / (high - 1))
    found = np.empty(len(start) - 1)
    for row in range(len(found)):
        pull = 0.0
        for i in range(start[row], start[row + 1]):
            pull += count[i] * multipliers[cell[i]]
        found[row] = low + (high - low) * _logistic(steep * pull + shift)
    return found


@compiled  # type: ignore[untyped-decorator]
def add_rows(
    start: Integers,
    cell: Integers,
    count: Integers,
    multipliers: Floats,
    low: float,
    high: float,
    totals: Floats,
    slopes: Floats,
) -> float:
    """Add a block to the totals of the cells and to how they move with the multipliers; return the potential.

    The potential is the sum over families of the integral of the ratio (`ratios`) from no pull to the family's pull;
    its gradient in the multipliers is `totals` (cells), its second derivative `slopes` (cells, cells), of which only
    the lower triangle is filled.
    """
    steep, shift = (high - low) / ((1 - low) * (high - 1)), math.log((1 - low) / (high - 1))
    none = _softplus(shift)
    potential = 0.0
    for row in range(len(start) - 1):
        pull = 0.0
        for i in range(start[row], start[row + 1]):
            pull += count[i] * multipliers[cell[i]]
        s = _logistic(steep * pull + shift)
        ratio = low + (high - low) * s
        slope = (high - low) * steep * s * (1 - s)
        potential += low * pull + (high - low) / steep * (_softplus(steep * pull + shift) - none)
        for i in range(start[row], start[row + 1]):
            totals[cell[i]] += ratio * count[i]
            part = slope * count[i]
            for j in range(start[row], i + 1):
                slopes[cell[i], cell[j]] += part * count[j]
    return potential


@compiled  # type: ignore[untyped-decorator]
def solve(matrix: Floats, right: Floats) -> Floats:
    """Return x where matrix @ x = right, for a symmetric positive definite matrix whose lower triangle is given.

    Cholesky by hand: a threaded library may add in another order on another number of cores.
    """
    n = len(right)
    root = np.zeros((n, n))
    x = right.copy()
    for i in range(n):
        for j in range(i + 1):
            rest = matrix[i, j]
            for k in range(j):
                rest -= root[i, k] * root[j, k]
            root[i, j] = math.sqrt(rest) if i == j else rest / root[j, j]
    for i in range(n):
        for k in range(i):
            x[i] -= root[i, k] * x[k]
        x[i] /= root[i, i]
    for i in range(n - 1, -1, -1):
        for k in range(i + 1, n):
            x[i] -= root[k, i] * x[k]
        x[i] /= root[i, i]
    return x


@compiled  # type: ignore[untyped-decorator]
def _logistic(z: float) -> float:
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


@compiled  # type: ignore[untyped-decorator]
def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))
