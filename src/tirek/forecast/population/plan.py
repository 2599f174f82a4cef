"""How a nation is cut into blocks: whole numbers of men and women of each age for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.block import stream

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins
    from tirek.forecast.population.options import Options

PERSONS_IN_BLOCK: Final = 25_000


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """One block: its stratum, how many persons of each sex and age it has, and how many came before them.

    `counts` and `before` have the shape (2 sexes, 101 ages). `before` counts the persons of the same sex and age in
    all earlier blocks, so that every person of the nation has a serial number among equals.
    """

    number: int
    region: str
    urban: bool
    counts: npt.NDArray[np.int64]
    before: npt.NDArray[np.int64]


def plan_blocks(margins: Margins, options: Options) -> list[BlockPlan]:
    """Cut the nation into blocks of one stratum each, of about PERSONS_IN_BLOCK persons.

    Running totals are rounded, not cells: all blocks together have the nation's number of each sex and age, to the
    person, and no stratum is favoured.
    """
    wanted = margins.counts * options.share
    pieces = np.maximum(1, np.rint(wanted.sum(axis=(1, 2)) / PERSONS_IN_BLOCK)).astype(int)
    strata = np.repeat(np.arange(len(margins.strata)), pieces)
    real = (wanted / pieces[:, None, None])[strata]
    offset = stream(options.seed, 0, "plan").random(real.shape[1:])
    edges = np.zeros((len(real) + 1, *real.shape[1:]))
    np.cumsum(real, axis=0, out=edges[1:])
    whole = np.floor(edges + offset).astype(np.int64)
    counts = np.diff(whole, axis=0)
    before = whole[:-1] - whole[0]
    return [
        BlockPlan(number + 1, *margins.strata[stratum], counts[number], before[number])
        for number, stratum in enumerate(strata)
    ]
