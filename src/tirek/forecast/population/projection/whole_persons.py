"""Whole persons out of fractions: running totals are rounded, not cells, so that sums stay what they are."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.floating[Any]]
Persons = npt.NDArray[np.int64]

_GOLDEN: Final = 0.6180339887498949
_GRAIN: Final = 2.0**20
"""Running totals are kept to a millionth of a person, so that noise in the last digits never makes a person."""


def offsets(count: int, turn: int) -> Numbers:
    """Return where in (0, 1) each of `count` roundings turns: evenly spread, other ones every turn, never at random."""
    return np.asarray((np.arange(1, count + 1) * _GOLDEN + turn * np.sqrt(2.0)) % 1.0)


def running(numbers: Numbers, offset: Numbers | float) -> Persons:
    """Round along the last axis: each cell up or down by less than one, every running total by less than one."""
    total = np.rint(np.cumsum(numbers, axis=-1) * _GRAIN) / _GRAIN
    return np.asarray(np.diff(np.floor(total + offset), axis=-1, prepend=0.0), np.int64)


def shared(total: Persons, weights: Numbers, room: Persons | None = None, turn: int = 0) -> Persons:
    """Share whole persons among the first axis of `weights` (parts, ...), exactly.

    Args:
        total: persons to share, (...), none negative; where they are more than all the room, an error of the caller.
        weights: what the shares are proportional to; where all are zero, the room is (or all parts alike).
        room: the most that each part may get, (parts, ...); no bound when left out.
        turn: other ones for other years, so that no part is always the one that is rounded up.
    """
    amount = weights.sum(axis=0)
    fallback = np.ones_like(weights) if room is None else room.astype(np.float64)
    weights = np.where(amount > 0, weights, fallback)
    amount = weights.sum(axis=0)
    parts = weights * np.divide(total, amount, out=np.zeros_like(amount), where=amount > 0)
    if room is not None:
        parts = np.minimum(parts, room)
        left = room - parts
        spare = left.sum(axis=0)
        missing = total - parts.sum(axis=0)
        parts = parts + left * np.clip(np.divide(missing, spare, out=np.zeros_like(spare), where=spare > 0), 0, 1)
    sums = np.rint(np.cumsum(parts, axis=0) * _GRAIN) / _GRAIN
    sums[-1] = total
    turning = offsets(total.size, turn).reshape(total.shape)
    return np.asarray(np.diff(np.floor(sums + turning), axis=0, prepend=0.0), np.int64)
