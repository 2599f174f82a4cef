"""Rows of one table while a block lives: columns that grow, and their way from Parquet and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.basics.errors import InputError
from tirek.forecast.population.block import Table
from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.forecast.population.block import Column as Cells
    from tirek.forecast.population.tables import Column

_MEMORY: Final = {"flag": np.bool_, "choice": np.int8, "date": np.int32}


class Rows:
    """The columns of a table, as `block.Table` holds them, that may be appended to and thinned out.

    `working` are columns of life itself with their defaults (who is alive, rows of relatives); they are not written.
    """

    def __init__(self, name: str, columns: dict[str, Cells], working: dict[str, Any] | None = None) -> None:
        self.name, self.columns = name, columns
        self._defaults = {column.name: _default(column) for column in table_spec(name).columns.values()}
        self._defaults |= working or {}
        for column, default in (working or {}).items():
            if column not in columns:
                columns[column] = np.full(len(self), default)

    @classmethod
    def empty(cls, name: str, working: dict[str, Any] | None = None) -> Rows:
        """Return a table without rows."""
        return cls(name, {column.name: _none(column) for column in table_spec(name).columns.values()}, working)

    @classmethod
    def read(cls, path: Path, name: str, working: dict[str, Any] | None = None) -> Rows:
        """Read a part; InputError when it is missing, damaged or lacks a column."""
        spec = table_spec(name)
        try:
            table = pq.read_table(path)
            columns: dict[str, Cells] = {}
            for column in spec.columns.values():
                _read_column(table, column, columns)
        except (OSError, KeyError, ValueError, pa.ArrowException) as error:
            raise InputError(f"{path} is missing or damaged: {str(error).splitlines()[0]}") from None
        return cls(name, columns, working)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, column: str) -> Cells:
        return self.columns[column]

    def __setitem__(self, column: str, cells: Cells) -> None:
        self.columns[column] = cells

    def is_(self, column: str, *choices: str) -> Cells:
        """Return where a column holds one of the choices."""
        return np.isin(self.columns[column], [self.code(column, choice) for choice in choices])

    def code(self, column: str, choice: str) -> int:
        """Return the code of a choice."""
        return table_spec(self.name).columns[column].choices.index(choice)

    def append(self, count: int, **cells: Any) -> Cells:  # noqa: ANN401  # arrays or one value for all
        """Append rows, what is not given taking its default, and return their places."""
        start = len(self)
        for column, old in self.columns.items():
            given = cells.pop(column, self._defaults.get(column, 0))
            shape = (count, *old.shape[1:])
            fresh = np.broadcast_to(np.asarray(given), shape)
            self.columns[column] = np.concatenate([old, fresh.astype(old.dtype, copy=False)])
        if cells:
            raise KeyError(f"{self.name} has no column {', '.join(cells)}")
        return np.arange(start, start + count)

    def keep(self, those: Cells) -> None:
        """Keep the rows where `those` is true, or the rows it lists, in its order."""
        self.columns = {column: cells[those] for column, cells in self.columns.items()}

    def table(self) -> Table:
        """Return the rows as the table that is written."""
        table = Table(self.name, len(self))
        for column, cells in self.columns.items():
            table[column] = cells
        return table


def rows_of(numbers: Cells, wanted: Cells) -> Cells:
    """Return the row in which each wanted number stands, -1 where in none."""
    if not len(numbers):
        return np.full(len(wanted), -1, np.int32)
    order = np.argsort(numbers, kind="stable")
    place = np.minimum(np.searchsorted(numbers, wanted, sorter=order), len(numbers) - 1)
    row = order[place]
    return np.where(numbers[row] == wanted, row, -1).astype(np.int32)


def _default(column: Column) -> Any:  # noqa: ANN401  # as many types as columns
    if column.type == "date":
        return NEVER
    if column.type == "string":
        return ""
    return NOBODY if column.nullable else 0


def _none(column: Column) -> Cells:
    if column.type == "string":
        return np.zeros(0, "U12")
    if column.type.startswith("fixed_list"):
        return np.zeros((0, 36), np.int32)
    kind = np.int32 if column.type.startswith("list") else _MEMORY.get(column.type) or np.dtype(column.type)
    return np.zeros(0, kind)


def _read_column(table: pa.Table, column: Column, columns: dict[str, Cells]) -> None:
    cells = table[column.name].combine_chunks()
    if isinstance(cells, pa.ChunkedArray):
        cells = pa.concat_arrays(cells.chunks)
    if column.type == "choice":
        known = np.array([column.choices.index(choice) for choice in cells.dictionary.to_pylist()] or [0], np.int8)
        columns[column.name] = known[cells.indices.to_numpy(zero_copy_only=False)]
    elif column.type.startswith("fixed_list"):
        columns[column.name] = cells.flatten().to_numpy(zero_copy_only=False).reshape(-1, 36).astype(np.int32)
    elif column.type.startswith("list"):
        columns[column.name] = cells.flatten().to_numpy(zero_copy_only=False).astype(np.int32)
        lengths = cells.value_lengths().to_numpy(zero_copy_only=False)
        columns[column.name + "_offsets"] = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    elif column.type == "date":
        columns[column.name] = cells.cast(pa.int32()).fill_null(NEVER).to_numpy(zero_copy_only=False).copy()
    elif column.type == "string":
        columns[column.name] = np.array(cells.to_pylist(), "U12")
    else:
        filled = cells.fill_null(NOBODY) if cells.null_count else cells
        kind = _MEMORY.get(column.type) or np.dtype(column.type)
        columns[column.name] = filled.to_numpy(zero_copy_only=False).astype(kind)
