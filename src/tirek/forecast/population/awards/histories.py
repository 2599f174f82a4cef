"""What contributions tell about a person before an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.days import Days, month_number, months_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block

WINDOW: Final = 36
"""Months of credited income that an event keeps."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Income credited month by month: persons, then the deceased; the last column is the month before `on_month`."""

    credited: npt.NDArray[np.int32]
    on_month: int

    @classmethod
    def of(cls, block: Block) -> Histories:
        """Return the histories of a block."""
        return cls(block.credited, month_number(block.on))

    def _last(self, on: Days) -> npt.NDArray[Any]:
        """Return the column of the month before each day, -1 and less where it is not known."""
        return np.asarray(self.credited.shape[1] - 1 - (self.on_month - months_of(on)))

    def record(self, rows: npt.NDArray[np.int64], on: Days) -> npt.NDArray[np.int32]:
        """Return the months with contributions before the month of each day."""
        before = np.arange(self.credited.shape[1]) <= self._last(on)[:, None]
        return np.asarray(((self.credited[rows] > 0) & before).sum(axis=1), np.int32)

    def income(self, rows: npt.NDArray[np.int64], on: Days, months: int = WINDOW) -> npt.NDArray[np.int32]:
        """Return the income of each of the months before the month of each day, oldest first; 0 where none is known."""
        columns = self._last(on)[:, None] + np.arange(1 - months, 1)
        known = (columns >= 0) & (columns < self.credited.shape[1])
        cells = self.credited[rows[:, None], np.clip(columns, 0, self.credited.shape[1] - 1)]
        return np.where(known, cells, 0).astype(np.int32)

    def average(self, rows: npt.NDArray[np.int64], on: Days, months: int) -> npt.NDArray[np.float64]:
        """Return the mean income (tiyn) of the months before the month of each day; months without count as 0."""
        return np.asarray(self.income(rows, on, months).mean(axis=1))
