"""Chance without needless noise: uniform numbers spread evenly within a group, counts near their expectation."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def evenly(groups: npt.NDArray[Any], rng: np.random.Generator) -> Numbers:
    """Return for each row a uniform number, so that those of a group lie evenly between 0 and 1.

    Each number alone is uniform; a threshold p cuts from a group of n rows n * p of them, give or take one.
    """
    order = np.lexsort((rng.random(len(groups)), groups))
    return spread_in_order(groups, order, rng)


def evenly_by(scores: npt.NDArray[Any], groups: npt.NDArray[Any], rng: np.random.Generator) -> Numbers:
    """Return the standing of each row in its group by score: evenly spaced from 0 (least) to 1 (greatest)."""
    return spread_in_order(groups, np.lexsort((scores, groups)), rng)


def spread_in_order(groups: npt.NDArray[Any], order: Whole, rng: np.random.Generator) -> Numbers:
    """Return evenly spaced numbers to the rows of each group in the given order, with one random offset a group."""
    rows = len(groups)
    numbers = np.empty(rows)
    if not rows:
        return numbers
    ordered = groups[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.append(starts, rows))
    places = np.arange(rows) - np.repeat(starts, sizes)
    numbers[order] = (places + np.repeat(rng.random(len(starts)), sizes)) / np.repeat(sizes, sizes)
    return numbers


def whole_counts(expected: Numbers, offset: float) -> Whole:
    """Return whole numbers near the expected ones, whose running totals never stray by one or more."""
    edges = np.floor(np.concatenate(([0.0], np.cumsum(expected))) + offset + 1e-9).astype(np.int64)
    return np.diff(edges)


def foremost(scores: Numbers, groups: Whole, expected: Numbers, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return the rows with the greatest scores of each group, as many as the rows' expectations add up to."""
    cells = int(groups.max(initial=-1)) + 1
    totals = np.bincount(groups, expected, minlength=cells).astype(np.float64)
    wanted = whole_counts(totals, float(rng.random()))
    order = np.lexsort((-scores, groups))
    sizes = np.bincount(groups, minlength=cells)
    places = np.arange(len(groups)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = np.zeros(len(groups), np.bool_)
    chosen[order] = places < np.repeat(wanted, sizes)
    return chosen
