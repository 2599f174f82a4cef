"""The numbers of this room as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.assumptions import values

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block

TIYN_IN_TENGE: Final = 100


@dataclass(frozen=True, slots=True)
class MeansFrame:
    """The entries of assumptions.yaml by name: numbers, lists and tables of numbers."""

    entries: dict[str, Any]

    @classmethod
    def read(cls) -> MeansFrame:
        """Read the file beside this one."""
        return cls(values(__package__))

    def number(self, name: str) -> float:
        """Return a plain number."""
        return float(self.entries[name])

    def here(self, name: str, block: Block) -> float:
        """Return the number of a block's kind of place, of a pair [village, town]."""
        return float(self.entries[name][block.urban])

    def table(self, name: str) -> npt.NDArray[np.float64]:
        """Return a list or table of numbers."""
        return np.array(self.entries[name], np.float64)
