"""Counts what each family of a block has of each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.calibration.cells import CELLS, cells_of
from tirek.forecast.population.calibration.loops import count_cells

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block


@dataclass(frozen=True, slots=True)
class Described:
    """Families by what they have: family f has `count[i]` of cell `cell[i]` for i in [start[f], start[f + 1])."""

    start: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int16]
    count: npt.NDArray[np.int16]

    def __len__(self) -> int:
        """Return the number of families."""
        return len(self.start) - 1

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return what it is made of, by name: `Described(**arrays)` is the same again."""
        return {"start": self.start, "cell": self.cell, "count": self.count}


def describe(block: Block) -> Described:
    """Return what each family of a block has, in the order of the block's families."""
    family_id = block["families"]["family_id"]
    cells = cells_of(block)
    rows, found = [], []
    for table, matrix in cells.items():
        family = np.searchsorted(family_id, block[table]["family_id"])
        rows.append(np.repeat(family, matrix.shape[1]))
        found.append(matrix.reshape(-1))
    family, cell = np.concatenate(rows), np.concatenate(found)
    family, cell = family[cell >= 0], cell[cell >= 0]
    return Described(*count_cells(family, cell, len(family_id), len(CELLS)))
