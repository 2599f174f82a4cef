"""Rows of one kind on their way into a table: what is not told keeps the value that says none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.tables import Column

Part = dict[str, "npt.NDArray[Any]"]
"""Columns by name, all of one length; `row` is the person's row: persons, then the deceased."""


def joined(table: str, parts: list[Part], names: tuple[str, ...]) -> Part:
    """Return the parts one after another: `row`, `happened_on` and so on, and every named column of the table."""
    lengths = [len(part["row"]) for part in parts]
    columns = table_spec(table).columns
    found: Part = {"row": np.concatenate([part["row"] for part in parts])}
    for name in names:
        empty = _empty(columns[name])
        cells = [part.get(name, np.full(length, empty)) for part, length in zip(parts, lengths, strict=True)]
        found[name] = np.concatenate(cells).astype(_kind(columns[name]))
    return found


def kind(table: str, name: str, length: int) -> npt.NDArray[np.int8]:
    """Return a column of one kind."""
    return np.full(length, table_spec(table).codes("kind")[name], np.int8)


def _empty(column: Column) -> int | bool:
    if column.type == "date":
        return NEVER
    if column.type == "flag":
        return False
    return NOBODY if column.nullable else 0


def _kind(column: Column) -> type[Any]:
    return {"date": np.int32, "flag": np.bool_, "choice": np.int8, "int64": np.int64, "int16": np.int16}.get(
        column.type, np.int32
    )
