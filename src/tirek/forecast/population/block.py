"""A block: some thousand families of one stratum (a region, town or village), made and lived as a whole.

Blocks are independent of each other, so any number of processes makes the same nation, and memory stays constant.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    import datetime as dt

Column = npt.NDArray[Any]

NUMBERS_IN_BLOCK: Final = 1_000_000
"""Person, family and other numbers of block b lie in [b * this, (b + 1) * this)."""


class Table:
    """Columns of one length, by name: days as int32 (NEVER is none), choices as int8 codes, flags as bool.

    List columns are a pair `name` (all items, one after another) and `name_offsets` (len + 1 starts);
    `credited_income` is a matrix (rows, 36). Columns the dictionary lacks may be kept for other rooms; they are not
    written.
    """

    def __init__(self, name: str, length: int) -> None:
        self.name, self.length = name, length
        self._columns: dict[str, Column] = {}

    def __getitem__(self, column: str) -> Column:
        return self._columns[column]

    def __setitem__(self, column: str, cells: Column) -> None:
        self._columns[column] = cells

    def __contains__(self, column: str) -> bool:
        return column in self._columns

    def __len__(self) -> int:
        return self.length

    @property
    def names(self) -> tuple[str, ...]:
        """The columns filled so far."""
        return tuple(self._columns)

    def code(self, column: str, choice: str) -> int:
        """Return the code of a choice."""
        return table_spec(self.name).columns[column].choices.index(choice)

    def is_(self, column: str, *choices: str) -> npt.NDArray[np.bool_]:
        """Return where a column holds one of the choices."""
        return np.isin(self._columns[column], [self.code(column, choice) for choice in choices])


@dataclass(slots=True)
class Block:
    """A block on its day: where it lies, how much of the nation it stands for, and its tables so far."""

    number: int
    region: str
    urban: bool
    on: dt.date
    share: float
    tables: dict[str, Table] = field(default_factory=dict)
    credited: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    """Income credited by the law in each month (tiyn), oldest first: persons in the order of their table, then the
    deceased; the last column is the month before `on`. Filled by the room `work`."""

    def __getitem__(self, table: str) -> Table:
        return self.tables[table]

    def add(self, table: str, length: int) -> Table:
        """Add an empty table of this many rows."""
        self.tables[table] = Table(table, length)
        return self.tables[table]

    @property
    def first_number(self) -> int:
        """The first person number of the block."""
        return self.number * NUMBERS_IN_BLOCK


def stream(seed: int, block: int, room: str) -> np.random.Generator:
    """Return the random numbers of one room in one block: the same whatever else was drawn before."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, block, zlib.crc32(room.encode())])))
