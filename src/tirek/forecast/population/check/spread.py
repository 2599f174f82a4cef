"""How incomes spread: persons by income per head in narrow bands, from which median, shares and Gini are read.

Bands of half a percent keep memory the same for any nation; what is read from them is exact to some hundredths of a
percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import Floats

WIDTH: Final = 0.005
"""Of a band, as a logarithm."""
TOP: Final = 1e9
"""Tenge a month; what lies above is counted in the last band."""
EDGES: Final = np.concatenate([[0.0], np.exp(np.arange(0, np.log(TOP), WIDTH))])
"""Lower edges of the bands."""


@dataclass(slots=True)
class Spread:
    """Units (persons, employees) by income band, and the income in each band."""

    units: Floats
    income: Floats

    @classmethod
    def of(cls, income: Floats, units: Floats) -> Spread:
        """Count units (weighted) by the income of one, in tenge a month."""
        income = np.maximum(income, 0)
        band = np.searchsorted(EDGES, income, side="right") - 1
        counted = (np.bincount(band, cells, len(EDGES)) for cells in (units, units * income))
        return cls(*(cells.astype(np.float64) for cells in counted))

    def add(self, other: Spread) -> None:
        """Take in those of another block."""
        self.units += other.units
        self.income += other.income

    def below(self, line: float) -> float:
        """Return units below a line; within its band they are taken to lie evenly."""
        band = int(np.searchsorted(EDGES, line, side="right")) - 1
        low = EDGES[band]
        high = EDGES[band + 1] if band + 1 < len(EDGES) else low
        share = (line - low) / (high - low) if high > low else 0.0
        return float(self.units[:band].sum() + share * self.units[band])

    def quantile(self, share: float) -> float:
        """Return the income below which a share of the units lies; 0 where there is nobody."""
        running = np.cumsum(self.units)
        if not running[-1]:
            return 0.0
        wanted = share * running[-1]
        band = max(int(np.searchsorted(running, wanted)), int((self.units > 0).argmax()))
        before = running[band - 1] if band else 0.0
        high = EDGES[band + 1] if band + 1 < len(EDGES) else EDGES[band]
        part = (wanted - before) / self.units[band]
        return float(EDGES[band] + part * (high - EDGES[band]))

    def share_of_poorest(self, share: float) -> float:
        """Return which part of all income the poorest share of the units has."""
        total = self.income.sum()
        return float(np.interp(share, *self._lorenz())) if total else 0.0

    def gini(self) -> float:
        """Return the Gini coefficient, from 0 (all alike) to 1."""
        units, income = self._lorenz()
        return float(1 - np.sum(np.diff(units) * (income[1:] + income[:-1])))

    def _lorenz(self) -> tuple[Floats, Floats]:
        there = self.units > 0
        units = np.concatenate([[0.0], np.cumsum(self.units[there])])
        income = np.concatenate([[0.0], np.cumsum(self.income[there])])
        return units / max(units[-1], 1e-300), income / max(income[-1], 1e-300)
