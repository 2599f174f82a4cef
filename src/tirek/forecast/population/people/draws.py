"""Drawing with little noise: counts come out as expected, only who is drawn is left to chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Numbers = npt.NDArray[np.float64]


def choose(chances: Numbers, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return who is drawn, everybody with his chance; every stretch of rows has its expected count to within one."""
    return np.diff(np.floor(np.cumsum(chances) + rng.random()), prepend=0.0) > 0


def choose_number(chances: Numbers, number: int, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return who is drawn when just `number` are (fewer if fewer have a chance), in proportion to the chances."""
    able = chances > 0
    number = min(number, int(able.sum()))
    if number == 0:
        return np.zeros(len(chances), np.bool_)
    sure = np.zeros(len(chances), np.bool_)
    while True:
        open_chances = np.where(sure, 0.0, chances)
        scale = (number - sure.sum()) / open_chances.sum()
        more = open_chances * scale >= 1
        if not more.any():
            break
        sure |= more
        if sure.sum() >= number:
            return sure
    steps = np.cumsum(open_chances * scale)
    steps *= (number - sure.sum()) / steps[-1]
    offset = rng.random()
    picked = np.diff(np.floor(np.minimum(steps, number - sure.sum()) + offset), prepend=np.floor(offset)) > 0
    return np.asarray(sure | picked)


def deal(shares: Numbers, number: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return `number` categories in random order, as often as their shares (adding up to 1) say, to within one."""
    points = (np.arange(number) + rng.random()) / max(number, 1)
    return rng.permutation(np.minimum(np.searchsorted(np.cumsum(shares), points, side="right"), len(shares) - 1))


def by_age(anchors: Mapping[int, float], ages: npt.ArrayLike) -> Numbers:
    """Return values at ages from a table of some ages, between them on a straight line."""
    return np.interp(np.asarray(ages, np.float64), np.array(list(anchors), np.float64), list(anchors.values()))
